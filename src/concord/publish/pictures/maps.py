"""Crossings as dots and provinces by shade, from the newest claim about each, with the map's caveat.

A map shows one measure: returns unless another is asked for. Arrests are on none, since where
people are arrested tells where others hide.
"""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from concord.publish.languages import Texts, in_language
from concord.publish.pictures.manner import (
    GREY,
    INK,
    ORANGE,
    SOFT,
    WIDTH,
    called,
    drawn,
    empty,
    entitled,
    local_digits,
)
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture

__all__ = ["places_map"]

SHADES = ["#eef4f8", "#9ecae1", "#0072B2"]  # light to the blue of the palette, even in grey print
USUAL = "returned"
LINE_OF_WORDS = 0.5  # degrees of latitude that a line of words takes at column width
Row = dict[str, Any]


def places_map(material: Material, texts: Texts, width: int = WIDTH) -> Picture:
    """Crossings sized and provinces shaded by their newest claims of one measure.

    A place without a claim stays blank, and a crossing without one is an open ring: unknown is not zero.
    """
    title = entitled("map", material, texts, USUAL)
    places = {place.code: place for place in material.situation.places}
    newest = _newest(material)
    if not newest:
        return empty("map", title, texts)
    dots = [
        {
            "name": called(place, texts),
            "lat": place.lat,
            "lon": place.lon,
            "value": newest[code].value if code in newest else None,
            **(_told(called(place, texts), newest[code], texts) if code in newest else {}),
        }
        for code, place in sorted(places.items())
        if place.kind == "crossing"
        and place.lat is not None
        and {"AFG", "PAK"} >= _countries(place.code, material)
    ]
    provinces = _geo("provinces.geojson")
    for feature in provinces["features"]:
        move = newest.get(feature["properties"]["pcode"])
        feature["properties"]["value"] = move.value if move else None
        if move and move.place:
            feature["properties"] |= _told(called(places[move.place], texts), move, texts)
    spec = {
        "width": width,
        "height": round(width * 0.65) if width >= WIDTH else round(width * 1.05),
        "projection": {"type": "mercator"},
        "layer": [
            *_provinces(provinces, texts, width),
            *_lines(),
            *_dots(_spread(dots, width), texts, width),
        ],
    }
    told = sorted(newest.items(), key=lambda one: -one[1].value)
    names = {code: called(places[code], texts) for code in newest}
    rows = [
        (
            names[code],
            in_language(m.what, texts),
            texts.term(m.party),
            texts.day(m.end) if m.end else "",
            texts.number(m.value),
        )
        for code, m in told
    ]
    heads = [texts.say(key, group="pictures") for key in ("place", "what", "party", "until", "value")]
    said = message([Said(m.value, names[code], m.party, m.end) for code, m in told], texts)
    return drawn(
        "map", title, spec, (heads, rows), texts, note=_caveat(newest, material, texts), message=said
    )


def _caveat(newest: Mapping[str, Move], material: Material, texts: Texts) -> str:
    """What is told under the map: of its lines, its names, its blanks and its day."""
    last = max((move.end for move in newest.values() if move.end), default=material.as_of)
    blanks = texts.say("blanks", group="pictures", day=texts.day(last))
    return f"{texts.say('caveat', group='pictures')} {blanks}"


def _newest(material: Material) -> dict[str, Move]:
    """Of each place the claim that reaches furthest, of equal ones the widest."""
    newest: dict[str, Move] = {}
    for move in sorted(material.flows(USUAL), key=lambda m: (str(m.end or ""), m.value, m.claim)):
        place = material.situation.place(move.place or "")
        if place and place.kind in ("crossing", "province"):
            newest[place.code] = move
    return newest


def _countries(code: str, material: Material) -> set[str]:
    return {
        c.code
        for c in material.situation.places
        if c.kind == "country" and material.situation.within(code, c.code)
    }


