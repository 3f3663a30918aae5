"""The look of every picture: colours of Okabe and Ito (2008), shapes beside colours, readable in print."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from concord.publish.languages import Texts
from concord.publish.pictures.picture import Picture

__all__ = [
    "BLUE",
    "GREY",
    "INK",
    "ORANGE",
    "PALETTE",
    "SHAPES",
    "SOFT",
    "WIDTH",
    "coded",
    "drawn",
    "empty",
    "local_digits",
    "rules",
]

INK, SOFT, GREY = "#1a1a1a", "#6b6b6b", "#bdbdbd"
BLUE, ORANGE = "#0072B2", "#D55E00"
# Yellow of the palette is left out: it does not stand out from white paper.
PALETTE = (BLUE, ORANGE, "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
WIDTH = 620  # pixels, the width of a printed column at 96 dots an inch
ROWS_TOLD = 3  # rows that the alternative text tells; the table has all


def coded(field: str, names: Iterable[str], *, columns: int = 3) -> dict[str, Any]:
    """Colour and shape of each name in one legend."""
    domain = sorted(set(names))
    legend = {"title": None, "orient": "bottom", "columns": columns, "symbolOpacity": 1}
    common = {"field": field, "type": "nominal", "legend": legend}
    colours = [PALETTE[slot % len(PALETTE)] for slot in range(len(domain))]
    shapes = [SHAPES[slot % len(SHAPES)] for slot in range(len(domain))]
    return {
        "color": {**common, "scale": {"domain": domain, "range": colours}},
        "shape": {**common, "scale": {"domain": domain, "range": shapes}},
    }


def rules(days: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Dashed rules at days, each with its label standing along it."""
    rows = [{"on": on, "text": text} for on, text in days]
    x = {"field": "on", "type": "temporal", "scale": {"type": "utc"}}
    data = {"values": rows}
    words = {"type": "text", "angle": 270, "align": "right", "baseline": "bottom", "dx": -3, "dy": -3, "y": 0}
    return [
        {"data": data, "mark": {"type": "rule", "color": SOFT, "strokeDash": [3, 3]}, "encoding": {"x": x}},
        {
            "data": data,
            "mark": {**words, "fontSize": 10, "color": SOFT},
            "encoding": {"x": x, "text": {"field": "text"}},
        },
    ]


def drawn(
    kind: str,
    title: str,
    specification: dict[str, Any],
    table: tuple[Sequence[str], Sequence[Sequence[str]]],
    texts: Texts,
    *,
    note: str = "",
    message: str = "",
    vega: bool = False,
) -> Picture:
    """The picture of these parts, with the words for those who cannot see it."""
    columns, rows = table
    told = "; ".join(", ".join(cell for cell in row if cell) for row in rows[:ROWS_TOLD])
    left = len(rows) - ROWS_TOLD
    more = texts.say("more", group="pictures", count=texts.number(left)) if left > 0 else ""
    styled = (
        {**specification, "description": title}
        if vega
        else {**specification, **_manner(texts), "description": title}
    )
    return Picture(
        kind=kind,
        title=title,
        specification=json.dumps(styled, ensure_ascii=False, sort_keys=True),
        alternative=". ".join(filter(None, [title, message, f"{told}; {more}" if more else told, note])),
        columns=tuple(columns),
        rows=tuple(tuple(row) for row in rows),
        note=note,
        vega=vega,
    )


def empty(kind: str, title: str, texts: Texts) -> Picture:
    """The picture of a record that holds nothing for it."""
    why = texts.say("nothing")
    missing = texts.say("picture_missing", why=why)
    return Picture(
        kind=kind, title=title, specification=None, alternative=missing, columns=(), rows=(), note=missing
    )


def local_digits(texts: Texts) -> str:
    """A Vega expression that writes a label in the digits of the language."""
    told = "datum.label"
    for latin, own in [*zip("0123456789", texts.digits, strict=True), (",", texts.thousands)]:
        told = f"replace({told}, /{latin}/g, '{own}')"
    return told


def _manner(texts: Texts) -> dict[str, Any]:
    text = {"labelColor": INK, "labelFontSize": 11, "labelLimit": 300, "titleColor": INK, "titleFontSize": 11}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "padding": 8,
        "config": {
            "font": ", ".join(dict.fromkeys([*texts.fonts, "Noto Sans"])),
            "view": {"stroke": None},
            "mark": {"tooltip": {"content": "encoding"}},
            "axis": {**text, "gridColor": "#e3e3e3", "domainColor": SOFT, "tickColor": SOFT},
            "legend": {**text, "symbolSize": 70},
            "header": {"labelColor": INK, "labelFontSize": 12, "titleFontSize": 0},
        },
    }
