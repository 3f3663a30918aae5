"""Keeps documents, readings and decisions: append-only, chained, as of any moment.

The truth is one log of entries, each carrying the hash of the one before; typed
tables beside it answer questions and can be made again from the log.
"""

from concord.ledger.errors import (
    BrokenChain,
    ContentDiffers,
    LedgerCannotBeUsed,
    LedgerHasOtherColumns,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    NotALedger,
    NotInLedger,
    ReadingOfAnotherDocument,
    UnclearTime,
    UnkeepableValue,
    UnknownClaim,
    UnknownFilter,
)
from concord.ledger.ledger import Ledger
from concord.ledger.query import Kept
from concord.ledger.record import Recorded
from concord.ledger.verify import Verified

__all__ = [
    "BrokenChain",
    "ContentDiffers",
    "Kept",
    "Ledger",
    "LedgerCannotBeUsed",
    "LedgerHasOtherColumns",
    "LedgerIsBusy",
    "LedgerIsDamaged",
    "LedgerIsNewer",
    "NotALedger",
    "NotInLedger",
    "ReadingOfAnotherDocument",
    "Recorded",
    "UnclearTime",
    "UnkeepableValue",
    "UnknownClaim",
    "UnknownFilter",
    "Verified",
]
