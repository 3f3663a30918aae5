"""The printed briefing: one sheet, three forms, four languages, the same bytes each time."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest

from concord.accounts import Account
from concord.publish import Briefing, compose
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import Material, material_of
from concord.publish.print import Sheet, docx, pdf, sheet_of, sheet_page
from concord.publish.print.sheet import Note
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")


@pytest.fixture(scope="module")
def bare() -> tuple[Briefing, Material]:
    """A record that holds nothing: everything must still be said."""
    account = Account(estimates=(), identities=(), left_out=(), plausible={}, series=())
    made = compose([], [], [], account, [], SITUATION, as_of=date(2026, 1, 2), version="concord 0")
    return made, material_of([], account, made, SITUATION)


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest, bare: tuple[Briefing, Material]) -> Sheet:
    return sheet_of(*bare, texts_of(request.param), annex=True)


def test_a_pdf_is_tagged_and_has_the_same_bytes_on_rebuild(sheet: Sheet) -> None:
    made = pdf(sheet)
    assert made == pdf(sheet)
    assert b"/StructTreeRoot" in made or b"/ObjStm" in made
    assert b"pdfuaid" in made


def test_a_docx_runs_in_the_direction_of_its_language_and_has_the_same_bytes(sheet: Sheet) -> None:
    from docx import Document

    made = docx(sheet)
    assert made == docx(sheet)
    xml = Document(io.BytesIO(made)).element.xml
    assert ("<w:bidi/>" in xml) == (sheet.texts.direction == "rtl")


def test_a_page_says_its_language_and_asks_nothing_of_the_network(sheet: Sheet) -> None:
    page = sheet_page(sheet)
    assert f'<html lang="{sheet.texts.code}" dir="{sheet.texts.direction}">' in page
    assert not re.search(r'(?:src|href)="https?:', page)


def test_words_of_a_source_are_no_commands(bare: tuple[Briefing, Material]) -> None:
    evil = '#read("/etc/passwd") \\ "] $x$ <b> \U0001f600'
    whole = sheet_of(*bare, texts_of("en"))
    assert pdf(replace(whole, title=evil)).startswith(b"%PDF")
    assert "<b>" not in sheet_page(replace(whole, title=evil))


def test_a_note_is_a_quote_and_a_place() -> None:
    assert Note("84,871 left", "Courier").quote == "84,871 left"


def test_a_page_has_colours_for_dark_screens_and_says_no_heading_twice(
    bare: tuple[Briefing, Material],
) -> None:
    page = sheet_page(sheet_of(*bare, texts_of("en")))
    assert "prefers-color-scheme: dark" in page
    assert '<caption class="told">Timeline with deadlines</caption>' in page  # read out, not shown again
