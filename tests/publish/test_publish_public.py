"""The public names of publishing: a new one is a choice."""

import concord.publish


def test_public_names() -> None:
    assert concord.publish.__all__ == [
        "SHORT_ID",
        "Briefing",
        "Position",
        "Standing",
        "compose",
        "machine_form",
        "page",
        "terminal",
    ]
    assert all(hasattr(concord.publish, name) for name in concord.publish.__all__)
