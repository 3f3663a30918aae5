"""Which measure the text around a figure gives it, and by which rule."""

import pytest

from concord.evidence import Document
from concord.reading.drafts import Draft, Scene
from concord.reading.inheritance import Answer, answer, is_part, lead_cues
from concord.reading.links import LINKS, link
from concord.reading.reader import Reader
from concord.reading.senses import meant
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"))

ANSWERS = [
    # text, measures of the figures before, measure, rule
    ("Some 84 Afghans were deported.", [], "deported", "own"),
    ("In May 270 Afghans at least were deported.", [], "deported", "own"),
    ("About 90 people were deported, of whom 12 were children.", ["deported"], "deported", "part"),
    ("About 90 people were deported. 40 per cent of them are women.", ["deported"], "deported", "part"),
    ("Police arrested 90 people. PoR holders were 13 per cent.", ["arrested"], "arrested", "share"),
    (
        "Deported yesterday at Torkham were 90 people and at Chaman 30 people.",
        ["deported"],
        "deported",
        "beside",
    ),
    ("They were 90 families.\n1,159 deportees were women.", ["hosted"], "deported", "person"),
    ("There were ninety. They spoke of 27 people who were deported.", [], "deported", "relative"),
    ("Deportations. In Quetta 45 men, in Karachi 30 men.", [], "deported", "lead"),
    ("Deportations in March\nPeshawar 38 men", [], "deported", "heading"),
    ("Detained since dawn in two wards: Peshawar 61, Kohat 44.", ["arrested"], "arrested", "colon"),
    (
        "Day: deported / voluntary returns / total\nSat: 190 / 32 / 222\n",
        ["deported", "returned"],
        "returned",
        "sum",
    ),
    ("How many were deported?\nIn this province 300 people.", [], "deported", "asked"),
    ("Police arrested 90 people. Some 1,200 of them held PoR cards.", ["arrested"], "arrested", "described"),
    ("Some 90 men were deported. In June it was 70 men.", ["deported"], "deported", "before"),
    (
        "The flood killed 90 people. Some 31 of the victims had been deported.",
        ["casualties"],
        "casualties",
        "among",
    ),
    ("The flood killed 90 people; dozens of victims were deportees.", ["casualties"], "casualties", "among"),
    ("Some 31 of the villagers were deported.", [], "deported", "own"),
]


@pytest.mark.parametrize(("text", "before", "measure", "rule"), ANSWERS)
def test_the_first_rule_that_applies_gives_the_measure(
    text: str, before: list[str], measure: str, rule: str
) -> None:
    found = ruled(text, before)
    assert found is not None
    assert (found.code, found.rule.partition(":")[0]) == (measure, rule)


def test_a_text_without_a_word_for_a_measure_has_no_answer() -> None:
    assert ruled("Forty men.", []) is None


def test_a_number_before_of_them_is_a_part_and_the_next_one_is_not() -> None:
    scene, drafts = read("Some 90 people were deported, 12 of them at night, and 300 people in the week.")
    assert is_part(scene, drafts[0], drafts[1])
    assert not is_part(scene, drafts[1], drafts[2])


def test_the_line_above_and_the_opening_of_a_paragraph_lead_a_figure() -> None:
    scene, drafts = read("Arrests in June\nDeportations. In Quetta 45 men.")
    assert {(how, cue.code) for how, cues in lead_cues(scene, drafts[0]) for cue in cues} == {
        ("lead", "deported"),
        ("heading", "arrested"),
    }


def ruled(text: str, before: list[str]) -> Answer | None:
    """The answer for the last figure, those before it being decided."""
    scene, drafts = read(text)
    for draft, measure in zip(drafts, before, strict=False):
        draft.set("measure", measure)
    i = len(drafts) - 1
    number = drafts[i].number
    ties = [
        (
            LINKS.index(link(scene, drafts, i, cue)),
            scene.distance(number.first, number.last, cue),
            meant(scene, drafts[i], cue),
        )
        for cue in scene.in_sentence("measure", drafts[i].sentence)
    ]
    return answer(scene, drafts, i, ties)


def read(text: str) -> tuple[Scene, list[Draft]]:
    scene = READER.scene(Document("note", "", "text/plain", text))
    return scene, READER.drafts(scene)
