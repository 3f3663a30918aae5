"""The attack: how closely somebody with all releases can place a withheld number.

The attacker knows every printed number of every release, all sums, that no count is
negative, which cells carry the mark of small counts and what the mark says. What follows
for one cell is the least and the greatest value that some table agreeing with all this
gives it: two linear programmes (Fischetti and Salazar, 2001, "Solving the cell suppression
problem on tabular data with linear constraints", Management Science 47). Only what is
withheld is unknown, so each programme is as large as the withheld cells that share sums.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from concord.publish.disclosure.cells import CellTable, Pattern
from concord.publish.disclosure.rules import SmallCounts

__all__ = ["Known", "Variable"]

Variable = tuple[str, float]  # a cell by name and value: the same in every release in which both are the same
Row = tuple[
    tuple[tuple[Variable, float], ...], bool
]  # terms of a sum with their signs, and whether it is exact
DONE = 0  # status of scipy.optimize.linprog; without a finite end it tells another


@dataclass(frozen=True)
class Known:
    """What an attacker knows after some releases, each a table and what of it is withheld."""

    releases: Sequence[tuple[CellTable, Pattern]]
    rule: SmallCounts

    @cached_property
    def printed(self) -> frozenset[Variable]:
        """Every number that some release prints."""
        return frozenset(
            _variable(name, value)
            for table, pattern in self.releases
            for name, value in table.values.items()
            if name not in pattern.hidden and name not in table.derived
        )

    @cached_property
    def marked(self) -> frozenset[Variable]:
        """Every withheld number whose mark says that it is small."""
        return frozenset(
            _variable(name, table.values[name])
            for table, pattern in self.releases
            for name in pattern.small - table.derived
        )

    @cached_property
    def _sums(self) -> dict[Variable, list[Row]]:
        """The sums by each withheld term that stands in them."""
        found: defaultdict[Variable, list[Row]] = defaultdict(list)
        seen = set()
        for table, _ in self.releases:
            for one in table.sums:
                terms = tuple((_variable(name, table.values[name]), sign) for name, sign in one.terms())
                if (terms, one.exact) in seen:
                    continue
                seen.add((terms, one.exact))
                row = (terms, one.exact)
                for variable, _ in terms:
                    if variable not in self.printed:
                        found[variable].append(row)
        return found

    def touching(self, target: Variable) -> list[Variable]:
        """Printed numbers that stand in a sum with the target, or with what is tied to it, nearest first."""
        found: dict[Variable, None] = {}
        for variable in self.tied(target):
            for terms, _ in self._sums.get(variable, ()):
                found.update(dict.fromkeys(v for v, _ in terms if v in self.printed))
        return list(found)

    def interval(self, target: Variable) -> tuple[float, float]:
        """The least and the greatest value of a cell that agree with all that is known."""
        if target in self.printed:
            return target[1], target[1]
        tied = self.tied(target)
        at = {variable: number for number, variable in enumerate(tied)}
        rows = {id(row): row for variable in tied for row in self._sums.get(variable, ())}
        if not rows:
            low, high = self._bounds(target)
            return low, math.inf if high is None else high
        return self._solved(target, at, list(rows.values()))

    def tied(self, target: Variable) -> list[Variable]:
        """The withheld cells that sums tie to the target, itself first."""
        found, waiting = {target: None}, [target]
        while waiting:
            for terms, _ in self._sums.get(waiting.pop(0), ()):
                for variable, _ in terms:
                    if variable not in self.printed and variable not in found:
                        found[variable] = None
                        waiting.append(variable)
        return list(found)

    def _solved(
        self,
        target: Variable,
        at: Mapping[Variable, int],
        rows: Iterable[Row],
    ) -> tuple[float, float]:
        from scipy.optimize import linprog

        equal: list[list[float]] = []
        right: list[float] = []
        upper: list[list[float]] = []
        below: list[float] = []
        for terms, exact in rows:
            line = [0.0] * len(at)
            for variable, sign in terms:
                if variable in at:
                    line[at[variable]] += sign
            # The right side is what the withheld terms come to, so that rounding makes nothing infeasible.
            come_to = sum(sign * variable[1] for variable, sign in terms if variable in at)
            slack = sum(sign * variable[1] for variable, sign in terms)
            if exact:
                equal.append(line)
                right.append(come_to)
            else:
                upper.append([-one for one in line])
                below.append(slack - come_to)
        bounds = [self._bounds(variable) for variable in at]
        ends = []
        for sign in (1.0, -1.0):
            goal = [0.0] * len(at)
            goal[at[target]] = sign
            told = linprog(
                goal,
                A_ub=upper or None,
                b_ub=below or None,
                A_eq=equal or None,
                b_eq=right or None,
                bounds=bounds,
                method="highs",
            )
            ends.append(sign * float(told.fun or 0.0) if told.status == DONE else -sign * math.inf)
        return ends[0], ends[1]

    def _bounds(self, variable: Variable) -> tuple[float, float | None]:
        """What the mark of a cell alone tells: small ones lie from ``low`` to ``cover``."""
        if variable in self.marked:
            return min(self.rule.low, variable[1]), max(self.rule.cover, variable[1])
        return 0.0, None


def _variable(name: str, value: float) -> Variable:
    return name, round(value, 6)
