"""Triggers for tables that are only added to: the database itself refuses to change or delete their rows.

A migration that makes such a table ends with ``rows_stay("web_…")``. Migration 0002 has made the function
of PostgreSQL that these triggers call.
"""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

__all__ = ["rows_stay"]


def rows_stay(*tables: str) -> migrations.RunPython:
    """The operation of a migration that keeps the rows of these tables as they are written."""

    def refuse_changes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for table in tables:
            for statement in _triggers(table, editor.connection.vendor):
                editor.execute(statement, params=None)

    return migrations.RunPython(refuse_changes, migrations.RunPython.noop)


def _triggers(table: str, vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION web_rows_stay()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are added and never changed'); END"
        )
