"""XLSX: every sheet under its name, the cells as their formats print them.

A formula gives the value that the program kept beside it; nothing is calculated. Of merged
cells the first holds the words and the others are empty, as sheets keep them.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from concord.documents.errors import BrokenDocument, MissingLibrary, OversizedDocument
from concord.documents.found import Found
from concord.documents.printed import printed
from concord.documents.rows import lines_of_rows, within_limit

__all__ = ["MAX_UNPACKED", "check_container", "read_workbook", "sheet_text"]

MAX_UNPACKED = 400_000_000  # bytes; small files that unpack to more are made to fill a memory
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
            return Found("\n\n".join(filter(None, sheets)), title=book.properties.title or None)
    except OversizedDocument:
        raise
    except Exception as error:  # the library raises whatever its parsers meet on broken parts
        raise BrokenDocument(name, f"no workbook could be opened from it ({error})") from error


def check_container(content: bytes, name: str) -> None:
    """Refuse a container that is broken or unpacks to too much.

    Raises:
        BrokenDocument: not a sound ZIP container.
        OversizedDocument: more than MAX_UNPACKED bytes unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            unpacked = sum(part.file_size for part in container.infolist())
    except zipfile.BadZipFile as error:
        raise BrokenDocument(name, f"the container is broken ({error})") from None
    if unpacked > MAX_UNPACKED:
        raise OversizedDocument(name, f"{unpacked:,} bytes unpacked, and {MAX_UNPACKED:,} are the limit")


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