def _provinces(collection: dict[str, Any], texts: Texts, width: int) -> list[dict[str, Any]]:
    """All provinces blank, and over them those with a claim in their shade."""
    values = (feature["properties"]["value"] for feature in collection["features"])
    most = max((value for value in values if value is not None), default=1)
    own = {"labelExpr": local_digits(texts)} if texts.digits[0] != "0" else {}
    shade = {
        "field": "properties.value",
        "type": "quantitative",
        "scale": {"range": SHADES, "domain": [0, most]},
        "legend": {
            "title": texts.say("value", group="pictures"),
            "orient": "bottom-right" if width >= WIDTH else "bottom",
            "format": ",d",
            "tickCount": 2,
            **own,
        },
    }
    edge = {"type": "geoshape", "stroke": GREY, "strokeWidth": 0.6}
    seen = {"color": shade, "tooltip": _hint("properties.", texts)}
    told = [f for f in collection["features"] if f["properties"]["value"] is not None]
    blank = {
        "data": {"values": collection["features"]},
        "mark": {**edge, "color": "#f6f6f6", "tooltip": None},
    }
    return [blank, {"data": {"values": told}, "mark": edge, "encoding": seen}] if told else [blank]


def _lines() -> list[dict[str, Any]]:
    features = [f for f in _geo("boundaries.geojson")["features"] if f["id"] in ("afg-pak", "kashmir-outer")]
    return [
        {
            "data": {"values": [feature]},
            "mark": {
                "type": "geoshape",
                "tooltip": None,
                "filled": False,
                "stroke": SOFT,
                "strokeWidth": 1.6,
                **({"strokeDash": [4, 3]} if feature["properties"]["style"] == "dashed" else {}),
            },
        }
        for feature in features
    ]


def _spread(dots: list[Row], width: int) -> list[Row]:
    """The crossings from north to south, the words of each lower where they would lie on those before."""
    apart = LINE_OF_WORDS if width >= WIDTH else LINE_OF_WORDS * 1.1
    told: list[Row] = []
    for dot in sorted(dots, key=lambda dot: -float(dot["lat"])):
        told.append({**dot, "words": min(dot["lat"], told[-1]["words"] - apart if told else dot["lat"])})
    return told


def _dots(dots: list[Row], texts: Texts, width: int) -> list[Row]:
    at = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    size = {"field": "value", "type": "quantitative", "scale": {"range": [25, 300]}, "legend": None}
    known = {"values": [dot for dot in dots if dot["value"] is not None]}
    unknown = {"values": [dot for dot in dots if dot["value"] is None]}
    ring = {"type": "circle", "filled": False, "fill": "white", "stroke": SOFT, "size": 25}
    disc = {"type": "circle", "color": ORANGE, "opacity": 0.85, "stroke": "white"}
    size_of_words = 11 if width >= WIDTH else 9
    name = {"type": "text", "align": "right", "dx": -10, "fontSize": size_of_words, "tooltip": None}
    words = {
        "longitude": at["longitude"],
        "latitude": {"field": "words", "type": "quantitative"},
        "text": {"field": "name"},
    }
    hint = {"tooltip": _hint("", texts)}
    halo = {**name, "color": "white", "stroke": "white", "strokeWidth": 3}
    return [
        {"data": {"values": dots}, "mark": halo, "encoding": words},
        {"data": unknown, "mark": ring, "encoding": at},
        {"data": known, "mark": disc, "encoding": {**at, "size": size, **hint}},
        {"data": {"values": dots}, "mark": {**name, "color": INK}, "encoding": words},
    ]


def _hint(path: str, texts: Texts) -> list[Row]:
    """What is told beside the pointer: the place, what is counted, who says so, how many."""
    fields = (("name", "place"), ("what", "hint_what"), ("party", "hint_party"), ("number", "hint_number"))
    return [
        {"field": f"{path}{field}", "type": "nominal", "title": texts.say(title, group="pictures")}
        for field, title in fields
    ]


def _told(place: str, move: Move, texts: Texts) -> Row:
    """What a mark of the map carries of its claim."""
    return {
        "name": place,
        "what": in_language(move.what, texts),
        "party": texts.term(move.party),
        "number": texts.number(move.value),
    }


def _geo(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (resources.files("concord.publish") / "pictures" / "geo" / name).read_text("utf-8")
    )
    return told
