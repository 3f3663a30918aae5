"""The balance of a grid: plain dense twins of its algebra, planted errors, and questions to the result."""

import itertools

import numpy as np
import pytest

from concord.accounts.grid import (
    Claims,
    Flows,
    Margins,
    estimate_flows,
    fit_country,
    fit_grid,
    pulls_on,
    updated_by,
)
from concord.accounts.grid.layout import Layout
from concord.accounts.grid.system import Prior, solve_system

SIZES, DAYS = (2, 3), 40
ALL = [(a, b) for a in range(3) for b in range(4)]


def world(seed=1):
    """(days, leaves) true flows."""
    rng = np.random.default_rng(seed)
    level = rng.uniform(20, 400, 6) * (1 + 2 * np.exp(-(((np.arange(DAYS) - 15) / 6.0) ** 2)))[:, None]
    return rng.poisson(level).astype(float)


def claims_about(flows, rows):
    """Exact claims of (margin, first, last, party), with the truth as value."""
    margin = np.array([row[0] for row in rows])
    first, last = (np.array([row[at] for row in rows]) for at in (1, 2))
    party = np.array([row[3] for row in rows])
    counted = Margins(SIZES).vectors(margin)
    sums = np.array([m @ flows[a : b + 1].sum(axis=0) for m, a, b in zip(counted, first, last, strict=True)])
    none = np.zeros(len(rows))
    return Claims(
        margin, first, last, none.astype(bool), sums, none, none, party, margin[:, 1],
        np.full(len(rows), 0.01), np.ones(len(rows)),
    )  # fmt: skip


def reports():
    """Running totals of every margin now and then, and every day of the total, by two parties."""
    totals = [(margin, 0, day, party) for margin in ALL for day in range(4, DAYS, 5) for party in (0, 1)]
    daily = [((2, 3), day, day, party) for day in range(DAYS) for party in (0, 1)]
    weekly = [((a, 3), 7 * w, 7 * w + 6, 0) for a in range(2) for w in range(5)]
    return totals + daily + weekly


def replaced(claims, at, value):
    """The claims with one number replaced."""
    fields = {name: getattr(claims, name).copy() for name in claims.__dataclass_fields__}
    fields["centre"][at] = value
    return Claims(**fields)


@pytest.fixture(scope="module")
def claims():
    return claims_about(world(), reports())


@pytest.fixture(scope="module")
def fitted(claims):
    return fit_grid(claims, SIZES, DAYS, draws=100)


def test_margins_count_the_leaves_that_a_loop_finds():
    margins = Margins(SIZES)
    for margin in ALL:
        leaves = itertools.product(*(range(size) for size in SIZES))
        expected = [
            all(m in (size, code) for m, size, code in zip(margin, SIZES, leaf, strict=True))
            for leaf in leaves
        ]
        assert margins.vectors(np.array([margin]))[0].tolist() == [float(e) for e in expected]


def test_one_pass_is_generalised_least_squares(claims):
    layout = Layout(Margins(SIZES), DAYS, claims, (0,))
    rng = np.random.default_rng(3)
    shape = (layout.nodes, layout.margins.leaves)
    mean = rng.uniform(50, 100, shape)
    prior = Prior(
        np.tile(np.eye(shape[1]) / 400, (layout.nodes, 1, 1)), mean, np.zeros(shape),
        np.eye(layout.root_size) * 100, np.zeros(layout.root_size),
    )  # fmt: skip
    rows, weight = layout.root_rows(claims.centre), np.full(len(claims), 1 / 25.0)
    found = solve_system(layout, rows, weight, prior, 0, rng)
    hessian, right = dense_system(layout, rows, weight, prior)
    expected = np.linalg.solve(hessian, right)
    got = np.concatenate([found.running[1:, :, 0].ravel(), found.root[:, 0]])
    assert np.allclose(got, expected, rtol=1e-3, atol=1e-3)
    design = dense_design(layout, rows)
    assert np.allclose(found.fitted, design @ expected, rtol=1e-4)
    assert np.allclose(
        found.variance, np.einsum("nx,xy,ny->n", design, np.linalg.inv(hessian), design), rtol=1e-3
    )


