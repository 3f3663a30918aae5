"""Each database itself refuses every change, whoever asks and however."""

import sqlite3

import pytest

from concord.ledger.record import CONTENT, ENTRY
from concord.ledger.tables import TABLES as QUESTIONS

TABLES = ["entry", "content", "document", "reading", "figure", "statement", "decision"]
WRITTEN = {"entry": ENTRY, "content": CONTENT, **{table.name: table.written for table in QUESTIONS.values()}}
COLUMN = {"content": "bytes"}


def _on(table, statement):
    column = COLUMN.get(table, "body")
    return statement.format(table=table, column=column, written=", ".join(WRITTEN[table]))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = '{{}}'",
        "UPDATE OR IGNORE {table} SET {column} = '{{}}'",
        "UPDATE OR REPLACE {table} SET {column} = '{{}}'",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {column} IS NOT NULL",
        "REPLACE INTO {table} ({written}) SELECT {written} FROM {table} LIMIT 1",
        "INSERT OR REPLACE INTO {table} ({written}) SELECT {written} FROM {table}",
        "INSERT OR IGNORE INTO {table} ({written}) SELECT {written} FROM {table}",
        "INSERT INTO {table} ({written}) SELECT {written} FROM {table} WHERE true"
        " ON CONFLICT DO UPDATE SET {column} = '{{}}'",
    ],
)
@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
def test_no_row_is_changed_removed_or_replaced(raw_file, table, statement, recursive_triggers):
    raw_file.execute(f"PRAGMA recursive_triggers = {recursive_triggers}")
    before = raw_file.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError):
        raw_file.execute(_on(table, statement))
    assert raw_file.execute(f"SELECT * FROM {table}").fetchall() == before


def test_the_first_row_by_another_key_is_not_replaced_either(raw_file):
    """A new seq with the kind and id of an old entry would push the old one out."""
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        raw_file.execute(
            "INSERT OR REPLACE INTO entry SELECT 6, kind, id, recorded_at, body,"
            " (SELECT hash FROM entry WHERE seq = 5), hash FROM entry WHERE seq = 1"
        )


@pytest.mark.parametrize(
    ("seq", "previous"),
    [(1, "head"), (3, "head"), (5, "head"), (7, "head"), (0, "head"), (None, "head"), (6, "0" * 64)],
)
def test_an_entry_that_does_not_follow_the_last_one_is_refused(raw_file, seq, previous):
    head = raw_file.execute("SELECT hash FROM entry WHERE seq = 5").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match="follows the last one"):
        raw_file.execute(
            "INSERT OR REPLACE INTO entry VALUES (?, 'decision', 'x', '2026', '{}', ?, 'x')",
            (seq, head if previous == "head" else previous),
        )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = {column}",
        "UPDATE {table} SET {column} = {column} WHERE false",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "TRUNCATE {table} CASCADE",
        "INSERT INTO {table} ({written}) SELECT {written} FROM {table}",
        "INSERT INTO {table} ({written}) SELECT {written} FROM {table}"
        " ON CONFLICT (seq, position) DO UPDATE SET {column} = excluded.{column}",
        "MERGE INTO {table} t USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    ],
)
@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_the_server_refuses_a_superuser_too(raw, table, statement, role):
    """Also one who plays the replica, a session in which ordinary triggers sleep."""
    raw.run(f"SET session_replication_role = {role}")
    before = raw.rows(f"SELECT * FROM {table}")
    assert before
    with pytest.raises(raw.refusal):
        raw.run(_on(table, statement))
    assert raw.rows(f"SELECT * FROM {table}") == before


@pytest.mark.parametrize("seq", [1, 5, 7, 0])
@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_the_server_refuses_an_entry_that_does_not_follow_the_last_one(raw, seq):
    with pytest.raises(raw.refusal):
        raw.run(
            f"INSERT INTO entry SELECT {seq}, 'decision', 'x', '2026', '{{}}', hash, 'x'"
            " FROM entry WHERE seq = 5"
        )
    with pytest.raises(raw.refusal, match="follows the last one"):
        raw.run(
            "INSERT INTO entry SELECT 6, 'decision', 'x', '2026', '{}', previous, 'x'"
            " FROM entry WHERE seq = 5"
        )
