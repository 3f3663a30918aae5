"""Crossings as dots and provinces by shade, from the newest claim about each, with the map's caveat."""

import json
from importlib import resources
from typing import Any

from concord.evidence import Kind
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.manner import GREY, INK, ORANGE, SOFT, WIDTH, drawn, empty
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.picture import Picture

__all__ = ["places_map"]

SHADES = ["#eef4f8", "#9ecae1", "#0072B2"]  # light to the blue of the palette, even in grey print
MEASURES = ("returned", "deported", "arrested")


def places_map(material: Material, texts: Texts) -> Picture:
    """Crossings sized and provinces shaded by their newest claims; a place without a claim stays blank."""
    title = texts.say("map", group="pictures")
    places = {place.code: place for place in material.situation.places}
    newest = _newest(material)
    if not newest:
        return empty("map", title, texts)
    dots = [
        {
            "name": texts.term(place.name),
            "lat": place.lat,
            "lon": place.lon,
            "value": newest[code].value if code in newest else 0,
        }
        for code, place in sorted(places.items())
        if place.kind == "crossing"
        and place.lat is not None
        and {"AFG", "PAK"} >= _countries(place.code, material)
    ]
    shaded = {code: move.value for code, move in newest.items() if places[code].kind == "province"}
    provinces = _geo("provinces.geojson")
    for feature in provinces["features"]:
        feature["properties"]["value"] = shaded.get(feature["properties"]["pcode"])
    spec = {
        "width": WIDTH,
        "height": 400,
        "projection": {"type": "mercator"},
        "layer": [*_provinces(provinces), *_lines(), *_dots(dots)],
    }
    rows = [
        (
            texts.term(places[code].name),
            in_language(m.what, texts),
            texts.term(m.party),
            texts.number(m.value),
        )
        for code, m in sorted(newest.items(), key=lambda one: -one[1].value)
    ]
    heads = [texts.say(key, group="pictures") for key in ("place", "what", "party", "value")]
    return drawn("map", title, spec, (heads, rows), texts, note=texts.say("caveat", group="pictures"))


def _newest(material: Material) -> dict[str, Move]:
    """Of each place the claim that reaches furthest, of equal ones the widest."""
    newest: dict[str, Move] = {}
    for move in sorted(material.moves, key=lambda m: (str(m.end or ""), m.value, m.claim)):
        place = material.situation.place(move.place or "")
        if (
            place
            and place.kind in ("crossing", "province")
            and move.kind is Kind.FLOW
            and move.measure in MEASURES
        ):
            newest[place.code] = move
    return newest


def _countries(code: str, material: Material) -> set[str]:
    return {
        c.code
        for c in material.situation.places
        if c.kind == "country" and material.situation.within(code, c.code)
    }


def _provinces(collection: dict[str, Any]) -> list[dict[str, Any]]:
    """All provinces blank, and over them those with a claim in their shade."""
    shade = {
        "field": "properties.value",
        "type": "quantitative",
        "scale": {"range": SHADES},
        "legend": {"title": None, "orient": "bottom-right", "format": ",d", "tickCount": 3},
    }
    edge = {"type": "geoshape", "stroke": GREY, "strokeWidth": 0.6}
    told = [f for f in collection["features"] if f["properties"]["value"] is not None]
    blank = {"data": {"values": collection["features"]}, "mark": {**edge, "color": "#f6f6f6"}}
    return (
        [blank, {"data": {"values": told}, "mark": edge, "encoding": {"color": shade}}] if told else [blank]
    )


def _lines() -> list[dict[str, Any]]:
    features = [f for f in _geo("boundaries.geojson")["features"] if f["id"] in ("afg-pak", "kashmir-outer")]
    return [
        {
            "data": {"values": [feature]},
            "mark": {
                "type": "geoshape",
                "filled": False,
                "stroke": SOFT,
                "strokeWidth": 1.6,
                **({"strokeDash": [4, 3]} if feature["properties"]["style"] == "dashed" else {}),
            },
        }
        for feature in features
    ]


def _dots(dots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    at = {
        "longitude": {"field": "lon", "type": "quantitative"},
        "latitude": {"field": "lat", "type": "quantitative"},
    }
    size = {"field": "value", "type": "quantitative", "scale": {"range": [25, 600]}, "legend": None}
    data = {"values": dots}
    return [
        {
            "data": data,
            "mark": {"type": "circle", "color": ORANGE, "opacity": 0.85, "stroke": "white"},
            "encoding": {**at, "size": size},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "right", "dx": -11, "fontSize": 11, "color": INK},
            "encoding": {**at, "text": {"field": "name"}},
        },
    ]


def _geo(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (resources.files("concord.publish") / "pictures" / "geo" / name).read_text("utf-8")
    )
    return told
