"""From phase to status, crossing and province: bands whose width is persons, of one party's claims.

Nodes of a step are stacked and every band is a path between two of them; the layout is
plain arithmetic, so that it is the same on every machine. Only one party is drawn, since
figures of different parties are never added up, and of nested claims only the widest.
"""

from collections import defaultdict
from typing import Any

from concord.evidence import Kind
from concord.publish.languages import Texts
from concord.publish.pictures.manner import INK, PALETTE, WIDTH, drawn, empty
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture

__all__ = ["sankey"]

HEIGHT, GAP, NODE = 260, 14, 12  # pixels
Way = tuple[str, str, str, str]


def sankey(material: Material, texts: Texts) -> Picture:
    """The ways of the party that names status and crossing most often."""
    title = texts.say("sankey", group="pictures")
    party, ways = _ways(material, texts)
    if not ways:
        return empty("sankey", title, texts)
    boxes, bands = _layout({way: move.value for way, move in ways.items()})
    spec = {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": WIDTH,
        "height": HEIGHT + 40,
        "padding": 8,
        "background": "white",
        "config": {"text": {"font": ", ".join([*texts.fonts, "Noto Sans"])}},
        "data": [
            {"name": "bands", "values": bands},
            {
                "name": "boxes",
                "values": [{**b, "label": f"{b['name']} · {texts.number(b['value'])}"} for b in boxes],
            },
        ],
        "marks": _marks(),
    }
    rows = [(*way, texts.number(move.value)) for way, move in sorted(ways.items())]
    heads = [texts.say(key) for key in ("phase", "status", "crossing")]
    table = ([*heads, texts.say("place", group="pictures"), texts.say("value", group="pictures")], rows)
    note = texts.say("single", group="pictures", party=texts.term(party))
    said = message([Said(move.value, ", ".join(way), move.party) for way, move in ways.items()], texts)
    return drawn("sankey", title, spec, table, texts, note=note, message=said, vega=True)


def _ways(material: Material, texts: Texts) -> tuple[str, dict[Way, Move]]:
    """The widest claim of each way, of the party that has most ways."""
    by_party: dict[str, dict[Way, Move]] = defaultdict(dict)
    for move in sorted(material.moves, key=lambda m: (m.value, m.claim)):
        place = material.situation.place(move.place or "")
        flow = move.kind is Kind.FLOW and move.measure in ("returned", "deported")
        if flow and move.status and place is not None and place.kind == "crossing":
            by_party[move.party][_way(move, material, texts)] = move
    return max(by_party.items(), key=lambda one: (len(one[1]), one[0]), default=("", {}))


def _way(move: Move, material: Material, texts: Texts) -> Way:
    situation = material.situation
    phase, status, place = (
        situation.phase(move.phase or ""),
        situation.status(move.status or ""),
        situation.place(move.place or ""),
    )
    return (
        texts.term(phase.label if phase else "phase not told"),
        texts.term(status.label if status else "status not told"),
        texts.term(place.name if place else ""),
        texts.term(_province(move.place or "", material)),
    )


def _province(crossing: str, material: Material) -> str:
    """The province on the side of the country that people return to."""
    situation = material.situation
    home = next(c.code for c in situation.places if c.kind == "country" and c.code == situation.nationality)
    around = [
        p.name
        for p in situation.places
        if p.kind == "province" and p.within == home and situation.within(crossing, p.code)
    ]
    return around[0] if around else crossing


def _layout(ways: dict[Way, float]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Boxes of the nodes and bands between them, in pixels."""
    steps: list[dict[str, float]] = [defaultdict(float) for _ in range(4)]
    links: dict[tuple[int, str, str], float] = defaultdict(float)
    for way, value in sorted(ways.items()):
        for step, name in enumerate(way):
            steps[step][name] += value
        for step in range(3):
            links[step, way[step], way[step + 1]] += value
    crowd = max(map(len, steps))
    scale = (HEIGHT - GAP * (crowd - 1)) / sum(ways.values())
    top: dict[tuple[int, str], float] = {}
    boxes = []
    for step, nodes in enumerate(steps):
        y, x = 16.0, step * (WIDTH - NODE) / 3
        for name, value in sorted(nodes.items(), key=lambda one: (-one[1], one[0])):
            top[step, name] = y
            last = step == 3
            boxes.append(
                {
                    "name": name,
                    "value": value,
                    "x": x,
                    "y": y,
                    "h": max(value * scale, 1.0),
                    "ty": y + value * scale + 13 if last else y - 4,
                    "tx": x + (NODE if last else NODE + 5),
                    "align": "right" if last else "left",
                }
            )
            y += value * scale + GAP
    return boxes, _bands(links, top, scale)


def _bands(
    links: dict[tuple[int, str, str], float], top: dict[tuple[int, str], float], scale: float
) -> list[dict[str, Any]]:
    out, into = dict(top), dict(top)
    names = sorted({source for step, source, _ in links if step == 1})
    bands = []
    for (step, source, target), value in sorted(links.items(), key=lambda one: (one[0][0], -one[1], one[0])):
        wide = max(value * scale, 1.0)
        x0, x1 = step * (WIDTH - NODE) / 3 + NODE, (step + 1) * (WIDTH - NODE) / 3
        a, b, mid = out[step, source], into[step + 1, target], (x0 + x1) / 2
        out[step, source] += wide
        into[step + 1, target] += wide
        path = (
            f"M{x0:.1f},{a:.1f}C{mid:.1f},{a:.1f} {mid:.1f},{b:.1f} {x1:.1f},{b:.1f}V{b + wide:.1f}"
            f"C{mid:.1f},{b + wide:.1f} {mid:.1f},{a + wide:.1f} {x0:.1f},{a + wide:.1f}Z"
        )
        status = {0: target, 1: source}.get(step)
        colour = PALETTE[names.index(status) % len(PALETTE)] if status in names else "#8c8c8c"
        bands.append({"path": path, "colour": colour})
    return bands


def _marks() -> list[dict[str, Any]]:
    return [
        {
            "type": "path",
            "from": {"data": "bands"},
            "encode": {
                "enter": {"path": _field("path"), "fill": _field("colour"), "fillOpacity": {"value": 0.45}}
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
        {
            "type": "text",
            "from": {"data": "boxes"},
            "encode": {
                "enter": {
                    "x": _field("tx"),
                    "y": _field("ty"),
                    "text": _field("label"),
                    "align": {"field": "align"},
                    "baseline": {"value": "bottom"},
                    "fontSize": {"value": 9},
                    "fill": {"value": INK},
                }
            },
        },
    ]


def _field(name: str) -> dict[str, str]:
    """As Vega asks for a column at every channel."""
    return {"field": name}
