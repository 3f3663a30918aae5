"""A ledger of the bundled reports, and five personas with a stranger to look at it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from concord.ledger import Ledger
from concord.pipeline.ingest import ingest
from concord.reading import Reader
from concord.situation import bundled
from concord.web import board
from concord.web.models import Seat
from concord.web.seating import seat_everybody

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
PASSWORD = "a password of the tests"
READ_AT = "2025-05-01T09:00:00+00:00"


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the bundled reports; tests work on copies."""
    path = tmp_path_factory.mktemp("filled") / "concord.db"
    files = sorted(file for file in REPORTS.iterdir() if file.suffix != ".toml")
    with Ledger.open(path) as ledger, ledger.batch():
        list(ingest(files, ledger, Reader(bundled("afghanistan-pakistan")), at=READ_AT))
    return path


@pytest.fixture(scope="session")
def first_board(filled: Path) -> board.Board:
    """What pages show before anybody has done anything; made once, as it takes a second."""
    with Ledger.open(filled) as ledger:
        return board.board_of_ledger(ledger)


@pytest.fixture
def ledger_file(
    filled: Path,
    first_board: board.Board,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """A copy that the pages use; a new board is made at once, however long it takes."""
    monkeypatch.setattr(board, "PATIENCE", 600.0)
    path = Path(shutil.copy(filled, tmp_path / "concord.db"))
    board.remember(str(path), first_board)
    settings.CONCORD_LEDGER = str(path)
    settings.CONCORD_QUIET = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield path
    board.forget()


@pytest.fixture
def seats(db: None, ledger_file: Path) -> dict[str, Seat]:
    """The seats of the demo by the name under which they sign in."""
    seat_everybody(PASSWORD)
    return {seat.user.username: seat for seat in Seat.objects.select_related("user")}


@pytest.fixture
def visit(seats: dict[str, Seat]) -> Callable[[str], Client]:
    """A browser in which a persona is signed in; a stranger is nobody."""

    def signed_in(persona: str) -> Client:
        client = Client()
        if persona != "stranger":
            client.force_login(
                get_user_model().objects.get(username=persona), "django.contrib.auth.backends.ModelBackend"
            )
        return client

    return signed_in


@pytest.fixture
def figure_id(ledger_file: Path) -> str:
    """The minister's 907,391."""
    with Ledger.open(ledger_file) as ledger:
        return next(kept.id for kept in ledger.figures() if kept.record.value == 907391)
