"""The account: from claims to estimates, identities and everything that is left out."""

import random
from datetime import date
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.accounts import (
    Along,
    InfeasibleAccount,
    Margin,
    Reason,
    UnknownEstimate,
    balance_claims,
    headline,
)
from concord.evidence import Kind, Precision, Unit

SINCE = {"period_start": "2020-01-01", "period_end": "2020-12-31"}
LATE = {"period_start": "2020-07-01", "period_end": "2020-12-31"}


def only(account, **fields):
    """The one estimate whose margin has these fields."""
    fitting = [e for e in account.estimates if all(getattr(e.margin, k) == v for k, v in fields.items())]
    assert len(fitting) == 1, [str(e.margin) for e in fitting]
    return fitting[0]


def reasons(account):
    return [left.reason for left in account.left_out]


def test_no_claims_make_an_empty_account(elsewhere):
    account = balance_claims([], elsewhere)
    assert account.estimates == account.identities == account.left_out == ()
    assert headline(account) == ()


def test_one_claim_is_its_own_estimate(elsewhere, claim):
    [estimate] = balance_claims([claim(4_321, **LATE)], elsewhere).estimates
    assert isclose(estimate.value, 4_321, abs_tol=0.01)
    assert estimate.low95 < estimate.low80 < estimate.value < estimate.high80 < estimate.high95
    assert not estimate.implied


def test_rival_claims_are_readings_of_one_number_and_never_summed(elsewhere, claim):
    account = balance_claims([claim(9_000, **LATE), claim(10_003, party="unhcr", **LATE)], elsewhere)
    [estimate] = account.estimates
    assert 9_000 < estimate.value < 10_003
    assert [(p.party, p.value) for p in estimate.positions] == [("gov-ke", 9_000), ("unhcr", 10_003)]


def test_a_second_act_of_saying_the_same_changes_nothing(elsewhere, claim):
    first, rival = claim(9_001, **LATE), claim(10_003, party="unhcr", **LATE)
    again = claim(9_001, document="reprint", publisher="a paper", **LATE)
    once, twice = balance_claims([first, rival], elsewhere), balance_claims([first, rival, again], elsewhere)
    assert once.estimates == twice.estimates
    [left] = twice.left_out
    assert left.reason is Reason.ECHO
    assert (left.figure, left.of) == (again.id, first.id)


def test_what_no_claim_says_follows_by_difference(elsewhere, claim):
    account = balance_claims(
        [
            claim(5_301, phase="all", cumulative=True, said="2020-12-31"),
            claim(5_311, phase="all", cumulative=True, said="2020-12-31"),
            claim(1_200, phase="late", said="2020-12-31"),
            claim(345, phase="late", status="camp", said="2020-12-31"),
        ],
        elsewhere,
    )
    early = only(account, phase="early")
    assert early.implied
    assert early.identity.along is Along.TIME
    assert (early.margin.start, early.margin.end) == (date(2020, 1, 1), date(2020, 6, 30))
    assert isclose(early.value, 4_106, abs_tol=1)
    assert {p.value for p in early.positions} == {4_101, 4_111}
    others = only(account, besides=(("status", "camp"),))
    assert isclose(others.value, 855, abs_tol=0.5)
    assert others.low95 < 855 < others.high95


def test_a_rest_that_is_also_claimed_keeps_its_sums(elsewhere, claim):
    figures = [
        claim(1_200, rest_status="urban", **LATE),
        claim(345, status="camp", **LATE),
        claim(855, status="urban", party="unhcr", **LATE),
    ]
    account = balance_claims(figures, elsewhere)
    [identity] = account.identities
    assert {part.status for part in identity.parts} == {"camp", "urban"}
    total = sum(account.of(part).value for part in (*identity.parts, identity.rest))
    assert isclose(total, account.of(identity.whole).value, rel_tol=1e-9)


def test_the_seed_account(afghanistan, seed):
    account = balance_claims(seed, afghanistan)
    assert not account.left_out
    total, first = only(account, start=date(2023, 11, 1), phase=None), only(account, phase="phase-1")
    assert isclose(total.value, 907_371, abs_tol=0.5)
    assert {p.value for p in first.positions} == {822_480, 822_520}
    assert isclose(first.value, 822_500, abs_tol=0.5)
    assert first.margin.end == date(2025, 3, 31)
    undocumented = only(account, status="undocumented")
    assert undocumented.implied
    assert isclose(undocumented.value, 59_551, abs_tol=0.5)
    neither = only(account, besides=(("status", "acc"), ("status", "por")))
    assert neither.low80 < 700_000 < neither.high80
    assert neither.high95 - neither.low95 > 150_000
    assert [p.value for p in neither.positions] == [700_000]
    for implied in (first, undocumented, neither):
        assert set(implied.claims) >= set(implied.positions[0].figures)
    assert {e.key for e in (total, first, undocumented, neither)} <= {e.key for e in headline(account)}


