"""The kernel against slow twins: plain loops, and a solver that knows nothing of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import minimize

from concord.accounts.balance import balance


def problem(seed: int, claims: int, cells: int):
    random = np.random.default_rng(seed)
    design = (random.random((claims, cells)) < 0.5).astype(float)
    design[0] = 1.0
    truth = random.gamma(0.5, 100.0, cells)
    reported = np.maximum(design @ truth + random.normal(0, 40, claims), 0.0)
    return (
        design,
        reported,
        np.diag(random.uniform(1, 30, claims) ** 2),
        truth + 20,
        random.uniform(20, 200, cells),
    )


def slow_twin(design, reported, covariance, mean, sd):
    """The same objective, written out in loops and handed to a general solver."""

    def objective(cells):
        total = sum((x - m) ** 2 / s**2 for x, m, s in zip(cells, mean, sd, strict=True))
        for row, y, variance in zip(design, reported, np.diag(covariance), strict=True):
            total += (y - sum(a * x for a, x in zip(row, cells, strict=True))) ** 2 / variance
        return total / 2

    found = minimize(
        objective,
        mean,
        method="L-BFGS-B",
        bounds=[(0, None)] * len(mean),
        options={"ftol": 1e-14, "maxiter": 2000},
    )
    return found.x, objective


@pytest.mark.parametrize("seed", range(8))
def test_it_finds_what_a_general_solver_finds(seed):
    task = problem(seed, claims=5, cells=4)
    found = balance(*task).mean
    twin, objective = slow_twin(*task)
    assert (found >= 0).all()
    assert objective(found) <= objective(twin) + 1e-6
    assert_allclose(found, twin, atol=0.05)


def test_three_reported_cells_of_one_sum_move_in_proportion_to_their_variance():
    # The textbook case: 10 + 4 against 15, all equally sure, leaves a third of the gap with each.
    design = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    found = balance(design, np.array([10.0, 4.0, 15.0]), np.eye(3), np.full(2, 5.0), np.full(2, 1e5))
    assert_allclose(design @ found.mean, [10.33, 4.33, 14.67], atol=0.01)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 8), st.integers(1, 8))
def test_cells_are_never_negative_and_the_gain_is_what_moves_them(seed, claims, cells):
    design, reported, covariance, mean, sd = problem(seed, claims, cells)
    found = balance(design, reported, covariance, mean, sd)
    assert (found.mean >= -1e-9).all()
    held = found.variance == 0
    start = np.where(held, 0.0, mean)
    assert_allclose(start + found.gain(design) @ (reported - design @ start), found.mean, atol=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8), st.integers(1, 8), st.floats(0.05, 0.99))
def test_a_surer_claim_never_makes_any_sum_less_sure(seed, claims, cells, factor):
    design, _, covariance, _, sd = problem(seed, claims, cells)

    def variance(errors):
        spread = sd[:, None] ** 2 * design.T
        gain = spread @ np.linalg.inv(design @ spread + errors)
        return np.diag(np.diag(sd**2) - gain @ spread.T)

    surer = covariance.copy()
    surer[0, 0] *= factor
    assert (variance(surer) <= variance(covariance) + 1e-9).all()
