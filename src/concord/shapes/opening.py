"""Bytes opened just enough to tell a shape: a JSON value, the first rows of a table, or the root of XML.

Telling never raises: what cannot be opened is of no known shape. JSON keeps its numbers as
they are written, so that a figure's text is the characters of the answer.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from concord.shapes.errors import BrokenAnswer

__all__ = ["Opened", "open_answer", "records"]

HEAD_ROWS = 25  # rows in which HXL looks for its tags
HEAD_BYTES = 65_536
LONGEST_CELL = 1_000_000  # characters
DIVIDERS = (",", ";", "\t", "|")
BINARY = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.S)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Opened:
    """Bytes with what can be told of them; one of ``json``, ``head`` and ``root`` says something."""

    content: bytes
    name: str
    json: Any = None
    root: str | None = None

    @cached_property
    def head(self) -> list[list[str]]:
        """The first rows, where the bytes are a table."""
        if self.json is not None or self.root is not None or not self._is_text:
            return []
        try:
            rows = csv.reader(io.StringIO(self._beginning, newline=""), delimiter=self.divider)
            return [row for row, _ in zip(rows, range(HEAD_ROWS), strict=False)]
        except csv.Error:
            return []

    @cached_property
    def header(self) -> frozenset[str]:
        """The names in the first row, without blanks around them."""
        return frozenset(cell.strip() for cell in self.head[0]) if self.head else frozenset()

    @cached_property
    def divider(self) -> str:
        """What sets cells apart in the line that has most of them."""
        lines = self._beginning.splitlines()[:HEAD_ROWS]
        return max(DIVIDERS, key=lambda mark: max((line.count(mark) for line in lines), default=0))

    def rows(self) -> Iterator[list[str]]:
        """All rows of the table.

        Raises:
            BrokenAnswer: the bytes are no text, or no rows.
        """
        csv.field_size_limit(LONGEST_CELL)
        try:
            lines = io.StringIO(_decoded(self.content), newline="")
            yield from csv.reader(lines, delimiter=self.divider)
        except (csv.Error, UnicodeDecodeError) as error:
            raise BrokenAnswer(self.name, f"no rows could be told in it ({error})") from None

    @cached_property
    def _is_text(self) -> bool:
        start = self.content[:HEAD_BYTES]
        return not start.startswith(BINARY) and (b"\0" not in start or start.startswith(_UTF16))

    @cached_property
    def _beginning(self) -> str:
        return _decoded(self.content[:HEAD_BYTES], errors="replace")


def open_answer(content: bytes, name: str) -> Opened:
    """The bytes with what can be told of them."""
    start = content[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return Opened(content, name, json=_json(content))
    if start.startswith(b"<"):
        root = _ROOT.search(_COMMENT.sub(b"", start))
        return Opened(content, name, root=root[1].decode() if root else "")
    return Opened(content, name)


def records(found: Sequence[Mapping[str, Any]], name: str) -> list[list[str]]:
    """JSON objects as rows under the union of their keys, in the order in which keys first come.

    Raises:
        BrokenAnswer: something in the list is no object.
    """
    if not all(isinstance(record, Mapping) for record in found):
        raise BrokenAnswer(name, "its list of records holds something that is no object")
    names = list(dict.fromkeys(key for record in found for key in record))
    return [names, *([_word(record.get(key)) for key in names] for record in found)]


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _json(content: bytes) -> Any:
    try:
        return json.loads(_decoded(content), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return False


def _decoded(content: bytes, *, errors: str = "strict") -> str:
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors)
    try:
        return content.decode("utf-8-sig", errors)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors)
