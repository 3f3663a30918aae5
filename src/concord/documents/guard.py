"""Reading at arm's length: a task in processes of its own, with limits of memory and time.

A worker that is silent too long or ends is one file's error; a fresh one takes the next
file. A worker is kept between files, so that an ordinary batch pays for it once.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any

from concord.documents.errors import CrashedReader, TooMuchMemory, TooMuchTime, UnreadableDocument
from concord.documents.messages import Alive, Done, Failed, OutOfMemory
from concord.errors import ConcordError

__all__ = ["LIMITS", "Limits", "NoWorker", "Task", "Worker"]

Task = Callable[[Any], Iterable[Any]]
START = "from concord.documents.worker import main; main()"
STARTING = 60.0  # seconds until a worker has its task; it imports libraries on a busy machine


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take.

    Attributes:
        memory: bytes of address space, the interpreter and its libraries (230 MB) among them.
        silence: seconds between two signs of life. total: seconds for one document.
    """

    memory: int = 500_000_000
    silence: float = 9.0
    total: float = 60.0


LIMITS = Limits()


class NoWorker(ConcordError):
    """The process that is to read did not start."""

    def __init__(self) -> None:
        super().__init__(
            "the process that reads files did not start: its task must be importable there, and the "
            f"machine must give it {LIMITS.memory // 10**6} MB and start it within {STARTING:.0f} seconds"
        )


class Worker:
    """One process with its task; started when it is first asked, and anew after it ended."""

    def __init__(self, task: Task, limits: Limits = LIMITS) -> None:
        self._task, self._limits = task, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def ask(self, request: Any, name: str) -> Iterator[Any]:
        """What the task gives for the request, as it comes.

        The total time counts anew after every answer.

        Raises:
            TooMuchTime: the process was silent too long, or took too long in all; it is ended.
            TooMuchMemory: it needed more memory than its limit.
            CrashedReader: it ended by itself, or the task raised what nobody foresaw.
        """
        connection = self._started()
        try:
            connection.send(request)
            yield from self._answers(connection, name)
        except (EOFError, OSError):
            raise self._ended(name) from None
        except BaseException:  # or somebody stopped asking in the middle: the rest of the answer is nobody's
            self.close()
            raise

    def kill(self) -> None:
        """End the process and everything that it started; whoever waits for its answer is told."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process; the next question starts a fresh one."""
        self.kill()
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is not None:
            process.wait()
        if connection is not None:
            connection.close()

    def _answers(self, connection: Connection, name: str) -> Iterator[Any]:
        limits = self._limits
        end, patience = time.monotonic() + limits.total, limits.silence
        while True:
            if not connection.poll(max(0.0, min(patience, end - time.monotonic()))):
                seconds = limits.total if time.monotonic() >= end else patience
                raise TooMuchTime(name, f"reading it was stopped after {seconds:.0f} seconds")
            message = connection.recv()
            if isinstance(message, Alive):
                patience, end = limits.silence + message.seconds, end + message.seconds
            elif isinstance(message, Done):
                return
            elif isinstance(message, OutOfMemory):
                raise TooMuchMemory(name, f"reading it needs more than {limits.memory // 10**6} MB")
            elif isinstance(message, Failed):
                raise CrashedReader(name, f"its reader failed ({message.why})")
            else:
                end, patience = time.monotonic() + limits.total, limits.silence
                yield message

    def _started(self) -> Connection:
        if self._connection is None:
            ours, theirs = Pipe()
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
            theirs.close()
            try:
                ours.send((self._task, self._limits.memory))
                if not ours.poll(STARTING):
                    raise EOFError
                ours.recv()
            except (EOFError, OSError):
                self.close()
                raise NoWorker from None
            self._connection = ours
        return self._connection

    def _ended(self, name: str) -> UnreadableDocument:
        status = self._process.wait() if self._process is not None else 0
        self.close()
        if -status in (signal.SIGABRT, signal.SIGTRAP, signal.SIGKILL):  # what libraries do without memory
            return CrashedReader(name, f"its reader gave up or was ended (signal {-status})")
        return CrashedReader(name, f"its reader crashed ({f'signal {-status}' if status < 0 else status})")
