"""What grammar and layout say of the legal status of the people counted."""

import pytest

from concord.evidence import Document
from concord.reading.choose import FIELDS
from concord.reading.reader import Reader
from concord.reading.status_rules import ruled_status
from concord.situation import bundled


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"), {name: {} for name in FIELDS})


def rulings(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    scene = reader.scene(Document("note", "", "text/plain", text))
    drafts = reader.drafts(scene)
    found = []
    for i, draft in enumerate(drafts):
        found.append(ruled_status(scene, drafts, i))
        draft.set("status", found[-1][1])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 904 Afghans without papers left.", [("after", "undocumented")]),
        ("Police held 40 ACC holders.", [("noun", "acc")]),
        (
            "They held 60 Afghans: 40 people had a PoR card, 12 people an ACC.",
            [("nothing", None), ("after", "por"), ("after", "acc")],
        ),
        ("UNHCR counts 900 refugees and asylum seekers.", [("after", "mixed")]),
        ("Some 900 PoR and ACC holders were held.", [("after", "mixed")]),
        (
            "They held 60 men. PoR holders, whose cards ran out, were only about 13 per cent of them.",
            [("nothing", None), ("subject", "por")],
        ),
        ("Some 900 are registered as refugees and hold Proof of Registration cards.", [("after", "por")]),
        ("Among ACC holders just 81 per cent left.", [("fronted row", "acc")]),
        (
            "Some 904 undocumented Afghans left, 61 of them women.",
            [("noun", "undocumented"), ("part", "undocumented")],
        ),
        ("B. ACC HOLDERS\nToday 233 persons\n", [("headed", "acc")]),
        (
            "Of the people who left:\nPoR 36%\nnone 52%\n",
            [("label", "por"), ("none of them", "undocumented")],
        ),
        (
            "Undocumented 40 persons\nPoR 12 persons\nTotal 52 persons\n",
            [("label", "undocumented"), ("label", "por"), ("total", "mixed")],
        ),
        (
            "Police held 300 Afghans: 180 people had a PoR card, 120 people an ACC.",
            [("shared out", "mixed"), ("after", "por"), ("after", "acc")],
        ),
        (
            "Police held 300 Afghans, 180 people with a PoR card and the rest without papers.",
            [("shared out", "mixed"), ("after", "por")],
        ),
        (  # a part that is named does not tell of the others
            "Police held 300 Afghans. Some 40 people had a PoR card.",
            [("nothing", None), ("after", "por")],
        ),
        ("How many live here with no card?\nOfficial: Some 400,000 people.\n", [("asked", "undocumented")]),
        ("PoR holders 900 persons.\nAnother 400 others.\n", [("label", "por"), ("others", None)]),
        ("A drive against illegal foreigners began. Some 40 Afghans left.", [("nothing", None)]),
    ],
)  # fmt: skip
def test_one_rule_says_who_the_people_are(
    reader: Reader, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert rulings(reader, text) == expected
