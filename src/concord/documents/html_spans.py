"""Tables of a page laid out: a cell that spans columns or rows is followed by the empty cells it covers.

A number then stands in the same column as its header, counted from the start of the line.
"""

from typing import Any

__all__ = ["lay_out_tables"]

WIDEST = 1_000  # columns or rows that one cell may span; what browsers allow for columns
MOST_COVERED = 500_000  # cells of one page; more are made to fill a memory
ROWS = "./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"

Covered = dict[int, int]  # column: how many rows from here on a cell above covers it


def lay_out_tables(page: Any) -> None:
    """Put empty cells where a ``colspan`` or a ``rowspan`` covers a column.

    Raises:
        ValueError: spans cover more than MOST_COVERED cells.
    """
    total = 0
    for table in page.iter("table"):
        covered: Covered = {}
        for row in table.xpath(ROWS):
            before = len(row)
            covered = _lay_out(row, covered)
            total += len(row) - before
            if total > MOST_COVERED:
                raise ValueError(f"spans cover more than {MOST_COVERED:,} cells")


def _lay_out(row: Any, covered: Covered) -> Covered:
    """Lay out one row; what is covered in the next."""
    below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
    column = 0
    for cell in [child for child in row if child.tag in ("td", "th")]:
        while column in covered:
            row.insert(row.index(cell), row.makeelement("td"))
            column += 1
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        for _ in range(across - 1):
            row.insert(row.index(cell) + 1, row.makeelement("td"))
        if down > 1:
            below |= dict.fromkeys(range(column, column + across), down - 1)
        column += across
    return below


def _span(cell: Any, name: str) -> int:
    said = str(cell.attrib.pop(name, "1")).strip()
    return min(max(int(said), 1), WIDEST) if said.isdecimal() else 1
