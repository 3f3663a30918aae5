"""How every reader is run for the comparison: alone in a process, on the same documents, timed the same way.

Standard library only, for it is imported by readers of two environments. A reader's script calls
``run`` with a function that loads the tool; the function that it returns reads one document.
"""

import argparse
import json
import pathlib
import re
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

__all__ = ["Finds", "Load", "Read", "peak_bytes", "run"]

Finds = list[dict[str, Any]]
Read = Callable[[dict[str, Any]], Finds]
Load = Callable[[], tuple[str, Read]]  # a version and the function that reads


def run(tools: dict[str, Load]) -> None:
    """Load one of the tools, read all documents once, then time further passes.

    What the first pass found goes to FOUND as JSON Lines, times and memory go to REPORT as JSON.
    """
    args = argparse.ArgumentParser(description=run.__doc__)
    args.add_argument("tool", choices=sorted(tools))
    args.add_argument("documents", type=pathlib.Path, help="JSON Lines: id, lang, title, published, text")
    args.add_argument("found", type=pathlib.Path)
    args.add_argument("report", type=pathlib.Path)
    args.add_argument("--passes", type=int, default=5)
    a = args.parse_args()
    documents = [json.loads(line) for line in a.documents.read_text("utf-8").splitlines()]
    version, read = tools[a.tool]()
    found = [{"document": document["id"], "figures": read(document)} for document in documents]
    a.found.write_text("".join(json.dumps(line) + "\n" for line in found), "utf-8")
    report = {"version": version, "passes": [_timed(read, documents) for _ in range(a.passes)]}
    a.report.write_text(json.dumps(report | {"peak_bytes": peak_bytes()}), "utf-8")


def _timed(read: Read, documents: list[dict[str, Any]]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        read(document)
    return {"wall_seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}


def peak_bytes() -> int:
    """The largest resident size of this process so far.

    Linux counts the parent's size into ``ru_maxrss`` of a process it has started, so the
    high-water mark of the process itself is taken where there is one.
    """
    status = pathlib.Path("/proc/self/status")
    if status.exists() and (mark := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(mark[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
