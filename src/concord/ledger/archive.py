"""The archive: a ledger as plain files, to be read in twenty years without Concord.

README.txt      what this is, and how to check it with nothing but a hash function
entries.jsonl   one entry a line, in their order, with chain and hashes
contents/9b/…   the bytes of every document and its text, named by their SHA-256
seal.txt        the seal of the whole
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from concord.evidence import digest
from concord.evidence.codec import canonical
from concord.ledger.chain import START
from concord.ledger.errors import BrokenChain, FolderIsTaken, NotALedger, NotInLedger
from concord.ledger.moving import Entry, Source
from concord.ledger.seal import Seal

__all__ = ["Archive", "write_archive"]

ENTRIES, CONTENTS, SEAL, README = "entries.jsonl", "contents", "seal.txt", "README.txt"
_README = """This folder is a Concord ledger: documents about the return of refugees, the figures and
statements read in them, and what parties decided about these. It holds no names of
private persons.

entries.jsonl   one entry a line, JSON, in the order in which they were recorded
contents/       the bytes of every document as it was got, and its text in UTF-8;
                each file is named by the SHA-256 of its bytes, in a folder of its first two letters
seal.txt        number of entries, and 160 bits of the last hash in base 32

To check it: for each line take "body" and write it as JSON with sorted keys, no spaces, and no
escapes beyond ASCII; its SHA-256 is D. The SHA-256 of the JSON array
[previous, seq, kind, id, recorded_at, D], written the same way, must be "hash"; and "previous" must
be the "hash" of the line before, 64 zeros in the first. A document's "sha256" and "text_sha256" name its
files under contents/.

To take it back into a database: concord import FOLDER --db ADDRESS
"""


class Archive:
    """An archive in a folder, as a source of entries.

    Raises:
        NotALedger: the folder holds none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        if not (folder / ENTRIES).is_file():
            raise NotALedger(str(folder), f"it holds no {ENTRIES}")

    def entries(self) -> Iterator[Entry]:
        with (self._folder / ENTRIES).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    told = json.loads(line)
                    told["body"] = canonical(told["body"]).decode()
                    yield Entry(*(told[name] for name in Entry._fields))
                except (ValueError, KeyError, TypeError):
                    raise BrokenChain(number, f"line {number} of {ENTRIES} cannot be read") from None

    def content(self, sha256: str) -> bytes:
        try:
            found = _file(self._folder, sha256).read_bytes()
        except FileNotFoundError:
            raise NotInLedger("bytes", sha256) from None
        if digest(found) != sha256:
            raise BrokenChain(None, f"the bytes {sha256} were changed")
        return found


def write_archive(source: Source, folder: Path, progress: Callable[[int], None] | None = None) -> Seal:
    """Write a ledger as plain files into a new or empty folder; its seal.

    Raises:
        FolderIsTaken: it holds something already.
        BrokenChain: the ledger is not what was once recorded; bytes are missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderIsTaken(str(folder))
    (folder / README).write_text(_README, "utf-8")
    seal = _written(source, folder, progress)
    (folder / SEAL).write_text(f"{seal}\n", "utf-8")
    return seal


def _written(source: Source, folder: Path, progress: Callable[[int], None] | None) -> Seal:
    count, head = 0, START
    with (folder / ENTRIES).open("w", encoding="utf-8", newline="\n") as lines:
        for entry in source.entries():
            body = json.loads(entry.body)
            lines.write(canonical(entry._asdict() | {"body": body}).decode() + "\n")
            if entry.kind == "document":
                for name in ("sha256", "text_sha256"):
                    _keep(folder, body[name], source)
            count, head = entry.seq, entry.hash
            if progress is not None:
                progress(count)
    return Seal.of(count, head)


def _keep(folder: Path, sha256: str, source: Source) -> None:
    path = _file(folder, sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.content(sha256))


def _file(folder: Path, sha256: str) -> Path:
    return folder / CONTENTS / sha256[:2] / sha256
