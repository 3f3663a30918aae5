"""GeoJSON (RFC 7946): figures at crossings and provinces, with the caveats of the places.

Points are those of the bundled places only: approximate at crossings, label points of
provinces. A figure for the whole country, or for a place that has no point here, is a feature
without a geometry (section 3.2 allows it), so that no row is lost. One feature a line.
"""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Table
from concord.publish.exports.json_text import json_line, plain
from concord.publish.exports.rows import Row, mapped
from concord.situation import Place, Situation

__all__ = ["CAVEAT", "write_geojson"]

CAVEAT = (
    "Boundaries, names and designations imply no official endorsement or acceptance. Points of crossings "
    "are approximate; points of provinces are where their label stands. Afghanistan does not recognise the "
    "Durand Line as an international boundary; the parties do not agree on the status of Jammu and Kashmir."
)
POSITIONS = {"crossing": "approximate position of the crossing", "province": "label point of the province"}


def write_geojson(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write one feature a row and return how many; the stream stays open."""
    head = {"type": "FeatureCollection", "title": table.meaning, **dict(about.pairs()), "caveat": CAVEAT}
    out.write((json_line(head)[:-1] + ',"features":[\n').encode())
    count = 0
    for row in mapped(rows, table):
        feature = json_line(_feature(row, about.vocabulary, table.key))
        out.write((f",\n{feature}" if count else feature).encode())
        count += 1
    out.write(b"\n]}\n")
    return count


def _feature(row: Mapping[str, object], situation: Situation | None, identity: str) -> dict[str, object]:
    place = _place(row, situation)
    properties = {name: plain(value) for name, value in row.items()}
    if place is None or place.lat is None or place.lon is None:
        return _told(row, identity, None, {**properties, "position": None})
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return _told(row, identity, point, {**properties, "position": POSITIONS.get(place.kind, place.kind)})


def _told(
    row: Mapping[str, object], identity: str, geometry: object, properties: Mapping[str, object]
) -> dict[str, object]:
    return {"type": "Feature", "id": str(row[identity]), "geometry": geometry, "properties": properties}


def _place(row: Mapping[str, object], situation: Situation | None) -> Place | None:
    """The bundled place of a row: by its code, else the one place that goes by this name."""
    told = row.get("place")
    if situation is None or not isinstance(told, str) or not told:
        return None
    return situation.place(told) or situation.place_named(told)
