"""The server: a ledger in one schema of a PostgreSQL database, for many writers at once.

The schema is the one in which the connection makes its tables, so an address that ends
in ``?options=-csearch_path%3Dreturns`` names the ledger in schema ``returns``.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit, urlunsplit

from concord.ledger.errors import (
    BrokenChain,
    LedgerCannotBeUsed,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    MissingExtra,
    NotALedger,
)
from concord.ledger.schema import GROWING, LAYOUT, index_statements
from concord.ledger.server_schema import FUNCTIONS, MARK, columns, statements, triggers
from concord.ledger.tables import Group, Row, Table, grouped

if TYPE_CHECKING:
    import psycopg

__all__ = ["Server"]

WAIT = 30  # seconds a writer waits for another one
AT_ONCE = 2_000  # rows of a long answer in memory
FEW = 3  # rows; a COPY of fewer costs more than it gains
LOCK = 0x434F4E43  # "CONC": what all writers of ledgers ask for, beside the table's own number

_ERRORS = {
    "LockNotAvailable": LedgerIsBusy,
    "DeadlockDetected": LedgerIsBusy,
    "DataCorrupted": LedgerIsDamaged,
    "IndexCorrupted": LedgerIsDamaged,
    "InvalidSchemaName": NotALedger,
}


class Server:
    """One connection to the server."""

    def __init__(self, where: str, connection: "psycopg.Connection[Any]") -> None:
        self.where = where
        self.connection = connection
        self._cursors = 0

    @classmethod
    def open(cls, address: str, *, create: bool) -> Self:
        """The ledger at this address; a schema without tables becomes one if ``create``.

        Raises:
            NotALedger, LedgerIsNewer, LedgerCannotBeUsed, MissingExtra
        """
        try:
            import psycopg
        except ImportError:
            raise MissingExtra("a ledger on a PostgreSQL server", "postgres") from None
        where = _without_password(address)
        with _translated(where):
            server = cls(where, psycopg.connect(address, autocommit=True))
            try:
                server._check(create=create)
            except BaseException:
                server.close()
                raise
        return server

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        return self._execute(query, parameters).fetchall()

    def stream(self, query: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        self._cursors += 1
        name = f"stream_{self._cursors}"
        self._execute(f"DECLARE {name} NO SCROLL CURSOR FOR {query}", parameters)
        return self._fetched(name)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        many, into = list(rows), f"{table} ({', '.join(columns)})"
        with self.connection.cursor() as cursor:
            if len(many) <= FEW:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {into} VALUES ({marks})".encode(), many)
                return
            with cursor.copy(f"COPY {into} FROM STDIN".encode()) as copy:
                for row in many:
                    copy.write_row(row)

    def settle(self) -> None:
        """Nothing was put off: on a server to change an index is to make everybody wait."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._transaction("BEGIN"):
            # Held to the end of the transaction: whoever comes next finds our last entry as the last.
            self._execute("SELECT pg_advisory_xact_lock(?, 'entry'::regclass::oid::integer)", (LOCK,))
            yield
            self._commit()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    @contextmanager
    def translated(self) -> Iterator[None]:
        with _translated(self.where):
            yield

    def groups(self, table: Table) -> Iterator[Group]:
        """Compared here: the server would take longer over it than over telling all rows."""
        query = f"SELECT {', '.join(table.written)} FROM {table.name} ORDER BY seq, position"
        for seq, rows in groupby(self.stream(query), itemgetter(0)):
            yield grouped(table, seq, list(rows))

    @contextmanager
    def consistency_checked(self) -> Iterator[None]:
        """The server has no quick way; reading everything, as verify does, is the check."""
        yield

    def check_schema(self) -> None:
        found, expected = set(self._described()), set(_description())
        missing = sorted(expected - found)
        if missing:
            raise BrokenChain(None, f"missing from the database: {missing[0]}")
        foreign = sorted(found - expected)
        if foreign:
            raise BrokenChain(None, f"foreign to the database: {foreign[0]}")

    def close(self) -> None:
        self.connection.close()

    def _execute(self, query: str, parameters: Sequence[object] = ()) -> "psycopg.Cursor[Any]":
        marked = query.replace("?", "%s") if parameters else query
        return self.connection.execute(marked.encode(), parameters or None)

    def _fetched(self, cursor: str) -> Iterator[Any]:
        while rows := self.rows(f"FETCH {AT_ONCE} FROM {cursor}"):
            yield from rows

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._execute(begin)
        try:
            yield
        finally:
            if not self.connection.closed and self.connection.info.transaction_status:
                self._execute("ROLLBACK")

    def _commit(self) -> None:
        from psycopg.pq import TransactionStatus

        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            # The server would answer COMMIT with a rollback, and no error.
            raise LedgerCannotBeUsed(
                self.where, "a statement of this batch had failed; nothing of it is kept"
            )
        self._execute("COMMIT")

    def _check(self, *, create: bool) -> None:
        self._execute(f"SET lock_timeout = '{WAIT}s'")
        self._execute("SET synchronous_commit = on")  # what is acknowledged is on disk
        if create and self._is_empty():
            self._create()
        mark = self.rows("SELECT obj_description(to_regclass('entry'), 'pg_class')")[0][0]
        if mark is None or not mark.startswith(MARK):
            raise NotALedger(self.where, "there are no tables of a ledger")
        layout = int(mark.removeprefix(MARK))
        if layout > LAYOUT:
            raise LedgerIsNewer(self.where, layout, LAYOUT)

    def _is_empty(self) -> bool:
        query = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
        return bool(self.rows(query)[0][0] == 0)

    def _create(self) -> None:
        with self._transaction("BEGIN"):
            self._execute("SELECT pg_advisory_xact_lock(?, 0)", (LOCK,))
            if self._is_empty():  # else another process was first
                for statement in statements():
                    self._execute(statement)
            self._commit()

    def _described(self) -> Iterator[str]:
        """Everything in the schema that a ledger is made of, or that could change how it works."""
        for query in _DESCRIPTIONS:
            yield from (row[0] for row in self.rows(query))


