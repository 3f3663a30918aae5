"""Rows of cells as text, each cell with its span: the form in which documents give their tables.

A line a row, cells between bars, empty cells kept, nothing after the last filled one. It is the
same text that ``concord.documents`` makes of the same rows (a test holds them together); here each
cell remembers where it stands, so that a figure's span leads to exactly its cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.shapes.errors import OversizedAnswer

__all__ = ["MAX_CELLS", "Cell", "Table", "cells_of", "lay_out", "table_in", "table_of"]

MAX_CELLS = 500_000  # cells of one answer; a full HAPI page is 10,000 rows by 30 columns
BAR, BAR_IN_CELL = "|", "\N{BROKEN BAR}"


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, text[start:end]."""

    text: str
    start: int
    end: int


Laid = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name with their header cells, and rows of cells by column name."""

    text: str
    header: Mapping[str, Cell]
    rows: tuple[Mapping[str, Cell], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in their order."""
        return tuple(self.header)

    @property
    def stretch(self) -> tuple[int, int]:
        """Where in the text it begins and ends."""
        cells = [cell for row in (self.header, *self.rows[-1:]) for cell in row.values()]
        return min((c.start for c in cells), default=0), max((c.end for c in cells), default=0)


def lay_out(rows: Iterable[Sequence[str]], name: str = "table") -> tuple[str, Laid]:
    """The text of rows and, for each row, its cells in that text.

    >>> text, cells = lay_out([["Gate", "Women"], ["Torkham", "1,204"]])
    >>> text, text[cells[1][1].start:cells[1][1].end]
    ('Gate | Women\\nTorkham | 1,204', '1,204')

    Raises:
        OversizedAnswer: more than MAX_CELLS cells.
    """
    cleaned = [[_clean(cell) for cell in row] for row in rows]
    if sum(map(len, cleaned)) > MAX_CELLS:
        raise OversizedAnswer(name, f"it has more than {MAX_CELLS:,} cells")
    margin = min((_first_filled(row) for row in cleaned if any(row)), default=0)
    lines: list[str] = []
    laid: Laid = []
    at = 0
    for row in cleaned:
        line, cells = _line(row, margin, at)
        laid.append(cells)
        if line or (lines and lines[-1]):
            lines.append(line)
            at += len(line) + 1
    return "\n".join(lines).rstrip("\n"), laid


def table_of(rows: Sequence[Sequence[str]], name: str, *, header: int = 0, skip: int = 0) -> Table:
    """The table of rows of which number ``header`` names the columns and ``skip`` more follow it.

    A name that comes twice gets a number; a column without a name is called by its place.
    """
    text, laid = lay_out(rows, name)
    return table_in(text, laid[header], laid[header + 1 + skip :])


def table_in(text: str, header: Sequence[Cell], body: Iterable[Sequence[Cell]]) -> Table:
    """The table of a header and rows that stand in a text already; empty rows are no rows."""
    names = _names([cell.text for cell in header])
    return Table(
        text,
        dict(zip(names, header, strict=False)),
        tuple(dict(zip(names, row, strict=False)) for row in body if any(cell.text for cell in row)),
    )


def cells_of(text: str) -> Laid:
    """The cells of each line of a text whose tables are laid out like this: what ``lay_out`` made, undone.

    >>> [cell.text for cell in cells_of("ACC | | 25,320")[0]]
    ['ACC', '', '25,320']
    """
    laid: Laid = []
    at = 0
    for line in text.split("\n"):
        laid.append(_cells(line, at))
        at += len(line) + 1
    return laid


def _cells(line: str, at: int) -> list[Cell]:
    cells = []
    for part in line.split(BAR):
        words = part.strip()
        start = at + len(part) - len(part.lstrip()) if words else at
        cells.append(Cell(words, start, start + len(words)))
        at += len(part) + 1
    return cells


def _names(words: Sequence[str]) -> list[str]:
    names: list[str] = []
    for place, word in enumerate(words, start=1):
        plain = word or f"column {place}"
        names.append(plain if plain not in names else f"{plain} ({place})")
    return names


def _clean(cell: str) -> str:
    return " ".join(cell.replace(BAR, BAR_IN_CELL).split())


def _first_filled(row: Sequence[str]) -> int:
    return next(index for index, cell in enumerate(row) if cell)


def _line(row: Sequence[str], margin: int, at: int) -> tuple[str, list[Cell]]:
    """One row as a line that begins at ``at``, with all its cells; those after the last filled are empty."""
    last = max((index for index, cell in enumerate(row) if cell), default=-1)
    line = ""
    cells: list[Cell] = []
    for index, cell in enumerate(row):
        if margin < index <= last:
            line += f"{BAR} " if not line or line.endswith(" ") else f" {BAR} "
        cells.append(Cell(cell, at + len(line), at + len(line) + len(cell)))
        line += cell
    return line, cells
