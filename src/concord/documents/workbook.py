"""XLSX: every sheet under its name, the cells as their formats print them.

A formula gives the value that the program kept beside it; nothing is calculated. Of merged
cells the first holds the words and the others are empty, as sheets keep them.
"""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from concord.documents.containers import check_container, open_container, part_of
from concord.documents.errors import BrokenDocument, MissingLibrary, OversizedDocument
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.printed import printed
from concord.documents.rows import lines_of_rows, within_limit

__all__ = ["read_workbook", "sheet_text"]

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# A cell that ends after its formula, or after an empty value.
NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
UNNAMED = re.compile(r"(sheet|table|feuil|hoja|tabelle)\s*\d*", re.I)  # as programs call them: tells nothing


def read_workbook(content: bytes, name: str) -> Found:
    """The sheets in their order, a blank line between them, and the workbook's title.

    Raises:
        BrokenDocument: no workbook could be opened from the bytes.
        OversizedDocument: more than MAX_CELLS filled cells, or more than MAX_UNPACKED bytes unpacked.
        MissingLibrary: the extra ``tables`` is not installed.
    """
    try:
        import openpyxl  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        raise MissingLibrary(name, "tables") from None
    check_container(content, name)
    try:
        with closing(openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)) as book:
            sheets = [_sheet(sheet, name) for sheet in book.worksheets]
            title = book.properties.title or None
    except (MemoryError, OversizedDocument):
        raise
    except Exception as error:  # the library raises whatever its parsers meet on broken parts
        raise BrokenDocument(name, f"no workbook could be opened from it ({error})") from error
    return Found("\n\n".join(filter(None, sheets)), title=title, caveats=_without_values(content, name))


def _without_values(content: bytes, name: str) -> tuple[Caveat, ...]:
    """Formulas whose value the program that wrote the file did not keep: nothing of them is in the text."""
    with open_container(content, name) as container:
        sheets = [part for part in container.namelist() if SHEET.fullmatch(part)]
        count = sum(len(NO_VALUE.findall(part_of(container, part, name))) for part in sheets)
    words = f"{count:,} formulas keep no value; open it in a spreadsheet program, save it and read it again"
    return (Caveat(Doubt.PARTIAL, words),) if count else ()


def sheet_text(title: str, rows: Iterator[Sequence[str]], name: str, *, hidden: bool) -> str:
    """A sheet's lines under its name; one that is hidden says so, and one without words is nothing."""
    lines = lines_of_rows(within_limit(rows, name))
    named = "" if UNNAMED.fullmatch(title.strip()) else title.strip()
    heading = f"{named} (hidden sheet)".strip() if hidden else named
    return "\n".join(filter(None, [heading, "\n".join(lines)])) if lines else ""


def _sheet(sheet: Any, name: str) -> str:
    sheet.reset_dimensions()  # what a file declares of its size is often wrong
    return sheet_text(sheet.title, _rows(sheet), name, hidden=sheet.sheet_state != "visible")


def _rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [printed(cell.value, getattr(cell, "number_format", "")) for cell in row]
