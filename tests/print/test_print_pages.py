"""The briefing of a full record: two pages, every number leads on, quotes are short, no word stands twice."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import unquote

import pypdfium2
import pytest

from concord.publish import Briefing
from concord.publish.changes import Changes, changes_between
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import Material
from concord.publish.print import Sheet, docx, pdf, sheet_of, sheet_page
from concord.publish.print.sheet import Figures, Heading, Listed, Note, Run, Table
from concord.publish.print.writer import QUOTE_WORDS, Writer

ADDRESS = "https://record.example.org/"


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest, told: tuple[Briefing, Material]) -> Sheet:
    return sheet_of(*told, texts_of(request.param))


@pytest.fixture(scope="module")
def made(sheet: Sheet) -> bytes:
    return pdf(sheet)


def runs(sheet: Sheet) -> list[Run]:
    """Every run of a sheet in its order."""
    found: list[Run] = []
    for block in sheet.blocks:
        if isinstance(block, Listed):
            found += [run for item in block.items for run in item]
        elif isinstance(block, Figures):
            found += [run for value, _, what in block.items for run in (value, *what)]
        elif isinstance(block, Table):
            found += [run for row in block.rows for cell in row for run in cell]
    return found


def links_of(made: bytes) -> set[str]:
    """Addresses of the link annotations of a PDF, as they stand in its objects."""
    return {piece.decode() for piece in re.findall(rb"/URI ?\(((?:[^()\\]|\\.)*)\)", made)}


def test_a_full_record_stands_on_two_pages(made: bytes) -> None:
    with pypdfium2.PdfDocument(made) as document:
        assert len(document) == 2


def test_the_annex_comes_on_request_with_every_site_and_every_day(told: tuple[Briefing, Material]) -> None:
    texts = texts_of("en")
    whole = sheet_of(*told, texts, annex=True)
    with pypdfium2.PdfDocument(pdf(whole)) as document:
        assert len(document) > 2
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Toilets for women against men" in " ".join(text.split())
    assert "10 Jul 2026" in text


def test_every_section_is_there_in_its_order(sheet: Sheet) -> None:
    headings = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    keys = (
        *("headline", "changed", "corrections", "table", "expected"),
        *("timeline", "conduct", "sites", "disputed", "how"),
    )
    assert headings == [sheet.texts.say(key) for key in keys]


def test_a_forecast_says_that_it_is_no_target(sheet: Sheet) -> None:
    assert any(run.text == sheet.texts.say("no_target") for run in runs(sheet))


def test_a_report_of_conduct_stands_with_its_answers(sheet: Sheet) -> None:
    line = next(run.text for run in runs(sheet) if sheet.texts.term("arrests") in run.text)
    assert sheet.texts.term("denied by the authority") in line
    assert sheet.texts.term("not answered yet") in line


def test_what_was_not_handed_in_is_said_or_left_out(told: tuple[Briefing, Material]) -> None:
    bare = sheet_of(
        replace(told[0], sites=(), conduct=(), expected=(), corrections=()), told[1], texts_of("en")
    )
    assert any(run.text == "No site was described in these documents." for run in runs(bare))
    headings = {block.text for block in bare.blocks if isinstance(block, Heading)}
    assert not headings & {"What is expected", "Corrections"}


def test_every_number_leads_to_a_permanent_address_that_there_is(
    sheet: Sheet, told: tuple[Briefing, Material]
) -> None:
    briefing = told[0]
    known = {f"figures/{claim.id}/" for claim in briefing.claims} | {"ahead/"}
    known |= {f"estimates/{b.key}/" for b in (*briefing.headlines, *briefing.balances)}
    known |= {f"sites/{site.site}/" for site in briefing.sites}
    known |= {f"corrections/{one.number}/" for one in briefing.corrections}
    linked = [run.link for run in runs(sheet) if run.link]
    assert {link.removeprefix(ADDRESS) for link in linked} <= known
    page = sheet_page(sheet)
    for link in linked:
        assert f'href="{link}"' in unescape(page)
    values = [run for block in sheet.blocks if isinstance(block, Figures) for run, _, _ in block.items]
    assert values
    assert all(value.link for value in values)
    assert all(run.link for run in runs(sheet) if run.bold and re.search(r"\d", run.text) and run.note is None
               and "(" not in run.text)  # fmt: skip


def test_the_pdf_carries_the_same_links(sheet: Sheet, made: bytes) -> None:
    wanted = {run.link for run in runs(sheet) if run.link}
    assert {unquote(link) for link in links_of(made)} >= {unquote(link) for link in wanted}


def test_the_docx_carries_the_same_links(sheet: Sheet) -> None:
    import io

    from docx import Document

    parts = Document(io.BytesIO(docx(sheet))).part.rels.values()
    targets = {part.target_ref for part in parts if part.is_external}
    assert targets == {run.link for run in runs(sheet) if run.link}


def test_without_an_address_a_number_leads_to_the_words_of_its_source(
    told: tuple[Briefing, Material],
) -> None:
    page = sheet_page(sheet_of(replace(told[0], address=""), told[1], texts_of("en")))
    inner = re.findall(r'href="#([^"]+)"', page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert inner
    assert set(inner) <= set(ids)
    assert len(ids) == len(set(ids))
    assert 'href="http' not in page


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_quote_is_longer_than_fifteen_words(code: str, told: tuple[Briefing, Material]) -> None:
    whole = sheet_of(*told, texts_of(code), annex=True)
    notes = {run.note for run in runs(whole) if run.note is not None}
    assert len(notes) > 20
    assert all(len(note.quote.split()) <= QUOTE_WORDS for note in notes if isinstance(note, Note))
    marks = {"en": r"“([^”]*)”"}.get(code, r"«([^»]*)»")
    said = [quote for run in runs(whole) for quote in re.findall(marks, run.text)]
    assert said
    assert all(len(quote.replace(" …", "").split()) <= QUOTE_WORDS for quote in said)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_is_said_twice_in_a_row(code: str, told: tuple[Briefing, Material]) -> None:
    whole = sheet_of(*told, texts_of(code), annex=True)
    sentences = [run.text for run in runs(whole)] + [b.text for b in whole.blocks if isinstance(b, Heading)]
    doubled = [text for text in sentences if re.search(r"(?<!\w)([^\W\d]+) \1(?!\w)", text)]
    assert doubled == []
    for group in ("texts", "guide", "scope", "terms"):
        for sentence in texts_of(code).groups[group].values():
            assert not re.search(r"(?<!\w)([^\W\d]+) \1(?!\w)", sentence), sentence


def test_pashto_says_of_once_where_sentence_and_name_both_bring_it() -> None:
    texts = texts_of("ps")
    party = texts.term("Government of Pakistan")
    assert texts.say("counts", group="scope", party=party) == "د پاکستان حکومت په شمېر"


def test_notes_of_the_annex_stand_together_at_its_end_each_once(told: tuple[Briefing, Material]) -> None:
    texts = texts_of("en")
    short, whole = (sheet_of(*told, texts, annex=annex) for annex in (False, True))
    before, every = ({run.note for run in runs(one) if run.note} for one in (short, whole))
    with pypdfium2.PdfDocument(pdf(whole)) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    ended = text.rsplit(texts.say("number_source"))[1]
    latin = [note for note in every if note.quote.isascii()]  # of others the reader turns the order
    assert before < every
    assert len(latin) > len(before)
    for note in latin:
        assert ended.count(f"“{note.quote}” {note.where}") == (note not in before), note


def test_every_claimed_number_stands_in_the_words_that_its_note_quotes(
    told: tuple[Briefing, Material],
) -> None:
    writer = Writer.of(told[0], texts_of("en"))
    traceable = [claim for claim in told[0].claims if claim.start is not None]
    assert len(traceable) > 100
    for claim in traceable:
        note = writer.note(claim)
        assert note is not None, claim.id
        assert claim.text.split()[0] in note.quote, (claim.text, note.quote)


def test_every_estimate_that_is_printed_has_a_note_with_the_words_of_a_claim(sheet: Sheet) -> None:
    table = sheet.texts.say("table")
    (by_scope,) = [block for block in sheet.blocks if isinstance(block, Table) and block.caption == table]
    (cards,) = [block for block in sheet.blocks if isinstance(block, Figures)]
    assert len(by_scope.rows) >= 6
    assert all(row[0][0].note is not None for row in by_scope.rows)
    assert all(what[0].note is not None for _, _, what in cards.items)


def test_phase_status_and_place_stand_in_columns_of_their_own(told: tuple[Briefing, Material]) -> None:
    whole = sheet_of(*told, texts_of("en"))
    (table,) = [b for b in whole.blocks if isinstance(b, Table) and b.caption.startswith("People by phase")]
    rows = [["".join(run.text for run in cell) for cell in row] for row in table.rows]
    assert any(row[1:4] == ["First phase", "all", "all"] for row in rows)
    assert any(row[1:4] == ["all", "Undocumented", "Khyber Pakhtunkhwa"] for row in rows)
    assert not any(word in row[0] for row in rows for word in ("phase", "Undocumented", "Khyber"))


@pytest.fixture(scope="module")
def changes(told: tuple[Briefing, Material]) -> Changes:
    """Since a briefing that knew twenty claims fewer and took one headline for another number."""
    now = told[0]
    other = replace(now.headlines[0], value=now.headlines[0].value / 2)
    before = replace(now, claims=now.claims[20:], headlines=(other, *now.headlines[1:]))
    return changes_between(replace(before, as_of=date(2026, 11, 1)), now)


@pytest.mark.parametrize("code", LANGUAGES)
def test_changes_with_everything_else_still_stand_on_two_pages(
    told: tuple[Briefing, Material], changes: Changes, code: str
) -> None:
    texts = texts_of(code)
    made = sheet_of(*told, texts, changes=changes)
    new, revised = (texts.say(kind, group="changes") for kind in ("new", "revised"))
    assert {new, revised} <= {run.text for run in runs(made)}
    since = texts.day(date(2026, 11, 1))
    assert any(texts.number(20) in run.text and since in run.text for run in runs(made))
    with pypdfium2.PdfDocument(pdf(made)) as document:
        assert len(document) == 2
        assert "[U+" not in document[0].get_textpage().get_text_bounded()  # every letter can be drawn


def test_the_annex_tells_every_change_and_leads_to_its_number(
    told: tuple[Briefing, Material], changes: Changes
) -> None:
    whole = runs(sheet_of(*told, texts_of("en"), changes=changes, annex=True))
    linked = {run.link for run in whole if run.text == "New"}
    assert {f"{ADDRESS}figures/{claim.id}/" for claim in told[0].claims[:20]} <= linked
