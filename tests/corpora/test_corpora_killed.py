"""kill -9, of a worker and of the head: no page is lost, none is doubled, and the bytes are the same."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

CONCORD = (sys.executable, "-c", "from concord.cli.main import main; main()")
PATIENCE = 60.0  # seconds


def workers_of(head: int) -> list[int]:
    """The worker processes that a head has started."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            status = (entry / "stat").read_text()
            command = (entry / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        parent = int(status.rpartition(")")[2].split()[1]) if ")" in status else 0
        if parent == head and b"concord.corpora.worker" in command:
            found.append(int(entry.name))
    return found


def until(found: Callable[[], Any]) -> Any:
    """What is found, as soon as there is something."""
    deadline = time.monotonic() + PATIENCE
    while not (something := found()):
        assert time.monotonic() < deadline, "the run did not come so far"
        time.sleep(0.01)
    return something


def is_alive(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def busy(out: Path, done: int) -> bool:
    """Whether so many shards are done, and another is being read."""
    return len(list(out.glob("reports/0*.json"))) >= done and partial(out)


def started(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*CONCORD, "read", *map(str, arguments)], stdout=subprocess.DEVNULL)


def partial(out: Path) -> bool:
    return any(out.glob(".partial/*"))


@pytest.fixture
def whole(undisturbed: SimpleNamespace) -> dict[str, str]:
    """The files of a run that nobody disturbs, with their digests."""
    return dict(undisturbed.digests)


def test_killed_workers_cost_only_their_shards(
    corpus: Path, tmp_path: Path, made: SimpleNamespace, whole: dict[str, str]
) -> None:
    out = tmp_path / "out"
    head = started(corpus, "--out", out, "--workers", 2)
    killed: set[int] = set()
    for done in (0, 1, 2):
        worker = until(lambda done=done: busy(out, done) and set(workers_of(head.pid)) - killed).pop()
        os.kill(worker, signal.SIGKILL)
        killed.add(worker)
    assert head.wait(PATIENCE) == 0
    assert len(killed) == 3
    assert made.digests(out) == whole
    pages = made.table(out, "pages").column("page").to_pylist()
    assert pages == [f"page-{at:06d}" for at in range(300)]


def test_a_killed_head_loses_nothing_that_was_read(
    corpus: Path, tmp_path: Path, made: SimpleNamespace, whole: dict[str, str]
) -> None:
    out = tmp_path / "out"
    head = started(corpus, "--out", out, "--workers", 2)
    workers = until(lambda: busy(out, 2) and workers_of(head.pid))
    head.kill()
    head.wait()
    assert not (out / "manifest.json").exists()
    until(lambda: not any(map(is_alive, workers)))
    before = {path: path.stat().st_mtime_ns for path in (out / "reports").glob("0*.json")}
    assert started(corpus, "--out", out, "--workers", 2, "--resume").wait(PATIENCE) == 0
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())
    assert made.digests(out) == whole
    assert not partial(out)


def test_head_and_workers_killed_together_leave_whole_files_only(
    corpus: Path, tmp_path: Path, made: SimpleNamespace, whole: dict[str, str]
) -> None:
    out = tmp_path / "out"
    head = started(corpus, "--out", out, "--workers", 2)
    workers = until(lambda: busy(out, 2) and workers_of(head.pid))
    for process in (*workers, head.pid):
        os.kill(process, signal.SIGKILL)
    head.wait()
    for name, digest in made.digests(out).items():
        assert whole[name] == digest, "what has its name is whole"
    assert started(corpus, "--out", out, "--workers", 1, "--resume").wait(PATIENCE) == 0
    assert made.digests(out) == whole
