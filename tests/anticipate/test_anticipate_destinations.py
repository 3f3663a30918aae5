"""Where people go on to: shares, pressure, capacity, needs, and no small cells."""

import pytest

from concord.anticipate import BadScenario
from concord.anticipate.destinations import NEEDS, destinations, read_destinations
from concord.anticipate.reception import FamilySize

INTENDED = {"Nangarhar": 0.5, "Kabul": 0.3}


def test_people_go_where_they_intend_and_the_rest_is_not_known() -> None:
    found = {one.area: one.persons for one in destinations([10_000], INTENDED)}
    assert found == pytest.approx({"Nangarhar": 5_000, "Kabul": 3_000, "not known": 2_000})


def test_pressure_counts_those_who_came_before_and_the_highest_is_first() -> None:
    found = destinations(
        [10_000],
        INTENDED,
        population={"Nangarhar": 1_000_000, "Kabul": 200_000},
        before={"Nangarhar": 25_000},
        capacity={"Nangarhar": 20_000, "Kabul": 5_000},
    )
    by_area = {one.area: one for one in found}
    assert by_area["Nangarhar"].per_thousand == pytest.approx(30)
    assert by_area["Kabul"].per_thousand == pytest.approx(15)
    assert by_area["not known"].per_thousand is None
    assert found[0].area == "Nangarhar"
    assert (by_area["Nangarhar"].over, by_area["Kabul"].over) == (10_000, 0)


def test_a_forecast_gives_ends_and_not_only_a_middle() -> None:
    nangarhar = destinations([float(n) for n in range(0, 1001, 10)], INTENDED)[0]
    assert (nangarhar.low, nangarhar.persons, nangarhar.high) == pytest.approx((50, 250, 450))


def test_needs_are_worked_from_families_and_persons() -> None:
    needs = destinations([13_000], {"Kunar": 1.0}, size=FamilySize(6.5))[0].needs
    assert needs["shelter"] == 1_200  # 2,000 families, 0.6 of them
    assert needs["water"] == 195_000
    assert set(needs) == {need.code for need in NEEDS}


def test_an_area_with_fewer_than_five_is_not_named() -> None:
    found = destinations([100], {"Kabul": 0.97, "Nuristan": 0.03})
    assert [one.area for one in found] == ["Kabul"]


@pytest.mark.parametrize(
    ("intended", "population", "mistake"),
    [
        ({"Kabul": 0.9, "Kunar": 0.3}, {}, "more than everybody"),
        ({"Kabul": -0.1}, {}, "below zero"),
        ({"Kabul": 0.1}, {"Kabul": 0.0}, "nobody lives there"),
    ],
)
def test_shares_and_populations_that_cannot_be_are_refused(
    intended: dict[str, float], population: dict[str, float], mistake: str
) -> None:
    with pytest.raises(BadScenario, match=mistake):
        destinations([100], intended, population=population)


def test_tables_are_read_with_every_mistake() -> None:
    assert read_destinations({"intended": {"Kabul": 1}})["intended"] == {"Kabul": 1.0}
    with pytest.raises(BadScenario, match=r"unknown table @ \$.poplation; missing table @ \$.intended"):
        read_destinations({"poplation": {}})
    with pytest.raises(BadScenario, match=r"no number @ \$.intended.Kabul"):
        read_destinations({"intended": {"Kabul": "half"}})
