"""What is recorded is there once, unchanged, and whole or not at all."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.evidence import Figure, from_json, to_json
from concord.ledger import (
    ContentDiffers,
    Ledger,
    NotInLedger,
    ReadingOfAnotherDocument,
    UnclearTime,
    UnkeepableValue,
    UnknownClaim,
)

NOW = "2025-04-18T10:00:00+00:00"


def test_everything_comes_back_as_it_went_in(where, report):
    document, content, reading = report("one", (1200, 1300))
    with Ledger.open(where) as ledger:
        recorded = ledger.record(document, content, reading, at=NOW)
        assert recorded.new
        assert (recorded.document_id, recorded.reading_id) == (document.id, reading.id)
        assert ledger.document(document.id).record == document
        assert ledger.content(document.sha256) == content
        assert [kept.record for kept in ledger.figures()] == list(reading.figures)
        assert [kept.id for kept in ledger.figures()] == [figure.id for figure in reading.figures]
        assert [kept.record for kept in ledger.statements()] == list(reading.statements)
        assert [kept.record for kept in ledger.readings(document.id)] == [reading]


def test_it_is_still_there_after_closing(filled):
    with Ledger.open(filled, create=False) as ledger:
        assert [kept.record.name for kept in ledger.documents()] == ["one", "two"]
        assert len(ledger.figures()) == 3
        assert len(ledger.decisions()) == 1


def test_the_same_document_and_reading_again_add_nothing(where, report):
    with Ledger.open(where) as ledger:
        first = ledger.record(*report("one"), at=NOW)
        before = ledger.verify()
        again = ledger.record(*report("one"), at="2025-05-01T00:00:00+00:00")
        assert (first.new_document, first.new_reading) == (True, True)
        assert (again.new_document, again.new_reading) == (False, False)
        assert ledger.verify() == before


def test_a_reading_by_a_later_reader_speaks_and_the_older_one_remains(where, report):
    document, content, older = report("one", (1200, 1300))
    newer = dataclasses.replace(older, reader="concord 2", figures=older.figures[:1])
    with Ledger.open(where) as ledger:
        ledger.record(document, content, older, at=NOW)
        recorded = ledger.record(document, content, newer, at="2025-04-20T10:00:00+00:00")
        assert (recorded.new_document, recorded.new_reading) == (False, True)
        assert len(ledger.figures()) == 1
        assert len(ledger.figures("2025-04-19")) == 2
        assert [kept.record.reader for kept in ledger.readings(document.id)] == ["concord 1", "concord 2"]


def test_a_later_reading_that_finds_nothing_silences_the_older_one(where, report):
    document, content, older = report("one")
    with Ledger.open(where) as ledger:
        ledger.record(document, content, older, at=NOW)
        ledger.record(
            document, content, dataclasses.replace(older, reader="2", figures=(), statements=()), at=NOW
        )
        assert ledger.figures() == []
        assert ledger.statements() == []


def test_a_claim_of_an_older_reading_can_still_be_decided_on(where, report, decision):
    document, content, older = report("one")
    with Ledger.open(where) as ledger:
        ledger.record(document, content, older, at=NOW)
        ledger.record(document, content, dataclasses.replace(older, reader="2", figures=()), at=NOW)
        ledger.decide(decision(older.figures[0].id), at=NOW)
        assert len(ledger.decisions()) == 1


def test_a_decision_said_twice_is_kept_once(filled, decision):
    with Ledger.open(filled) as ledger:
        word = decision(ledger.figures()[0].id, party="iom")
        first = ledger.decide(word, at="2025-04-21T10:00:00+00:00")
        assert ledger.decide(word, at="2025-04-22T10:00:00+00:00") == first
        assert first.record == word
        assert len(ledger.decisions()) == 2


def test_statements_can_be_decided_on(filled, decision):
    with Ledger.open(filled) as ledger:
        ledger.decide(decision(ledger.statements()[0].id, ledger.figures()[0].id), at=NOW)


def test_a_decision_about_nothing_we_know_is_refused_and_names_every_such_claim(filled, decision):
    with Ledger.open(filled) as ledger:
        before = ledger.verify()
        with pytest.raises(UnknownClaim) as refused:
            ledger.decide(decision("no-such", ledger.figures()[0].id, "nor-this"), at=NOW)
        assert refused.value.claims == ["no-such", "nor-this"]
        assert ledger.verify() == before


def test_bytes_that_are_not_the_documents_are_refused(where, report):
    document, _, reading = report("one")
    with Ledger.open(where) as ledger, pytest.raises(ContentDiffers) as refused:
        ledger.record(document, b"other bytes", reading, at=NOW)
    assert refused.value.expected == document.sha256


@pytest.mark.parametrize("part", ["reading", "figure", "statement"])
def test_a_reading_of_another_document_is_refused(where, report, part):
    document, content, reading = report("one")
    wrong = {
        "reading": dataclasses.replace(reading, document="another"),
        "figure": dataclasses.replace(
            reading, figures=(dataclasses.replace(reading.figures[0], document="another"),)
        ),
        "statement": dataclasses.replace(
            reading, statements=(dataclasses.replace(reading.statements[0], document="another"),)
        ),
    }
    with Ledger.open(where) as ledger:
        with pytest.raises(ReadingOfAnotherDocument):
            ledger.record(document, content, wrong[part], at=NOW)
        assert ledger.documents() == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_would_not_come_back_the_same_is_refused(where, report, value):
    document, content, reading = report("one")
    figure = dataclasses.replace(reading.figures[0], value=value)
    with Ledger.open(where) as ledger:
        with pytest.raises(UnkeepableValue):
            ledger.record(document, content, dataclasses.replace(reading, figures=(figure,)), at=NOW)
        assert ledger.documents() == []
        assert ledger.verify().entries == 0


def test_half_a_character_pair_is_refused(where, report):
    document, content, reading = report("one")
    half = dataclasses.replace(document, text="\ud800")
    reading = dataclasses.replace(reading, document=half.id, figures=(), statements=())
    with Ledger.open(where) as ledger, pytest.raises(UnkeepableValue):
        ledger.record(half, content, reading, at=NOW)


@pytest.mark.parametrize(
    "at", ["2025-04-18", "2025-04-18T10:00:00", "yesterday", "0001-01-01T00:00:00+14:00"]
)
def test_a_time_that_names_no_moment_is_refused(where, report, at):
    with Ledger.open(where) as ledger, pytest.raises(UnclearTime):
        ledger.record(*report("one"), at=at)


def test_a_batch_is_kept_whole_or_not_at_all(where, report):
    with Ledger.open(where) as ledger:
        with pytest.raises(UnclearTime), ledger.batch():  # noqa: PT012
            ledger.record(*report("one"), at=NOW)
            ledger.record(*report("two"), at="never")
        assert ledger.documents() == []
        with ledger.batch():
            ledger.record(*report("one"), at=NOW)
            ledger.record(*report("two"), at=NOW)
        assert len(ledger.documents()) == 2
        assert ledger.verify().entries == 4


def test_one_refused_report_in_a_batch_leaves_no_trace_of_itself(where, report):
    document, content, reading = report("bad")
    endless = dataclasses.replace(
        reading, figures=(dataclasses.replace(reading.figures[0], value=float("inf")),)
    )
    with Ledger.open(where) as ledger:
        with ledger.batch():
            ledger.record(*report("one"), at=NOW)
            with pytest.raises(UnkeepableValue):
                ledger.record(document, content, endless, at=NOW)
            ledger.record(*report("two"), at=NOW)
        assert [kept.record.name for kept in ledger.documents()] == ["one", "two"]
        assert ledger.verify().entries == 4


def test_asking_for_what_is_not_there_says_so(filled):
    with Ledger.open(filled) as ledger:
        with pytest.raises(NotInLedger):
            ledger.document("nothing")
        with pytest.raises(NotInLedger):
            ledger.content("0" * 64)


VALUES = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
WORDS = st.text(st.characters(codec="utf-8"))


@settings(max_examples=40, deadline=None)
@given(
    value=VALUES,
    high=st.none() | VALUES,
    source=st.none() | WORDS,
    cumulative=st.sampled_from([None, True, False]),
)
def test_every_value_comes_back_with_its_type(new_ledger, report, value, high, source, cumulative):
    """Also 5 beside 5.0, True beside 1, text with a NUL: equal in Python or cut short in SQL."""
    document, content, reading = report("one")
    figure = dataclasses.replace(
        reading.figures[0], value=value, value_high=high, source=source, cumulative=cumulative
    )
    figure = from_json(Figure, to_json(figure))
    with new_ledger() as ledger:
        ledger.record(document, content, dataclasses.replace(reading, figures=(figure,)), at=NOW)
        (kept,) = ledger.figures()
        assert repr(kept.record) == repr(figure)
        assert kept.record.id == kept.id
        ledger.verify()