def test_a_bound_is_usually_exceeded_by_half_a_step(elsewhere, claim):
    [estimate] = balance_claims([claim(5_500, precision=Precision.AT_LEAST, **LATE)], elsewhere).estimates
    assert isclose(estimate.value, 5_550, abs_tol=1)


def test_a_round_number_is_less_sure_than_one_to_the_last_digit(elsewhere, claim):
    [rounded] = balance_claims([claim(800_000, **LATE)], elsewhere).estimates
    [counted] = balance_claims([claim(800_001, **LATE)], elsewhere).estimates
    assert rounded.high80 - rounded.low80 > counted.high80 - counted.low80


def test_a_gross_error_is_outvoted(elsewhere, claim):
    claims = [
        claim(v, party=p, **LATE) for v, p in ((10_012, "a"), (10_101, "b"), (9_951, "c"), (99_510, "d"))
    ]
    account = balance_claims(claims, elsewhere)
    [estimate] = account.estimates
    assert 9_800 < estimate.value < 10_200
    assert account.plausible[claims[3].id] < 0.01 < 0.9 < account.plausible[claims[0].id]


def test_a_number_far_too_small_does_not_look_precise(elsewhere, claim):
    claims = [
        claim(v, party=p, **LATE) for v, p in ((136_106, "a"), (135_901, "b"), (136_311, "c"), (388, "d"))
    ]
    [estimate] = balance_claims(claims, elsewhere).estimates
    assert 130_000 < estimate.value < 140_000


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"unit": Unit.FAMILIES}, Reason.FAMILIES),
        ({"unit": Unit.PERCENT}, Reason.PERCENT),
        ({"projected": True}, Reason.PROJECTED),
        ({"precision": Precision.VAGUE}, Reason.VAGUE),
        ({"measure": "other"}, Reason.OTHER_MEASURE),
        ({"sex_age": "women"}, Reason.SEX_OR_AGE),
        ({"period_start": None, "period_end": None}, Reason.NO_PERIOD),
        ({"period_start": "2021-01-01"}, Reason.BACKWARDS),
        ({"value": -5}, Reason.NOT_A_COUNT),
        ({"precision": Precision.RANGE, "value_high": 1}, Reason.NOT_A_COUNT),
        ({"kind": Kind.STOCK, "measure": "hosted", "status": "mixed"}, Reason.MIXED),
        ({"said": "2021-02-01"}, Reason.LATER),
    ],
)
def test_a_figure_that_is_not_used_is_left_out_with_its_reason(elsewhere, claim, fields, reason):
    figure = claim(**{"value": 100, **LATE, **fields})
    account = balance_claims([figure], elsewhere, as_of=date(2021, 1, 1))
    assert [(left.figure, left.reason) for left in account.left_out] == [(figure.id, reason)]


def test_a_part_takes_its_period_from_its_total_and_a_circle_of_parts_ends(elsewhere, claim):
    whole = claim(1_000, start=0, part_of=10, **LATE)
    part = claim(400, start=10, part_of=0, status="camp")
    account = balance_claims([whole, part], elsewhere)
    assert not account.left_out
    assert only(account, status="camp").margin.start == date(2020, 7, 1)


def test_a_part_that_nothing_tells_from_its_total_is_left_out(elsewhere, claim):
    whole = claim(1_000, start=0, **LATE)
    account = balance_claims([whole, claim(400, start=10, part_of=0)], elsewhere)
    assert reasons(account) == [Reason.PART_LIKE_WHOLE]


def test_an_undated_report_that_retells_a_dated_one_speaks_of_the_same_moment(elsewhere, claim):
    dated = claim(5_301, period_start="2020-01-01", cumulative=True, said="2020-12-31")
    retold = claim(5_301, document="later", period_start="2020-01-01", cumulative=True)
    beside = claim(
        2_222, document="later", start=70, period_start="2020-01-01", status="camp", cumulative=True
    )
    account = balance_claims([dated, retold, beside], elsewhere)
    assert reasons(account) == [Reason.ECHO]
    assert only(account, status="camp").margin.end == date(2020, 12, 31)


def test_a_total_up_to_some_day_of_a_month_does_not_hold_down_that_of_its_last_day(elsewhere, claim):
    early = claim(2_001, period_start="2020-01-01", period_end="2020-08", cumulative=True)
    late = claim(8_003, party="unhcr", period_start="2020-01-01", period_end="2020-08-31")
    account = balance_claims([early, late], elsewhere)
    assert isclose(account.estimates[0].value, 8_003, rel_tol=0.01)
    assert min(account.plausible.values()) > 0.5


