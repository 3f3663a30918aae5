"""Which files are ledgers, and what the others are told."""

import sqlite3

import pytest

from concord.ledger import (
    Ledger,
    LedgerCannotBeUsed,
    LedgerHasOtherColumns,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    NotALedger,
)
from concord.ledger import file as ledger_file

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
    assert refused.value.path == path
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


def test_a_ledger_of_a_later_concord_is_refused(filled, raw):
    raw.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerIsNewer) as refused:
        Ledger.open(filled)
    assert (refused.value.version, refused.value.known) == (99, 1)


def test_a_ledger_that_lacks_a_field_of_the_records_is_refused(filled, raw):
    raw.execute("DROP INDEX figure_by_measure_status_party")
    raw.execute("ALTER TABLE figure RENAME COLUMN status TO legal_status")
    with pytest.raises(LedgerHasOtherColumns) as refused:
        Ledger.open(filled)
    assert (refused.value.table, refused.value.missing) == ("figure", ["status"])


def test_a_damaged_file_is_called_damaged(filled):
    whole = bytearray(filled.read_bytes())
    for page in range(1, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    filled.write_bytes(whole)
    with pytest.raises(LedgerIsDamaged), Ledger.open(filled) as ledger:
        ledger.figures()


def test_a_writer_that_waited_in_vain_is_told_so(filled, raw, report, monkeypatch):
    monkeypatch.setattr(ledger_file, "WAIT", 0.05)
    raw.execute("BEGIN IMMEDIATE")
    with Ledger.open(filled) as ledger:
        with pytest.raises(LedgerIsBusy):
            ledger.record(*report("three"), at=NOW)
        assert len(ledger.documents()) == 2  # reading goes on meanwhile
    raw.execute("ROLLBACK")


def test_a_full_disk_loses_nothing_that_was_acknowledged(filled, report):
    with Ledger.open(filled) as ledger:
        pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerCannotBeUsed, match="full"), ledger.batch():  # noqa: PT012
            for number in range(1000):
                ledger.record(*report(f"r{number}", tuple(range(100, 150))), at=NOW)
        assert len(ledger.documents()) == 2
        ledger.verify()
