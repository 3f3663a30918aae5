"""Voluntary, safe, dignified: what the words of parties come to, and that no machine answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee.dignity import (
    CheckWord,
    Verdict,
    Word,
    WordRefused,
    checks,
    judged,
    require_word,
    tally,
)

CODES = [one.code for one in checks()]
PARTIES = ("gov-pk", "gov-af", "unhcr", "iom")


def said(check: str, word: str, party: str = "unhcr") -> CheckWord:
    return CheckWord(check, Word(word), party, "Office", "2025-05-01", "because", "https://example.org/a")


words = st.lists(
    st.builds(
        said,
        st.sampled_from(CODES),
        st.sampled_from([word.value for word in Word]),
        st.sampled_from(PARTIES),
    )
)


def verdict(check: str, found: list[CheckWord]) -> Verdict:
    return next(one.verdict for one in judged(found) if one.check.code == check)


def test_checks_are_told_apart_and_each_has_a_good_answer() -> None:
    assert len(set(CODES)) == len(CODES) == 16
    assert {one.group for one in checks()} == {"voluntary", "safe", "dignified", "detention", "children"}
    assert {one.good for one in checks()} == {Word.YES, Word.NO}


def test_without_words_everything_is_unknown() -> None:
    assert {one.verdict for one in judged([])} == {Verdict.UNKNOWN}


@pytest.mark.parametrize(
    ("found", "comes_to"),
    [
        ([("no", "unhcr")], Verdict.GOOD),  # no threat was in force
        ([("yes", "unhcr")], Verdict.BAD),
        ([("unknown", "unhcr")], Verdict.UNKNOWN),
        ([("yes", "unhcr"), ("no", "gov-pk")], Verdict.DISPUTED),
        ([("yes", "unhcr"), ("unknown", "gov-pk")], Verdict.BAD),  # not to know disputes nothing
        ([("yes", "unhcr"), ("no", "unhcr")], Verdict.GOOD),  # a party's last word counts
    ],
)
def test_parties_words_come_to_a_verdict(found: list[tuple[str, str]], comes_to: Verdict) -> None:
    assert verdict("threat", [said("threat", word, party) for word, party in found]) is comes_to


@given(words)
def test_each_check_has_one_verdict_and_one_word_a_party(found: list[CheckWord]) -> None:
    checked = judged(found)
    assert [one.check.code for one in checked] == CODES
    for one in checked:
        told = [word.party for word in one.words]
        assert len(told) == len(set(told))
    counted = tally(checked)
    assert counted.good + counted.bad + counted.disputed + counted.unknown == len(CODES)


@given(words)
def test_saying_the_last_word_again_changes_nothing(found: list[CheckWord]) -> None:
    assert judged([*found, *found[-1:]]) == judged(found)


def test_the_trend_counts_what_became_better_less_what_became_worse() -> None:
    before = tally(judged([said("medical", "no"), said("threat", "yes")]))
    after = tally(judged([said("medical", "yes"), said("threat", "yes")]))
    assert after.trend(before) == 2
    assert before.trend(after) == -2
    assert after.trend(after) == 0


@pytest.mark.parametrize(
    ("check", "word", "why", "evidence", "says"),
    [
        ("nothing", "yes", "so", "https://example.org", "no check"),
        ("threat", "yes", "so", "", "need evidence"),
        ("threat", "no", "so", "", "need evidence"),
        ("threat", "unknown", " ", "", "say why"),
    ],
)
def test_a_word_without_what_it_needs_is_refused(
    check: str, word: str, why: str, evidence: str, says: str
) -> None:
    with pytest.raises(WordRefused, match=says):
        require_word(check, Word(word), why, evidence)


def test_not_to_know_needs_no_evidence() -> None:
    require_word("threat", Word.UNKNOWN, "Nobody of ours was there.", "")
