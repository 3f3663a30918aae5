"""Cells and sums of millions of claims as arrays: which sums there are, and what lies near a small count."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from concord.publish.disclosure.cells import CellTable
from concord.publish.disclosure.figures import NEAR, Making
from concord.publish.disclosure.rules import Rules, SmallCounts

__all__ = ["CellSums", "sums_of"]

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CellSums:
    """Cells by number, and sums as pairs of a sum and a cell.

    Attributes:
        cell: (claims,) the cell that each claim prints.
        first: (cells,) a claim that prints it. value: (cells,) persons or families.
        whole: (sums,) the cell that is the whole. of, part: (pairs,) a sum and one of its parts.
        derived: (sums,) whether what the parts leave over points at someone.
    """

    cell: Numbers
    first: Numbers
    value: NDArray[np.float64]
    whole: Numbers
    of: Numbers
    part: Numbers
    derived: Flags

    def near_small(self, rule: SmallCounts) -> Flags:
        """(cells,) those that are small and stand in a sum, and the terms of sums that leave a small rest."""
        summed = np.zeros(len(self.value), np.bool_)
        summed[self.whole] = summed[self.part] = True
        near: Flags = summed & (self.value >= rule.low - 0.5) & (self.value < rule.cover + 1)
        near[self.whole[self.derived]] = True
        near[self.part[self.derived[self.of]]] = True
        return near

    def around(self, cells: Flags, steps: int) -> Flags:
        """(cells,) what so many steps from sum to sum reach from some cells."""
        reached = cells.copy()
        for _ in range(steps):
            touched = reached[self.whole]
            touched[self.of[reached[self.part]]] = True
            reached[self.whole[touched]] = True
            reached[self.part[touched[self.of]]] = True
        return reached

    def table(self, names: Mapping[int, str], rules: Rules) -> CellTable:
        """The named cells with the sums among them."""
        near = np.zeros(len(self.value), np.bool_)
        near[list(names)] = True
        outside = ~near[self.whole]
        outside[self.of[~near[self.part]]] = True
        making = Making(rules)
        for cell, name in names.items():
            making.add(name, float(self.value[cell]))
        parts: dict[int, list[str]] = {int(one): [] for one in np.flatnonzero(~outside)}
        inside = ~outside[self.of]
        for one, part in zip(self.of[inside].tolist(), self.part[inside].tolist(), strict=True):
            parts[one].append(names[part])
        for one, terms in parts.items():
            making.total(names[int(self.whole[one])], terms)
        return making.table()


def sums_of(
    *,
    cells: Numbers,
    values: NDArray[np.float64],
    parts: tuple[ArrayLike, ArrayLike, ArrayLike],
    runs: tuple[ArrayLike, ArrayLike, Numbers],
    rule: SmallCounts,
) -> CellSums:
    """The sums of claims.

    Args:
        cells: (claims,) a digest of the cell that each prints. values: (claims,) persons or families.
        parts: of each part the claim that is its whole, its own, and how their scopes differ.
        runs: of each running total a digest of its run, its claim, and the rank of its last day.
    """
    _, first, cell = np.unique(cells, return_index=True, return_inverse=True)
    value = values[first]
    wholes, own, apart = (np.asarray(one, np.int64) for one in parts)
    run, row, end = (np.asarray(one, np.int64) for one in runs)
    whole, of, part = _of_parts(wholes, own, apart, cell, values)
    later, earlier = _of_runs(run, row, end, cell, values)
    of = np.concatenate([of, len(whole) + np.arange(len(later))])
    whole, part = np.concatenate([whole, later]), np.concatenate([part, earlier])
    rest = value[whole] - np.bincount(of, value[part], len(whole))
    slack = NEAR * np.abs(value[whole])
    itself = np.bincount(of, part == whole[of], len(whole)) > 0
    follows = ~itself & (rest >= -slack)  # else the claims contradict each other, and nothing follows
    number = np.cumsum(follows) - 1
    kept = follows[of]
    small = (rest > slack + NEAR) & (rest >= rule.low - 0.5) & (rest < rule.high + 1)
    return CellSums(cell, first, value, whole[follows], number[of[kept]], part[kept], small[follows])


def _of_parts(
    whole: Numbers, part: Numbers, apart: Numbers, cell: Numbers, values: NDArray[np.float64]
) -> tuple[Numbers, Numbers, Numbers]:
    """The wholes of sums, and pairs of a sum and a part: parts that split a whole along the same fields."""
    order = np.lexsort((apart, whole))
    whole, part, apart = whole[order], part[order], apart[order]
    begins = np.ones(len(whole), np.bool_)
    begins[1:] = (np.diff(whole) != 0) | (np.diff(apart) != 0)
    group = np.cumsum(begins) - 1
    total = np.bincount(group, values[part])
    alone = total[group] > values[whole]  # together they come to more: each is a part by itself
    begins |= alone
    group = np.cumsum(begins) - 1
    # Parts that print one cell are one; each pair stands where it first came.
    _, at = np.unique(group * np.int64(len(cell) + 1) + cell[part], return_index=True)
    at.sort()
    return cell[whole[begins]], group[at], cell[part[at]]


def _of_runs(
    run: Numbers, row: Numbers, end: Numbers, cell: Numbers, values: NDArray[np.float64]
) -> tuple[Numbers, Numbers]:
    """Each running total with the next later one of its run, the later first."""
    order = np.lexsort((values[row], end, run))
    run, row, end = run[order], row[order], end[order]
    follows = (run[1:] == run[:-1]) & (end[1:] != end[:-1]) & (cell[row[1:]] != cell[row[:-1]])
    return cell[row[1:][follows]], cell[row[:-1][follows]]
