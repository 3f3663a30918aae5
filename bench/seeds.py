"""The same report in every format: what the tests read and what fuzzing begins with.

    python bench/seeds.py            writes tests/documents/seeds/report.*

Everything in it is invented. The files are kept, so that tests need none of the libraries that
write them; run this again only to change the report.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "documents" / "seeds"
TITLE = "Returns at two gates"
PROSE = "Some 84,871 Afghans returned through Torkham in April 2025, the Example Agency said."
ITEMS = ("25,320 of them held citizen cards", "3,669 held proof of registration")
ROWS = (("Gate", "Women", "Men"), ("Torkham", "1,204", "988"), ("Chaman", "", "1,310"))
EPOCH = (2025, 5, 1, 0, 0, 0)


def txt() -> bytes:
    lines = [TITLE, PROSE, *ITEMS, *(" | ".join(row).replace("  ", " ") for row in ROWS)]
    return "\n".join(lines).encode()


def document_json() -> bytes:
    return json.dumps(
        {"id": "report", "title": TITLE, "text": txt().decode(), "published": "2025-05-01"}
    ).encode()


def html() -> bytes:
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title>'
        '<meta property="og:site_name" content="Example Agency"><meta name="author" content="A. Writer">'
        '<meta property="article:published_time" content="2025-05-01T08:00:00+05:00"></head>'
        f"<body><nav>Home</nav><article><h1>{TITLE}</h1><p>{PROSE}</p><ul>{items}</ul>"
        f"<table>{rows}</table></article></body></html>"
    ).encode()


def csv() -> bytes:
    return "\r\n".join(",".join(f'"{cell}"' if cell else "" for cell in row) for row in ROWS).encode()


def tsv() -> bytes:
    return "\n".join("\t".join(row) for row in ROWS).encode()


def docx() -> bytes:
    import docx as library

    document = library.Document()
    document.core_properties.title = TITLE
    document.add_heading(TITLE, level=1)
    document.add_paragraph(PROSE)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _same_clock(_saved(document.save))


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = TITLE
    sheet = book.active
    for row in ROWS:
        sheet.append([int(cell.replace(",", "")) if cell[:1].isdigit() else cell or None for cell in row])
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = "#,##0"
    return _same_clock(_saved(book.save))


def pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    style, out = getSampleStyleSheet()["Normal"], io.BytesIO()
    story = [Paragraph(text, style) for text in (TITLE, PROSE, *ITEMS)]
    SimpleDocTemplate(out, title=TITLE, invariant=1).build([*story, Table([list(row) for row in ROWS])])
    return out.getvalue()


def fods() -> bytes:
    return _flat("spreadsheet", f'<table:table table:name="Sheet1">{_odf_rows()}</table:table>')


def fodt() -> bytes:
    return _flat("text", _odf_text())


def ods() -> bytes:
    return _odf("spreadsheet", f'<table:table table:name="Sheet1">{_odf_rows()}</table:table>')


def odt() -> bytes:
    return _odf("text", _odf_text())


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"], message["Date"] = TITLE, "Thu, 01 May 2025 08:00:00 +0500"
    message["From"], message["To"] = "A. Writer <writer@agency.example>", "Somebody <somebody@other.example>"
    message.set_content("\n".join([PROSE, *ITEMS]))
    message.add_attachment(csv(), maintype="text", subtype="csv", filename="gates.csv")
    message.add_attachment(pdf(), maintype="application", subtype="pdf", filename="report.pdf")
    for part in message.walk():
        if part.is_multipart():
            part.set_boundary("=====a-boundary=====")
    return message.as_bytes()


def zipped() -> bytes:
    return _zip(
        {"april/report.txt": txt(), "gates.csv": csv(), ".hidden/notes.txt": b"not this", "mail.eml": eml()}
    )


def warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for path, status, kind, content in (
        ("report", "200 OK", "text/html; charset=utf-8", html()),
        ("gone", "404 Not Found", "text/html", b"<html><body>Not here</body></html>"),
        ("gates.csv", "200 OK", "text/csv", csv()),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        number = len(out.getvalue())
        told = {"WARC-Date": "2025-05-02T06:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number:032d}>"}
        writer.write_record(
            writer.create_warc_record(
                f"https://agency.example/{path}", "response", io.BytesIO(content),
                http_headers=headers, warc_headers_dict=told,
            )
        )  # fmt: skip
    return out.getvalue()


def plain_warc() -> bytes:
    """The same archive, not packed: what changes the bytes of a packed one reaches little of its reader."""
    return gzip.decompress(warc())


def _odf_text() -> str:
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    return (
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{PROSE}</text:p>'
        f'<text:list>{items}</text:list><table:table table:name="Table1">{_odf_rows()}</table:table>'
    )


def _odf_rows() -> str:
    def cell(text: str) -> str:
        return (
            f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" if text else "<table:table-cell/>"
        )

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)


def _names(root: str, rest: str, within: str) -> bytes:
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    dc = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}{spaces}{dc}{rest}>{within}</{root}>'.encode()


def _meta() -> str:
    return f"<office:meta><dc:title>{TITLE}</dc:title></office:meta>"


def _flat(kind: str, body: str) -> bytes:
    media = f' office:mimetype="application/vnd.oasis.opendocument.{kind}"'
    content = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return _names("office:document", media, _meta() + content)


def _odf(kind: str, body: str) -> bytes:
    content = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    return _zip(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": _names("office:document-content", "", content),
            "meta.xml": _names("office:document-meta", "", _meta()),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        for name, content in parts.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            container.writestr(zipfile.ZipInfo(name, EPOCH), content, packed)
    return out.getvalue()


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def _same_clock(content: bytes) -> bytes:
    """The container with one moment for all its parts, so that the same report gives the same bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return _zip({info.filename: container.read(info) for info in container.infolist()})


REPORTS: dict[str, Callable[[], bytes]] = {
    "report.txt": txt, "report.json": document_json, "report.html": html, "report.csv": csv,
    "report.tsv": tsv, "report.docx": docx, "report.odt": odt, "report.fodt": fodt, "report.xlsx": xlsx,
    "report.ods": ods, "report.fods": fods, "report.pdf": pdf, "report.eml": eml, "report.zip": zipped,
    "report.warc.gz": warc, "report.warc": plain_warc,
}  # fmt: skip

if __name__ == "__main__":
    for called, made in REPORTS.items():
        (FOLDER / called).write_bytes(made())
        print(called, (FOLDER / called).stat().st_size)
