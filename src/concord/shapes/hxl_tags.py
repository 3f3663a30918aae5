"""HXL hashtags: a row of them under the header says what each column holds (HXL 1.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Tag", "is_tag_row", "read_tag", "tag_row_of"]

_TAG = re.compile(r"#\s*([A-Za-z][A-Za-z0-9_]*)((?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*)\s*")
_ATTRIBUTE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
ROWS = 25  # in which the standard looks for tags


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag with its attributes, which have no order."""

    name: str
    attributes: frozenset[str]


def read_tag(words: str) -> Tag | None:
    """The tag in a cell; None for other words.

    >>> read_tag("#Affected + f+refugees").attributes == {"f", "refugees"}
    True
    """
    found = _TAG.fullmatch(words.strip())
    if found is None:
        return None
    return Tag(found[1].lower(), frozenset(word.lower() for word in _ATTRIBUTE.findall(found[2])))


def is_tag_row(cells: Sequence[str]) -> bool:
    """Whether every filled cell of a row is a tag, and one is filled at least."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(read_tag(cell) is not None for cell in filled)


def tag_row_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Number of the first row of tags among the first rows."""
    return next((number for number, row in enumerate(rows[:ROWS]) if is_tag_row(row)), None)
