"""Engines give the bytes of the pool: daft alone, daft on Ray, with a worker killed under it.

daft is installed apart (``make test-cluster``), for it holds pyarrow back; elsewhere its tests are skipped.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from concord.corpora import Engine, MissingEngine, Run, find_shards
from concord.corpora.engines import QUIET

HAS_DAFT = find_spec("daft") is not None
needs_daft = pytest.mark.skipif(not HAS_DAFT, reason="daft is not installed here: run make test-cluster")
TELLS_HOSTS = """
import socket, sys
called = []
socket.getaddrinfo = lambda *told, **_: called.append(told) or (_ for _ in ()).throw(OSError("no way out"))
from concord.corpora.engines import _quiet_daft
_quiet_daft()
import time; time.sleep(1)
sys.exit(bool(called))
"""


@pytest.mark.skipif(HAS_DAFT, reason="daft is installed here")
def test_an_engine_that_is_not_there_says_how_to_get_it(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingEngine, match=r"pip install 'concord\[cluster\]'"):
        Run(find_shards([corpus]), tmp_path / "out").read(Engine.DAFT, workers=1)


@needs_daft
def test_daft_is_told_to_keep_to_itself_before_it_is_imported() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in QUIET}
    done = subprocess.run([sys.executable, "-c", TELLS_HOSTS], env=environment, timeout=120, check=False)
    assert done.returncode == 0


@needs_daft
def test_daft_alone_gives_the_same_bytes(
    undisturbed: SimpleNamespace, tmp_path: Path, made: SimpleNamespace
) -> None:
    Run(find_shards([undisturbed.corpus]), tmp_path / "out").read(Engine.DAFT, workers=2)
    assert made.digests(tmp_path / "out") == undisturbed.digests


@needs_daft
def test_a_worker_killed_under_daft_costs_only_its_shard(
    undisturbed: SimpleNamespace, tmp_path: Path, made: SimpleNamespace
) -> None:
    out, killed = tmp_path / "out", threading.Event()
    thread = threading.Thread(target=kill_a_worker, args=(out, killed), daemon=True)
    thread.start()
    Run(find_shards([undisturbed.corpus]), out).read(Engine.DAFT, workers=2)
    thread.join()
    assert killed.is_set()
    assert made.digests(out) == undisturbed.digests


@needs_daft
def test_daft_on_ray_gives_the_same_bytes(
    undisturbed: SimpleNamespace, tmp_path: Path, made: SimpleNamespace
) -> None:
    """In a process of its own: daft takes one runner a process. The cluster is a local one, for the test."""
    out = tmp_path / "out"
    told = [
        "read",
        undisturbed.corpus,
        "--out",
        out,
        "--engine",
        "daft",
        "--cluster",
        "local",
        "--workers",
        2,
    ]
    command = [sys.executable, "-c", "from concord.cli.main import main; main()", *map(str, told)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stderr
    assert made.digests(out) == undisturbed.digests


def kill_a_worker(out: Path, killed: threading.Event) -> None:
    """Kill the first process that is seen to read into the folder."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not killed.is_set():
        if any(out.glob(".partial/*")):
            for process in reading_into(out):
                os.kill(process, signal.SIGKILL)
                killed.set()
                break
        time.sleep(0.01)


def reading_into(out: Path) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            worker = b"concord.corpora.worker" in (entry / "cmdline").read_bytes()
            files = [os.readlink(link) for link in (entry / "fd").iterdir()] if worker else []
        except OSError:
            continue
        if any(str(out) in file for file in files):
            found.append(int(entry.name))
    return found
