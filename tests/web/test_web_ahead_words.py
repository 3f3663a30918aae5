"""What the pages that look ahead tell in the language of the request, facts unchanged."""

from dataclasses import fields

import pytest
from django.utils import translation

from concord.anticipate import Assumptions, told
from concord.anticipate.destinations import NEEDS
from concord.anticipate.errors import BadScenario, NothingToGoOn, TotalsContradict, UnknownSeries
from concord.anticipate.reception import Site, plan
from concord.anticipate.reception.standards import RULES
from concord.anticipate.returned import returned, shares
from concord.situation import bundled
from concord.web.words_ahead import ASSUMPTIONS, NEED_WORDS, THINGS, UNIT_WORDS, in_words, standard_word

OTHERS = ("ur", "fa-af", "ps")


@pytest.mark.parametrize("language", OTHERS)
def test_every_assumption_unit_and_need_is_told(language: str) -> None:
    rows = told(Assumptions())
    with translation.override(language):
        for row in rows:
            name, note = map(str, ASSUMPTIONS[row["name"]])
            assert not name.isascii()
            assert not note.isascii()
            assert not str(UNIT_WORDS[row["unit"]]).isascii()
        for need in NEEDS:
            assert not str(NEED_WORDS[need.code]).isascii()
            assert not str(UNIT_WORDS[need.unit]).isascii()
            assert not str(UNIT_WORDS[need.per]).isascii()


def test_notes_are_the_notes_of_the_assumptions() -> None:
    with translation.override("en"):
        for one in fields(Assumptions):
            assert str(ASSUMPTIONS[one.name][1]) == one.metadata["note"]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("fewer than 5 days: its claims are used, not their balance", ["5"]),
        ("place Wagah is not among the crossings asked for", ["Wagah"]),
        ("more than 40,000 a day: a running total printed as few days?", ["40,000"]),
        ("120 more m2 of covered floor (620 in place of 500)", ["120", "620", "500"]),
        ("nobody told how many open wells; 3 do for the most there", ["3"]),
        (str(NothingToGoOn("file x.csv")), ["file x.csv"]),
        (str(UnknownSeries("Wagah", ("Torkham", "Chaman"))), ["Wagah", "Torkham, Chaman"]),
        (str(TotalsContradict("October", 12.5)), ["October", "12.5"]),
        (str(BadScenario(("shares come to 1.200, more than everybody @ $.intended",))), ["1.200"]),
    ],
)
def test_a_reason_is_told_with_its_facts(language: str, said: str, facts: list[str]) -> None:
    with translation.override("en"):
        assert in_words(said) == said
    with translation.override(language):
        words = in_words(said)
    assert words != said
    assert all(fact in words for fact in facts)


@pytest.mark.parametrize("language", OTHERS)
def test_whatever_a_site_needs_is_told(language: str) -> None:
    standards = bundled("afghanistan-pakistan").standards
    sites = [
        Site(places=50, counters=1, buses=1, toilets=1, taps=1, water_litres=10, covered_m2=9, wells=1),
        Site(places=None, counters=1, buses=None, water_queue_min=90, toilets=9, toilets_women=1),
        Site(places=4000, counters=1, buses=2, stay_days=6, settled=True, cold=True),
    ]
    with translation.override(language):
        for site in sites:
            for one in plan(site, [900.0] * 8, standards).judged:
                assert in_words(one.remedy) != one.remedy, one.remedy
                assert standard_word(one.code, one.label) != one.label
        for rule in RULES:
            assert not str(THINGS[rule.thing]).isascii()


def test_a_sentence_that_is_nowhere_stays_as_it_is() -> None:
    with translation.override("ps"):
        assert in_words("something else; and more") == "something else; and more"


def test_provinces_of_return_are_those_published() -> None:
    assert sum(returned().values()) == 1_947_183
    assert len(shares()) == 34
    assert 0.999 < sum(shares().values()) < 1


def test_provinces_are_named_in_the_language_of_the_page() -> None:
    from django.template import Context

    from concord.web.templatetags.ahead import area_word

    assert area_word(Context({"language": "en"}), "Nangarhar") == "Nangarhar"
    assert area_word(Context({"language": "ps"}), "Nangarhar") == "ننګرهار"
    assert area_word(Context({"language": "ps"}), "a valley") == "a valley"
    for name in shares():
        assert not area_word(Context({"language": "fa-af"}), name).isascii(), name
