"""The place of a figure by the rules of grammar and layout, and the options among which weights choose."""

import pytest

from concord.evidence import Document
from concord.reading.choose import FIELDS
from concord.reading.drafts import Draft, Scene
from concord.reading.place_rules import Vicinity
from concord.reading.places import place_options
from concord.reading.reader import Reader
from concord.reading.surroundings import toponyms_of
from concord.situation import bundled


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"), {name: {} for name in FIELDS})


def read(reader: Reader, text: str) -> tuple[Scene, list[Draft]]:
    scene = reader.scene(Document("note", "", "text/plain", text))
    return scene, reader.drafts(scene)


def rulings(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    scene, drafts = read(reader, text)
    found = []
    for i, draft in enumerate(drafts):
        own = toponyms_of(scene).within(*scene.page.bounds[draft.sentence])
        rule, mention = Vicinity(scene, drafts, i).ruled(own)
        found.append((rule, mention.name if mention else None))
        if mention is not None:
            draft.set("place", mention.name, (mention.first, mention.last))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 40 people left via Torkham.", [("follows", "torkham")]),
        (
            "Police held 90 people in Punjab, 30 people elsewhere.",
            [("follows", "punjab"), ("elsewhere", None)],
        ),
        (
            "Families by province:\nKunar: 210 families\n12 other provinces: 90 families\n",
            [("label", "kunar"), ("elsewhere", None)],
        ),
        ("In Punjab police held 86 people.", [("fronts", "punjab")]),
        ("Torkham 90 persons, Badini 12.", [("label", "torkham"), ("label", "badini")]),
        ("By Torkham 40 people left, 12 of them women.", [("label", "torkham"), ("whole", "torkham")]),
        ("Of the people who returned, 28% went to Nangarhar.", [("follows", "nangarhar")]),
        (
            "Some 40 people left via Badini. Of the rest 12 people were deported.",
            [("follows", "badini"), ("chain paragraph same", "badini")],
        ),
        (
            "Rain fell on Kabul. The camp of Torkham was shut.\n\nAt this crossing 40 people wait.",
            [("pointed", "torkham")],
        ),
        ("Chaman. More than 500 people have left.", [("lead", "chaman")]),
        ("Some 40 people left Pakistan.", [("none", None)]),
    ],
)  # fmt: skip
def test_one_rule_says_where_the_people_are(
    reader: Reader, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert rulings(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("Some 40 people left via Torkham and Badini.", "Torkham and Badini", "torkham"),
        ("Police of Rawalpindi division held 12 people.", "Rawalpindi division", None),
        ("Some 40 people sleep in Dolma camp.", "Dolma camp", None),
        ("Badini (BDN) is shut. At BDN 40 people wait.", "Badini", "badini"),
    ],
)
def test_a_place_is_an_option_as_it_is_written(
    reader: Reader, text: str, place: str, code: str | None
) -> None:
    scene, drafts = read(reader, text)
    values = [option.value for option in place_options(scene, drafts, 0)]
    assert values[0] is None
    assert place in [value[0] for value in values[1:] if isinstance(value, tuple)]
    if code is not None:
        assert (place, code) in values


def test_where_a_report_was_filed_is_no_place_of_its_own(reader: Reader) -> None:
    scene, drafts = read(reader, "KARACHI: Some 40 people left.")
    assert not any("rank=0" in option.features for option in place_options(scene, drafts, 0))