def dense_design(layout, rows):
    """(n, unknowns) with one row a claim."""
    leaves, claims = layout.margins.leaves, layout.claims
    design = np.zeros((len(claims), layout.nodes * leaves + layout.root_size))
    for i in range(len(claims)):
        end, before = (
            layout.node_of(claims.last[i : i + 1])[0],
            layout.node_of(claims.first[i : i + 1] - 1)[0],
        )
        design[i, end * leaves : (end + 1) * leaves] += layout.counted[i]
        if before >= 0:
            design[i, before * leaves : (before + 1) * leaves] -= layout.counted[i]
    design[:, layout.nodes * leaves :] = rows
    return design


def dense_system(layout, rows, weight, prior):
    """H and b of the module's formula, with loops."""
    leaves, unknowns = layout.margins.leaves, layout.nodes * layout.margins.leaves + layout.root_size
    design = dense_design(layout, rows)
    hessian = design.T @ (weight[:, None] * design)
    right = design.T @ (weight * layout.claims.centre)
    levels = slice(unknowns - layout.levels.shape[1], unknowns)
    for t in range(layout.nodes):
        take = np.zeros((leaves, unknowns))
        take[:, t * leaves : (t + 1) * leaves] = np.eye(leaves)
        if t:
            take[:, (t - 1) * leaves : t * leaves] = -np.eye(leaves)
        take[:, levels] -= layout.levels * prior.mean[t][:, None]
        hessian += take.T @ prior.precision[t] @ take
        right += take.T @ prior.precision[t] @ prior.mean[t]
    root = slice(layout.nodes * leaves, unknowns)
    hessian[root, root] += prior.root_precision
    right[root] += prior.root_precision @ prior.root_mean
    return hessian, right


def test_the_truth_is_found_from_true_claims(fitted):
    asked = Flows(
        np.array([(2, 3), (0, 3), (2, 1), (1, 2)]), np.array([0, 5, 10, 0]), np.array([39, 9, 29, 39])
    )
    true = [c @ world()[a : b + 1].sum(axis=0) for c, a, b in
            zip(Margins(SIZES).vectors(asked.margin), asked.first, asked.last, strict=True)]  # fmt: skip
    assert estimate_flows(fitted, asked).value == pytest.approx(true, rel=0.02)
    assert (fitted.good > 0.5).all()


@pytest.mark.parametrize(("at", "factor"), [(30, 10.0), (100, 0.1), (210, 1.4), (60, 1.25)])
def test_a_planted_error_is_found_and_no_other_claim_is_blamed(claims, at, factor):
    fit = fit_grid(replaced(claims, at, claims.centre[at] * factor), SIZES, DAYS, draws=20)
    assert np.flatnonzero(fit.good < 0.5).tolist() == [at]


def test_days_sum_to_weeks_and_parts_to_wholes(fitted):
    days = Flows(np.tile([2, 3], (DAYS, 1)), np.arange(DAYS), np.arange(DAYS))
    parts = Flows(np.array([(0, 3), (1, 3), (2, 3)]), np.zeros(3, int), np.full(3, DAYS - 1))
    values = estimate_flows(fitted, parts).value
    assert estimate_flows(fitted, days).value.sum() == pytest.approx(values[2], rel=1e-6)
    assert values[0] + values[1] == pytest.approx(values[2], rel=1e-9)


def test_a_pull_is_how_far_an_estimate_moves_with_a_claim(fitted):
    layout, solution = fitted.solution.layout, fitted.solution
    asked = Flows(np.array([(0, 3)]), np.array([5]), np.array([19]))
    before, end = layout.node_of(np.array([4, 19]))
    moved = solution.factor.solve(one_person_more(layout, solution, 7))
    shift = Margins(SIZES).vectors(asked.margin) @ (moved[end] - moved[before])
    assert pulls_on(fitted, asked)[0, 7] == pytest.approx(float(shift[0, 0]))


def one_person_more(layout, solution, at):
    """The right-hand side of one person more in one claim."""
    blocks = [np.zeros((size, 1)) for size in layout.pattern.sizes]
    weighted = solution.weight[at] * layout.counted[at]
    before, end = (
        layout.node_of(days[at : at + 1])[0] for days in (layout.claims.first - 1, layout.claims.last)
    )
    blocks[end][:, 0] += weighted
    if before >= 0:
        blocks[before][:, 0] -= weighted
    blocks[-1][:, 0] += solution.weight[at] * solution.rows[at]
    return blocks


