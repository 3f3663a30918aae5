"""Rows of cells as text, each cell with its span: the form in which documents give their tables.

A line a row, cells between bars, empty cells kept, nothing after the last filled one. It is the
same text that ``concord.documents`` makes of the same rows (a test holds them together); here each
cell remembers where it stands, so that a figure's span leads to exactly its cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.shapes.errors import OversizedAnswer

__all__ = ["MAX_CELLS", "Cell", "Table", "lay_out", "table_of"]

MAX_CELLS = 2_000_000  # cells of one answer; a full HAPI page of 10,000 rows by 20 columns is a tenth of it
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
    names = _names([cell.text for cell in laid[header]])
    body = (row for row in laid[header + 1 + skip :] if any(cell.text for cell in row))
    return Table(
        text,
        dict(zip(names, laid[header], strict=False)),
        tuple(dict(zip(names, row, strict=False)) for row in body),
    )


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
