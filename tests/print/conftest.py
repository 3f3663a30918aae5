"""The reports of the demo as a ledger, and the fullest briefing that they make, once for all tests here."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from concord.documents import find_documents
from concord.ledger import Ledger
from concord.pipeline.brief import brief, material
from concord.pipeline.check import check
from concord.pipeline.ingest import ingest
from concord.publish.beside import ConductNote, CorrectionNote, ExpectedPeople, SiteStanding
from concord.publish.briefing import Briefing
from concord.publish.corrections import CorrectionState
from concord.publish.pictures import Material
from concord.reading import Reader
from concord.situation import bundled

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
SITUATION = bundled("afghanistan-pakistan")
ADDRESS = "https://record.example.org/"
AT, FIRST = "2026-11-23T00:00:00+00:00", date(2026, 6, 27)
STANDARDS = (
    ("1", "Khyber Pakhtunkhwa", "Water", "litres per person per day", ">=", 15.0, 11.2),
    ("1", "Khyber Pakhtunkhwa", "People per toilet", "persons per toilet", "<=", 20.0, 34.0),
    ("2", "Balochistan", "Covered living space", "square metres per person", ">=", 3.5, 2.8),
    ("2", "Balochistan", "Queue for water", "minutes", "<", 30.0, None),
    ("3", "Punjab", "Toilets for women against men", "toilets per toilet", ">=", 3.0, 4.0),
)
ANSWERS = (("denied by the authority", 2), ("not answered yet", 1))


def _standing(number: int) -> SiteStanding:
    site, place, standard, unit, comparison, threshold, value = STANDARDS[number]
    since = None if value == 4.0 else date(2026, 9, 2) + timedelta(number)
    told = {"unit": unit, "comparison": comparison, "threshold": threshold, "value": value}
    when = {"day": date(2026, 11, 1), "broken_since": since, "first_broken": since}
    return SiteStanding(site=site, place=place, standard=standard, trend="worse", **told, **when)


def _conduct(number: int) -> ConductNote:
    kind = ("arrests", "extortion", "eviction", "separation of families")[number]
    people = 240 if number == 0 else None
    return ConductNote(
        kind=kind, month="2026-06", reports=number + 1, people=people, withheld=number == 1, answers=ANSWERS
    )


def _corrections(briefing: Briefing) -> tuple[CorrectionNote, ...]:
    """One in each state, and one of a figure that is told no more."""
    told = [claim.id for claim in briefing.claims if claim.value in (907_391, 120_000, 885_902)]
    figures = (*told[:3], "gone", told[0])
    states = (*CorrectionState, CorrectionState.REPORTED)
    return tuple(
        CorrectionNote(
            number=str(number), claim=claim, state=state, since=date(2026, 11, 20 - number), by="UNHCR",
            wrong="On the same day the same office gave 907,351: one of the two was misheard.",
        )
        for number, (claim, state) in enumerate(zip(figures, states, strict=True), 1)
    )  # fmt: skip


def _people(where: str, first: int, last: int, people: int) -> ExpectedPeople:
    start, end = FIRST + timedelta(first), FIRST + timedelta(last)
    ends = {"low80": people // 2, "high80": people * 2, "low95": people // 3, "high95": people * 3}
    return ExpectedPeople(start=start, end=end, where=where, people=people, **ends)


@pytest.fixture(scope="session")
def ledger_of_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with the reports of the demo."""
    path = tmp_path_factory.mktemp("brief") / "concord.db"
    with Ledger.open(path) as ledger:
        list(ingest(find_documents([REPORTS]), ledger, Reader(SITUATION), at=AT))
    return path


@pytest.fixture(scope="session")
def told(ledger_of_reports: Path) -> tuple[Briefing, Material]:
    """The briefing of the demo with every section filled, and what its pictures are drawn from."""
    with Ledger.open(ledger_of_reports) as ledger:
        checked = check(ledger, SITUATION)
    made = brief(checked, SITUATION, as_of=date(2026, 11, 23))
    crossings = ("all", "Torkham", "Chaman - Spin Boldak", "elsewhere")
    full = replace(
        made,
        sites=tuple(map(_standing, range(len(STANDARDS)))),
        conduct=tuple(map(_conduct, range(4))),
        expected=(
            *(_people(where, 0, 13, 90_000) for where in crossings),
            *(_people("all", n, n, 9_000 + n) for n in range(14)),
        ),
        corrections=_corrections(made),
        address=ADDRESS,
    )
    return full, material(checked, full, SITUATION)
