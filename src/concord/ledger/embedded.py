"""The embedded file: a ledger in one SQLite file, written ahead so that readers never wait.

An index takes a row that comes alone at a place of its own, all over the index. Sorting many
rows at once into a new index takes a quarter of the time. So a transaction that brings as
much as a table held before puts the indexes of that table off, and makes them before it ends:
nobody else ever sees the table without them.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from concord.ledger.embedded_schema import APPLICATION_ID, derived_statements, statements
from concord.ledger.errors import (
    BrokenChain,
    LedgerCannotBeUsed,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    NotALedger,
)
from concord.ledger.schema import LAYOUT, indexes_of
from concord.ledger.tables import TABLES, Group, Row, Table, rows_of

__all__ = ["EmbeddedFile", "agreement"]

CACHE = 65536  # KiB; ids arrive in no order, all over their index
READ_ONCE, CHECKED = 4096, 16384  # KiB while verifying: a larger cache is filled in vain, page by page
LOG = 16384  # pages in the log before they go into the file; with few, each commit would carry them over
MANY = 4096  # rows; fewer in one transaction are not worth new indexes
WAIT = 30.0  # seconds a writer waits for another one; a batch of 10,000 figures takes less than one

_ERRORS = {
    sqlite3.SQLITE_BUSY: LedgerIsBusy,
    sqlite3.SQLITE_LOCKED: LedgerIsBusy,
    sqlite3.SQLITE_CORRUPT: LedgerIsDamaged,
    sqlite3.SQLITE_NOTADB: NotALedger,
}


class EmbeddedFile:
    """One connection to the file."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.where = str(path)
        self.connection = connection
        self._brought: Counter[str] = Counter()  # rows by table, in this transaction
        self._put_off: set[str] = set()  # tables whose indexes are still to be made
        self._settled = False  # whether this transaction may be asked: from then on indexes stay

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Self:
        """The ledger in this file; an absent or empty file becomes one if ``create``.

        Raises:
            NotALedger, LedgerIsNewer, LedgerCannotBeUsed
        """
        if not path.is_file() and not create:
            raise NotALedger(str(path), "there is no such file")
        with _translated(str(path)):
            file = cls(path, sqlite3.connect(path, timeout=WAIT, isolation_level=None))
            try:
                file._check(create=create)
                file._use_write_ahead_log()
            except BaseException:
                file.close()
                raise
        return file

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        return self.connection.execute(query, parameters).fetchall()

    def stream(self, query: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        return self.connection.execute(query, parameters)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        many, marks = list(rows), ", ".join("?" * len(columns))
        self._put_off_indexes(table, len(many))
        self.connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            many,
        )

    def settle(self) -> None:
        self._settled = True
        for table in sorted(self._put_off):
            for statement in indexes_of(table):
                self.connection.execute(statement)
        self._put_off.clear()

    @contextmanager
    def writing(self) -> Iterator[None]:
        # IMMEDIATE takes the right to write before the head is read, so two writers can
        # never continue from the same entry.
        self.connection.execute("BEGIN IMMEDIATE")
        self._brought.clear()
        self._put_off.clear()
        self._settled = False
        try:
            yield
            self.settle()
            self.connection.execute("COMMIT")
        finally:
            self._give_up()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self._give_up()

    @contextmanager
    def translated(self) -> Iterator[None]:
        with _translated(self.where):
            yield

    def groups(self, table: Table) -> Iterator[Group]:
        agreed = f"CASE WHEN {agreement(table)} THEN 1 ELSE 0 END"
        told = (
            f"SELECT seq, 1, position, position, id, {agreed}, body FROM {table.name} ORDER BY seq, position"
        )
        if table.part_of is not None:
            texts = "group_concat(body, ',')"  # in the order of the key, by which the rows are grouped
            told = (
                f"SELECT seq, count(*), min(position), max(position), min(id), min({agreed}), {texts}"
                f" FROM {table.name} GROUP BY seq ORDER BY seq"
            )
        yield from map(Group._make, self.stream(told))

    @contextmanager
    def consistency_checked(self) -> Iterator[None]:
        """All of the file as it is now, by a connection of its own on another core."""
        with ThreadPoolExecutor(1) as beside:
            found = beside.submit(_finding, self.where)
            self.connection.execute(f"PRAGMA cache_size = -{READ_ONCE}")
            try:
                yield
            finally:
                if found.result() != "ok":
                    raise BrokenChain(
                        None, f"the database engine finds the file inconsistent: {found.result()}"
                    ) from None
            self.connection.execute(f"PRAGMA cache_size = -{CACHE}")

    def check_schema(self) -> None:
        # The engine keeps its own statistics under names that nobody else can use.
        query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"
        found = {sql for (sql,) in self.rows(query)}
        missing = [statement for statement in statements() if statement not in found]
        if missing:
            raise BrokenChain(None, f"missing from the database: {_title(missing[0])}")
        foreign = sorted(found.difference(statements()))
        if foreign:
            raise BrokenChain(None, f"foreign to the database: {_title(foreign[0])}")

    def close(self) -> None:
        self.connection.close()

    def _put_off_indexes(self, table: str, coming: int) -> None:
        """Do without the indexes of a table while this transaction brings more than it held."""
        before = self._brought[table]
        self._brought[table] += coming
        if self._settled or table in self._put_off or self._brought[table] < MANY:
            return
        held = self.rows(f"SELECT coalesce(max(rowid), 0) FROM {table}")[0][0] - before
        if self._brought[table] >= held:
            for statement in indexes_of(table):
                self.connection.execute(f"DROP INDEX {statement.split()[2]}")
            self._put_off.add(table)

    def _give_up(self) -> None:
        if self.connection.in_transaction:  # the engine has already rolled back when a disk is full
            self.connection.execute("ROLLBACK")

    def _check(self, *, create: bool) -> None:
        if create and self._is_empty():
            self._create()
        if self._pragma("application_id") != APPLICATION_ID:
            raise NotALedger(self.where, "it is a database of something else")
        if self._pragma("user_version") < LAYOUT:
            self._bring_forward()
        if self._pragma("user_version") > LAYOUT:
            raise LedgerIsNewer(self.where, self._pragma("user_version"), LAYOUT)

    def _create(self) -> None:
        with self.writing():
            if not self._is_empty():  # another process was first
                return
            for statement in statements():
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def _bring_forward(self) -> None:
        """Make everything but the log and the bytes anew, as the present layout has it."""
        with self.writing():
            if self._pragma("user_version") >= LAYOUT:  # another process was first
                return
            for table in TABLES:
                self.connection.execute(f"DROP TABLE {table}")
            kept = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql NOT NULL"
            for kind, name in self.rows(kept):
                self.connection.execute(f'DROP {kind} "{name}"')
            for statement in derived_statements():
                self.connection.execute(statement)
            for entry in self.stream("SELECT seq, kind, id, body FROM entry ORDER BY seq"):
                for table, rows in rows_of(*entry):
                    self.insert(table, TABLES[table].written, rows)
            self.connection.execute(f"PRAGMA user_version = {LAYOUT}")

    def _is_empty(self) -> bool:
        (objects,) = self.rows("SELECT count(*) FROM sqlite_schema")[0]
        return bool(objects == 0 and self._pragma("application_id") == 0)

    def _use_write_ahead_log(self) -> None:
        """Let readers read while one writes; FULL keeps what was acknowledged when the power fails."""
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute(f"PRAGMA cache_size = -{CACHE}")
        self.connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        give_up = time.monotonic() + WAIT
        # Changing the journal takes every lock at once and does not wait for them as other statements do.
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(0.01)

    def _pragma(self, name: str) -> int:
        value: int = self.rows(f"PRAGMA {name}")[0][0]
        return value


def agreement(table: Table) -> str:
    """A condition that holds for no row which says otherwise than its text; it may fail for others."""
    if not table.repeated:
        return "true"
    columns = ", ".join(table.repeated)
    paths = ", ".join(f"'$.{name}'" for name in table.repeated)  # several, so that an array is the answer
    return f"json_valid(body) AND json_array({columns}) = json_extract(body, {paths})"


def _finding(path: str) -> str:
    """What the engine says of the file when it looks at all of it."""
    with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA cache_size = -{CHECKED}")
        (finding,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return str(finding)


@contextmanager
def _translated(where: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise _ERRORS.get(primary, LedgerCannotBeUsed)(where, str(error)) from error


def _title(statement: str) -> str:
    """``trigger entry_refuses_update`` out of the statement that creates it."""
    words = statement.removeprefix("CREATE ").removeprefix("UNIQUE ").split()
    return f"{words[0].lower()} {words[1]}"