def test_a_claim_that_arrives_moves_the_account_as_solving_again_would(fitted):
    claim = Flows(np.array([(2, 3)]), np.array([0]), np.array([20]))
    before = estimate_flows(fitted, claim)
    after = updated_by(fitted, claim, before.value[0] + 500, 1.0, claim)
    sure = updated_by(fitted, claim, before.value[0] + 500, 1e9, claim)
    assert before.value[0] < after.value[0] < before.value[0] + 500
    assert after.sd[0] <= before.sd[0]
    assert sure.value[0] == pytest.approx(before.value[0])


@pytest.mark.parametrize(("first", "last"), [(0, 20), (5, 5), (12, 39)])
def test_a_claim_that_arrives_moves_every_sum_as_all_equations_with_it_would(fitted, first, last):
    solution, layout = fitted.solution, fitted.solution.layout
    claim = Flows(np.array([(0, 3)]), np.array([first]), np.array([last]))
    asked = Flows(np.array([(2, 3), (0, 1), (1, 3)]), np.array([0, 3, first]), np.array([39, 30, last]))
    hessian, sums, one = dense_of(solution), rows_of(layout, asked), rows_of(layout, claim)[0]
    value, sd = 1.1 * estimate_flows(fitted, claim).value[0] + 30, 20.0
    told = hessian + np.outer(one, one) / sd**2
    present = np.concatenate([solution.running[1:, :, 0].ravel(), solution.root[:, 0]])
    expected = present + np.linalg.solve(told, one) / sd**2 * (value - one @ present)
    assert updated_by(fitted, claim, value, sd, asked).value == pytest.approx(sums @ expected, rel=1e-6)


def dense_of(solution):
    """H put together again from its factor."""
    pattern = solution.factor.pattern
    starts = np.cumsum([0, *pattern.sizes])
    lower = np.zeros((starts[-1], starts[-1]))
    for node, (triangle, column) in enumerate(
        zip(solution.factor.triangles, solution.factor.columns, strict=True)
    ):
        columns = slice(starts[node], starts[node + 1])
        lower[columns, columns] = triangle
        for later in pattern.later[node]:
            lower[starts[later] : starts[later + 1], columns] = column[pattern.span(node, later)]
    return lower @ lower.T


def rows_of(layout, asked):
    """(m, unknowns) of sums between days that are nodes."""
    rows = np.zeros((len(asked), layout.nodes * layout.margins.leaves + layout.root_size))
    for row, counted, first, last in zip(
        rows, layout.margins.vectors(asked.margin), asked.first, asked.last, strict=True
    ):
        for sign, day in ((1, last), (-1, first - 1)):
            if day >= 0:
                node = layout.node_of(np.array([day]))[0]
                row[node * layout.margins.leaves : (node + 1) * layout.margins.leaves] += sign * counted
    return rows


def test_days_that_no_claim_names_are_answered_by_the_level():
    rows = [((2, 3), 0, 9, 0), ((2, 3), 0, 39, 0), ((0, 3), 0, 39, 1)]
    fit = fit_grid(claims_about(world(), rows), SIZES, DAYS, draws=20)
    days = Flows(np.tile([2, 3], (10, 1)), np.arange(10), np.arange(10))
    whole = Flows(np.array([(2, 3)]), np.array([0]), np.array([9]))
    assert estimate_flows(fit, days).value.sum() == pytest.approx(
        estimate_flows(fit, whole).value[0], rel=1e-6
    )


def test_a_country_is_the_sum_of_its_blocks_and_judges_claims_about_all(claims):
    both = Claims(**{
        name: np.concatenate([getattr(claims, name)] * 2 + [getattr(claims, name)[[20, 21]]])
        for name in claims.__dataclass_fields__
    })  # fmt: skip
    both = replaced(replaced(both, -2, 2 * claims.centre[20]), -1, 9 * claims.centre[21])
    block = np.repeat([0, 1, -1], [len(claims), len(claims), 2])
    asked = Flows(np.tile([2, 3], (3, 1)), np.zeros(3, int), np.full(3, DAYS - 1))
    found = fit_country(both, block, SIZES, DAYS, asked, np.array([0, 1, -1]))
    assert found.answers.value[:2].sum() == pytest.approx(found.answers.value[2])
    assert found.good[-2] > 0.5 > found.good[-1]
