"""A margin: the people and the period that an estimate is about.

A claim has a margin too, its scope with the base date filled in; so has every rest
that is known only by difference. Figures of two margins are never rivals.
"""

from dataclasses import dataclass, replace
from datetime import date

from concord.evidence import Kind, content_id

__all__ = ["Margin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """People told apart by measure, manner, status, place and phase, in one period.

    Attributes:
        measure, kind, nationality, country: as in a figure.
        manner, status, phase: None for all of them together.
        places: codes, or words where the place is unknown; empty for the whole country.
        start, end: first and last day of a flow; a stock has only an end, its as-of date.
        counted_by: the party whose own definition of the measure is meant; it nests in nobody else's.
        undated: the document whose own moment ends the period, where no day is known.
        besides: what is taken out of it, as pairs of field and code.
    """

    measure: str
    kind: Kind
    nationality: str | None = None
    country: str | None = None
    manner: str | None = None
    status: str | None = None
    places: tuple[str, ...] = ()
    phase: str | None = None
    start: date | None = None
    end: date | None = None
    counted_by: str | None = None
    undated: str | None = None
    besides: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Content id, by which an estimate is asked for."""
        return content_id(self)

    def without(self, field: str, codes: tuple[str, ...]) -> "Margin":
        """This margin less the people of some codes of one field."""
        return replace(self, besides=(*self.besides, *((field, code) for code in codes)))

    def __str__(self) -> str:
        by = self.counted_by and f"as {self.counted_by} counts"
        who = [
            self.measure,
            by,
            self.manner,
            self.status and f"status {self.status}",
            *self.places,
            self.phase,
        ]
        since = f"{self.start or ''} to " if self.kind is Kind.FLOW else ""
        less = [f"without {field} {code}" for field, code in self.besides]
        when = f"{since}{self.end or 'an untold day'}"
        return ", ".join(filter(None, [*who, *less, self.country, when]))
