"""ODT: headings, paragraphs, list items and table rows a line each, in the order of the text.

Notes stand at the end under the mark that the text has for them; deleted text and comments are left out.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from concord.documents.errors import BrokenDocument
from concord.documents.found import Found
from concord.documents.odf import NAMESPACES, content_tree, said, tag, title_of, words
from concord.documents.rows import lines_of_rows, within_limit

__all__ = ["read_odt"]

LONGEST_REPEAT = 1_000  # columns that one empty cell may stand for
PARAGRAPHS = (tag("text:p"), tag("text:h"))
UNREAD = frozenset(
    tag(name)
    for name in (
        "office:annotation",
        "office:annotation-end",
        "text:tracked-changes",
        "text:note",
        "draw:frame",
    )
)
DEEPEST = 200  # lists in sections in cells; a person stops at five


def read_odt(content: bytes, name: str) -> Found:
    """The text with its title; FODT is the same, unpacked.

    Raises:
        EncryptedDocument: it opens only with a password.
        BrokenDocument: no text could be read from the bytes.
        OversizedDocument: more than MAX_CELLS filled cells, or more than MAX_UNPACKED bytes unpacked.
    """
    tree, facts = content_tree(content, name)
    body = tree.find(".//office:body/office:text", NAMESPACES)
    if body is None:
        raise BrokenDocument(name, "there is no text document in it")
    _mark_notes(body)
    lines = [*_lines(body, name), *_notes(body)]
    return Found("\n".join(lines), title=title_of(facts))


def _lines(element: ElementTree.Element, name: str, depth: int = 0) -> Iterator[str]:
    if depth > DEEPEST:
        raise BrokenDocument(name, f"its parts lie more than {DEEPEST} deep in each other")
    for child in element:
        if child.tag in PARAGRAPHS:
            yield from _paragraph(child, name, depth)
        elif child.tag == tag("table:table"):
            yield from lines_of_rows(within_limit(_rows(child, name, depth), name))
        elif child.tag not in UNREAD or child.tag == tag("draw:frame"):
            yield from _lines(child, name, depth + 1)


def _paragraph(paragraph: ElementTree.Element, name: str, depth: int) -> Iterator[str]:
    """Its words as one line; what is framed in it (text boxes) follows."""
    if line := " ".join("".join(words(paragraph, UNREAD)).split()):
        yield line
    for frame in paragraph.iter(tag("draw:frame")):
        yield from _lines(frame, name, depth + 1)


def _rows(table: ElementTree.Element, name: str, depth: int) -> Iterator[list[str]]:
    for row in table.iter(tag("table:table-row")):
        yield [text for cell in row for text in _cells(cell, name, depth)]


def _cells(cell: ElementTree.Element, name: str, depth: int) -> list[str]:
    if cell.tag not in (tag("table:table-cell"), tag("table:covered-table-cell")):
        return []
    covered = cell.tag == tag("table:covered-table-cell")
    text = "" if covered else " ".join(_lines(cell, name, depth + 1))
    declared = said(cell, "table:number-columns-repeated")
    return [text] * (min(int(declared), LONGEST_REPEAT) if declared.isdecimal() and len(declared) < 10 else 1)


def _mark_notes(body: ElementTree.Element) -> None:
    """Put the mark of each note in brackets into the text: 907,391 with note 1 is not 9,073,911."""
    for note in body.iter(tag("text:note")):
        note.tail = f" [{_mark(note)}]{note.tail or ''}"


def _notes(body: ElementTree.Element) -> Iterator[str]:
    for note in body.iter(tag("text:note")):
        said_there = note.iterfind("text:note-body/text:p", NAMESPACES)
        yield f"[{_mark(note)}] " + " ".join(" ".join("".join(words(part)).split()) for part in said_there)


def _mark(note: ElementTree.Element) -> str:
    return note.findtext("text:note-citation", "", NAMESPACES).strip()
