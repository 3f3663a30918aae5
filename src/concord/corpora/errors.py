"""Why a corpus, or one shard of it, could not be read: one class for each cause."""

from collections.abc import Iterable
from pathlib import Path

from concord.errors import ConcordError

__all__ = [
    "FolderHoldsAnotherRun",
    "FolderIsBeingWritten",
    "MissingEngine",
    "NoShards",
    "OtherCode",
    "UnreadableShard",
]


class UnreadableShard(ConcordError):
    """A file is no shard of pages; carries its name and the cause."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)
        self.name, self.cause = name, cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}"


class NoShards(ConcordError):
    """The paths hold no file that could be a shard."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        told = ", ".join(map(str, self.paths))
        super().__init__(f"no shard in {told}: name files *.parquet, *.warc or *.warc.gz, or folders of them")


class FolderHoldsAnotherRun(ConcordError):
    """The output folder holds something that this run would overwrite or mix with."""

    def __init__(self, folder: Path, what: str) -> None:
        self.folder, self.what = folder, what
        super().__init__(f"{folder} {what}")


class FolderIsBeingWritten(ConcordError):
    """Another process is at work in the output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"another run is writing into {folder}: wait for it, or name another folder")


class MissingEngine(ConcordError):
    """An engine, or a library that shards need, is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} is not installed; pip install 'concord[{extra}]'")


class OtherCode(ConcordError):
    """A worker runs other code than the head, so its claims would be of another reader."""

    def __init__(self, head: str, worker: str) -> None:
        self.head, self.worker = head, worker
        super().__init__(
            f"a worker has {worker} and the head {head}: install the same Concord on all machines"
        )
