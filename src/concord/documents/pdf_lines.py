"""Rows of words to lines of text: direction, cells, and paragraphs made whole again.

A row that stops where the next word would still have fitted ends a paragraph on
purpose; otherwise the sentence runs on and the rows are one line.
"""

import re
from itertools import pairwise
from statistics import median

from concord.documents.pdf_columns import in_columns
from concord.documents.pdf_words import Word, is_rtl
from concord.documents.rows import row_line

__all__ = ["Row", "lines_of_rows"]

Row = list[Word]  # on one height, from left to right
Cells = list[Row]  # a row of prose is one cell
Edges = tuple[float, float]  # left and right of a block, points

# In heights of a word unless said otherwise; fitted on reports set in one, two and three columns.
CELL_GAP = 1.2  # wider than a space is
NARROW_CELL_GAP = 0.75  # this wide, and twice the narrowest gap of its row, also parts cells
WIDEST_SPACE = 4.0  # to which a space of justified prose is drawn out
EVEN = 1.5  # widest gap against narrowest in a justified row
PROSE_SHARE = 0.6  # of the words of a justified row have letters; in a table row numbers prevail
INDENT, FLUSH = 2.5, 0.15  # that a justified row may stand in at its start, and short of its end
NEXT_ROW = 1.3  # of the block's usual distance; farther apart is another paragraph
SAME_SIZE = 0.85  # smaller against larger; a heading differs by more
SPACE = 0.25  # the next word would have needed before it
LABEL_WORDS = 3  # words with letters; a short row of fewer is a label or an item, not prose
ITEM = re.compile(r"[•●▪‣◦·*-]|\(?(?:\d{1,2}|[a-z])[.)]")


def lines_of_rows(rows: list[Row], *, rtl: bool) -> list[str]:
    """One line for each paragraph and each table row; ``rtl`` is the direction of the page."""
    edges = (min(row[0].box.left for row in rows), max(row[-1].box.right for row in rows))
    distance = _usual_distance(rows)
    lines: list[str] = []
    above: Cells = []
    runs = rtl
    for row, cells in zip(rows, in_columns([_cells(row, edges) for row in rows]), strict=True):
        runs = _direction(cells, otherwise=runs if len(cells) > 1 else rtl)
        text = _text(cells, runs)
        if len(above) == len(cells) == 1 and _runs_on(above[0], row, edges, runs, distance):
            lines[-1] = _joined(lines[-1], text)
        else:
            lines.append(text)
        above = cells
    return lines


def _usual_distance(rows: list[Row]) -> float:
    return median([above[0].box.middle - row[0].box.middle for above, row in pairwise(rows)] or [0.0])


def _cells(row: Row, edges: Edges) -> Cells:
    gaps = [(word.box.left - before.box.right) / word.box.height for before, word in pairwise(row)]
    if not gaps or _is_justified(row, gaps, edges):
        return [row]
    cells = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap > CELL_GAP or (gap > NARROW_CELL_GAP and gap >= 2 * min(gaps)):
            cells.append([])
        cells[-1].append(word)
    return cells


def _is_justified(row: Row, gaps: list[float], edges: Edges) -> bool:
    """Whether wide gaps are spaces of prose drawn out to fill the row."""
    height = row[0].box.height
    fills = row[0].box.left - edges[0] < INDENT * height and edges[1] - row[-1].box.right < FLUSH * height
    even = max(gaps) <= EVEN * min(gaps) and max(gaps) < WIDEST_SPACE
    return fills and even and sum(word.has_letters for word in row) > PROSE_SHARE * len(row)


def _runs_on(above: Row, row: Row, edges: Edges, rtl: bool, distance: float) -> bool:
    """Whether the sentence of the row above goes on in this one."""
    small, large = sorted((above[0].box.height, row[0].box.height))
    apart = above[0].box.middle - row[0].box.middle > NEXT_ROW * distance or small < SAME_SIZE * large
    first = row[-1] if rtl else row[0]
    if apart or ITEM.fullmatch(first.text):
        return False
    room = above[0].box.left - edges[0] if rtl else edges[1] - above[-1].box.right
    if room > FLUSH * above[0].box.height and sum(word.has_letters for word in above) < LABEL_WORDS:
        return False
    return room < first.box.right - first.box.left + SPACE * first.box.height


def _joined(line: str, more: str) -> str:
    if not re.search(r"\w-$", line):
        return f"{line} {more}"
    # A word divided at the line's end is made whole; "Afghan-Pakistani" and "2023-2024" keep their mark.
    return line[:-1] + more if line[-2].islower() and more[:1].islower() else line + more


def _direction(cells: Cells, *, otherwise: bool) -> bool:
    """Whether a row runs from right to left; numbers alone leave it open.

    A table row starts at its label: with letters in the outer cell of one side only,
    that side is its start, in whatever script the label is.
    """
    at_left, at_right = (any(word.has_letters for word in cell) for cell in (cells[0], cells[-1]))
    if at_left is not at_right:
        return at_right
    words = [word for cell in cells for word in cell]
    rtl = sum(is_rtl(word.text) for word in words)
    ltr = sum(word.has_letters for word in words) - rtl
    return otherwise if rtl == ltr else rtl > ltr


def _text(cells: Cells, rtl: bool) -> str:
    ordered = reversed(cells) if rtl else cells
    words = [" ".join(word.text for word in _in_order(cell, rtl)) for cell in ordered]
    return row_line(words) if len(words) > 1 else words[0]


def _in_order(cell: Row, rtl: bool) -> Row:
    """The words in the order of speech: stretches of the other direction are turned round."""
    words = cell[::-1] if rtl else cell
    ordered: Row = []
    stretch: Row = []
    for word in words:
        if _is_against(word, rtl):
            stretch.append(word)
        else:
            ordered += [*reversed(stretch), word]
            stretch = []
    return [*ordered, *reversed(stretch)]


def _is_against(word: Word, rtl: bool) -> bool:
    return word.has_letters and is_rtl(word.text) is not rtl