def _description() -> Iterator[str]:
    """What ``_described`` tells of a ledger that is as it should be."""
    for table in GROWING:
        yield f"table {table}: {', '.join(columns(table))}"
    for index in index_statements():
        words = index.removeprefix("CREATE ").removeprefix("UNIQUE ").split()
        yield f"index {words[1]}: {index}"
    for trigger in triggers():
        yield f"trigger {trigger.split()[2]}: {trigger}, always"
    for name, source in FUNCTIONS.items():
        yield f"function {name}: {source}"


_OURS = "relnamespace = current_schema()::regnamespace"
_PLAIN = "replace({}, quote_ident(current_schema()) || '.', '')"
_DESCRIPTIONS = (
    f"""SELECT 'table ' || relname || ': ' || (
        SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod)
               || CASE WHEN attgenerated = '' THEN '' ELSE ' derived' END, ', ' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)
        || CASE WHEN relrowsecurity THEN ', hiding rows' ELSE '' END
    FROM pg_class WHERE {_OURS} AND relkind IN ('r', 'p', 'f')""",
    f"""SELECT 'index ' || relname || ': '
        || replace({_PLAIN.format("pg_get_indexdef(pg_class.oid)")}, ' USING btree', '')
        || CASE WHEN indisvalid THEN '' ELSE ', not in use' END
    FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE {_OURS} AND NOT indisprimary""",
    f"""SELECT 'trigger ' || tgname || ': ' || {_PLAIN.format("pg_get_triggerdef(pg_trigger.oid)")}
        || CASE tgenabled WHEN 'A' THEN ', always' WHEN 'D' THEN ', disabled' ELSE ', not always' END
    FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid WHERE {_OURS} AND NOT tgisinternal""",
    """SELECT 'function ' || proname || ': ' || prosrc FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace""",
    "SELECT 'rule ' || rulename || ': on ' || tablename FROM pg_rules WHERE schemaname = current_schema()",
)


@contextmanager
def _translated(where: str) -> Iterator[None]:
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        kind = _ERRORS.get(type(error).__name__, LedgerCannotBeUsed)
        raise kind(where, str(error).strip().replace("\n", " ")) from error


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}{at}{host}"))
