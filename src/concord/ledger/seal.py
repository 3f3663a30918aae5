"""A seal: the head of the chain, short enough to write down and check by hand.

``412-MZXW-…``: how many entries it covers, and the first 160 bits of the hash of the last
of them in base 32, whose letters and digits cannot be taken for each other. To find
another log with the same seal takes 2^80 trials even for who keeps the ledger.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from typing import Self

from concord.ledger.chain import START
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain, UnreadableSeal

__all__ = ["Seal", "check_seal"]

BITS = 160
_SHAPE = re.compile(r"(\d{1,18})-([A-Z2-7]{32})")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a party notes of a ledger: the number of entries, and the digest of the last."""

    entries: int
    digest: str

    @classmethod
    def of(cls, entries: int, head: str) -> Self:
        """The seal of a ledger with so many entries and this head.

        >>> str(Seal.of(2, "9b1c" * 16))
        '2-TMOJ-WHE3-DSNR-ZGY4-TMOJ-WHE3-DSNR-ZGY4'
        """
        return cls(entries, base64.b32encode(bytes.fromhex(head)[: BITS // 8]).decode())

    @classmethod
    def read(cls, text: str) -> Self:
        """The seal as somebody wrote it down; spaces, case and single dashes do not matter.

        Raises:
            UnreadableSeal
        """
        entries, _, digest = re.sub(r"\s", "", text).upper().partition("-")
        shape = _SHAPE.fullmatch(f"{entries}-{digest.replace('-', '')}")
        if shape is None:
            raise UnreadableSeal(text)
        return cls(int(shape[1]), shape[2])

    def __str__(self) -> str:
        groups = [self.digest[place : place + 4] for place in range(0, len(self.digest), 4)]
        return "-".join([str(self.entries), *groups])


def check_seal(engine: Engine, seal: Seal) -> None:
    """Whether the entries that were sealed are still those, in a ledger that verifies.

    Raises:
        BrokenChain: the end is missing, or something within the sealed entries was changed.
    """
    head = START
    if seal.entries:
        found = engine.rows("SELECT hash FROM entry WHERE seq = ?", (seal.entries,))
        if not found:
            raise BrokenChain(seal.entries, "is missing, though it was sealed: the end was cut off")
        head = found[0][0]
    if not hmac.compare_digest(Seal.of(seal.entries, head).digest, seal.digest):
        raise BrokenChain(
            seal.entries,
            "is not the one that was sealed: it or an entry before it was changed, and the chain made anew",
        )
