"""Every kind of tampering is found, and the first entry that does not hold is named.

The tamperer here is thorough: triggers are dropped, the file changed, and the triggers
put back. Entries: 1 document one, 2 its reading, 3 document two, 4 its reading, 5 a decision.
"""

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import Figure, PartialDate
from concord.evidence.codec import told_with_id
from concord.ledger import BrokenChain, Ledger, LedgerCannotBeUsed
from concord.ledger.embedded import agreement
from concord.ledger.tables import TABLES, agrees


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
    for seq, kind, identity, recorded_at, body, named, found in raw.rows("SELECT * FROM entry ORDER BY seq"):
        body_digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
        array = [previous, seq, kind, identity, recorded_at, body_digest]
        text = json.dumps(array, ensure_ascii=False, separators=(",", ":"))
        assert (seq, named) == (expected, previous)
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == found
        previous, expected = found, seq + 1
    assert expected == 6


@pytest.mark.parametrize("upkeep", ["VACUUM", "ANALYZE", "REINDEX", "PRAGMA wal_checkpoint(TRUNCATE)"])
def test_upkeep_of_the_database_changes_nothing(filled_file, raw_file, upkeep):
    raw_file.execute(upkeep)
    with Ledger.open(filled_file) as ledger:
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
    ("UPDATE figure SET body = replace(body, '1200', '1201') WHERE seq = 2 AND position = 0", 2, "figure"),
    ("UPDATE figure SET body = replace(body, '1300', '1300.0') WHERE seq = 2", 2, "figure"),
    ("UPDATE figure SET body = body || ' ' WHERE seq = 4", 4, "figure"),
    ("UPDATE figure SET body = '{}' WHERE seq = 4", 4, "figure"),
    ("UPDATE figure SET measure = 'deported' WHERE seq = 4", 4, "row 0 of table figure"),
    ("UPDATE figure SET status = 'acc' WHERE seq = 2 AND position = 1", 2, "row 1 of table figure"),
    ("UPDATE figure SET period_end = NULL WHERE seq = 4", 4, "row 0 of table figure"),
    ("UPDATE figure SET id = 'x' WHERE seq = 4", 4, "row 0 of table figure"),
    ("UPDATE statement SET document = 'x' WHERE seq = 4", 4, "row 0 of table statement"),
    ("UPDATE document SET text_sha256 = sha256 WHERE seq = 3", 3, "row 0 of table document"),
    ("UPDATE figure SET seq = 4, position = 9 WHERE seq = 2 AND position = 1", 2, "figure"),
    ("DELETE FROM figure WHERE seq = 2 AND position = 0", 2, "in order"),
    ("DELETE FROM figure WHERE seq = 2 AND position = 1", 2, "figure"),
    ("DELETE FROM statement WHERE seq = 4", 4, "statement"),
    ("UPDATE document SET body = replace(body, 'two', 'new') WHERE seq = 3", 3, "document"),
    ("UPDATE document SET id = 'another' WHERE seq = 3", 3, "document"),
    ("UPDATE reading SET body = replace(body, 'concord 1', 'concord 2') WHERE seq = 4", 4, "reading"),
    ("DELETE FROM reading WHERE seq = 2", 2, "reading"),
    ("UPDATE reading SET body = '[]' WHERE seq = 4", 4, "reading"),
    ("CREATE TEMP TABLE copy AS SELECT * FROM document WHERE seq = 3; UPDATE copy SET position = 1;"
     "INSERT INTO document SELECT * FROM copy", 3, "table document differs"),
    ("UPDATE figure SET body = 'words' WHERE seq = 4", 4, "row 0 of table figure"),
    ("UPDATE figure SET place = 'Torkham' WHERE seq = 4", 4, "row 0 of table figure"),
    ("UPDATE figure SET position = 5 WHERE seq = 2 AND position = 1", 2, "in order"),
    ("UPDATE statement SET seq = 1 WHERE seq = 2", None, "statement has a row of entry 1, which is missing"),
    ("UPDATE reading SET reader = 'concord 2' WHERE seq = 4", 4, "row 0 of table reading"),
    ("UPDATE reading SET body = 'words' WHERE seq = 4", 4, "reading"),
    ("UPDATE decision SET position = 1", 5, "in order"),
    ("UPDATE decision SET body = replace(body, 'gov-af', 'gov-pk')", 5, "decision"),
    ("CREATE TEMP TABLE copy AS SELECT * FROM decision; UPDATE copy SET seq = 6;"
     "INSERT INTO decision SELECT * FROM copy", None, "entry 6, which is missing"),
    ("UPDATE content SET bytes = {bytes}"
     " WHERE sha256 = (SELECT sha256 FROM document WHERE seq = 3)", 3, "were changed"),
    ("UPDATE content SET bytes = {bytes}"
     " WHERE sha256 = (SELECT text_sha256 FROM document WHERE seq = 1)", 1, "were changed"),
    ("DELETE FROM content WHERE sha256 = (SELECT sha256 FROM document WHERE seq = 3)", 3, "missing"),
    (f"INSERT INTO content VALUES ('{hashlib.sha256(b'other').hexdigest()}', {{bytes}})",
     None, "no document brought"),
    ("DELETE FROM entry WHERE seq > 3; DELETE FROM reading WHERE seq > 3; DELETE FROM decision",
     None, "figure has a row of entry 4, which is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("tampering", "seq", "told"), TAMPERED)
def test_tampering_is_found_and_named(filled, raw, tampering, seq, told):
    with raw.triggers_away():
        raw.run(tampering.replace("{bytes}", raw.bytes))
    broken = _broken(filled)
    assert broken.seq == seq
    assert told in str(broken)


@pytest.mark.parametrize("kind", ["trigger", "index"])
def test_a_missing_trigger_or_index_is_found_by_name(filled_file, raw_file, kind):
    made = raw_file.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,)
    ).fetchall()
    assert made
    for name, sql in made:
        raw_file.execute(f"DROP {kind} {name}")
        assert str(_broken(filled_file)) == f"missing from the database: {kind} {name}"
        raw_file.execute(sql)
    with Ledger.open(filled_file) as ledger:
        ledger.verify()


