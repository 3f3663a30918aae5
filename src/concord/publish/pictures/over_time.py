"""Pictures with days across: running totals, movements of short periods, people present."""

from datetime import date, timedelta
from typing import Any

from concord.evidence import Kind
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.legible import folded, thinned
from concord.publish.pictures.manner import BLUE, WIDTH, coded, drawn, empty, local_digits, rules
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture

__all__ = ["crossings", "cumulative", "flows", "stock"]

SHORT = timedelta(days=31)  # movements over longer periods are totals, and stand in another picture
MEASURES = ("returned", "deported")
GAP = timedelta(days=20)  # rules closer than this would print their words over each other


def cumulative(material: Material, texts: Texts) -> Picture:
    """Claims by party against the balanced band of the running total most spoken of."""
    title = texts.say("cumulative", group="pictures")
    course = next((course for course in material.courses if course.band), None)
    if course is None:
        return empty("cumulative", title, texts)
    claimed: list[dict[str, Any]] = [
        {"on": str(p.on), "value": p.value, "party": texts.term(line.party)}
        for line in course.lines
        for p in line.points
    ]
    band: list[dict[str, Any]] = [
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
    x, y = _x(texts), _y(texts)
    y["scale"] = {"zero": min(row["value"] for row in band) < max(row["value"] for row in band) / 2}
    layers: list[dict[str, Any]] = [
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
        *_deadlines(material, min(days), max(days), texts),
        {
            "data": {"values": shown},
            "mark": {
                "type": "point",
                "filled": True,
                "size": 75,
                "opacity": 0.95,
                "stroke": "white",
                "strokeWidth": 0.6,
            },
            "encoding": {"x": x, "y": y, **coded("party", [row["party"] for row in shown])},
        },
    ]
    rows = [(texts.day(date.fromisoformat(r["on"])), r["party"], texts.number(r["value"])) for r in claimed]
    note = f"{in_language(course.what, texts)}. {texts.say('bands', group='pictures')}"
    told = message(_said(claimed, "party"), texts, apart=True)
    heads = [texts.say(key, group="pictures") for key in ("until", "party", "value")]
    spec = {"width": WIDTH, "height": 260, "layer": layers}
    left = _left(claimed, shown, texts)
    note = f"{note} {left}" if left else note
    return drawn("cumulative", title, spec, (heads, rows), texts, note=note, message=told)


def flows(material: Material, texts: Texts) -> Picture:
    """Movements of a month or less as bars from first to last day, coloured by status, with deadlines."""
    title = texts.say("flows", group="pictures")
    short = [m for m in material.moves if m.kind is Kind.FLOW and m.measure in MEASURES and _short(m)]
    if not short:
        return empty("flows", title, texts)
    rows = [_row(move, material, texts) for move in sorted(short, key=lambda m: (m.end, m.start, -m.value))]
    shown = folded(thinned(rows, "status"), "status", texts)
    days = [date.fromisoformat(row[key]) for row in rows for key in ("start", "on")]
    codes = coded("status", [row["status"] for row in shown], columns=2)
    y = {**_y(texts), **_log(texts)}
    enc = {"x": {**_x(texts), "field": "start"}, "x2": {"field": "on"}, "y": y, "color": codes["color"]}
    spec = {
        "width": WIDTH,
        "height": 260,
        "layer": [
            *_deadlines(material, min(days), max(days), texts),
            {"data": {"values": shown}, "mark": {"type": "rule", "strokeWidth": 4}, "encoding": enc},
            {
                "data": {"values": shown},
                "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                "encoding": {"x": _x(texts), "y": y, **codes},
            },
        ],
    }
    return _told("flows", title, spec, rows, shown, texts)


def stock(material: Material, texts: Texts) -> Picture:
    """People present by legal status, claim by claim, over time."""
    title = texts.say("stock", group="pictures")
    present = [m for m in material.moves if m.kind is Kind.STOCK and m.status and m.end]
    if not present:
        return empty("stock", title, texts)
    rows = [_row(move, material, texts) for move in sorted(present, key=lambda m: (m.end, m.value))]
    shown = folded(thinned(rows, "status", "party"), "status", texts)
    codes = coded("status", [row["status"] for row in shown], columns=2)
    enc = {"x": _x(texts), "y": _y(texts)}
    spec = {
        "width": WIDTH,
        "height": 240,
        "data": {"values": shown},
        "layer": [
            {
                "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.6},
                "encoding": {
                    **enc,
                    "color": codes["color"],
                    "detail": [{"field": "party"}, {"field": "scope"}],
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
                "encoding": {**enc, **codes},
            },
        ],
    }
    return _told("stock", title, spec, rows, shown, texts)


def crossings(material: Material, texts: Texts) -> Picture:
    """A panel for each crossing with the claims about it."""
    title = texts.say("crossings", group="pictures")
    kinds = {place.code: place.kind for place in material.situation.places}
    there = [
        m
        for m in material.moves
        if m.kind is Kind.FLOW and m.end and m.place and kinds[m.place] == "crossing"
    ]
    if not there:
        return empty("crossings", title, texts)
    rows = [
        _row(move, material, texts) for move in sorted(there, key=lambda m: (str(m.place), m.end, m.value))
    ]
    shown = folded(thinned(rows, "place", "status"), "status", texts)
    spec = {
        "data": {"values": shown},
        "columns": 2,
        "facet": {"field": "place", "type": "nominal", "title": None},
        "spec": {
            "width": WIDTH // 2 - 50,
            "height": 130,
            "mark": {"type": "point", "filled": True, "size": 60, "opacity": 0.9},
            "encoding": {
                "x": {**_x(texts), "axis": {**_x(texts)["axis"], "tickCount": 4}},
                "y": {**_y(texts), **_log(texts)},
                **coded("status", [row["status"] for row in shown], columns=2),
            },
        },
        "resolve": {"axis": {"x": "independent"}},
    }
    return _told("crossings", title, spec, rows, shown, texts)


def _short(move: Move) -> bool:
    if move.running:
        return False  # a total since a base date is no movement of the days that were read with it
    return move.start is not None and move.end is not None and move.end - move.start <= SHORT


def _row(move: Move, material: Material, texts: Texts) -> dict[str, Any]:
    status = material.situation.status(move.status or "")
    place = material.situation.place(move.place or "")
    return {
        "on": str(move.end),
        "start": str(move.start or move.end),
        "value": move.value,
        "status": texts.term(status.label if status else "status not told"),
        "party": texts.term(move.party),
        "place": texts.term(place.name) if place else "",
        "scope": f"{move.measure} {move.place or ''}",
        "what": in_language(move.what, texts),
    }


def _told(
    kind: str,
    title: str,
    spec: dict[str, Any],
    rows: list[dict[str, Any]],
    shown: list[dict[str, Any]],
    texts: Texts,
) -> Picture:
    """The picture of these marks, with the words and the table of all rows."""
    words = message(_said(rows, "what"), texts)
    return drawn(kind, title, spec, _table(rows, texts), texts, note=_left(rows, shown, texts), message=words)


def _said(rows: list[dict[str, Any]], who: str) -> list[Said]:
    return [Said(row["value"], row[who], row["party"], date.fromisoformat(row["on"])) for row in rows]


def _left(rows: list[dict[str, Any]], shown: list[dict[str, Any]], texts: Texts) -> str:
    """What is told under a picture that draws fewer marks than its table has rows."""
    if len(shown) == len(rows):
        return ""
    counts = {"count": texts.number(len(shown)), "all": texts.number(len(rows))}
    return texts.say("thinned", group="pictures", **counts)


def _table(rows: list[dict[str, Any]], texts: Texts) -> tuple[list[str], list[tuple[str, ...]]]:
    heads = [texts.say(key, group="pictures") for key in ("until", "what", "party", "value")]
    days = [texts.day(date.fromisoformat(row["on"])) for row in rows]
    cells = zip(days, rows, strict=True)
    return heads, [(day, row["what"], row["party"], texts.number(row["value"])) for day, row in cells]


def _deadlines(material: Material, first: date, last: date, texts: Texts) -> list[dict[str, Any]]:
    shown: list[tuple[date, str]] = []
    for note in sorted(material.deadlines, key=lambda note: note.on):
        if first <= note.on <= last and not (shown and note.on - shown[-1][0] < GAP):
            shown.append((note.on, texts.day(note.on)))
    return rules((str(on), text) for on, text in shown)


def _x(texts: Texts) -> dict[str, Any]:
    shown = {"labelExpr": local_digits(texts)} if texts.digits[0] != "0" else {}
    return {
        "field": "on",
        "type": "temporal",
        "scale": {"type": "utc"},  # a picture is the same wherever it is drawn
        "title": None,
        "axis": {"grid": False, "format": "%m/%Y", "labelOverlap": True, "tickCount": 8, **shown},
    }


def _y(texts: Texts) -> dict[str, Any]:
    axis = {"format": ",d", "tickCount": 5, "domain": False, "ticks": False, "labelOverlap": True}
    if texts.digits[0] != "0":
        axis["labelExpr"] = local_digits(texts)
    return {"field": "value", "type": "quantitative", "title": None, "axis": axis}


def _log(texts: Texts) -> dict[str, Any]:
    """A scale on which hundreds and hundreds of thousands both can be read."""
    values = [10**power for power in range(1, 8)]
    return {"scale": {"type": "log"}, "axis": {**_y(texts)["axis"], "values": values}}
