"""Where shards are read: in processes of this machine, or wherever daft runs its own.

Every engine maps one function over tasks, and that function (`Keeper.read`) writes the files of a
shard itself. So an engine decides nothing about what comes out: the pool is the oracle of the
others. daft (https://www.daft.ai, Apache-2.0) runs alone on one machine, or on a Ray cluster.
"""

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from enum import StrEnum
from typing import Any

from concord.corpora.errors import MissingEngine, UnreadableShard
from concord.corpora.keeper import Keeper
from concord.corpora.records import Report, Task

__all__ = ["QUIET", "Engine", "Lost", "Reported", "reported"]

# daft and Ray report their use to their makers unless told not to before they are imported.
QUIET = {
    "DO_NOT_TRACK": "true",
    "DAFT_ANALYTICS_ENABLED": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",  # it would be written over what the command says
}


class Engine(StrEnum):
    """What distributes shards."""

    POOL = "pool"
    DAFT = "daft"


class Lost(str):
    """Why a shard could not be read at all."""


Reported = tuple[int, Report | Lost]  # the position of a task, and what became of its shard
Progress = Callable[[int], None]


def reported(
    tasks: Sequence[Task],
    engine: Engine,
    *,
    workers: int,
    cluster: str | None = None,
    progress: Progress = lambda pages: None,
) -> Iterator[Reported]:
    """What became of each shard, as soon as it is known.

    Args:
        cluster: address of a Ray cluster for daft; without it daft runs here.
        progress: told how many pages are begun, where the engine lets it be known.
    Raises:
        MissingEngine: the engine is not installed.
    """
    if engine is Engine.POOL:
        return _pool(tasks, workers, progress)
    return _daft(tasks, workers, cluster)


def _pool(tasks: Sequence[Task], workers: int, progress: Progress) -> Iterator[Reported]:
    """A thread a worker, each with a process of its own; only the processes work."""
    keepers: list[Keeper] = []
    own = threading.local()

    def read(task: Task) -> Report | Lost:
        if not hasattr(own, "keeper"):
            own.keeper = Keeper()
            keepers.append(own.keeper)
        return _kept(own.keeper, task, progress)

    with ThreadPoolExecutor(workers) as threads:
        try:
            places: dict[Future[Report | Lost], int] = {
                threads.submit(read, t): i for i, t in enumerate(tasks)
            }
            pending = set(places)
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from sorted((places[future], future.result()) for future in done)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for keeper in keepers:
                keeper.stop()


def _kept(keeper: Keeper, task: Task, progress: Progress = lambda pages: None) -> Report | Lost:
    try:
        return keeper.read(task, progress)
    except UnreadableShard as error:
        return Lost(error.cause)


def _daft(tasks: Sequence[Task], workers: int, cluster: str | None) -> Iterator[Reported]:
    daft = _quiet_daft()
    if cluster is not None:  # without one, daft runs here, which is what it does unless told otherwise
        daft.set_runner_ray(address=cluster)

    @daft.cls(max_concurrency=workers)  # type: ignore[untyped-decorator,unused-ignore]
    class Reader:
        """A process of daft's, with a keeper of its own."""

        def __init__(self) -> None:
            self.keeper = Keeper()

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)  # type: ignore[untyped-decorator,unused-ignore]
        def read(self, tasks: Any) -> list[str]:
            return [read_told(self.keeper, task) for task in tasks.to_pylist()]

    told = [json.dumps(task.told()) for task in tasks]
    frame = daft.from_pydict({"at": list(range(len(told))), "task": told})
    if cluster is not None:  # alone, daft hands out rows; over machines, partitions
        frame = frame.into_partitions(len(told))
    for row in frame.with_column("told", Reader().read(frame["task"])).iter_rows():
        yield row["at"], _heard(json.loads(row["told"]))


def read_told(keeper: Keeper, task: str) -> str:
    """Have a task that is told as text read; what became of it, as text."""
    found = _kept(keeper, Task.of(json.loads(task)))
    return json.dumps({"lost": found} if isinstance(found, Lost) else {"done": found.told()})


def _heard(told: Mapping[str, Any]) -> Report | Lost:
    return Report.of(told["done"]) if "done" in told else Lost(told["lost"])


def _quiet_daft() -> Any:
    """daft, imported only after it is told to keep to itself.

    Raises:
        MissingEngine: it is not installed.
    """
    os.environ.update(QUIET)
    try:
        import daft
    except ImportError:
        raise MissingEngine("daft", "cluster") from None
    return daft
