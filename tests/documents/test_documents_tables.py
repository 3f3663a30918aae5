"""Tables in files of their own and in pages: one plain form, every figure in its column."""

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import concord.documents.rows
import concord.documents.workbook
from concord.documents import (
    BrokenDocument,
    EmptyDocument,
    EncryptedDocument,
    OversizedDocument,
    UnknownFormat,
    UnreadableDocument,
    read_document,
)
from concord.documents.printed import printed
from concord.documents.rows import row_line

GATES = """\
Arrivals by gate, week to 9 May 2027
Gate | Persons | | Families
| Women | Men
Torkham | 1,204 | 988 | 402
Spin Boldak | | 1,310 | 377"""

LOCKED = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")

PAGE = """<html><body><table><caption>Arrivals by gate, week to 9 May 2027</caption>
<tr><th rowspan="2">Gate</th><th colspan="2">Persons</th><th rowspan="2">Families</th></tr>
<tr><th>Women</th><th>Men</th></tr>
<tr><td>Torkham</td><td>1,204</td><td>988</td><td>402</td></tr>
<tr><td>Spin Boldak</td><td></td><td>1,310</td><td>377</td></tr></table></body></html>"""

SHEET = (
    ("Arrivals by gate, week to 9 May 2027",),
    ("Gate", "Persons", "", "Families"),
    ("", "Women", "Men", ""),
    ("Torkham", 1204, 988, 402),
    ("Spin Boldak", "", 1310, 377),
)


