"""What both databases have in common: the layout, the two tables that are the truth, the names."""

from collections.abc import Iterator

from concord.ledger.tables import TABLES

__all__ = ["GROWING", "LAYOUT", "index_statements", "indexes_of"]

LAYOUT = 2  # raised whenever a table changes; 1 had a column for every field of every record
GROWING = ("entry", "content", *TABLES)  # every table, none of which ever loses or changes a row


def index_statements() -> Iterator[str]:
    """The statements that make the indexes, the same on both databases."""
    # One act is one entry, however often it arrives; the index also finds it.
    yield "CREATE UNIQUE INDEX entry_once ON entry (kind, id)"
    yield "CREATE INDEX entry_by_recorded_at ON entry (recorded_at)"
    for table in TABLES:
        yield from indexes_of(table)


def indexes_of(table: str) -> Iterator[str]:
    """The statements that make the indexes by which a table is searched; without them it still refuses."""
    for columns in TABLES[table].indexes if table in TABLES else ():
        yield f"CREATE INDEX {table}_by_{'_'.join(columns)} ON {table} ({', '.join(columns)})"
