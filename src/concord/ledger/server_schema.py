"""The tables on a PostgreSQL server, and the triggers by which the server itself refuses change.

The triggers are always enabled, so that a session which plays the replica (a superuser's
way around triggers) wakes them too. Text is compared byte by byte, whatever the language
of the database, so that times sort as they do in the embedded file.
"""

from collections.abc import Iterator

from concord.ledger.chain import START
from concord.ledger.schema import GROWING, LAYOUT, index_statements, question_columns
from concord.ledger.tables import TABLES, Table

__all__ = ["FUNCTIONS", "MARK", "columns", "derivations", "statements", "triggers"]

MARK = "Concord ledger, layout "  # the comment on table entry, before the number
# PostgreSQL's JSON knows no NUL; a question column shows the mark of a lost character in its place.
_FIELD = r"(replace(body, '\u0000', '\ufffd')::json ->> '{}')"
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
    """The columns of a table as the server describes them, in order; derived ones are marked."""
    if table == "entry":
        return [column if " " in column else f"{column} text" for column in _ENTRY]
    if table == "content":
        return ["sha256 text", "bytes bytea"]
    own = TABLES[table]
    plain = ["seq bigint", "position integer", *([] if own.part_of else ["id text"]), "body text"]
    return [*plain, *(f"{question.name} text derived" for question in own.questions)]


def derivations(table: Table) -> Iterator[tuple[str, str]]:
    """Each derived column of a table, and the expression that it should equal."""
    for column in question_columns(table, _FIELD, "STORED"):
        name, _, rest = column.partition(" TEXT GENERATED ALWAYS AS ")
        yield name, rest.removesuffix(" STORED")


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
    made = [
        f"{column.replace(' text', ' ' + _TEXT)} NOT NULL"
        for column in columns(table)
        if not column.endswith(" derived")
    ]
    if table in TABLES:
        derived = question_columns(TABLES[table], _FIELD, "STORED")
        made += [column.replace(" TEXT ", f" {_TEXT} ", 1) for column in derived]
    key = {"entry": "seq", "content": "sha256"}.get(table, "seq, position")
    return f"CREATE TABLE {table} (\n  " + ",\n  ".join([*made, f"PRIMARY KEY ({key})"]) + "\n)"
