"""Families: the unit that arrives, is registered, sleeps and leaves together.

Flows are counted in persons, reception is planned in families, so the size of a family is an
assumption that stands beside every number. Published pairs of families and persons give it: 577
families of 3,605 persons at Torkham on 10 November 2023 (6.25), 70,494 of 469,159 there until
31 March 2025 (6.66).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["PUBLISHED", "FamilySize", "draw_sizes", "families", "persons"]

PUBLISHED = (
    ("Torkham, 10 November 2023", 3605, 577),
    ("Torkham, September 2023 to 31 March 2025", 469159, 70494),
)


@dataclass(frozen=True, slots=True)
class FamilySize:
    """Persons in a family.

    Attributes:
        mean: persons.
        singles: share of arrivals' groups that are one person alone.
    """

    mean: float = 6.5
    singles: float = 0.05

    @property
    def together(self) -> float:
        """Mean size of the families that are not one person."""
        return (self.mean - self.singles) / (1 - self.singles) if self.singles < 1 else 2.0


def draw_sizes(size: FamilySize, count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Sizes of so many families: one, or two and a Poisson number more."""
    many = 2 + random.poisson(max(size.together - 2, 0.0), count)
    return np.where(random.random(count) < size.singles, 1, many).astype(np.int64)


def families(persons: float, size: FamilySize) -> float:
    """How many families so many persons are.

    >>> round(families(13_000, FamilySize(mean=6.5)))
    2000
    """
    return persons / size.mean


def persons(families: float, size: FamilySize) -> float:
    """How many persons so many families are."""
    return families * size.mean
