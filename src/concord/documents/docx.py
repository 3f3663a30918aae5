"""DOCX: headings, paragraphs, list items and table rows a line each, in the order of the text.

Read from the XML itself with the standard library: what was inserted under tracked changes is
text and what was deleted is not, content controls and text boxes are read, and a text box that
is written twice for older programs is taken once. python-docx, which leaves all of these out,
is the second reader in the tests.
"""

from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

from concord.documents.containers import open_container, part_of, xml_tree
from concord.documents.errors import BrokenDocument
from concord.documents.found import Found
from concord.documents.rows import lines_of_rows, within_limit

__all__ = ["read_docx"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same words under the standard's other name
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sectPr", FALLBACK}
DEEPEST = 200  # tables in tables, boxes in controls; a person stops at five
WIDEST = 1_000  # columns that one cell may span
NOTES = (("word/footnotes.xml", f"{W}footnote"), ("word/endnotes.xml", f"{W}endnote"))
BREAKS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


def read_docx(content: bytes, name: str) -> Found:
    """The text with its notes at the end, and the title.

    Raises:
        BrokenDocument: no text could be read from the bytes.
        OversizedDocument: more than MAX_CELLS filled cells, or more than MAX_UNPACKED bytes unpacked.
    """
    with open_container(content, name) as container:
        tree = _tree(container, "word/document.xml", name)
        body = tree.find(f"{W}body")
        if body is None:
            raise BrokenDocument(name, "there is no text in it")
        lines = [*_lines(body, name), *_notes(container, name)]
        return Found("\n".join(lines), title=_title(container, name))


def _tree(container: ZipFile, part: str, name: str) -> ElementTree.Element:
    content = part_of(container, part, name)
    return xml_tree(content.replace(STRICT, W[1:-1].encode()), name)


def _lines(element: ElementTree.Element, name: str, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        raise BrokenDocument(name, f"its parts lie more than {DEEPEST} deep in each other")
    for child in element:
        if child.tag == f"{W}p":
            yield from _paragraph(child, name, depth)
        elif child.tag == f"{W}tbl":
            yield from lines_of_rows(within_limit(_rows(child, name, depth), name))
        elif child.tag not in LEFT_OUT:
            yield from _lines(child, name, depth + 1)


def _paragraph(paragraph: ElementTree.Element, name: str, depth: int) -> Iterator[str]:
    """Its words as one line; the boxes that hang on it follow."""
    boxes: list[ElementTree.Element] = []
    if line := " ".join("".join(_words(paragraph, boxes, name)).split()):
        yield line
    for box in boxes:
        yield from _lines(box, name, depth + 1)


def _words(
    element: ElementTree.Element, boxes: list[ElementTree.Element], name: str, depth: int = 0
) -> Iterator[str]:
    if depth > DEEPEST:
        raise BrokenDocument(name, f"its parts lie more than {DEEPEST} deep in each other")
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield f" [{child.get(f'{W}id', '')}]"
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag not in LEFT_OUT:
            yield from _words(child, boxes, name, depth + 1)


def _rows(table: ElementTree.Element, name: str, depth: int) -> Iterator[list[str]]:
    for row in _within(table, f"{W}tr"):
        cells = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _within(row, f"{W}tc"):
            cells += _cell(cell, name, depth)
        yield cells


def _within(element: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Rows of a table or cells of a row, those under content controls and insertions too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _within(child, tag)


def _cell(cell: ElementTree.Element, name: str, depth: int) -> list[str]:
    """The words, and an empty cell for each further column; below the first of merged rows none."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
    text = "" if goes_on else " ".join(_lines(cell, name, depth + 1))
    return [text] + [""] * (_number(cell.find(f"{W}tcPr/{W}gridSpan")) - 1)


def _number(element: ElementTree.Element | None) -> int:
    said = "" if element is None else element.get(f"{W}val", "")
    return min(int(said), WIDEST) if said.isdecimal() and len(said) < 10 else 0


def _notes(container: ZipFile, name: str) -> Iterator[str]:
    there = set(container.namelist())
    for part, tag in NOTES:
        if part in there:
            for note in _tree(container, part, name).iter(tag):
                if f"{W}type" not in note.attrib:  # the others are the lines above notes
                    yield f"[{note.get(f'{W}id', '')}] " + " ".join(_lines(note, name))


def _title(container: ZipFile, name: str) -> str | None:
    if "docProps/core.xml" not in container.namelist():
        return None
    facts = xml_tree(part_of(container, "docProps/core.xml", name), name)
    title = facts.findtext("{http://purl.org/dc/elements/1.1/}title") or ""
    return " ".join(title.split()) or None
