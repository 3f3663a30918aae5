"""A choice takes the option with the highest score, and says which others came close."""

from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import Document, PartialDate
from concord.reading import Reader
from concord.reading.choose import Option, choose
from concord.situation import bundled

WEIGHTS = {"verb": 2.0, "nearly a verb": 1.99, "noun": 1.5, "hint": 0.1}


def options(**features: str) -> list[Option]:
    return [Option(value, None, [feature]) for value, feature in features.items()]


def test_the_highest_score_wins_and_what_came_close_is_named() -> None:
    choice = choose(options(deported="verb", arrested="noun", hosted="hint"), WEIGHTS)
    assert choice.option.value == "deported"
    assert choice.close == ("arrested",)
    assert choice.decided


def test_a_win_by_a_hair_decides_nothing() -> None:
    choice = choose(options(deported="verb", arrested="nearly a verb"), WEIGHTS)
    assert not choice.decided
    assert choice.close == ("arrested",)


def test_the_same_value_for_other_reasons_is_no_rival() -> None:
    choice = choose([Option("acc", None, ["verb"]), Option("acc", None, ["nearly a verb"])], WEIGHTS)
    assert choice.decided
    assert choice.close == ()


@given(st.lists(st.sampled_from(sorted(WEIGHTS)), min_size=1, max_size=8))
def test_a_choice_is_among_its_options_and_its_rivals_are_other_values(features: list[str]) -> None:
    found = [Option(n, None, [feature]) for n, feature in enumerate(features)]
    choice = choose(found, WEIGHTS)
    assert choice.option in found
    assert choice.option.value not in choice.close
    assert set(choice.close) <= {option.value for option in found}


def test_a_field_that_cannot_be_decided_is_empty_and_lists_its_candidates() -> None:
    note = Document("note", "", "text/plain", "84,000 Afghans were deported.", published=PartialDate("2025"))
    even = {"status": {}, "country": {}, "place": {}}
    figure = Reader(bundled("afghanistan-pakistan"), Reader(bundled("afghanistan-pakistan")).weights | even)
    read = figure.read(note).figures[0]
    held = {rivals.field: rivals.values for rivals in read.candidates}
    assert read.status is None
    assert {"acc", "por", "undocumented", "none"} <= set(held["status"])
