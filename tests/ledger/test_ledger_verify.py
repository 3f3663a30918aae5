"""Every kind of tampering is found, and the first entry that does not hold is named.

The tamperer here is thorough: triggers are dropped, the file changed, and the triggers
put back. Entries: 1 document one, 2 its reading, 3 document two, 4 its reading, 5 a decision.
"""

import hashlib
import json
import sqlite3
from contextlib import contextmanager

import pytest

from concord.ledger import BrokenChain, Ledger, LedgerCannotBeUsed


@contextmanager
def _triggers_away(raw):
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        raw.execute(sql)


def _broken(path):
    with Ledger.open(path) as ledger, pytest.raises(BrokenChain) as broken:
        ledger.verify()
    return broken.value


def test_an_untouched_ledger_holds(filled):
    with Ledger.open(filled) as ledger:
        verified = ledger.verify()
        assert verified.entries == 5
        assert len(verified.head) == 64


def test_an_empty_ledger_holds(path):
    with Ledger.open(path) as ledger:
        assert (ledger.verify().entries, ledger.verify().head) == (0, "0" * 64)


def test_the_chain_can_be_recomputed_from_the_documentation_alone(raw):
    """As docs/reference/ledger.md says it, with nothing of Concord's own code."""
    previous, expected = "0" * 64, 1
    for seq, kind, identity, recorded_at, body, named, found in raw.execute(
        "SELECT * FROM entry ORDER BY seq"
    ):
        body_digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
        array = [previous, seq, kind, identity, recorded_at, body_digest]
        text = json.dumps(array, ensure_ascii=False, separators=(",", ":"))
        assert (seq, named) == (expected, previous)
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == found
        previous, expected = found, seq + 1
    assert expected == 6


@pytest.mark.parametrize("upkeep", ["VACUUM", "ANALYZE", "REINDEX", "PRAGMA wal_checkpoint(TRUNCATE)"])
def test_upkeep_of_the_database_changes_nothing(filled, raw, upkeep):
    raw.execute(upkeep)
    with Ledger.open(filled) as ledger:
        assert ledger.verify().entries == 5


def test_progress_counts_the_entries(filled):
    seen = []
    with Ledger.open(filled) as ledger:
        ledger.verify(lambda done, total: seen.append((done, total)))
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


