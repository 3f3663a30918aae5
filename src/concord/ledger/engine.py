"""What a database must do to hold a ledger, and which one an address names."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from concord.ledger.tables import Group, Row, Table

__all__ = ["Engine", "engine_for"]

_SERVER = ("postgresql://", "postgres://")
_FILE = "sqlite:///"


class Engine(Protocol):
    """A connection to one ledger. Questions are written with ``?`` for each parameter."""

    where: str

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[Any]:
        """Every row of a small answer."""

    def stream(self, query: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a long answer, a few at a time; within a snapshot."""

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows to a table."""

    def settle(self) -> None:
        """Make ready for questions what this transaction inserted; before its end in any case."""

    def writing(self) -> AbstractContextManager[None]:
        """All or nothing, one writer at a time: the last entry stays the last until the end."""

    def snapshot(self) -> AbstractContextManager[None]:
        """One unchanging view of the ledger while others go on writing."""

    def translated(self) -> AbstractContextManager[None]:
        """The database's errors by their cause."""

    def groups(self, table: Table) -> Iterator[Group]:
        """The rows of a table put together for each entry, in the order of the log; within a snapshot."""

    def consistency_checked(self) -> AbstractContextManager[None]:
        """Let the database check itself, meanwhile or before.

        Raises:
            BrokenChain: it finds itself inconsistent.
        """

    def check_schema(self) -> None:
        """Compare tables, indexes and triggers with what they should be.

        Raises:
            BrokenChain: one is missing, changed or foreign.
        """

    def close(self) -> None:
        """Let go of the database; what is not finished is not kept."""


def engine_for(where: str | os.PathLike[str], *, create: bool) -> Engine:
    """The connection that an address names: ``postgresql://…``, ``sqlite:///FILE`` or a plain path.

    Raises:
        NotALedger, LedgerIsNewer, LedgerCannotBeUsed, MissingExtra
    """
    address = os.fspath(where)
    if address.startswith(_SERVER):
        from concord.ledger.server import Server

        return Server.open(address, create=create)
    from concord.ledger.embedded import EmbeddedFile

    return EmbeddedFile.open(Path(address.removeprefix(_FILE)), create=create)
