"""Which files are ledgers, and what the others are told."""

import sqlite3
from pathlib import Path

import pytest

from concord.ledger import (
    Ledger,
    LedgerCannotBeUsed,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    NotALedger,
    UnclearTime,
    Verified,
    embedded,
    record,
)
from concord.ledger.schema import LAYOUT

HEAD_1 = "1f443efc6bd7a1f1565fb985f901a377189f32c2fca984871a97e5883243cd94"  # what that Concord said
LAYOUT_1 = Path(__file__).with_name("layout-1.sql")
NOW = "2025-04-18T10:00:00+00:00"


def test_a_file_that_is_not_there_is_made_only_on_request(path):
    with pytest.raises(NotALedger, match="no such file"):
        Ledger.open(path, create=False)
    assert not path.exists()
    Ledger.open(path).close()
    Ledger.open(path, create=False).close()


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    with Ledger.open(path) as ledger:
        assert ledger.verify().entries == 0


def test_a_file_of_something_else_is_named_and_left_alone(path):
    path.write_text("date,returned\n2025-04-18,1200\n" * 50)
    before = path.read_bytes()
    with pytest.raises(NotALedger) as refused:
        Ledger.open(path)
    assert refused.value.where == str(path)
    assert path.read_bytes() == before


def test_a_database_of_something_else_is_left_alone(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    with pytest.raises(NotALedger, match="something else"):
        Ledger.open(path)


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(LedgerCannotBeUsed):
        Ledger.open(tmp_path)


def test_a_ledger_of_a_later_concord_is_refused(filled_file, raw_file):
    raw_file.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerIsNewer) as refused:
        Ledger.open(filled_file)
    assert (refused.value.version, refused.value.known) == (99, LAYOUT)


def test_a_ledger_of_the_first_layout_is_brought_forward(path, filled_file):
    """Its log and its bytes stay as they are; all else is made anew from them."""
    with sqlite3.connect(path.with_name("old.db")) as old:
        old.executescript(LAYOUT_1.read_text("utf-8"))
    old.close()
    with Ledger.open(path.with_name("old.db")) as ledger, Ledger.open(filled_file) as fresh:
        assert ledger.verify() == Verified(5, HEAD_1)
        assert ledger.documents()[0].record == fresh.documents()[0].record
        assert ledger.figures() == fresh.figures()
        assert ledger.decisions() == fresh.decisions()


def test_a_damaged_file_is_called_damaged(filled_file):
    whole = bytearray(filled_file.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    filled_file.write_bytes(whole)
    with pytest.raises(LedgerIsDamaged), Ledger.open(filled_file) as ledger:
        ledger.figures()


def test_a_writer_that_waited_in_vain_is_told_so(filled_file, raw_file, report, monkeypatch):
    monkeypatch.setattr(embedded, "WAIT", 0.05)
    raw_file.execute("BEGIN IMMEDIATE")
    with Ledger.open(filled_file) as ledger:
        with pytest.raises(LedgerIsBusy):
            ledger.record(*report("three"), at=NOW)
        assert len(ledger.documents()) == 2  # reading goes on meanwhile
    raw_file.execute("ROLLBACK")


@pytest.fixture
def indexes_put_off(monkeypatch) -> None:
    """As a transaction of thousands of figures does it, with a few."""
    monkeypatch.setattr(embedded, "MANY", 1)
    monkeypatch.setattr(record, "AT_ONCE", 1)


def _indexes(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}


@pytest.mark.usefixtures("indexes_put_off")
def test_indexes_that_a_large_batch_puts_off_are_there_for_questions_and_at_its_end(path, report, decision):
    with Ledger.open(path) as ledger:
        own = ledger._engine.connection
        whole = _indexes(own)
        with ledger.batch():
            reports = [report(f"r{number}", (number + 100, number + 200)) for number in range(5)]
            for one in reports:
                ledger.record(*one, at=NOW)
            assert _indexes(own) < whole
            assert len(ledger.figures()) == 10
            assert _indexes(own) == whole
            ledger.record(*report("last"), at=NOW)
            ledger.decide(decision(reports[0][2].figures[0].id), at=NOW)
        assert _indexes(own) == whole
        assert len(ledger.figures()) == 11
        assert ledger.verify().entries == 13


@pytest.mark.usefixtures("indexes_put_off")
def test_a_large_batch_that_fails_leaves_indexes_and_rows_as_they_were(filled_file, raw_file, report):
    before = _indexes(raw_file)
    with Ledger.open(filled_file) as ledger:
        with pytest.raises(UnclearTime), ledger.batch():  # noqa: PT012
            for number in range(20):
                ledger.record(*report(f"r{number}"), at=NOW)
            assert _indexes(ledger._engine.connection) < before
            assert _indexes(raw_file) == before  # nobody else sees the table without them
            ledger.record(*report("bad"), at="never")
        assert _indexes(raw_file) == before
        assert ledger.verify().entries == 5
        with ledger.batch():
            ledger.record(*report("good"), at=NOW)
        assert ledger.verify().entries == 7


def test_a_full_disk_loses_nothing_that_was_acknowledged(filled_file, report):
    with Ledger.open(filled_file) as ledger:
        pages = ledger._engine.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._engine.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerCannotBeUsed, match="full"), ledger.batch():  # noqa: PT012
            for number in range(1000):
                ledger.record(*report(f"r{number}", tuple(range(100, 150))), at=NOW)
        assert len(ledger.documents()) == 2
        ledger.verify()
