"""Every number of a picture is a number of the record: a claim as it was made, or the account's estimate."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pictured import CLAIMS, ENGLISH, SITUATION, figures_of, made, nowcasted

from concord.accounts import balance_claims
from concord.evidence import Kind
from concord.pipeline.anticipate_account import MOST_A_DAY as MOST_OF_A_NOWCAST
from concord.publish.pictures import KINDS, Material, Picture, picture, weeks_of
from concord.publish.pictures.flows import MOST_A_DAY
from concord.publish.pictures.sankey import layout

SUNDAY = 6
FIRST = date(2025, 1, 5)  # a Sunday
LABELS = {
    "all": "Everybody",
    "acc": "Afghan Citizen Card (ACC)",
    "por": "Proof of Registration (PoR) card",
    "other": "Other statuses, or none told",
}
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@cache
def record() -> Material:
    return made(CLAIMS, weekly=True)


def drawn(kind: str, material: Material) -> Picture:
    return picture(kind, material, ENGLISH)


def specification(told: Picture) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told.specification or "{}")
    return found


def marks(part: Any) -> Iterator[dict[str, Any]]:
    """Every row that a specification draws from, however deep it lies."""
    if isinstance(part, dict):
        data = part.get("data")
        for one in data if isinstance(data, list) else [data]:
            if isinstance(one, dict):
                yield from one["values"]
        for value in part.values():
            yield from marks(value)
    elif isinstance(part, list):
        for value in part:
            yield from marks(value)


def number(shown: str) -> float:
    return float(shown.replace(",", ""))


def told(rows: Any) -> Counter[float]:
    return Counter(number(row[-1]) for row in rows)


def claimed(**wanted: object) -> Counter[float]:
    """The values of the claims of the record that are so and not withheld."""
    keys = ("value", "measure", "kind", "status", "place", "start", "end")
    rows = [dict(zip(keys, claim, strict=True)) for claim in CLAIMS]
    return Counter(
        float(row["value"])
        for row in rows
        if row["value"] > 9 and all(row[key] in each for key, each in wanted.items())
    )


MOVED = ("returned", "deported")


def test_every_kind_is_drawn_from_the_record_of_these_tests() -> None:
    assert all(drawn(kind, record()).specification for kind in KINDS)


def test_running_totals_are_claims_and_their_band_is_the_account() -> None:
    material = record()
    told_ = drawn("cumulative", material)
    course = next(course for course in material.courses if course.band)
    points = Counter(point.value for line in course.lines for point in line.points)
    assert told(told_.rows) == points <= claimed(measure=("returned",))
    band = [row for row in marks(specification(told_)) if "l9" in row]
    estimates = {round(estimate.value, 6) for estimate in material.account.estimates}
    assert band
    for row, known in zip(band, (*course.band, *course.band, *course.band), strict=True):
        assert (row["value"], row["l9"], row["h9"]) == (known.value, known.wide.low, known.wide.high)
        assert round(row["value"], 6) in estimates


def test_people_present_are_claims_with_a_status() -> None:
    assert told(drawn("stock", record()).rows) == claimed(kind=("stock",), status=("acc", "por"))


def test_panels_of_crossings_hold_every_claim_about_one_and_no_other() -> None:
    told_ = drawn("crossings", record())
    assert told(told_.rows) == claimed(measure=MOVED, place=("Torkham", "Chaman"))
    assert Counter(row["value"] for row in marks(specification(told_))) == told(told_.rows)


def test_a_map_shows_the_claim_about_each_place_that_reaches_furthest() -> None:
    told_ = drawn("map", record())
    assert {row[0]: number(row[-1]) for row in told_.rows} == {
        "Torkham": 60_000,
        "Chaman - Spin Boldak": 1_500,
    }
    dots = {row["name"]: row["value"] for row in marks(specification(told_)) if "lat" in row and row["value"]}
    assert dots == {row[0]: number(row[-1]) for row in told_.rows}


def test_a_ladder_holds_the_totals_of_its_year_widest_first() -> None:
    told_ = drawn("ladder", record())
    values = [number(row[-1]) for row in told_.rows]
    assert values == sorted(values, reverse=True)
    assert Counter(values) == claimed(measure=MOVED)
    assert [row["high"] for row in marks(specification(told_))] == values


def test_a_ladder_tells_why_two_numbers_are_both_returns_of_one_year() -> None:
    both = ((1_000_000, None), (558_359, "refugee"))
    material = made(
        tuple((v, "returned", "flow", status, None, "2025-01-01", "2025-12-31") for v, status in both)
    )
    rows = drawn("ladder", material).rows
    assert [number(row[-1]) for row in rows] == [1_000_000, 558_359]
    assert rows[0][0] != rows[1][0]
    assert "Registered refugee" in rows[1][0]


def closes(material: Material) -> None:
    """A waterfall whose steps meet, whose residual is shown, and whose whole and parts are estimates."""
    told_ = drawn("waterfall", material)
    whole, *parts, rest = (number(row[-1]) for row in told_.rows)
    assert whole - sum(parts) == rest > 0
    estimates = {round(estimate.value) for estimate in material.account.estimates}
    assert {whole, *parts} <= estimates
    steps = sorted(marks(specification(told_)), key=lambda row: row["rank"])
    levels = [steps[0]["high"], *(step["low"] for step in steps[1:-1])]
    assert [step["high"] for step in steps[1:]] == levels
    assert [row["high"] - row["low"] for row in steps] == [whole, *parts, rest]


def test_a_waterfall_closes_with_its_residual() -> None:
    closes(record())


@SLOW
@given(
    acc=st.integers(100, 900_000),
    por=st.integers(100, 900_000),
    rest=st.integers(100, 900_000),
    off=st.integers(0, 50),
)
def test_every_waterfall_closes_with_its_residual(acc: int, por: int, rest: int, off: int) -> None:
    material = made(
        (
            (acc + por + rest + off, "registered", "stock", None, None, None, "2025-04-01"),
            (acc, "registered", "stock", "acc", None, None, "2025-04-01"),
            (por, "registered", "stock", "por", None, None, "2025-04-01"),
        )
    )
    assume(drawn("waterfall", material).specification)
    closes(material)


names = st.sampled_from("abc")
ways = st.dictionaries(st.tuples(names, names, names, names), st.integers(10, 10**6).map(float), min_size=1)


@given(ways=ways, width=st.sampled_from((300, 620)))
def test_every_node_of_a_sankey_takes_in_what_it_gives_out_and_every_step_sums_to_all(
    ways: dict[tuple[str, str, str, str], float], width: int
) -> None:
    boxes, bands, height = layout(ways, dict.fromkeys("abc", "#000000"), width)
    for step in range(4):
        nodes = {b["name"]: b["value"] for b in boxes if round(b["x"]) == round(step * (width - 12) / 3)}
        assert sum(nodes.values()) == pytest.approx(sum(ways.values()))
        for name, value in nodes.items():
            out = sum(b["value"] for b in bands if (b["step"], b["source"]) == (step, name))
            into = sum(b["value"] for b in bands if (b["step"], b["target"]) == (step - 1, name))
            assert out == pytest.approx(value if step < 3 else 0)
            assert into == pytest.approx(value if step else 0)
    heights = {b["h"] / b["value"] for b in boxes if b["h"] > 1}
    assert max(heights) == pytest.approx(min(heights)) if heights else True
    assert max(b["y"] + b["h"] for b in boxes) <= height


def test_a_sankey_is_drawn_from_claims_and_counts_nobody_twice() -> None:
    told_ = drawn("sankey", record())
    assert told(told_.rows) == Counter({60_000.0: 1, 20_000.0: 1, 4_000.0: 1})
    boxes = [row for row in marks(specification(told_)) if "h" in row]
    for step in {row["x"] for row in boxes}:
        assert sum(row["value"] for row in boxes if row["x"] == step) == 84_000


@pytest.mark.parametrize(
    ("claims", "kept"),
    [
        ((("mixed", 50_000), ("acc", 30_000)), {30_000}),  # a status is left to its parts
        ((("mixed", 50_000),), {50_000}),
    ],
)
def test_a_status_that_holds_another_of_the_picture_is_left_to_its_parts(
    claims: tuple[tuple[str, int], ...], kept: set[int]
) -> None:
    days = ("2025-04-01", "2025-04-20")
    material = made(tuple((value, "returned", "flow", status, "Torkham", *days) for status, value in claims))
    parts = SITUATION.status("mixed")
    shown = {number(row[-1]) for row in drawn("sankey", material).rows}
    assert shown == (kept if parts and parts.parts else {value for _, value in claims})


def test_bars_of_weeks_are_sums_of_the_nowcast_and_every_day_is_in_one() -> None:
    figures = figures_of(CLAIMS)
    done = nowcasted(figures, balance_claims(figures, SITUATION)).nowcast
    weeks = weeks_of(done, begins=SUNDAY)
    everybody = [week for week in weeks if week.status == "all"]
    days = [w.start + timedelta(n) for w in everybody for n in range((w.end - w.start).days + 1)]
    assert days == done.grid.dates
    assert all(week.start.weekday() == SUNDAY for week in everybody[1:])
    for week in weeks:
        known = done.sum(week.start, week.end, statuses=None if week.status == "all" else (week.status,))
        step = (known.high95 - known.low95) / 20
        assert (week.value or 0) == pytest.approx(known.value, abs=max(step / 2, 9.5))
        assert week.likely.low <= (week.value or 0) <= week.likely.high
        assert week.wide.low <= week.likely.low
        assert week.likely.high <= week.wide.high


def test_the_table_of_weeks_holds_every_bar_and_every_claim() -> None:
    material = record()
    told_ = drawn("flows", material)
    estimates = [row for row in told_.rows if row[3] == "Balanced estimate"]
    assert len(estimates) == len(material.weeks or ())
    newest = sorted(material.weeks or (), key=lambda week: week.start, reverse=True)
    assert [None if row[-1] == "few or none" else number(row[-1]) for row in estimates] == [
        week.value for week in newest
    ]
    assert [number(row[5].split(" – ")[1]) for row in estimates] == [week.wide.high for week in newest]
    assert told(row for row in told_.rows if row[3] != "Balanced estimate") == claimed(measure=("returned",))


def test_bars_and_their_lines_are_drawn_at_the_numbers_of_the_table() -> None:
    material = record()
    for panel in specification(drawn("flows", material))["vconcat"]:
        label = panel["title"]["text"]
        bars, whiskers = panel["layer"][:2]
        assert (bars["mark"]["type"], bars["encoding"]["y"]["field"]) == ("bar", "value")
        assert [whiskers["encoding"][end]["field"] for end in ("y", "y2")] == ["low", "high"]
        rows = {(row["on"], row["value"], row["low"], row["high"]) for row in panel["data"]["values"]}
        weeks = {
            (str(week.start), week.value, week.likely.low, week.likely.high)
            for week in material.weeks or ()
            if week.value and LABELS[week.status] == label
        }
        assert rows == weeks


@pytest.mark.parametrize("value", [35_000, 70_000])
def test_a_week_that_a_party_reports_is_one_bar_of_the_account(value: int) -> None:
    weeks = [(FIRST + timedelta(7 * n), value + 1000 * n) for n in range(4)]
    claims = tuple(
        (told_, "returned", "flow", None, None, str(first), str(first + timedelta(6)))
        for first, told_ in weeks
    )
    material = made(claims, weekly=True)
    balanced = {m.margin.start: m.value for m in material.account.estimates if m.margin.start}
    assert [(week.start, week.value) for week in material.weeks or ()] == [
        (first, pytest.approx(balanced[first], rel=0.03)) for first, _ in weeks
    ]


@SLOW
@given(
    value=st.integers(10, 200_000),
    begins=st.integers(0, 300),
    days=st.integers(1, 400),
    party=st.sampled_from(("gov-pk", "unhcr")),
)
def test_a_claim_is_never_drawn_as_a_bar_and_never_as_more_than_it_says(
    value: int, begins: int, days: int, party: str
) -> None:
    assume(value <= MOST_A_DAY * days)
    first = FIRST + timedelta(begins)
    last = first + timedelta(days - 1)
    material = made(((value, "returned", "flow", None, None, str(first), str(last)),))
    panel = specification(drawn("flows", material))["vconcat"][0]
    assert panel["data"]["values"] == []  # no estimate was worked out: no bars
    found = [
        row
        for layer in panel["layer"]
        for row in layer.get("data", {}).get("values", [])
        if row.get("number") == f"{value:,}"
    ]
    assert len(found) == (2 if days >= 7 else 1)  # a line with a point on it, or a point
    for row in found:
        length = (date.fromisoformat(row["past"]) - date.fromisoformat(row["on"])).days
        assert length == days
        if days >= 7:
            assert row["height"] * length / 7 == pytest.approx(value)  # the area is what was said
        else:
            assert row["height"] == value


def test_what_looks_like_a_running_total_of_one_day_is_left_out_and_told() -> None:
    odd = (885_902, "returned", "flow", None, None, "2025-04-01", "2025-04-01")
    told_ = drawn("flows", made((*CLAIMS, odd)))
    assert "claims of more than 30,000 people a day (1)" in told_.note
    assert 885_902 not in told(told_.rows)
    assert MOST_A_DAY == MOST_OF_A_NOWCAST


def test_numbers_of_people_few_enough_to_point_at_someone_are_no_bars() -> None:
    assert all(week.value is None or week.value > 9 for week in record().weeks or ())
    assert all(move.value > 9 for move in record().moves if move.kind is Kind.FLOW)
