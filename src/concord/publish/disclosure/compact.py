"""The cells of millions of claims in some bytes each, of which only those near a small count are looked at.

The same rules as ``figures`` and ``protect``, for claims without an account, in one pass. A claim is kept as
the digest of its cell, its value and where the ledger has it; sums are pairs of numbers. A sum matters
where one of its terms is small, or what its parts leave over; what is withheld then is found among the
sums around it, and if that reaches the rim of what was looked at, the circle is drawn wider.
"""

from array import array
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from concord.evidence import PartialDate, Precision, Unit
from concord.evidence.written import WrittenFigure
from concord.publish.disclosure.cell_sums import CellSums, sums_of
from concord.publish.disclosure.cells import Pattern
from concord.publish.disclosure.figures import FULL, name_of
from concord.publish.disclosure.hold import Held, Mark
from concord.publish.disclosure.protect import protect
from concord.publish.disclosure.rules import Rules
from concord.publish.disclosure.small import withheld

__all__ = ["Gathered", "Kept", "Treatment"]

AROUND = 2  # sums from a small count that are looked at first
Kept = Callable[[Collection[int]], Iterable[tuple[int, WrittenFigure]]]  # all figures of some readings
Spans = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the rules ask for figures of one measure at one place.

    ``coarse``: it is told for no place. ``days``: it leaves so many days after its period.
    """

    coarse: bool
    days: int


@dataclass(slots=True)
class _Document:
    """The figures of one document while they come: rows by where they start, and what is part of what."""

    name: str = ""
    rows: dict[int | None, int] = field(default_factory=dict)
    parts: list[tuple[int, int]] = field(default_factory=list)
    shares: list[WrittenFigure] = field(default_factory=list)


class Gathered:
    """Claims as they come, then what of them may leave.

    Args:
        treatment: of a measure and a place, as written.
        day: on which they leave.
    """

    def __init__(self, rules: Rules, treatment: Callable[[str, str | None], Treatment], day: date) -> None:
        self.hidden: set[str] = set()  # ids of small counts, which no row may name
        self._rules, self._day, self._treatment = rules, day, treatment
        self._treated: dict[tuple[str, str | None], Treatment] = {}
        self._codes: dict[tuple[str | None, ...], int] = {}
        self._scopes: list[tuple[str | None, ...]] = []
        self._ends: dict[str, int] = {}
        self._differing: dict[tuple[int, int], int] = {}
        self._cells, self._values, self._scope = array("q"), array("d"), array("i")
        self._entries, self._positions, self._families = array("q"), array("h"), array("b")
        self._wholes, self._parts, self._apart = array("i"), array("i"), array("i")
        self._runs, self._run_rows, self._run_ends = array("q"), array("i"), array("i")
        self._now = _Document()
        self._placed: list[str] = []
        self._waiting: set[str] = set()
        self._shares: set[str] = set()
        self._unsaid: Spans = {}

    def add(self, entry: int, position: int, figure: WrittenFigure) -> None:
        """One claim, as told; those of one document come together.

        Args:
            entry, position: of the reading in the log, and of the figure in it.
        """
        if figure.document != self._now.name:
            self._finish_document(figure.document)
        value, high, unit = figure.value, figure.value_high, figure.unit
        treated = self._treatment_of(figure)
        silent = treated.days > 0 and self._late(figure, treated.days)
        if unit in self._rules.small.units and value is not None:
            self._count(entry, position, figure, value, None if treated.coarse else figure.place)
            if value < self._rules.small.cover + 1 and withheld(value, unit, self._rules.small):
                self.hidden.add(figure.id)
                silent = True
            elif high is not None:
                silent = silent or withheld(high, unit, self._rules.small)
        elif unit == Unit.PERCENT and figure.part_of is not None and value is not None:
            self._now.shares.append(figure)
        if silent:
            self._unsay(figure)

    def held(self, kept: Kept) -> tuple[Held, Spans]:
        """What may leave, and where in their documents numbers stand that may not be told."""
        self._finish_document("")
        held = Held(
            dict.fromkeys(self._placed, Mark.COARSE),
            places=dict.fromkeys(self._placed),
            waiting=frozenset(self._waiting),
        )
        if not self._values:
            return held, self._unsaid
        sums = sums_of(
            cells=np.frombuffer(self._cells, np.int64), values=np.frombuffer(self._values, np.float64),
            parts=(self._wholes, self._parts, self._apart),
            runs=(self._runs, self._run_rows, self._ranked_ends()), rule=self._rules.small,
        )  # fmt: skip
        pattern, cells = self._pattern(sums, kept)
        covered = self._covered(sums, [cells[name] for name in pattern.cover if name in cells], kept)
        marks = {**held.claims, **covered, **dict.fromkeys(self._shares, Mark.COVER)}
        return replace(held, claims=marks, exposed=len(pattern.exposed)), self._unsaid

    def _treatment_of(self, figure: WrittenFigure) -> Treatment:
        where = figure.measure, figure.place
        told = self._treated.get(where)
        if told is None:
            told = self._treated[where] = self._treatment(*where)
        if told.coarse:
            self._placed.append(figure.id)
        return told

    def _late(self, figure: WrittenFigure, days: int) -> bool:
        ends = figure.period_end or figure.said
        if not ends or min(PartialDate(ends).last, self._day) + timedelta(days=days) <= self._day:
            return False
        self._waiting.add(figure.id)
        return True

    def _count(
        self, entry: int, position: int, figure: WrittenFigure, value: float, place: str | None
    ) -> None:
        row, start, end, unit = len(self._values), figure.period_start, figure.period_end, figure.unit
        scope = (
            figure.measure, figure.status, figure.sex_age, figure.nationality, figure.country, place,
            figure.phase, figure.manner,
        )  # fmt: skip
        code = self._codes.get(scope)
        if code is None:
            code = self._codes[scope] = len(self._scopes)
            self._scopes.append(scope)
        self._cells.append(hash((code, unit, figure.projected, start, end, value)))
        self._values.append(value)
        self._scope.append(code)
        self._families.append(unit == Unit.FAMILIES)
        self._entries.append(entry)
        self._positions.append(position)
        self._now.rows[figure.start] = row
        if figure.part_of is not None:
            self._now.parts.append((row, figure.part_of))
        if start and end and figure.precision == Precision.EXACT and not figure.projected:
            self._runs.append(hash((unit, figure.party or figure.source, start, code)))
            self._run_rows.append(row)
            self._run_ends.append(self._ends.setdefault(end, len(self._ends)))

    def _unsay(self, figure: WrittenFigure) -> None:
        if figure.start is not None and figure.end is not None:
            self._unsaid.setdefault(figure.document, []).append((figure.start, figure.end))

    def _finish_document(self, following: str) -> None:
        """Its parts and shares, now that all its totals are known."""
        now, self._now = self._now, _Document(following)
        for row, begins in now.parts:
            whole = now.rows.get(begins)
            if whole is not None and whole != row and self._families[whole] == self._families[row]:
                self._wholes.append(whole)
                self._parts.append(row)
                self._apart.append(self._how_apart(self._scope[whole], self._scope[row]))
        for share in now.shares:
            whole = now.rows.get(share.part_of)
            if whole is not None and share.value is not None:
                unit = Unit.FAMILIES if self._families[whole] else Unit.INDIVIDUALS
                if withheld(share.value / FULL * self._values[whole], unit, self._rules.small):
                    self._shares.add(share.id)
                    self._unsay(share)

    def _how_apart(self, one: int, other: int) -> int:
        """The fields in which two scopes differ, as bits."""
        bits = self._differing.get((one, other))
        if bits is None:
            both = zip(self._scopes[one], self._scopes[other], strict=True)
            bits = sum(1 << at for at, (ours, theirs) in enumerate(both) if ours != theirs)
            self._differing[one, other] = bits
        return bits

    def _ranked_ends(self) -> NDArray[np.int64]:
        """The ends of running totals by rank instead of by first appearance."""
        rank = np.empty(len(self._ends), np.int64)
        rank[[self._ends[text] for text in sorted(self._ends)]] = np.arange(len(self._ends))
        return np.asarray(rank[np.frombuffer(self._run_ends, np.int32)]) if self._run_ends else rank

    def _pattern(self, sums: CellSums, kept: Kept) -> tuple[Pattern, dict[str, int]]:
        """Which cells near small counts are withheld, and the number of each by its name."""
        inner = sums.near_small(self._rules.small)
        while True:
            near = sums.around(inner, AROUND)
            names = self._names(sums, np.flatnonzero(near).tolist(), kept)
            pattern = protect(sums.table(names, self._rules), self._rules.small)
            cells = {name: cell for cell, name in names.items()}
            hidden = np.zeros_like(near)
            hidden[[cells[name] for name in pattern.hidden if name in cells]] = True
            if not (sums.around(hidden, 1) & ~near).any():
                return pattern, cells
            inner |= hidden

    def _names(self, sums: CellSums, cells: list[int], kept: Kept) -> dict[int, str]:
        """The name of each cell, from one of the claims that print it."""
        rows = [int(sums.first[cell]) for cell in cells]
        found = self._read(rows, kept)
        return {cell: name_of(found[row]) for cell, row in zip(cells, rows, strict=True)}

    def _covered(self, sums: CellSums, cells: list[int], kept: Kept) -> dict[str, Mark]:
        """The marks of all claims that print these cells."""
        found = self._read(np.flatnonzero(np.isin(sums.cell, cells)).tolist(), kept).values()
        for figure in found:
            self._unsay(figure)
        return {figure.id: Mark.COVER for figure in found}

    def _read(self, rows: list[int], kept: Kept) -> dict[int, WrittenFigure]:
        """The claims of some rows, without the places that may not be told."""
        wanted = {(self._entries[row], self._positions[row]): row for row in rows}
        found, before, position = dict[int, WrittenFigure](), -1, 0
        for entry, figure in kept(sorted({entry for entry, _ in wanted})):
            position = position + 1 if entry == before else 0
            before = entry
            if (entry, position) in wanted:
                coarse = self._treated[figure.measure, figure.place].coarse
                told = msgspec.structs.replace(figure, place=None) if coarse else figure
                found[wanted[entry, position]] = told
        return found
