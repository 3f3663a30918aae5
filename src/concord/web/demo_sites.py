"""Three sites for the demo with ninety days each: a course that could be, and that nobody measured.

Numbers are worked out from a fixed start, so that the demo looks the same everywhere; the days end yesterday.
"""

import math
import random
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from concord.sites import Site, SiteDay, SiteKind, day_row
from concord.web.models import Seat, SiteEntry, SiteRow

__all__ = ["fill_sites"]

DAYS = 90
ROOT = uuid.UUID("5a0f0c0e-0000-4000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Course:
    """A site of the example: how many people come and when, what breaks, and what the site says of it."""

    site: Site
    user: str
    usual: int
    peak: int
    capacity: int
    covered: float
    per_head: float  # litres of water a person on a usual day
    taps: int
    toilets: tuple[int, int]
    stay: float
    broken: tuple[int, int]  # from which day to which the pump or tanker fails
    reason: str


COURSES = (
    Course(
        Site(name="Hajj Complex", kind=SiteKind.TRANSIT, party="gov-pk", place="hajj-complex", cold=True),
        "manager", 310, 640, 600, 2_760.0, 19.0, 8, (16, 6), 3.0, (55, 62),
        "The water tanker came every second day only.",
    ),
    Course(
        Site(name="Landi Kotal holding camp", kind=SiteKind.TRANSIT, party="gov-pk", place="landi-kotal",
             settlement_area=52_000.0),
        "manager", 900, 2_350, 1_500, 5_600.0, 16.5, 9, (36, 24), 2.0, (66, 90),
        "Buses wait for the crossing to open; more tents are on their way.",
    ),
    Course(
        Site(name="Omari camp", kind=SiteKind.TRANSIT, party="iom", place="omari", settlement_area=160_000.0),
        "iom", 2_100, 5_200, 5_000, 15_500.0, 17.5, 30, (150, 50), 1.5, (40, 47),
        "One borehole of three was repaired that week.",
    ),
)  # fmt: skip


def fill_sites(at: datetime) -> None:
    """The sites of the example, once."""
    if SiteRow.objects.exists():
        return
    seats = {seat.user.username: seat for seat in Seat.objects.select_related("user")}
    for number, course in enumerate(COURSES):
        seat, last = seats[course.user], at.date() - timedelta(days=1)
        row = _row(course.site, seat, at)
        draw = random.Random(f"example site {number}")
        for index in range(DAYS):
            told = _day(course, index, last - timedelta(days=DAYS - 1 - index), draw)
            if told is not None:
                _entry(row, seat, told, at)


def _row(site: Site, seat: Seat, at: datetime) -> SiteRow:
    row = SiteRow(
        at=at,
        name=site.name,
        kind=site.kind.value,
        place=site.place,
        party=site.party,
        cold=site.cold,
        services_outside=site.services_outside,
        settlement_area=site.settlement_area,
        example=True,
        seat=seat,
    )
    row.save()
    return row


def _day(course: Course, index: int, day: date, draw: random.Random) -> SiteDay | None:
    if draw.random() < 0.03:  # now and then nobody counted
        return None
    wave = max(0.0, math.sin((index - 42) / 48 * math.pi)) if index > 42 else 0.0
    people = round(course.usual + (course.peak - course.usual) * wave + draw.gauss(0, course.usual * 0.05))
    failing = course.broken[0] <= index <= course.broken[1]
    water = (
        course.usual * 1.15 * course.per_head * (0.62 if failing else 1.0) + max(0, people - course.usual) * 9
    )
    women = round(people * draw.uniform(0.21, 0.25))
    girls, boys = round(people * draw.uniform(0.27, 0.3)), round(people * draw.uniform(0.28, 0.31))
    arrived = max(0, round(people / course.stay + draw.gauss(0, people * 0.04)))
    extra = 6 if index > 70 else 0
    return SiteDay(
        day=day,
        people=people,
        women=women,
        men=people - women - girls - boys,
        girls=girls,
        boys=boys,
        arrived=arrived,
        left=max(0, arrived - round(draw.gauss(0, people * 0.03))),
        capacity=course.capacity,
        covered_area=course.covered,
        water_litres=float(round(water, -2)),
        taps=course.taps,
        water_distance=180.0 if course.site.cold else 420.0,
        water_queue=float(round(12 + 26 * people / course.peak * (1.3 if failing else 1.0))),
        toilets_women=course.toilets[0] + extra,
        toilets_men=course.toilets[1],
        bathing=max(4, round(course.capacity / 55)),
        laundry=max(2, round(course.capacity / 120)),
        stay_days=round(course.stay + 3.4 * wave + draw.uniform(-0.3, 0.3), 1),
        services=6 if index > 30 else 5,
        reason=course.reason if failing and index % 3 == 0 else "",
    )


def _entry(row: SiteRow, seat: Seat, told: SiteDay, at: datetime) -> None:
    SiteEntry(
        at=at,
        site=row,
        day=told.day,
        values=day_row(told),
        key=str(uuid.uuid5(ROOT, f"{row.name} {told.day}")),
        way="demo",
        party=seat.party,
        seat=seat,
    ).save()
