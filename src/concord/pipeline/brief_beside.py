"""What stands beside the figures of a briefing, handed in: sites, conduct, days ahead, corrections.

The rows come as the rules of disclosure let strangers see them (``committee.site_view``,
``pipeline.conduct_rows``, ``pipeline.anticipate_expected``); here they only take the form that publishing
knows. Nothing is looked up, so that the same rows give the same briefing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date
from typing import Any

from concord.anticipate import NothingToGoOn
from concord.committee.site_view import SiteView
from concord.pipeline.anticipate_expected import Expected, briefing_rows, day_rows, expected
from concord.pipeline.check import Checked
from concord.pipeline.conduct_rows import ConductRow
from concord.publish.beside import ConductNote, CorrectionNote, ExpectedPeople, ReleaseMark, SiteStanding
from concord.publish.briefing import Briefing
from concord.publish.corrections import Correction
from concord.publish.corrections import corrections as register_of
from concord.publish.words import party_name
from concord.situation import Situation

__all__ = ["conduct_notes", "correction_notes", "expected_people", "site_standings", "with_beside"]

UNNAMED = "site not named"
KINDS = {
    "arrest": "arrests",
    "detention": "detention",
    "harassment": "harassment",
    "extortion": "extortion",
    "mistreatment": "mistreatment",
    "separation": "separation of families",
    "eviction": "eviction",
    "confiscation": "confiscation",
}
STATES = {
    "unanswered": "not answered yet",
    "denied": "denied by the authority",
    "acknowledged": "acknowledged by the authority",
    "explained": "explained by the authority",
    "promised": "follow-up promised",
    "followed_up": "followed up",
}


def with_beside(
    briefing: Briefing,
    checked: Checked,
    situation: Situation,
    *,
    sites: Iterable[SiteView] = (),
    conduct: Iterable[ConductRow] = (),
    ahead: int = 0,
    corrections: Iterable[Correction] = (),
    release: ReleaseMark | None = None,
    address: str = "",
) -> Briefing:
    """The briefing with what stands beside its figures.

    Args:
        sites: as strangers see them. conduct: the rows that may leave.
        ahead: how many days to look ahead, 0 for none; a ledger with too little for that gives none.
        corrections: the steps that may be told; ``by`` is the code of a party, or an office.
        release: the signed release that is told.
        address: where the record is served, so that every number links to its page.

    Raises:
        StepNotAllowed, AnotherFigure, MomentUnknown: the steps are no register.
    """
    return replace(
        briefing,
        sites=tuple(site_standings(sites)),
        conduct=conduct_notes(conduct),
        expected=_ahead(checked, situation, ahead, briefing.as_of) if ahead else (),
        corrections=correction_notes(corrections, checked, situation),
        release=release,
        address=address,
    )


def site_standings(views: Iterable[SiteView]) -> Iterator[SiteStanding]:
    """A row for each site and each standard that some day tells of."""
    for view in views:
        place = view.name or (view.place.name if view.place else UNNAMED)
        for one in view.standings:
            if one.latest is not None:
                yield SiteStanding(
                    site=str(view.number) if view.number else "",  # a page of its own, or none
                    place=place,
                    standard=one.standard.label,
                    unit=one.standard.unit,
                    comparison=one.standard.comparison,
                    threshold=_bound(
                        one.standard.comparison, one.standard.threshold, one.standard.threshold_high
                    ),
                    value=one.value,
                    day=one.latest,
                    broken_since=one.broken_since,
                    first_broken=one.first_broken,
                    trend=one.trend.value,
                )


def conduct_notes(rows: Iterable[ConductRow]) -> tuple[ConductNote, ...]:
    """The rows of reports in the words of the briefing, in their order."""
    return tuple(
        ConductNote(
            kind=KINDS[row.kind.value],
            month=row.month,
            reports=row.reports,
            people=row.people,
            withheld=row.withheld,
            answers=tuple((STATES[state.value], number) for state, number in row.states),
        )
        for row in rows
    )


def correction_notes(
    steps: Iterable[Correction], checked: Checked, situation: Situation
) -> tuple[CorrectionNote, ...]:
    """Where each correction stands, that of the newest step first; its figure as it is told now.

    Raises:
        StepNotAllowed, AnotherFigure, MomentUnknown: the steps are no register.
    """
    now = {view.id: view.figure.id for view in checked.views}
    told = sorted(
        register_of(steps).values(), key=lambda taken: (taken[-1].moment, taken[-1].id), reverse=True
    )
    return tuple(
        CorrectionNote(
            number=taken[-1].id,
            claim=now.get(taken[-1].claim, taken[-1].claim),
            state=taken[-1].state,
            since=taken[-1].moment.astimezone(UTC).date(),
            by=party_name(taken[-1].by, situation),
            wrong=taken[0].why,
        )
        for taken in told
    )


def expected_people(told: Expected) -> tuple[ExpectedPeople, ...]:
    """Sums over the days ahead for all and for each crossing, then each day for all."""
    sums = [row for row in briefing_rows(told) if row["status"] == "all"]
    days = [row for row in day_rows(told, back=0) if row["kind"] == "forecast"]
    ordered = sorted(
        sums, key=lambda row: (row["crossing"] != "all", -(row["persons"] or 0), row["crossing"])
    )
    return (*map(_sum, ordered), *map(_day, days))


def _ahead(checked: Checked, situation: Situation, days: int, as_of: date) -> tuple[ExpectedPeople, ...]:
    try:
        return expected_people(expected(checked.figures, checked.account, situation, days=days, as_of=as_of))
    except NothingToGoOn:
        return ()


def _bound(comparison: str, threshold: float, high: float | None) -> float:
    """A range is broken beyond its far end only (``concord.sites.checks.breaks``)."""
    return high if comparison == "<=" and high is not None else threshold


def _sum(row: Mapping[str, Any]) -> ExpectedPeople:
    start, end = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    return _people(row, start, end, row["crossing"])


def _day(row: Mapping[str, Any]) -> ExpectedPeople:
    day = date.fromisoformat(row["date"])
    return _people(row, day, day, "all")


def _people(row: Mapping[str, Any], start: date, end: date, where: str) -> ExpectedPeople:
    ends = {name: row[name] for name in ("low80", "high80", "low95", "high95")}
    return ExpectedPeople(start=start, end=end, where=where, people=row["persons"], **ends)
