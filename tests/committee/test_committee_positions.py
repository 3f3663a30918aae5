"""What the parties' words about a claim come to. The claimant is gov-pk throughout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee import State, positions
from concord.evidence import DecisionKind as Kind

AGREED, DISPUTED, OUTSIDE = Kind.AGREED, Kind.DISPUTED, Kind.OUT_OF_SCOPE
CORRECTED, SAME, SUPERSEDES = Kind.CORRECTED_READING, Kind.SAME_CLAIM, Kind.SUPERSEDES

# Words in the order of the record: party, kind, and what else is needed: the corrected value,
# or "over" where the claim under test is the one that is superseded, "by" where it supersedes.
CASES = [
    ("nobody has spoken", [], "unreviewed"),
    ("another party agrees", [("gov-af", AGREED)], "agreed"),
    ("the claimant's own assent is no agreement", [("gov-pk", AGREED)], "affirmed"),
    ("claimant and another agree", [("gov-pk", AGREED), ("gov-af", AGREED)], "agreed"),
    ("one disputes", [("gov-af", DISPUTED)], "disputed"),
    ("one agrees, one disputes", [("unhcr", AGREED), ("gov-af", DISPUTED)], "disputed"),
    ("the order of the two makes no difference", [("gov-af", DISPUTED), ("unhcr", AGREED)], "disputed"),
    ("a party's last word counts", [("gov-af", DISPUTED), ("gov-af", AGREED)], "agreed"),
    ("and counts the other way round", [("gov-af", AGREED), ("gov-af", DISPUTED)], "disputed"),
    ("another's assent does not end a dispute", [("gov-af", DISPUTED), ("gov-pk", AGREED)], "disputed"),
    ("the claimant disputes its own claim", [("gov-pk", DISPUTED)], "disputed"),
    ("set aside", [("media", OUTSIDE)], "out_of_scope"),
    ("set aside by one, held by another", [("gov-af", OUTSIDE), ("gov-pk", AGREED)], "disputed"),
    ("held, then set aside by another", [("gov-pk", AGREED), ("gov-af", OUTSIDE)], "disputed"),
    ("set aside by the party that agreed", [("gov-af", AGREED), ("gov-af", OUTSIDE)], "out_of_scope"),
    ("a later claim stands in its place", [("gov-pk", SUPERSEDES, "over")], "superseded"),
    ("the later claim itself is not superseded", [("gov-pk", SUPERSEDES, "by")], "unreviewed"),
    ("superseded by one, held by another", [("gov-pk", SUPERSEDES, "over"), ("gov-af", AGREED)], "disputed"),
    ("held, then replaced by its own party",
     [("gov-pk", AGREED), ("gov-pk", SUPERSEDES, "over")], "superseded"),
    ("each puts its own on top", [("gov-pk", SUPERSEDES, "over"), ("gov-af", SUPERSEDES, "by")], "disputed"),
    ("turned round by the same party",
     [("gov-pk", SUPERSEDES, "over"), ("gov-pk", SUPERSEDES, "by")], "unreviewed"),
    ("taken back to a repetition", [("gov-pk", SUPERSEDES, "over"), ("gov-pk", SAME, "over")], "unreviewed"),
    ("a repetition is no review", [("unhcr", SAME, "by")], "unreviewed"),
    ("the reading is corrected", [("unhcr", CORRECTED, "5")], "corrected"),
    ("corrected, then agreed", [("unhcr", CORRECTED, "5"), ("gov-af", AGREED)], "agreed"),
    ("corrected, then affirmed", [("unhcr", CORRECTED, "5"), ("gov-pk", AGREED)], "affirmed"),
    ("agreed, then corrected", [("gov-af", AGREED), ("unhcr", CORRECTED, "5")], "agreed_but_changed"),
    ("agreed, corrected, agreed anew",
     [("gov-af", AGREED), ("unhcr", CORRECTED, "5"), ("gov-af", AGREED)], "agreed"),
    ("agreed by two, corrected, agreed anew by one",
     [("gov-af", AGREED), ("iom", AGREED), ("unhcr", CORRECTED, "5"), ("iom", AGREED)], "agreed_but_changed"),
    ("two correct alike", [("unhcr", CORRECTED, "5"), ("iom", CORRECTED, " 5")], "corrected"),
    ("two correct differently", [("unhcr", CORRECTED, "5"), ("iom", CORRECTED, "6")], "disputed"),
    ("a party corrects its correction",
     [("unhcr", CORRECTED, "5"), ("iom", CORRECTED, "6"), ("iom", CORRECTED, "5")], "corrected"),
    ("a party takes its correction back",
     [("unhcr", CORRECTED, "5"), ("unhcr", CORRECTED, None)], "unreviewed"),
    ("discarded as an outlier", [("unhcr", Kind.OUTLIER)], "discarded"),
    ("discarded for a new reason", [("unhcr", Kind.OUTLIER), ("unhcr", Kind.TOO_OLD)], "discarded"),
    ("discarded, then agreed by the same party", [("unhcr", Kind.REDUNDANT), ("unhcr", AGREED)], "agreed"),
    ("discarded by one, agreed by another", [("unhcr", Kind.ANECDOTAL), ("gov-af", AGREED)], "disputed"),
    ("a rival reading is no review", [("unhcr", Kind.COMPARABLE, "by")], "unreviewed"),
    ("a part of another is no review", [("unhcr", Kind.PART_OF, "by")], "unreviewed"),
    ("taken back, the old agreement holds",
     [("gov-af", AGREED), ("unhcr", CORRECTED, "5"), ("unhcr", CORRECTED, None)], "agreed"),
]  # fmt: skip


def _words(decision, claim, other, words):
    for party, kind, *more in words:
        if kind is CORRECTED:
            yield decision(party, kind, claim, correction={} if more[0] is None else {"value": more[0]})
        elif more == ["over"]:
            yield decision(party, kind, other, claim)
        elif more == ["by"]:
            yield decision(party, kind, claim, other)
        else:
            yield decision(party, kind, claim)


@pytest.mark.parametrize(("what", "words", "state"), CASES, ids=[case[0] for case in CASES])
def test_the_state_of_a_claim(figure, decision, what, words, state):
    claim, other = figure(1200), figure(1300)
    assert positions(_words(decision, claim.id, other.id, words), [claim, other])[claim.id].state == state


def test_every_state_can_be_reached():
    assert {state for _, _, state in CASES} == set(State)


def test_each_partys_standing_word_is_shown(figure, decision):
    claim = figure(1200)
    first, second, third = (
        decision("unhcr", AGREED, claim.id),
        decision("gov-af", DISPUTED, claim.id),
        decision("unhcr", DISPUTED, claim.id),
    )
    position = positions([first, second, third], [claim])[claim.id]
    assert [(word.party, word.decision) for word in position.by_party] == [
        ("gov-af", second),
        ("unhcr", third),
    ]


def test_a_claim_that_is_spoken_of_but_not_given_has_a_position(decision):
    assert positions([decision("gov-af", AGREED, "c")])["c"].state is State.AGREED


def test_a_word_about_several_claims_is_a_word_about_each(decision):
    where = positions([decision("gov-af", DISPUTED, "a", "b")])
    assert {claim: position.state for claim, position in where.items()} == {
        "a": State.DISPUTED,
        "b": State.DISPUTED,
    }


STANCES = st.lists(
    st.tuples(
        st.sampled_from(["gov-pk", "gov-af", "unhcr"]),
        st.sampled_from([AGREED, DISPUTED, OUTSIDE]),
        st.sampled_from("abc"),
    ),
    max_size=8,
)


@given(STANCES, st.randoms(use_true_random=False))
def test_the_order_of_unrelated_decisions_is_irrelevant(decision, stances, random):
    """Shuffled, but each party's words about a claim in their order."""
    words = [decision(party, kind, claim) for party, kind, claim in stances]
    queues = {}
    for word in words:
        queues.setdefault((word.party, word.claims), []).append(word)
    shuffled = []
    while queues:
        key = random.choice(sorted(queues))
        shuffled.append(queues[key].pop(0))
        if not queues[key]:
            del queues[key]
    assert positions(shuffled) == positions(words)


@given(STANCES)
def test_no_partys_word_deletes_anothers(decision, stances):
    """Whatever the others say, each party's own last word stands."""
    where = positions(decision(party, kind, claim) for party, kind, claim in stances)
    last = {(party, claim): kind for party, kind, claim in stances}
    standing = {
        (word.party, claim): word.decision.kind
        for claim, position in where.items()
        for word in position.by_party
    }
    assert standing == last


@given(STANCES)
def test_saying_it_again_changes_nothing(decision, stances):
    words = [decision(party, kind, claim) for party, kind, claim in stances]
    last_said = words[-1:]
    assert positions(words + last_said) == positions(words)
