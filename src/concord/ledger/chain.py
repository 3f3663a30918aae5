"""The chain: each entry carries the hash of the one before, so no entry can change alone.

    hash = SHA-256 of the canonical JSON array
           [previous, seq, kind, id, recorded_at, SHA-256 of the body]

The body enters by its digest: a party that may not see a body can still check that
it stands in the chain. docs/reference/ledger.md says the same for whoever recomputes it.
"""

import hashlib
from json.encoder import encode_basestring as told

__all__ = ["START", "entry_hash"]

START = "0" * 64  # what the first entry names as previous


def entry_hash(previous: str, seq: int, kind: str, identity: str, recorded_at: str, body_digest: str) -> str:
    """The hash that an entry carries whose body has this SHA-256; both digests in hexadecimal."""
    array = f'["{previous}",{seq},{told(kind)},{told(identity)},{told(recorded_at)},"{body_digest}"]'
    return hashlib.sha256(array.encode()).hexdigest()
