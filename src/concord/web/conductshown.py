"""What of a report of conduct somebody may see: all of it, its coarse and late form, or nothing yet.

The rules are those of disclosure: a report is about a province or crossing and a month, others see the
province, and not before so many days after the month's end. Its words stay with the party that wrote them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concord.committee.conduct import ConductKind, ConductState, table_of
from concord.evidence import Unit
from concord.publish.disclosure import rules_of, withheld
from concord.publish.disclosure.coarse import delayed_until, wider
from concord.situation import Place
from concord.web.ledgers import now, situation
from concord.web.models import ConductReport

__all__ = ["Row", "Shown", "places_of_reports", "public_rows", "rows", "seen_by", "visible_from"]

RULED_LIKE = "arrested"  # the measure whose rules of disclosure hold for every kind of conduct


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as one party sees it; ``own`` with its words, and at its own place."""

    row: ConductReport
    place: Place | None
    state: ConductState
    count: int | None
    small: bool
    own: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the public table: reports and the people they speak of, None where nothing may be told.

    ``small``: some report of the line is of too few to tell, and its number is in no sum.
    """

    kind: ConductKind
    month: str
    reports: int
    people: int | None
    small: bool


def places_of_reports() -> list[Place]:
    """Where a report may be about: provinces of both countries and crossings, nothing finer."""
    return [place for place in situation().places if place.kind in ("province", "crossing")]


def visible_from(row: ConductReport) -> date:
    """The first day on which others than the reporting party see it."""
    place = situation().place(row.place)
    return delayed_until(rules_of().delayed, RULED_LIKE, [place], row.report.month.last)


def seen_by(party: str | None, found: Iterable[ConductReport], today: date) -> list[Shown]:
    """The reports that a party may see; nobody's party is None, and sees them as strangers do."""
    return [_shown(row, party) for row in found if row.party == party or visible_from(row) <= today]


def rows(found: Iterable[Shown]) -> list[Row]:
    """The public table by kind and month, the newest month first.

    A small number of a report is in no sum: two filters could not be subtracted to find it.
    """
    seen = list(found)
    counted = table_of((replace(one.row.report, count=one.count), one.state) for one in seen)
    small = {(one.row.report.kind, one.row.month) for one in seen if one.small}
    told = []
    for (kind, month), (number, people) in sorted(
        counted.items(), key=lambda item: (item[0][1], item[0][0]), reverse=True
    ):
        told.append(Row(kind, month, number, people or None, (kind, month) in small))
    return told


def public_rows() -> list[Row]:
    """The public table as strangers see it today."""
    found = ConductReport.objects.select_related("seat").prefetch_related("answers__seat")
    return rows(seen_by(None, found, now().date()))


def _shown(row: ConductReport, party: str | None) -> Shown:
    own = row.party == party
    place = situation().place(row.place)
    if not own and place is not None:
        country = "AFG" if row.authority == "gov-af" else "PAK"
        place = wider(place, country, "province", situation()) or place
    small = not own and row.count is not None and withheld(row.count, Unit.INDIVIDUALS)
    return Shown(row, place, row.state, None if small else row.count, small, own, row.words if own else "")
