"""One shard from its bytes to its files; what every engine has done somewhere."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from concord.corpora.errors import OtherCode, UnreadableShard
from concord.corpora.output import REPORTS, ShardFiles, digest_of, put, report_of
from concord.corpora.prefilter import Prefilter
from concord.corpora.reading import fatal, read_pages
from concord.corpora.records import Report, Settings, Task
from concord.corpora.shards import pages_of
from concord.corpora.version import code_version, situation_version
from concord.reading import Reader
from concord.situation import Situation, bundled, load_situation

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["Watch", "read_shard", "settings_for", "situation_called"]

Watch = Callable[[int, int], None]  # told the first row and the number of the pages that come next


def read_shard(task: Task, watch: Watch = lambda first, pages: None) -> Report:
    """Read a shard and put its files in their places; one that was read before is left as it is.

    Raises:
        UnreadableShard: there is nothing in it to read.
        OtherCode: the code here is not that of the task.
    """
    reader = _reader(task.situation)
    own = settings_for(reader.situation, prefilter=task.settings.prefilter)
    if own != task.settings:
        raise OtherCode(task.settings.versions, own.versions)
    prefilter = _prefilter(task.situation) if own.prefilter else None
    shard, folder = Path(task.shard), Path(task.folder)
    digest = _digest(shard)
    kept = report_of(folder, task.name)
    if kept is not None and (kept.sha256, kept.settings) == (digest, task.settings):
        return kept
    report = _read(task, digest, reader, prefilter, watch)
    put(folder, f"{REPORTS}/{task.name}.json", report.told())
    return report


def settings_for(situation: Situation, *, prefilter: bool) -> Settings:
    """The settings of a run with the code that runs here."""
    import pyarrow

    return Settings(code_version(), situation_version(situation), prefilter, pyarrow.__version__)


def situation_called(name: str) -> Situation:
    """The bundled situation of that name, or the one in that folder."""
    return load_situation(Path(name)) if Path(name).is_dir() else bundled(name)


@cache
def _reader(situation: str) -> Reader:
    return Reader(situation_called(situation))


@cache
def _prefilter(situation: str) -> Prefilter:
    return Prefilter(situation_called(situation))


def _digest(shard: Path) -> str:
    try:
        return digest_of(shard)
    except OSError as error:
        raise UnreadableShard(str(shard), error.strerror or str(error)) from None


def _read(task: Task, digest: str, reader: Reader, prefilter: Prefilter | None, watch: Watch) -> Report:
    files = ShardFiles(Path(task.folder), task.name)
    outcomes: Counter[str] = Counter()
    broken: str | None = None
    try:
        try:
            for results in _results(task, reader, prefilter, watch):
                files.add(results)
                outcomes.update(results.column("outcome").to_pylist())
        except UnreadableShard as error:
            if not outcomes:
                raise
            broken = error.cause  # what came before it stands
        digests = files.close()
    except BaseException:
        files.drop()
        raise
    return Report(
        name=task.name,
        shard=Path(task.shard).name,
        sha256=digest,
        size=Path(task.shard).stat().st_size,
        settings=task.settings,
        pages=outcomes.total(),
        claims=files.claims,
        outcomes=dict(sorted(outcomes.items())),
        files=digests,
        broken=broken,
    )


def _results(
    task: Task, reader: Reader, prefilter: Prefilter | None, watch: Watch
) -> Iterator["RecordBatch"]:
    doomed = dict(task.fatal)
    for pages in _slices(task):
        first = pages.column("row")[0].as_py()
        watch(first, len(pages))
        if len(pages) == 1 and first in doomed:
            yield fatal(pages, doomed[first])
        else:
            yield read_pages(pages, reader, prefilter)


def _slices(task: Task) -> Iterator["RecordBatch"]:
    """The pages a slice at a time, and one by one where one of them ended a process."""
    for pages in pages_of(Path(task.shard)):
        first = pages.column("row")[0].as_py()
        if any(first < stop and start < first + len(pages) for start, stop in task.alone):
            yield from (pages.slice(at, 1) for at in range(len(pages)))
        else:
            yield pages
