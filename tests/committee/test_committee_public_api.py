"""The names that others may use; a new one is a choice."""

import concord.committee


def test_public_names():
    assert sorted(concord.committee.__all__) == [
        "Claim",
        "NotAllowed",
        "Position",
        "Rule",
        "State",
        "UnreadableCorrection",
        "View",
        "Word",
        "apply",
        "carried",
        "corrected",
        "positions",
        "require_allowed",
        "rules",
    ]


def test_every_public_name_is_there():
    assert all(hasattr(concord.committee, name) for name in concord.committee.__all__)
