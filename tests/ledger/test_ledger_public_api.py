"""The names that others may use; a new one is a choice."""

import concord.ledger


def test_public_names():
    assert sorted(concord.ledger.__all__) == [
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
        "UNFILLED",
        "UnclearTime",
        "UnkeepableValue",
        "UnknownClaim",
        "UnreadableSeal",
        "Verified",
        "WrongSignature",
        "check_signature",
        "sign",
    ]


def test_every_public_name_is_there():
    assert all(hasattr(concord.ledger, name) for name in concord.ledger.__all__)
