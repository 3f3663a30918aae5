"""From phase to status, crossing and province: bands whose width is persons, of one party's claims.

Nodes of a step are stacked and every band is a path between two of them; the layout is
plain arithmetic, so that it is the same on every machine. Only one party is drawn, since
figures of different parties are never added up, and of nested claims only the widest.
"""

from collections import defaultdict
from functools import cache
from typing import Any

from concord.publish.languages import Texts
from concord.publish.pictures.manner import HIDDEN, INK, WIDTH, called, coded, drawn, empty, entitled, series
from concord.publish.pictures.material import STATUS_UNTOLD, Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture
from concord.situation import Place

__all__ = ["layout", "sankey"]

HEIGHT, NODE = 250, 12  # pixels
UNKNOWN = "phase not told"
Way = tuple[str, str, str, str]
Row = dict[str, Any]


def sankey(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """The ways of the party that names status and crossing most often."""
    title = entitled("sankey", material, texts)
    party, ways = _ways(material, texts)
    if not ways:
        return empty("sankey", title, texts)
    order = [texts.term(label) for label in material.statuses]
    codes = coded("status", [way[1] for way in ways], order, width=width)
    hues = {part["name"]: part["colour"] for part in series(codes)}
    boxes, bands, height = layout({way: move.value for way, move in ways.items()}, hues, width)
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": width,
        "height": height,
        "padding": 8,
        "background": "white",
        "config": {"text": {"font": ", ".join(dict.fromkeys([*texts.fonts, "Noto Sans"]))}},
        "signals": [{"name": "hidden", "value": []}],
        "data": [
            {"name": "bands", "values": [{**b, "told": _told(b, texts)} for b in bands]},
            {"name": "boxes", "values": [{**b, "label": _label(b, texts, width)} for b in boxes]},
        ],
        "marks": _marks(width),
    }
    rows = [(*way, texts.number(move.value)) for way, move in sorted(ways.items())]
    heads = [texts.say(key) for key in ("phase", "status", "crossing")]
    table = ([*heads, texts.say("place", group="pictures"), texts.say("value", group="pictures")], rows)
    note = texts.say("single", group="pictures", party=texts.term(party))
    said = message([Said(move.value, ", ".join(way), move.party) for way, move in ways.items()], texts)
    return drawn(
        "sankey", title, spec, table, texts, note=note, message=said, series=series(codes), vega=True
    )


def _ways(material: Material, texts: Texts) -> tuple[str, dict[Way, Move]]:
    """The widest claim of each way, of the party that has most ways; nobody is in two of them."""
    by_party: dict[str, dict[Way, Move]] = defaultdict(dict)
    way = cache(lambda phase, status, place: _way((phase, status, place), material, texts))
    for move in sorted(material.flows("returned", "deported"), key=lambda m: (m.value, m.claim)):
        place = material.situation.place(move.place or "")
        if move.status and place is not None and place.kind == "crossing":
            by_party[move.party][way(move.phase, move.status, place.code)] = move
    apart = {party: _apart(ways, material, texts) for party, ways in by_party.items()}
    return max(apart.items(), key=lambda one: (len(one[1]), one[0]), default=("", {}))


def _apart(ways: dict[Way, Move], material: Material, texts: Texts) -> dict[Way, Move]:
    """The ways without those whose people other ways hold as well.

    A status that has parts among the ways is left to its parts. Of one status at one crossing
    either the claims that name a phase are drawn or the one that names none, whichever is wider.
    """
    named = {move.status for move in ways.values()}
    whole = {s.code for s in material.situation.statuses if named & set(s.parts)}
    told = {way: move for way, move in ways.items() if move.status not in whole}
    phases: dict[tuple[str, ...], float] = defaultdict(float)
    unknown = texts.term(UNKNOWN)
    for way, move in told.items():
        phases[way[1:]] += move.value if way[0] != unknown else 0.0
    wider = {way[1:] for way, move in told.items() if way[0] == unknown and move.value >= phases[way[1:]]}
    return {way: move for way, move in told.items() if (way[0] == unknown) == (way[1:] in wider)}


def _way(codes: tuple[str | None, str, str], material: Material, texts: Texts) -> Way:
    """The names of a phase, a status, a crossing, and the province behind it."""
    situation = material.situation
    phase, status = situation.phase(codes[0] or ""), situation.status(codes[1])
    return (
        texts.term(phase.label if phase else UNKNOWN),
        texts.term(status.label if status else STATUS_UNTOLD),
        called(situation.place(codes[2]), texts),
        called(_province(codes[2], material), texts),
    )


def _province(crossing: str, material: Material) -> Place | None:
    """The province on the side of the country that people return to; the crossing where none is known."""
    situation = material.situation
    home = next(c.code for c in situation.places if c.kind == "country" and c.code == situation.nationality)
    around = (
        place
        for place in situation.places
        if place.kind == "province" and place.within == home and situation.within(crossing, place.code)
    )
    return next(around, situation.place(crossing))


