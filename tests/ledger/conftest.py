"""Reports made for the ledger's tests, and ledgers to put them in."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from concord.evidence import (
    Because,
    Candidates,
    Decision,
    DecisionKind,
    Document,
    Figure,
    Kind,
    PartialDate,
    Reading,
    Statement,
    StatementKind,
    digest,
)
from concord.ledger import Ledger

Report = tuple[Document, bytes, Reading]


def _report(name: str, values: tuple[int, ...] = (1200,), reader: str = "concord 1") -> Report:
    """A document that says each value once, and its reading."""
    text = f"{name}. " + "".join(f"{value} people returned. " for value in values) + "He denied it."
    content = f"<p>{text}</p>".encode()
    document = Document(
        name=name,
        sha256=digest(content),
        media_type="text/html",
        text=text,
        published=PartialDate("2025-04-18"),
    )
    figures, start = [], 0
    for value in values:
        start = text.index(str(value), start)
        figures.append(_figure(document.id, start, value))
        start += len(str(value))
    denial = Statement(
        document=document.id,
        start=len(text) - 13,
        end=len(text),
        text="He denied it.",
        kind=StatementKind.DENIAL,
    )
    return document, content, Reading(document.id, reader, tuple(figures), (denial,))


def _figure(document: str, start: int, value: int) -> Figure:
    return Figure(
        document=document,
        start=start,
        end=start + len(str(value)),
        text=str(value),
        value=value,
        measure="returned",
        kind=Kind.FLOW,
        period_end=PartialDate("2025-04"),
        party="gov-pk",
        cumulative=True,
        because=(Because("measure", start, start + 4),),
        candidates=(Candidates("status", ("acc", "undocumented")),),
    )


def _decision(*claims: str, party: str = "gov-af", kind: DecisionKind = DecisionKind.DISPUTED) -> Decision:
    at = "2025-04-19T10:00:00+04:30"
    return Decision(kind=kind, claims=claims, party=party, by="spokesperson", at=at, why="counted twice")


@contextmanager
def _new_ledger() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
        yield ledger


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    return _report


@pytest.fixture(scope="session")
def decision() -> Callable[..., Decision]:
    return _decision


@pytest.fixture(scope="session")
def new_ledger() -> Callable[[], AbstractContextManager[Ledger]]:
    """For properties, which need a fresh ledger for every example."""
    return _new_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed ledger: report one (entries 1, 2), report two (3, 4), a decision (5)."""
    with Ledger.open(path) as ledger:
        first = _report("one", (1200, 1300))
        ledger.record(*first, at="2025-04-18T10:00:00+00:00")
        ledger.record(*_report("two", (77,)), at="2025-04-19T10:00:00+00:00")
        ledger.decide(_decision(first[2].figures[0].id), at="2025-04-20T10:00:00+00:00")
    return path


@pytest.fixture
def raw(filled: Path) -> Iterator[sqlite3.Connection]:
    """The same file as somebody opens it without Concord."""
    connection = sqlite3.connect(filled, isolation_level=None)
    yield connection
    connection.close()
