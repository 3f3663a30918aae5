"""What head and workers tell each other: a shard to read, and the report of one that was read.

Plain JSON, so that it passes through a pipe, an engine or a file alike. A report holds nothing
that differs between two runs over the same bytes: no time, no host, no worker.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Report", "Settings", "Task"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides, beside the shard, which bytes come out.

    Attributes:
        reader, situation: the versions of both.
        prefilter: whether pages that cannot hold a figure are skipped.
        arrow: the library that writes, for it names itself in what it writes.
    """

    reader: str
    situation: str
    prefilter: bool
    arrow: str

    @property
    def versions(self) -> str:
        """The code and words that read and write, for people."""
        return f"{self.reader}, {self.situation}, pyarrow {self.arrow}"


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to read.

    Attributes:
        name: of its files of output, in the order of the input.
        shard, folder: paths of input and output.
        situation: the name of a bundled situation, or a folder with one.
        alone: ranges of rows to read one by one, for one of them ended a process.
        fatal: rows that are not to be read again, with the reason.
    """

    name: str
    shard: str
    folder: str
    situation: str
    settings: Settings
    alone: tuple[tuple[int, int], ...] = ()
    fatal: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Task":
        """The task that these JSON values describe."""
        return cls(
            **{
                **told,
                "settings": Settings(**told["settings"]),
                "alone": tuple((first, last) for first, last in told["alone"]),
                "fatal": tuple((row, why) for row, why in told["fatal"]),
            }
        )

    def told(self) -> dict[str, Any]:
        """The task as JSON values."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a shard.

    Attributes:
        sha256, size: of the shard's bytes.
        pages, claims: how many there are; outcomes: pages by outcome.
        files: digests of the files of output, by their folder.
        broken: why the shard ends before its time, or None.
    """

    name: str
    shard: str
    sha256: str
    size: int
    settings: Settings
    pages: int
    claims: int
    outcomes: Mapping[str, int]
    files: Mapping[str, str]
    broken: str | None = None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Report":
        """The report that these JSON values describe."""
        return cls(**{**told, "settings": Settings(**told["settings"])})

    def told(self) -> dict[str, Any]:
        """The report as JSON values."""
        return dataclasses.asdict(self)
