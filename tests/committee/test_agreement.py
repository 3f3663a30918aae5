"""Agreement: assent attaches to one revision, and nobody approves their own proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee.agreement import (
    Assent,
    AssentRefused,
    Committee,
    Outcome,
    Rule,
    UnworkableRule,
    Word,
    require_may_assent,
    tally,
)

PARTIES = ("gov-pk", "gov-af", "unhcr", "iom")
ALL = Committee(PARTIES)
TWO_OF_THREE = Committee(PARTIES, Rule.QUORUM, 2)


def said(*words: str, revision: int = 1) -> list[Assent]:
    """One word a party, in the order of the committee after the proposer."""
    pairs = zip(PARTIES[1:], words, strict=False)
    return [Assent(party, revision, Word(word), "because") for party, word in pairs if word]


@pytest.mark.parametrize(
    ("committee", "words", "outcome"),
    [
        (ALL, (), Outcome.PROPOSED),
        (ALL, ("agreed", "agreed"), Outcome.PROPOSED),  # one is still silent
        (ALL, ("agreed", "agreed", "agreed"), Outcome.AGREED),
        (ALL, ("agreed", "reserved", "agreed"), Outcome.AGREED_WITH_RESERVATIONS),
        (ALL, ("agreed", "disputed", "agreed"), Outcome.DISPUTED),
        (TWO_OF_THREE, ("agreed", "agreed"), Outcome.AGREED),
        (TWO_OF_THREE, ("agreed", "disputed", "reserved"), Outcome.AGREED_WITH_RESERVATIONS),
        (TWO_OF_THREE, ("agreed", "disputed", "disputed"), Outcome.DISPUTED),
    ],
)
def test_the_rule_decides(committee: Committee, words: tuple[str, ...], outcome: Outcome) -> None:
    assert tally(committee, "gov-pk", 1, said(*words)).outcome is outcome


def test_a_new_revision_asks_everybody_again() -> None:
    found = tally(ALL, "gov-pk", 2, said("agreed", "agreed", "agreed"))
    assert found.outcome is Outcome.AGREED_BUT_CHANGED
    assert found.silent == ("gov-af", "unhcr", "iom")
    assert not found.agreed


def test_the_last_word_of_a_party_counts() -> None:
    words = [*said("disputed", "agreed", "agreed"), Assent("gov-af", 1, Word.AGREED, "")]
    assert tally(ALL, "gov-pk", 1, words).outcome is Outcome.AGREED


def test_dissent_is_told_with_its_reason() -> None:
    found = tally(ALL, "gov-pk", 1, said("reserved", "agreed", "agreed"))
    assert [(one.party, one.reason) for one in found.dissent] == [("gov-af", "because")]


def test_the_proposers_own_word_is_no_assent() -> None:
    own = [Assent("gov-pk", 1, Word.AGREED, ""), *said("agreed", "agreed")]
    assert tally(ALL, "gov-pk", 1, own).outcome is Outcome.PROPOSED


@pytest.mark.parametrize(
    ("party", "revision", "word", "reason", "signed", "told"),
    [
        ("gov-pk", 2, Word.AGREED, "", False, "nobody approves their own"),
        ("ngo", 2, Word.AGREED, "", False, "no seat"),
        ("gov-af", 1, Word.AGREED, "", False, "not the newest"),
        ("gov-af", 2, Word.RESERVED, " ", False, "needs its reason"),
        ("gov-af", 2, Word.DISPUTED, "", False, "needs its reason"),
        ("gov-af", 2, Word.AGREED, "", True, "signed"),
    ],
)
def test_what_a_party_may_not_say(
    party: str, revision: int, word: Word, reason: str, signed: bool, told: str
) -> None:
    with pytest.raises(AssentRefused, match=told):
        require_may_assent(ALL, "gov-pk", 2, Assent(party, revision, word, reason), signed=signed)


@pytest.mark.parametrize(
    ("parties", "rule", "quorum"),
    [
        ((), Rule.UNANIMITY, 0),
        (("unhcr",), Rule.UNANIMITY, 0),
        (PARTIES, Rule.QUORUM, 0),
        (PARTIES, Rule.QUORUM, 4),
    ],
)
def test_a_rule_that_cannot_work_is_refused(parties: tuple[str, ...], rule: Rule, quorum: int) -> None:
    with pytest.raises(UnworkableRule):
        Committee(parties, rule, quorum)


words = st.builds(Assent, st.sampled_from(PARTIES), st.integers(1, 3), st.sampled_from(Word), st.just("why"))


@given(st.lists(words, max_size=12), st.integers(1, 3), st.sampled_from(PARTIES))
def test_nothing_is_agreed_that_some_other_party_has_not_passed(
    spoken: list[Assent], revisions: int, proposer: str
) -> None:
    found = tally(ALL, proposer, revisions, spoken)
    if found.agreed:
        last = {one.party: one.word for one in spoken if one.revision == revisions}
        assert all(last.get(party) in (Word.AGREED, Word.RESERVED) for party in PARTIES if party != proposer)


@given(st.lists(words, max_size=12), st.sampled_from(PARTIES))
def test_a_word_about_an_old_revision_changes_no_standing(spoken: list[Assent], proposer: str) -> None:
    newest = [one for one in spoken if one.revision == 3]
    assert tally(ALL, proposer, 3, spoken).standing == tally(ALL, proposer, 3, newest).standing
