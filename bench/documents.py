"""Documents a second: files read in this process, and in workers with limits.

    python bench/documents.py [FOLDER] [--times 20]

Reads the folder (default examples/reports) so many times each way, alternating, and tells the median of
the passes: parsing and finding figures without workers, with one, and with one a processor.
Starting the workers is told apart, for a batch pays for it once.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from concord.documents import Part, find_documents, parts_of
from concord.pipeline.read import _ReadPart, read, reading_pool
from concord.pipeline.shapes import KnownShapes
from concord.reading import Reader
from concord.situation import bundled

REPORTS = Path(__file__).resolve().parents[1] / "examples" / "reports"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("folder", type=Path, nargs="?", default=REPORTS)
    asked.add_argument("--times", type=int, default=20)
    options = asked.parse_args()
    reader, files = Reader(bundled("afghanistan-pakistan")), list(find_documents([options.folder]))
    task = _ReadPart(reader, (KnownShapes(reader),))
    print(f"{len(files)} files, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with reading_pool(reader, workers=1) as one, reading_pool(reader) as several:
        ways: dict[str, Callable[[], int]] = {
            "in this process": lambda: direct(files, task),
            "one worker": lambda: len(list(read(files, reader, one))),
            "a worker a processor": lambda: len(list(read(files, reader, several))),
        }
        for name, way in ways.items():
            begun = time.perf_counter()
            count = way()
            print(f"{name:<22} first pass {time.perf_counter() - begun:5.2f} s for {count} documents")
        speeds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.times):
            for name, way in ways.items():
                begun = time.perf_counter()
                speeds[name].append(way() / (time.perf_counter() - begun))
    for name, found in speeds.items():
        low, high = min(found), max(found)
        print(f"{name:<22} {statistics.median(found):6.1f} documents a second ({low:.1f} to {high:.1f})")


def direct(files: list[Path], task: _ReadPart) -> int:
    """What a worker does, here."""
    parts = (part for file in files for part in parts_of(file, str(file)))
    return sum(len(list(task(part))) for part in parts if isinstance(part, Part))


if __name__ == "__main__":
    main()
