"""Crossings as dots and provinces by shade, from the newest claim about each, with the map's caveat.

A map shows one measure: returns unless another is asked for. Arrests are on none, since where
people are arrested tells where others hide.
"""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from concord.errors import ConcordError
from concord.evidence import Kind
from concord.publish.languages import Texts, in_language
from concord.publish.pictures.manner import GREY, INK, ORANGE, SOFT, WIDTH, drawn, empty, local_digits
from concord.publish.pictures.material import Material, Move
from concord.publish.pictures.message import Said, message
from concord.publish.pictures.picture import Picture

__all__ = ["MAPPED", "NotMapped", "places_map"]

SHADES = ["#eef4f8", "#9ecae1", "#0072B2"]  # light to the blue of the palette, even in grey print
MAPPED = ("returned", "deported")


class NotMapped(ConcordError):
    """That measure is on no map; carries its code."""

    def __init__(self, measure: str) -> None:
        self.measure = measure
        super().__init__(f"no map of {measure!r}; choose one of {', '.join(MAPPED)}")


def places_map(material: Material, texts: Texts, measure: str = "returned") -> Picture:
    """Crossings sized and provinces shaded by their newest claims of one measure.

    A place without a claim stays blank, and a crossing without one is an open ring: unknown is not zero.

    Raises:
        NotMapped: that measure is on no map.
    """
    if measure not in MAPPED:
        raise NotMapped(measure)
    title = f"{texts.say('map', group='pictures')}: {texts.term(measure)}"
    places = {place.code: place for place in material.situation.places}
    newest = _newest(material, measure)
    if not newest:
        return empty("map", title, texts)
    dots = [
        {
            "name": texts.term(place.name),
            "lat": place.lat,
            "lon": place.lon,
            "value": newest[code].value if code in newest else None,
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
        "layer": [*_provinces(provinces, texts), *_lines(), *_dots(dots)],
    }
    told = sorted(newest.items(), key=lambda one: -one[1].value)
    names = {code: texts.term(places[code].name) for code in newest}
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


def _newest(material: Material, measure: str) -> dict[str, Move]:
    """Of each place the claim that reaches furthest, of equal ones the widest."""
    newest: dict[str, Move] = {}
    for move in sorted(material.moves, key=lambda m: (str(m.end or ""), m.value, m.claim)):
        place = material.situation.place(move.place or "")
        if (
            place
            and place.kind in ("crossing", "province")
            and move.kind is Kind.FLOW
            and move.measure == measure
        ):
            newest[place.code] = move
    return newest


def _countries(code: str, material: Material) -> set[str]:
    return {
        c.code
        for c in material.situation.places
        if c.kind == "country" and material.situation.within(code, c.code)
    }


def _provinces(collection: dict[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """All provinces blank, and over them those with a claim in their shade."""
    values = (feature["properties"]["value"] for feature in collection["features"])
    most = max((value for value in values if value is not None), default=1)
    own = {"labelExpr": local_digits(texts)} if texts.digits[0] != "0" else {}
    shade = {
        "field": "properties.value",
        "type": "quantitative",
        "scale": {"range": SHADES, "domain": [0, most]},
        "legend": {"title": None, "orient": "bottom-right", "format": ",d", "tickCount": 2, **own},
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
    size = {"field": "value", "type": "quantitative", "scale": {"range": [25, 300]}, "legend": None}
    known = {"values": [dot for dot in dots if dot["value"] is not None]}
    unknown = {"values": [dot for dot in dots if dot["value"] is None]}
    ring = {"type": "circle", "filled": False, "fill": "white", "stroke": SOFT, "size": 25}
    disc = {"type": "circle", "color": ORANGE, "opacity": 0.85, "stroke": "white"}
    name = {"type": "text", "align": "right", "dx": -12, "fontSize": 11, "color": INK}
    return [
        {"data": unknown, "mark": ring, "encoding": at},
        {"data": known, "mark": disc, "encoding": {**at, "size": size}},
        {"data": {"values": dots}, "mark": name, "encoding": {**at, "text": {"field": "name"}}},
    ]


def _geo(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (resources.files("concord.publish") / "pictures" / "geo" / name).read_text("utf-8")
    )
    return told
