"""Cells of table rows put into their columns: where a row has fewer than the widest, the rest are empty.

The rows with most cells show where the columns are. A row that does not fit them (one of its cells
stands beside them all) is left as it is.
"""

from itertools import groupby, pairwise

from concord.documents.pdf_words import Word

__all__ = ["in_columns"]

Cells = list[list[Word]]
Column = tuple[float, float]  # left and right, points


def in_columns(rows: list[Cells]) -> list[Cells]:
    """The rows with empty cells where a column of their table has none; rows of one cell divide tables."""
    placed: list[Cells] = []
    for is_table, run in groupby(rows, key=lambda cells: len(cells) > 1):
        table = list(run)
        columns = _columns(table) if is_table else []
        placed += [_placed(cells, columns) for cells in table]
    return placed


def _columns(table: list[Cells]) -> list[Column]:
    """The columns of the rows with most cells; none where these overlap."""
    widest = max(map(len, table))
    full = [[_extent(cell) for cell in cells] for cells in table if len(cells) == widest]
    columns = [
        (min(left for left, _ in cells), max(right for _, right in cells))
        for cells in zip(*full, strict=True)
    ]
    apart = all(before[1] < after[0] for before, after in pairwise(columns))
    return columns if apart else []


def _placed(cells: Cells, columns: list[Column]) -> Cells:
    if len(cells) >= len(columns):
        return cells
    places = [_place(_extent(cell), columns) for cell in cells]
    if len(set(places)) < len(places) or None in places:
        return cells
    held = dict(zip(places, cells, strict=True))
    return [held.get(place, []) for place in range(len(columns))]


def _place(extent: Column, columns: list[Column]) -> int | None:
    """The first column that a cell stands over; one that spans several stands in the first of them."""
    left, right = extent
    return next(
        (place for place, column in enumerate(columns) if left < column[1] and right > column[0]), None
    )


def _extent(cell: list[Word]) -> Column:
    return min(word.box.left for word in cell), max(word.box.right for word in cell)
