"""Keeps documents, readings and decisions: append-only, chained, as of any moment.

The truth is one log of entries, each carrying the hash of the one before; tables
beside it answer questions and can be made again from the log. One interface, two
databases: an embedded file, or a PostgreSQL server for many writers.
"""

from concord.ledger.errors import (
    BrokenChain,
    ContentDiffers,
    LedgerCannotBeUsed,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    MissingExtra,
    NotALedger,
    NotInLedger,
    ReadingOfAnotherDocument,
    UnclearTime,
    UnkeepableValue,
    UnknownClaim,
    UnreadableSeal,
)
from concord.ledger.ledger import Ledger
from concord.ledger.query import UNFILLED, Filter, Kept
from concord.ledger.record import Recorded
from concord.ledger.seal import Seal
from concord.ledger.verify import Verified

__all__ = [
    "UNFILLED",
    "BrokenChain",
    "ContentDiffers",
    "Filter",
    "Kept",
    "Ledger",
    "LedgerCannotBeUsed",
    "LedgerIsBusy",
    "LedgerIsDamaged",
    "LedgerIsNewer",
    "MissingExtra",
    "NotALedger",
    "NotInLedger",
    "ReadingOfAnotherDocument",
    "Recorded",
    "Seal",
    "UnclearTime",
    "UnkeepableValue",
    "UnknownClaim",
    "UnreadableSeal",
    "Verified",
]
