"""One report in every format: the same words, and what each format says of itself."""

from pathlib import Path

import pytest

from concord.documents import Taken, UnreadableDocument, read_part, read_path
from concord.documents.part import Part
from concord.documents.parts import parts_of
from concord.evidence import Document, PartialDate, digest

SEEDS = Path(__file__).parent / "seeds"
TITLE = "Returns at two gates"
PROSE = "Some 84,871 Afghans returned through Torkham in April 2025, the Example Agency said."
ITEMS = "25,320 of them held citizen cards\n3,669 held proof of registration"
TABLE = "Gate | Women | Men\nTorkham | 1,204 | 988\nChaman | | 1,310"


def taken(path: Path) -> list[Taken]:
    parts = list(parts_of(path, path.name))
    assert all(isinstance(part, Part) for part in parts)
    return [read_part(part) for part in parts if isinstance(part, Part)]


@pytest.mark.parametrize("suffix", ["txt", "json", "html", "docx", "odt", "fodt"])
def test_a_report_has_the_same_words_in_every_format(suffix: str) -> None:
    assert read_path(SEEDS / f"report.{suffix}").text == "\n".join([TITLE, PROSE, ITEMS, TABLE])


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "ods", "fods"])
def test_a_table_has_the_same_rows_in_every_format(suffix: str) -> None:
    assert read_path(SEEDS / f"report.{suffix}").text == TABLE


@pytest.mark.parametrize(
    "suffix", ["json", "html", "docx", "odt", "fodt", "xlsx", "ods", "fods", "pdf", "eml"]
)
def test_the_title_is_what_the_document_says(suffix: str) -> None:
    assert read_path(SEEDS / f"report.{suffix}").title == TITLE


def test_a_page_says_who_wrote_and_who_published_it_when() -> None:
    (page,) = taken(SEEDS / "report.html")
    found = page.document
    assert (found.publisher, found.published, found.language, page.byline) == (
        "Example Agency",
        PartialDate("2025-05-01"),
        "en",
        "A. Writer",
    )


def test_a_message_is_its_body_and_every_attachment_a_document_of_its_own() -> None:
    body, table, report = taken(SEEDS / "report.eml")
    assert [one.path for one in (body, table, report)] == [
        "report.eml",
        "report.eml/gates.csv",
        "report.eml/report.pdf",
    ]
    assert body.document.text == f"{PROSE}\n{ITEMS}\n"
    assert (body.document.publisher, body.document.published) == ("agency.example", PartialDate("2025-05-01"))
    assert (table.document.text, table.document.address) == (TABLE, "report.eml/gates.csv")
    assert report.document.title == TITLE


def test_nobody_to_whom_a_message_went_and_nothing_attached_is_kept_with_its_body() -> None:
    body = taken(SEEDS / "report.eml")[0]
    assert b"somebody@other.example" in (SEEDS / "report.eml").read_bytes()
    assert b"somebody" not in body.content
    assert b"gates.csv" not in body.content
    assert body.document.sha256 == digest(body.content)
    again = read_part(Part("report.eml", "report.eml", body.content))
    assert again.document == body.document


def test_a_container_gives_each_file_in_it_with_the_path_that_leads_there() -> None:
    found = taken(SEEDS / "report.zip")
    assert [one.path for one in found] == [
        "report.zip/april/report.txt",
        "report.zip/gates.csv",
        "report.zip/mail.eml",
        "report.zip/mail.eml/gates.csv",
        "report.zip/mail.eml/report.pdf",
    ]
    assert all(one.document.address == one.path for one in found)
    assert found[0].document.text == read_path(SEEDS / "report.txt").text


def test_an_archive_gives_the_pages_that_were_found_with_address_and_moment() -> None:
    page, table = taken(SEEDS / "report.warc.gz")
    assert (page.document.address, page.document.retrieved) == (
        "https://agency.example/report",
        "2025-05-02T06:00:00Z",
    )
    assert page.document.text == read_path(SEEDS / "report.html").text
    assert (table.path, table.document.name) == ("report.warc.gz/agency.example/gates.csv", "gates")


def test_what_a_folder_calls_a_container_is_no_part_of_its_documents(tmp_path: Path) -> None:
    (tmp_path / "report.zip").write_bytes((SEEDS / "report.zip").read_bytes())

    def documents(path: Path) -> list[Document]:
        return [
            read_part(one).document
            for one in parts_of(path, str(path))
            if not isinstance(one, UnreadableDocument)
        ]

    assert documents(tmp_path / "report.zip") == documents(SEEDS / "report.zip")
