"""The names that others may use; a new one is a choice."""

import concord.shapes


def test_public_names():
    assert sorted(concord.shapes.__all__) == [
        "BrokenAnswer",
        "Credential",
        "Gap",
        "Given",
        "KNOWN",
        "Known",
        "Lead",
        "LooksLikePersons",
        "Missing",
        "MissingCredential",
        "MissingLibrary",
        "Note",
        "OversizedAnswer",
        "Paging",
        "Parsed",
        "RefusedByServer",
        "Request",
        "Sent",
        "Shape",
        "ShapeError",
        "UnknownShape",
        "follow",
        "parse",
        "read_in_text",
        "read_known",
        "recognise",
        "sent",
    ]


def test_every_public_name_is_there():
    assert all(hasattr(concord.shapes, name) for name in concord.shapes.__all__)
