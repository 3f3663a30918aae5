"""concord read --out: shards of archived pages to a folder of claims, with progress and a summary."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from concord.cli.exits import SOME_UNREAD
from concord.corpora import Engine, Run, Summary, find_shards

__all__ = ["read_corpus"]


def read_corpus(
    paths: list[Path],
    out: Path,
    *,
    situation: str,
    engine: Engine,
    workers: int | None,
    cluster: str | None,
    resume: bool,
    every_page: bool,
) -> None:
    """Read shards into a folder and say what became of their pages."""
    if cluster is not None and engine is not Engine.DAFT:
        raise typer.BadParameter("a cluster is what --engine daft runs on", param_hint="--cluster")
    run = Run(find_shards(paths), out, situation, prefilter=not every_page)
    with _pages() as progress:
        summary = run.read(engine, workers=workers, cluster=cluster, resume=resume, progress=progress)
    _tell(summary, out)
    unread = summary.lost or summary.broken or set(summary.outcomes) - {"read", "to_confirm", "skipped"}
    if unread:
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
