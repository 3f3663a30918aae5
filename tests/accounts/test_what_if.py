"""What if: claims and parties left out, margins held; what changes, and nothing else does."""

import pytest

from concord.accounts import UnknownClaimOrParty, balance_claims, what_if

YEAR = {"period_start": "2024-01-01", "period_end": "2024-12-31"}


@pytest.fixture
def rivals(claim):
    return [
        claim(10_400, **YEAR),
        claim(9_600, party="unhcr", **YEAR),
        claim(3_000, party="unhcr", status="camp", **YEAR),
    ]


def test_without_a_claim_is_the_account_of_the_others(rivals, elsewhere):
    told = what_if(rivals, elsewhere, without=[rivals[0].id])
    assert told.after == balance_claims(rivals[1:], elsewhere)
    assert told.before == balance_claims(rivals, elsewhere)
    assert all(change.persons is None or change.persons < 0 for change in told.changes)


def test_without_a_party_all_its_claims_are_gone(rivals, elsewhere):
    told = what_if(rivals, elsewhere, without=["unhcr"])
    assert told.after == balance_claims(rivals[:1], elsewhere)
    gone = [change for change in told.changes if change.after is None]
    assert {change.margin.status for change in gone} >= {"camp"}


def test_a_pin_moves_what_hangs_on_it(rivals, elsewhere):
    [whole] = [
        e for e in balance_claims(rivals, elsewhere).estimates if not e.margin.status and not e.implied
    ]
    told = what_if(rivals, elsewhere, pinned={whole.margin: 20_000})
    changes = {change.margin: change for change in told.changes}
    assert changes[whole.margin].after.value == pytest.approx(20_000, abs=0.5)
    rest = next(change for change in told.changes if change.margin.besides)
    assert rest.after.value == pytest.approx(17_000, rel=0.05)


def test_nothing_left_out_changes_nothing(rivals, elsewhere):
    assert what_if(rivals, elsewhere).changes == ()


def test_a_name_that_nothing_has_is_refused(rivals, elsewhere):
    with pytest.raises(UnknownClaimOrParty, match="'iom'"):
        what_if(rivals, elsewhere, without=["iom"])
