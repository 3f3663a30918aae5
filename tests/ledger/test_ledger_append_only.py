"""The database itself refuses every change, whoever asks and however."""

import sqlite3

import pytest

TABLES = ["entry", "content", "document", "reading", "figure", "statement", "decision"]
COLUMN = {"entry": "body", "content": "bytes"}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = ''",
        "UPDATE OR IGNORE {table} SET {column} = ''",
        "UPDATE OR REPLACE {table} SET {column} = ''",
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE {column} IS NOT NULL",
        "REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
        "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET {column} = ''",
    ],
)
@pytest.mark.parametrize("recursive_triggers", ["ON", "OFF"])
def test_no_row_is_changed_removed_or_replaced(raw, table, statement, recursive_triggers):
    raw.execute(f"PRAGMA recursive_triggers = {recursive_triggers}")
    before = raw.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement.format(table=table, column=COLUMN.get(table, "id")))
    assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


def test_the_first_row_by_another_key_is_not_replaced_either(raw):
    """A new seq with the kind and id of an old entry would push the old one out."""
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        raw.execute(
            "INSERT OR REPLACE INTO entry SELECT 6, kind, id, recorded_at, body,"
            " (SELECT hash FROM entry WHERE seq = 5), hash FROM entry WHERE seq = 1"
        )


@pytest.mark.parametrize(
    ("seq", "previous"),
    [(1, "head"), (3, "head"), (5, "head"), (7, "head"), (0, "head"), (None, "head"), (6, "0" * 64)],
)
def test_an_entry_that_does_not_follow_the_last_one_is_refused(raw, seq, previous):
    head = raw.execute("SELECT hash FROM entry WHERE seq = 5").fetchone()[0]
    with pytest.raises(sqlite3.IntegrityError, match="follows the last one"):
        raw.execute(
            "INSERT OR REPLACE INTO entry VALUES (?, 'decision', 'x', '2026', '{}', ?, 'x')",
            (seq, head if previous == "head" else previous),
        )
