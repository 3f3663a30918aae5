"""The tables on a PostgreSQL server, and the triggers by which the server itself refuses change.

The triggers are always enabled, so that a session which plays the replica (a superuser's
way around triggers) wakes them too. Text is compared byte by byte, whatever the language
of the database, so that times sort as they do in the embedded file.
"""

from collections.abc import Iterator

from concord.ledger.chain import START
from concord.ledger.schema import GROWING, LAYOUT, index_statements
from concord.ledger.tables import TABLES

__all__ = ["FUNCTIONS", "MARK", "columns", "statements", "triggers"]

MARK = "Concord ledger, layout "  # the comment on table entry, before the number
_TEXT = 'text COLLATE "C"'

FUNCTIONS = {
    "only_grows": "BEGIN RAISE EXCEPTION 'the ledger only grows: no % on %', TG_OP, TG_TABLE_NAME; END",
    "entry_follows": f"""DECLARE last record;
BEGIN
  SELECT seq, hash INTO last FROM entry ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.previous <> coalesce(last.hash, '{START}') THEN
    RAISE EXCEPTION 'an entry follows the last one';
  END IF;
  RETURN NEW;
END""",
}
_ENTRY = ("seq bigint", "kind", "id", "recorded_at", "body", "previous", "hash")


def columns(table: str) -> list[str]:
    """The columns of a table as the server describes them, in order."""
    if table == "entry":
        return [column if " " in column else f"{column} text" for column in _ENTRY]
    if table == "content":
        return ["sha256 text", "bytes bytea"]
    own = TABLES[table]
    fields = [f"{field} text" for field in own.fields]
    return ["seq bigint", "position integer", "id text", *fields, "body text"]


def triggers() -> Iterator[str]:
    """The statements that make the triggers, word for word as the server tells them."""
    yield "CREATE TRIGGER entry_follows BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_follows()"
    for table in GROWING:
        yield (
            f"CREATE TRIGGER {table}_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION only_grows()"
        )


def statements() -> Iterator[str]:
    """Every statement that makes an empty ledger in the present schema, in order."""
    yield from map(_made, GROWING)
    yield from index_statements()
    for name, source in FUNCTIONS.items():
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            f" SET search_path FROM CURRENT AS $${source}$$"
        )
    for trigger in triggers():
        name, table = trigger.split()[2], trigger.partition(" ON ")[2].split()[0]
        yield trigger
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
    yield f"COMMENT ON TABLE entry IS '{MARK}{LAYOUT}'"


def _made(table: str) -> str:
    optional = TABLES[table].fields if table in TABLES else ()
    made = [
        f"{column.replace(' text', ' ' + _TEXT)}{'' if column.split()[0] in optional else ' NOT NULL'}"
        for column in columns(table)
    ]
    key = {"entry": "seq", "content": "sha256"}.get(table, "seq, position")
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join([*made, f"PRIMARY KEY ({key})"]) + "\n)"
