"""Reading archived pages by the shard: workers, growth, memory and the prefilter.

    corpora.py --date YYYY-MM-DD [--most 200000] [--least 10000] [--passes 3]

Pages are made by ``corpora_pages.py`` from a seed. Every run is the command in a process of its own; its
processor seconds are those of head and workers together. The section "corpora" of docs/benchmarks.md is
written anew.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import corpora_pages
import page
import pyarrow as pa

from concord.corpora import Prefilter
from concord.corpora.columns import page_schema
from concord.corpora.pages import page_of
from concord.reading import Reader
from concord.situation import bundled

READ = """
import sys
from pathlib import Path
from concord.corpora import Run
Run([Path(shard) for shard in sys.argv[3:]], Path(sys.argv[2])).read(workers=int(sys.argv[1]))
"""  # what the command does, with no words about it
SHARD = 1_000  # pages of a shard
SITUATION = "afghanistan-pakistan"
SAMPLE = 60  # pages of each kind for the prefilter
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took; resident is of its largest process."""

    pages: int
    wall: float
    processor: float
    resident: float


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--most", type=int, default=200_000, help="pages of the largest run")
    args.add_argument("--least", type=int, default=10_000, help="pages of the smallest run")
    args.add_argument("--passes", type=int, default=3, help="of the runs with one and two workers")
    a = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = section(Path(folder), a.date, a.least, a.most, a.passes)
    page.put("corpora", text)
    print(text)


def section(folder: Path, date: str, least: int, most: int, passes: int) -> str:
    """The section of the page."""
    corpora_pages.write_shards(folder / "pages", most, shard=SHARD)
    corpora_pages.write_shards(folder / "single", 2, shard=1)
    middle = int((least * most) ** 0.5 // SHARD * SHARD)
    start = run(folder, 0, workers=2).processor
    growth = [run(folder, pages, workers=2) for pages in (least, middle, most)]
    pairs = [[run(folder, middle, workers=workers) for workers in (1, 2)] for _ in range(passes)]
    mix = ", ".join(f"{share} of 1,000 {kind}" for kind, share in corpora_pages.MIX.items())
    head = ["pages", "seconds, 2 workers", "processor seconds", "processor ms a page", "largest process, MB"]
    return "\n\n".join(
        [
            "## Archived pages by the shard",
            page.machine(date),
            f"Pages are made ({mix}; `bench/corpora_pages.py`), shards of {SHARD:,}. The machine was shared "
            "while this was measured: processor seconds hold, seconds less so.",
            page.table(head, [growth_row(one, start) for one in growth]),
            f"A page's cost is without the start of two workers, {start:.1f} processor seconds: a run over "
            "two shards of one page.",
            workers_told(pairs),
            prefilter_told(),
        ]
    )


def growth_row(one: Cost, start: float) -> list[str]:
    """A run as a row of the table."""
    each = (one.processor - start) / one.pages * 1e3
    return [
        f"{one.pages:,}", f"{one.wall:.0f}", f"{one.processor:.0f}", f"{each:.2f}",
        f"{one.resident / MEGABYTE:.0f}",
    ]  # fmt: skip


def run(folder: Path, pages: int, *, workers: int) -> Cost:
    """Read the first shards into a fresh folder; for no pages, two shards of one page each."""
    shards = sorted((folder / ("pages" if pages else "single")).iterdir())[: pages // SHARD or 2]
    out = folder / "out"
    began = time.monotonic()
    told = [sys.executable, "-c", READ, str(workers), str(out), *map(str, shards)]
    process = subprocess.Popen(told)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the run ended with {process.returncode}")
    shutil.rmtree(out)
    return Cost(len(shards) * SHARD, wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def workers_told(pairs: list[list[Cost]]) -> str:
    """Two workers beside one, as measured, and as it would be if both had a processor to themselves."""
    walls = [one.wall / two.wall for one, two in pairs]
    own = [2 * one.processor / two.processor for one, two in pairs]
    return (
        f"Two workers beside one, {pairs[0][0].pages:,} pages: {page.spread(walls)} times as fast by the "
        f"clock; by processor seconds, each with a processor to itself, {page.spread(own)} times."
    )


def prefilter_told() -> str:
    """Milliseconds a page of asking and of reading, for pages that hold nothing and for reports."""
    situation = bundled(SITUATION)
    prefilter, reader = Prefilter(situation), Reader(situation)
    made = corpora_pages.pages(random.Random(2))
    rows = [{"row": at, "id": str(at), **next(made)} for at in range(SAMPLE * 40)]
    batch = pa.RecordBatch.from_pylist(rows, schema=page_schema())
    hopes = prefilter.may_hold(batch)
    lines = []
    for name, hope in (("pages that are skipped unopened", False), ("pages that are opened", True)):
        kind = batch.filter(pa.array([one is hope for one in hopes])).slice(0, SAMPLE)
        opened = [page_of(row).document for row in kind.to_pylist()]
        asking = timed(lambda kind=kind: prefilter.may_hold(kind))
        again = timed(lambda opened=opened: prefilter.may_be_in(opened))
        opening = timed(lambda kind=kind: [page_of(row) for row in kind.to_pylist()])
        reading = timed(lambda opened=opened: [reader.read(one) for one in opened])
        spent = [asking, again, opening, reading]
        told = [f"{one / len(opened) * 1e3:.2f}" for one in spent]
        lines.append([name, *told, f"{(opening + reading) / asking:.0f}", f"{reading / again:.0f}"])
    head = ["processor ms a page", "first question", "second question", "opening", "reading"]
    return page.table([*head, "opening and reading / first", "reading / second"], lines)


def timed(work: Callable[[], object]) -> float:
    """Processor seconds, the least of three."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    main()
