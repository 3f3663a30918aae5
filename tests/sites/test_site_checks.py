"""Standards over the days of a site: judged day by day, told with trend, run and cause."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.sites import Site, SiteDay, SiteKind, Standing, Trend, Verdict, Why, standard_row, standings
from concord.situation import Standard, bundled

STANDARDS = bundled("afghanistan-pakistan").standards
FIRST = date(2025, 4, 1)
SITE = Site(name="A transit centre", kind=SiteKind.TRANSIT, party="iom", settlement_area=45_000.0)


def days(**series: list[Any]) -> list[SiteDay]:
    """A day for each value; None is a day on which that was not told."""
    length = max(map(len, series.values()))
    rows = [{name: values[i] for name, values in series.items()} for i in range(length)]
    return [SiteDay(day=FIRST + timedelta(days=i), **row) for i, row in enumerate(rows)]


def standing(code: str, told: list[SiteDay], site: Site = SITE) -> Standing:
    return next(one for one in standings(site, told, STANDARDS) if one.standard.code == code)


@pytest.mark.parametrize(
    ("code", "holds", "broken"),
    [  # the last value that holds, and the first that does not
        ("living-space", {"covered_area": 350.0}, {"covered_area": 349.9}),
        ("water", {"water_litres": 1_500.0}, {"water_litres": 1_499.0}),
        ("water-survival", {"water_litres": 750.0}, {"water_litres": 749.0}),
        ("water-distance", {"water_distance": 499.0}, {"water_distance": 500.0}),  # less than 500
        ("water-queue", {"water_queue": 29.0}, {"water_queue": 30.0}),  # less than 30
        ("toilets", {"toilets_women": 3, "toilets_men": 2}, {"toilets_women": 3, "toilets_men": 1}),
        ("toilets-first", {"toilets_shared": 2}, {"toilets_shared": 1}),
        ("toilets-for-women", {"toilets_women": 9, "toilets_men": 3}, {"toilets_women": 8, "toilets_men": 3}),
        ("bathing", {"bathing": 2}, {"bathing": 1}),
        ("laundry", {"laundry": 1}, {"laundry": 0}),
        ("transit-stay", {"stay_days": 5.0}, {"stay_days": 5.1}),  # two to five: broken beyond five
    ],
)
def test_a_standard_breaks_at_its_threshold(code: str, holds: dict[str, Any], broken: dict[str, Any]) -> None:
    for values, verdict in ((holds, Verdict.MET), (broken, Verdict.BROKEN)):
        assert standing(code, [SiteDay(day=FIRST, people=100, **values)]).verdict is verdict


@pytest.mark.parametrize(
    ("code", "field", "threshold"),
    [("tap", "taps", 250), ("handpump", "handpumps", 500), ("open-well", "wells", 400)],
)
def test_water_points_serve_so_many_and_a_kind_that_is_not_there_says_nothing(
    code: str, field: str, threshold: int
) -> None:
    for people, verdict in ((threshold, Verdict.MET), (threshold + 1, Verdict.BROKEN)):
        assert standing(code, [SiteDay(day=FIRST, people=people, **{field: 1})]).verdict is verdict  # type: ignore[arg-type]
    assert standing(code, [SiteDay(day=FIRST, people=900, **{field: 0})]).verdict is Verdict.UNKNOWN  # type: ignore[arg-type]


def test_every_standard_of_the_table_is_computed_for_some_site() -> None:
    told = SiteDay(
        day=FIRST, people=100, covered_area=400.0, water_litres=2_000.0, taps=1, handpumps=1, wells=1,
        water_distance=1.0, water_queue=1.0, toilets_women=9, toilets_men=3, bathing=4, laundry=2,
        stay_days=2.0, services=6,
    )  # fmt: skip
    sites = [
        SITE,
        Site(
            name="In town",
            kind=SiteKind.TRANSIT,
            party="iom",
            settlement_area=9.0,
            cold=True,
            services_outside=True,
        ),
    ]
    known = {
        one.standard.code
        for site in sites
        for one in standings(site, [told], STANDARDS)
        if one.verdict is not Verdict.UNKNOWN
    }
    assert known == {standard.code for standard in STANDARDS}


def test_first_broken_is_the_first_ever_and_broken_since_the_run_that_goes_on() -> None:
    told = days(people=[100] * 6, bathing=[2, 1, 2, 1, None, 1])
    found = standing("bathing", told)
    assert found.first_broken == FIRST + timedelta(days=1)
    assert found.broken_since == FIRST + timedelta(days=3)  # the day without a word does not end the run
    assert (found.days_broken, found.days_known) == (3, 5)


def test_a_standard_that_was_mended_keeps_the_day_on_which_it_first_broke() -> None:
    found = standing("bathing", days(people=[100] * 3, bathing=[2, 1, 2]))
    assert (found.verdict, found.broken_since) == (Verdict.MET, None)
    assert found.first_broken == FIRST + timedelta(days=1)
    assert found.why is Why.NONE


def test_unknown_is_not_zero() -> None:
    assert standing("toilets", [SiteDay(day=FIRST, people=100)]).verdict is Verdict.UNKNOWN
    none = standing("toilets", [SiteDay(day=FIRST, people=100, toilets_women=0, toilets_men=0)])
    assert (none.verdict, none.value) == (Verdict.BROKEN, None)


def test_toilets_of_one_sex_only_do_not_make_a_total() -> None:
    assert standing("toilets", [SiteDay(day=FIRST, people=100, toilets_women=2)]).verdict is Verdict.UNKNOWN


def test_nobody_on_the_site_breaks_nothing() -> None:
    empty = SiteDay(day=FIRST, people=0, covered_area=0.0, water_litres=0.0, toilets_shared=0, bathing=3)
    assert {one.verdict for one in standings(SITE, [empty], STANDARDS)} <= {Verdict.UNKNOWN, Verdict.MET}


@pytest.mark.parametrize(
    ("people", "bathing", "why"),
    [
        ([100, 120], [2, 2], Why.MORE_PEOPLE),
        ([100, 100], [2, 1], Why.LESS_SUPPLY),
        ([100, 120], [2, 1], Why.BOTH),
        ([120, 120], [2, 2], Why.FROM_THE_START),
    ],
)
def test_the_cause_is_what_changed_since_the_last_day_that_held(
    people: list[int], bathing: list[int], why: Why
) -> None:
    assert standing("bathing", days(people=people, bathing=bathing)).why is why


def test_the_reason_of_the_site_stands_beside_the_value() -> None:
    told = days(people=[100, 120, 130], bathing=[2, 2, 2], reason=["", "two buses more", ""])
    assert standing("bathing", told).reason == "two buses more"


@pytest.mark.parametrize(
    ("water", "trend"),
    [
        ([1_000.0] * 7 + [1_500.0] * 7, Trend.BETTER),
        ([1_500.0] * 7 + [1_000.0] * 7, Trend.WORSE),
        ([1_000.0] * 7 + [1_010.0] * 7, Trend.STEADY),
        ([1_000.0] * 7, Trend.UNKNOWN),
    ],
)
def test_the_trend_compares_two_weeks(water: list[float], trend: Trend) -> None:
    assert standing("water", days(people=[100] * len(water), water_litres=water)).trend is trend


def test_order_of_arrival_does_not_matter() -> None:
    told = days(people=list(range(90, 130)), bathing=[2] * 40, water_litres=[1_500.0] * 40)
    assert standings(SITE, told, STANDARDS) == standings(SITE, reversed(told), STANDARDS)


# The slow twin: plain loops over decimals, written from domain.md 4.1 and not from the code.

DIVIDED = {  # code: (above, below, sign, threshold)
    "living-space": ("covered_area", "people", ">=", "3.5"),
    "settlement-area": ("ground", "people", ">=", "45"),
    "water": ("water_litres", "people", ">=", "15"),
    "water-survival": ("water_litres", "people", ">=", "7.5"),
    "tap": ("people", "taps", "<=", "250"),
    "handpump": ("people", "handpumps", "<=", "500"),
    "open-well": ("people", "wells", "<=", "400"),
    "toilets-first": ("people", "toilets", "<=", "50"),
    "toilets": ("people", "toilets", "<=", "20"),
    "bathing": ("people", "bathing", "<=", "50"),
    "laundry": ("people", "laundry", "<=", "100"),
    "toilets-for-women": ("toilets_women", "toilets_men", ">=", "3"),
    "water-distance": ("water_distance", None, "<", "500"),
    "water-queue": ("water_queue", None, "<", "30"),
    "transit-stay": ("stay_days", None, "<=", "5"),
    "transit-content": ("services", None, ">=", "6"),
}
NEEDED = {"living-space", "water", "water-survival", "toilets", "toilets-first", "bathing", "laundry"}


def twin(code: str, told: list[SiteDay]) -> tuple[str, float | None, date | None, date | None, int, int]:
    """Verdict, value, first broken, broken since, broken and known days."""
    verdict, value, first, since, broken, known = "unknown", None, None, None, 0, 0
    for day in sorted(told, key=lambda one: one.day):
        got = _of_day(code, day)
        if got is None:
            continue
        known += 1
        value, wrong = got
        if wrong:
            broken, first, since = broken + 1, first or day.day, since or day.day
        else:
            since = None
        verdict = "broken" if wrong else "met"
    return verdict, value, first, since, broken, known


def _of_day(code: str, day: SiteDay) -> tuple[float | None, bool] | None:
    above_name, below_name, sign, threshold = DIVIDED[code]
    amount = {
        "ground": 45_000.0,
        "toilets": None
        if day.toilets_women is None or day.toilets_men is None
        else day.toilets_women + day.toilets_men,
    }
    get = lambda name: amount[name] if name in amount else getattr(day, name)  # noqa: E731
    above, below = get(above_name), 1 if below_name is None else get(below_name)
    if code == "toilets-for-women" and below == 0:
        return None
    if above is None or below is None:
        return None
    if below == 0:
        return (None, True) if code in NEEDED and below_name != "people" and above else None
    with localcontext() as context:
        context.prec = 60
        limit = Decimal(threshold) * Decimal(str(below))
        number = Decimal(str(above))
        wrong = {">=": number < limit, "<=": number > limit, "<": number >= limit}[sign]
        return float(number / Decimal(str(below))), wrong


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _series() -> st.SearchStrategy[list[SiteDay]]:
    counts = {
        name: _maybe(st.integers(0, 60)) for name in ("taps", "handpumps", "wells", "bathing", "laundry")
    }
    toilets = {name: _maybe(st.integers(0, 90)) for name in ("toilets_women", "toilets_men")}
    measured = {
        "covered_area": _maybe(st.sampled_from([0.0, 350.0, 3_499.9, 3_500.0, 7_000.5])),
        "water_litres": _maybe(st.sampled_from([0.0, 7_499.0, 7_500.0, 14_999.5, 15_000.0, 40_000.0])),
        "water_distance": _maybe(st.sampled_from([10.0, 499.9, 500.0, 800.0])),
        "water_queue": _maybe(st.sampled_from([0.0, 29.0, 30.0, 45.5])),
        "stay_days": _maybe(st.sampled_from([1.0, 2.0, 5.0, 5.1, 9.0])),
        "services": _maybe(st.integers(0, 6)),
    }
    people = st.sampled_from([0, 1, 20, 500, 1_000, 1_001, 4_000]) | st.integers(0, 6_000)
    day = st.fixed_dictionaries({"people": people, **counts, **toilets, **measured})

    def dated(rows: list[dict[str, Any]]) -> list[SiteDay]:
        return [SiteDay(day=FIRST + timedelta(days=i), **row) for i, row in enumerate(rows)]

    return st.lists(day, min_size=1, max_size=90).map(dated)


@settings(max_examples=60, deadline=None)
@given(_series())
def test_the_plain_twin_finds_the_same(told: list[SiteDay]) -> None:
    for found in standings(SITE, told, STANDARDS):
        code = found.standard.code
        verdict, value, first, since, broken, known = twin(code, told)
        assert (found.verdict.value, found.first_broken, found.broken_since) == (verdict, first, since), code
        assert (found.days_broken, found.days_known) == (broken, known), code
        assert found.value == pytest.approx(value), code


@settings(max_examples=30, deadline=None)
@given(_series(), st.randoms(use_true_random=False))
def test_shuffled_days_give_the_same_rows(told: list[SiteDay], draw: Any) -> None:
    mixed = list(told)
    draw.shuffle(mixed)
    rows = [standard_row(one) for one in standings(SITE, told, STANDARDS)]
    assert rows == [standard_row(one) for one in standings(SITE, mixed, STANDARDS)]


def _thresholds() -> Iterator[Standard]:
    yield from (one for one in STANDARDS if one.code in DIVIDED)


@pytest.mark.parametrize("standard", list(_thresholds()), ids=lambda one: one.code)
def test_the_twin_and_the_table_speak_of_the_same_thresholds(standard: Standard) -> None:
    _, _, sign, threshold = DIVIDED[standard.code]
    high = standard.threshold_high if standard.code == "transit-stay" else standard.threshold
    assert (standard.comparison, high) == (sign, float(threshold))
