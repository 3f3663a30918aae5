"""Arrow's columns of pages and claims, derived from the records, so that none is forgotten.

A claim is a row; figures and statements share the columns whose names they share. What a record
calls a date, a code or a word is a string, a value is a double, and the words that decided a
field stay beside it as a list.
"""

import dataclasses
import types
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from concord.evidence import Figure, PartialDate, Statement

if TYPE_CHECKING:
    from pyarrow import DataType, Schema

__all__ = ["CLAIM_HEAD", "PAGE_FACTS", "claim_schema", "page_schema", "result_schema"]

PAGE_FACTS = (
    "id",
    "address",
    "text",
    "published",
    "publisher",
    "media_type",
    "retrieved",
)  # all of them strings
CLAIM_HEAD = ("row", "page", "address", "act", "claim")  # before the fields of the records
_RESULT_TEXTS = ("page", "address", "outcome", "why", "document", "language")


@cache
def page_schema() -> "Schema":
    """A page as it comes: its position in the shard, its facts, and its bytes or its text."""
    import pyarrow as pa

    facts = [pa.field(name, pa.large_string() if name == "text" else pa.string()) for name in PAGE_FACTS]
    return pa.schema([pa.field("row", pa.int64()), *facts, pa.field("bytes", pa.large_binary())])


@cache
def result_schema(*, claims: bool = True) -> "Schema":
    """What became of a page; with the claims found in it, or with their numbers only."""
    import pyarrow as pa

    told = [pa.field("row", pa.int64()), *(pa.field(name, pa.string()) for name in _RESULT_TEXTS)]
    counted = [pa.field(name, pa.int32()) for name in ("figures", "statements")]
    found = [pa.field("claims", pa.list_(pa.struct(list(claim_schema())[3:])))] if claims else []
    return pa.schema([*told, *counted, *found])


@cache
def claim_schema() -> "Schema":
    """A claim with the page it stands in, and every field of a figure or statement."""
    import pyarrow as pa

    head = [pa.field(name, pa.int64() if name == "row" else pa.string()) for name in CLAIM_HEAD]
    fields = {**_fields(Statement), **_fields(Figure)}
    order = dict.fromkeys([*_fields(Figure), *_fields(Statement)])
    return pa.schema([*head, *(pa.field(name, fields[name]) for name in order)])


def _fields(kind: type[Any]) -> dict[str, "DataType"]:
    hints = get_type_hints(kind)
    return {field.name: _arrow(hints[field.name]) for field in dataclasses.fields(kind)}


def _arrow(hint: Any) -> "DataType":
    """Arrow's type of a field of a record."""
    import pyarrow as pa

    if get_origin(hint) in (Union, types.UnionType):
        options = [one for one in get_args(hint) if one is not type(None)]
        return pa.float64() if float in options else _arrow(options[0])
    if get_origin(hint) is tuple:
        return pa.list_(_arrow(get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and hint is not PartialDate:
        return pa.struct(list(_fields(hint).items()))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return pa.string()
    return {
        str: pa.string(),
        PartialDate: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
    }[hint]
