"""Pictures of scope: the ladder of what one year's returns count, and an account with its residual."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from concord.accounts import Estimate
from concord.evidence import Unit
from concord.publish.disclosure import withheld
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.manner import (
    BLUE,
    GREY,
    ORANGE,
    WIDTH,
    chosen,
    coded,
    drawn,
    empty,
    entitled,
    series,
)
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture
from concord.publish.scopes import margin_scope

__all__ = ["ladder", "waterfall"]

RUNGS = 9  # of the year alone
BESIDE = 3  # running totals from earlier years that are taken for the year's
NUMBER = 84  # pixels that the longest number takes beside the bars
MEASURES = ("returned", "deported")
Row = dict[str, Any]


def ladder(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """Every total of one year with its scope, the widest first: why two numbers are both "returns"."""
    totals = [m for m in material.flows(*MEASURES) if m.start and m.end]
    years = Counter(m.end.year for m in totals if m.end)
    year = years.most_common(1)[0][0] if years else material.as_of.year
    title = entitled("ladder", material, texts, year=texts.written(str(year)))
    found = _distinct(m for m in totals if m.end and m.end.year == year and m.start != m.end)
    rungs = _rungs(found)
    if not rungs:
        return empty("ladder", title, texts)
    rows: list[Row] = [
        {
            "name": in_language(m.what, texts),
            "low": 0.0,
            "high": m.value,
            "party": texts.term(m.party),
            "shown": texts.number(m.value),
            "rank": rank,
        }
        for rank, m in enumerate(rungs)
    ]
    codes = coded(
        "party", [row["party"] for row in rows], [texts.term(p) for p in material.parties], width=width
    )
    hued = {"color": codes["color"], "opacity": chosen("party")}
    heads = [texts.say(key, group="pictures") for key in ("what", "party", "value")]
    table = [(row["name"], row["party"], row["shown"]) for row in rows]
    counts = {"count": texts.number(len(rungs)), "all": texts.number(len(found))}
    return drawn(
        "ladder",
        title,
        _steps(rows, hued, texts, width),
        (heads, table),
        texts,
        note=texts.say("rungs", group="pictures", **counts) if len(rungs) < len(found) else "",
        message=message([Said(row["high"], row["name"], row["party"]) for row in rows], texts),
        series=series(codes),
    )


def _steps(rows: list[Row], hued: dict[str, Any], texts: Texts, width: int) -> dict[str, Any]:
    """Bars under each other, each under its name and beside its number."""
    y = {"field": "rank", "type": "ordinal", "axis": None}
    x = {"type": "quantitative", "axis": None, "scale": {"range": [0, width - NUMBER], "zero": True}}
    hint = {
        "tooltip": [
            {"field": field, "title": texts.say(f"hint_{told}", group="pictures")}
            for field, told in (("name", "what"), ("party", "party"), ("shown", "number"))
            if field in rows[0]
        ]
    }
    words = {"type": "text", "tooltip": None}
    name = {**words, "align": "left", "x": 0, "dy": -9, "fontSize": 11, "limit": width}
    shown = {**words, "align": "right", "x": width, "dy": 9, "fontSize": 12, "fontWeight": "bold"}
    return {
        "width": width,
        "height": {"step": 42},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "height": 13, "yOffset": 9},
                "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}, **hued, **hint},
            },
            {"mark": name, "encoding": {"y": y, "text": {"field": "name"}}},
            {"mark": shown, "encoding": {"y": y, "text": {"field": "shown"}}},
        ],
    }


def _distinct(moves: Iterable[Move]) -> list[Move]:
    """One claim for each scope, party and value, the largest first."""
    distinct = {(m.what, m.party, m.value): m for m in moves}
    return sorted(distinct.values(), key=_width)


def _rungs(widest: list[Move]) -> list[Move]:
    """The largest of the year alone, and of those that reach into it from earlier years."""
    own = [m for m in widest if _of_one_year(m)]
    longer = [m for m in widest if not _of_one_year(m)]
    return sorted([*longer[:BESIDE], *own[:RUNGS]], key=_width)


def _of_one_year(move: Move) -> bool:
    return move.start is not None and move.end is not None and move.start.year == move.end.year


def _width(move: Move) -> tuple[float, str, str]:
    return -move.value, move.what, move.party


def waterfall(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """A whole, what its named parts take away, and what is left over."""
    title = entitled("waterfall", material, texts)
    found = _account(material)
    if found is None:
        return empty("waterfall", title, texts)
    whole, parts = found
    left = float(round(whole.value))
    steps = [(in_language(margin_scope(whole.margin, material.situation), texts), 0.0, left, "whole")]
    for part in parts:
        name = in_language(margin_scope(part.margin, material.situation), texts)
        steps.append((name, left - round(part.value), left, "part"))
        left -= round(part.value)
    steps.append((texts.term("residual"), 0.0, left, "rest"))
    rows: list[Row] = [
        {
            "name": name,
            "low": low,
            "high": high,
            "role": role,
            "rank": rank,
            "shown": texts.number(high - low),
        }
        for rank, (name, low, high, role) in enumerate(steps)
    ]
    colour = {"domain": ["whole", "part", "rest"], "range": [BLUE, GREY, ORANGE]}
    hued = {"color": {"field": "role", "type": "nominal", "scale": colour, "legend": None}}
    heads = [texts.say(key, group="pictures") for key in ("what", "value")]
    table = [(row["name"], row["shown"]) for row in rows]
    said = f"{rows[0]['name']}: {rows[0]['shown']}. {rows[-1]['name']}: {rows[-1]['shown']}"
    return drawn("waterfall", title, _steps(rows, hued, texts, width), (heads, table), texts, message=said)


def _account(material: Material) -> tuple[Estimate, list[Estimate]] | None:
    """The largest whole with named parts of which something is left over, none of it a small count."""
    known = {estimate.margin: estimate for estimate in material.account.estimates}
    found = [
        (known[one.whole], [known[part] for part in one.parts])
        for one in material.account.identities
        if one.whole in known and all(part in known for part in one.parts)
    ]
    open_ = [
        (whole, parts)
        for whole, parts in found
        if parts and material.measure in (None, whole.margin.measure) and _told(whole, parts)
    ]
    told = [(w, p) for w, p in open_ if not w.implied and not any(part.implied for part in p)]
    return max(told or open_, key=lambda one: (one[0].value, one[0].key), default=None)


def _told(whole: Estimate, parts: list[Estimate]) -> bool:
    """Whether every step of the account may be printed, and something is left over."""
    left = round(whole.value) - sum(round(part.value) for part in parts)
    shown = [left, *(round(part.value) for part in parts)]
    return min(shown) > 0 and not any(withheld(value, Unit.INDIVIDUALS) for value in shown)
