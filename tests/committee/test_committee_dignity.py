"""Voluntary, safe, dignified: the last word of each party counts, and disagreement stays visible."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from concord.committee.dignity import (
    CheckWord,
    Tally,
    Verdict,
    Word,
    WordRefused,
    checks,
    judged,
    require_word,
    tally,
)


def said(check: str, word: str, party: str = "unhcr") -> CheckWord:
    return CheckWord(check, Word(word), party, "an office", "2025-05-01", "because", "https://example.org/x")


def verdict(check: str, *words: CheckWord) -> Verdict:
    return next(one.verdict for one in judged(words) if one.check.code == check)


def test_checks_are_asked_under_five_headings_and_each_has_its_good_answer() -> None:
    assert {check.group for check in checks()} == {"voluntary", "safe", "dignified", "detention", "children"}
    assert len({check.code for check in checks()}) == len(checks()) == 16
    assert {check.good for check in checks()} == {Word.YES, Word.NO}


@pytest.mark.parametrize(
    ("check", "words", "expected"),
    [
        ("threat", (), "unknown"),
        ("threat", (said("threat", "unknown"),), "unknown"),
        ("threat", (said("threat", "no"),), "good"),
        ("threat", (said("threat", "yes"),), "bad"),
        ("families_together", (said("families_together", "yes"),), "good"),
        ("threat", (said("threat", "yes"), said("threat", "no", "gov-pk")), "disputed"),
        ("threat", (said("threat", "yes"), said("threat", "unknown", "gov-pk")), "bad"),
        ("threat", (said("threat", "yes"), said("threat", "no")), "good"),
    ],
)
def test_what_the_words_come_to(check: str, words: tuple[CheckWord, ...], expected: str) -> None:
    assert verdict(check, *words) is Verdict(expected)


@given(
    some.lists(
        some.builds(
            said,
            some.sampled_from([check.code for check in checks()]),
            some.sampled_from(["yes", "no", "unknown"]),
            some.sampled_from(["unhcr", "iom", "gov-pk", "gov-af"]),
        ),
        max_size=40,
    )
)
def test_every_check_has_one_verdict_and_no_party_speaks_twice(words: list[CheckWord]) -> None:
    found = judged(words)
    counted = tally(found)
    assert counted.good + counted.bad + counted.disputed + counted.unknown == len(checks())
    for one in found:
        assert len({word.party for word in one.words}) == len(one.words)


def test_the_trend_is_what_was_gained_less_what_was_lost() -> None:
    assert Tally(5, 1, 0, 10).trend(Tally(3, 2, 0, 11)) == 3
    assert Tally(1, 4, 0, 11).trend(Tally(1, 1, 0, 14)) == -3


@pytest.mark.parametrize(
    ("check", "word", "why", "evidence", "told"),
    [
        ("none of ours", "yes", "because", "https://example.org", "no check"),
        ("threat", "yes", "because", "", "need evidence"),
        ("threat", "yes", " ", "https://example.org", "say why"),
    ],
)
def test_a_word_needs_a_check_a_reason_and_evidence(
    check: str, word: str, why: str, evidence: str, told: str
) -> None:
    with pytest.raises(WordRefused, match=told):
        require_word(check, Word(word), why, evidence)
