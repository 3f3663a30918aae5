"""A worker process and who looks after it: what dies with it is read again, what kills it is named.

When a worker ends in the middle of a shard, nothing of the shard is there, and it is read anew. The
pages it was reading are then read one by one; a page that ends its process twice, alone, is *fatal*:
a row that says so. Any other end (a kill from outside, memory wanted elsewhere) costs a shard's time.
"""

import json
import os
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from concord.corpora.errors import UnreadableShard
from concord.corpora.records import Report, Task

__all__ = ["Keeper"]

PATIENCE = 60.0  # seconds for a page alone; the slowest page of the tests takes 2
WORKER = (sys.executable, "-m", "concord.corpora.worker")
ATTEMPTS = 12  # workers that may end one after the other over a shard without a page being named for it
_TWICE = 2
_PAGES = 60  # pages that may take as long as one page alone; as a rule, they take one second
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True, slots=True)
class _Death:
    """How a worker ended, and at which pages; none if it had not begun."""

    why: str
    first: int | None
    pages: int


class Keeper:
    """One worker process, started when it is needed and again when it has ended."""

    def __init__(self, command: Sequence[str] = WORKER, *, patience: float = PATIENCE) -> None:
        self._command, self._patience = tuple(command), patience
        self._process: subprocess.Popen[bytes] | None = None
        self._lines = b""
        self._stopped = False

    @property
    def pid(self) -> int | None:
        """The process that works, if there is one."""
        return self._process.pid if self._process is not None else None

    def read(self, task: Task, watch: Callable[[int], None] = lambda pages: None) -> Report:
        """Have a shard read, however often its worker ends.

        Args:
            watch: told the numbers of pages as they are begun.
        Raises:
            UnreadableShard: it is no shard, or its workers keep ending.
        """
        alone: Counter[int] = Counter()
        idle, why = 0, "was stopped"
        while idle < ATTEMPTS and not self._stopped:
            end = self._attempt(task, watch)
            if isinstance(end, Report):
                return end
            named, why = len(task.fatal), end.why
            task = _blamed(task, end, alone)
            idle = idle + 1 if len(task.fatal) == named else 0
        raise UnreadableShard(task.shard, f"given up, for its workers keep ending; the last {why}")

    def stop(self) -> None:
        """End the worker for good, from any thread."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the worker; the next shard starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):  # a task that its worker never took
                        pipe.close()
        self._process, self._lines = None, b""

    def __del__(self) -> None:
        self.close()

    def _attempt(self, task: Task, watch: Callable[[int], None]) -> "Report | _Death":
        first, pages = None, 0
        try:
            self._ask(task)
            while True:
                told = self._hear(self._allowed(pages))
                if "at" in told:
                    first, pages = told["at"], told["pages"]
                    watch(pages)
                elif "done" in told:
                    return Report.of(told["done"])
                else:
                    raise UnreadableShard(task.shard, told["lost"])
        except TimeoutError:
            why = f"was ended after {self._patience:.0f} seconds"
        except (BrokenPipeError, EOFError):
            why = f"ended with {self._code()}"
        self.close()
        return _Death(why, first, pages)

    def _allowed(self, pages: int) -> float:
        """Seconds of silence: of a worker that starts, and of one that reads so many pages."""
        return self._patience * (1 + pages / _PAGES) if pages else max(self._patience, PATIENCE)

    def _ask(self, task: Task) -> None:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **_ONE_THREAD},
                start_new_session=True,  # who interrupts the head does not mean its workers; they see it end
            )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(task.told()).encode() + b"\n")
        self._process.stdin.flush()

    def _hear(self, seconds: float) -> dict[str, Any]:
        """The next line of the worker.

        Raises:
            TimeoutError: it says nothing for so long.
            EOFError: it has ended.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        while b"\n" not in self._lines:
            if not select.select([pipe], [], [], seconds)[0]:
                raise TimeoutError
            if not (more := os.read(pipe, 1 << 16)):
                raise EOFError
            self._lines += more
        line, _, self._lines = self._lines.partition(b"\n")
        told: dict[str, Any] = json.loads(line)
        return told

    def _code(self) -> str:
        code = self._process.wait() if self._process is not None else 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def _blamed(task: Task, death: _Death, alone: Counter[int]) -> Task:
    """The task to try next: pages that were being read go one by one, one that ended two workers is left."""
    if death.first is None:
        return task
    if death.pages > 1:
        return replace(task, alone=(*task.alone, (death.first, death.first + death.pages)))
    alone[death.first] += 1
    if alone[death.first] < _TWICE:
        return replace(task, alone=(*task.alone, (death.first, death.first + 1)))
    return replace(task, fatal=(*task.fatal, (death.first, f"the process that read it {death.why}")))
