"""Pairs of claims on a grid that cannot both hold, against a loop over all pairs."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.grid import Bounds, contradicting_pairs

SIZES, DAYS = (2, 3), 6


def bounds_of(rows):
    """Bounds from (margin, first, last, stock, lowest, highest)."""
    margin, first, last, stock, lowest, highest = zip(*rows, strict=True)
    return Bounds(np.array(margin), np.array(first), np.array(last), np.array(stock, bool),
                  np.array(lowest, float), np.array(highest, float))  # fmt: skip


@st.composite
def rows(draw):
    """One claim: any margin, period and bounds."""
    margin = tuple(draw(st.integers(0, size)) for size in SIZES)
    first, last = sorted(draw(st.tuples(*[st.integers(0, DAYS - 1)] * 2)))
    stock = draw(st.booleans())
    lowest, more = draw(st.integers(0, 9)), draw(st.sampled_from([0, 1, 5, np.inf]))
    return margin, last if stock else first, last, stock, lowest, lowest + more


def inside(inner, outer):
    """Whether one claim is about no more people and days than another of its kind."""
    same_people = all(b in (size, a) for a, b, size in zip(inner[0], outer[0], SIZES, strict=True))
    days = inner[2] == outer[2] if inner[3] else outer[1] <= inner[1] and inner[2] <= outer[2]
    return inner[3] == outer[3] and same_people and days


def contradictions(told):
    """All of them, by comparing every claim with every other."""
    return {
        (i, j)
        for i, inner in enumerate(told)
        for j, outer in enumerate(told)
        if inside(inner, outer) and inner[4] > outer[5]
    }


@given(st.lists(rows(), min_size=1, max_size=12))
def test_each_contradicted_claim_gets_its_strongest_witness_and_no_other_claim_any(told):
    pairs = contradicting_pairs(bounds_of(told), SIZES)
    found, every = set(zip(pairs.inner.tolist(), pairs.outer.tolist(), strict=True)), contradictions(told)
    assert found <= every
    for claim in range(len(told)):
        below = [told[i][4] for i, j in every if j == claim]
        above = [told[j][5] for i, j in every if i == claim]
        assert max((told[i][4] for i, j in found if j == claim), default=None) == max(below, default=None)
        assert min((told[j][5] for i, j in found if i == claim), default=None) == min(above, default=None)


TWO_CLAIMS = [  # what they are, inner and outer, contradiction or not
    ("rival figures of one scope", ((0, 0), 1, 2, False, 8, 8), ((0, 0), 1, 2, False, 7, 7), True),
    ("a part above its whole", ((0, 0), 1, 2, False, 8, 8), ((2, 0), 1, 2, False, 7, 7), True),
    ("a part within its whole", ((0, 0), 1, 2, False, 7, 7), ((2, 3), 1, 2, False, 7, 7), False),
    ("a running total that falls", ((2, 3), 0, 3, False, 8, 8), ((2, 3), 0, 4, False, 7, 7), True),
    ("a day above its week", ((2, 3), 2, 2, False, 8, 9), ((2, 3), 0, 5, False, 0, 7), True),
    ("more than, and up to", ((2, 3), 0, 5, False, 7, np.inf), ((2, 3), 0, 5, False, 0, 7), False),
    ("two crossings", ((2, 0), 0, 5, False, 8, 8), ((2, 1), 0, 5, False, 7, 7), False),
    ("periods that only overlap", ((2, 3), 0, 3, False, 8, 8), ((2, 3), 2, 5, False, 7, 7), False),
    ("stocks of one day", ((0, 3), 3, 3, True, 8, 8), ((2, 3), 3, 3, True, 7, 7), True),
    ("a stock that falls", ((2, 3), 3, 3, True, 8, 8), ((2, 3), 4, 4, True, 7, 7), False),
    ("a stock and a flow", ((2, 3), 3, 3, False, 8, 8), ((2, 3), 3, 3, True, 7, 7), False),
]  # fmt: skip


@pytest.mark.parametrize(("inner", "outer", "contradict"), [row[1:] for row in TWO_CLAIMS],
                         ids=[row[0] for row in TWO_CLAIMS])  # fmt: skip
def test_two_claims_contradict_each_other_only_where_one_lies_inside_the_other(inner, outer, contradict):
    pairs = contradicting_pairs(bounds_of([outer, inner]), SIZES)
    assert list(zip(pairs.inner, pairs.outer, strict=True)) == ([(1, 0)] if contradict else [])
    assert pairs.excess.tolist() == ([inner[4] - outer[5]] if contradict else [])


def test_bounds_widened_by_what_a_party_usually_errs_contradict_less():
    told = bounds_of([((0, 0), 1, 2, False, 105, 105), ((2, 0), 1, 2, False, 100, 100)])
    assert len(contradicting_pairs(told, SIZES)) == 1
    assert len(contradicting_pairs(told.widened(np.array([0.03, 0.03])), SIZES)) == 0
    assert len(contradicting_pairs(told.widened(np.array([0.01, 0.01])), SIZES)) == 1


def test_no_claims_have_no_contradictions():
    some = bounds_of([((0, 0), 1, 2, False, 1, 1)])
    none = Bounds(*(getattr(some, field.name)[:0] for field in fields(some)))
    assert len(contradicting_pairs(none, SIZES)) == 0
