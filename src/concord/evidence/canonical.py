"""The one text that stands for JSON values: no spaces, keys sorted, nothing escaped that need not be.

Ids and the chain of the ledger are digests of such texts. ``canonical`` writes any JSON values.
A record is written straight from its fields, each by its type (``parts``, ``form_of``), in a
third of the time; a property holds both to be the same to the byte.
"""

import dataclasses
import json
import math
from collections.abc import Callable
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from concord.evidence.dates import PartialDate

__all__ = ["Form", "canonical", "form_of", "written"]

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Form(NamedTuple):
    """How the records of one kind are written: what to take, and what stands around it.

    Attributes:
        names: of all fields, sorted.
        values: the values of all fields in that order.
        distinct: those of the fields' texts that make the act distinct, in the order of the fields.
        opening: what these texts follow in the array of which the id is a digest.
        around: what stands before each field in the record's text, and after the last.
        around_with_id: the same where the id is one more field, after ``before_id`` others.
    """

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    distinct: Callable[[tuple[str, ...]], tuple[str, ...]]
    opening: str
    around: list[str]
    around_with_id: list[str]
    before_id: int

    def parts(self, record: Any) -> tuple[str, ...]:
        """The text of each field, in the order of their names.

        Raises:
            ValueError: a number is infinite or not a number.
        """
        values = self.values(record)
        return tuple(["null" if value is None else _WRITERS[type(value)](value) for value in values])

    def array(self, parts: tuple[str, ...]) -> str:
        """The text of which the id is a digest."""
        return f"{self.opening}{','.join(self.distinct(parts))}]"

    def text(self, parts: tuple[str, ...]) -> str:
        """The text of the record."""
        woven = self.around[:]
        woven[1::2] = parts
        return "".join(woven)

    def text_with_id(self, parts: tuple[str, ...], identity: str) -> str:
        """The text of the record with its id among the fields."""
        woven = self.around_with_id[:]
        woven[1::2] = (*parts[: self.before_id], f'"{identity}"', *parts[self.before_id :])
        return "".join(woven)


def canonical(values: Any) -> bytes:
    """JSON values as the one byte string that stands for them.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    return _ENCODER.encode(values).encode("utf-8", "surrogatepass")


def written(record: Any) -> str:
    """The text of a record, as ``canonical`` would write its JSON values.

    Raises:
        ValueError: a number is infinite or not a number.
    """
    form = form_of(type(record))
    return form.text(form.parts(record))


def form_of(kind: type[Any]) -> Form:
    """How records of this kind are written, a dataclass of two fields or more."""
    return _form_of(kind)  # type: ignore[arg-type]  # mypy takes the __hash__ of instances for the class's


@cache
def _form_of(kind: type[Any]) -> Form:
    fields = dataclasses.fields(kind)
    names = sorted(field.name for field in fields)
    with_id = sorted([*names, "id"])
    distinct = [field.name for field in fields if not field.metadata.get("descriptive")]
    return Form(
        names=tuple(names),
        values=attrgetter(*names),
        distinct=itemgetter(*map(names.index, distinct)),
        opening=f'["{kind.__name__}",',
        around=_around(names),
        around_with_id=_around(with_id),
        before_id=with_id.index("id"),
    )


def _around(names: list[str]) -> list[str]:
    """What stands before each of these fields and after the last, with a gap after each name."""
    woven = [text for name in names for text in (f',"{name}":', "")]
    return ["{" + woven[0][1:], *woven[1:], "}"]


class _Writers(dict[type[Any], Callable[[Any], str]]):
    """What writes values of exactly one type, found out once for each; never asked for None."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], str]:
        writer: Callable[[Any], str] = _ENCODER.encode
        if issubclass(kind, str):  # a word of a closed set
            writer = encode_basestring
        elif dataclasses.is_dataclass(kind):
            writer = written
        return self.setdefault(kind, writer)


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} is not finite")
    return float.__repr__(value)


def _tuple(values: tuple[Any, ...]) -> str:
    if not values:
        return "[]"
    return f"[{','.join(['null' if value is None else _WRITERS[type(value)](value) for value in values])}]"


def _date(value: PartialDate) -> str:
    return f'"{value.text}"'  # digits and dashes alone


def _day(value: date) -> str:
    return f'"{value.isoformat()}"'


_WRITERS = _Writers(
    {
        str: encode_basestring,
        int: int.__repr__,
        float: _float,
        bool: {True: "true", False: "false"}.__getitem__,
        tuple: _tuple,
        PartialDate: _date,
        date: _day,
    }
)
