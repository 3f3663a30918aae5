"""A row as values of SDMX components, with the one attribute that carries what no other can.

Dimensions always have a code: everybody is ``_T``, a word that no list has is ``_O``. Such
words, and texts with characters that XML forbids, stand whole in the attribute REMAINDER, a
JSON object by component in plain ASCII, so that no field is lost or altered on the way.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from concord.publish.exports.columns import Table
from concord.publish.exports.sdmx_components import TIME, Component, Flow, Role
from concord.publish.exports.sdmx_flows import BASES, CONFIDENTIAL, EMPTY, REVIEWED
from concord.publish.exports.sdmx_lists import ALL, OTHER, UNKNOWN, code_lists
from concord.publish.exports.xml_text import escaped, sayable
from concord.situation import Situation

__all__ = ["Encoder", "encoder", "written"]

Encoder = Callable[[Iterable[object]], dict[str, str]]
NO_DAY = "9999"  # SDMX has no way to leave the time of an observation open; TIME_BASIS then says "unknown"
_FIELDS = {"aggregation": "kind", "group": "sex_age"}  # columns whose field of a figure has another name


def encoder(flow: Flow, table: Table, situation: Situation | None) -> Encoder:
    """A function from one row of the table to the values of its components, by their ids."""
    codes = {one: frozenset(code.id for code in of.codes) for one, of in code_lists(situation).items()}
    plain = [(one, codes.get(one.codes or "")) for one in flow.components if one.column]
    names = table.names
    located = lru_cache(maxsize=65_536)(lambda text: _located(text, situation))

    def encode(row: Iterable[object]) -> dict[str, str]:
        cells = dict(zip(names, row, strict=True))
        told: dict[str, str] = {}
        left: dict[str, str] = {}
        for one, known in plain:
            value = cells[one.column]
            if value is None or value == "":
                if one.role is Role.DIMENSION:
                    told[one.id] = _empty(one, cells)
                continue
            text = value if type(value) is str else written(value)
            _put(one, _coded(one.id, text, cells, located), known, told, left)
        told[TIME], told["TIME_BASIS"] = _time(cells)
        if left:
            told["REMAINDER"] = json.dumps(left, sort_keys=True)
        return told

    return encode


def written(value: object) -> str:
    """A value as text; whole numbers without a point.

    >>> written(True), written(5.0), written(0.25)
    ('true', '5', '0.25')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _put(
    one: Component, text: str, codes: frozenset[str] | None, told: dict[str, str], left: dict[str, str]
) -> None:
    """One value where it belongs; what the component cannot carry goes to the rest."""
    if codes is not None and text not in codes:
        left[one.id] = text
        if one.role is Role.DIMENSION:
            told[one.id] = OTHER
    elif text.isprintable() or escaped(text) is None:
        told[one.id] = text
    else:
        left[one.id] = text
        told[one.id] = sayable(text)


def _coded(identity: str, text: str, cells: Mapping[str, object], located: Callable[[str], str]) -> str:
    """The code for a word, where component and column differ."""
    if identity == "LOCATION":
        return located(text)
    if identity == "CONF_STATUS":
        return CONFIDENTIAL.get(text, text)
    if identity == "OBS_STATUS":
        return "I" if cells.get("basis") == "implied" else REVIEWED.get(text, "P")
    return text


def _located(text: str, situation: Situation | None) -> str:
    """The code of the one place that goes by a name; the name itself where there is none."""
    if situation is None:
        return text
    place = situation.place(text) or situation.place_named(text)
    return text if place is None else place.code


def _empty(one: Component, cells: Mapping[str, object]) -> str:
    """What an empty dimension means: all, unknown, or open between candidates."""
    fields = str(cells.get("open") or "").split(" | ")
    name = _FIELDS.get(one.column, one.column)
    return UNKNOWN if any(field.startswith(f"{name}: ") for field in fields) else EMPTY.get(one.id, ALL)


def _time(cells: Mapping[str, object]) -> tuple[str, str]:
    """The time of an observation and what it is the time of; a moment is told as its day."""
    for column, word in BASES:
        value = cells.get(column)
        if value is not None and value != "":
            return str(value)[:10], word
    return NO_DAY, "unknown"
