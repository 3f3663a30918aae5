"""Rows of cells to lines of text: the one form in which every format gives its tables.

A row is a line, its cells are set apart by `` | ``. An empty cell inside a row is kept, so that
what stands below a header stays below it; nothing is written after the last filled cell, so
that a title in the first column is a line like any other.
"""

from collections.abc import Iterable, Iterator, Sequence

from concord.documents.errors import OversizedDocument
from concord.documents.found import CELL_MARK

__all__ = ["MAX_CELLS", "lines_of_rows", "row_line", "within_limit"]

MAX_CELLS = 500_000  # filled cells of one file; a register of 50,000 rows by ten columns
BAR_IN_CELL = "\N{BROKEN BAR}"  # a bar that the cell itself holds divides nothing


def row_line(cells: Iterable[str]) -> str:
    """One row as a line.

    >>> row_line(["ACC", "", "25,320", ""])
    'ACC | | 25,320'
    """
    kept = [" ".join(cell.replace(CELL_MARK.strip(), BAR_IN_CELL).split()) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return CELL_MARK.join(kept).replace("  ", " ").strip()


def lines_of_rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a sheet without its empty margins; empty rows between tables are one blank line."""
    filled = [[cell.strip() for cell in row] for row in rows]
    margin = min((_first_filled(row) for row in filled if any(row)), default=0)
    lines: list[str] = []
    for line in (row_line(row[margin:]) for row in filled):
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines if not lines or lines[-1] else lines[:-1]


def within_limit(rows: Iterable[Sequence[str]], name: str) -> Iterator[Sequence[str]]:
    """The rows as they come, until there are too many of them.

    Raises:
        OversizedDocument: more than MAX_CELLS filled cells, or as many rows.
    """
    count = 0
    for row in rows:
        count += max(1, sum(map(bool, row)))
        if count > MAX_CELLS:
            raise OversizedDocument(name, f"it has more than {MAX_CELLS:,} cells")
        yield row


def _first_filled(row: Sequence[str]) -> int:
    return next(index for index, cell in enumerate(row) if cell)
