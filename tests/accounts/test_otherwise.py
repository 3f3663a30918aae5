"""Other identities: the same claims under other definitions."""

import pytest

from concord.accounts import CannotNest, balance_claims, claims_from, nested_otherwise, what_if


def _claims():
    told = {
        "nationality": "AFG",
        "country": "PAK",
        "kind": "flow",
        "party": "unhcr",
        "period_start": "2025-04-01",
        "period_end": "2025-04-30",
    }
    rows = [
        {**told, "measure": "returned", "value": "100000"},
        {**told, "measure": "deported", "value": "30000"},
    ]
    return claims_from(rows).figures


def _rests(account):
    return {round(one.value) for one in account.estimates if one.implied}


def test_deportations_among_returns_leave_a_rest_and_apart_they_do_not(afghanistan):
    apart = nested_otherwise(afghanistan, apart=[("deported", "returned")])
    together = nested_otherwise(apart, among=[("deported", "returned")])
    assert _rests(balance_claims(_claims(), together)) == {70000}
    assert _rests(balance_claims(_claims(), apart)) == set()


def test_what_if_compares_the_account_under_both(afghanistan):
    apart = nested_otherwise(afghanistan, apart=[("deported", "returned")])
    told = what_if(_claims(), afghanistan, under=apart)
    assert told.before == balance_claims(_claims(), afghanistan)
    assert told.after == balance_claims(_claims(), apart)
    assert {round(one.before.value) for one in told.changes if one.after is None} == {70000}


def test_the_situation_itself_stays_as_its_sources_say(afghanistan):
    before = afghanistan.model_copy()
    nested_otherwise(afghanistan, among=[("acc", "undocumented")])
    assert afghanistan == before


def test_a_nesting_that_holds_not_anyway_changes_nothing(afghanistan):
    assert nested_otherwise(afghanistan, apart=[("arrested", "returned")]) == afghanistan


@pytest.mark.parametrize(
    ("part", "whole"),
    [("returned", "deported"), ("deported", "acc"), ("flown", "returned"), ("acc", "acc"), ("mixed", "acc")],
)
def test_what_cannot_nest_is_named(afghanistan, part, whole):
    with pytest.raises(CannotNest, match=f"{part} cannot be taken as part of {whole}"):
        nested_otherwise(afghanistan, among=[(part, whole)])
