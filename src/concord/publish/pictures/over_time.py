"""Pictures with days across: running totals, people present, what is claimed about each crossing."""

from datetime import date, timedelta
from typing import Any

from concord.evidence import Kind
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.axes import days_across, deadlines, people_log, people_up
from concord.publish.pictures.legible import folded, thinned
from concord.publish.pictures.manner import BLUE, WIDTH, called, chosen, coded, drawn, empty, entitled, series
from concord.publish.pictures.material import STATUS_UNTOLD, Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture
from concord.publish.pictures.spoken import Spoken

__all__ = ["crossings", "cumulative", "stock"]

MEASURES = ("returned", "deported")
HINTS = ("what", "days_told", "party", "number")
Row = dict[str, Any]


def cumulative(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """Claims by party against the balanced band of the running total most spoken of."""
    title = texts.say("cumulative", group="pictures")
    course = next((course for course in material.courses if course.band), None)
    if course is None:
        return empty("cumulative", title, texts)
    claimed: list[Row] = [
        {
            "on": str(p.on),
            "value": p.value,
            "party": texts.term(line.party),
            "days_told": texts.day(p.on),
            "number": texts.number(p.value),
        }
        for line in course.lines
        for p in line.points
    ]
    band: list[Row] = [
        {
            "on": str(b.on),
            "value": b.value,
            "l8": b.likely.low,
            "h8": b.likely.high,
            "l9": b.wide.low,
            "h9": b.wide.high,
        }
        for b in course.band
    ]
    days = [date.fromisoformat(row["on"]) for row in [*claimed, *band]]
    shown = folded(thinned(claimed, "party"), "party", texts)
    span = min(days), max(days)
    codes = coded(
        "party", [row["party"] for row in shown], [texts.term(p) for p in material.parties], width=width
    )
    x, y = days_across(texts, span, width=width), people_up(texts, 5)
    y["scale"] = {"zero": min(row["value"] for row in band) < max(row["value"] for row in band) / 2}
    layers: list[Row] = [
        {
            "data": {"values": band},
            "mark": {"type": "area", "color": BLUE, "opacity": opacity},
            "encoding": {"x": x, "y": {**y, "field": f"l{end}"}, "y2": {"field": f"h{end}"}},
        }
        for end, opacity in ((9, 0.15), (8, 0.3))
    ]
    layers += [
        {
            "data": {"values": band},
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 1.5, "point": False},
            "encoding": {"x": x, "y": y},
        },
        *deadlines(material, span, texts, width=width),
        {
            "data": {"values": shown},
            "mark": {
                "type": "point",
                "filled": True,
                "size": 75,
                "stroke": "white",
                "strokeWidth": 0.6,
            },
            "encoding": {
                "x": x,
                "y": y,
                **codes,
                "opacity": chosen("party", 0.95),
                **_hint(texts, HINTS[1:]),
            },
        },
    ]
    rows = [(texts.day(date.fromisoformat(r["on"])), r["party"], texts.number(r["value"])) for r in claimed]
    note = f"{in_language(course.what, texts)}. {texts.say('bands', group='pictures')}"
    told = message(_said(claimed, "party"), texts, apart=True)
    heads = [texts.say(key, group="pictures") for key in ("until", "party", "value")]
    spec = {"width": width, "height": 260, "layer": layers}
    left = _left(claimed, shown, texts)
    note = f"{note} {left}" if left else note
    return drawn(
        "cumulative", title, spec, (heads, rows), texts, note=note, message=told, series=series(codes)
    )


def stock(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """People present by legal status, claim by claim, over time."""
    title = entitled("stock", material, texts)
    present = [
        m
        for m in material.moves
        if m.kind is Kind.STOCK and m.status and m.end and material.measure in (None, m.measure)
    ]
    if not present:
        return empty("stock", title, texts)
    spoken = Spoken(texts)
    rows = [_row(move, material, spoken) for move in sorted(present, key=lambda m: (m.end, m.value))]
    shown = folded(thinned(rows, "status", "party"), "status", texts)
    codes = _by_status(shown, material, texts, width)
    enc = {"x": days_across(texts, _reach(rows), width=width), "y": people_up(texts, 5)}
    spec = {
        "width": width,
        "height": 240,
        "data": {"values": shown},
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 1, "tooltip": None},
                "encoding": {
                    **enc,
                    "color": codes["color"],
                    "opacity": chosen("status", 0.6),
                    "detail": [{"field": "party"}, {"field": "scope"}],
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 75},
                "encoding": {**enc, **codes, "opacity": chosen("status"), **_hint(texts)},
            },
        ],
    }
    return _told("stock", title, spec, (rows, shown), codes, texts)


