"""The process that reads shards: a task a line on standard input, what happens on standard output.

It holds nothing that another would miss. It ends when its head does: a line that nobody takes, or
another parent, says so. Its memory is bounded by the operating system, so that a page that asks for
more ends this process and not the machine.
"""

import json
import os
import sys
from typing import Any

__all__ = ["MEMORY", "main"]

MEMORY = 1_000_000_000  # bytes of data that a worker may hold; docs/explanation/scale.md has what it needs
_NO_MEMORY = 70  # exit code of a worker that ran out of it


def main() -> None:
    """Read the shards that are asked for until there are no more."""
    out = _apart()
    _bound()
    from concord.corpora.errors import UnreadableShard
    from concord.corpora.records import Task
    from concord.corpora.shard import read_shard
    from concord.errors import ConcordError

    head = os.getppid()
    for line in sys.stdin:
        try:
            report = read_shard(
                Task.of(json.loads(line)), lambda first, pages: _watch(out, head, first, pages)
            )
            _say(out, {"done": report.told()})
        except UnreadableShard as error:
            _say(out, {"lost": error.cause})
        except ConcordError as error:
            _say(out, {"lost": str(error)})
        except MemoryError:
            os._exit(_NO_MEMORY)


def _bound() -> None:
    """One thread, one processor's worth of work, bounded memory."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
    import pyarrow

    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)


def _apart() -> int:
    """The way to the head, kept apart from what libraries print: that goes to standard error from now on."""
    out = os.dup(1)
    os.dup2(2, 1)
    return out


def _watch(out: int, head: int, first: int, pages: int) -> None:
    if os.getppid() != head:
        sys.exit(1)
    _say(out, {"at": first, "pages": pages})


def _say(out: int, told: dict[str, Any]) -> None:
    left = json.dumps(told).encode() + b"\n"
    try:
        while left:
            left = left[os.write(out, left) :]
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
