"""A ledger moves between databases and into plain files: everything arrives, hash for hash."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from concord.ledger import Archive, BrokenChain, FolderIsTaken, Ledger, LedgersDiffer, NotALedger, NotInLedger

WRITER = Path(__file__).with_name("writer.py")


@pytest.fixture
def archive(filled, tmp_path):
    with Ledger.open(filled, create=False) as ledger:
        ledger.write_archive(tmp_path / "archive")
    return tmp_path / "archive"


def _told(ledger):
    """Everything that a ledger answers."""
    return ledger.seal(), ledger.documents(), ledger.figures(), ledger.statements(), ledger.decisions()


def test_a_ledger_taken_over_answers_as_the_one_it_came_from(filled, tmp_path):
    with Ledger.open(filled) as old, Ledger.open(tmp_path / "new.db") as new:
        assert new.take_over(old) == 5
        assert _told(new) == _told(old)
        document = old.documents()[0].record
        assert new.content(document.sha256) == old.content(document.sha256)


def test_an_archive_goes_back_into_either_database(archive, where, filled):
    with Ledger.open(filled) as old, Ledger.open(str(archive.parent / "back.db")) as back:
        assert back.take_over(Archive(archive)) == 5
        assert _told(back) == _told(old)
        assert (archive / "seal.txt").read_text("utf-8").strip() == str(old.seal())


def test_the_server_takes_over_from_a_file_and_the_file_from_the_server(where, filled_file):
    if where == str(filled_file):
        pytest.skip("the same file")
    with Ledger.open(filled_file) as old, Ledger.open(where) as new:
        assert new.take_over(old) == 5
        assert _told(new) == _told(old)


def test_taking_over_again_adds_only_what_has_come_since(filled, tmp_path, report):
    with Ledger.open(filled) as old, Ledger.open(tmp_path / "copy.db") as copy:
        copy.take_over(old)
        assert copy.take_over(old) == 0
        old.record(*report("three"), at="2025-04-21T10:00:00+00:00")
        assert copy.take_over(old) == 2
        assert copy.seal() == old.seal()


def test_a_ledger_that_went_its_own_way_takes_nothing_over(filled, tmp_path, report):
    with Ledger.open(filled) as old, Ledger.open(tmp_path / "other.db") as other:
        other.record(*report("elsewhere"), at="2025-04-21T10:00:00+00:00")
        with pytest.raises(LedgersDiffer) as refused:
            other.take_over(old)
        assert refused.value.seq == 2
        assert len(other.documents()) == 1


def test_a_longer_ledger_takes_nothing_over_from_a_shorter_one(filled, tmp_path, report):
    with Ledger.open(filled) as old, Ledger.open(tmp_path / "longer.db") as longer:
        longer.take_over(old)
        longer.record(*report("three"), at="2025-04-21T10:00:00+00:00")
        with pytest.raises(LedgersDiffer):
            longer.take_over(old)


def test_every_line_of_the_archive_is_an_entry_that_a_person_can_read(archive):
    entries = [json.loads(line) for line in (archive / "entries.jsonl").read_text("utf-8").splitlines()]
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[1]["body"]["figures"][0]["measure"] == "returned"
    assert "SHA-256" in (archive / "README.txt").read_text("utf-8")


def _swap(archive, old, new):
    path = archive / "entries.jsonl"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ('"measure":"returned"', '"measure":"deported"', 2),
        ('"recorded_at":"2025-04-19', '"recorded_at":"2025-04-18', 3),
        ('"kind":"document"', '"kind":"rumour"', None),
    ],
)
def test_an_archive_that_was_changed_is_refused_at_the_entry(archive, tmp_path, old, new, entry):
    _swap(archive, old, new)
    with Ledger.open(tmp_path / "back.db") as back, pytest.raises(BrokenChain) as broken:
        back.take_over(Archive(archive))
    assert broken.value.seq == entry


def test_a_line_that_is_cut_is_named(archive, tmp_path):
    path = archive / "entries.jsonl"
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    with (
        Ledger.open(tmp_path / "back.db") as back,
        pytest.raises(BrokenChain, match=r"line 5 of entries\.jsonl"),
    ):
        back.take_over(Archive(archive))


def test_bytes_that_were_changed_or_lost_are_named(archive, tmp_path):
    first = min(path for path in (archive / "contents").rglob("*") if path.is_file())
    kept = first.read_bytes()
    first.write_bytes(kept + b"!")
    with Ledger.open(tmp_path / "one.db") as back, pytest.raises(BrokenChain, match=first.name):
        back.take_over(Archive(archive))
    first.unlink()
    with Ledger.open(tmp_path / "two.db") as back, pytest.raises(NotInLedger, match=first.name):
        back.take_over(Archive(archive))


def test_an_archive_is_never_written_over_something(archive, filled):
    with Ledger.open(filled) as ledger, pytest.raises(FolderIsTaken, match="not empty"):
        ledger.write_archive(archive)


def test_a_folder_without_entries_is_no_archive(tmp_path):
    with pytest.raises(NotALedger, match="no entries"):
        Archive(tmp_path)


def test_a_copy_made_while_others_write_is_whole(where, tmp_path):
    command = [sys.executable, str(WRITER), str(where), "0", "120"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        copied = 0
        while writer.poll() is None:
            with Ledger.open(where, create=False) as old, Ledger.open(tmp_path / "copy.db") as copy:
                copied += copy.take_over(old)
                assert copy.verify().entries == copied
            writer.stdout.readline()
        writer.stdout.read()
    with Ledger.open(where, create=False) as old, Ledger.open(tmp_path / "copy.db") as copy:
        copy.take_over(old)
        assert copy.seal() == old.seal()


def test_a_restored_ledger_goes_on(archive, tmp_path, report):
    shutil.copytree(archive, tmp_path / "carried")
    with Ledger.open(tmp_path / "restored.db") as restored:
        restored.take_over(Archive(tmp_path / "carried"))
        restored.record(*report("after"), at="2025-05-01T10:00:00+00:00")
        assert restored.verify().entries == 7
