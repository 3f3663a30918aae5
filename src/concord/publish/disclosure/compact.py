"""The cells of millions of claims in some bytes each, of which only those near a small count are looked at.

The same rules as ``figures`` and ``protect``, for claims without an account, in one pass. A claim is kept as
the digest of its cell, its value and where the ledger has it; sums are pairs of numbers. A sum matters
where one of its terms is small, or what its parts leave over; what is withheld then is found among the
sums around it, and if that reaches the rim of what was looked at, the circle is drawn wider.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress, count, groupby, islice
from operator import attrgetter

import msgspec
import numpy as np
from numpy.typing import NDArray

from concord.evidence import PartialDate, Precision, Unit
from concord.evidence.written import WrittenFigure
from concord.publish.disclosure.cell_sums import CellSums, sums_of
from concord.publish.disclosure.cells import Pattern
from concord.publish.disclosure.figures import FULL, SCOPE, name_of
from concord.publish.disclosure.hold import Held, Mark
from concord.publish.disclosure.protect import protect
from concord.publish.disclosure.rules import Rules
from concord.publish.disclosure.small import withheld

__all__ = ["Gathered", "Kept", "Treatment"]

_Scope = tuple[str | None, ...]
_scope_of, _start_of = attrgetter(*SCOPE), attrgetter("start")
_count_of = attrgetter("unit", "projected", "period_start", "period_end", "value")
_EXACT = Precision.EXACT.value
MEASURE, PLACE = SCOPE.index("measure"), SCOPE.index("place")
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


class Gathered:
    """Claims as they come, then what of them may leave.

    Args:
        treatment: of a measure and a place, as written.
        day: on which they leave.
    """

    def __init__(self, rules: Rules, treatment: Callable[[str, str | None], Treatment], day: date) -> None:
        self.hidden: set[str] = set()  # ids of small counts, which no row may name
        self._rules, self._day, self._treatment = rules, day, treatment
        self._codes: dict[_Scope, int] = {}
        self._scopes: list[_Scope] = []  # by code
        self._told: list[int] = []  # by code, the code of the scope that may be told
        self._treated: dict[int, Treatment] = {}  # of scopes of which a rule asks anything, by code
        self._ends: dict[str | None, int] = {}
        self._differing: dict[tuple[int, int], int] = {}
        self._cells, self._values, self._scope = array("q"), array("d"), array("i")
        self._entries, self._positions, self._families = array("q"), array("h"), array("b")
        self._wholes, self._parts, self._apart = array("i"), array("i"), array("i")
        self._runs, self._run_rows, self._run_ends = array("q"), array("i"), array("i")
        self._placed: list[str] = []
        self._waiting: set[str] = set()
        self._shares: set[str] = set()
        self._unsaid: Spans = {}

    def add(self, entries: Sequence[int], figures: Sequence[WrittenFigure]) -> None:
        """The claims of whole readings, as told, each with the entry of its reading in the log."""
        codes = self._coded(figures)
        for at in [at for at, code in enumerate(codes) if code in self._treated]:
            self._treat(figures[at], self._treated[codes[at]])
        positions = [place for _, reading in groupby(entries) for place, _ in enumerate(reading)]
        counted = [one.unit in self._rules.small.units for one in figures]
        rows = dict(zip(compress(zip(entries, map(_start_of, figures), strict=True), counted),
                        count(len(self._values))))  # fmt: skip
        self._entries.extend(compress(entries, counted))
        self._positions.extend(compress(positions, counted))
        self._count(list(compress(figures, counted)), [self._told[code] for code in compress(codes, counted)])
        for entry, one in zip(entries, figures, strict=True):
            if one.part_of is not None and (whole := rows.get((entry, one.part_of))) is not None:
                self._part(one, whole, rows.get((entry, one.start)))

    def _coded(self, figures: Sequence[WrittenFigure]) -> list[int]:
        """The code of each scope; new ones are held against the rules."""
        number = self._codes.setdefault
        codes = [number(scope, len(self._codes)) for scope in map(_scope_of, figures)]
        for scope in list(islice(self._codes, len(self._scopes), None)):
            code, treated = self._codes[scope], self._treatment(scope[MEASURE] or "", scope[PLACE])
            self._scopes.append(scope)
            self._told.append(code)
            if treated.coarse:
                self._told[code] = self._bare(scope)
            if treated.coarse or treated.days:
                self._treated[code] = treated
        for scope in list(islice(self._codes, len(self._scopes), None)):  # those told for no place
            self._scopes.append(scope)
            self._told.append(self._codes[scope])
        return codes

    def _bare(self, scope: _Scope) -> int:
        """The code of a scope without its place."""
        return self._codes.setdefault((*scope[:PLACE], None, *scope[PLACE + 1 :]), len(self._codes))

    def _treat(self, figure: WrittenFigure, treated: Treatment) -> None:
        if treated.coarse:
            self._placed.append(figure.id)
        ends = figure.period_end or figure.said
        if treated.days and ends:
            last = min(PartialDate(ends).last, self._day)
            if last + timedelta(days=treated.days) > self._day:
                self._waiting.add(figure.id)
                self._unsay(figure)

    def _count(self, figures: Sequence[WrittenFigure], codes: Sequence[int]) -> None:
        """Their cells, running totals and small counts."""
        begin, small = len(self._values), self._rules.small
        values = [one.value or 0 for one in figures]
        self._cells.extend(map(hash, zip(codes, map(_count_of, figures), strict=True)))
        self._values.extend(values)
        self._scope.extend(codes)
        self._families.extend(one.unit == Unit.FAMILIES for one in figures)
        for at, one in enumerate(figures):
            if one.period_start and one.period_end and one.precision == _EXACT and not one.projected:
                self._runs.append(hash((one.unit, one.party or one.source, one.period_start, codes[at])))
                self._run_rows.append(begin + at)
                self._run_ends.append(self._ends.setdefault(one.period_end, len(self._ends)))
        for one, value in zip(figures, values, strict=True):
            if value < small.cover + 1 and withheld(value, one.unit, small):
                self.hidden.add(one.id)
                self._unsay(one)
            elif one.value_high is not None and withheld(one.value_high, one.unit, small):
                self._unsay(one)

    def _part(self, figure: WrittenFigure, whole: int, row: int | None) -> None:
        """A part of a count in the same unit, or a share of it, which has no row."""
        families = self._families[whole]
        if row is None and figure.unit == Unit.PERCENT and figure.value is not None:
            unit = Unit.FAMILIES if families else Unit.INDIVIDUALS
            if withheld(figure.value / FULL * self._values[whole], unit, self._rules.small):
                self._shares.add(figure.id)
                self._unsay(figure)
        elif row not in (None, whole) and self._families[row] == families:
            self._wholes.append(whole)
            self._parts.append(row)
            self._apart.append(self._how_apart(self._scope[whole], self._scope[row]))

    def held(self, kept: Kept) -> tuple[Held, Spans]:
        """What may leave, and where in their documents numbers stand that may not be told."""
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

    def _unsay(self, figure: WrittenFigure) -> None:
        if figure.start is not None and figure.end is not None:
            self._unsaid.setdefault(figure.document, []).append((figure.start, figure.end))

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
        rank[[self._ends[text] for text in sorted(self._ends, key=str)]] = np.arange(len(self._ends))
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
                treated = self._treated.get(self._codes[_scope_of(figure)])
                bare = treated is not None and treated.coarse
                told = msgspec.structs.replace(figure, place=None) if bare else figure
                found[wanted[entry, position]] = told
        return found
