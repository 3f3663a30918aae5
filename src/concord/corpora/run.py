"""A run: the shards of a corpus, one output folder, and what is already in it.

    OUT/plan.json         the shards in their order and the settings, written first
    OUT/claims/*.parquet  claims, a file a shard, named in the order of the input
    OUT/pages/*.parquet   what became of each page
    OUT/reports/*.json    what became of each shard: digests of input and output, reader, counts
    OUT/manifest.json     all reports, written when the last shard is done

A run that was interrupted in any way is taken up by the same call with ``resume``.
"""

import fcntl
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord.corpora.engines import Engine, Lost, Progress, reported
from concord.corpora.errors import FolderHoldsAnotherRun, FolderIsBeingWritten, MissingEngine, NoShards
from concord.corpora.output import PARTIAL, put
from concord.corpora.records import Report, Settings, Task
from concord.corpora.shards import SUFFIXES

__all__ = ["Run", "Summary", "find_shards"]

PLAN, MANIFEST, LOCK = "plan.json", "manifest.json", ".lock"


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of a corpus; reports in the order of the input, None for a shard that was lost."""

    shards: tuple[Path, ...]
    reports: tuple[Report | None, ...]
    lost: dict[str, str]

    @property
    def outcomes(self) -> Counter[str]:
        """Pages by what became of them."""
        return sum((Counter(report.outcomes) for report in self.reports if report), Counter())

    @property
    def claims(self) -> int:
        """Claims found in all."""
        return sum(report.claims for report in self.reports if report)

    @property
    def broken(self) -> dict[str, str]:
        """Shards that break off, with the reason."""
        return {report.shard: report.broken for report in self.reports if report and report.broken}


def find_shards(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every file named, and every shard in every folder named, folders in sorted order.

    Raises:
        NoShards: there is none.
    """
    given = list(paths)
    found = [shard for path in given for shard in (_inside(path) if path.is_dir() else [path])]
    if not found:
        raise NoShards(given)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Run:
    """Shards to read into a folder.

    Attributes:
        situation: the name of a bundled situation, or a folder with one.
        prefilter: skip pages that cannot hold a figure of the situation.
    """

    shards: Sequence[Path]
    folder: Path
    situation: str = "afghanistan-pakistan"
    prefilter: bool = True

    def read(
        self,
        engine: Engine = Engine.POOL,
        *,
        workers: int | None = None,
        cluster: str | None = None,
        resume: bool = False,
        progress: Progress = lambda pages: None,
    ) -> Summary:
        """Read all shards that are not read yet.

        Args:
            workers: processes; all processors of this machine by default.
            cluster: address of a Ray cluster, for daft.
            resume: take up the run that the folder holds.
            progress: told how many pages are begun.
        Raises:
            FolderHoldsAnotherRun: the folder has other files, or a run and `resume` was not said.
            FolderIsBeingWritten: another process is at work in it.
        """
        with _locked(self.folder):
            settings = self._plan(resume=resume)
            tasks = [self._task(at, settings) for at in range(len(self.shards))]
            found: dict[int, Report] = {}
            lost: dict[str, str] = {}
            for at, told in reported(
                tasks, engine, workers=workers or os.cpu_count() or 1, cluster=cluster, progress=progress
            ):
                if isinstance(told, Lost):
                    lost[str(self.shards[at])] = str(told)
                else:
                    found[at] = told
            summary = Summary(tuple(self.shards), tuple(map(found.get, range(len(tasks)))), lost)
            _finish(self.folder, summary)
        return summary

    def _plan(self, *, resume: bool) -> Settings:
        """Write down what is going to be read, unless the folder holds something else."""
        from concord.corpora.shard import settings_for, situation_called

        try:
            settings = settings_for(situation_called(self.situation), prefilter=self.prefilter)
        except ImportError:
            raise MissingEngine("pyarrow, which writes Parquet,", "parquet") from None
        before = _planned(self.folder)
        names = [shard.name for shard in self.shards]
        if before is not None and not resume:
            raise FolderHoldsAnotherRun(self.folder, "holds a run: take it up with --resume, or name another")
        if before is not None and names[: len(before)] != before:
            raise FolderHoldsAnotherRun(
                self.folder, "holds a run over other shards: name the same ones first, in the same order"
            )
        put(self.folder, PLAN, {"shards": names, "prefilter": self.prefilter})
        return settings

    def _task(self, at: int, settings: Settings) -> Task:
        shard = self.shards[at].resolve()
        stem = shard.name.partition(".")[0]
        return Task(f"{at:06d}-{stem}", str(shard), str(self.folder.resolve()), self._situation(), settings)

    def _situation(self) -> str:
        folder = Path(self.situation)
        return str(folder.resolve()) if folder.is_dir() else self.situation


def _inside(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file() and path.name.endswith(SUFFIXES)))


def _planned(folder: Path) -> list[str] | None:
    """The shards of the run that a folder holds; None where it is empty.

    Raises:
        FolderHoldsAnotherRun: it holds something, and no run.
    """
    try:
        plan: Any = json.loads((folder / PLAN).read_text("utf-8"))
        return list(plan["shards"])
    except FileNotFoundError:
        if any(entry.name not in (LOCK, PARTIAL) for entry in folder.iterdir()):
            raise FolderHoldsAnotherRun(folder, "is not empty and holds no run: name another") from None
        return None


def _finish(folder: Path, summary: Summary) -> None:
    """Write what all shards came to, and take away what dead workers left."""
    reports = [report.told() for report in summary.reports if report is not None]
    lost = {Path(shard).name: why for shard, why in summary.lost.items()}
    put(folder, MANIFEST, {"shards": reports, "lost": lost})
    shutil.rmtree(folder / PARTIAL, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One head a folder; the lock ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderIsBeingWritten(folder) from None
        yield
