"""Requests shared by several workers; answers come in the order of the requests.

A thread a worker asks and waits; a short queue a request holds what was answered before
somebody takes it, so that one large archive cannot fill the memory.
"""

import contextlib
import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from concord.documents.guard import LIMITS, Limits, Task, Worker

__all__ = ["Pool"]

Request = TypeVar("Request")
Answer = TypeVar("Answer")
MOST_WORKERS = 4
AHEAD = 3  # requests a worker that may be answered before somebody takes the answers
WAITING = 4  # answers of one request that may wait
LOOK_UP = 0.1  # seconds after which a thread with a full queue sees whether it is still wanted


class Pool(Generic[Request, Answer]):
    """Workers that share requests; what one request gives comes in order, and requests do too.

    Args:
        answer: what a worker is to give for a request; it never raises an error of reading.
    """

    def __init__(
        self,
        task: Task,
        answer: Callable[[Worker, Request], Generator[Answer, None, None]],
        *,
        workers: int | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        count = workers or min(MOST_WORKERS, os.cpu_count() or 1)
        self._answer, self._workers = answer, [Worker(task, limits) for _ in range(count)]

    def each(self, requests: Iterable[Request]) -> Iterator[Answer]:
        """The answers to all requests, in their order; requests are taken a few ahead."""
        run = _Run(self._answer, self._workers)
        try:
            for request in requests:
                run.add(request)
                while run.full():
                    yield from run.first()
            while run.waiting:
                yield from run.first()
        finally:
            run.stop()

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> "Pool[Request, Answer]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _End:
    """Stands after the last answer to a request."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """What went wrong on this side of the pipe."""

    error: BaseException


class _Run(Generic[Request, Answer]):
    """One pass over requests: a thread a worker, a short queue a request."""

    def __init__(
        self, answer: Callable[[Worker, Request], Generator[Answer, None, None]], workers: list[Worker]
    ) -> None:
        self._answer, self._workers = answer, workers
        self._todo: queue.Queue[tuple[Request, queue.Queue[Any]] | None] = queue.Queue()
        self.waiting: deque[queue.Queue[Any]] = deque()
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def add(self, request: Request) -> None:
        if len(self._threads) < min(len(self._workers), len(self.waiting) + 1):
            worker = self._workers[len(self._threads)]
            self._threads.append(threading.Thread(target=self._serve, args=(worker,), daemon=True))
            self._threads[-1].start()
        answers: queue.Queue[Any] = queue.Queue(WAITING)
        self.waiting.append(answers)
        self._todo.put((request, answers))

    def full(self) -> bool:
        return len(self.waiting) >= AHEAD * len(self._workers)

    def first(self) -> Iterator[Answer]:
        """The answers to the oldest request that has not been answered yet."""
        answers = self.waiting[0]
        while not isinstance(found := answers.get(), _End):
            if isinstance(found, _Raised):
                raise found.error
            yield found
        self.waiting.popleft()

    def stop(self) -> None:
        """Let the threads end; who is in the middle of an answer that nobody wants loses its worker."""
        wanted = not self.waiting
        if not wanted:
            self._stopped.set()
            for worker in self._workers:
                worker.kill()
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join()
        if not wanted:
            for worker in self._workers:  # the next question starts afresh
                worker.close()

    def _serve(self, worker: Worker) -> None:
        while (job := self._todo.get()) is not None and not self._stopped.is_set():
            request, answers = job
            try:
                with contextlib.closing(self._answer(worker, request)) as found:
                    for one in found:
                        self._put(answers, one)
                        if self._stopped.is_set():
                            return
            except BaseException as error:
                self._put(answers, _Raised(error))
            self._put(answers, _End())

    def _put(self, answers: "queue.Queue[Any]", one: Any) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(queue.Full):
                answers.put(one, timeout=LOOK_UP)
                return
