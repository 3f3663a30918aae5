"""A worker whose parsers end it, hang or run out of memory on pages that say so; else the real one."""

import os
import signal
import time
from collections.abc import Mapping
from typing import Any

from concord.corpora import reading, worker
from concord.documents import Taken

read = reading.page_of


def page_of(row: Mapping[str, Any]) -> Taken:
    name = str(row["id"])
    if name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("endless"):
        time.sleep(3600)
    if name.startswith("greedy"):
        raise MemoryError
    return read(row)


if __name__ == "__main__":
    reading.page_of = page_of
    worker.main()
