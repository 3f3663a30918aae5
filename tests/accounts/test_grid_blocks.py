"""Block matrices: factor, solve and the wanted part of the inverse, against plain dense algebra."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.grid.blocks import Factor, NotPositive, Pattern


@st.composite
def systems(draw):
    """A random graph with a root, and a positive definite matrix on it, dense and in blocks."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=2, max_size=7))
    root = len(sizes) - 1
    pairs = [(a, b) for a in range(root) for b in range(a + 1, root)]
    edges = draw(st.lists(st.sampled_from(pairs), max_size=8)) if pairs else []
    edges += [(node, root) for node in range(root)]
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    return sizes, edges, *_matrix(sizes, edges, rng)


def _matrix(sizes, edges, rng):
    pattern, starts = Pattern(sizes, edges), np.cumsum([0, *sizes])
    dense = np.zeros((starts[-1], starts[-1]))
    diagonal, columns = pattern.empty()
    for a, b in {tuple(sorted(edge)) for edge in edges}:
        block = rng.normal(size=(sizes[b], sizes[a]))
        rows, cols = slice(starts[b], starts[b + 1]), slice(starts[a], starts[a + 1])
        dense[rows, cols], dense[cols, rows] = block, block.T
        pattern.add(columns, b, a, block)
    dense += np.eye(len(dense)) * (1 + np.abs(dense).sum(axis=1).max())
    for node, size in enumerate(sizes):
        diagonal[node] += np.eye(size) * dense[0, 0]
    return dense, pattern, diagonal, columns


@given(systems())
def test_the_solution_is_that_of_the_dense_matrix(system):
    sizes, _, dense, pattern, diagonal, columns = system
    right = [np.arange(2.0 * size).reshape(size, 2) + at for at, size in enumerate(sizes)]
    found = Factor.of(pattern, diagonal, columns).solve(right)
    assert np.allclose(np.concatenate(found), np.linalg.solve(dense, np.concatenate(right)))


@given(systems())
def test_blocks_of_the_inverse_are_those_of_the_dense_inverse(system):
    sizes, edges, dense, pattern, diagonal, columns = system
    inverse, starts = np.linalg.inv(dense), np.cumsum([0, *sizes])
    selected = Factor.of(pattern, diagonal, columns).inverse()
    for a, b in [*edges, *((b, a) for a, b in edges), *((n, n) for n in range(len(sizes)))]:
        expected = inverse[starts[a] : starts[a + 1], starts[b] : starts[b + 1]]
        assert np.allclose(selected.block(a, b), expected)


@given(systems())
def test_products_of_half_solutions_are_those_through_the_inverse(system):
    sizes, _, dense, pattern, diagonal, columns = system
    factor, starts = Factor.of(pattern, diagonal, columns), np.cumsum([0, *sizes])
    first, other = {0: np.ones((sizes[0], 1))}, {len(sizes) - 2: np.ones((sizes[-2], 1))}
    halves = factor.half_solved(first), factor.half_solved(other)
    found = sum(float((halves[0][at] * halves[1][at]).sum()) for at in halves[0].keys() & halves[1].keys())
    assert np.isclose(found, np.linalg.inv(dense)[: starts[1], starts[-3] : starts[-2]].sum())


def test_factoring_leaves_the_matrix_as_it_was():
    pattern = Pattern([1, 1], [(0, 1)])
    diagonal, columns = pattern.empty()
    for block in diagonal:
        block += 2.0
    Factor.of(pattern, diagonal, columns)
    assert [block[0, 0] for block in diagonal] == [2.0, 2.0]


def test_a_matrix_that_ties_an_unknown_to_nothing_is_refused():
    pattern = Pattern([1, 1], [(0, 1)])
    with pytest.raises(NotPositive, match="node 0"):
        Factor.of(pattern, *pattern.empty())


def test_the_root_goes_last_and_few_ties_go_first():
    pattern = Pattern([1] * 5, [(0, 1), (1, 2), (1, 3), (0, 4), (1, 4), (2, 4), (3, 4)])
    assert pattern.order[-1] == 4
    assert pattern.order.index(1) > pattern.order.index(0)
