"""Known tables in the sheets of a workbook: their figures lead into the workbook's own text."""

import csv
import io

import openpyxl
import pytest

from concord.documents import Part, read_document
from concord.pipeline.shapes import KnownShapes
from concord.reading import Reader
from concord.shapes import Given, read_in_text


@pytest.fixture(scope="module")
def workbook(bytes_of):
    """A sheet of notes, a tagged sheet under a title, and a sheet whose header is known."""
    book = openpyxl.Workbook()
    book.active.append(["Some 84,871 people returned, see the next sheets"])
    for title, name in (("Weekly", "un_weekly.csv"), ("Solutions", "hdx_solutions.csv")):
        sheet = book.create_sheet(title)
        sheet.append(["Returns since 15 September 2023"])
        for row in csv.reader(io.StringIO(bytes_of(name).decode())):
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_figures_of_every_known_sheet(workbook, known_words):
    document = read_document(workbook, name="book.xlsx")
    parsed = read_in_text(document, workbook, Given(known_words))
    assert [figure.text for figure in parsed.figures[:3]] == ["1,667,713", "55,768", "1,723,481"]
    assert len(parsed.figures) == 3 + 27
    for figure in parsed.figures:
        assert document.text[figure.start : figure.end] == figure.text
        assert figure.document == document.id


def test_a_workbook_without_a_known_table_is_a_document(known_words):
    book = openpyxl.Workbook()
    book.active.append(["Gate", "Persons"])
    kept = io.BytesIO()
    book.save(kept)
    document = read_document(kept.getvalue(), name="book.xlsx")
    assert read_in_text(document, kept.getvalue(), Given(known_words)) is None


def test_the_way_in_takes_workbooks(workbook, known_words):
    (taken,) = KnownShapes(Reader(known_words))(Part("in/book.xlsx", "book.xlsx", workbook))
    assert taken.reading.reader.endswith("known tables")
    texts = [figure.text for figure in taken.reading.figures]
    assert len(texts) == 31
    assert texts[:2] == ["84,871", "1,667,713"]  # what stands beside the tables is read as ever
