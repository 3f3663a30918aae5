"""Pictures of scope: the ladder of what one year's returns count, and an account with its residual."""

from collections import Counter
from typing import Any

from concord.accounts import Estimate
from concord.evidence import Kind
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.manner import BLUE, GREY, ORANGE, WIDTH, coded, drawn, empty
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture
from concord.publish.scopes import margin_scope

__all__ = ["ladder", "waterfall"]

RUNGS = 9  # of the year alone
BESIDE = 3  # running totals from earlier years that are taken for the year's
MEASURES = ("returned", "deported")


def ladder(material: Material, texts: Texts) -> Picture:
    """Every total of one year with its scope, the widest first: why two numbers are both "returns"."""
    totals = [
        m for m in material.moves if m.kind is Kind.FLOW and m.measure in MEASURES and m.start and m.end
    ]
    years = Counter(m.end.year for m in totals if m.end)
    year = years.most_common(1)[0][0] if years else material.as_of.year
    title = texts.say("ladder", group="pictures", year=texts.written(str(year)))
    rungs = _rungs([m for m in totals if m.end and m.end.year == year and m.start != m.end])
    if not rungs:
        return empty("ladder", title, texts)
    rows: list[dict[str, Any]] = [
        {
            "name": in_language(m.what, texts),
            "value": m.value,
            "party": texts.term(m.party),
            "shown": texts.number(m.value),
            "rank": rank,
        }
        for rank, m in enumerate(rungs)
    ]
    y = {"field": "rank", "type": "ordinal", "axis": None}
    x = {"field": "value", "type": "quantitative", "axis": None}
    spec: dict[str, Any] = {
        "width": WIDTH,
        "height": {"step": 40},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 10, "yOffset": 9},
                "encoding": {
                    "y": y,
                    "x": x,
                    "color": coded("party", [row["party"] for row in rows])["color"],
                },
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "x": 0,
                    "dy": -6,
                    "fontSize": 11,
                    "limit": WIDTH - 90,
                },
                "encoding": {"y": y, "text": {"field": "name"}},
            },
            {
                "mark": {
                    "type": "text",
                    "align": "right",
                    "x": WIDTH,
                    "dy": -6,
                    "fontSize": 12,
                    "fontWeight": "bold",
                },
                "encoding": {"y": y, "text": {"field": "shown"}},
            },
        ],
    }
    heads = [texts.say(key, group="pictures") for key in ("what", "party", "value")]
    table = [(row["name"], row["party"], row["shown"]) for row in rows]
    said = message([Said(row["value"], row["name"], row["party"]) for row in rows], texts)
    return drawn("ladder", title, spec, (heads, table), texts, message=said)


def _rungs(moves: list[Move]) -> list[Move]:
    """One claim for each scope and value, the largest of each party first."""
    distinct = {(m.what, m.value): m for m in moves}
    widest = sorted(distinct.values(), key=lambda m: (-m.value, m.what))
    own = [m for m in widest if m.start and m.end and m.start.year == m.end.year]
    chosen = [*[m for m in widest if m not in own][:BESIDE], *own[:RUNGS]]
    return [m for m in widest if m in chosen]


def waterfall(material: Material, texts: Texts) -> Picture:
    """A whole, what its named parts take away, and what is left over."""
    title = texts.say("waterfall", group="pictures")
    found = _account(material)
    if found is None:
        return empty("waterfall", title, texts)
    whole, parts = found
    steps = [(in_language(margin_scope(whole.margin, material.situation), texts), 0.0, whole.value, "whole")]
    left = whole.value
    for part in parts:
        name = in_language(margin_scope(part.margin, material.situation), texts)
        steps.append((name, left - part.value, left, "part"))
        left -= part.value
    steps.append((texts.term("residual"), 0.0, left, "rest"))
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "low": low,
            "high": high,
            "role": role,
            "rank": rank,
            "shown": texts.number(round(high - low)),
        }
        for rank, (name, low, high, role) in enumerate(steps)
    ]
    colour = {"domain": ["whole", "part", "rest"], "range": [BLUE, GREY, ORANGE]}
    y = {"field": "rank", "type": "ordinal", "axis": None}
    spec: dict[str, Any] = {
        "width": WIDTH,
        "height": {"step": 44},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "yOffset": 9},
                "encoding": {
                    "y": y,
                    "x": {"field": "low", "type": "quantitative", "axis": None},
                    "x2": {"field": "high"},
                    "color": {"field": "role", "type": "nominal", "scale": colour, "legend": None},
                },
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "x": 0,
                    "dy": -8,
                    "fontSize": 11,
                    "limit": WIDTH - 90,
                },
                "encoding": {"y": y, "text": {"field": "name"}},
            },
            {
                "mark": {
                    "type": "text",
                    "align": "right",
                    "x": WIDTH,
                    "dy": -8,
                    "fontSize": 12,
                    "fontWeight": "bold",
                },
                "encoding": {"y": y, "text": {"field": "shown"}},
            },
        ],
    }
    heads = [texts.say(key, group="pictures") for key in ("what", "value")]
    table = [(row["name"], row["shown"]) for row in rows]
    said = f"{rows[0]['name']}: {rows[0]['shown']}. {rows[-1]['name']}: {rows[-1]['shown']}"
    return drawn("waterfall", title, spec, (heads, table), texts, message=said)


def _account(material: Material) -> tuple[Estimate, list[Estimate]] | None:
    """The largest whole with named parts of which something is left over."""
    known = {estimate.margin: estimate for estimate in material.account.estimates}
    found = [
        (known[one.whole], [known[part] for part in one.parts])
        for one in material.account.identities
        if one.whole in known and all(part in known for part in one.parts)
    ]
    open_ = [
        (whole, parts)
        for whole, parts in found
        if parts and whole.value - sum(p.value for p in parts) >= 5 and min(p.value for p in parts) >= 5
    ]
    told = [(w, p) for w, p in open_ if not w.implied and not any(part.implied for part in p)]
    return max(told or open_, key=lambda one: (one[0].value, one[0].key), default=None)
