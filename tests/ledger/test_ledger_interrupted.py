"""Nothing is lost: writers killed at any moment, full disks, servers that stop in mid-transaction.

After each, the chain verifies, every acknowledged document is there once, and the same run can
simply be repeated.
"""

import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.ledger import Ledger, LedgerCannotBeUsed

HERE = Path(__file__).parent
POSTGRES = HERE.parents[1] / "tools" / "postgres.sh"
KILLS, LEDGERS = 26, 8  # 208 kills on each database
NOW = "2025-04-18T10:00:00+00:00"


def _ran(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def _reports(ledger: Ledger, each: int) -> set[int]:
    """The numbers of the reports in a ledger that holds, each with its reading and figures, once."""
    verified = ledger.verify()
    names = [kept.record.name for kept in ledger.documents()]
    assert len(set(names)) == len(names)
    assert verified.entries == 2 * len(names)  # never a document without its reading
    assert len(ledger.figures()) == each * len(names)
    return {int(name.removeprefix("r")) for name in names}


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_killed_writers_leave_what_they_acknowledged_once(where, seed):
    killed = _ran(sys.executable, HERE / "killer.py", where, KILLS, seed)
    assert killed.returncode == 0, killed.stderr
    lines = killed.stdout.splitlines()
    assert len(lines) == KILLS
    acknowledged = {int(number) for line in lines for number in line.split()}
    with Ledger.open(where, create=False) as ledger:
        with ledger.batch():
            pass  # a server may still be keeping what the last writer sent before it was killed: we wait
        found = _reports(ledger, each=3)
        assert acknowledged <= found
        assert found == set(range(len(found)))


def _written(where: object, count: int, *, largest: int = -1) -> subprocess.CompletedProcess[str]:
    """A writer's run; ``largest`` is the size in bytes beyond which its files may not grow."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an error to handle, not a death
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    command = [sys.executable, str(HERE / "writer.py"), str(where), "0", str(count)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited)


def _check_cut_short(path: Path, ran: subprocess.CompletedProcess[str], count: int) -> None:
    assert ran.returncode == 1
    assert "cannot be used" in ran.stderr
    acknowledged = {int(number) for number in ran.stdout.split()}
    assert acknowledged
    with Ledger.open(path, create=False) as ledger:
        assert acknowledged <= _reports(ledger, each=20)
    again = _ran(sys.executable, HERE / "writer.py", path, 0, count)
    assert again.returncode == 0, again.stderr
    with Ledger.open(path, create=False) as ledger:
        assert _reports(ledger, each=20) == set(range(count))


@pytest.mark.parametrize("largest", [700_000, 1_000_000, 1_234_567])
def test_a_file_that_may_not_grow_further_loses_nothing(path, largest):
    ran = _written(path, 400, largest=largest)
    _check_cut_short(path, ran, 400)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _ran("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder)
    if mounted.returncode:
        pytest.skip(
            "no small disk can be mounted here (needs root): the limit on file size is tested instead"
        )
    yield folder
    _ran("umount", folder)


def test_a_full_disk_loses_nothing(small_disk):
    path = small_disk / "ledger.db"
    ran = _ran(sys.executable, HERE / "writer.py", path, 0, 2000)
    assert ran.returncode == 1
    assert "full" in ran.stderr
    moved = shutil.copytree(small_disk, small_disk.parent / "larger") / "ledger.db"
    _check_cut_short(moved, ran, 300)


@pytest.fixture
def own_server() -> Iterator[tuple[Path, str]]:
    """A server for one test, which may stop it."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    folder = Path(tempfile.mkdtemp(prefix="concord-postgres-"))
    started = _ran("sh", POSTGRES, "start", folder)
    if started.returncode:
        pytest.skip(f"no PostgreSQL server ({started.stderr.strip()}): run tools/postgres.sh install")
    yield folder, started.stdout.strip()
    _ran("sh", POSTGRES, "stop", folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("how", ["immediate", "fast"])
def test_a_server_that_stops_in_mid_transaction_keeps_what_was_acknowledged(own_server, report, how):
    folder, address = own_server
    with Ledger.open(address) as ledger:
        ledger.record(*report("one"), at=NOW)
        with pytest.raises(LedgerCannotBeUsed), ledger.batch():  # noqa: PT012
            ledger.record(*report("two"), at=NOW)
            assert len(ledger.documents()) == 2
            assert _ran("sh", POSTGRES, "stop", folder, how).returncode == 0
            ledger.record(*report("three"), at=NOW)
    assert _ran("sh", POSTGRES, "start", folder).returncode == 0
    with Ledger.open(address) as ledger:
        assert [kept.record.name for kept in ledger.documents()] == ["one"]
        assert ledger.verify().entries == 2
        for name in ("one", "two", "three"):
            ledger.record(*report(name), at=NOW)
        assert ledger.verify().entries == 6
