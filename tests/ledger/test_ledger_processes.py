"""Several processes at once: the chain holds, nothing is lost or doubled."""

import subprocess
import sys
from pathlib import Path

from concord.ledger import Ledger

WRITER = Path(__file__).with_name("writer.py")


def _start(where, first, count):
    command = [sys.executable, str(WRITER), str(where), str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_writers_at_once_lose_and_double_nothing(where):
    """Two of the three ingest the same reports; none finds a ledger there when it starts."""
    writers = [_start(where, first, 40) for first in (0, 0, 40)]
    acknowledged: set[int] = set()
    for writer in writers:
        output, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        acknowledged.update(int(number) for number in output.split())
    with Ledger.open(where, create=False) as ledger:
        assert ledger.verify().entries == 160
        assert sorted(kept.record.name for kept in ledger.documents()) == sorted(
            f"r{n}" for n in acknowledged
        )
        assert len(ledger.figures()) == 80 * 20
