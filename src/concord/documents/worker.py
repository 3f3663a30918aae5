"""The process that reads for somebody else.

It is told once what its task is and then asked, again and again, for what the task gives for
a request. Its memory is limited for good before the first request; the one that asks
sees to the time. Hostile bytes can end this process, and nothing else.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

from concord.documents.messages import Alive, Done, Failed, OutOfMemory
from concord.documents.pace import heard_by

__all__ = ["main"]

LONGEST_SILENCE = 300  # seconds after which an orphan in an endless loop ends itself


def main() -> None:
    """Take the task and the limit of memory, then answer requests until nobody asks any more.

    The first argument of the process is the descriptor of the pipe to the one that asks.
    """
    connection = Connection(int(sys.argv[1]))
    _quiet()
    try:
        task, memory = connection.recv()
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        connection.send(Alive())
        while _answer(connection, task, connection.recv()):
            pass
    except (EOFError, BrokenPipeError, ConnectionResetError):  # nobody asks any more
        pass


def _answer(connection: Connection, task: Callable[[Any], Iterable[Any]], request: Any) -> bool:
    """Send what the task gives for the request; whether this process may go on."""

    def hear(seconds: float) -> None:
        signal.alarm(LONGEST_SILENCE)
        connection.send(Alive(seconds))

    signal.alarm(LONGEST_SILENCE)
    try:
        with heard_by(hear):
            for message in task(request):
                connection.send(message)
                signal.alarm(LONGEST_SILENCE)
    except MemoryError:
        connection.send(OutOfMemory())
        return False
    except (BrokenPipeError, ConnectionResetError):
        return False
    except Exception as error:  # whatever a parser raises on hostile bytes: it is one file's failure
        if isinstance(error.__cause__, MemoryError):
            connection.send(OutOfMemory())
            return False
        connection.send(Failed(f"{type(error).__name__}: {error}"[:300]))
    signal.alarm(0)
    connection.send(Done())
    return True


def _quiet() -> None:
    """Libraries that print have nowhere to print to; the terminal's interrupt is for the one that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
