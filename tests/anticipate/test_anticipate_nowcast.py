"""Days from totals: what a nowcast promises, and a slow twin that solves the same by dense algebra."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.anticipate import (
    Assumptions,
    Claim,
    Closure,
    Grid,
    NothingToGoOn,
    Nowcast,
    OutsideTheGrid,
    Total,
    TotalsContradict,
    UnknownSeries,
    known,
    nowcast,
)
from concord.anticipate.believed import FIRST_COMMON, FIRST_MIX, FIRST_OTHER, held
from concord.anticipate.claims import centre
from concord.anticipate.conditioning import condition
from concord.anticipate.exact import summing
from concord.anticipate.fitting import MOST_ROWS, Problem, State, assembled, first_state, problem
from concord.anticipate.rows import stack
from concord.anticipate.solving import draws, solve
from concord.anticipate.unknowns import FORTNIGHT
from concord.evidence import Precision

FIRST = date(2025, 4, 1)
GRID = Grid(FIRST, FIRST + timedelta(days=41), ("Torkham", "Chaman"), ("por", "acc"))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def claim(start: int, end: int, value: float, party: str = "unhcr", **more: object) -> Claim:
    return Claim(start=day(start), end=day(end), value=value, party=party, **more)  # type: ignore[arg-type]


CLAIMS = [
    claim(0, 13, 14_000),
    claim(0, 20, 24_100, "gov-pk"),
    claim(7, 13, 6_900, crossings=("Torkham",)),
    claim(14, 14, 1_150, "gov-pk", crossings=("Torkham",), statuses=("acc",)),
    claim(0, 41, 50_000, precision=Precision.AT_LEAST),
    claim(21, 34, 12_000, statuses=("por",), precision=Precision.ABOUT),
    claim(20, 20, 900, "iom", crossings=("Chaman",)),
]
TOTALS = [
    Total(start=day(0), end=day(20), value=24_000),
    Total(start=day(0), end=day(20), value=15_000, crossings=("Torkham",)),
    Total(start=day(21), end=day(41), value=27_531),
]


def dense(
    given_problem: Problem, state: State, claims: list[Claim], totals: list[Total]
) -> tuple[np.ndarray, np.ndarray]:
    """The slow twin: flows as one Gaussian vector with a full covariance, conditioned on every sum.

    Nothing is shared with the package but constants: no running totals, no sparse rows, no factor
    of normal equations.
    """
    grid, assumed = given_problem.grid, given_problem.assumed
    days, count = np.arange(grid.days), grid.size
    crossing_of, status_of = np.divmod(np.arange(count), len(grid.statuses))

    def walk(first: float, variance: np.ndarray) -> np.ndarray:
        so_far = first**2 + np.concatenate([[0.0], np.cumsum(variance[1:])])
        return np.minimum(so_far[:, None], so_far[None, :])

    steps = {
        name: state.spread[name] * given_problem.factor + given_problem.jump
        for name in ("common", "crossing", "status")
    }
    knots = (grid.days - 1) // FORTNIGHT + 2
    weekly = walk(FIRST_MIX, np.full(knots, state.spread["mix"]))
    along = np.zeros((grid.days, knots))
    along[days, days // FORTNIGHT] = 1 - days % FORTNIGHT / FORTNIGHT
    along[days, days // FORTNIGHT + 1] += days % FORTNIGHT / FORTNIGHT
    same_weekday = (grid.weekdays[:, None] == grid.weekdays[None, :]) * assumed.weekday_spread**2
    own_weekday = same_weekday / assumed.weekday_spread**2 * assumed.own_weekday_spread**2
    shared = walk(FIRST_COMMON, steps["common"]) + same_weekday
    crossing, status = walk(FIRST_OTHER, steps["crossing"]), walk(FIRST_OTHER, steps["status"])
    mix = along @ weekly @ along.T
    level = np.exp(state.log_level)
    covariance = np.zeros((grid.days, count, grid.days, count))
    for one in range(count):
        for other in range(count):
            part = shared + (crossing_of[one] == crossing_of[other]) * (crossing + own_weekday)
            part = part + (status_of[one] == status_of[other]) * status + (one == other) * mix
            covariance[:, one, :, other] = level[:, one][:, None] * part * level[:, other][None, :]
    size = grid.days * count
    covariance = covariance.reshape(size, size)
    covariance += np.diag((level**2 * (1 / level + state.day[None, :])).ravel())
    middle = np.log(np.mean(level))
    mean = (level * (1 + middle + given_problem.offset - state.log_level)).ravel()

    sums = np.vstack([summing(grid, claims).toarray(), summing(grid, totals).toarray()])  # type: ignore[arg-type]
    told = np.array([*map(centre, claims), *(one.value for one in totals)])
    heard = given_problem.heard
    noise = (heard.rounding**2 + (state.noise[heard.party] * state.size) ** 2) / state.weight
    error = np.diag([*noise, *[0.05**2] * len(totals)])
    parties = sorted({one.party for one in claims})
    for party in parties:
        about = np.array(
            [state.size[n] * (one.party == party) for n, one in enumerate(claims)] + [0.0] * len(totals)
        )
        error += assumed.bias(party) ** 2 * np.outer(about, about)
    gain = covariance @ sums.T @ np.linalg.inv(sums @ covariance @ sums.T + error)
    after = covariance - gain @ sums @ covariance
    return (mean + gain @ (told - sums @ mean)).reshape(grid.days, count), np.diag(after).reshape(
        grid.days, count
    )


@pytest.mark.parametrize("deadlines", [[], [day(15)]])
@pytest.mark.parametrize("closures", [[], [Closure(start=day(4), end=day(6), crossings=("Chaman",))]])
def test_one_pass_equals_the_dense_twin(deadlines: list[date], closures: list[Closure]) -> None:
    flat = np.full((GRID.days, GRID.size), 300.0) * np.linspace(0.5, 2, GRID.days)[:, None]
    numbered = problem(GRID, CLAIMS, TOTALS, closures, deadlines, Assumptions(), flat)
    state = first_state(numbered, flat)
    solved = solve(stack(assembled(numbered, state), numbered.where.size), numbered.where.inner)
    flows = np.diff(solved.mean[numbered.where.running], axis=0, prepend=0.0)
    expected, variance = dense(numbered, state, CLAIMS, TOTALS)
    np.testing.assert_allclose(flows, expected, rtol=1e-4, atol=0.05)  # persons
    running = numbered.where.running
    around = np.diff(draws(solved, 4000, 1)[running], axis=0, prepend=0.0)
    np.testing.assert_allclose(around.std(axis=2), np.sqrt(variance), rtol=0.12)


@pytest.mark.parametrize("near", [False, True])
@pytest.mark.parametrize("rough", [1.0, 4.0])
@pytest.mark.parametrize("deadlines", [[], [day(15)]])
def test_hearing_claims_one_by_one_equals_the_sparse_way(
    deadlines: list[date], rough: float, near: bool
) -> None:
    flat = np.full((GRID.days, GRID.size), 300.0) * np.linspace(0.5, 2, GRID.days)[:, None]
    closed = [Closure(start=day(4), end=day(6), crossings=("Chaman",))]
    where = problem(GRID, CLAIMS, TOTALS, closed, deadlines, Assumptions(), flat)
    state = first_state(where, flat)
    mix = np.linspace(-0.4, 0.6, where.where.mix.size).reshape(where.where.mix.shape) if near else None
    blocks = assembled(where, state, rough) + ([] if mix is None else [held(where.where, mix)])
    slow = solve(stack(blocks, where.where.size), where.where.inner)
    fast = condition(where, state, rough, mix)
    told = np.concatenate([where.heard.column, where.totals.column])
    compared = np.ones(where.where.size, dtype=bool)
    for sums in (where.where.by_crossing, where.where.by_status, where.where.whole):
        compared[sums] = np.isin(sums, told)  # the others are of no use to rows, and left at nought
    np.testing.assert_allclose(fast.mean[compared], slow.mean[compared], rtol=1e-4, atol=0.05)
    one, other = fast.draws(3000, 1)[compared], slow.draws(3000, 2)[compared]
    np.testing.assert_allclose(one.std(axis=1), other.std(axis=1), rtol=0.15, atol=0.05)


def test_days_sum_to_the_balanced_totals_exactly() -> None:
    done = nowcast(GRID, CLAIMS, TOTALS)
    for total in TOTALS:
        assert done.sum(total.start, total.end, total.crossings).value == pytest.approx(total.value, abs=1e-5)
    assert (done.flows >= 0).all()


@settings(max_examples=20, deadline=None)
@given(
    values=st.lists(st.integers(0, 40_000), min_size=4, max_size=4),
    cut=st.integers(1, 40),
)
def test_any_totals_that_do_not_overlap_are_met(values: list[int], cut: int) -> None:
    totals = [
        Total(start=day(start), end=day(end), value=value, crossings=(crossing,))
        for value, (start, end, crossing) in zip(
            values,
            [(0, cut - 1, "Torkham"), (cut, 41, "Torkham"), (0, cut - 1, "Chaman"), (cut, 41, "Chaman")],
            strict=True,
        )
    ]
    done = nowcast(GRID, [], totals)
    for total in totals:
        found = done.sum(total.start, total.end, total.crossings)
        assert found.value == pytest.approx(total.value, abs=1e-4)
    assert np.isfinite(done.flows).all()
    assert np.isfinite(done.spread).all()


def test_totals_that_no_flows_can_meet_are_named() -> None:
    part = Total(start=day(0), end=day(9), value=900, crossings=("Torkham",), name="the part")
    whole = Total(start=day(0), end=day(9), value=500, name="the whole")
    with pytest.raises(TotalsContradict, match="missed by"):
        nowcast(GRID, [], [part, whole])


def test_claims_told_later_do_not_exist_yet() -> None:
    early = claim(0, 13, 14_000, told=day(14))
    late = claim(0, 13, 20_000, told=day(30))
    before = nowcast(GRID, [early, late], as_of=day(20))
    assert before.claims == (early,)
    np.testing.assert_array_equal(before.flows, nowcast(GRID, [early]).flows)


def test_the_last_word_of_a_party_stands_and_an_echo_counts_once() -> None:
    first, revised = claim(0, 13, 14_000, told=day(14)), claim(0, 13, 15_000, told=day(16))
    echo = claim(0, 13, 15_000, told=day(18))
    rival = claim(0, 13, 14_400, "iom", told=day(15))
    assert known([echo, rival, first, revised]) == [echo, rival] or known([echo, rival, first, revised]) == [
        rival,
        echo,
    ]
    assert len(known([first, revised, echo])) == 1


@settings(max_examples=5, deadline=None)
@given(st.permutations(CLAIMS))
def test_the_order_of_arrival_does_not_matter(claims: list[Claim]) -> None:
    np.testing.assert_allclose(nowcast(GRID, claims).flows, nowcast(GRID, CLAIMS).flows, rtol=1e-3, atol=0.5)


def test_nobody_crosses_where_it_is_closed() -> None:
    closed = Closure(start=day(10), end=day(12), crossings=("Torkham",))
    done = nowcast(GRID, CLAIMS, TOTALS, closures=[closed])
    torkham, chaman = done.flows[:, :2].sum(axis=1), done.flows[:, 2:].sum(axis=1)
    assert torkham[10:13].max() < 0.1 * torkham[7:9].min()
    assert chaman[10:13].min() > 0.5 * chaman[7:9].min()


def test_a_gross_slip_is_set_aside_and_named() -> None:
    days = [claim(n, n, 1_000 + 10 * n, "iom") for n in range(0, 42, 2)]
    slip = claim(18, 18, 118_000, "media", name="slip")
    done = nowcast(GRID, [*days, slip])
    weights = {one.name: weight for one, weight in zip(done.claims, done.weights, strict=True)}
    assert weights["slip"] < 0.05
    assert done.flows[18].sum() == pytest.approx(1_180, rel=0.1)


def test_a_slip_to_a_small_number_is_no_precise_count_of_few() -> None:
    days = [claim(n, n, 9_000, "iom") for n in range(0, 42, 3)]
    slip = claim(7, 13, 388, "media", name="slip")
    done = nowcast(GRID, [*days, slip])
    assert done.sum(day(7), day(13)).value > 50_000


def test_fridays_are_learned_from_days_that_are_told() -> None:
    told = [claim(n, n, 350 if day(n).weekday() == 4 else 1000, "iom") for n in range(28)]
    done = nowcast(GRID, told, [Total(start=day(28), end=day(41), value=13_000)])
    assert done.weekdays[4] < 0.55
    assert done.flows[31].sum() < 0.6 * done.flows[30].sum()  # the Friday of a week nobody told day by day


def test_a_sum_is_surer_than_its_days() -> None:
    done = nowcast(GRID, CLAIMS, TOTALS)
    whole = done.sum(day(0), day(20))
    assert whole.high95 - whole.low95 < 5
    low, high = done.between(0.95)
    assert (high - low)[:21].sum() > 100


def test_intervals_widen_where_claims_are_silent() -> None:
    told = [claim(n, n, 1000, "iom") for n in range(14)]
    done = nowcast(GRID, told)
    relative = done.around.sum(axis=2).std(axis=0) / done.flows.sum(axis=1)
    assert relative[40] > 3 * relative[7]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (claim(-3, 5, 100), OutsideTheGrid),
        (claim(5, 60, 100), OutsideTheGrid),
        (claim(9, 5, 100), OutsideTheGrid),
        (claim(0, 5, 100, crossings=("Wagah",)), UnknownSeries),
    ],
)
def test_what_is_not_of_these_days_or_series_is_refused(wrong: Claim, error: type[Exception]) -> None:
    with pytest.raises(error):
        nowcast(GRID, [wrong])


def test_without_claims_and_totals_there_is_nothing_to_go_on() -> None:
    with pytest.raises(NothingToGoOn):
        nowcast(GRID, [])


def test_the_same_input_gives_the_same_output() -> None:
    one, other = nowcast(GRID, CLAIMS, TOTALS), nowcast(GRID, CLAIMS, TOTALS)
    assert isinstance(one, Nowcast)
    np.testing.assert_array_equal(one.flows, other.flows)
    np.testing.assert_array_equal(one.around, other.around)


def test_one_day_one_series_is_a_grid_too() -> None:
    single = Grid(FIRST, FIRST)
    assert nowcast(single, [claim(0, 0, 120)]).flows.sum() == pytest.approx(120, rel=0.05)


def test_thousands_of_claims_go_the_sparse_way_to_the_same_days() -> None:
    short = Grid(FIRST, FIRST + timedelta(days=29), ("Torkham", "Chaman"), ("por", "acc"))
    came = np.outer(300 + 10 * np.arange(30.0), [1, 2, 3, 4])
    places, kinds = (None, ("Torkham",), ("Chaman",)), (None, ("por",), ("acc",))
    scopes = [(place, kind) for place in places for kind in kinds]
    every = [
        claim(a, b, came[a : b + 1, short.series(*scope)].sum(), crossings=scope[0], statuses=scope[1])
        for scope in scopes
        for a in range(30)
        for b in range(a, 30)
    ]
    done = nowcast(short, every)
    assert len(done.claims) > MOST_ROWS
    np.testing.assert_allclose(done.flows, came, rtol=0.05)


MARGINS = ((("Torkham",), None), (("Chaman",), None), (None, ("por",)), (None, ("acc",)))
PARTIES = st.sampled_from(["iom", "unhcr"])


def test_totals_that_repeat_each_other_are_met_however_large() -> None:
    totals = [
        Total(start=day(0), end=day(41), value=4e8, crossings=crossings, statuses=statuses)
        for crossings, statuses in [
            (("Torkham",), None),
            (("Chaman",), None),
            (None, ("por",)),
            (None, ("acc",)),
        ]
    ]
    done = nowcast(GRID, [claim(0, 41, 8e8)], [*totals, *totals, Total(start=day(0), end=day(41), value=8e8)])
    assert done.flows.sum() == pytest.approx(8e8, abs=1)
    assert np.isfinite(done.around).all()


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 34), st.integers(1, 7), st.integers(0, 12), st.sampled_from(["iom", "unhcr"])
        ),
        min_size=3,
        max_size=9,
    ),
    st.integers(20, 41),
)
def test_as_of_a_day_is_as_if_what_came_later_was_never_told(
    spans: list[tuple[int, int, int, str]], when: int
) -> None:
    told = [
        claim(start, start + length, 900.0 * (length + 1) + late, party, told=day(start + length + late))
        for start, length, late, party in spans
    ]
    by_then = [one for one in told if one.known_from <= day(when)]
    total = Total(start=day(0), end=day(41), value=40_000)
    np.testing.assert_array_equal(
        nowcast(GRID, told, [total], as_of=day(when)).flows, nowcast(GRID, by_then, [total]).flows
    )