def test_a_governments_own_count_of_the_deported_is_not_part_of_others_returns(afghanistan, claim):
    told = {"nationality": "AFG", "country": "PAK", "period_start": "2025-04-01", "period_end": "2025-04-10"}
    account = balance_claims(
        [claim(80_001, party="gov-pk", measure="deported", **told), claim(45_003, party="unhcr", **told)],
        afghanistan,
    )
    assert isclose(only(account, counted_by="gov-pk").value, 80_001, abs_tol=1)
    assert isclose(only(account, counted_by=None).value, 45_003, abs_tol=1)


def test_a_pinned_margin_is_held(elsewhere, claim):
    figures = [claim(5_301, **SINCE), claim(1_200, **LATE)]
    whole = balance_claims(figures, elsewhere).estimates[0].margin
    account = balance_claims(figures, elsewhere, pinned={whole: 6_000})
    assert isclose(account.of(whole).value, 6_000, abs_tol=0.01)


def test_pinned_margins_that_cannot_all_hold_are_named(elsewhere, claim):
    whole, part, other = (
        Margin(
            measure="returned",
            kind=Kind.FLOW,
            nationality="SOM",
            country="KEN",
            status=status,
            start=date(2020, 7, 1),
            end=date(2020, 12, 31),
        )
        for status in (None, "camp", "urban")
    )
    pins = {whole: 1_000.0, part: 1_200.0, other: 10.0}
    with pytest.raises(InfeasibleAccount) as error:
        balance_claims([claim(1_000, **LATE)], elsewhere, pinned=pins)
    assert error.value.cells == {whole: 1_000.0, part: 1_200.0}


def test_an_unknown_key_is_an_error_that_carries_it(elsewhere):
    with pytest.raises(UnknownEstimate) as error:
        balance_claims([], elsewhere).estimate("nothing")
    assert error.value.key == "nothing"


days = st.integers(1, 12).map(lambda month: f"2020-{month:02}-28")
told = st.fixed_dictionaries(
    {
        "value": st.integers(0, 300_000),
        "party": st.sampled_from(["gov-ke", "unhcr", "iom"]),
        "status": st.sampled_from([None, "camp", "urban"]),
        "period_end": days,
        "precision": st.sampled_from(
            [Precision.EXACT, Precision.ABOUT, Precision.AT_LEAST, Precision.AT_MOST]
        ),
    }
)
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(st.lists(told, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_identities_hold_intervals_hold_their_estimate_and_order_does_not_matter(
    elsewhere, claim, rows, shuffle
):
    figures = [claim(period_start="2020-01-01", **row) for row in rows]
    account = balance_claims(figures, elsewhere)
    for estimate in account.estimates:
        assert 0 <= estimate.low95 <= estimate.low80 <= estimate.value <= estimate.high80 <= estimate.high95
    for identity in account.identities:
        parts = [*identity.parts, *([identity.rest] if identity.rest else [])]
        total = sum(account.of(part).value for part in parts)
        assert isclose(total, account.of(identity.whole).value, rel_tol=1e-9, abs_tol=1e-6)
    shuffled = list(figures)
    random.Random(shuffle.random()).shuffle(shuffled)
    assert balance_claims(shuffled, elsewhere) == account


@slow
@given(st.lists(told, min_size=2, max_size=10))
def test_running_totals_never_fall(elsewhere, claim, rows):
    account = balance_claims([claim(period_start="2020-01-01", **row) for row in rows], elsewhere)
    for series in account.series:
        values = [point.value for point in series.points]
        assert all(a <= b + 1e-6 for a, b in pairwise(values))


@pytest.mark.parametrize("value", [800_000, 1_300_000, 84_871])
def test_a_hedge_never_makes_a_claim_surer(elsewhere, claim, value):
    def width(precision, high=None):
        figure = claim(value, precision=precision, value_high=high, **LATE)
        [estimate] = balance_claims([figure], elsewhere).estimates
        return estimate.high80 - estimate.low80

    assert width(Precision.EXACT) <= width(Precision.ABOUT) + 1e-6
    assert width(Precision.EXACT) <= width(Precision.RANGE, 2 * value)


def test_a_publisher_that_names_no_source_speaks_for_its_own_party(afghanistan, claim):
    told = {"nationality": "AFG", "country": "PAK", **LATE}
    [estimate] = balance_claims(
        [claim(861_763, party=None, publisher="UNHCR", **told)], afghanistan
    ).estimates
    assert estimate.positions[0].party == "unhcr"
