"""A process of its own that ingests reports: ``writer.py LEDGER FIRST COUNT``.

Says each document's id on standard output once the ledger has acknowledged it.
"""

import sys

from concord.evidence import Document, Figure, Reading, digest
from concord.ledger import Ledger

NOW = "2025-04-18T10:00:00+00:00"


def main(path: str, first: int, count: int) -> None:
    with Ledger.open(path) as ledger:
        for number in range(first, first + count):
            content = f"{number} people returned".encode()
            document = Document(
                name=f"r{number}", sha256=digest(content), media_type="text/plain", text=content.decode()
            )
            figures = tuple(
                Figure(document=document.id, start=0, end=1, text=str(number), value=number + more)
                for more in range(20)
            )
            ledger.record(document, content, Reading(document.id, "concord 1", figures), at=NOW)
            sys.stdout.write(document.id + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
