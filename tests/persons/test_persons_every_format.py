"""A list of persons is refused in whatever it comes: sheets, pages, office files, mails, archives."""

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from concord.documents import PersonList
from concord.pipeline.read import Unread
from concord.pipeline.read import read as read_files
from concord.reading import Reader
from concord.situation import bundled

ROWS = [
    ["Name", "Father", "CNIC", "Mobile"],
    ["Gul Khan", "Wali Jan", "11111-0000001-1", "0300-0000001"],
    ["Zar Bibi", "Sher Ali", "11111-0000002-2", "0300-0000002"],
    ["Noor Agha", "Taj Gul", "11111-0000003-3", "0300-0000003"],
]
CSV = "\n".join(",".join(row) for row in ROWS).encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Gate", "Persons"])
    book.active.append(["Torkham", 1204])
    sheet = book.create_sheet("old")
    sheet.sheet_state = "hidden"
    for row in ROWS:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page() -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    words = "<p>The following were received at the crossing on the ninth of May by the registration team.</p>"
    return (
        f"<html><body><article><h1>Received</h1>{words}<table>{rows}</table></article></body></html>".encode()
    )


def office() -> bytes:
    docx = pytest.importorskip("docx", reason="needs the extra office")
    document = docx.Document()
    document.add_paragraph("Received on 9 May")
    table = document.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "office@example.org", "List"
    message.set_content("Please find the list of today.")
    message.add_attachment(CSV, maintype="text", subtype="csv", filename="list.csv")
    return message.as_bytes()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("in/list.csv", CSV)
    return buffer.getvalue()


FORMS = {
    "list.csv": lambda: CSV,
    "list.tsv": lambda: CSV.replace(b",", b"\t"),
    "list.txt": lambda: CSV,
    "list.xlsx": workbook,
    "list.html": page,
    "list.docx": office,
    "list.eml": mail,
    "list.zip": archive,
    "list.json": lambda: json.dumps({"text": CSV.decode().replace(",", " ")}).encode(),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[str, list[object]]:
    """What became of the file of each form, read together in one batch."""
    folder: Path = tmp_path_factory.mktemp("forms")
    found: dict[str, list[object]] = {}
    for name, form in FORMS.items():
        (folder / name).write_bytes(form())
    for each in read_files(sorted(folder.iterdir()), Reader(bundled("afghanistan-pakistan"))):
        found.setdefault(each.path.relative_to(folder).parts[0], []).append(each)
    return found


@pytest.mark.parametrize("name", FORMS)
def test_a_list_is_refused_in_every_form(name, outcomes):
    refused = [each for each in outcomes[name] if isinstance(each, Unread)]
    assert any(isinstance(each.error, PersonList) for each in refused)
    read = [each for each in outcomes[name] if not isinstance(each, Unread)]
    assert not any("Gul Khan" in each.document.text for each in read)
