"""Files made to do harm: refused by cause or read in part; the batch goes on, nothing is half stored."""

import importlib.util
import json
import resource
import time
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.documents import Limits, find_documents, shown
from concord.ledger import Ledger
from concord.pipeline.ingest import Ingested, ingest
from concord.pipeline.read import reading_pool
from concord.reading import Reader
from concord.situation import bundled

LIMITS = Limits(silence=5.0, total=10.0)  # bench/hostile.py holds every file to the usual ones
BATCH_SECONDS = 240
PARENT_MEGABYTES = 500


def _made() -> ModuleType:
    path = Path(__file__).with_name("hostile_files.py")
    spec = importlib.util.spec_from_file_location("hostile_files", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


made = _made()
NAMES = [*made.FILES, *(name for name, _ in made.truncated()), *made.SPECIAL]


class Batch:
    """What one pass over all the files gave."""

    def __init__(self, folder: Path, db: Path) -> None:
        self.allowed = made.write_hostile(folder)
        self.became: dict[str, list[str]] = defaultdict(list)
        self.stored: list[str] = []
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.monotonic()
        reader = Reader(bundled("afghanistan-pakistan"))
        files = list(find_documents([folder]))
        with Ledger.open(str(db)) as ledger, reading_pool(reader, workers=2, limits=LIMITS) as pool:
            for found in ingest(files, ledger, reader, at="2025-05-01T00:00:00+00:00", pool=pool):
                path = found.read.path if isinstance(found, Ingested) else found.path
                outcome = "read" if isinstance(found, Ingested) else found.cause
                self.became[path.relative_to(folder).parts[0]].append(outcome)
                if isinstance(found, Ingested):
                    self.stored.append(found.read.document.id)
        self.seconds = time.monotonic() - begun
        self.megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1000


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger") / "concord.db"


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, db: Path) -> Batch:
    return Batch(tmp_path_factory.mktemp("hostile"), db)


@pytest.mark.parametrize("name", NAMES, ids=shown)
def test_a_hostile_file_is_refused_by_cause_or_read(batch: Batch, name: str) -> None:
    assert batch.became[name], "nothing was said of it"
    assert set(batch.became[name]) <= batch.allowed[name]


def test_the_batch_went_on_behind_every_one_of_them(batch: Batch) -> None:
    assert set(batch.became) == set(batch.allowed)
    assert batch.became["good.txt"] == ["read"]
    assert batch.seconds < BATCH_SECONDS
    assert batch.megabytes < PARENT_MEGABYTES


def test_what_was_read_is_stored_whole_and_what_was_refused_not_at_all(batch: Batch, db: Path) -> None:
    with Ledger.open(str(db)) as ledger:
        ledger.verify()
        assert {document.id for document in ledger.documents()} == set(batch.stored)


def test_the_command_says_what_became_of_each_and_ends_with_one(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("good.txt", "nul.txt", "xxe.docx", "override.txt", "nested.zip", "empty.pdf"):
        (folder / name).write_bytes(made.FILES[name][0]())
    forged = folder / "a\nconcord: all is well.txt"
    forged.write_bytes(b"\x00")
    command = ["ingest", str(folder), "--db"]
    told = CliRunner().invoke(app, [*command, str(tmp_path / "a.db")])
    assert told.exit_code == 1
    assert "2 new documents" in told.stdout
    assert "2 of 7 documents read; 1 to be confirmed by a person; 5 refused" in told.stdout
    assert "(3 broken, 1 empty, 1 too large)" in told.stdout
    assert "a\\nconcord: all is well.txt: a NUL stands" in told.stderr
    assert len(told.stderr.splitlines()) == 6
    counted = CliRunner().invoke(
        app, ["ingest", str(folder), "--db", str(tmp_path / "b.db"), "--format", "json"]
    )
    outcome = json.loads(counted.stdout)
    assert outcome["refused"] == {"BrokenDocument": 3, "EmptyDocument": 1, "OversizedDocument": 1}
    assert (outcome["new"], outcome["to_confirm"], outcome["partial"], outcome["unread"]) == (2, 1, 0, 5)