TAMPERED = [  # what was done, the entry that is named, a word of what is told
    ("UPDATE entry SET body = replace(body, '1200', '1201') WHERE seq = 2", 2, "was changed"),
    ("UPDATE entry SET body = body || ' ' WHERE seq = 4", 4, "was changed"),
    ("UPDATE entry SET recorded_at = '2025-04-01T00:00:00.000000+00:00' WHERE seq = 3", 3, "was changed"),
    ("UPDATE entry SET kind = 'document' WHERE seq = 5", 5, "was changed"),
    ("UPDATE entry SET id = 'x' WHERE seq = 1", 1, "was changed"),
    ("UPDATE entry SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE seq = 5", 5, "was changed"),
    ("UPDATE entry SET previous = hash WHERE seq = 2", 2, "before"),
    ("DELETE FROM entry WHERE seq = 1", 1, "missing"),
    ("DELETE FROM entry WHERE seq = 3", 3, "missing"),
    ("DELETE FROM entry WHERE seq = 5", None, "entry 5, which is missing"),
    ("UPDATE entry SET seq = CASE seq WHEN 2 THEN -4 WHEN 4 THEN -2 ELSE seq END;"
     "UPDATE entry SET seq = -seq WHERE seq < 0", 2, "before"),
    ("UPDATE figure SET value = 1201 WHERE seq = 2 AND position = 0", 2, "row 0"),
    ("UPDATE figure SET value = 1300.0 WHERE seq = 2 AND position = 1", 2, "row 1"),
    ("UPDATE figure SET cumulative = NULL WHERE seq = 4", 4, "figure"),
    ("UPDATE figure SET because = '[]' WHERE seq = 4", 4, "figure"),
    ("UPDATE figure SET id = 'x' WHERE seq = 4", 4, "figure"),
    ("UPDATE figure SET seq = 4, position = 9 WHERE seq = 2 AND position = 1", 2, "1 rows instead of 2"),
    ("DELETE FROM figure WHERE seq = 2 AND position = 0", 2, "1 rows instead of 2"),
    ("DELETE FROM statement WHERE seq = 4", 4, "statement"),
    ("UPDATE document SET publisher = 'another' WHERE seq = 3", 3, "document"),
    ("UPDATE reading SET reader = 'another' WHERE seq = 4", 4, "reading"),
    ("DELETE FROM reading WHERE seq = 2", 2, "reading"),
    ("UPDATE decision SET party = 'gov-pk'", 5, "decision"),
    ("CREATE TEMP TABLE copy AS SELECT * FROM decision; UPDATE copy SET seq = 6;"
     "INSERT INTO decision SELECT * FROM copy", None, "entry 6, which is missing"),
    ("UPDATE content SET bytes = CAST('other' AS BLOB)"
     " WHERE sha256 = (SELECT sha256 FROM document WHERE seq = 3)", 3, "bytes named by sha256 were changed"),
    ("UPDATE content SET bytes = CAST('other' AS BLOB)"
     " WHERE sha256 = (SELECT text_sha256 FROM document WHERE seq = 1)", 1, "text_sha256 were changed"),
    ("DELETE FROM content WHERE sha256 = (SELECT sha256 FROM document WHERE seq = 3)", 3, "missing"),
    ("INSERT INTO content VALUES ('beef', x'00')", None, "no document brought"),
    ("DELETE FROM entry WHERE seq > 3; DELETE FROM reading WHERE seq > 3; DELETE FROM decision",
     None, "figure has a row of entry 4, which is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("tampering", "seq", "told"), TAMPERED)
def test_tampering_is_found_and_named(filled, raw, tampering, seq, told):
    with _triggers_away(raw):
        raw.executescript(tampering)
    broken = _broken(filled)
    assert broken.seq == seq
    assert told in str(broken)


@pytest.mark.parametrize("kind", ["trigger", "index"])
def test_a_missing_trigger_or_index_is_found_by_name(filled, raw, kind):
    made = raw.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,)
    ).fetchall()
    assert made
    for name, sql in made:
        raw.execute(f"DROP {kind} {name}")
        assert str(_broken(filled)) == f"missing from the database: {kind} {name}"
        raw.execute(sql)
    with Ledger.open(filled) as ledger:
        ledger.verify()


def test_a_trigger_that_was_weakened_is_found(filled, raw):
    raw.execute("DROP TRIGGER figure_refuses_delete")
    raw.execute("CREATE TRIGGER figure_refuses_delete BEFORE DELETE ON figure BEGIN SELECT 1; END")
    assert "figure_refuses_delete" in str(_broken(filled))


def test_a_trigger_that_swallows_new_entries_is_found(filled, raw):
    raw.execute("CREATE TRIGGER quiet BEFORE INSERT ON figure BEGIN SELECT RAISE(IGNORE); END")
    assert str(_broken(filled)) == "foreign to the database: trigger quiet"


def test_a_body_rewritten_with_a_fresh_hash_is_found_by_its_successor(filled, raw):
    previous, kind, identity, at, body = raw.execute(
        "SELECT previous, kind, id, recorded_at, body FROM entry WHERE seq = 1"
    ).fetchone()
    body = body.replace('"name":"one"', '"name":"other"')
    array = [previous, 1, kind, identity, at, hashlib.sha256(body.encode()).hexdigest()]
    fresh = hashlib.sha256(json.dumps(array, separators=(",", ":")).encode()).hexdigest()
    with _triggers_away(raw):
        raw.execute("UPDATE entry SET body = ?, hash = ? WHERE seq = 1", (body, fresh))
        raw.execute("UPDATE document SET name = 'other' WHERE seq = 1")
    assert _broken(filled).seq == 2


@pytest.mark.parametrize("word", [b"returned", b"counted twice", b"concord 1"])
def test_one_byte_changed_in_the_file_itself_is_found(filled, word):
    """Wherever the word stands: in a body, in a row, in an index or in the bytes as got."""
    sqlite3.connect(filled).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    whole = filled.read_bytes()
    places = [place for place in range(len(whole)) if whole.startswith(word, place)]
    assert places
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1
        filled.write_bytes(changed)
        with Ledger.open(filled) as ledger, pytest.raises((BrokenChain, LedgerCannotBeUsed)):
            ledger.verify()
