"""The tables of a document's text: cells with the span of their words, under a header of up to three rows.

Every format gives its tables in one form: a line a row, cells between bars (or tabs), each in its column.
A line of one cell among the rows heads the rows below it and becomes a column of its own, ``(section)``.
A row of HXL tags below the header is kept apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concord.mapping.numbers import number_of

__all__ = ["SECTION", "Cell", "Row", "Table", "tables_of"]

SECTION = "(section)"
LEVELS = 3  # rows of a header
LONGEST_SECTION = 60  # characters; a longer line without cells ends the table
YEARS = range(1300, 2101)  # solar and common; a header may be a year
ABOVE = 3  # lines kept that stand above a table
_BREAK = re.compile(r"[|\t]")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words text[start:end] of a document; empty where nothing stands."""

    text: str
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header; ``line`` counts the lines of the document's text from 1."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell in a column; an empty one where the row has ended before."""
        return self.cells[index] if index < len(self.cells) else _NOTHING


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a name and the header cells of each column, its rows, and where it stands in the text.

    Attributes:
        columns: names by which a mapping knows the columns; levels joined by `` / ``, unique.
        heads: for each column the header cells that name it, the nearest first.
        tags: HXL tags, one a column, where a row of them stands below the header.
        above: lines above the table, the nearest last.
    """

    columns: tuple[str, ...]
    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    tags: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


_NOTHING = Cell("", 0, 0)


def tables_of(text: str) -> list[Table]:
    """Every table with a header and a row of numbers below it, in the order of the text.

    >>> table = tables_of("Gate | Women | Men\\nTorkham | 1,204 | 988")[0]
    >>> table.columns, table.rows[0].cells[1]
    (('Gate', 'Women', 'Men'), Cell(text='1,204', start=29, end=34))
    """
    return [table for run, above in _runs(text) if (table := _table(run, above)) is not None]


def _runs(text: str) -> Iterator[tuple[list[Row], tuple[str, ...]]]:
    """Lines of cells that follow each other, with the lines above."""
    run: list[Row] = []
    above: list[str] = []
    before: list[str] = []
    for line, start, words in _lines(text):
        if _BREAK.search(words):
            if not run:
                above = before[-ABOVE:]
            run.append(Row(line, tuple(_cells(words, start))))
        elif run and 0 < len(words.strip()) <= LONGEST_SECTION:
            run.append(Row(line, (_cell(words, start),)))
        else:
            if run:
                yield run, tuple(above)
                run, before = [], []
            if words.strip():
                before.append(words.strip())
    if run:
        yield run, tuple(above)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, start, line
        start += len(line) + 1


def _cells(words: str, start: int) -> Iterator[Cell]:
    at = 0
    for found in [*_BREAK.finditer(words), None]:
        end = found.start() if found else len(words)
        yield _cell(words[at:end], start + at)
        at = end + 1


def _cell(words: str, start: int) -> Cell:
    bare = words.strip()
    begin = start + words.index(bare) if bare else start
    return Cell(bare, begin, begin + len(bare))


def _table(run: list[Row], above: tuple[str, ...]) -> Table | None:
    while run and len(run[0].cells) == 1:  # a title without a blank line below it
        above, run = (*above, run[0].cells[0].text)[-ABOVE:], run[1:]
    levels = 0
    while levels < min(LEVELS, len(run)) and _is_header(run[levels]):
        levels += 1
    body = run[levels:]
    tags = _tags(body[0]) if body else ()
    body = [row for row in body if not _tags(row) and not _is_rule(row)]
    if not levels or not any(_numbers(row) for row in body):
        return None
    heads = _heads(run[:levels], max(len(row.cells) for row in run))
    columns = _unique([" / ".join(cell.text for cell in reversed(cells)) for cells in heads])
    table = Table(columns, heads, tuple(body), run[0].cells[0].start, run[-1].cells[-1].end, tags, above)
    return _with_sections(table)


def _is_header(row: Row) -> bool:
    """No cell of numbers, or only years; lines of one cell head a section, not the columns."""
    numbers = _numbers(row)
    return len(row.cells) > 1 and not _tags(row) and all(_is_year(cell) for cell in numbers)


def _numbers(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if number_of(cell.text) is not None]


def _is_year(cell: Cell) -> bool:
    number = number_of(cell.text)
    return number is not None and len(cell.text) == 4 and number.value in YEARS


def _tags(row: Row) -> tuple[str, ...]:
    filled = [cell.text for cell in row.cells if cell]
    tagged = bool(filled) and all(text.startswith("#") for text in filled)
    return tuple(cell.text for cell in row.cells) if tagged else ()


def _is_rule(row: Row) -> bool:
    return all(set(cell.text) <= set("-=:+") for cell in row.cells)


def _heads(header: list[Row], width: int) -> tuple[tuple[Cell, ...], ...]:
    """For each column its header cells from the lowest up; an empty cell above continues its left one."""
    heads: list[tuple[Cell, ...]] = []
    for index in range(width):
        cells: list[Cell] = []
        for depth, row in enumerate(reversed(header)):
            at = index
            while depth and at > 0 and not row.cell(at):
                at -= 1
            if row.cell(at) and row.cell(at).text not in [cell.text for cell in cells]:
                cells.append(row.cell(at))
        heads.append(tuple(cells))
    return tuple(heads)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns, each once: an empty one is called by its number, a second of one name too."""
    known: list[str] = []
    for number, name in enumerate(names, start=1):
        bare = name or f"column {number}"
        known.append(bare if bare not in known else f"{bare} ({number})")
    return tuple(known)


def _with_sections(table: Table) -> Table:
    """Lines of one cell among the rows as a column before the first, where there are any."""
    if not any(len(row.cells) == 1 for row in table.rows):
        return table
    rows: list[Row] = []
    section = _NOTHING
    for row in table.rows:
        if len(row.cells) == 1:
            section = row.cells[0]
        else:
            rows.append(Row(row.line, (section, *row.cells)))
    tags = ("", *table.tags) if table.tags else ()
    return Table(
        (SECTION, *table.columns), ((), *table.heads), tuple(rows), table.start, table.end, tags, table.above
    )
