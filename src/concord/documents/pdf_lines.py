"""Rows of words to lines of text: direction, cells, and paragraphs made whole again.

A row that stops where the next word would still have fitted ends a paragraph on
purpose; otherwise the sentence runs on and the rows are one line.
"""

import re
from itertools import pairwise
from statistics import median

from concord.documents.found import CELL_MARK
from concord.documents.pdf_words import Word, is_rtl

__all__ = ["Row", "lines_of_rows"]

Row = list[Word]  # on one height, from left to right

CELL_GAP = 1.2  # of a word's height; wider than a space ever is
NARROW_CELL_GAP = (
    0.75  # of a word's height, and twice the narrowest gap of its row: justified spaces are alike
)
NEXT_ROW = 1.3  # of the block's usual distance; farther apart is another paragraph
SAME_SIZE = 0.85  # smaller against larger; a heading differs by more
SPACE = 0.25  # of a word's height
ITEM = re.compile(r"[•●▪‣◦·*–—-]|\(?\w{1,2}[.)]")


def lines_of_rows(rows: list[Row], *, rtl: bool) -> list[str]:
    """One line for each paragraph and each table row; ``rtl`` is the direction of the page."""
    edges = (min(row[0].box.left for row in rows), max(row[-1].box.right for row in rows))
    distance = _usual_distance(rows)
    lines: list[str] = []
    above, runs = None, rtl
    for row in rows:
        runs = _direction(row, otherwise=runs if len(_cells(row)) > 1 else rtl)
        text = _text(row, runs)
        if above is not None and _near(above, row, distance) and _runs_on(above, row, edges, runs):
            lines[-1] = _joined(lines[-1], text)
        else:
            lines.append(text)
        above = row
    return lines


def _usual_distance(rows: list[Row]) -> float:
    return median([above[0].box.middle - row[0].box.middle for above, row in pairwise(rows)] or [0.0])


def _near(above: Row, row: Row, distance: float) -> bool:
    small, large = sorted((above[0].box.height, row[0].box.height))
    return above[0].box.middle - row[0].box.middle <= NEXT_ROW * distance and small >= SAME_SIZE * large


def _runs_on(above: Row, row: Row, edges: tuple[float, float], rtl: bool) -> bool:
    if len(_cells(above)) > 1 or len(_cells(row)) > 1:
        return False
    first = row[-1] if rtl else row[0]
    if ITEM.fullmatch(first.text):
        return False
    needed = first.box.right - first.box.left + SPACE * first.box.height
    room = above[0].box.left - edges[0] if rtl else edges[1] - above[-1].box.right
    return room < needed


def _joined(line: str, more: str) -> str:
    if not re.search(r"\w-$", line):
        return f"{line} {more}"
    # A word divided at the line's end is made whole; "Afghan-Pakistani" and "2023-2024" keep their mark.
    return line[:-1] + more if line[-2].islower() and more[:1].islower() else line + more


def _text(row: Row, rtl: bool) -> str:
    cells = _cells(row)
    ordered = reversed(cells) if rtl else cells
    return CELL_MARK.join(" ".join(word.text for word in _in_order(cell, rtl)) for cell in ordered)


def _cells(row: Row) -> list[Row]:
    gaps = [word.box.left - before.box.right for before, word in pairwise(row)]
    cells = [[row[0]]]
    for gap, word in zip(gaps, row[1:], strict=True):
        wide = gap / word.box.height
        if wide > CELL_GAP or (wide > NARROW_CELL_GAP and gap >= 2 * min(gaps)):
            cells.append([])
        cells[-1].append(word)
    return cells


def _direction(row: Row, *, otherwise: bool) -> bool:
    """Whether a row runs from right to left; numbers alone leave it open.

    A table row starts at its label: with letters in the outer cell of one side only,
    that side is its start, in whatever script the label is.
    """
    cells = _cells(row)
    at_left, at_right = (any(word.has_letters for word in cell) for cell in (cells[0], cells[-1]))
    if at_left is not at_right:
        return at_right
    rtl = sum(is_rtl(word.text) for word in row)
    ltr = sum(word.has_letters for word in row) - rtl
    return otherwise if rtl == ltr else rtl > ltr


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
