"""Which numbers count people, of what unit, and which do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import Document
from concord.reading.choose import Option
from concord.reading.numbers import Number
from concord.reading.reader import Reader
from concord.situation import bundled

COUNTED = [
    # the noun after the number
    (
        "They counted 239 persons and 40 Afghan refugee families.",
        [("239", "individuals"), ("40", "families")],
    ),
    ("Some 47,953 Afghan Citizen Card (ACC) holders left.", [("47,953", "individuals")]),
    ("We pulled 320 irregular migrants out of the river.", [("320", "individuals")]),
    ("About 4 million Afghani refugees lived there.", [("4 million", "individuals")]),
    ("Why two hundred plus persons waited is not known.", [("two hundred", "individuals")]),
    ("The 13 lakh-odd card holders stayed.", [("13 lakh", "individuals")]),
    ("There were 31 per cent of the week's returnees without papers.", [("31 per cent", "percent")]),
    # the noun as a label before it
    ("Number of refugees: 5.4 million", [("5.4 million", "individuals")]),
    ("Families 4,066. Men on their own 9,870.", [("4,066", "families"), ("9,870", "individuals")]),
    ("Arrived 90 persons. Children unaccompanied 12.", [("90", "individuals"), ("12", "individuals")]),
    # no noun, but among people
    ("Of 90 deportees, 61 of them minors, none stayed.", [("90", "individuals"), ("61", "individuals")]),
    ("We saw 90 refugees. Perhaps five hundred.", [("90", "individuals"), ("five hundred", "individuals")]),
    ("In 36 camps 79 per cent are women.", [("79 per cent", "percent")]),
    ("Ninety men crossed on 12 buses, 4,000 in all.", [("Ninety", "individuals"), ("4,000", "individuals")]),
    # families in brackets do not make the figures after them families
    (
        "Today 1,318 persons (fam 204), being vol 1,274 + dep 44",
        [("1,318", "individuals"), ("204", "families"), ("1,274", "individuals"), ("44", "individuals")],
    ),
    # rows of a table take noun and unit from their heading
    (
        "WHERE THEY SETTLE (families)\nKabul    174\nKunduz   90\n11 other provinces   255\n",
        [("174", "families"), ("90", "families"), ("255", "families")],
    ),
    # a street, a time and a list of slashes before them
    ("On Station Road 88 men waited.", [("88", "individuals")]),
    ("At 00:00 we had 6,120 refugees, at 24:00 6,854.", [("6,120", "individuals"), ("6,854", "individuals")]),
    ("Returned / deported, persons\nSat: 1,910 / 322", [("1,910", "individuals"), ("322", "individuals")]),
    # the noun at the end of a phrase
    ("Landslides killed 17 camp dwellers.", [("17", "individuals")]),
    # a list says of what it is before it
    ("Provinces (families): Kunar 210, Zabul 120", [("210", "families"), ("120", "families")]),
    ("2 STAFF\nOn shift 486, women 121. Absent: nineteen.\n", [("486",), ("121",), ("nineteen",)]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_a_number_that_counts_people_is_a_figure(text: str, expected: list[tuple[str, ...]]) -> None:
    found = [figure[: len(expected[0])] for figure in figures(text)]
    assert found == expected


NOT_COUNTED = [
    "The 40 refugees got Rs 500.",
    "The refugees waited from 0900 to 1730.",
    "The gate opened for refugees at 06:40.",
    "Every refugee under five, and one who is ten, was seen.",
    "One in 44 refugees and one for every 50 returnees fell ill.",
    "The ten refugee settlements were closed.",
    "On April 10, refugees left.",
    "The refugees were held under section 14 and in 2019.",
    "The refugees say so [12] and on page 31.",
    "The appeal for refugees is 21 percent funded.",
    "3 WATER FOR REFUGEES\n",
    "Toilets for refugees: toilets 112, trucks crossed 418.",
    "Returns rose by 13 per cent among refugees.",
    "Refugees used 9.9% of all services and got 14 percent of the reported cost.",
    "The refugees hold 5,600 of the bus tickets sold.",
    "Four in five of the 40 refugees fear arrest.",
    "Refugees call 0700 555 018 or 021-555 7714.",
    "The 40 refugees were under 18, a boy of twelve, none older than 70.",
    "The refugees reached us at ten past five.",
    "4.4 Onward travel of refugees\n4.5 Food for refugees\n",
    "The refugees felt a quake of magnitude 6.0.",
    "FIR 112/26 names the refugees.",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_money_times_ages_ratios_labels_and_things_are_no_figures_of_people(text: str) -> None:
    assert [words for words, _ in figures(text) if words not in ("40",)] == []


@given(st.text(alphabet="0123456789,.() \n|:-%abefilmnorst", max_size=80))
def test_every_figure_cuts_its_own_words_out_of_the_text(text: str) -> None:
    for figure in READER.read(Document("note", "", "text/plain", text)).figures:
        assert text[figure.start : figure.end] == figure.text


def test_what_was_learned_can_overrule_the_rules() -> None:
    text = "Beacon 3300 took the refugees away."
    scene = READER.scene(Document("note", "", "text/plain", text))
    (draft,) = RULES.drafts(scene)
    assert draft.number.value == 3300
    assert RULES.taught({"people": {"any": -2.0}}).drafts(scene) == []


def test_a_number_offers_two_options_the_verdict_of_the_rules_first() -> None:
    offered: list[list[object]] = []

    def decide(_: Number, options: list[Option]) -> Option:
        offered.append([option.value for option in options])
        return options[1]

    scene = READER.scene(Document("note", "", "text/plain", "The 40 refugees have 6 tents and Rs 500."))
    drafts = READER.drafts(scene, decide)
    assert offered == [[True, False], [False, True]]
    assert [draft.number.value for draft in drafts] == [6]


READER = Reader(bundled("afghanistan-pakistan"))
RULES = READER.taught({})


def figures(text: str) -> list[tuple[str, str]]:
    scene = READER.scene(Document("note", "", "text/plain", text))
    return [
        (scene.text(draft.number.first, draft.number.last), draft.unit.value) for draft in RULES.drafts(scene)
    ]
