"""concord watch: poll the feeds of a list, keep pages as captured, tell changes and failures."""

import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Format, Table, now
from concord.evidence import to_json
from concord.pipeline.watch import health as health_now
from concord.pipeline.watch import sleep_until, watching
from concord.watching import Feeds, FeedsHaveMistakes, Health, Visit, load_feeds, load_state

__all__ = ["watch"]

MARKS = {"new": "new", "changed": "changed", "same": "same", "unchanged": "unchanged", "failed": "FAILED"}


def watch(
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS.toml", help="The list of feeds.", show_default=False)
    ],
    into: Annotated[Path, typer.Option("--into", help="Folder for captures, health and visits.")] = Path(
        "watched"
    ),
    once: Annotated[bool, typer.Option("--once", help="Visit what is due and end, for cron.")] = False,
    health: Annotated[bool, typer.Option("--health", help="Show how each feed is; visit nothing.")] = False,
    form: Format = Table.TEXT,
) -> None:
    """Poll feeds politely, keep pages as captured, and tell what is new, changed or failing."""
    listed = load_feeds(feeds)
    if health:
        _show(health_now(listed, into, now()), form)
        return
    failed = _round(listed, into, form)
    while not once:
        sleep_until(load_state(into).next_due(), now(), time.sleep)
        listed = _again(feeds, listed)
        _round(listed, into, form)
    if failed:
        raise typer.Exit(SOME_UNREAD)


def _again(path: Path, listed: Feeds) -> Feeds:
    """The list as it is now; as it was before, where it has mistakes, which are told."""
    try:
        return load_feeds(path)
    except FeedsHaveMistakes as error:
        typer.echo(f"concord: {error}; going on with the list as it was", err=True)
        return listed


def _round(listed: Feeds, into: Path, form: Table) -> bool:
    """Tell the visits of a round; whether any failed."""
    counts: Counter[str] = Counter()
    with watching(listed, into, clock=now) as visits:
        for visit in visits():
            counts[visit.outcome] += 1
            if form is Table.TEXT:
                typer.echo(_line(visit), err=visit.outcome == "failed")
            else:
                typer.echo(json.dumps(to_json(visit), ensure_ascii=False))
    if form is Table.TEXT:
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
        typer.echo(told if told else "Nothing was due.")
    return "failed" in counts


def _line(visit: Visit) -> str:
    told = f"{_moment(visit.at)}  {MARKS[visit.outcome]:10} {visit.feed}  {visit.url}"
    return told + (f": {visit.cause}" if visit.cause else f"  {visit.bytes:,} bytes" if visit.capture else "")


def _show(found: list[Health], form: Table) -> None:
    if form is not Table.TEXT:
        typer.echo(json.dumps([to_json(each) for each in found], ensure_ascii=False, indent=1))
        return
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table as Grid

    grid = Grid(box=SIMPLE)
    grid.add_column("feed", overflow="fold", min_width=14)
    for heading in ("state", "last success", "last change", "fails", "pages"):
        grid.add_column(heading, no_wrap=True)
    for each in found:
        pages = f"{each.pages}" + (f" ({each.failing_pages} fail)" if each.failing_pages else "")
        failures = str(each.failures) if each.failures else ""
        times = [_moment(each.succeeded), _moment(each.changed)]
        grid.add_row(each.feed, each.state, *times, failures, pages)
    Console().print(grid, markup=False)
    for each in found:
        if each.cause:
            typer.echo(f"{each.feed}: {each.cause}")


def _moment(text: str | None) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%d %H:%M") if text else "never"
