"""The one serializer: every record to and from JSON values, and its content id.

Both directions are derived from the dataclass fields (pydantic reads the type
hints), so a new field cannot be forgotten in one of them. The id of a record is a
SHA-256 over the canonical JSON array of the fields that make the act distinct.
An array, not joined text: joined text collides ("a", "b.c" with "a.b", "c").
A field declared with ``metadata=DESCRIPTIVE`` tells how the act was read or got
and takes no part in the id.
"""

import dataclasses
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from concord.errors import ConcordError
from concord.evidence.canonical import canonical, form_of

__all__ = [
    "DESCRIPTIVE",
    "ID_LENGTH",
    "MalformedRecord",
    "canonical",
    "content_id",
    "fields_told",
    "from_json",
    "id_told",
    "identity",
    "to_json",
    "told_with_id",
]

DESCRIPTIVE: Mapping[str, bool] = {"descriptive": True}
ID_LENGTH = 24  # hexadecimal digits, 96 bits: a collision is not expected below 10^14 records

Record = TypeVar("Record")


class MalformedRecord(ConcordError):
    """JSON that is not the record it claims to be; carries every mistake with its path."""

    def __init__(self, kind: str, mistakes: list[str]) -> None:
        self.kind, self.mistakes = kind, mistakes
        super().__init__(f"not a {kind}: " + "; ".join(mistakes))


def to_json(record: Any) -> dict[str, Any]:
    """The record as JSON values, one key a field, in the order of the fields."""
    dumped: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return dumped


def from_json(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record of that kind that these JSON values describe.

    Raises:
        MalformedRecord: a field is missing, unknown or of the wrong type; all are told.
    """
    unknown = sorted(set(data) - {field.name for field in dataclasses.fields(kind)})  # type: ignore[arg-type]
    try:
        record: Record = _adapter(kind).validate_python(data)
    except ValidationError as error:
        raise MalformedRecord(kind.__name__, [*_mistakes(error), *map(_unknown, unknown)]) from None
    if unknown:
        raise MalformedRecord(kind.__name__, [_unknown(name) for name in unknown])
    return record


def content_id(record: Any) -> str:
    """The id of a record: a digest of its kind and of every field that makes it distinct.

    Raises:
        MalformedRecord: a value that no JSON can say: an infinite number, a type of another library.
    """
    form = form_of(type(record))
    return _digest(form.array(_parts(record)))


def told_with_id(record: Any) -> tuple[str, str]:
    """The id of a record, and its canonical text with the id as one more field.

    Raises:
        MalformedRecord: a number is infinite or not a number, which no JSON can say.
    """
    form, parts = form_of(type(record)), _parts(record)
    told = _digest(form.array(parts))
    return told, form.text_with_id(parts, told)


def identity(kind: type[Any], values: Mapping[str, Any]) -> str:
    """The id of the record of that kind with these JSON values, for who has them already.

    Raises:
        MalformedRecord: a number is infinite or not a number, which no JSON can say.
    """
    distinct = [values[name] for name in _distinct(kind)]  # type: ignore[arg-type]  # as in _adapter
    try:
        told = canonical([kind.__name__, *distinct])
    except ValueError:
        raise MalformedRecord(kind.__name__, ["a number is not finite"]) from None
    return hashlib.sha256(told).hexdigest()[:ID_LENGTH]


def fields_told(record: Any) -> dict[str, str]:
    """The canonical text of each field by its name.

    Raises:
        MalformedRecord: a number is infinite or not a number, which no JSON can say.
    """
    return dict(zip(form_of(type(record)).names, _parts(record), strict=True))


def id_told(kind: type[Any], fields: Mapping[str, str]) -> str:
    """The id of the record of that kind whose fields have these texts."""
    form = form_of(kind)
    return _digest(form.array(tuple(fields[name] for name in form.names)))


def _parts(record: Any) -> tuple[str, ...]:
    try:
        return form_of(type(record)).parts(record)
    except ValueError:
        raise MalformedRecord(type(record).__name__, ["a number is not finite"]) from None
    except TypeError as error:
        raise MalformedRecord(type(record).__name__, [str(error)]) from None


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@cache
def _distinct(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind) if not field.metadata.get("descriptive"))


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return _built_adapter(kind)  # type: ignore[arg-type]  # mypy takes the __hash__ of instances for the class's


@cache
def _built_adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _mistakes(error: ValidationError) -> list[str]:
    return [f"{mistake['msg']} @ $.{'.'.join(map(str, mistake['loc']))}" for mistake in error.errors()]


def _unknown(name: str) -> str:
    return f"unknown field @ $.{name}"
