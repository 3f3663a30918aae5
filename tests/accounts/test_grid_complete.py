"""The least sets of figures to change in complete tables, against a plain search and an integer program."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from concord.accounts.grid import locate_errors, sums_of_table

SIZES = (2, 2)


def complete(inner):
    """A table with its margins."""
    for axis in range(inner.ndim):
        inner = np.concatenate([inner, inner.sum(axis=axis, keepdims=True)], axis=axis)
    return inner


@st.composite
def tables(draw):
    """A small complete table with up to three figures replaced."""
    table = complete(np.array(draw(st.lists(st.integers(0, 30), min_size=4, max_size=4))).reshape(SIZES))
    for _ in range(draw(st.integers(0, 3))):
        table[draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))] = draw(st.integers(0, 99))
    return table


def explaining_sets(table, size):
    """All sets of a size whose changes the sums decide and that leave nobody negative, one by one."""
    sums, figures = sums_of_table(SIZES), table.ravel().astype(float)
    found = set()
    for chosen in combinations(range(figures.size), size):
        columns = sums[:, chosen]
        if np.linalg.matrix_rank(columns) < size:
            continue
        change = np.linalg.lstsq(columns, sums @ figures, rcond=None)[0]
        fits = np.allclose(columns @ change, sums @ figures)
        if fits and (figures[list(chosen)] - change >= -1e-9).all():
            found.add(chosen)
    return found


@given(tables())
def test_the_set_is_one_of_the_least_that_a_plain_search_finds(table):
    located = locate_errors(table[None], most=3)
    chosen = tuple(np.flatnonzero(located.changed))
    least = next((size for size in range(4) if explaining_sets(table, size)), None)
    if least is None:
        assert located.sets[0] == 0
        assert not chosen
        return
    assert chosen in explaining_sets(table, least)
    assert located.sets[0] == len(explaining_sets(table, least))
    assert np.array_equal(located.corrected[0], complete(located.corrected[0][:-1, :-1]))
    assert (located.corrected >= 0).all()


def fewest_by_integer_program(table):
    """How many figures HiGHS has to change, with the largest figure as the bound of a change."""
    figures, sums = table.ravel().astype(float), sums_of_table([size - 1 for size in table.shape])
    n, large = figures.size, 4 * figures.max()
    none, eye = np.zeros_like(sums), np.eye(n)
    held = LinearConstraint(np.hstack([sums, none]), 0, 0)
    near = [
        LinearConstraint(np.hstack([eye, -large * eye]), -np.inf, figures),
        LinearConstraint(np.hstack([eye, large * eye]), figures, np.inf),
    ]
    found = milp(np.r_[np.zeros(n), np.ones(n)], integrality=np.r_[np.zeros(n), np.ones(n)],
                 bounds=Bounds(np.zeros(2 * n), np.r_[np.full(n, large), np.ones(n)]),
                 constraints=[held, *near])  # fmt: skip
    return round(found.fun)


def test_it_changes_no_more_figures_than_an_integer_program():
    rng = np.random.default_rng(5)
    told = np.array([complete(rng.integers(100, 9_000, (3, 3))) for _ in range(25)])
    wrong = rng.random(told.shape) < 0.1
    told[wrong] = told[wrong] * 3 + 7
    located = locate_errors(told, most=5)
    for table, changed, sets in zip(told, located.changed, located.sets, strict=True):
        assert (int(changed.sum()) if sets else 6) >= fewest_by_integer_program(table)
        assert not sets or int(changed.sum()) == fewest_by_integer_program(table)


SEVERAL = complete(np.array([[4_212, 1_380], [2_954, 6_107]]))


@pytest.mark.parametrize(
    ("changes", "sets"),
    [
        ({}, 1),
        ({(0, 1): 1_830}, 1),
        ({(0, 1): 1_830, (2, 2): 14_563}, 1),
        # Three corners of a rectangle: the fourth and two of them explain the sums as well, so slips decide.
        ({(0, 0): 4_122, (0, 1): 1_830, (1, 0): 2_594}, 4),
    ],
)
def test_planted_slips_are_the_figures_that_are_changed(changes, sets):
    told = SEVERAL.copy()
    for at, printed in changes.items():
        told[at] = printed
    located = locate_errors(told[None])
    assert np.array_equal(located.corrected[0], SEVERAL)
    assert located.sets[0] == sets


def test_tables_of_three_dimensions_are_searched_too():
    table = complete(np.arange(1, 9).reshape(2, 2, 2) ** 2)
    told = table.copy()
    told[0, 1, 2] += 40
    located = locate_errors(told[None], most=1)
    assert np.array_equal(located.corrected[0], table)


def test_a_table_wrong_beyond_the_limit_is_left_as_it_is_and_said_to_be_unexplained():
    told = complete(np.array([[10, 20], [30, 40]]))
    told[0, 0], told[1, 1] = 95, 3
    located = locate_errors(told[None], most=1)
    assert located.sets[0] == 0
    assert np.array_equal(located.corrected[0], told)
    assert not located.changed.any()
