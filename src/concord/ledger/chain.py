"""The chain: each entry carries the hash of the one before, so no entry can change alone.

    hash = SHA-256 of the canonical JSON array
           [previous, seq, kind, id, recorded_at, SHA-256 of the body]

The body enters by its digest: a party that may not see a body can still check that
it stands in the chain. docs/reference/ledger.md says the same for whoever recomputes it.
"""

import hashlib

from concord.evidence import digest
from concord.evidence.codec import canonical

__all__ = ["START", "entry_hash"]

START = "0" * 64  # what the first entry names as previous


def entry_hash(previous: str, seq: int, kind: str, identity: str, recorded_at: str, body: str) -> str:
    """The hash that an entry with this content carries."""
    parts = [previous, seq, kind, identity, recorded_at, digest(body.encode())]
    return hashlib.sha256(canonical(parts)).hexdigest()
