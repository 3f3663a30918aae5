"""Tables of figures in a text: lines of cells, and for each number cell its headers and row labels.

Covered: cells set apart by `` | `` or tabs, with a bar at both ends of every line or not; a rule of
dashes below the header; headers of up to three levels, an empty cell of an upper one continuing the
cell to its left; a label that holds for the empty cells below it; lines between rows that head a
section (TORKHAM); a part without a header that goes on below the one before; serial numbers.
Not taken for a table: a ticker line, a log of times and prose, a list of labels with one column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from concord.reading.lexicon import Cue
from concord.reading.numbers import Number
from concord.reading.rows import Part, Row, Span, find_parts, may_hold_rows
from concord.reading.text import Page

__all__ = ["Labels", "Tables", "find_tables"]


_LEVELS = 3  # rows of a header
_CELL_WORDS = 4  # words of letters beside the number in a number cell: 118,000 (estimate)
_NEAR = 40  # tokens between a part and the one below that goes on with its header
_NUMBER_SHARE = 0.4  # of the filled cells beside the labels in the rows of a table
_YEARS = range(1990, 2040)
_MARKS_BEFORE = frozenset("~<>≈+(*±=")


@dataclass(frozen=True, slots=True)
class Labels:
    """What names a number cell: header cells from the nearest up, row labels, lines above.

    ``about`` holds the header of the column in which the row labels stand.
    """

    header: tuple[Span, ...]
    row: tuple[Span, ...]
    above: tuple[Span, ...]
    about: tuple[Span, ...] = ()

    def named(self) -> Iterator[tuple[str, Span]]:
        """Every span with where it stands, the closest first."""
        for how, spans in (("header", self.header), ("row", self.row), ("above", self.above)):
            yield from ((how, span) for span in spans)


@dataclass(slots=True)
class Tables:
    """The number cells of a page by the first token of their number, and the numbers that only label."""

    cells: dict[int, Labels] = field(default_factory=dict)
    labelling: set[int] = field(default_factory=set)


def find_tables(page: Page, numbers: Sequence[Number], columns: Mapping[int, Cue]) -> Tables:
    """All tables of a page; ``columns`` are the words that tell a column's kind, by their first token."""
    return _Finder(page, numbers, columns).tables if may_hold_rows(page) else Tables()