def crossings(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """A panel for each crossing with the claims about it."""
    title = entitled("crossings", material, texts)
    kinds = {place.code: place.kind for place in material.situation.places}
    there = [m for m in material.flows(*MEASURES) if m.end and m.place and kinds[m.place] == "crossing"]
    if not there:
        return empty("crossings", title, texts)
    spoken = Spoken(texts)
    rows = [
        _row(move, material, spoken) for move in sorted(there, key=lambda m: (str(m.place), m.end, m.value))
    ]
    shown = folded(thinned(rows, "place", "status"), "status", texts)
    codes = _by_status(shown, material, texts, width)
    columns = 2 if width >= WIDTH else 1
    broad = width // columns - (50 if columns > 1 else 0)
    x = days_across(texts, _reach(rows), width=broad)
    spec = {
        "data": {"values": shown},
        "columns": columns,
        "facet": {"field": "place", "type": "nominal", "title": None},
        "spec": {
            "width": broad,
            "height": 130,
            "mark": {"type": "point", "filled": True, "size": 60},
            "encoding": {
                "x": x,
                "y": people_log(texts),
                **codes,
                "opacity": chosen("status", 0.9),
                **_hint(texts),
            },
        },
        "resolve": {"axis": {"x": "independent"}},
    }
    return _told("crossings", title, spec, (rows, shown), codes, texts)


def _reach(rows: list[Row]) -> tuple[date, date]:
    """The first and the last day of the marks, a month where they fall on one day."""
    days = [date.fromisoformat(row["on"]) for row in rows]
    first, last = min(days), max(days)
    return (first, last) if first < last else (first - timedelta(days=15), last + timedelta(days=15))


def _by_status(shown: list[Row], material: Material, texts: Texts, width: int) -> dict[str, Any]:
    order = [texts.term(label) for label in material.statuses]
    return coded("status", [row["status"] for row in shown], order, width=width)


def _hint(texts: Texts, keys: tuple[str, ...] = HINTS) -> dict[str, Any]:
    """What is told beside the pointer: what is counted, up to when, who says so, how many."""
    return {"tooltip": [{"field": key, "title": texts.say(f"hint_{key}", group="pictures")} for key in keys]}


def _row(move: Move, material: Material, spoken: Spoken) -> Row:
    texts = spoken.texts
    status = material.situation.status(move.status or "")
    place = material.situation.place(move.place or "")
    return {
        "on": str(move.end),
        "start": str(move.start or move.end),
        "value": move.value,
        "status": texts.term(status.label if status else STATUS_UNTOLD),
        "party": texts.term(move.party),
        "place": called(place, texts),
        "scope": f"{move.measure} {move.place or ''}",
        "what": spoken.scope(move.what),
        "days_told": spoken.day(move.end) if move.end else "",
        "number": texts.number(move.value),
    }


def _told(
    kind: str,
    title: str,
    spec: dict[str, Any],
    marks: tuple[list[Row], list[Row]],
    codes: dict[str, Any],
    texts: Texts,
) -> Picture:
    """The picture of these marks, all and those shown, with the words and the table of all."""
    rows, shown = marks
    return drawn(
        kind,
        title,
        spec,
        _table(rows, texts),
        texts,
        note=_left(rows, shown, texts),
        message=message(_said(rows, "what"), texts),
        series=series(codes),
    )


def _said(rows: list[Row], who: str) -> list[Said]:
    return [Said(row["value"], row[who], row["party"], date.fromisoformat(row["on"])) for row in rows]


def _left(rows: list[Row], shown: list[Row], texts: Texts) -> str:
    """What is told under a picture that draws fewer marks than its table has rows."""
    if len(shown) == len(rows):
        return ""
    counts = {"count": texts.number(len(shown)), "all": texts.number(len(rows))}
    return texts.say("thinned", group="pictures", **counts)


def _table(rows: list[Row], texts: Texts) -> tuple[list[str], list[tuple[str, ...]]]:
    heads = [texts.say(key, group="pictures") for key in ("until", "what", "party", "value")]
    return heads, [(row["days_told"], row["what"], row["party"], row["number"]) for row in rows]
