"""What assistive programs find in the PDF and the DOCX, read by a reader that did not write them."""

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw
import pytest

from concord.publish import Briefing
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import Material
from concord.publish.print import Sheet, docx, pdf, sheet_of
from concord.publish.print.sheet import Drawn, Heading, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Element:
    """An element of the structure tree: its type, its words for a picture, and the types around it."""

    kind: str
    alternative: str
    around: tuple[str, ...]


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest, told: tuple[Briefing, Material]) -> Sheet:
    return sheet_of(*told, texts_of(request.param))


@pytest.fixture(scope="module")
def made(sheet: Sheet) -> bytes:
    return pdf(sheet)


@pytest.fixture(scope="module")
def tree(made: bytes) -> list[Element]:
    found: list[Element] = []
    with pypdfium2.PdfDocument(made) as document:
        for page in document:
            root = raw.FPDF_StructTree_GetForPage(page)
            for place in range(raw.FPDF_StructTree_CountChildren(root)):
                found += _elements(raw.FPDF_StructTree_GetChildAtIndex(root, place), ())
            raw.FPDF_StructTree_Close(root)
    return found


def _elements(element: object, around: tuple[str, ...]) -> Iterator[Element]:
    if not element:
        return
    kind = _text(raw.FPDF_StructElement_GetType, element)
    yield Element(kind, _text(raw.FPDF_StructElement_GetAltText, element), around)
    for place in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, place)
        yield from _elements(child, (*around, kind))


def _text(ask: object, element: object) -> str:
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le")


def test_the_pdf_says_that_it_is_tagged_and_in_which_language(sheet: Sheet, made: bytes) -> None:
    with pypdfium2.PdfDocument(made) as document:
        assert raw.FPDFCatalog_IsTagged(document)
        assert document.get_metadata_value("Title") == sheet.title
        size = raw.FPDFCatalog_GetLanguage(document, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFCatalog_GetLanguage(document, buffer, size)
        assert bytes(buffer).decode("utf-16-le").rstrip("\0").lower() == sheet.texts.code.lower()
    assert b"pdfuaid:part" in made


def test_headings_stand_in_the_tree_in_their_order(sheet: Sheet, tree: list[Element]) -> None:
    wanted = [f"H{block.level}" for block in sheet.blocks if isinstance(block, Heading)]
    found = [element.kind for element in tree if re.fullmatch(r"H\d", element.kind)]
    assert found == wanted


def test_every_table_has_a_head_of_its_own(sheet: Sheet, tree: list[Element]) -> None:
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    heads = [element for element in tree if element.kind == "TH"]
    assert len(heads) == sum(len(table.head) for table in tables)
    assert all("Table" in head.around and "TR" in head.around for head in heads)


def test_every_picture_has_its_words(sheet: Sheet, tree: list[Element]) -> None:
    drawn = [block.picture.alternative for block in sheet.blocks if isinstance(block, Drawn) and block.svg]
    figures = [element.alternative for element in tree if element.kind == "Figure"]
    assert drawn
    assert figures == drawn


def test_notes_and_links_are_elements_of_their_own(tree: list[Element]) -> None:
    kinds = {element.kind for element in tree}
    assert {"Note", "Link", "L", "LI"} <= kinds


def test_page_numbers_stand_in_the_digits_of_the_language_and_outside_the_tree(
    sheet: Sheet, made: bytes
) -> None:
    with pypdfium2.PdfDocument(made) as document:
        page = document[1]
        text = page.get_textpage().get_text_bounded()
        marks = [raw.FPDFPageObj_GetMarkedContentID(item.raw) for item in page.get_objects()]
    assert sheet.texts.number(2) in text
    assert -1 in marks  # the footer is an artifact: no place in the tree


def test_the_docx_has_headings_heads_of_tables_words_for_pictures_and_direction(sheet: Sheet) -> None:
    from docx import Document

    document = Document(io.BytesIO(docx(sheet)))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") == sum(isinstance(b, Heading) and b.level == 1 for b in sheet.blocks)
    assert styles.count("Title") == 1
    assert document.core_properties.title == sheet.title
    assert document.core_properties.language == sheet.texts.code
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
        assert (table._tblPr.find(f"{W}bidiVisual") is not None) == (sheet.texts.direction == "rtl")
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == [b.picture.alternative for b in sheet.blocks if isinstance(b, Drawn) and b.svg]
    if sheet.texts.direction == "rtl":
        told = [p for p in document.paragraphs if p.text.strip()]
        assert all(p._p.pPr is not None and p._p.pPr.find(f"{W}bidi") is not None for p in told)
