"""The embedded file: opening it, transactions, and the engine's errors in our words."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from concord.ledger.errors import (
    LedgerCannotBeUsed,
    LedgerHasOtherColumns,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    NotALedger,
)
from concord.ledger.schema import APPLICATION_ID, LAYOUT, statements
from concord.ledger.tables import tables

__all__ = ["open_file", "snapshot", "transaction", "translated"]

WAIT = 30.0  # seconds a writer waits for another one; a batch of 10,000 figures takes about one

_ERRORS = {
    sqlite3.SQLITE_BUSY: LedgerIsBusy,
    sqlite3.SQLITE_LOCKED: LedgerIsBusy,
    sqlite3.SQLITE_CORRUPT: LedgerIsDamaged,
    sqlite3.SQLITE_NOTADB: NotALedger,
}


def open_file(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the ledger in this file; an absent or empty file becomes one if ``create``.

    Raises:
        NotALedger, LedgerIsNewer, LedgerHasOtherColumns, LedgerCannotBeUsed
    """
    if not path.is_file() and not create:
        raise NotALedger(path, "there is no such file")
    with translated(path):
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            _check(connection, path, create=create)
            _use_write_ahead_log(connection)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. Within another one, all or nothing of this part.

    IMMEDIATE takes the right to write before the head is read, so two writers can
    never continue from the same entry.
    """
    inner = connection.in_transaction
    connection.execute("SAVEPOINT part" if inner else "BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("RELEASE part" if inner else "COMMIT")
    except BaseException:
        if connection.in_transaction:  # the engine has already rolled back when a disk is full
            connection.execute("ROLLBACK TO part" if inner else "ROLLBACK")
            if inner:
                connection.execute("RELEASE part")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One unchanging view of the ledger while others go on writing."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """The engine's errors by their cause."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise _ERRORS.get(primary, LedgerCannotBeUsed)(path, str(error)) from error


def _check(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    if create and _is_empty(connection):
        _create(connection)
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise NotALedger(path, "it is a database of something else")
    version = _pragma(connection, "user_version")
    if version > LAYOUT:
        raise LedgerIsNewer(path, version, LAYOUT)
    _check_columns(connection, path)


def _check_columns(connection: sqlite3.Connection, path: Path) -> None:
    for name, table in tables().items():
        expected = ["seq", "position", "id", *[column.name for column in table.columns]]
        found = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        if found != expected:
            missing, unknown = set(expected) - set(found), set(found) - set(expected)
            raise LedgerHasOtherColumns(path, name, sorted(missing), sorted(unknown))


def _create(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        if not _is_empty(connection):  # another process was first
            return
        for statement in statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _is_empty(connection: sqlite3.Connection) -> bool:
    objects = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return bool(objects == 0 and _pragma(connection, "application_id") == 0)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers read while one writes; FULL keeps what was acknowledged when the power fails."""
    connection.execute("PRAGMA synchronous = FULL")
    give_up = time.monotonic() + WAIT
    # Changing the journal takes every lock at once and does not wait for them as other statements do.
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    value: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value
