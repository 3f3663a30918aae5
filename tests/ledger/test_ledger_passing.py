"""Figures that pass a portion at a time are those that a question finds, on both databases."""

import dataclasses
from contextlib import closing

import pytest

from concord.evidence import PartialDate
from concord.evidence.written import as_written
from concord.ledger import Filter, Ledger, passing

NOW, LATER = "2025-04-18T10:00:00+00:00", "2025-04-20T10:00:00+00:00"
QUESTIONS = [
    Filter(), Filter(limit=3), Filter(limit=2, offset=3), Filter(party=("gov-pk",)), Filter(party=("iom",)),
    Filter(since=PartialDate("2025-04"), limit=4),
]  # fmt: skip


@pytest.fixture
def ledger(new_ledger, report, monkeypatch):
    """Three reports of three figures, one of them read twice, with two figures at a time."""
    monkeypatch.setattr(passing, "AT_ONCE", 2)
    with new_ledger() as ledger:
        for name in ("one", "two", "three"):
            ledger.record(*report(name, (1200, 1300, 1400)), at=NOW)
        document, content, reading = report("two", (1200, 1300, 1400), "concord 2")
        fewer = dataclasses.replace(reading, figures=reading.figures[:2])
        ledger.record(document, content, fewer, at=LATER)
        yield ledger


def _found(ledger: Ledger, last: int, question: Filter) -> list:
    return [
        (figure, portion.entries[at], portion.known[portion.entries[at]])
        for portion in ledger.passing(last, question)
        for at, figure in enumerate(portion.figures)
    ]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("as_of", ["2025-04-18", None])
def test_they_are_those_that_the_question_finds(ledger, question, as_of):
    expected = [
        (as_written(one.record, one.id), one.seq, one.recorded_at) for one in ledger.figures(as_of, question)
    ]
    assert _found(ledger, ledger.entries(as_of), question) == expected


def test_each_portion_ends_with_a_reading_and_brings_its_documents(ledger):
    last = ledger.entries()
    kept = {one.id: one.record for one in ledger.documents()}
    portions = list(ledger.passing(last))
    assert len(portions) > 1
    for portion in portions:
        assert portion.documents == {one.document: kept[one.document] for one in portion.figures}
    readings = [set(portion.entries) for portion in portions]
    assert sum(map(len, readings)) == len(set().union(*readings))


def test_what_is_recorded_meanwhile_is_not_seen(new_ledger, report):
    with new_ledger() as ledger:
        ledger.record(*report("one"), at=NOW)
        last = ledger.entries()
        ledger.record(*report("two"), at=LATER)
        assert [one.text for portion in ledger.passing(last) for one in portion.figures] == ["1200"]


def test_the_ledger_answers_while_figures_pass_and_is_written_to_after(ledger, report):
    with closing(ledger.passing(ledger.entries())) as figures:
        first = next(figures)
        assert len(ledger.figures()) == 8
        assert [one for _, one in ledger.beside(dict.fromkeys(first.entries))] == first.figures
    assert ledger.record(*report("four"), at=LATER).new


def test_figures_that_stand_are_told_from_those_read_anew(ledger):
    ids = [one.id for one in ledger.figures("2025-04-18")]
    gone = set(ids) - {one.id for one in ledger.figures()}
    last = ledger.entries()
    assert len(gone) == 1
    assert {one.id for _, one in ledger.standing(ids, last)} == set(ids) - gone
    assert {one.id for _, one in ledger.standing(ids, ledger.entries("2025-04-18"))} == set(ids)


def test_readings_and_pages_and_scopes_are_told_up_to_an_entry(ledger):
    documents = [one.id for one in ledger.documents()]
    assert [one for one, _ in ledger.pages(ledger.entries())] == documents
    newest = ledger.newest(documents, ledger.entries())
    assert len(newest) == 3
    assert max(newest) == ledger.entries()
    assert (ledger.scopes(ledger.entries(), 9), ledger.scopes(0, 9)) == (1, 0)
