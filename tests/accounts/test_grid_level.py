"""Shocks around the level of a grid: their sizes are found from what the claims can tell of them."""

import numpy as np
import pytest

from concord.accounts.grid import Claims, Margins
from concord.accounts.grid.layout import Layout
from concord.accounts.grid.level import Level, Shocks, precisions, updated_shocks

SIZES, DAYS = (3, 4), 400


def layout():
    """Every day an interval of its own."""
    day, none = np.arange(DAYS), np.zeros(DAYS)
    return Layout(
        Margins(SIZES), DAYS,
        Claims(np.tile([3, 4], (DAYS, 1)), day, day, none.astype(bool), none + 1, none, none,
               none.astype(int), none.astype(int), none + 0.01, none + 1), (0,),
    )  # fmt: skip


def shaken(by_family, own, seed):
    """A steady level, and flows with shocks of these sizes around it."""
    margins, rng = Margins(SIZES), np.random.default_rng(seed)
    level = np.full((DAYS, margins.leaves), 2000.0)
    shock = own * rng.standard_normal(level.shape)
    for pick, size in by_family.items():
        family = margins.families[pick]
        shock += size * rng.standard_normal((DAYS, len(family))) @ family
    return level, level * (1 + shock)


@pytest.mark.parametrize("seed", range(3))
def test_sizes_of_shocks_are_found_where_flows_are_known(seed):
    truth = {(): 0.05, (0,): 0.2, (1,): 0.1}
    daily, flows = shaken(truth, 0.15, seed)
    place, known, shocks = layout(), np.zeros((*daily.shape, 1)), Shocks()
    for _ in range(12):
        level = Level(daily, shocks)
        precision, mean = precisions(place, level)
        shocks = updated_shocks(place, level, precision, mean, flows, known)
    found = [shocks.of(pick) for pick in truth]
    assert found == pytest.approx(list(truth.values()), abs=0.03)
    assert shocks.own == pytest.approx(0.15, rel=0.2)


def test_where_claims_tell_nothing_of_shocks_their_sizes_change_slowly_and_within_bounds():
    daily, _ = shaken({}, 0.15, 1)
    place, level = layout(), Level(daily, Shocks())
    precision, mean = precisions(place, level)
    spread = np.linalg.cholesky(np.linalg.inv(precision))
    rng = np.random.default_rng(2)
    unknown = spread @ rng.standard_normal((*daily.shape, 200))  # as wide as the prior itself
    shocks = updated_shocks(place, level, precision, mean, daily, unknown)
    assert 0.02 <= shocks.own <= 0.8
    assert all(0.02 <= size <= 0.8 for size in shocks.by_family.values())
