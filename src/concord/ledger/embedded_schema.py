"""The tables in the embedded file, and the triggers by which SQLite itself refuses change.

``INSERT OR REPLACE`` deletes the row in its way without waking a delete trigger
(SQLite does so unless ``recursive_triggers`` is on, which every connection decides
for itself). So each table also refuses to insert a row whose key is taken.

A refused row takes the whole transaction back (ROLLBACK). Were it only the statement
(ABORT, the default), SQLite would copy every page before each row: half of the speed.
"""

from collections.abc import Iterator
from functools import cache

from concord.ledger.chain import START
from concord.ledger.schema import GROWING, index_statements
from concord.ledger.tables import TABLES, Table

__all__ = ["APPLICATION_ID", "derived_statements", "statements"]

APPLICATION_ID = 0x434F4E43  # "CONC", in the header of the file

_ENTRY = """CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT"""
_NEVER_NULL = "NOT NULL ON CONFLICT ROLLBACK"
_CONTENT = "CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT"
_FOLLOWS = f"""CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '{START}')
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END"""


@cache
def statements() -> tuple[str, ...]:
    """Every statement that makes an empty ledger, in order; verify compares with the same text."""
    return (_ENTRY, _CONTENT, *derived_statements())


def derived_statements() -> Iterator[str]:
    """Everything but the two tables that hold the truth: what a change of layout makes anew."""
    yield from map(_typed, TABLES.values())
    yield from index_statements()
    yield _FOLLOWS
    yield _taken("entry", "kind = NEW.kind AND id = NEW.id")
    yield _taken("content", "sha256 = NEW.sha256")
    for table in TABLES:
        yield _taken(table, "seq = NEW.seq AND position = NEW.position")
    for table in GROWING:
        yield _refused(table, "UPDATE")
        yield _refused(table, "DELETE")


def _typed(table: Table) -> str:
    columns = [f"seq INTEGER {_NEVER_NULL}", f"position INTEGER {_NEVER_NULL}", f"id TEXT {_NEVER_NULL}"]
    columns += [f"{field} TEXT" for field in table.fields]
    columns += [f"body TEXT {_NEVER_NULL}"]
    columns.append("PRIMARY KEY (seq, position) ON CONFLICT ROLLBACK")
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(columns) + "\n) STRICT"


def _taken(table: str, same: str) -> str:
    return (
        f"CREATE TRIGGER {table}_is_never_replaced BEFORE INSERT ON {table}\n"
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})\n"
        f"BEGIN SELECT RAISE(ROLLBACK, 'the ledger only grows: {table} holds this already'); END"
    )


def _refused(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
    )