def workbook(*sheets: tuple[str, Any], form: str = "#,##0", hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell.value, int | float):
                cell.number_format = form
        if name in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(tables: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr("META-INF/manifest.xml", manifest)
        container.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return stream.getvalue()


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{words}</text:p></table:table-cell>"


def sheet_of(*rows: str, name: str = "Sheet1", more: str = "") -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" {more}>{inside}</table:table>'


def text_of(content: bytes, name: str) -> str:
    return read_document(content, name=name).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gates.html", PAGE.encode()),
        ("gates.xlsx", workbook(("Sheet1", SHEET))),
        (
            "gates.csv",
            b'"Arrivals by gate, week to 9 May 2027",,,\r\nGate,Persons,,Families\r\n,Women,Men,\r\n'
            b'Torkham,"1,204",988,402\r\nSpin Boldak,,"1,310",377\r\n',
        ),
        (
            "gates.tsv",
            b"Arrivals by gate, week to 9 May 2027\nGate\tPersons\t\tFamilies\n\tWomen\tMen\n"
            b"Torkham\t1,204\t988\t402\nSpin Boldak\t\t1,310\t377\n",
        ),
        (
            "gates.ods",
            ods(
                sheet_of(
                    cell("Arrivals by gate, week to 9 May 2027"),
                    cell("Gate")
                    + cell("Persons", 'table:number-columns-spanned="2"')
                    + "<table:covered-table-cell/>"
                    + cell("Families"),
                    "<table:table-cell/>" + cell("Women") + cell("Men"),
                    cell("Torkham") + cell("1,204", 'office:value="1204"') + cell("988") + cell("402"),
                    cell("Spin Boldak") + "<table:table-cell/>" + cell("1,310") + cell("377"),
                )
            ),
        ),
    ],
)
def test_one_table_has_one_form_whatever_it_came_in(name: str, content: bytes) -> None:
    assert text_of(content, name) == GATES


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"Gate;Share\nTorkham;12,5\nChaman;8,25\n", ["Gate | Share", "Torkham | 12,5", "Chaman | 8,25"]),
        (b"sep=;\r\na;b,c\r\n", ["a | b,c"]),  # said above the rows
        (b"Gate|Persons\nTorkham|12\n", ["Gate | Persons", "Torkham | 12"]),
        (b'Note,"two\nlines | one cell"\n', ["Note | two lines \u00a6 one cell"]),
        (b",,\n,Gate,Persons\n,,\n,,\n,Torkham,12\n", ["Gate | Persons", "", "Torkham | 12"]),
        ("درگاه,نفر\nتورخم,۱۲۰\n".encode(), ["درگاه | نفر", "تورخم | ۱۲۰"]),
        (b"Of those who came, 1,204 had a card.\n", ["Of those who came | 1 | 204 had a card."]),
    ],
)
def test_rows_of_a_csv_are_told_by_what_divides_them(content: bytes, lines: list[str]) -> None:
    assert text_of(content, "t.csv").splitlines() == lines


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (84871, "General", "84871"),
        (84871, "#,##0", "84,871"),
        (84871.0, "#,##0", "84,871"),
        (0, "#,##0", "0"),
        (-1204, "#,##0;(#,##0)", "(1,204)"),
        (-1204, "#,##0", "-1,204"),
        (214990, r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0", "2,14,990"),
        (4990, r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0", "4,990"),
        (12345678, r"[>=10000000]##\,##\,##\,##0;[>=100000]##\,##\,##0;##,##0", "1,23,45,678"),
        (0.254, "0.0%", "25.4%"),
        (0.25, "0%", "25%"),
        (12.5, "0.##", "12.5"),
        (12.50, "0.00", "12.50"),
        (907391, '#,##0" persons"', "907,391 persons"),
        (1250000, '0.0,,"m"', "1.2m"),
        (1.5, "General", "1.5"),
        (0.1 + 0.2, "General", "0.3"),
        (None, "General", ""),
        (True, "General", "TRUE"),
        ("n/a", "#,##0", "n/a"),
        (datetime.fromisoformat("2025-10-20"), "dd/mm/yyyy", "2025-10-20"),
        (datetime.fromisoformat("2025-10-01"), "mmm yyyy", "2025-10"),
        (date(2025, 1, 1), "yyyy", "2025"),
        (datetime.fromisoformat("2025-10-20T21:30"), "dd/mm/yyyy hh:mm", "2025-10-20 21:30"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_sheet_prints_it(value: object, form: str, words: str) -> None:
    assert printed(value, form) == words


def test_sheets_stand_under_their_names_and_hidden_ones_say_so() -> None:
    content = workbook(
        ("Daily", [("Gate", "Persons"), ("Torkham", 12)]),
        ("Empty", []),
        ("Old counts", [("Gate", "Persons"), ("Chaman", 7)]),
        hidden=("Old counts",),
    )
    assert text_of(content, "book.xlsx").split("\n\n") == [
        "Daily\nGate | Persons\nTorkham | 12",
        "Old counts (hidden sheet)\nGate | Persons\nChaman | 7",
    ]


def test_an_ods_gives_dates_as_iso_repeats_cells_and_tells_what_is_hidden() -> None:
    day = 'office:value-type="date" office:date-value="2025-10-01"'
    rows = (
        cell("01.10.2025", day) + cell("October 2025", day),
        cell("0", 'table:number-columns-repeated="3"')
        + '<table:table-cell table:number-columns-repeated="16000"/>',
    )
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    content = ods(sheet_of(*rows, name="Counts", more='table:style-name="ta2"'), hidden)
    assert text_of(content, "c.ods") == "Counts (hidden sheet)\n2025-10-01 | 2025-10\n0 | 0 | 0"


@pytest.mark.parametrize("name", ["book.csv", "book", "book.txt"])
def test_a_workbook_is_told_by_its_bytes(name: str) -> None:
    assert text_of(workbook(("Sheet1", [("Torkham", 12)])), name) == "Torkham | 12"


def test_a_page_may_nest_and_overlap_spans() -> None:
    page = """<table><tr><td rowspan=3>Gate<td colspan=2>In<tr><td>M<td rowspan=2>5<tr><td>6</table>"""
    assert text_of(f"<html><body>{page}".encode(), "t.html").splitlines() == [
        "Gate | In",
        "| M | 5",
        "| 6",
    ]


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.csv", b"", EmptyDocument, "the file has no bytes"),
        ("a.csv", b",,\n,,\n", EmptyDocument, "there are no words in it"),
        ("a.csv", b'Gate,Persons\nTorkham,"' + b"x" * 1_000_001, BrokenDocument, "no rows could be told"),
        ("a.xlsx", workbook(("Sheet1", [])), EmptyDocument, "there are no words in it"),
        ("a.xlsx", workbook(("Sheet1", SHEET))[:900], BrokenDocument, "the container is broken"),
        ("a.xlsx", b"PK\x03\x04 and no more", BrokenDocument, "the container is broken"),
        ("a.xlsx", LOCKED, EncryptedDocument, "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0 old", UnknownFormat, "an old Office file"),
        ("a.ods", ods(sheet_of(cell("12")), manifest="<encryption-data/>"), EncryptedDocument, "password"),
        ("a.ods", ods("<broken>"), BrokenDocument, "its XML is broken"),
        ("a.html", b"<table>" + b"<tr><td colspan=1000>1" * 600, BrokenDocument, "spans cover more than"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_says_why(
    name: str, content: bytes, error: type[UnreadableDocument], message: str
) -> None:
    with pytest.raises(error, match=message):
        read_document(content, name=name)


def test_what_unpacks_to_too_much_or_has_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(("Sheet1", SHEET))
    monkeypatch.setattr(concord.documents.rows, "MAX_CELLS", 10)
    with pytest.raises(OversizedDocument, match="more than 10 cells"):
        read_document(content, name="a.xlsx")
    monkeypatch.setattr(concord.documents.containers, "MAX_UNPACKED", 100)
    with pytest.raises(OversizedDocument, match="100 are the limit"):
        read_document(content, name="a.xlsx")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), max_size=6))
def test_the_cells_of_a_line_are_found_again(cells: list[str]) -> None:
    line = row_line(cells)
    words = [" ".join(cell.replace("|", "\u00a6").split()) for cell in cells]
    while words and not words[-1]:
        words.pop()
    assert [part.strip() for part in line.split("|")] == (words or [""])
