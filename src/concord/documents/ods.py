"""ODS: every sheet under its name, the cells as the file itself prints them.

The format keeps beside each value the words that were on the screen; only dates are written
anew, as ISO. Read with the standard library: one XML file in a container.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from concord.documents.errors import BrokenDocument, EncryptedDocument
from concord.documents.found import Found
from concord.documents.workbook import check_container, sheet_text

__all__ = ["read_ods"]

NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
LONGEST_REPEAT = 1_000  # of a filled cell or row; programs repeat empty ones to the end of the sheet


def read_ods(content: bytes, name: str) -> Found:
    """The sheets in their order, a blank line between them.

    Raises:
        EncryptedDocument: it opens only with a password.
        BrokenDocument: no spreadsheet could be read from the bytes.
        OversizedDocument: more than MAX_CELLS filled cells, or more than MAX_UNPACKED bytes unpacked.
    """
    check_container(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            if b"encryption-data" in container.read("META-INF/manifest.xml"):
                raise EncryptedDocument(name, "it opens only with a password")
            tree = ElementTree.fromstring(container.read("content.xml"))
    except (KeyError, RuntimeError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise BrokenDocument(name, f"no spreadsheet could be read from it ({error})") from None
    hidden = _hidden_styles(tree)
    sheets = [
        sheet_text(
            _said(table, "table:name"), _rows(table), name, hidden=_said(table, "table:style-name") in hidden
        )
        for table in tree.iterfind(".//office:spreadsheet/table:table", NAMESPACES)
    ]
    return Found("\n\n".join(filter(None, sheets)))


def _hidden_styles(tree: ElementTree.Element) -> set[str]:
    return {
        _said(style, "style:name")
        for style in tree.iterfind(".//style:style", NAMESPACES)
        for properties in style.iterfind("style:table-properties", NAMESPACES)
        if _said(properties, "table:display") == "false"
    }


def _rows(table: ElementTree.Element) -> Iterator[list[str]]:
    for row in table.iter(_tag("table:table-row")):
        cells = [text for cell in row for text in _cells(cell)]
        for _ in range(_repeated(row, "table:number-rows-repeated", filled=any(cells))):
            yield cells


def _cells(cell: ElementTree.Element) -> list[str]:
    """The words of a cell, as often as it is repeated; a cell that another covers is empty."""
    if cell.tag not in (_tag("table:table-cell"), _tag("table:covered-table-cell")):
        return []
    paragraphs = ("".join(_words(part)) for part in cell.iterfind("text:p", NAMESPACES))
    text = " ".join(paragraphs) if cell.tag == _tag("table:table-cell") else ""
    day = _said(cell, "office:date-value")
    return [_date(day, text) if day else text] * _repeated(
        cell, "table:number-columns-repeated", filled=bool(text)
    )


def _words(part: ElementTree.Element) -> Iterator[str]:
    yield part.text or ""
    for child in part:
        yield " " if child.tag in (_tag("text:s"), _tag("text:tab"), _tag("text:line-break")) else ""
        yield from _words(child)
        yield child.tail or ""


def _date(value: str, shown: str) -> str:
    """ISO, as precise as it is shown: a first of October shown as *October 2025* is the month."""
    day, _, clock = value.partition("T")
    if str(int(day[8:10] or 0)) not in {number.lstrip("0") for number in re.findall(r"\d+", shown)}:
        return day[:7]
    return f"{day} {clock[:5]}" if clock[:5] not in ("", "00:00") else day


def _repeated(element: ElementTree.Element, name: str, *, filled: bool) -> int:
    times = int(_said(element, name) or 1)
    return min(times, LONGEST_REPEAT) if filled or name.endswith("columns-repeated") else 1


def _said(element: ElementTree.Element, name: str) -> str:
    return element.get(_tag(name), "")


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