def layout(ways: dict[Way, float], hues: dict[str, str], width: int) -> tuple[list[Row], list[Row], int]:
    """Boxes of the nodes and bands between them, in pixels, and the height that they take."""
    steps: list[dict[str, float]] = [defaultdict(float) for _ in range(4)]
    links: dict[tuple[int, str, str, str], float] = defaultdict(float)
    for way, value in sorted(ways.items()):
        for step, name in enumerate(way):
            steps[step][name] += value
        for step in range(3):
            links[step, way[step], way[step + 1], way[1]] += value
    gap = _gap(width)
    scale = HEIGHT / sum(ways.values())
    top: dict[tuple[int, str], float] = {}
    boxes: list[Row] = []
    for step, nodes in enumerate(steps):
        y, x = float(gap), step * (width - NODE) / 3
        for name, value in sorted(nodes.items(), key=lambda one: (-one[1], one[0])):
            top[step, name] = y
            boxes.append(_box(step, name, value, (x, y), scale, gap))
            y += value * scale + gap
    height = HEIGHT + gap * (max(map(len, steps)) + 1)
    return boxes, _bands(links, top, (scale, width), hues), height


def _box(step: int, name: str, value: float, at: tuple[float, float], scale: float, gap: int) -> Row:
    """One node: the words of the last step stand under it, as they would run into those of the third."""
    (x, y), last = at, step == 3
    high = max(value * scale, 1.0)
    return {
        "name": name,
        "value": value,
        "x": x,
        "y": y,
        "h": high,
        "ty": y + high + 13 if last else y - gap + 14,
        "tx": x + (NODE if last else 0),
        "align": "right" if last else "left",
    }


def _gap(width: int) -> int:
    """Room for the words of a node: one line, or two where the steps are narrow."""
    return 20 if width >= WIDTH else 32


def _label(box: Row, texts: Texts, width: int) -> str | list[str]:
    name, number = box["name"], texts.number(box["value"])
    return f"{name} · {number}" if width >= WIDTH else [name, number]


def _told(band: Row, texts: Texts) -> str:
    return f"{band['source']} → {band['target']} ({band['status']}): {texts.number(band['value'])}"


def _bands(
    links: dict[tuple[int, str, str, str], float],
    top: dict[tuple[int, str], float],
    scaled: tuple[float, int],
    hues: dict[str, str],
) -> list[Row]:
    (scale, width), out, into = scaled, dict(top), dict(top)
    bands = []
    for link, value in sorted(links.items(), key=lambda one: (one[0][0], -one[1], one[0])):
        step, source, target, status = link
        wide = value * scale
        x0, x1 = step * (width - NODE) / 3 + NODE, (step + 1) * (width - NODE) / 3
        a, b, mid = out[step, source], into[step + 1, target], (x0 + x1) / 2
        out[step, source] += wide
        into[step + 1, target] += wide
        path = (
            f"M{x0:.1f},{a:.1f}C{mid:.1f},{a:.1f} {mid:.1f},{b:.1f} {x1:.1f},{b:.1f}V{b + wide:.1f}"
            f"C{mid:.1f},{b + wide:.1f} {mid:.1f},{a + wide:.1f} {x0:.1f},{a + wide:.1f}Z"
        )
        ends = {"step": step, "source": source, "target": target, "status": status}
        bands.append({**ends, "value": value, "path": path, "colour": hues[status]})
    return bands


def _marks(width: int) -> list[dict[str, Any]]:
    fades = {"signal": f"indexof(hidden, datum.status) < 0 ? 0.5 : {HIDDEN}"}
    return [
        {
            "type": "path",
            "from": {"data": "bands"},
            "encode": {
                "enter": {
                    "path": _field("path"),
                    "fill": _field("colour"),
                    "stroke": {"value": "white"},
                    "tooltip": _field("told"),
                },
                "update": {"fillOpacity": fades},
            },
        },
        {
            "type": "rect",
            "from": {"data": "boxes"},
            "encode": {
                "enter": {
                    "x": _field("x"),
                    "y": _field("y"),
                    "width": {"value": NODE},
                    "height": _field("h"),
                    "fill": {"value": INK},
                }
            },
        },
        _words(width, {"stroke": {"value": "white"}, "strokeWidth": {"value": 3}}),
        _words(width, {"fill": {"value": INK}}),
    ]


def _words(width: int, ink: dict[str, Any]) -> dict[str, Any]:
    place = {"x": _field("tx"), "y": _field("ty"), "text": _field("label"), "align": _field("align")}
    look = {
        "fontSize": {"value": 10},
        "lineHeight": {"value": 12},
        "limit": {"value": (width - NODE) / 3 - 4},
    }
    return {"type": "text", "from": {"data": "boxes"}, "encode": {"enter": {**place, **look, **ink}}}


def _field(name: str) -> dict[str, str]:
    """As Vega asks for a column at every channel."""
    return {"field": name}
