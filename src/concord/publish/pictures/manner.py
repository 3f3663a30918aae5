"""The look of every picture: colours of Okabe and Ito (2008), shapes beside colours, readable in print."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from concord.publish.languages import Texts
from concord.publish.pictures.material import Material
from concord.publish.pictures.picture import Picture
from concord.situation import Place

__all__ = [
    "BLUE",
    "GREY",
    "HIDDEN",
    "INK",
    "NARROW",
    "ORANGE",
    "PALETTE",
    "SHAPES",
    "SOFT",
    "WIDTH",
    "called",
    "chosen",
    "coded",
    "drawn",
    "empty",
    "entitled",
    "local_digits",
    "rules",
    "series",
]

INK, SOFT, GREY = "#1a1a1a", "#6b6b6b", "#bdbdbd"
BLUE, ORANGE = "#0072B2", "#D55E00"
# Yellow of the palette is left out: it does not stand out from white paper.
PALETTE = (BLUE, ORANGE, "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
WIDTH = 620  # pixels, the width of a printed column at 96 dots an inch
NARROW = 250  # pixels, what a phone of 360 leaves beside axis and margins
LONG = 26  # letters; of longer names two stand beside each other in a legend, not three
HIDDEN = 0.06  # opacity of a series that the reader has put aside
ROWS_TOLD = 3  # rows that the alternative text tells; the table has all


def coded(
    field: str, names: Iterable[str], order: Sequence[str] = (), *, width: int = WIDTH
) -> dict[str, Any]:
    """Colour and shape of each name in one legend; names of ``order`` keep their own where they can."""
    slots = _slots(names, order)
    domain = list(slots)
    columns = 3 if width >= WIDTH and max(map(len, domain), default=0) < LONG else 2 if width >= WIDTH else 1
    legend = {
        "title": None,
        "orient": "bottom",
        "columns": columns,
        "symbolOpacity": 1,
        "labelLimit": width - 40,
    }
    common = {"field": field, "type": "nominal", "legend": legend}
    colours = [PALETTE[slot] for slot in slots.values()]
    shapes = [SHAPES[slot] for slot in slots.values()]
    return {
        "color": {**common, "scale": {"domain": domain, "range": colours}},
        "shape": {**common, "scale": {"domain": domain, "range": shapes}},
    }


def called(place: Place | None, texts: Texts) -> str:
    """The name of a place in the language: as translated, else as the situation spells it there."""
    if place is None:
        return ""
    known = texts.term(place.name)
    if known != place.name or texts.code == "en":
        return known
    return next(iter(place.names.get(texts.code.split("-", 1)[0], ())), place.name)


def chosen(field: str, opacity: float = 1.0) -> dict[str, Any]:
    """The opacity of a mark whose series a reader may hide (signal ``hidden``, names of series)."""
    return {"condition": {"test": f"indexof(hidden, datum.{field}) < 0", "value": opacity}, "value": HIDDEN}


def series(codes: dict[str, Any]) -> list[dict[str, str]]:
    """Name, colour and shape of every series, for a legend outside of the picture."""
    colour, shape = codes["color"]["scale"], codes["shape"]["scale"]
    told = zip(colour["domain"], colour["range"], shape["range"], strict=True)
    return [{"name": name, "colour": hue, "shape": form} for name, hue, form in told]


def _slots(names: Iterable[str], order: Sequence[str]) -> dict[str, int]:
    """A place in the palette for each name: its own of the order, or the next that is free."""
    known = {name: place for place, name in enumerate(order)}
    domain = sorted(set(names), key=lambda name: (known.get(name, len(known)), name))
    slots: dict[str, int] = {}
    for name in domain:
        wanted = [(known.get(name, len(slots)) + step) % len(PALETTE) for step in range(len(PALETTE))]
        slots[name] = next((slot for slot in wanted if slot not in slots.values()), wanted[0])
    return slots


def rules(days: Iterable[tuple[str, str]], x: dict[str, Any]) -> list[dict[str, Any]]:
    """Dashed rules at days of that axis, each with its words, where it has any, standing along it."""
    rows = [{"on": on, "text": text} for on, text in days]
    words = {"type": "text", "angle": 270, "align": "right", "baseline": "bottom", "dx": -3, "dy": -3, "y": 0}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": SOFT, "strokeDash": [3, 3]},
            "encoding": {"x": x, "tooltip": {"field": "text", "type": "nominal"}},
        },
        {
            "data": {"values": [row for row in rows if row["text"]]},
            "mark": {**words, "fontSize": 10, "color": SOFT, "tooltip": None},
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
    series: Sequence[dict[str, str]] = (),
    vega: bool = False,
) -> Picture:
    """The picture of these parts, with the words for those who cannot see it.

    ``series`` are what a reader may hide one by one; pages write their legend from them.
    """
    columns, rows = table
    told = "; ".join(", ".join(cell for cell in row if cell) for row in rows[:ROWS_TOLD])
    left = len(rows) - ROWS_TOLD
    more = texts.say("more", group="pictures", count=texts.number(left)) if left > 0 else ""
    hiding = {"params": [{"name": "hidden", "value": []}]} if series and not vega else {}
    about = {"description": title, "usermeta": {"series": list(series)}}
    styled = {**specification, **about} if vega else {**specification, **_manner(texts), **hiding, **about}
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


def entitled(key: str, material: Material, texts: Texts, usual: str | None = None, **values: object) -> str:
    """The title of a kind of picture, with the measure where one was asked for or is usual."""
    title, measure = texts.say(key, group="pictures", **values), material.measure or usual
    return f"{title}: {texts.term(measure)}" if measure else title


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
            "aria": False,  # Vega's own words of each mark tell days by the clock of the machine
            "font": ", ".join(dict.fromkeys([*texts.fonts, "Noto Sans"])),
            "view": {"stroke": None},
            "mark": {"tooltip": {"content": "encoding"}},
            "axis": {**text, "gridColor": "#e3e3e3", "domainColor": SOFT, "tickColor": SOFT},
            "legend": {**text, "symbolSize": 70, "rowPadding": 7},  # Nastaliq is tall
            "header": {"labelColor": INK, "labelFontSize": 12, "titleFontSize": 0},
            "title": {"color": INK},
            "text": {"color": INK},
        },
    }
