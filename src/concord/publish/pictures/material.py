"""What pictures are made of: claims that may be printed, with the codes that a picture sorts them by."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concord.accounts import Account
from concord.evidence import Figure, Kind, Unit
from concord.publish.balances import Course
from concord.publish.briefing import Briefing, DeadlineNote
from concord.publish.disclosure import withheld
from concord.publish.pictures.weeks import Week
from concord.publish.scopes import figure_scope
from concord.publish.words import UNTOLD, party_name
from concord.situation import Situation

__all__ = ["STATUS_UNTOLD", "Material", "Move", "material_of"]

STATUS_UNTOLD = "status not told"
NEUTRAL = 6  # the place of black in the palette: nobody's colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One claim as a picture sees it: persons, with codes of measure, status, place and phase.

    ``what`` is its scope and ``party`` the name of its party, both in English words;
    ``running`` where its words say that it runs from a base date.
    """

    claim: str
    value: float
    measure: str
    kind: Kind
    status: str | None
    place: str | None
    phase: str | None
    party: str
    start: date | None
    end: date | None
    what: str
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that pictures are drawn from, already held to the disclosure rules.

    Attributes:
        measure: the one asked for; None for what each picture usually shows.
        weeks: estimates week by week of that measure, or of returns; none where too little is
            claimed for any, None where nobody worked them out.
    """

    moves: tuple[Move, ...]
    courses: tuple[Course, ...]
    deadlines: tuple[DeadlineNote, ...]
    account: Account
    situation: Situation
    as_of: date
    measure: str | None = None
    weeks: tuple[Week, ...] | None = None

    def flows(self, *usual: str) -> list[Move]:
        """Movements of the measure asked for, else of those that the picture usually shows."""
        measures = (self.measure,) if self.measure else usual
        return [move for move in self.moves if move.kind is Kind.FLOW and move.measure in measures]

    @property
    def statuses(self) -> list[str]:
        """Labels of the legal statuses in the order of the situation, by which they get colours."""
        labels = [status.label for status in self.situation.statuses]
        return [*labels[:NEUTRAL], STATUS_UNTOLD, *labels[NEUTRAL:]]

    @property
    def parties(self) -> list[str]:
        """Names of the parties in the order of the situation."""
        return [party.label for party in self.situation.parties]


def material_of(
    figures: Iterable[Figure],
    account: Account,
    briefing: Briefing,
    situation: Situation,
    *,
    measure: str | None = None,
    weeks: Iterable[Week] | None = None,
) -> Material:
    """The material of a briefing; plans, families and withheld counts take no part."""
    told = sorted(filter(lambda figure: _shown(figure, situation), figures), key=lambda f: f.id)
    return Material(
        moves=tuple(_move(figure, situation) for figure in told),
        courses=briefing.courses,
        deadlines=briefing.deadlines,
        account=account,
        situation=situation,
        as_of=briefing.as_of,
        measure=measure,
        weeks=None if weeks is None else tuple(weeks),
    )


def _shown(figure: Figure, situation: Situation) -> bool:
    national = figure.country in (None, situation.host)
    people = figure.unit is Unit.INDIVIDUALS and not withheld(figure.value, figure.unit)
    return national and people and not figure.projected


def _move(figure: Figure, situation: Situation) -> Move:
    place = situation.place_named(figure.place) if figure.place else None
    measure = situation.measure(figure.measure)
    usual = Kind(measure.kind) if measure and measure.kind else Kind.FLOW
    return Move(
        claim=figure.id,
        value=figure.value,
        measure=figure.measure,
        kind=figure.kind or usual,
        status=figure.status,
        place=place.code if place else None,
        phase=figure.phase,
        party=party_name(figure.party, situation) if figure.party else UNTOLD,
        start=figure.period_start.first if figure.period_start else None,
        end=figure.period_end.last if figure.period_end else None,
        what=figure_scope(figure if place is None else replace(figure, place=place.name), situation),
        running=figure.cumulative is True,
    )
