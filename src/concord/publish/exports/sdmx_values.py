"""A row as values of SDMX components, with the one attribute that carries what no other can.

Dimensions always have a code: everybody is ``_T``, a word that no list has is ``_O``. Such
words, and texts with characters that XML forbids, stand whole in the attribute REMAINDER, a
JSON object by component in plain ASCII, so that no field is lost or altered on the way.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from concord.publish.exports.sdmx_components import Component, Flow, Role
from concord.publish.exports.sdmx_lists import ALL, OTHER, UNKNOWN, CodeList
from concord.publish.exports.xml_text import escaped, sayable

__all__ = ["REMAINDER", "Encoder", "encoder"]

REMAINDER = "REMAINDER"
Encoder = Callable[[Mapping[str, object]], Mapping[str, str]]
NO_DAY = "9999"  # SDMX has no way to leave the time of an observation open; TIME_BASIS then says "unknown"


def encoder(flow: Flow, lists: Mapping[str, CodeList], bases: Sequence[tuple[str, str]]) -> Encoder:
    """A function from one row to the values of its components, by their ids.

    Args:
        bases: pairs of a column and the word for it; the first that has a date gives the time.
    """
    codes = {one: frozenset(code.id for code in found.codes) for one, found in lists.items()}
    plain = [one for one in flow.components if one.column and one.role is not Role.TIME]
    time = next(one for one in flow.components if one.role is Role.TIME)

    def encode(row: Mapping[str, object]) -> dict[str, str]:
        told: dict[str, str] = {}
        left: dict[str, str] = {}
        for one in plain:
            _put(one, row.get(one.column), codes.get(one.codes or ""), told, left)
        told[time.id], told["TIME_BASIS"] = _time(row, bases)
        if left:
            told[REMAINDER] = json.dumps(left, sort_keys=True)
        return told

    return encode


def _put(
    one: Component,
    value: object,
    codes: frozenset[str] | None,
    told: dict[str, str],
    left: dict[str, str],
) -> None:
    """One value where it belongs; what the component cannot carry goes to the rest."""
    key = one.role is Role.DIMENSION
    if value is None or value == "":
        if key:
            told[one.id] = ALL if codes is not None else UNKNOWN
        return
    text = value if type(value) is str else written(value)
    if codes is not None and text not in codes:
        left[one.id] = text
        if key:
            told[one.id] = OTHER
        return
    if not text.isprintable() and escaped(text) is not None:
        left[one.id] = text
        text = sayable(text)
    told[one.id] = text


def written(value: object) -> str:
    """A value as text: dates in ISO 8601, whole numbers without a point, several parted by a space.

    >>> written(True), written(5.0), written(("a", "b"))
    ('true', '5', 'a b')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(map(written, value))
    return str(value)


def _time(row: Mapping[str, object], bases: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The time of an observation and what it is the time of."""
    for column, word in bases:
        value = row.get(column)
        if value is not None and value != "":
            return _period(str(value)), word
    return NO_DAY, "unknown"


@lru_cache(maxsize=65_536)
def _period(text: str) -> str:
    """A day, month or year as SDMX writes it: days of a moment are told as the day."""
    return text[:10]
