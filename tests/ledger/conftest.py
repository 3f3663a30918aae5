"""Reports made for the ledger's tests, and ledgers to put them in."""

import shutil
import sqlite3
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

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


POSTGRES = Path(__file__).resolve().parents[2] / "tools" / "postgres.sh"


class Raw:
    """The same ledger as somebody opens it without Concord, as owner of the file or superuser."""

    def __init__(self, where: str) -> None:
        if where.startswith("postgresql"):
            import psycopg

            self.on_server, self.bytes = True, "'other'::bytea"
            self.connection: Any = psycopg.connect(where, autocommit=True)
        else:
            self.on_server, self.bytes = False, "CAST('other' AS BLOB)"
            self.connection = sqlite3.connect(where, isolation_level=None)
        self.refusal = psycopg.Error if self.on_server else sqlite3.IntegrityError

    def rows(self, query: str) -> list[Any]:
        return list(self.connection.execute(query).fetchall())

    def run(self, script: str) -> None:
        if self.on_server:
            self.connection.execute(script)
        else:
            self.connection.executescript(script)

    @contextmanager
    def triggers_away(self) -> Iterator[None]:
        """A thorough tamperer puts the triggers back."""
        if self.on_server:
            tables = [name for (name,) in self.rows(_TABLES_ON_SERVER)]
            self.run("".join(f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in tables))
            yield
            self.run("".join(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"
                             for table, name in self.rows(_TRIGGERS_ON_SERVER)))  # fmt: skip
            return
        triggers = self.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        for name, _ in triggers:
            self.run(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            self.connection.execute(sql)


_TABLES_ON_SERVER = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_TRIGGERS_ON_SERVER = """SELECT relname, tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid
WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal"""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL that is started for these tests and thrown away after them."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    folder = tempfile.mkdtemp(prefix="concord-postgres-")
    started = subprocess.run(["sh", POSTGRES, "start", folder], capture_output=True, text=True, check=False)
    if started.returncode:
        pytest.skip(f"no PostgreSQL server ({started.stderr.strip()}): run tools/postgres.sh install")
    yield started.stdout.strip()
    subprocess.run(["sh", POSTGRES, "stop", folder], check=True)
    shutil.rmtree(folder)


def _schema(server: str) -> str:
    """The address of a fresh schema: a place for one ledger."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    return _report


@pytest.fixture(scope="session")
def decision() -> Callable[..., Decision]:
    return _decision


@pytest.fixture(scope="session", params=["file", "server"])
def new_ledger(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[Ledger]]:
    """For properties, which need a fresh ledger for every example."""

    @contextmanager
    def _new_ledger() -> Iterator[Ledger]:
        if request.param == "server":
            with Ledger.open(_schema(request.getfixturevalue("server"))) as ledger:
                yield ledger
            return
        with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "ledger.db") as ledger:
            yield ledger

    return _new_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an embedded file may be, for what only files have."""
    return tmp_path / "ledger.db"


@pytest.fixture(params=["file", "server"])
def where(request: pytest.FixtureRequest, path: Path) -> str:
    """The address of a ledger to be, on either database."""
    if request.param == "file":
        return str(path)
    return _schema(request.getfixturevalue("server"))


def _fill(where: str | Path) -> None:
    """A ledger: report one (entries 1, 2), report two (3, 4), a decision (5)."""
    with Ledger.open(where) as ledger:
        first = _report("one", (1200, 1300))
        ledger.record(*first, at="2025-04-18T10:00:00+00:00")
        ledger.record(*_report("two", (77,)), at="2025-04-19T10:00:00+00:00")
        ledger.decide(_decision(first[2].figures[0].id), at="2025-04-20T10:00:00+00:00")


@pytest.fixture
def filled(where: str) -> str:
    _fill(where)
    return where


@pytest.fixture
def raw(filled: str) -> Iterator[Raw]:
    opened = Raw(filled)
    yield opened
    opened.connection.close()


@pytest.fixture
def filled_file(path: Path) -> Path:
    _fill(path)
    return path


@pytest.fixture
def raw_file(filled_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(filled_file, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def raw_server(where: str) -> Iterator[Any]:
    """A superuser's own connection to the schema where a ledger is to be."""
    import psycopg

    connection = psycopg.connect(where, autocommit=True)
    yield connection
    connection.close()
