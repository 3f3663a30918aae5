"""The grid of a nowcast: every day of a period, for every crossing and legal status.

A series is one crossing with one status; series are numbered crossing by crossing. A
scope names crossings and statuses, None standing for all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.errors import OutsideTheGrid, UnknownSeries

__all__ = ["ALL", "Grid", "Names"]

Names = tuple[str, ...] | None
ALL: Names = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Days from ``first`` to ``last``, both counted, for crossings times statuses.

    >>> grid = Grid(date(2025, 4, 1), date(2025, 4, 30), ("Torkham", "Chaman"), ("por", "acc"))
    >>> grid.days, grid.size, grid.series(("Chaman",), None).tolist()
    (30, 4, [2, 3])
    """

    first: date
    last: date
    crossings: tuple[str, ...] = ("all",)
    statuses: tuple[str, ...] = ("all",)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise OutsideTheGrid("the grid", self.first, self.last)

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    @property
    def size(self) -> int:
        """How many series there are."""
        return len(self.crossings) * len(self.statuses)

    @property
    def names(self) -> list[tuple[str, str]]:
        """Crossing and status of every series."""
        return [(crossing, status) for crossing in self.crossings for status in self.statuses]

    @property
    def dates(self) -> list[date]:
        """Every day in order."""
        return [self.first + timedelta(days=number) for number in range(self.days)]

    @property
    def weekdays(self) -> NDArray[np.int64]:
        """(days,) 0 for Monday to 6 for Sunday."""
        return (self.first.weekday() + np.arange(self.days)) % 7

    def day(self, when: date) -> int:
        """The number of a day; below zero or beyond the last where it is outside."""
        return (when - self.first).days

    def series(self, crossings: Names, statuses: Names) -> NDArray[np.int64]:
        """The numbers of the series in a scope.

        Raises:
            UnknownSeries: a name is not of this grid.
        """
        rows = _found(crossings, self.crossings)
        columns = _found(statuses, self.statuses)
        return (rows[:, None] * len(self.statuses) + columns[None, :]).ravel()


def _found(names: Sequence[str] | None, known: tuple[str, ...]) -> NDArray[np.int64]:
    if names is None:
        return np.arange(len(known))
    unknown = next((name for name in names if name not in known), None)
    if unknown is not None:
        raise UnknownSeries(unknown, known)
    return np.array(sorted({known.index(name) for name in names}), dtype=np.int64)
