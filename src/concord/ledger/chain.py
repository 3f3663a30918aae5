"""The chain: each entry carries the hash of the one before, so no entry can change alone.

    hash = SHA-256 of the canonical JSON array
           [previous, seq, kind, id, recorded_at, SHA-256 of the body]

The body enters by its digest: a party that may not see a body can still check that
it stands in the chain. docs/reference/ledger.md says the same for whoever recomputes it.
"""

import hashlib
from dataclasses import dataclass

from concord.evidence import digest
from concord.evidence.codec import canonical

__all__ = ["START", "Entry", "entry_hash"]

START = "0" * 64  # what the first entry names as previous


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as kept.

    Attributes:
        seq: 1, 2, 3, ... without gaps.
        kind: document, reading or decision.
        id: content id of the record.
        recorded_at: when the ledger came to know it, UTC; never before the entry it follows.
        body: the record as canonical JSON.
        previous, hash: the hash of the entry before, and its own.
    """

    seq: int
    kind: str
    id: str
    recorded_at: str
    body: str
    previous: str
    hash: str


def entry_hash(previous: str, seq: int, kind: str, identity: str, recorded_at: str, body: str) -> str:
    """The hash that an entry with this content carries."""
    parts = [previous, seq, kind, identity, recorded_at, digest(body.encode())]
    return hashlib.sha256(canonical(parts)).hexdigest()
