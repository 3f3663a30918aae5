"""Lines of cells in a text, and the parts of tables that they form.

A cell ends at a bar or a tab, or at a slash between blanks where a line has two or more of them
(Sat: 1,910 / 322 / 2,232, whose label ends at the colon). A part is rows without a blank line or prose
between them, with the lines above that may be its caption; bars at both ends of every line and rules of
dashes are no cells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.reading.numbers import Number
from concord.reading.text import Page

__all__ = ["Part", "Row", "Span", "find_parts", "may_hold_rows"]

Span = tuple[int, int]  # tokens first to last - 1; an empty cell has first == last
_BAR, _SLASH = "|", "/"
_RULE = frozenset("-:=+")
_LINE_WORDS = 30  # tokens of a line that may head a section or a table
_SMALL = 100  # children below ten
_CAPTION_LINES = 2


@dataclass(slots=True)
class Row:
    """A line of tokens ``first`` to ``last - 1`` with its cells."""

    first: int
    last: int
    cells: list[Span]


@dataclass(slots=True)
class Part:
    """Rows without a blank line between them, the header that holds for them, the lines above."""

    above: list[Span]
    header: list[list[Span]]
    rows: list[Row]
    last: int = 0


def may_hold_rows(page: Page) -> bool:
    """Whether anything in a page could set cells apart."""
    return _BAR in page.words or "\t" in page.text or page.text.count(" / ") > 1


def find_parts(page: Page, numbers: Mapping[int, Number]) -> Iterator[Part]:
    """The parts of tables in a page that have rows; ``numbers`` by their first token."""
    return (part for part in _Parts(page, numbers).parts() if part.rows)


class _Parts:
    """One pass over the lines of a page."""

    def __init__(self, page: Page, numbers: Mapping[int, Number]) -> None:
        self.page, self.numbers, self.tabbed = page, numbers, "\t" in page.text

    def _lines(self) -> Iterator[Row]:
        first, words = 0, self.page.words
        for at in [*(i for i, word in enumerate(words) if word == "\n"), len(words)]:
            yield Row(first, at, self._cells(first, at))
            first = at + 1

    def _cells(self, first: int, last: int) -> list[Span]:
        words, cells, begin = self.page.words, [], first
        barred = _BAR in words[first:last]
        if not barred and words[first:last].count(_SLASH) > 1 and self._slashed(first, last):
            return self._between_slashes(first, last)
        for at in range(first, last):
            if barred and words[at] == _BAR:
                cells.append((begin, at))
                begin = at + 1
            elif self.tabbed and not barred and at > first and (tabs := self._tabs(at)):
                cells += [(begin, at), *[(at, at)] * (tabs - 1)]
                begin = at
        return [*cells, (begin, last)]

    def _slashed(self, first: int, last: int) -> bool:
        """Whether every slash of a line stands between blanks."""
        page = self.page
        slashes = (at for at in range(first, last) if page.words[at] == _SLASH)
        return all(page.text[page.starts[at] - 1 : page.ends[at] + 1] == " / " for at in slashes)

    def _between_slashes(self, first: int, last: int) -> list[Span]:
        words = self.page.words
        ends = [at for at in range(first, last) if words[at] == _SLASH]
        if ":" in words[first : ends[0]]:
            ends.insert(0, words.index(":", first))
        return list(zip([first, *[end + 1 for end in ends]], [*ends, last], strict=True))

    def _tabs(self, at: int) -> int:
        page = self.page
        return page.text.count("\t", page.ends[at - 1], page.starts[at])

    def parts(self) -> Iterator[Part]:
        """The parts that hold rows, in the order of the text."""
        part = Part([], [], [])
        above: list[Span] = []
        for line in self._lines():
            if len(line.cells) > 1:
                if above and part.rows:
                    yield self._framed(part)
                    part = Part([], [], [])
                part.above, above = part.above or above, []
                part.rows.append(line)
            elif line.first < line.last and self._heads(line):
                above = [(line.first, line.last), *above][:_CAPTION_LINES]
            elif line.first < line.last or part.rows:
                if part.rows:
                    yield self._framed(part)
                    part = Part([], [], [])
                above = [] if line.first < line.last else above
        if part.rows:
            yield self._framed(part)

    def _heads(self, line: Row) -> bool:
        """Whether a line may head a table or a section of it: short, and no count in it."""
        counts = (i for i in range(line.first, line.last) if i in self.numbers)
        small = (self.numbers[i].plain or self.numbers[i].value < _SMALL for i in counts)
        return line.last - line.first <= _LINE_WORDS and all(small)

    def _framed(self, part: Part) -> Part:
        """Without the bars at both ends of every line, and without the rule below the header."""
        rows = part.rows
        if all(row.cells[0][0] == row.cells[0][1] and row.cells[-1][0] == row.cells[-1][1] for row in rows):
            for row in rows:
                row.cells = row.cells[1:-1]
        rules = [index for index, row in enumerate(rows) if self._is_rule(row)]
        part.rows = [row for index, row in enumerate(rows) if index not in rules and row.cells]
        return part

    def _is_rule(self, row: Row) -> bool:
        words = [word for first, last in row.cells for word in self.page.words[first:last]]
        return len(words) >= len(row.cells) and set(words) <= _RULE