def test_a_trigger_that_was_weakened_is_found(filled_file, raw_file):
    raw_file.execute("DROP TRIGGER figure_refuses_delete")
    raw_file.execute("CREATE TRIGGER figure_refuses_delete BEFORE DELETE ON figure BEGIN SELECT 1; END")
    assert "figure_refuses_delete" in str(_broken(filled_file))


def test_a_trigger_that_swallows_new_entries_is_found(filled_file, raw_file):
    raw_file.execute("CREATE TRIGGER quiet BEFORE INSERT ON figure BEGIN SELECT RAISE(IGNORE); END")
    assert str(_broken(filled_file)) == "foreign to the database: trigger quiet"


WEAKENED = [  # what a superuser does on the server, and what verify names
    ("DROP TRIGGER figure_only_grows ON figure", "missing from the database: trigger figure_only_grows"),
    ("DROP TRIGGER entry_follows ON entry", "missing from the database: trigger entry_follows"),
    ("ALTER TABLE figure DISABLE TRIGGER figure_only_grows", "trigger figure_only_grows"),
    ("ALTER TABLE figure DISABLE TRIGGER ALL", "trigger figure_only_grows"),
    ("ALTER TABLE entry ENABLE TRIGGER entry_only_grows", "trigger entry_only_grows"),
    ("DROP TRIGGER content_only_grows ON content; CREATE TRIGGER content_only_grows BEFORE DELETE ON content"
     " FOR EACH STATEMENT EXECUTE FUNCTION only_grows()", "trigger content_only_grows"),
    ("CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
     "function only_grows"),
    ("CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
     "CREATE TRIGGER quiet BEFORE INSERT ON figure FOR EACH ROW EXECUTE FUNCTION quiet()",
     "foreign to the database: function quiet"),
    ("CREATE RULE quiet AS ON INSERT TO figure DO INSTEAD NOTHING", "foreign to the database: rule quiet"),
    ("ALTER TABLE figure ENABLE ROW LEVEL SECURITY", "table figure"),
    ("ALTER TABLE figure ADD note text", "table figure"),
    ("DROP INDEX entry_once", "missing from the database: index entry_once"),
    ("CREATE TABLE elsewhere (words text)", "foreign to the database: table elsewhere"),
]  # fmt: skip


