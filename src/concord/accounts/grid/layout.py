"""The unknowns of a grid account, and the row that each claim is.

Unknown are the running totals of every leaf at the end of each day that a claim names
(a claim "since the start" then touches one day, not hundreds), and in the root: how each
party leans, the stock before anyone left at each day that a stock is told, and the level of
each margin over the whole time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.blocks import Matrix, Pattern
from concord.accounts.grid.claims import Claims
from concord.accounts.grid.margins import Margins

__all__ = ["Group", "Layout"]

Vector = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """Claims of one period: the nodes before it (-1 at the start of the grid) and at its end."""

    rows: Places
    before: int
    end: int


class Layout:
    """Where the unknowns of some claims stand.

    Attributes:
        ends: (nodes,) the days at whose end the running totals are unknown.
        counted: (n, leaves) what each claim counts; negative for a stock, which flows diminish.
        groups: the claims by period.
        pattern: of the matrix of the balance.
    """

    def __init__(self, margins: Margins, days: int, claims: Claims, stock_dimensions: Sequence[int]) -> None:
        self.margins, self.days, self.claims = margins, days, claims
        named = [claims.last, (claims.first - 1)[~claims.stock & (claims.first > 0)]]
        self.ends = np.unique(np.concatenate([*named, [days - 1]]))
        self.parties, self.topics = int(claims.party.max()) + 1, int(claims.topic.max()) + 1
        self.stock_days = np.unique(claims.last[claims.stock])
        self._stock_dimensions = tuple(stock_dimensions)
        self.counted = margins.vectors(claims.margin) * np.where(claims.stock, -1.0, 1.0)[:, None]
        self.groups = self._groups()
        self.pattern = Pattern([margins.leaves] * self.nodes + [self.root_size], self._edges())

    @property
    def nodes(self) -> int:
        """Number of days with unknown running totals; also the index of the root."""
        return len(self.ends)

    @property
    def root_size(self) -> int:
        """Unknowns of the root."""
        return int(self.levels_at.stop)

    @property
    def leanings(self) -> slice:
        """The part of the root that holds how parties lean: by party, then by party and topic."""
        return slice(0, self.parties * (1 + self.topics))

    @property
    def stocks_at(self) -> slice:
        """The part of the root that holds stocks as if nobody had left, by day and then leaf of stock."""
        start = self.leanings.stop
        return slice(start, start + len(self.stock_days) * len(self.stock_leaves))

    @property
    def levels_at(self) -> slice:
        """The part of the root that holds the level of each margin, in shares of what is expected."""
        return slice(self.stocks_at.stop, self.stocks_at.stop + self.levels.shape[1])

    @cached_property
    def stock_leaves(self) -> Vector:
        """(stock leaves, leaves): the finest margins of which stocks are told."""
        return self.margins.family(self._stock_dimensions)

    @cached_property
    def levels(self) -> Vector:
        """(leaves, levels): the margins that have a level of their own."""
        families = self.margins.families
        kept = [family for pick, family in families.items() if len(pick) < 2 or pick == self._main_pair]
        return np.concatenate(kept).T

    @property
    def _main_pair(self) -> tuple[int, ...]:
        return (0, len(self.margins.sizes) - 1)

    @cached_property
    def lengths(self) -> list[Places]:
        """The days of each interval between two ends."""
        return np.split(np.arange(self.ends[-1] + 1), self.ends[:-1] + 1)

    def node_of(self, day: Places) -> Places:
        """The node at the end of each day, -1 before the first; the days must be among the ends."""
        return np.where(day < 0, -1, np.searchsorted(self.ends, day))

    def root_rows(self, expected: Vector) -> Matrix:
        """(n, root) what each claim takes from the root.

        ``expected`` is (n,) persons by the smooth level, not by the estimate: a leaning that scaled
        the estimate would win by taking the noise out of it.
        """
        claims, rows, every = (
            self.claims,
            np.zeros((len(self.claims), self.root_size)),
            np.arange(len(self.claims)),
        )
        rows[every, claims.party] = expected
        rows[every, self.parties + claims.party * self.topics + claims.topic] = expected
        stock = np.flatnonzero(claims.stock)
        first = self.stocks_at.start + len(self.stock_leaves) * np.searchsorted(
            self.stock_days, claims.last[stock]
        )
        for at, leaf in enumerate(self.stock_leaves):
            counts = (-self.counted[stock] >= leaf).all(axis=1)
            rows[stock[counts], first[counts] + at] = 1.0
        return rows

    def _groups(self) -> list[Group]:
        before = self.node_of(np.where(self.claims.stock, -1, self.claims.first - 1))
        end = self.node_of(self.claims.last)
        order = np.lexsort((end, before))
        changes = np.flatnonzero(np.diff(before[order]) | np.diff(end[order])) + 1
        return [Group(rows, int(before[rows[0]]), int(end[rows[0]])) for rows in np.split(order, changes)]

    def _edges(self) -> list[tuple[int, int]]:
        chain = [(node, node + 1) for node in range(self.nodes)]
        return chain + [(node, self.nodes) for node in range(self.nodes)] + self._spans()

    def _spans(self) -> list[tuple[int, int]]:
        return list({(group.before, group.end) for group in self.groups if group.before >= 0})
