"""The cells of a row that limit its figures, as the fields of a figure with the words that decided them.

A cell that cannot be understood sets its row aside: leaving the field empty would widen the
claim to everybody. A filled nationality that has no code is ``XXX``, unspecified as on travel
documents (ICAO 9303), because no nationality would be taken for the situation's people.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from concord.evidence import PartialDate, Precision
from concord.shapes.columns import Column, Columns, Role, Voice
from concord.shapes.limits import (
    ALL,
    AREAS,
    BOUNDS,
    MANNERS,
    PHASES,
    RUNNING,
    STATUSES,
    UNITS,
    NotUnderstood,
    Scope,
    known_word,
)
from concord.shapes.sex_age import group_of_codes
from concord.shapes.table import Cell
from concord.shapes.times import days_of, moment
from concord.situation import Situation

__all__ = ["Reader"]

UNSPECIFIED = "XXX"
_ISO3 = re.compile(r"[A-Z]{3}")
_LEVEL_NOTE = re.compile(r"\s*\[[^\]]*\]$")  # Badghes [Admin 1]


@dataclass(frozen=True, slots=True)
class Reader:
    """Row to scope, for one table."""

    columns: Columns
    situation: Situation
    voice: Voice
    mid_year: int | None = None
    parties: dict[str, str | None] = field(default_factory=dict)

    def scope(self, row: Mapping[str, Cell]) -> Scope:
        """What the row's cells say.

        Raises:
            NotUnderstood: a filled cell is not in the vocabulary.
        """
        scope = Scope(source=self.voice.source, party=self.voice.party)
        for role, told in _READ.items():
            for name, column, cell in self._filled(row, role):
                try:
                    told(self, scope, column, cell)
                except NotUnderstood:
                    raise
                except ValueError as error:
                    raise NotUnderstood(f"{role.value} {cell.text!r} under {name!r}: {error}") from None
        self._sex_and_age(row, scope)
        if scope.cumulative and "period_start" not in scope.words and scope.start == scope.end:
            scope.start = None  # a total so far has its day, and a beginning that is not told
        if any(column.role is Role.NATIONALITY for column in self.columns.values()):
            scope.nationality = scope.nationality or UNSPECIFIED
        return scope

    def _filled(self, row: Mapping[str, Cell], role: Role) -> Iterator[tuple[str, Column, Cell]]:
        ordered = sorted(self.columns.items(), key=lambda item: item[1].level)
        for name, column in ordered:
            if column.role is role and name in row and row[name].text.lower() not in ALL:
                yield name, column, row[name]

    def _sex_and_age(self, row: Mapping[str, Cell], scope: Scope) -> None:
        cells = {role: [c for _, _, c in self._filled(row, role)] for role in (Role.SEX, Role.AGE)}
        told = {role: found[0] for role, found in cells.items() if found}
        if not told:
            return
        sex, age = (told[role].text if role in told else "" for role in (Role.SEX, Role.AGE))
        try:
            scope.sex_age = group_of_codes(sex, age)
        except ValueError as error:
            raise NotUnderstood(str(error)) from None
        if scope.sex_age is not None:
            scope.words["sex_age"] = told.get(Role.AGE) or told[Role.SEX]

    def nationality(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Whose people: a code, a country's name, or unspecified."""
        code = self._country(column, cell.text)
        scope.nationality, scope.words["nationality"] = code or UNSPECIFIED, cell

    def country(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Where they are, or what they left."""
        code = self._country(column, cell.text)
        if code is None:
            raise NotUnderstood(f"country {cell.text!r} has no code")
        scope.country, scope.words["country"] = code, cell

    def _country(self, column: Column, words: str) -> str | None:
        if column.codes:
            return column.codes.get(words)
        if _ISO3.fullmatch(words.upper()):
            return words.upper()
        place = self.situation.place_named(words)
        return place.code if place is not None and place.kind == "country" else None

    def place_code(self, scope: Scope, column: Column, cell: Cell) -> None:
        """A p-code, told by the situation's own name for it; a code it does not know stays a code."""
        known = self.situation.place(cell.text)
        if known is not None and known.kind == "country":
            return
        sure = known is not None and self.situation.place_named(known.name) == known
        scope.place, scope.words["place"] = known.name if known and sure else cell.text, cell

    def place_name(self, scope: Scope, column: Column, cell: Cell) -> None:
        """A place by its name, as written but for a note of its level; a code at its level goes before."""
        before = scope.words.get("place")
        if before is None or self.situation.place(before.text) is None:
            scope.place, scope.words["place"] = _LEVEL_NOTE.sub("", cell.text), cell

    def area_kind(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Urban or rural: only a part of the place."""
        scope.place = AREAS[known_word(cell.text.lower(), AREAS)].format(scope.place or "areas")
        scope.words.setdefault("place", cell)

    def year(self, scope: Scope, column: Column, cell: Cell) -> None:
        """A year, or its first half where the edition has no more of it."""
        half = self.mid_year is not None and cell.text == str(self.mid_year)
        scope.start = PartialDate(f"{cell.text}-01-01" if half else cell.text)
        scope.end = PartialDate(f"{cell.text}-06-30" if half else cell.text)
        scope.words["period_end"] = cell

    def period(self, scope: Scope, column: Column, cell: Cell) -> None:
        """A period in one cell."""
        start, scope.end = days_of(cell.text)
        scope.start = scope.start or start
        scope.words["period_end"] = cell

    def starts(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The first day."""
        scope.start, scope.words["period_start"] = moment(cell.text), cell

    def ends(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The last day, or the day of a count."""
        scope.end, scope.words["period_end"] = moment(cell.text), cell

    def was_said(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The day of the claim."""
        scope.said, scope.words["said"] = moment(cell.text), cell

    def group(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The code of what is counted."""
        scope.group, scope.words["measure"] = column.codes.get(cell.text, cell.text), cell

    def running(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Stock, flow or cumulative."""
        word = column.codes.get(cell.text, cell.text).lower()
        scope.kind, scope.cumulative = RUNNING[known_word(word, RUNNING)]
        scope.words["kind"] = cell

    def status(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The legal status."""
        code = STATUSES.get(cell.text.upper(), cell.text.lower())
        if self.situation.status(code) is None:
            raise NotUnderstood(f"unknown legal status {cell.text!r}")
        scope.status, scope.words["status"] = code, cell

    def manner(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Voluntary, facilitated or forced."""
        word = known_word(cell.text.lower(), MANNERS)
        scope.manner, scope.words["manner"] = word, cell

    def phase(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The phase of the campaign."""
        code = PHASES.get(cell.text.upper(), cell.text.lower())
        if code != "all" and self.situation.phase(code) is None:
            raise NotUnderstood(f"unknown phase {cell.text!r}")
        scope.phase, scope.words["phase"] = code, cell

    def source(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Who says so; of several the first that is a party."""
        if cell.text not in self.parties:
            self.parties[cell.text] = self._party(cell.text)
        scope.source, scope.party = cell.text, self.parties[cell.text]
        scope.words["source"] = cell

    def _party(self, words: str) -> str | None:
        code = words.lower().replace("_", "-")
        if self.situation.party(code) is not None:
            return code
        return next(iter(self.situation.parties_in(words)), None)

    def unit(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Persons, households or per cent."""
        scope.unit, scope.words["unit"] = UNITS[known_word(cell.text.lower(), UNITS)], cell

    def bound(self, scope: Scope, column: Column, cell: Cell) -> None:
        """Exact, about, at least, at most."""
        scope.precision, scope.words["precision"] = BOUNDS[known_word(cell.text.lower(), BOUNDS)], cell

    def observed(self, scope: Scope, column: Column, cell: Cell) -> None:
        """The status of an SDMX observation: an estimate is no exact count."""
        if cell.text.upper() in ("E", "I") and scope.precision is Precision.EXACT:
            scope.precision, scope.words["precision"] = Precision.ABOUT, cell


_READ: dict[Role, Callable[[Reader, Scope, Column, Cell], None]] = {
    Role.NATIONALITY: Reader.nationality,
    Role.COUNTRY: Reader.country,
    Role.PLACE_CODE: Reader.place_code,
    Role.PLACE_NAME: Reader.place_name,
    Role.AREA_KIND: Reader.area_kind,
    Role.YEAR: Reader.year,
    Role.PERIOD: Reader.period,
    Role.START: Reader.starts,
    Role.END: Reader.ends,
    Role.AS_OF: Reader.ends,
    Role.SAID: Reader.was_said,
    Role.GROUP: Reader.group,
    Role.RUNNING: Reader.running,
    Role.STATUS: Reader.status,
    Role.MANNER: Reader.manner,
    Role.PHASE: Reader.phase,
    Role.SOURCE: Reader.source,
    Role.UNIT: Reader.unit,
    Role.BOUND: Reader.bound,
    Role.OBSERVED: Reader.observed,
}
