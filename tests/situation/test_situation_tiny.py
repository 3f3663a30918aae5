"""Another situation, invented and tiny: no code of the bundled one is wired in anywhere."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.situation import Situation, load_situation
from concord.situation.names import fold, matches

TINY = Path(__file__).with_name("tiny")


@pytest.fixture(scope="module")
def islands() -> Situation:
    return load_situation(TINY)


def test_files_that_are_missing_leave_their_vocabulary_empty(islands: Situation) -> None:
    assert islands.id == "two-islands"
    assert islands.phases == islands.standards == ()


def test_measures_nest(islands: Situation) -> None:
    assert islands.is_part_of("shipped", "sailed")
    assert not islands.is_part_of("sailed", "sailed")
    assert not islands.is_part_of("swam", "sailed")


def test_a_town_that_shares_the_name_of_its_shire_is_read_as_the_shire(islands: Situation) -> None:
    place = islands.place_named("sandby")
    assert place is not None
    assert place.code == "sandby-shire"


def test_two_towns_of_one_name_have_no_answer_but_candidates(islands: Situation) -> None:
    assert islands.place_named("Newport") is None
    assert [place.code for place in islands.places_named("Newport")] == ["newport-north", "newport-south"]


def test_a_crossing_lies_on_both_its_sides_and_in_no_one_country(islands: Situation) -> None:
    assert islands.within("ferry", "NOR")
    assert islands.within("ferry", "SUD")
    assert islands.within("ferry", "ferry")
    assert not islands.within("ferry", "newport-north")
    assert not islands.within("nowhere", "NOR")
    assert islands.country_of("ferry") is None
    assert islands.country_of("sandby-town") == "SUD"


VOICES = [
    ("the Harbour Office", ("crown",)),
    ("Pilots of the Harbour Office", ("guild",)),  # the longer name claims its words
    ("the Pilots and the Harbour Office", ("guild", "crown")),
    ("Pilots in Southholm", ("guild",)),  # a country is no voice where an office is named
    ("Southholm", ("crown",)),
    ("the Keeper", ()),  # of both
    ("the Lord Keeper", ("crown",)),
    ("nobody", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "parties"), VOICES)
def test_voices(islands: Situation, text: str, parties: tuple[str, ...]) -> None:
    assert islands.parties_in(text) == parties


def test_governments_are_found_by_country(islands: Situation) -> None:
    assert islands.government_of("SUD") == "crown"
    assert islands.government_of("NOR") is None


def test_entries_are_found_by_code_or_not_at_all(islands: Situation) -> None:
    for found in (islands.status("blue-ticket"), islands.source("gazette"), islands.party("guild")):
        assert found is not None
    for missing in (islands.status("por"), islands.source("S1"), islands.party("unhcr")):
        assert missing is None
    assert islands.phase("phase-1") is None
    assert islands.standard("water") is None
    assert islands.base_date("crown") is None


def test_nothing_is_valid_before_the_first_decision(islands: Situation) -> None:
    assert islands.valid_until("blue-ticket", date(1899, 12, 31)) is None
    assert islands.valid_until("blue-ticket", date(1950, 1, 1)) == date(1900, 12, 31)
    assert islands.valid_until("red-ticket", date(1950, 1, 1)) is None


def test_names_match_whole_words_only() -> None:
    assert [match.name for match in matches("the ferryman's ferry", {fold("Ferry")})] == ["ferry"]
    assert matches("ferries", {"ferry"}) == []
    assert matches("ferry", set()) == []


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(st.sampled_from(["old", "ferry", "road", "north"])),
    st.sets(st.sampled_from(["ferry", "old ferry", "road"])),
)
def test_matches_never_share_a_word_and_stand_in_the_order_of_the_text(
    words: list[str], names: set[str]
) -> None:
    found = matches(" ".join(words), names)
    assert all(before.last <= after.first for before, after in pairwise(found))
    assert all(" ".join(words[match.first : match.last]) == match.name for match in found)
    assert bool(found) == any(f" {name} " in f" {' '.join(words)} " for name in names)