class _Finder:
    """One pass over the lines of a page."""

    def __init__(self, page: Page, numbers: Sequence[Number], columns: Mapping[int, Cue]) -> None:
        self.page, self.columns = page, columns
        self.numbers = {number.first: number for number in numbers}
        self.tables = Tables()
        before: list[list[Span]] = []
        end = 0
        for part in find_parts(page, self.numbers):
            self._take_header(part, before if part.rows[0].first - end <= _NEAR else [])
            if self._is_table(part):
                self._label(part)
            before, end = part.header, part.last

    # --- headers --------------------------------------------------------------

    def _take_header(self, part: Part, before: list[list[Span]]) -> None:
        """The rows above the first one with numbers; a part that has none goes on below the one before."""
        count = 0
        while count < min(_LEVELS, len(part.rows)) and self._is_header(part.rows[count]):
            count += 1
        part.last = part.rows[-1].last
        part.header = [row.cells for row in part.rows[:count]]
        part.rows = part.rows[count:]
        width = max((len(row.cells) for row in part.rows), default=0)
        if not part.header and before and len(before[-1]) == width:
            part.header = before

    def _is_header(self, row: Row) -> bool:
        found = [number for cell in row.cells if (number := self._number(cell)) is not None]
        years = all(number.plain and number.value in _YEARS for number in found)
        return not found or (years and len(found) > 1)

    def _is_table(self, part: Part) -> bool:
        if not part.rows or (len(part.rows) == 1 and not part.header):
            return False
        cells = [cell for row in part.rows for cell in row.cells[1:] if cell[0] < cell[1]]
        return sum(self._number(cell) is not None for cell in cells) >= max(1, _NUMBER_SHARE * len(cells))

    # --- cells ----------------------------------------------------------------

    def _number(self, cell: Span) -> Number | None:
        """The number that a cell is: 38,402 · ~600 · (1,204) · 118,000 (estimate); not 24 hours before."""
        first, last = cell
        while first < last and self.page.words[first] in _MARKS_BEFORE:
            first += 1
        number = self.numbers.get(first)
        if number is None or number.last > last:
            return None
        words = self.page.words[number.last : last]
        return number if sum(word.isalpha() for word in words) <= _CELL_WORDS else None

    def _label(self, part: Part) -> None:
        above: tuple[Span, ...] = ()
        serial = self._has_serials(part)
        lead = self._leading(part, serial)
        for index, row in enumerate(part.rows):
            if self._is_section(row):
                above = (row.cells[0],)
                continue
            labels = [cell for cell in row.cells[serial:lead] if cell[0] < cell[1]]
            labels = labels or self._label_above(part, index)
            self._label_row(part.header, row, lead, labels, (*above, *part.above))

    def _leading(self, part: Part, serial: bool) -> int:
        """How many columns hold labels: those before the first one with numbers."""
        column = int(serial or self._labels_rows(part))
        width = max(len(row.cells) for row in part.rows)
        while column < width and not any(
            column < len(row.cells) and self._number(row.cells[column]) for row in part.rows
        ):
            column += 1
        return column

    def _is_section(self, row: Row) -> bool:
        """TORKHAM | | : a row that has nothing but a label."""
        filled = [cell for cell in row.cells if cell[0] < cell[1]]
        return len(filled) == 1 and filled[0] == row.cells[0] and self._number(row.cells[0]) is None

    def _label_row(
        self, header: list[list[Span]], row: Row, lead: int, labels: list[Span], above: tuple[Span, ...]
    ) -> None:
        """Note the number cells of a row with their labels, and the numbers that stand in labels."""
        for cell in row.cells[:lead]:
            self.tables.labelling.update(i for i in range(*cell) if i in self.numbers)
        about = tuple(self._headers(header, lead - 1)) if lead else ()
        for column, cell in enumerate(row.cells[lead:], start=lead):
            number = self._number(cell)
            if number is not None:
                named = tuple(self._headers(header, column))
                self.tables.cells[number.first] = Labels(named, tuple(reversed(labels)), above, about)

    def _label_above(self, part: Part, index: int) -> list[Span]:
        """The label of a row above that holds for a row without one."""
        for row in reversed(part.rows[:index]):
            first = row.cells[0]
            if first[0] < first[1] and self._number(first) is None:
                return [first]
        return []

    def _headers(self, header: list[list[Span]], column: int) -> Iterator[Span]:
        """The header cells of a column from the lowest up."""
        for level, cells in enumerate(reversed(header)):
            at = column
            while level and 0 < at < len(cells) and cells[at][0] == cells[at][1]:
                at -= 1
            if at < len(cells) and cells[at][0] < cells[at][1] and (at or not column):
                yield cells[at]

    def _labels_rows(self, part: Part) -> bool:
        """Whether the first column holds labels in other rows, so that its numbers are labels too."""
        return any(
            self._number(row.cells[0]) is None for row in part.rows if row.cells[0][0] < row.cells[0][1]
        )

    def _has_serials(self, part: Part) -> bool:
        """S.No. | Province | Persons: the first column counts the rows."""
        if any(self._kind(span) == "serial" for span in self._headers(part.header, 0)):
            return True
        values = [number.value for row in part.rows if (number := self._number(row.cells[0]))]
        return len(values) > 1 and values == list(range(1, len(values) + 1))

    def _kind(self, span: Span) -> str | None:
        """The kind of a column by a word of its header."""
        return next((self.columns[i].code for i in range(*span) if i in self.columns), None)
