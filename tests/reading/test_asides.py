"""Figures told for comparison, and rates: their dates are their own, and nothing is handed on."""

import pytest

from concord.evidence import Document, PartialDate, digest
from concord.reading.asides import is_aside, is_rate, without_launches
from concord.reading.reader import Reader
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"), {})


def judged(text, test):
    """For each figure of a text whether it is one of the kind."""
    scene = READER.scene(Document("note", "", "text/plain", text, published=PartialDate("2025-09-10")))
    return [test(scene, draft) for draft in READER.drafts(scene)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today 900 refugees crossed (Friday: 700 refugees).", [False, True]),
        ("Today 900 refugees crossed, the day before 700 refugees.", [False, True]),
        ("Returns: 900 refugees; previous week: 700 refugees.", [False, True]),
        ("Some 900 refugees crossed, up from 700 refugees in June.", [False, True]),
        ("Some 900 refugees crossed, against 700 refugees on Monday.", [False, True]),
        ("The number rose from 700 refugees in June to 900 refugees.", [True, False]),
        ("More than 700 refugees crossed.", [False]),  # a hedge, no comparison
        ("From Iran 700 refugees crossed, from Pakistan 900 refugees.", [False, False]),
    ],
)
def test_a_figure_told_for_comparison_is_an_aside(text, expected):
    assert judged(text, is_aside) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 700 refugees a day cross.", [True]),
        ("It feeds 700 refugees daily.", [True]),
        ("Some 700 refugees per week cross.", [True]),
        ("Some 700 refugees crossed. A day later it rained.", [False]),
        ("Some 700 refugees crossed in a bus.", [False]),
    ],
)
def test_so_many_in_each_day_is_a_rate(text, expected):
    assert judged(text, is_rate) == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Some 700 left since it launched an expulsion drive against illegal foreigners in 2023.", []),
        (
            "Some 700 left since it launched an expulsion drive against illegal foreigners in May 2023.",
            ["since"],
        ),
        ("The government launched its drive in 2023. Some 700 left in May 2024.", ["in"]),
        ("Some 700 left in 2023 and 900 since the campaign began.", ["in"]),
    ],
)
def test_the_year_of_a_launch_is_no_period_of_its_own(text, roles):
    reader = Reader(bundled("afghanistan-pakistan"))
    scene = reader.scene(Document("d", digest(text.encode()), "text/plain", text, language="en"))
    last = scene.page.sentence[scene.numbers[-1].first] if scene.numbers else 0
    first, end = scene.page.bounds[last]
    whens = [when for when in scene.whens if first <= when.first < end]
    assert [when.role for when in without_launches(scene, whens)] == roles
