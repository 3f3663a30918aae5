"""Degenerate input: a clear error or a reason for every claim, and nothing lost."""

from dataclasses import replace
from datetime import date

import pytest

from concord.accounts import InfeasibleAccount, Margin, Reason, balance_claims, find, headline, stock_changes
from concord.evidence import Kind, MalformedRecord

YEAR = {"period_start": "2024-01-01", "period_end": "2024-12-31"}


def reasons(account):
    return [one.reason for one in account.left_out]


def margin(**fields):
    told = {"measure": "returned", "kind": Kind.FLOW, "nationality": "SOM", "country": "KEN"}
    return Margin(**{**told, "start": date(2024, 1, 1), "end": date(2024, 12, 31), **fields})


def test_no_claims_give_an_empty_account_and_no_finding(elsewhere):
    account = balance_claims([], elsewhere)
    assert (account.estimates, account.left_out, account.identities) == ((), (), ())
    assert (headline(account), stock_changes(account), find([], elsewhere)) == ((), (), ())


def test_one_claim_is_its_own_account(claim, elsewhere):
    account = balance_claims([claim(5_000, **YEAR)], elsewhere)
    [estimate] = account.estimates
    assert estimate.value == pytest.approx(5_000, rel=1e-3)
    assert estimate.low95 < 5_000 < estimate.high95


@pytest.mark.parametrize("value", [0, 1, 1e-9, 10**9, 10**15, 1e100])
def test_a_number_of_any_size_is_balanced(value, claim, elsewhere):
    account = balance_claims([claim(value, **YEAR), claim(5_000, status="camp", **YEAR)], elsewhere)
    for estimate in account.estimates:
        assert 0 <= estimate.low95 <= estimate.low80 <= estimate.value <= estimate.high80 <= estimate.high95


def test_a_negative_count_is_left_out_by_name(claim, elsewhere):
    account = balance_claims([claim(-5, **YEAR)], elsewhere)
    assert reasons(account) == [Reason.NOT_A_COUNT]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused_by_its_place(value, claim, elsewhere):
    with pytest.raises(MalformedRecord, match=r"not finite: '(nan|-?inf)' at 0 of 'report'"):
        balance_claims([claim(value, **YEAR)], elsewhere)


def test_a_period_that_ends_before_it_starts_is_left_out_by_name(claim, elsewhere):
    backwards = claim(5, period_start="2024-12-31", period_end="2024-01-01")
    account = balance_claims([backwards], elsewhere)
    assert reasons(account) == [Reason.BACKWARDS]
    assert find([backwards], elsewhere) == ()


@pytest.mark.parametrize("length", [1, 2, 3, 7])
def test_a_circle_of_parts_ends_where_it_began(length, claim, elsewhere):
    told = [claim(100 + at, **YEAR) for at in range(length)]
    circle = [
        replace(one, part_of=after.start) for one, after in zip(told, [*told[1:], told[0]], strict=True)
    ]
    account = balance_claims(circle, elsewhere)
    used = set(account.plausible) | {one.figure for one in account.left_out}
    assert used == {figure.id for figure in circle}
    find(circle, elsewhere)


def test_pins_that_contradict_an_identity_name_it_and_the_cells(claim, elsewhere):
    whole, camp, urban = margin(), margin(status="camp"), margin(status="urban")
    with pytest.raises(InfeasibleAccount, match="cannot hold") as error:
        balance_claims([claim(10, **YEAR)], elsewhere, pinned={whole: 10, camp: 8, urban: 7})
    assert error.value.cells == {whole: 10, camp: 8, urban: 7}
    assert error.value.identity is not None
    assert error.value.identity.whole == whole
    assert set(error.value.identity.parts) == {camp, urban}


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_no_margin_is_pinned_below_zero_or_without_end(value, elsewhere):
    with pytest.raises(InfeasibleAccount, match="below zero or without an end") as error:
        balance_claims([], elsewhere, pinned={margin(): value})
    assert list(error.value.cells) == [margin()]


def test_a_pin_alone_is_an_account(elsewhere):
    [estimate] = balance_claims([], elsewhere, pinned={margin(): 84_871}).estimates
    assert estimate.value == pytest.approx(84_871, abs=0.1)
