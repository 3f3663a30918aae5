"""Several processes at once, and processes that are killed: the chain holds, nothing is lost or doubled."""

import subprocess
import sys
from pathlib import Path

import pytest

from concord.ledger import Ledger

WRITER = Path(__file__).with_name("writer.py")


def _start(where, first, count):
    command = [sys.executable, str(WRITER), str(where), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_writers_at_once_lose_and_double_nothing(where):
    """Two of the three ingest the same reports; none finds a ledger there when it starts."""
    writers = [_start(where, first, 40) for first in (0, 0, 40)]
    acknowledged = set()
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        acknowledged.update(output.split())
    with Ledger.open(where, create=False) as ledger:
        assert ledger.verify().entries == 160
        assert sorted(kept.id for kept in ledger.documents()) == sorted(acknowledged)
        assert len(ledger.figures()) == 80 * 20


@pytest.mark.parametrize("lines", [1, 2, 5, 11, 23])
def test_a_killed_ingest_leaves_what_was_acknowledged_and_can_be_repeated(where, lines):
    with _start(where, 0, 10_000) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()  # SIGKILL, somewhere in the middle of the next ones
    with Ledger.open(where, create=False) as ledger:
        verified = ledger.verify()
        documents = [kept.id for kept in ledger.documents()]
        assert documents[:lines] == acknowledged
        assert len(set(documents)) == len(documents)
        assert verified.entries == 2 * len(documents)  # never a document without its reading
        assert len(ledger.figures()) == 20 * len(documents)
    _start(where, 0, len(documents) + 3).communicate(timeout=60)
    with Ledger.open(where) as ledger:
        assert ledger.verify().entries == 2 * (len(documents) + 3)
