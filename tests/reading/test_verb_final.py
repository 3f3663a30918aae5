"""Which word governs a number where the verb ends the clause."""

import pytest

from concord.reading.drafts import Draft, Scene
from concord.reading.gazetteer import Gazetteer
from concord.reading.lexicon import lexicon_for
from concord.reading.numbers import find_numbers
from concord.reading.text import prepare
from concord.reading.verb_final import verb_final_tie
from concord.situation import bundled

TIES = [
    # the verb at the end governs every number of its clause
    ("ur", "پیر کو 45 افراد کو گرفتار کیا گیا۔", 0, {"arrested": "verb"}),
    ("fa", "دیروز ۴۵ تن اخراج شدند.", 0, {"deported": "verb"}),
    ("ps", "پرون ۴۵ کسان وایستل شول.", 0, {"deported": "verb"}),
    ("fa", "۴۵ مرد و ۱۲ زن اخراج شدند.", 0, {"deported": "verb"}),
    # Pashto leaves out the auxiliary of the perfect
    ("ps", "۴۵ کارت لرونکي پرون تللي او ۱۲ کسان ونیول شول.", 0, {"returned": "verb", "arrested": None}),
    # a verb past the end of the clause tells nothing
    ("fa", "۴۵ تن اخراج شدند و ۱۲ تن بازداشت شدند.", 0, {"deported": "verb", "arrested": None}),
    # a relative clause has its own verb
    ("fa", "۴۵ تن که بازداشت بودند اخراج شدند.", 0, {"arrested": "relative", "deported": "verb"}),
    # a past tense ends its clause without an auxiliary
    ("ur", "پولیس نے 45 افراد کو حراست میں رکھ کر اٹھایا اور 12 کو ملک بدر کیا۔", 0, {"deported": None}),
    # English is read otherwise
    ("en", "Some 45 people were arrested.", 0, {"arrested": None}),
]


def ties(language, text, i):
    situation = bundled("afghanistan-pakistan")
    page = prepare(text)
    cues = lexicon_for(language, situation).find(page)
    numbers = find_numbers(page, cues, language, set())
    scene = Scene(page, cues, [], numbers, Gazetteer(situation))
    scene.language = language
    draft = Draft(numbers[i], 0, "individuals", None)
    return {cue.code: verb_final_tie(scene, draft, cue) for cue in scene.cues.get("measure", [])}


@pytest.mark.parametrize(("language", "text", "i", "expected"), TIES)
def test_the_verb_at_the_end_governs_the_numbers_of_its_clause(language, text, i, expected):
    found = ties(language, text, i)
    assert {code: found.get(code, "absent") for code in expected} == expected
