"""XLSX: a read-me sheet that says what every column means, and typed cells under a frozen header.

Written line by line. A sheet takes 1,048,576 lines and a cell 32,767 characters: further lines
go to further sheets, and the rest of a longer text to the sheet ``long texts``, by row and column.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from concord.publish.cells import disarmed
from concord.publish.exports.about import About
from concord.publish.exports.columns import Table
from concord.publish.exports.rows import Row

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["write_xlsx"]

LINES = 1_048_575  # of a sheet under its header
LONGEST = 32_000  # characters of a cell, with room for escapes
# ECMA-376, part 1, 22.9.2.19 (ST_Xstring); a carriage return would come back as a line feed.
ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
HEAD = ("column", "meaning", "type", "unit", "HXL tag", "SDMX concept")


def write_xlsx(table: Table, rows: Iterable[Row], out: BinaryIO, about: About, lines: int = LINES) -> int:
    """Write the rows and return how many."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _read_me(book, table, about)
    rest: list[tuple[object, ...]] = []
    count, sheet = 0, None
    for row in rows:
        if sheet is None or count % lines == 0:
            sheet = _sheet(book, table, count // lines + 1)
        sheet.append(list(_cells(table, row, rest)))
        count += 1
    if sheet is None:
        _sheet(book, table, 1)
    if rest:
        long = book.create_sheet("long texts")
        for line in [(table.key, "column", "part", "text"), *rest]:
            long.append(line)
    book.save(out)
    return count


def _read_me(book: "Workbook", table: Table, about: About) -> None:
    sheet = book.create_sheet("read me")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 70
    sheet.append([f"{table.name}: {table.meaning}"])
    for pair in about.pairs():
        sheet.append([disarmed(text) for text in pair])
    sheet.append(["An empty cell is unknown or withheld (see disclosure), and never zero."])
    sheet.append([])
    sheet.append(HEAD)
    for one in table.columns:
        sheet.append([one.name, one.meaning, one.type.value, one.unit, one.hxl, one.concept])


def _sheet(book: "Workbook", table: Table, number: int) -> Any:
    sheet = book.create_sheet(table.name if number == 1 else f"{table.name} {number}")
    sheet.freeze_panes = "A2"
    sheet.append(table.names)
    return sheet


def _cells(table: Table, row: Row, rest: list[tuple[object, ...]]) -> Iterator[object]:
    for name, value in zip(table.names, row, strict=True):
        if not isinstance(value, str):
            yield value
            continue
        text = _allowed(value)
        rest.extend((row[0], name, part, text[at : at + LONGEST]) for part, at in _parts(text))
        yield disarmed(text[:LONGEST])


def _parts(text: str) -> Iterator[tuple[int, int]]:
    return enumerate(range(LONGEST, len(text), LONGEST), start=2)


def _allowed(text: str) -> str:
    """Characters that a sheet cannot hold as they are, and what looks like their escapes, by such escapes."""
    if text.isprintable() and "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