@pytest.mark.parametrize("where", ["server"], indirect=True)
@pytest.mark.parametrize(("weakening", "told"), WEAKENED)
def test_a_server_that_no_longer_refuses_is_found(filled, raw, weakening, told):
    raw.run(weakening)
    assert told in str(_broken(filled))


def test_a_body_rewritten_with_a_fresh_hash_is_found_by_its_successor(filled, raw):
    previous, kind, identity, at, body = raw.rows(
        "SELECT previous, kind, id, recorded_at, body FROM entry WHERE seq = 1"
    )[0]
    body = body.replace('"name":"one"', '"name":"other"')
    array = [previous, 1, kind, identity, at, hashlib.sha256(body.encode()).hexdigest()]
    fresh = hashlib.sha256(json.dumps(array, separators=(",", ":")).encode()).hexdigest()
    with raw.triggers_away():
        raw.run(f"UPDATE entry SET body = '{body}', hash = '{fresh}' WHERE seq = 1")
        raw.run(f"UPDATE document SET body = '{body}' WHERE seq = 1")
    assert _broken(filled).seq == 2


@pytest.mark.parametrize("word", [b"returned", b"counted twice", b"concord 1"])
def test_one_byte_changed_in_the_file_itself_is_found(filled_file, word):
    """Wherever the word stands: in a body, in a row, in an index or in the bytes as got."""
    sqlite3.connect(filled_file).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    whole = filled_file.read_bytes()
    places = [place for place in range(len(whole)) if whole.startswith(word, place)]
    assert places
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1
        filled_file.write_bytes(changed)
        with Ledger.open(filled_file) as ledger, pytest.raises((BrokenChain, LedgerCannotBeUsed)):
            ledger.verify()


FIGURES = TABLES["figure"]
WORDS = (
    st.none() | st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(['"', "null", "a\0", "5"])
)
CODES = st.none() | st.sampled_from(["returned", "acc", "گورنر", "two words"])


def _found_in_agreement(row):
    """What the embedded file says of a row, without keeping it."""
    columns = ", ".join(f"CAST(? AS text) AS {name}" for name in (*FIGURES.repeated, "body"))
    query = f"SELECT CASE WHEN {agreement(FIGURES)} THEN 1 ELSE 0 END FROM (SELECT {columns})"
    with closing(sqlite3.connect(":memory:")) as connection:
        return bool(connection.execute(query, row[2:]).fetchone()[0])


def _row(place, status):
    figure = Figure(
        document="d",
        start=0,
        end=1,
        text="1",
        value=1,
        place=place,
        status=status,
        period_end=PartialDate("2025"),
    )
    identity, text = told_with_id(figure)
    return (1, 0, *FIGURES.cells(identity, [getattr(figure, name) for name in FIGURES.fields], text))


@given(told=WORDS, kept=WORDS)
def test_what_the_database_takes_for_agreement_is_agreement(told, kept):
    """The quick way, all rows of an entry at once, never passes what reading the text would refuse."""
    row, place = list(_row(told, "acc")), 2 + FIGURES.repeated.index("place")
    row[place] = _row(kept, "acc")[place]
    assert agrees(FIGURES, row) or not _found_in_agreement(row)


@given(place=CODES, status=CODES)
def test_the_database_tells_alone_that_rows_of_plain_words_agree(place, status):
    assert _found_in_agreement(_row(place, status))
