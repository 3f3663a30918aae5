"""Every hostile file through the whole path of `concord read`: outcome, time and memory.

    python bench/hostile.py [NAME...]

A worker a file, so that the memory is that of the file. Prints a line a file and fails if one of them
became what it must not, took more than ten seconds after the start of its worker, or more than 500 MB.
"""

import importlib.util
import re
import sys
import tempfile
import time
from pathlib import Path

from concord.documents import UnreadableDocument, find_documents, shown
from concord.documents.guard import Worker
from concord.documents.guarded import Source, _answered, _EachPart
from concord.pipeline.read import _ReadPart
from concord.pipeline.shapes import KnownShapes
from concord.reading import Reader
from concord.situation import bundled

MAKER = Path(__file__).resolve().parents[1] / "tests" / "documents" / "hostile_files.py"
SECONDS, MEGABYTES = 10.5, 500


def main() -> int:
    spec = importlib.util.spec_from_file_location("hostile_files", MAKER)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    reader, wrong = Reader(bundled("afghanistan-pakistan")), 0
    with tempfile.TemporaryDirectory() as folder:
        allowed = made.write_hostile(Path(folder))
        for path in find_documents([Path(folder)]):
            if len(sys.argv) > 1 and path.name not in sys.argv[1:]:
                continue
            wrong += not _sound(path, reader, allowed.get(path.name, set()))
    return 1 if wrong else 0


def _sound(path: Path, reader: Reader, allowed: set[str]) -> bool:
    worker = Worker(_EachPart(_ReadPart(reader, (KnownShapes(reader),))))
    worker._started()
    peak = Path(f"/proc/{worker._process.pid}/status")
    begun = time.monotonic()
    became = []
    for found in _answered(worker, Source(str(path), path)):
        became.append(type(found).__name__ if isinstance(found, UnreadableDocument) else "read")
        told = _peak(peak)
    seconds = time.monotonic() - begun
    worker.close()
    fine = set(became) <= allowed and bool(became) and seconds <= SECONDS and told <= MEGABYTES
    counted = ", ".join(f"{became.count(one)} {one}" for one in sorted(set(became)))
    mark = "" if fine else "WRONG "
    print(f"{mark}{shown(path.name):<45} {seconds:6.2f} s {told:5d} MB  {counted}", flush=True)
    return fine


def _peak(status: Path) -> int:
    """Megabytes that the process held at most, 0 where it has ended."""
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) // 1000 if found else 0


if __name__ == "__main__":
    sys.exit(main())
