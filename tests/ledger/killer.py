"""A process that forks writers and kills them: ``killer.py LEDGER KILLS SEED``.

Each writer ingests the same reports from the first on; it is killed (SIGKILL) at a random moment after
its first acknowledgement. Says the numbers of the reports that each had acknowledged, a line a writer.
Writers are forked from one process that has loaded everything, so they spend their short lives writing.
"""

import os
import random
import signal
import sys
import time

from writer import NOW, small_report

from concord.ledger import Ledger, embedded

LONGEST = 0.06  # seconds from the first acknowledgement to the kill
MANY = 100_000  # reports; no writer gets so far


def main(where: str, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    embedded.MANY = 1  # a batch larger than all before it puts the indexes off, however small it is
    for _ in range(kills):
        told = _killed(where, dice.choice((1, 1, 4, 64)), dice.uniform(0, LONGEST))
        sys.stdout.write(" ".join(told.split()) + "\n")


def _killed(where: str, batch: int, after: float) -> str:
    """What a writer had told of when it was killed."""
    receiving, sending = os.pipe()
    writer = os.fork()
    if not writer:
        os.close(receiving)
        _write(where, batch, sending)
    os.close(sending)
    told = os.read(receiving, 64)
    time.sleep(after)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while more := os.read(receiving, 65536):
        told += more
    os.close(receiving)
    return told.decode().rpartition("\n")[0]


def _write(where: str, batch: int, told: int) -> None:
    with Ledger.open(where) as ledger:
        for first in range(0, MANY, batch):
            with ledger.batch():
                for number in range(first, first + batch):
                    ledger.record(*small_report(number), at=NOW)
            os.write(told, b"".join(b"%d\n" % number for number in range(first, first + batch)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
