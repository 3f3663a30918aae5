"""The database itself refuses to change or delete what parties rely on."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = (
    "web_comment",
    "web_findingevent",
    "web_committeerule",
    "web_proposal",
    "web_revision",
    "web_assent",
    "web_release",
    "web_auditentry",
)


def _statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION web_rows_stay() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME; END $$"
        )
    for table in TABLES:
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION web_rows_stay()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are added and never changed'); END"
            )


def refuse_changes(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers."""
    for statement in _statements(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Triggers on every table that is only added to."""

    dependencies = (("web", "0001_initial"),)
    operations = (migrations.RunPython(refuse_changes, migrations.RunPython.noop),)
