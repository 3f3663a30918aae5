"""DOCX and OpenDocument text: what stands on the page is read once and in order."""

import io
import zipfile

import docx as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import BrokenDocument, EncryptedDocument, OversizedDocument, read_document
from concord.documents.rows import row_line

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content in parts.items():
            container.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    document = (
        f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    )
    return packed(word__document_xml=f"{document}<w:body>{body}</w:body></w:document>", **parts)


def fodt(body: str) -> bytes:
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    return f"<office:document {ODF}>{inside}</office:document>".encode()


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words) if words else '<w:p/>'}</w:tc>"


FOOTNOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>' + (
    f'<w:footnote w:id="2">{p("As of 3 April")}</w:footnote></w:footnotes>'
)


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


BOX = f"<w:txbxContent>{p('1,204')}</w:txbxContent>"
TWICE = f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
DELETED = "<w:del><w:r><w:delText>907,351</w:delText></w:r></w:del>"
WIDE = cell("Returned", '<w:gridSpan w:val="2"/>')
HIGH, BELOW = cell("Torkham", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
INNER = f"<w:tc><w:tbl>{row(cell('1'), cell('2'))}</w:tbl></w:tc>"
DOCX = {
    "what was deleted under tracked changes is not read": (
        f"<w:p><w:ins>{run('907,391')}</w:ins>{DELETED}</w:p>", "907,391",
    ),
    "a number in two runs is one number": (f"<w:p>{run('84,')}{run('871')}</w:p>", "84,871"),
    "a content control is read": (f"<w:sdt><w:sdtContent>{p('3,669')}</w:sdtContent></w:sdt>", "3,669"),
    "a text box that is written twice is read once": (
        f"<w:p><w:r><mc:AlternateContent>{TWICE}</mc:AlternateContent></w:r></w:p>", "1,204",
    ),
    "tabs and breaks divide words": (
        f"<w:p>{run('988')}<w:r><w:tab/><w:br/></w:r>{run('12')}</w:p>", "988 12",
    ),
    "a cell that spans columns is followed by empty ones": (
        f"<w:tbl>{row(WIDE, cell('Sum'))}{row(cell('12'), cell('13'), cell('25'))}</w:tbl>",
        "Returned | | Sum\n12 | 13 | 25",
    ),
    "a cell that spans rows is empty below": (
        f"<w:tbl>{row(HIGH, cell('12'))}{row(BELOW, cell('13'))}</w:tbl>", "Torkham | 12\n| 13",
    ),
    "a table in a cell is read": (
        f"<w:tbl>{row(cell('84,871'), INNER)}</w:tbl>", "84,871 | 1 \N{BROKEN BAR} 2",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), DOCX.values(), ids=DOCX)
def test_a_docx_is_read_as_it_stands_on_the_page(body: str, text: str) -> None:
    assert read_document(docx(body), name="a.docx").text == text


def test_a_note_stands_at_the_end_under_its_mark() -> None:
    body = '<w:p><w:r><w:t>907,391</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    found = read_document(docx(body, word__footnotes_xml=FOOTNOTES), name="a.docx")
    assert found.text == "907,391 [2]\n[2] As of 3 April"


NOTE_BODY = "<text:note-body><text:p>As of April</text:p></text:note-body>"
NOTE = f"<text:note><text:note-citation>1</text:note-citation>{NOTE_BODY}</text:note>"
ITEM = "<text:list><text:list-item><text:p>988</text:p></text:list-item></text:list>"
LIST = f"<text:list><text:list-item><text:p>1,204</text:p>{ITEM}</text:list-item></text:list>"
FRAME = "<draw:frame><draw:text-box><text:p>3,669</text:p></draw:text-box></draw:frame>"
TWO_WIDE = (
    '<table:table-cell table:number-columns-spanned="2"><text:p>Returned</text:p></table:table-cell>'
    "<table:covered-table-cell/><table:table-cell><text:p>Sum</text:p></table:table-cell>"
)
ODT = {
    "spans, spaces and breaks": (
        "<text:p>84,<text:span>871</text:span><text:s/>at<text:line-break/>home</text:p>", "84,871 at home",
    ),
    "a note stands at the end under its mark": (
        f"<text:p>907,391{NOTE} people</text:p>", "907,391 [1] people\n[1] As of April",
    ),
    "what was deleted under tracked changes is not read": (
        "<text:tracked-changes><text:p>7</text:p></text:tracked-changes><text:p>988</text:p>", "988",
    ),
    "a comment is not read": (
        "<text:p>988<office:annotation><text:p>Look</text:p></office:annotation></text:p>", "988",
    ),
    "a list in a list in a section": (f"<text:section>{LIST}</text:section>", "1,204\n988"),
    "a text box follows its paragraph": (f"<text:p>Beside{FRAME}</text:p>", "Beside\n3,669"),
    "a cell that spans columns is followed by empty ones": (
        f"<table:table><table:table-row>{TWO_WIDE}</table:table-row></table:table>", "Returned | | Sum",
    ),
}  # fmt: skip
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(("body", "text"), ODT.values(), ids=ODT)
def test_an_opendocument_text_is_read_as_it_stands_on_the_page(body: str, text: str) -> None:
    assert read_document(fodt(body), name="a.fodt").text == text


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.docx", packed(word__document_xml="<x/>"), BrokenDocument, "there is no text in it"),
        ("a.docx", packed(word__document_xml="<x>"), BrokenDocument, "its XML is broken"),
        ("a.docx", docx("<w:sdt>" * 300 + "</w:sdt>" * 300), BrokenDocument, "more than 200 deep"),
        ("a.odt", packed(mimetype="x", content_xml="<x/>"), BrokenDocument, "META-INF/manifest.xml"),
        ("a.odt", packed(**{"META-INF__manifest_xml": "<encryption-data/>"}), EncryptedDocument, "password"),
        ("a.fodt", b"<x/>", BrokenDocument, "there is no text document in it"),
        ("a.fodt", XXE.encode(), BrokenDocument, "declares a document type"),
        ("a.fodt", XXE.encode("utf-16"), BrokenDocument, "declares a document type"),
    ],
)  # fmt: skip
def test_what_is_no_office_document_says_why(
    name: str, content: bytes, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        read_document(content, name=name)


def test_a_text_with_more_cells_than_a_table_may_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("concord.documents.rows.MAX_CELLS", 3)
    rows = f"<w:tr>{cell('1')}{cell('2')}</w:tr>" * 2
    with pytest.raises(OversizedDocument, match="more than 3 cells"):
        read_document(docx(f"<w:tbl>{rows}</w:tbl>"), name="a.docx")


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20
)


@given(st.lists(WORDS, max_size=4), st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=3))
def test_what_another_program_writes_and_reads_is_read_alike(lines: list[str], rows: list[list[str]]) -> None:
    """python-docx writes it and tells its words again; both readers agree."""
    document, out = library.Document(), io.BytesIO()
    document.add_paragraph("84,871")
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for place, text in zip(table.add_row().cells, row, strict=True):
            place.text = text
    document.save(out)
    told = library.Document(io.BytesIO(out.getvalue()))
    expected = [" ".join(paragraph.text.split()) for paragraph in told.paragraphs]
    expected += [row_line(cell.text for cell in row.cells) for row in told.tables[0].rows]
    found = read_document(out.getvalue(), name="a.docx").text
    assert [line for line in found.split("\n") if line] == [line for line in expected if line]
