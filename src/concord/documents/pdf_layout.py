"""Words with boxes to the text of a page: rows, and columns of prose one after the other.

Rows of a table are read across, columns of prose down: a gutter divides prose only if
rows of several lettered words stand on both sides of it.
"""

from collections import Counter
from itertools import pairwise
from statistics import median

from concord.documents.pdf_lines import Row, lines_of_rows
from concord.documents.pdf_words import Word, is_rtl

__all__ = ["text_of"]

ONE_ROW = 0.4  # of a word's height that middles may differ within a row
GUTTER = 1.0  # of a word's height; spaces of justified prose stay below
PROSE_WORDS = 4  # lettered words in the middle row of a column; cells of a table hold fewer
PROSE_ROWS = 3  # fewer rows than this are no column
GAP_ABOVE = 3.0  # of a word's height; farther down something else begins


def text_of(words: list[Word]) -> str:
    """The text of one page."""
    if not words:
        return ""
    rtl = _mostly_rtl(words)
    return "\n".join(line for block in _blocks(words, rtl) for line in lines_of_rows(block, rtl=rtl))


def _mostly_rtl(words: list[Word]) -> bool:
    rtl = sum(is_rtl(word.text) for word in words)
    return rtl > sum(word.has_letters for word in words) - rtl


def _blocks(words: list[Word], rtl: bool) -> list[list[Row]]:
    rows = _rows(words)
    found = _columns(rows)
    if found is None:
        return [rows] if rows else []
    first, last, x = found
    band = _words(rows[first:last])
    left, right = [w for w in band if w.box.right <= x], [w for w in band if w.box.left >= x]
    sides = (right, left) if rtl else (left, right)
    parts = (_words(rows[:first]), *sides, _words(rows[last:]))
    return [block for part in parts for block in _blocks(part, rtl)]


def _words(rows: list[Row]) -> list[Word]:
    return [word for row in rows for word in row]


def _rows(words: list[Word]) -> list[Row]:
    """Words of one height together, from the top down, each row from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: -word.box.middle):
        if rows and abs(rows[-1][0].box.middle - word.box.middle) < ONE_ROW * word.box.height:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def _columns(rows: list[Row]) -> tuple[int, int, float] | None:
    """Rows [first, last) that a gutter at x divides into columns of prose; the longest such run."""
    best: tuple[int, int, float] | None = None
    for x in _gutters(rows):
        for first, last in _runs(rows, x):
            longer = best is None or last - first > best[1] - best[0]
            if longer and _is_prose(rows[first:last], x):
                best = first, last, x
    return best


def _gutters(rows: list[Row]) -> list[float]:
    """Places where words of several rows begin or end with room beside them."""
    places: Counter[int] = Counter()
    for row in rows:
        for before, after in pairwise([None, *row]):
            if after is None or (before and after.box.left - before.box.right < GUTTER * after.box.height):
                continue
            half = GUTTER * after.box.height / 2
            places[round(after.box.left - half)] += 1
            if before:  # right-to-left prose keeps an even right edge
                places[round(before.box.right + half)] += 1
    return sorted(float(x) for x, times in places.items() if times >= PROSE_ROWS)


def _runs(rows: list[Row], x: float) -> list[tuple[int, int]]:
    """Stretches of rows, with no large gap between them, that keep x free."""
    runs, first = [], 0
    for index, row in enumerate(rows):
        if not _keeps_free(row, x):
            runs.append((first, index))
            first = index + 1
        elif index > first and rows[index - 1][0].box.bottom - row[0].box.top > GAP_ABOVE * row[0].box.height:
            runs.append((first, index))
            first = index
    return [(first, last) for first, last in [*runs, (first, len(rows))] if last - first >= PROSE_ROWS]


def _keeps_free(row: Row, x: float) -> bool:
    left = max((word.box.right for word in row if word.box.left < x), default=x)
    right = min((word.box.left for word in row if word.box.left >= x), default=x)
    alone = row[0].box.left >= x or row[-1].box.left < x
    return left <= x and (alone or right - left >= GUTTER * row[0].box.height)


def _is_prose(rows: list[Row], x: float) -> bool:
    sides = (
        [[w for w in row if w.box.left < x] for row in rows],
        [[w for w in row if w.box.left >= x] for row in rows],
    )
    return all(_is_column([row for row in side if row]) for side in sides)


def _is_column(rows: list[Row]) -> bool:
    if len(rows) < PROSE_ROWS:
        return False
    return median(sum(word.has_letters for word in row) for row in rows) >= PROSE_WORDS
