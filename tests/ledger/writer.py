"""A process of its own that ingests reports: ``writer.py LEDGER FIRST COUNT``.

Says each report's number on standard output once the ledger has acknowledged it.
"""

import sys

from concord.evidence import Document, Figure, Reading, digest
from concord.ledger import Ledger

NOW = "2025-04-18T10:00:00+00:00"


def small_report(number: int, figures: int = 3) -> tuple[Document, bytes, Reading]:
    """A document called by its number, and a reading with some figures."""
    content = f"{number} people returned".encode()
    document = Document(
        name=f"r{number}", sha256=digest(content), media_type="text/plain", text=content.decode()
    )
    found = tuple(
        Figure(document=document.id, start=0, end=1, text=str(number), value=number + more)
        for more in range(figures)
    )
    return document, content, Reading(document.id, "concord 1", found)


def main(path: str, first: int, count: int) -> None:
    with Ledger.open(path) as ledger:
        for number in range(first, first + count):
            ledger.record(*small_report(number, 20), at=NOW)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
