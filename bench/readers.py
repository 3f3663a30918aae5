"""Readers as processes: what one finds, how fast, how soon and with how much memory."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import median
from typing import Any

import peers

__all__ = ["PEERS_PYTHON", "ReaderFailed", "Run", "measured"]

HERE = pathlib.Path(__file__).parent
PEERS_PYTHON = HERE / ".venv-peers" / "bin" / "python"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Run:
    """What one tool did with some documents.

    Attributes:
        version: of the tool.
        documents: how many it read in each pass.
        wall, cpu: seconds of each timed pass.
        start: seconds of whole processes that read one document, from call to end.
        peak: largest resident size in bytes.
        found: what it found, by document.
    """

    version: str
    documents: int
    wall: list[float]
    cpu: list[float]
    start: list[float]
    peak: int
    found: dict[str, list[dict[str, Any]]]

    @property
    def speeds(self) -> list[float]:
        """Documents per second of each pass."""
        return [self.documents / seconds for seconds in self.wall]

    @property
    def cpu_speed(self) -> float:
        """Documents per second of processor time, which a busy machine alters less."""
        return self.documents / median(self.cpu)


class ReaderFailed(Exception):
    """A tool's process ended with an error; carries the last line that it said."""


def measured(tool: str, documents: list[dict[str, Any]], passes: int) -> Run:
    """Run one tool on documents, then start it some more times for one document.

    Raises:
        ReaderFailed: the process ended with an error.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        _process(tool, documents, passes, folder)
        found = [json.loads(line) for line in (folder / "found").read_text("utf-8").splitlines()]
        report = json.loads((folder / "report").read_text("utf-8"))
        start = [_process(tool, documents[:1], 0, folder) for _ in range(passes)]
    return Run(
        report["version"],
        len(documents),
        [p["wall_seconds"] for p in report["passes"]],
        [p["cpu_seconds"] for p in report["passes"]],
        start,
        report["peak_bytes"],
        {line["document"]: line["figures"] for line in found},
    )


def _process(tool: str, documents: list[dict[str, Any]], passes: int, folder: pathlib.Path) -> float:
    """Seconds that a reader's process took; what it wrote is in the folder."""
    (folder / "documents").write_text("".join(json.dumps(d) + "\n" for d in documents), "utf-8")
    python, script = (
        (PEERS_PYTHON, "peer_reader.py") if tool in peers.PEERS else (sys.executable, "concord_reader.py")
    )
    paths = [str(folder / name) for name in ("documents", "found", "report")]
    command = [str(python), str(HERE / script), tool, *paths, "--passes", str(passes)]
    began = time.perf_counter()
    done = subprocess.run(command, env=os.environ | ONE_THREAD, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ReaderFailed((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return time.perf_counter() - began
