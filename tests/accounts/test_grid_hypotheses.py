"""What may have happened to a claim that the others contradict: planted errors get their cause first."""

from itertools import product

import numpy as np
import pytest

from concord.accounts.grid import Claims, Margins, Suspicion, fit_grid, suspect
from concord.accounts.grid.hypotheses import Hypothesis, _likeliest, _neighbours

SIZES, DAYS, ALL = (2, 3), 42, [(a, b) for a in range(3) for b in range(4)]
TOTAL, WEEK = (2, 3), 7


def rows():
    """(margin, first, last): running totals and weeks of every margin, days of the largest."""
    told = [(margin, 0, day) for margin in ALL for day in range(6, DAYS, 3)]
    told += [(margin, week, week + 6) for margin in ALL for week in range(0, DAYS, WEEK)]
    return told + [((2, at), day, day) for at in range(4) for day in range(DAYS)]


def true_flows():
    """(days, leaves) persons."""
    rng = np.random.default_rng(4)
    course = 1 + 2 * np.exp(-(((np.arange(DAYS) - 15) / 8.0) ** 2))
    return rng.poisson(rng.uniform(100, 900, 6) * course[:, None]).astype(float)


def claims_of(values):
    """Exact claims of these values by two parties that count to half a per cent."""
    told, n = rows(), len(values)
    margin, first, last = (np.array(column) for column in zip(*told, strict=True))
    none = np.zeros(n)
    return Claims(margin, first, last, none.astype(bool), values, none, none, np.arange(n) % 2,
                  none.astype(int), np.full(n, 0.005), np.ones(n))  # fmt: skip


def truth():
    """(n,) persons of every row."""
    flows, counted = true_flows(), Margins(SIZES).vectors(np.array([row[0] for row in rows()]))
    return np.array([c @ flows[a : b + 1].sum(axis=0) for c, (_, a, b) in zip(counted, rows(), strict=True)])


def edited(value, *slices):
    """A number of the digits that some slices pick."""
    return float("".join(f"{value:.0f}"[start:end] for start, end in slices))


WRONG = {  # row -> what is printed, from the truth of all rows
    "swapped": ((TOTAL, 0, 21), lambda value, of: edited(value, (0, 1), (2, 3), (1, 2), (3, None))),
    "extra": (((2, 1), 14, 20), lambda value, of: 10 * value),
    "dropped": (((0, 3), 0, 30), lambda value, of: edited(value, (0, 2), (3, None))),
    "unit": (((1, 3), 0, 33), lambda value, of: 1000 * value),
    "stale": ((TOTAL, 28, 34), lambda value, of: of((TOTAL, 21, 27))),
    "other_scope": (((0, 3), 0, 39), lambda value, of: of((TOTAL, 0, 39))),
    "inflated": (((1, 3), 7, 13), lambda value, of: round(value * 1.618)),
}  # fmt: skip


@pytest.fixture(scope="module")
def judged():
    """The fit of claims with all errors planted, their rows, and what was printed."""
    told, value = rows(), truth()
    printed = value.copy()
    at = np.array([told.index(row) for row, _ in WRONG.values()])
    for row, (_, change) in zip(at, WRONG.values(), strict=True):
        printed[row] = change(value[row], lambda other: value[told.index(other)])
    return fit_grid(claims_of(printed), SIZES, DAYS, draws=50), at, printed


@pytest.fixture(scope="module")
def found(judged):
    fit, at, printed = judged
    return dict(zip(WRONG, suspect(fit, at, printed[at], np.ones(len(at))), strict=True))


def test_all_planted_errors_are_contradicted(judged):
    fit, at, _ = judged
    assert (fit.good[at] < 0.5).all()


@pytest.mark.parametrize("cause", WRONG)
def test_the_cause_that_was_planted_comes_first(found, cause):
    assert found[cause][0].suspicion is Suspicion(cause)


@pytest.mark.parametrize("cause", ["swapped", "extra", "dropped", "unit"])
def test_the_number_that_was_meant_is_among_the_hypotheses(found, cause):
    value = truth()[rows().index(WRONG[cause][0])]
    assert value in [hypothesis.value for hypothesis in found[cause]]


def test_whose_number_was_printed_is_named(found):
    stale, scope = found["stale"][0], found["other_scope"][0]
    assert (stale.margin, stale.first, stale.last) == (TOTAL, 21, 27)
    assert (scope.margin, scope.first, scope.last) == (TOTAL, 0, 39)


def test_at_most_ten_hypotheses_share_the_odds_the_likeliest_first(found):
    for hypotheses in found.values():
        odds = [hypothesis.odds for hypothesis in hypotheses]
        assert len(odds) <= 10
        assert odds == sorted(odds, reverse=True)
        assert 0 < sum(odds) <= 1 + 1e-9


def test_a_number_that_nothing_explains_has_no_hypothesis(judged):
    fit, at, _ = judged
    assert suspect(fit, at[:1], np.array([0.0]), np.array([1.0])) == [()]


def test_neighbours_differ_in_one_or_two_dimensions():
    told = _neighbours((0, 3, 1), 0, 9, (2, 3, 2))
    unlike = {
        m: sum(a != b for a, b in zip(m, (0, 3, 1), strict=True))
        for m in product(range(3), range(4), range(3))
    }
    assert sorted(rival.margin for rival in told) == sorted(m for m, ways in unlike.items() if ways in (1, 2))
    shares = [sum(r.prior for r in told if unlike[r.margin] == ways) for ways in (1, 2)]
    assert shares[0] == pytest.approx(shares[1])


def test_what_the_party_told_of_the_same_count_elsewhere_is_the_likeliest_number_meant(judged):
    fit, at, printed = judged
    claims, row = fit.solution.layout.claims, at[list(WRONG).index("dropped")]
    again = {name: getattr(claims, name)[[row]] for name in claims.__dataclass_fields__}
    again["centre"] = np.array([truth()[row]])
    both = {name: np.concatenate([getattr(claims, name), value]) for name, value in again.items()}
    fit = fit_grid(Claims(**both), SIZES, DAYS, draws=50)
    (ways,) = suspect(fit, np.array([row]), printed[[row]], np.ones(1))
    alone = {
        way.value: way.odds for way in suspect(judged[0], np.array([row]), printed[[row]], np.ones(1))[0]
    }
    assert ways[0].value == truth()[row]
    assert ways[0].odds > alone[truth()[row]]


@pytest.mark.parametrize(("numbers", "kept"), [(9, [0, 0, 1, 2, 3, 4, 5, 6, 7, 8]), (10, list(range(10)))])
def test_of_more_than_ten_ways_every_number_is_named_once(numbers, kept):
    causes = [Suspicion.STALE, *[Suspicion.DROPPED] * numbers]
    ways = [
        Hypothesis(cause, max(at - 1.0, 0.0), 0.9**at) for at, cause in enumerate(causes)
    ]  # the first number by two causes
    assert [way.value for way in _likeliest(ways)] == kept
