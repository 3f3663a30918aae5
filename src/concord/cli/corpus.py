"""concord read --out: shards of archived pages to a folder of claims, with progress and a summary."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.exits import SOME_UNREAD
from concord.corpora import Engine, Outcome, Run, Summary, find_shards

__all__ = ["Cluster", "EngineName", "EveryPage", "How", "Out", "Resume", "Workers", "read_corpus"]

Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="The paths are shards of archived pages (Parquet, WARC): read them into this folder.",
        show_default=False,
    ),
]
EngineName = Annotated[Engine, typer.Option("--engine", help="With --out: what distributes the shards.")]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="With --out: processes; one a processor.", show_default=False),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="With --engine daft: the Ray cluster to run on, as in ray://HOST:10001, or 'local'.",
        show_default=False,
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="With --out: go on with the run that the folder holds.")
]
EveryPage = Annotated[
    bool,
    typer.Option(
        "--every-page", help="With --out: read pages too that cannot hold a figure of the situation."
    ),
]
_WELL = frozenset({Outcome.READ, Outcome.TO_CONFIRM, Outcome.SKIPPED})  # nothing of the page is lost


@dataclass(frozen=True, slots=True)
class How:
    """How shards are read, as the options say."""

    engine: Engine = Engine.POOL
    workers: int | None = None
    cluster: str | None = None
    resume: bool = False
    every_page: bool = False


def read_corpus(paths: list[Path], out: Path, situation: str, how: How) -> None:
    """Read shards into a folder and say what became of their pages."""
    if how.cluster is not None and how.engine is not Engine.DAFT:
        raise typer.BadParameter("a cluster is what --engine daft runs on", param_hint="--cluster")
    run = Run(find_shards(paths), out, situation, prefilter=not how.every_page)
    with _pages() as progress:
        summary = run.read(
            how.engine, workers=how.workers, cluster=how.cluster, resume=how.resume, progress=progress
        )
    _tell(summary, out)
    if summary.lost or summary.broken or set(summary.outcomes) - _WELL:
        raise typer.Exit(SOME_UNREAD)


def _tell(summary: Summary, out: Path) -> None:
    for shard, why in summary.lost.items():
        typer.echo(f"concord: {shard}: {why}", err=True)
    for shard, why in summary.broken.items():
        typer.echo(f"concord: {shard}: {why}", err=True)
    pages = summary.outcomes.total()
    became = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(summary.outcomes.items()))
    shards = f"{len(summary.shards):,} shard{'s' if len(summary.shards) != 1 else ''}"
    typer.echo(f"{shards}, {pages:,} pages{f' ({became})' if became else ''}")
    typer.echo(f"{summary.claims:,} claims in {out}")


@contextmanager
def _pages() -> Iterator[Callable[[int], None]]:
    """What to call with numbers of pages that are begun; shown where a person watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("Reading: {task.completed:,} pages"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages", total=None)
        yield lambda pages: bar.advance(task, pages)
