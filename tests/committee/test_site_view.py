"""Who sees what of a site: the own party all of it, everybody else coarser, later, and nothing small."""

from datetime import date, timedelta

import pytest

from concord.committee.site_view import seen_by_others, seen_by_own
from concord.publish.disclosure import rules_of
from concord.sites import Site, SiteDay, SiteKind
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
TODAY = date(2025, 5, 1)
SITE = Site(name="Hajj Complex", kind=SiteKind.TRANSIT, party="gov-pk", place="hajj-complex")


def told(*people: int) -> list[SiteDay]:
    """Days up to today."""
    first = TODAY - timedelta(days=len(people) - 1)
    return [
        SiteDay(
            day=first + timedelta(days=i),
            people=n,
            women=min(n, 3),
            arrived=2,
            bathing=1,
            reason="A pump broke.",
        )
        for i, n in enumerate(people)
    ]


def test_the_own_party_sees_everything() -> None:
    view = seen_by_own(1, SITE, told(*[100] * 20), SITUATION, TODAY)
    assert (view.name, view.latest.day if view.latest else None) == ("Hajj Complex", TODAY)
    assert view.days[0].women == 3


def test_others_see_the_province_and_no_name() -> None:
    view = seen_by_others(1, SITE, told(*[100] * 20), SITUATION, rules_of(), TODAY)
    assert view.name is None
    assert view.site.name == ""
    assert view.place is not None
    assert view.place.kind == "province"


def test_others_wait_until_the_delay_is_over_and_standards_know_no_later_day() -> None:
    days = told(*[40] * 13, *[400] * 7)  # the last seven days break what held before
    view = seen_by_others(1, SITE, days, SITUATION, rules_of(), TODAY)
    assert view.latest is not None
    assert view.latest.day == TODAY - timedelta(days=7)
    assert [one.standard.code for one in view.broken] == []
    assert "bathing" in {one.standard.code for one in seen_by_own(1, SITE, days, SITUATION, TODAY).broken}


@pytest.mark.parametrize("place", ["", "hajj-complex", "omari", "landi-kotal", "PK5", "no such place"])
def test_every_site_waits_and_is_coarse_wherever_it_lies(place: str) -> None:
    site = Site(name="Somewhere", kind=SiteKind.ACCOMMODATION, party="iom", place=place)
    view = seen_by_others(1, site, told(*[100] * 20), SITUATION, rules_of(), TODAY)
    assert view.until <= TODAY - timedelta(days=7)
    assert view.name is None
    assert view.place is None or view.place.kind in ("province", "country")


@pytest.mark.parametrize("people", range(1, 10))
def test_days_with_few_people_never_leave(people: int) -> None:
    view = seen_by_others(1, SITE, told(100, people, 100, *[100] * 7), SITUATION, rules_of(), TODAY)
    assert view.withheld == 1
    assert people not in {one.people for one in view.days}


def test_groups_arrivals_and_words_stay_with_the_party() -> None:
    view = seen_by_others(1, SITE, told(*[400] * 20), SITUATION, rules_of(), TODAY)
    rows = view.day_rows()
    assert {row[name] for row in rows for name in ("women", "men", "girls", "boys", "arrived", "left")} == {
        None
    }
    assert {row["reason"] for row in (*rows, *view.standard_rows())} == {""}
