"""Cells and sums: the numbers of one release, and what adds up to what, as an attacker knows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["CellTable", "Pattern", "Sum"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts. ``exact``: they come to it; else they come to no more than it."""

    whole: str
    parts: tuple[str, ...]
    exact: bool = True

    def terms(self) -> Iterator[tuple[str, float]]:
        """Each cell with its sign in ``whole - parts``."""
        yield self.whole, 1.0
        for part in self.parts:
            yield part, -1.0


@dataclass(frozen=True, slots=True)
class CellTable:
    """The numbers of one release.

    Attributes:
        values: persons or families by the name of the cell. A cell that keeps its name and value
            from one release to the next is taken as known not to have changed: the worst case.
        sums: what everybody knows to add up.
        derived: cells that are never printed themselves and follow from others, such as rests.
    """

    values: Mapping[str, float]
    sums: tuple[Sum, ...] = ()
    derived: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which cells of a release are withheld.

    Attributes:
        small: too small to be printed. cover: withheld so that no small one can be worked out.
        exposed: small ones that earlier releases give away, whatever is withheld now.
    """

    small: frozenset[str] = frozenset()
    cover: frozenset[str] = frozenset()
    exposed: frozenset[str] = field(default=frozenset())

    @property
    def hidden(self) -> frozenset[str]:
        """All that is withheld."""
        return self.small | self.cover
