"""The tables in the embedded file, and the triggers by which the database itself refuses change.

``INSERT OR REPLACE`` deletes the row in its way without waking a delete trigger
(SQLite does so unless ``recursive_triggers`` is on, which every connection decides
for itself). So each table also refuses to insert a row whose key is taken.
"""

from collections.abc import Iterator
from functools import cache

from concord.ledger.chain import START
from concord.ledger.tables import Table, tables

__all__ = ["APPLICATION_ID", "LAYOUT", "statements"]

APPLICATION_ID = 0x434F4E43  # "CONC", in the header of the file
LAYOUT = 1  # raised whenever a table changes; kept in the file as user_version

_ENTRY = """CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT"""
_CONTENT = "CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT"
_INDEXES = {
    "entry": ("recorded_at",),
    "document": ("id", "sha256", "text_sha256"),
    "reading": ("id", "document, seq"),
    "figure": ("id", "document", "measure, status, party"),
    "statement": ("id", "document"),
    "decision": ("id",),
}
_FOLLOWS = f"""CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '{START}')
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END"""


@cache
def statements() -> tuple[str, ...]:
    """Every statement that makes an empty ledger, in order; verify compares with the same text."""
    return tuple(_statements())


def _statements() -> Iterator[str]:
    yield _ENTRY
    yield _CONTENT
    yield from map(_typed, tables().values())
    # One act is one entry, however often it arrives; the index also finds it.
    yield "CREATE UNIQUE INDEX entry_once ON entry (kind, id)"
    for table, indexes in _INDEXES.items():
        for columns in indexes:
            yield f"CREATE INDEX {table}_by_{columns.replace(', ', '_')} ON {table} ({columns})"
    yield _FOLLOWS
    yield _taken("entry", "kind = NEW.kind AND id = NEW.id")
    yield _taken("content", "sha256 = NEW.sha256")
    for table in tables():
        yield _taken(table, "seq = NEW.seq AND position = NEW.position")
    for table in ("entry", "content", *tables()):
        yield _refused(table, "UPDATE")
        yield _refused(table, "DELETE")


def _typed(table: Table) -> str:
    fields = "".join(f',\n  "{column.name}" {column.sql_type}' for column in table.columns)
    return (
        f"CREATE TABLE {table.name} (\n  seq INTEGER NOT NULL,\n  position INTEGER NOT NULL,\n"
        f"  id TEXT NOT NULL{fields},\n  PRIMARY KEY (seq, position)\n) STRICT, WITHOUT ROWID"
    )


def _taken(table: str, same: str) -> str:
    return (
        f"CREATE TRIGGER {table}_is_never_replaced BEFORE INSERT ON {table}\n"
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})\n"
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: {table} holds this already'); END"
    )


def _refused(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
    )
