"""The bundled reports carry the figures that SOURCES.md and expected.toml say they carry."""

import importlib.util
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from concord.evidence import Kind, PartialDate, Precision, Unit

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS = sorted((EXAMPLES / "reports").iterdir())
DOCUMENT_FIELDS = {"id", "title", "text", "published", "publisher", "lang"}
REQUIRED = {"text", "nth", "value", "precision", "unit", "measure", "kind"}
OPTIONAL = {"status", "sex_age", "country", "period_start", "period_end", "party", "place"}

MUST_HAVE = {  # each contradiction, balance or ladder that the walk is to meet
    "01-two-totals.json": "907,391 907,351 84,871 25,320 2.8 million 1.3 million 800,000",
    "02-falling-total.json": "885,902 857,157 907,391",
    "03-rival-counts-of-april.json": "84,871 100,000 82,461 120,000 85,000",
    "04-province-and-its-voluntary-part.json": "605,246 578,174",
    "05-arrests-that-do-not-add-up.json": "26,299 9,006 100,971 130,999",
    "06-a-total-printed-as-a-day.json": "46,936 35,507 85,331 167,774",
    "07-kabul-press-note.txt": "144,783 110,529 34,108 1,322",
    "08-torkham-after-the-deadline.json": "944 6,700",
    "09-flash-update-2-8-november.json": "1,667,713 55,768 1,723,481",
    "11-what-returns-meant-in-2025.html": "1,000,000 154,000 558,359",
    "12-one-point-one-million.json": "1.1 million 907,391",
}


class _VisibleText(HTMLParser):
    """Everything a reader of the page sees between its tags, menu included."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(report: Path) -> str:
    """The text of a report, read without Concord's own readers so that the two check each other."""
    if report.suffix == ".json":
        return str(json.loads(report.read_text("utf-8"))["text"])
    if report.suffix == ".html":
        page = _VisibleText()
        page.feed(report.read_text("utf-8"))
        return " ".join(page.parts)
    if report.suffix == ".pdf":
        pdfium = pytest.importorskip("pypdfium2")
        with pdfium.PdfDocument(report) as pdf:
            return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    return report.read_text("utf-8")


def listed_figures() -> dict[str, list[str]]:
    """The figures as written, for each report that SOURCES.md has a section about."""
    sections = re.split(r"^## ", (EXAMPLES / "SOURCES.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.splitlines()[0]: re.findall(r"^\| (.+?) \| F\d{3} \|", section, flags=re.MULTILINE)
        for section in sections
    }


def expected_reports() -> list[dict[str, Any]]:
    """The annotated reports."""
    annotated: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))["report"]
    return annotated


def holds_number(text: str, number: str) -> bool:
    """Whether the number stands in the text, not merely inside a longer one."""
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text) is not None


def test_every_report_has_its_section_of_sources() -> None:
    assert len(REPORTS) >= 14
    assert sorted(listed_figures()) == [report.name for report in REPORTS]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_listed_figure_stands_in_its_report(report: Path) -> None:
    text, figures = text_of(report), listed_figures()[report.name]
    assert figures
    assert [figure for figure in figures if not holds_number(text, figure)] == []


@pytest.mark.parametrize("name", MUST_HAVE)
def test_the_clashes_worth_showing_are_there(name: str) -> None:
    text = text_of(EXAMPLES / "reports" / name)
    numbers = re.findall(r"[\d.,]+(?: million)?", MUST_HAVE[name])
    assert [number for number in numbers if not holds_number(text, number)] == []


@pytest.mark.parametrize(
    "report", [report for report in REPORTS if report.suffix == ".json"], ids=lambda report: report.name
)
def test_a_json_report_is_a_whole_document(report: Path) -> None:
    document = json.loads(report.read_text("utf-8"))
    assert set(document) == DOCUMENT_FIELDS
    assert document["id"] == report.stem
    assert document["publisher"].startswith("Example ")
    assert PartialDate(document["published"])


@pytest.mark.parametrize("annotated", expected_reports(), ids=lambda annotated: annotated["file"])
def test_every_expected_figure_is_found_where_it_is_said_to_stand(annotated: dict[str, Any]) -> None:
    text, last = text_of(EXAMPLES / "reports" / annotated["file"]), -1
    for figure in annotated["figure"]:
        occurrences = [match.start() for match in re.finditer(re.escape(figure["text"]), text)]
        start = occurrences[figure["nth"] - 1]
        assert start > last, f"{figure['text']} is out of the order of the text"
        last = start


@pytest.mark.parametrize("annotated", expected_reports(), ids=lambda annotated: annotated["file"])
def test_every_expected_figure_is_well_formed(annotated: dict[str, Any]) -> None:
    for figure in annotated["figure"]:
        assert set(figure) >= REQUIRED
        assert set(figure) <= REQUIRED | OPTIONAL
        assert Precision(figure["precision"])
        assert Unit(figure["unit"])
        assert Kind(figure["kind"])
        dates = [PartialDate(figure[key]) for key in ("period_start", "period_end") if key in figure]
        assert [date.first for date in dates] == sorted(date.first for date in dates)


def test_every_figure_listed_for_an_annotated_report_is_annotated() -> None:
    listed = listed_figures()
    for annotated in expected_reports():
        written = {figure["text"] for figure in annotated["figure"]}
        assert set(listed[annotated["file"]]) == written


def test_the_flash_updates_balance_exactly() -> None:
    values = {figure["text"]: figure["value"] for each in expected_reports() for figure in each["figure"]}
    assert values["1,667,713"] + values["55,768"] == values["1,723,481"]


def test_the_pdf_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    pytest.importorskip("reportlab")
    spec = importlib.util.spec_from_file_location("make_pdf", EXAMPLES / "make_pdf.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.make_pdf(tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == script.REPORT.read_bytes()
