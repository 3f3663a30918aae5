"""People a week by legal status: the balanced estimate as bars, the parties' claims beside, deadlines marked.

A claim is never drawn as more than it says. One of a week or longer is a line from its first to
its last day at the height of its mean week; one of fewer days is a point at its own number, which
the week it falls in holds at least. Totals since a base date stand in the picture of running totals.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from concord.publish.languages import Texts
from concord.publish.pictures.axes import days_across, deadlines, people_up
from concord.publish.pictures.legible import folded, thinned
from concord.publish.pictures.manner import GREY, SOFT, WIDTH, chosen, coded, drawn, empty, entitled, series
from concord.publish.pictures.material import STATUS_UNTOLD, Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture
from concord.publish.pictures.spoken import Spoken
from concord.publish.pictures.weeks import ALL, Week

__all__ = ["MOST_A_DAY", "flows"]

USUAL = "returned"
MOST_A_DAY = 30_000.0  # persons; above the busiest days published for all crossings, autumn 2023
PANELS = 6  # of more statuses those with the fewest numbers are left to the table
HEIGHT = {True: 150, False: 84}  # pixels, of the panel of everybody and of one status
DAY = timedelta(days=1)
HINTS = ("what", "days_told", "party", "number")
SEEN = ("on", "past", "middle", "value", "low", "high", "height", *HINTS)
Row = dict[str, Any]


def flows(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """Weeks and claims of one measure, a panel for everybody and one for each legal status."""
    title = entitled("flows", material, texts, USUAL)
    dated = [move for move in material.flows(USUAL) if move.start and move.end and not move.running]
    kept = [move for move in dated if move.value <= MOST_A_DAY * _days(move)]
    weeks = material.weeks or ()
    if not weeks and not kept:
        return empty("flows", title, texts)
    spoken = Spoken(texts)
    claims = [_claim(m, material, spoken) for m in sorted(kept, key=lambda m: (m.end, m.start, -m.value))]
    within = _within(weeks, claims)
    shown = folded(thinned([c for c in claims if within(c)], "status", "party"), "party", texts)
    estimates = [_estimate(week, material, spoken) for week in weeks]
    spec, parts = _specification(estimates, shown, material, texts, width)
    said = [
        Said(w["value"], w["label"], w["label"], date.fromisoformat(w["until"]))
        for w in estimates
        if w["value"]
    ]
    if not said:
        said = [Said(c["value"], c["what"], c["party"], date.fromisoformat(c["until"])) for c in claims]
    unknown = material.weeks is None
    note = _note(estimates, len(dated) - len(kept), (len(shown), len(claims)), texts, unknown=unknown)
    return drawn(
        "flows",
        title,
        spec,
        _table(estimates, claims, texts),
        texts,
        note=note,
        message=message(said, texts),
        series=parts,
    )


def _specification(
    estimates: Sequence[Row], shown: Sequence[Row], material: Material, texts: Texts, width: int
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    order = [texts.term(party) for party in material.parties]
    codes = coded("party", [row["party"] for row in shown], order, width=width)
    days = sorted(date.fromisoformat(row[key]) for row in [*estimates, *shown] for key in ("on", "until"))
    span = (days[0], days[-1] + DAY) if days else (material.as_of, material.as_of + DAY)
    labels = _panels(estimates, shown, material, texts)
    panels = [
        _panel(label, number, len(labels), (estimates, shown), codes, span, material, texts, width)
        for number, label in enumerate(labels)
    ]
    spec = {
        "vconcat": panels,
        "spacing": 14,
        "resolve": {"scale": {"color": "shared", "shape": "shared"}},
    }
    return spec, series(codes) if shown else []


def _panel(
    label: str,
    number: int,
    count: int,
    rows: tuple[Sequence[Row], Sequence[Row]],
    codes: dict[str, Any],
    span: tuple[date, date],
    material: Material,
    texts: Texts,
    width: int,
) -> dict[str, Any]:
    estimates, shown = ([row for row in each if row["panel"] == label] for each in rows)
    x, y = days_across(texts, span, labels=number == count - 1, padding=0, width=width), people_up(texts, 3)
    bars = [_seen(row) for row in estimates if row["value"]]
    lines = [_seen(row) for row in shown if row["days"] >= 7]
    points = [_seen(row) for row in shown]
    ends = {"x": {**x, "field": "on"}, "x2": {"field": "past"}}
    hint = {"tooltip": [{"field": key, "title": texts.say(f"hint_{key}", group="pictures")} for key in HINTS]}
    hued = {"color": codes["color"], "opacity": chosen("party")}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "bar", "color": GREY, "stroke": "white", "strokeWidth": 0.5},
            "encoding": {**ends, "y": {**y, "field": "value"}, "y2": {"datum": 0}, **hint},
        },
        {
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1.2},
            "encoding": {
                "x": {**x, "field": "middle"},
                "y": {**y, "field": "low"},
                "y2": {"field": "high"},
                **hint,
            },
        },
        *deadlines(material, span, texts, words=number == 0, padding=0, width=width),
        {
            "data": {"values": lines},
            "mark": {"type": "rule", "strokeWidth": 3, "strokeCap": "round"},
            "encoding": {**ends, "y": {**y, "field": "height"}, **hued, **hint},
        },
        {
            "data": {"values": points},
            "mark": {"type": "point", "filled": True, "size": 55, "stroke": "white", "strokeWidth": 0.6},
            "encoding": {
                "x": {**x, "field": "middle"},
                "y": {**y, "field": "height"},
                **codes,
                "opacity": hued["opacity"],
                **hint,
            },
        },
    ]
    words = {
        "text": label,
        "anchor": "end" if texts.direction == "rtl" else "start",
        "fontSize": 12,
        "fontWeight": "bold",
        "offset": 4,
        "frame": "group",
    }
    everybody = number == 0 and label == texts.say("everybody", group="pictures")
    return {
        "width": width,
        "height": HEIGHT[everybody or count == 1],
        "title": words,
        "data": {"values": bars},
        "layer": layers,
    }


def _seen(row: Row) -> Row:
    return {key: row[key] for key in SEEN if key in row}


def _panels(estimates: Sequence[Row], shown: Sequence[Row], material: Material, texts: Texts) -> list[str]:
    """Everybody first, then the statuses in the order of the situation, those with most numbers kept."""
    labels = [row["panel"] for row in [*estimates, *shown]]
    known = [texts.say("everybody", group="pictures"), *(texts.term(label) for label in material.statuses)]
    kept = sorted(set(labels), key=lambda label: (label != known[0], -labels.count(label), label))[:PANELS]
    return sorted(kept, key=lambda label: (known.index(label) if label in known else len(known), label))


def _within(weeks: Sequence[Week], claims: Sequence[Row]) -> Any:
    """Whether a claim speaks of the days that the weeks cover; of all days where there are no weeks."""
    first = str(min((week.start for week in weeks), default=date.min))
    return lambda claim: claim["on"] >= first


def _estimate(week: Week, material: Material, spoken: Spoken) -> Row:
    texts = spoken.texts
    label = _status(None if week.status == ALL else week.status, material, texts)
    days = (week.end - week.start).days + 1
    return {
        **_span(week.start, week.end, spoken),
        "days": days,
        "panel": label,
        "label": label,
        "value": week.value,
        "low": week.likely.low,
        "high": week.likely.high,
        "low95": week.wide.low,
        "high95": week.wide.high,
        "what": label,
        "party": texts.say("estimated", group="pictures"),
        "number": ""
        if week.value is None
        else f"{texts.number(week.value)} ({_between(week.likely, texts)})",
    }


def _claim(move: Move, material: Material, spoken: Spoken) -> Row:
    texts = spoken.texts
    assert move.start
    assert move.end
    days = _days(move)
    return {
        **_span(move.start, move.end, spoken),
        "days": days,
        "panel": _status(move.status, material, texts),
        "status": move.status or "",
        "value": move.value,
        "height": move.value if days < 7 else move.value * 7 / days,
        "party": texts.term(move.party),
        "what": spoken.scope(move.what),
        "number": texts.number(move.value),
    }


def _span(start: date, end: date, spoken: Spoken) -> dict[str, str]:
    """First day, last day, the end of the last day and what lies between for the axis; and in words."""
    past = end + DAY
    middle = start + (past - start) / 2
    first, last = spoken.day(start), spoken.day(end)
    words = {"first": first, "last": last, "days_told": f"{first} – {last}" if start != end else last}
    return {"on": str(start), "until": str(end), "past": str(past), "middle": str(middle), **words}


def _status(code: str | None, material: Material, texts: Texts) -> str:
    """The panel of a status; who tells none speaks of everybody."""
    if code is None or code == STATUS_UNTOLD:
        return texts.say("everybody", group="pictures")
    status = material.situation.status(code)
    return texts.term(status.label) if status else texts.say("otherwise", group="pictures")


def _days(move: Move) -> int:
    return (move.end - move.start).days + 1 if move.start and move.end else 1


def _between(ends: Any, texts: Texts) -> str:
    return f"{texts.number(ends.low)} – {texts.number(ends.high)}"


def _note(estimates: Sequence[Row], odd: int, counts: tuple[int, int], texts: Texts, *, unknown: bool) -> str:
    drawn_, all_ = counts
    parts = [] if unknown else [texts.say("weeks" if estimates else "no_weeks", group="pictures")]
    if drawn_:
        parts.append(texts.say("paces", group="pictures"))
    if odd:
        parts.append(
            texts.say(
                "too_many_a_day", group="pictures", count=texts.number(odd), most=texts.number(MOST_A_DAY)
            )
        )
    if drawn_ < all_:
        parts.append(
            texts.say("beside_weeks", group="pictures", count=texts.number(drawn_), all=texts.number(all_))
        )
    return " ".join(parts)


def _table(
    estimates: Sequence[Row], claims: Iterable[Row], texts: Texts
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The newest weeks first, then the claims; without weeks no columns of intervals."""
    keys = ["from", "until", "what", "party", *(["interval80", "interval95"] if estimates else []), "value"]
    weeks = [
        (
            row["first"],
            row["last"],
            row["what"],
            row["party"],
            f"{texts.number(row['low'])} – {texts.number(row['high'])}",
            f"{texts.number(row['low95'])} – {texts.number(row['high95'])}",
            _few(texts) if row["value"] is None else texts.number(row["value"]),
        )
        for row in sorted(estimates, key=lambda row: str(row["on"]), reverse=True)
    ]
    blank = ("", "") if estimates else ()
    said = [(row["first"], row["last"], row["what"], row["party"], *blank, row["number"]) for row in claims]
    return [texts.say(key, group="pictures") for key in keys], [*weeks, *said]


def _few(texts: Texts) -> str:
    return texts.say("few_or_none", group="pictures")
