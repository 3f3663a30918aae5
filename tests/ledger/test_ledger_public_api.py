"""The names that others may use; a new one is a choice."""

import concord.ledger


def test_public_names():
    assert sorted(concord.ledger.__all__) == [
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
        "UNFILLED",
        "UnclearTime",
        "UnkeepableValue",
        "UnknownClaim",
        "UnreadableSeal",
        "Verified",
    ]


def test_every_public_name_is_there():
    assert all(hasattr(concord.ledger, name) for name in concord.ledger.__all__)
