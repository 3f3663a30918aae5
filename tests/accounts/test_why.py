"""Why this number: the pulls add up, and a claim left out is truly gone."""

from math import isclose

import pytest

from concord.accounts import UnknownEstimate, balance_claims, explain, without_claim

LATE = {"period_start": "2020-07-01", "period_end": "2020-12-31"}


def test_pulls_and_remainder_add_up_to_every_estimate(afghanistan, seed):
    account = balance_claims(seed, afghanistan)
    for estimate in account.estimates:
        why = explain(account, estimate.key)
        assert isclose(sum(pull.moves for pull in why.pulls) + why.remainder, estimate.value, abs_tol=1e-6)
        assert abs(why.remainder) < 0.02 * estimate.value
        assert all(isclose(pull.moves, pull.weight * pull.read_as) for pull in why.pulls)


def test_two_equal_voices_pull_by_half_each(elsewhere, claim):
    figures = [claim(9_001, **LATE), claim(9_003, party="unhcr", **LATE)]
    account = balance_claims(figures, elsewhere)
    first, second = explain(account, account.estimates[0].key).pulls
    assert isclose(first.weight, 0.5, abs_tol=0.01)
    assert isclose(second.weight, 0.5, abs_tol=0.01)


def test_an_implied_estimate_is_pulled_up_by_the_whole_and_down_by_the_part(afghanistan, seed):
    account = balance_claims(seed, afghanistan)
    [undocumented] = [e for e in account.estimates if e.margin.status == "undocumented"]
    strongest = {pull.read_as: pull.weight for pull in explain(account, undocumented.key).pulls[:2]}
    assert strongest[84_871] > 0.99
    assert strongest[25_320] < -0.99


def test_without_one_of_two_rivals_the_other_stands(afghanistan, seed):
    account = balance_claims(seed, afghanistan)
    [total] = [e for e in account.estimates if len(e.positions) == 2 and not e.implied]
    assert isclose(without_claim(account, total.key, seed[0].id).value, 907_351, abs_tol=0.5)
    assert isclose(without_claim(account, total.key, seed[4].id).value, 907_391, abs_tol=0.5)


def test_without_its_only_claim_a_part_may_be_anything_up_to_its_whole(afghanistan, seed):
    account = balance_claims(seed, afghanistan)
    [card_holders] = [
        e for e in account.estimates if e.margin.status == "acc" and e.margin.measure == "deported"
    ]
    otherwise = without_claim(account, card_holders.key, seed[6].id)
    assert otherwise.low95 == 0
    assert otherwise.high95 > 80_000


def test_without_the_only_claim_of_all_nothing_is_known(elsewhere, claim):
    figure = claim(9_001, **LATE)
    account = balance_claims([figure], elsewhere)
    assert without_claim(account, account.estimates[0].key, figure.id) is None


def test_a_grossly_wrong_claim_pulls_nothing(elsewhere, claim):
    claims = [
        claim(v, party=p, **LATE) for v, p in ((10_012, "a"), (10_101, "b"), (9_951, "c"), (99_510, "d"))
    ]
    account = balance_claims(claims, elsewhere)
    why = explain(account, account.estimates[0].key)
    [wrong] = [pull for pull in why.pulls if pull.read_as == 99_510]
    assert wrong.plausible < 0.01
    assert wrong.weight < 0.01


def test_an_unknown_key_is_an_error(elsewhere):
    with pytest.raises(UnknownEstimate):
        explain(balance_claims([], elsewhere), "nothing")
