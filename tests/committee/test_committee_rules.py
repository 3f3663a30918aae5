"""Which decisions are allowed in which state."""

import pytest

from concord.committee import NotAllowed, State, require_allowed, rules
from concord.evidence import DecisionKind as Kind

RELATIONS = {"same_claim", "comparable", "part_of", "supersedes"}
REFUSED = {
    *(("out_of_scope", kind) for kind in RELATIONS | {"corrected_reading"}),
    *(("discarded", kind) for kind in RELATIONS | {"corrected_reading"}),
    *(("superseded", kind) for kind in (RELATIONS | {"corrected_reading"}) - {"supersedes"}),
}


def test_the_table_names_every_state_with_every_kind_once():
    table = rules()
    assert len(table) == len(State) * len(Kind)
    assert {(rule.state, rule.kind) for rule in table if rule.refused} == REFUSED


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.state}-{rule.kind}")
def test_the_table_is_what_is_enforced(decision, rule):
    several = rule.kind in RELATIONS
    word = decision("gov-af", rule.kind, "a", *(["b"] if several else []))
    if rule.refused is None:
        require_allowed(word, {"a": rule.state})
        return
    with pytest.raises(NotAllowed) as refused:
        require_allowed(word, {"a": rule.state})
    assert (refused.value.claim, refused.value.state, refused.value.reason) == ("a", rule.state, rule.refused)


def test_every_party_may_always_agree_and_dispute():
    """So that no state shuts a party up."""
    assert not any(rule.refused for rule in rules() if rule.kind in (Kind.AGREED, Kind.DISPUTED))


@pytest.mark.parametrize(
    ("kind", "claims"),
    [
        (Kind.AGREED, ()),
        (Kind.AGREED, ("a", "a")),
        (Kind.SAME_CLAIM, ("a",)),
        (Kind.COMPARABLE, ("a",)),
        (Kind.PART_OF, ("a",)),
        (Kind.PART_OF, ("a", "b", "c")),
        (Kind.SUPERSEDES, ("a",)),
        (Kind.SUPERSEDES, ("a", "a")),
        (Kind.CORRECTED_READING, ("a", "b")),
    ],
)
def test_a_decision_that_names_too_many_or_too_few_claims_is_refused(decision, kind, claims):
    with pytest.raises(NotAllowed):
        require_allowed(decision("gov-af", kind, *claims), {})
