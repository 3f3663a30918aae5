"""A tree of a page, or of trafilatura's extract of it, to lines of text.

A paragraph, a heading, a list item and a table row are a line each. Spaces and line
ends of the source mean nothing in HTML and become one space; ``br`` ends a line.
"""

import re
from typing import Any

from concord.documents.rows import row_line

__all__ = ["lines_of"]

IN_LINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|wbr"
    "|hi|ref"  # trafilatura's own
)
ROWS, CELLS = ("row", "tr"), ("cell", "td", "th")


def lines_of(tree: Any) -> str:
    """The text of the tree, one block a line, nothing twice and nothing left out."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: Any) -> list[str]:
    pieces = [_folded(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            pieces += _of_child(child)
        pieces.append(_folded(child.tail))
    return pieces


def _of_child(child: Any) -> list[str]:
    if IN_LINE.fullmatch(child.tag):
        return _pieces(child)
    if child.tag in ROWS:
        return ["\n", _row(child), "\n"]
    return ["\n", *_pieces(child), "\n"]


def _row(row: Any) -> str:
    return row_line("".join(_pieces(cell)) for cell in row if cell.tag in CELLS)


def _folded(text: str | None) -> str:
    return " ".join(f"|{text}|".split())[1:-1] if text else ""
