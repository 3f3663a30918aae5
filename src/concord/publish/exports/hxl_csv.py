"""CSV with a row of HXL tags under its header (HXL 1.1), UTF-8, a line a row.

Nothing stands in an empty cell; text that a spreadsheet would run carries an apostrophe, which
``cells.as_meant`` takes off again.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from concord.publish.cells import disarmed
from concord.publish.exports.about import About
from concord.publish.exports.columns import Table, Type
from concord.publish.exports.streams import Batch, Cells, Coded, Row, batched, plain_cells

__all__ = ["LINE_END", "texts", "write_csv"]

LINE_END = "\r\n"  # RFC 4180; before Python 3.13 the writer quotes a carriage return only if it ends lines
PLAIN = (Type.NUMBER, Type.INTEGER)


def write_csv(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many; what the file is about stands in its tags alone."""
    return write_lines(table, rows, out, [[column.hxl for column in table.columns]])


def write_lines(table: Table, rows: Iterable[Row], out: BinaryIO, under: Iterable[Sequence[str]] = ()) -> int:
    """A header, lines under it, and the rows; the stream stays open."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="", write_through=False)
    lines, count = csv.writer(text, lineterminator=LINE_END), 0
    lines.writerow(table.names)
    lines.writerows(under)
    for batch in batched(rows):
        lines.writerows(zip(*texts(table, batch), strict=True))
        count += len(batch[0])
    text.flush()
    text.detach()
    return count


def texts(table: Table, batch: Batch) -> list[list[object]]:
    """The columns of some rows as their cells are written; a value that rows share is disarmed once."""
    return [
        plain_cells(cells if column.type in PLAIN else _safe(cells))
        for column, cells in zip(table.columns, batch, strict=True)
    ]


def _safe(cells: Cells) -> Cells:
    return cells.under(_cell) if isinstance(cells, Coded) else list(map(_cell, cells))


def _cell(value: object) -> object:
    if value is None:
        return None
    if value is True or value is False:
        return "true" if value else "false"
    return disarmed(value)
