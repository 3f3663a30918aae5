"""Rivals of one margin enter the balance as one, and come out of it as if each stood alone."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from concord.accounts.rivals import Rivals


@st.composite
def claimed(draw):
    """Margins of cells, several claims of each, and what is believed of the cells before."""
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    margins, cells = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    design = (random.random((margins, cells)) < 0.6).astype(float)
    about = np.concatenate([np.arange(margins), random.integers(0, margins, draw(st.integers(0, 6)))])
    reported, variance = random.gamma(2, 50, len(about)), random.uniform(1, 900, len(about))
    return (
        design,
        Rivals(about, reported, variance),
        random.gamma(2, 20, cells),
        random.uniform(1, 400, cells),
    )


def around(design, variance, spread):
    """(m, m) covariance of claims around what is believed, with one row of the design a claim."""
    return (design * spread) @ design.T + np.diag(variance)


@given(claimed())
def test_cells_move_as_with_every_claim_by_itself(case):
    design, rivals, prior, spread = case
    single = design[rivals.margin]
    mean, variance = rivals.together
    alone = spread[:, None] * single.T @ np.linalg.inv(around(single, rivals.variance, spread))
    merged = spread[:, None] * design.T @ np.linalg.inv(around(design, variance, spread))
    assert_allclose(merged @ (mean - design @ prior), alone @ (rivals.reported - single @ prior), atol=1e-6)
    assert_allclose(merged[:, rivals.margin] * rivals.share, alone, atol=1e-9)


@given(claimed())
def test_what_others_say_of_a_claim_is_as_if_it_were_left_out(case):
    design, rivals, prior, spread = case
    mean, variance = rivals.together
    known = np.linalg.inv(around(design, variance, spread))
    diagonal = np.diag(known)
    expected = mean - known @ (mean - design @ prior) / diagonal
    said, unsure = rivals.others(expected, np.maximum(1 / diagonal - variance, 0))
    for at in range(len(rivals.reported)):
        left = np.arange(len(rivals.reported)) != at
        rest, one = design[rivals.margin[left]], design[rivals.margin[at]]
        gain = (one * spread) @ rest.T @ np.linalg.inv(around(rest, rivals.variance[left], spread))
        by_rest = one @ prior + gain @ (rivals.reported[left] - rest @ prior)
        assert_allclose(said[at], by_rest, rtol=1e-6, atol=1e-6)
        assert_allclose(unsure[at], (one * spread) @ one - gain @ rest @ (one * spread), atol=1e-6)


def test_the_shares_of_one_margin_sum_to_one():
    rivals = Rivals(np.array([0, 1, 0]), np.array([5.0, 7.0, 9.0]), np.array([1.0, 2.0, 3.0]))
    assert_allclose(rivals.share, [0.75, 1.0, 0.25])
