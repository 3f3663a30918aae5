"""Keeps documents, readings and decisions: append-only, chained, as of any moment.

The truth is one log of entries, each carrying the hash of the one before; tables
beside it answer questions and can be made again from the log. One interface, two
databases: an embedded file, or a PostgreSQL server for many writers.
"""

from concord.ledger.archive import Archive
from concord.ledger.errors import (
    BrokenChain,
    ContentDiffers,
    FolderIsTaken,
    LedgerCannotBeUsed,
    LedgerIsBusy,
    LedgerIsDamaged,
    LedgerIsNewer,
    LedgersDiffer,
    MissingExtra,
    NoKey,
    NotALedger,
    NotInLedger,
    ReadingOfAnotherDocument,
    UnclearTime,
    UnkeepableValue,
    UnknownClaim,
    UnreadableSeal,
    WrongSignature,
)
from concord.ledger.ledger import Ledger
from concord.ledger.passing import Portion
from concord.ledger.query import UNFILLED, Filter, Kept
from concord.ledger.record import Recorded
from concord.ledger.seal import Seal
from concord.ledger.signature import check_signature, sign
from concord.ledger.verify import Verified

__all__ = [
    "UNFILLED",
    "Archive",
    "BrokenChain",
    "ContentDiffers",
    "Filter",
    "FolderIsTaken",
    "Kept",
    "Ledger",
    "LedgerCannotBeUsed",
    "LedgerIsBusy",
    "LedgerIsDamaged",
    "LedgerIsNewer",
    "LedgersDiffer",
    "MissingExtra",
    "NoKey",
    "NotALedger",
    "NotInLedger",
    "Portion",
    "ReadingOfAnotherDocument",
    "Recorded",
    "Seal",
    "UnclearTime",
    "UnkeepableValue",
    "UnknownClaim",
    "UnreadableSeal",
    "Verified",
    "WrongSignature",
    "check_signature",
    "sign",
]
