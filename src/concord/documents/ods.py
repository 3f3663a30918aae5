"""ODS: every sheet under its name, the cells as the file itself prints them.

The format keeps beside each value the words that were on the screen; only dates are written
anew, as ISO. Read with the standard library: one XML file in a container.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from concord.documents.found import Found
from concord.documents.odf import NAMESPACES, content_tree, said, tag, title_of, words
from concord.documents.workbook import sheet_text

__all__ = ["read_ods"]

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST_REPEAT = 1_000  # of a filled cell or row; programs repeat empty ones to the end of the sheet


def read_ods(content: bytes, name: str) -> Found:
    """The sheets in their order, a blank line between them, and the title; FODS is the same, unpacked.

    Raises:
        EncryptedDocument: it opens only with a password.
        BrokenDocument: no spreadsheet could be read from the bytes.
        OversizedDocument: more than MAX_CELLS filled cells, or more than MAX_UNPACKED bytes unpacked.
    """
    tree, facts = content_tree(content, name)
    hidden = _hidden_styles(tree)
    sheets = [
        sheet_text(
            said(table, "table:name"), _rows(table), name, hidden=said(table, "table:style-name") in hidden
        )
        for table in tree.iterfind(".//office:spreadsheet/table:table", NAMESPACES)
    ]
    return Found("\n\n".join(filter(None, sheets)), title=title_of(facts))


def _hidden_styles(tree: ElementTree.Element) -> set[str]:
    return {
        said(style, "style:name")
        for style in tree.iterfind(".//style:style", NAMESPACES)
        for properties in style.iterfind("style:table-properties", NAMESPACES)
        if said(properties, "table:display") == "false"
    }


def _rows(table: ElementTree.Element) -> Iterator[list[str]]:
    for row in table.iter(tag("table:table-row")):
        cells = [text for cell in row for text in _cells(cell)]
        for _ in range(_repeated(row, "table:number-rows-repeated", filled=any(cells))):
            yield cells


def _cells(cell: ElementTree.Element) -> list[str]:
    """The words of a cell, as often as it is repeated; a cell that another covers is empty."""
    if cell.tag not in (tag("table:table-cell"), tag("table:covered-table-cell")):
        return []
    paragraphs = ("".join(words(part)) for part in cell.iterfind("text:p", NAMESPACES))
    text = " ".join(paragraphs) if cell.tag == tag("table:table-cell") else ""
    day = said(cell, "office:date-value")
    return [_date(day, text) if day else text] * _repeated(
        cell, "table:number-columns-repeated", filled=bool(text)
    )


def _date(value: str, shown: str) -> str:
    """ISO, as precise as it is shown: a first of October shown as *October 2025* is the month."""
    day, _, clock = value.partition("T")
    if not ISO_DAY.fullmatch(day):
        return shown
    if str(int(day[8:10])) not in {number.lstrip("0") for number in re.findall(r"\d+", shown)}:
        return day[:7]
    return f"{day} {clock[:5]}" if clock[:5] not in ("", "00:00") else day


def _repeated(element: ElementTree.Element, name: str, *, filled: bool) -> int:
    declared = said(element, name)
    times = int(declared) if declared.isdecimal() and len(declared) < 10 else 1
    return min(times, LONGEST_REPEAT) if filled or name.endswith("columns-repeated") else 1
