"""GeoJSON (RFC 7946): figures at crossings and provinces, with the caveats of the places.

Points are those of the bundled places only: approximate at crossings, label points of
provinces. A figure for the whole country, or for a place that has no point here, is a feature
without a geometry (section 3.2 allows it), so that no row is lost. One feature a line.
"""

from collections.abc import Iterable, Mapping
from typing import TextIO

from concord.publish.exports.json_text import json_line, plain
from concord.situation import Place, Situation

__all__ = ["CAVEAT", "write_geojson"]

CAVEAT = (
    "Boundaries, names and designations imply no official endorsement or acceptance. Points of crossings "
    "are approximate; points of provinces are where their label stands. Afghanistan does not recognise the "
    "Durand Line as an international boundary; the parties do not agree on the status of Jammu and Kashmir."
)
POSITIONS = {"crossing": "approximate position of the crossing", "province": "label point of the province"}


def write_geojson(
    rows: Iterable[Mapping[str, object]],
    out: TextIO,
    situation: Situation,
    *,
    identity: str,
    about: Mapping[str, str],
) -> int:
    """Write one feature a row and return how many.

    Args:
        identity: the column that identifies a row.
        about: further members of the collection, such as title and licence.
    """
    head = {"type": "FeatureCollection", **about, "caveat": CAVEAT}
    out.write(json_line(head)[:-1] + ',"features":[\n')
    count = 0
    for row in rows:
        out.write(",\n" if count else "")
        out.write(json_line(_feature(row, situation, identity)))
        count += 1
    out.write("\n]}\n")
    return count


def _feature(row: Mapping[str, object], situation: Situation, identity: str) -> dict[str, object]:
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


def _place(row: Mapping[str, object], situation: Situation) -> Place | None:
    """The bundled place of a row: by its code, else by the one name it goes by."""
    for name in ("place", "place_code", "place_name"):
        told = row.get(name)
        if isinstance(told, str) and told:
            found = situation.place(told) or situation.place_named(told)
            if found is not None:
                return found
    return None
