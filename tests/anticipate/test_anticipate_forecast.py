"""Days ahead: futures, scenarios as data, scores that can be checked, and baselines that must be beaten."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.anticipate import (
    BadScenario,
    Claim,
    Closure,
    Extension,
    Grid,
    History,
    Moved,
    NothingToGoOn,
    OutsideTheGrid,
    Scenario,
    backtest,
    crps,
    forecast,
    forecast_rows,
    nowcast,
    of_nowcast,
    proven_forecast,
    read_scenario,
    scores,
)
from concord.anticipate.backtest import OURS, apart
from concord.anticipate.history import until

FIRST = date(2025, 1, 6)
DAYS = 140
CROSSINGS, STATUSES = ("Torkham", "Chaman"), ("por", "acc")


def history(deadlines: tuple[int, ...] = (), surge: float = 4.0, seed: int = 3) -> History:
    """Made-up days: quiet Fridays, and a surge in the three weeks after each deadline."""
    random = np.random.default_rng(seed)
    day = np.arange(DAYS)
    level = 400 * np.where((FIRST.weekday() + day) % 7 == 4, 0.4, 1.0)
    for one in deadlines:
        since = day - one
        level = level * (1 + surge * np.exp(-(((since - 6) / 6.0) ** 2)) * (since > -10))
    flows = random.poisson(
        level[:, None] * np.array([0.4, 0.2, 0.3, 0.1])[None, :] * random.gamma(50, 1 / 50, (DAYS, 4))
    )
    grid = Grid(FIRST, FIRST + timedelta(days=DAYS - 1), CROSSINGS, STATUSES)
    dates = tuple(FIRST + timedelta(days=one) for one in deadlines)
    return History(grid, flows.astype(float), np.zeros(flows.shape), dates)


def test_quiet_fridays_stay_quiet() -> None:
    made = forecast(history(), 14)
    middle = np.median(made.sums(), axis=0)
    friday = np.array([when.weekday() == 4 for when in made.grid.dates])
    assert middle[friday].max() < 0.65 * middle[~friday].min()


def test_what_a_deadline_did_before_is_expected_of_the_next() -> None:
    past = until(history((40, 110)), 108)
    knowing = forecast(past, 14)
    unknowing = forecast(History(past.grid, past.flows, past.spread), 14)
    assert np.median(knowing.sums()[:, 6:10]) > 1.5 * np.median(unknowing.sums()[:, 6:10])


def test_parts_add_up_in_every_future() -> None:
    made = forecast(history(), 7)
    parts = sum(made.sums((crossing,), (status,)) for crossing, status in made.grid.names)
    np.testing.assert_allclose(parts, made.sums())


def test_the_same_seed_gives_the_same_futures() -> None:
    np.testing.assert_array_equal(forecast(history(), 5).futures, forecast(history(), 5).futures)


def test_a_closed_crossing_has_nobody_and_others_get_the_share_that_is_diverted() -> None:
    past = history()
    shut = Closure(
        start=past.grid.last + timedelta(days=1),
        end=past.grid.last + timedelta(days=3),
        crossings=("Torkham",),
    )
    plain, closed = forecast(past, 5), forecast(past, 5, scenario=Scenario(closures=(shut,)))
    sent = forecast(past, 5, scenario=Scenario(closures=(shut,), diverted=0.5))
    assert closed.sums(("Torkham",))[:, :3].sum() == 0
    assert np.median(closed.sums(("Torkham",))[:, 3]) > 0
    gained = sent.sums(("Chaman",))[:, :3].mean() - plain.sums(("Chaman",))[:, :3].mean()
    assert gained == pytest.approx(0.5 * plain.sums(("Torkham",))[:, :3].mean(), rel=0.1)


def test_a_phase_extended_to_a_status_raises_it_and_no_other() -> None:
    past = history()
    extension = Extension("acc", past.grid.last - timedelta(days=30), rise=3.0, unsure=0.1)
    plain, more = forecast(past, 7), forecast(past, 7, scenario=Scenario(extensions=(extension,)))
    assert np.median(more.sums(None, ("acc",))) == pytest.approx(
        3 * np.median(plain.sums(None, ("acc",))), rel=0.15
    )
    assert np.median(more.sums(None, ("por",))) == pytest.approx(
        np.median(plain.sums(None, ("por",))), rel=0.05
    )


def test_an_extension_can_take_its_rise_from_another_status() -> None:
    past = history((60,))
    like = Extension("acc", past.grid.last, like="por", like_start=FIRST + timedelta(days=58))
    assert np.median(
        forecast(past, 7, scenario=Scenario(extensions=(like,))).sums(None, ("acc",))
    ) > np.median(forecast(past, 7).sums(None, ("acc",)))


def test_a_moved_deadline_moves_what_is_expected() -> None:
    past = until(history((40, 110)), 106)
    later = Scenario(deadlines=(Moved(FIRST + timedelta(days=170), FIRST + timedelta(days=110)),))
    as_it_is, moved = forecast(past, 14), forecast(past, 14, scenario=later)
    assert np.median(moved.sums()[:, 6:]) < np.median(as_it_is.sums()[:, 6:])


def test_days_not_yet_known_at_the_end_are_no_zeros() -> None:
    past = history()
    late = past.flows.copy()
    late[-3:] = np.nan
    made = forecast(History(past.grid, late, past.spread), 7)
    assert np.median(made.sums()) == pytest.approx(np.median(forecast(past, 7).sums()), rel=0.2)


def test_a_nowcast_is_a_history() -> None:
    grid = Grid(FIRST, FIRST + timedelta(days=34))
    weeks = [
        Claim(
            start=FIRST + timedelta(days=7 * n),
            end=FIRST + timedelta(days=7 * n + 6),
            value=7_000,
            party="iom",
        )
        for n in range(5)
    ]
    made = forecast(of_nowcast(nowcast(grid, weeks)), 7)
    assert np.median(made.sums()) == pytest.approx(1_000, rel=0.25)


@pytest.mark.parametrize("days", [0, 29])
def test_only_one_to_twenty_eight_days_can_be_had(days: int) -> None:
    with pytest.raises(OutsideTheGrid):
        forecast(history(), days)


def test_two_weeks_of_days_are_too_few() -> None:
    with pytest.raises(NothingToGoOn):
        forecast(until(history(), 14), 7)


def test_crps_is_that_of_its_definition() -> None:
    """Twin: the integral of the squared distance of two distribution functions, summed on a fine grid."""
    random = np.random.default_rng(0)
    samples, came = random.normal(3, 2, 60), 4.2
    fine = np.linspace(-12, 18, 60_001)
    below = np.searchsorted(np.sort(samples), fine, side="right") / samples.size
    expected = np.sum((below - (fine >= came)) ** 2) * (fine[1] - fine[0])
    assert crps(samples[:, None], np.array([came]))[0] == pytest.approx(expected, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_crps_of_a_single_number_is_the_absolute_error(told: float, came: float) -> None:
    assert crps(np.array([[told]]), np.array([came]))[0] == pytest.approx(abs(told - came))


def test_intervals_of_draws_from_the_truth_hold_what_they_promise() -> None:
    random = np.random.default_rng(1)
    found = scores(random.gamma(4, 50, (500, 4000)), random.gamma(4, 50, 4000))
    assert found.within80 == pytest.approx(0.8, abs=0.03)
    assert found.within95 == pytest.approx(0.95, abs=0.02)
    assert abs(found.bias) < 0.03


def test_every_method_is_scored_from_the_same_days() -> None:
    tested = backtest(history(), 7)
    assert set(tested.scores) == {OURS, "last week", "drift", "same weekday"}
    assert len({one.count for one in tested.scores.values()}) == 1
    assert tested.scores[OURS].crps < min(one.crps for name, one in tested.scores.items() if name != OURS)


def test_a_method_that_loses_is_not_shown() -> None:
    """Days that repeat last week to the person: nothing beats the same weekday of the last week."""
    grid = Grid(FIRST, FIRST + timedelta(days=83))
    flows = np.tile([900.0, 40.0, 700.0, 3.0, 500.0, 1.0, 100.0], 12)[:, None]
    made, tested = proven_forecast(History(grid, flows, np.zeros(flows.shape)), 7)
    assert tested.best == made.method == "same weekday"
    np.testing.assert_array_equal(made.median[:, 0], flows[:7, 0])


def test_a_baseline_that_is_better_is_shown_with_a_scenario_too_changed_by_what_that_changes() -> None:
    grid = Grid(FIRST, FIRST + timedelta(days=83), CROSSINGS, ("all",))
    week = np.array([900.0, 40.0, 700.0, 3.0, 500.0, 1.0, 100.0])
    past = History(grid, np.tile(np.stack([week, week[::-1] + 50], axis=1), (12, 1)), np.zeros((84, 2)))
    shut = Closure(start=grid.last, end=grid.last + timedelta(days=3), crossings=("Torkham",))
    plain, _ = proven_forecast(past, 7)
    made, _ = proven_forecast(past, 7, scenario=Scenario("shut", closures=(shut,)))
    assert made.method == plain.method == "same weekday"
    assert made.scenario.name == "shut"
    assert made.sums(("Torkham",))[:, :3].sum() == 0
    assert made.sums(("Torkham",))[:, 3:].sum() > 0
    np.testing.assert_allclose(made.median[:, 1], plain.median[:, 1], rtol=0.2)


@pytest.mark.parametrize("seed", [2, 5, 8])
def test_what_is_shown_has_the_least_crps_of_all_methods(seed: int) -> None:
    made, tested = proven_forecast(history((40, 110), seed=seed), 7)
    assert tested.scores[made.method].crps == min(one.crps for one in tested.scores.values())


def test_a_baseline_is_scored_with_intervals_that_the_other_days_past_ask_for() -> None:
    """A rise that no quiet day foretold: intervals of errors past hold little, and are drawn apart."""
    past = history((100,), surge=9.0)
    tested = backtest(past, 7, [98, 102, 106, 110])
    assert all(times > 1 for times in tested.wider.values())


def test_no_method_is_surer_of_days_ahead_than_anybody_is_of_days_past() -> None:
    """Totals of two months: days between are hardly known, so days after them are not either."""
    grid = Grid(FIRST, FIRST + timedelta(days=119))
    months = [
        Claim(
            start=FIRST + timedelta(days=30 * n),
            end=FIRST + timedelta(days=30 * n + 29),
            value=30_000 - 2_000 * n,
            party="iom",
        )
        for n in range(4)
    ]
    past = of_nowcast(nowcast(grid, months))
    low, high = np.quantile(past.likely(100)[:, -7:, 0], [0.1, 0.9], axis=0)
    made, _ = proven_forecast(past, 7)
    below, above = made.between(0.8)
    assert (above - below).mean() > 0.7 * (high - low).mean()


def test_equally_likely_pasts_have_the_mean_and_spread_of_the_days_and_nobody_below_none() -> None:
    past = History(Grid(FIRST, FIRST), np.array([[200.0]]), np.array([[150.0]]))
    drawn = past.likely(20_000)
    assert drawn.min() >= 0
    assert drawn.mean() == pytest.approx(200, rel=0.03)
    assert drawn.std() == pytest.approx(150, rel=0.06)


def test_pasts_that_are_counts_are_all_alike() -> None:
    past = history()
    np.testing.assert_array_equal(past.likely(3), np.stack([past.flows] * 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 1e4), min_size=5, max_size=5), st.floats(1, 8))
def test_futures_drawn_apart_keep_their_middle_and_are_never_below_nobody(
    told: list[float], times: float
) -> None:
    futures = np.array(told)[:, None, None]
    wide = apart(futures, times)
    assert wide.min() >= 0
    assert np.median(wide) == pytest.approx(np.median(futures))
    assert np.ptp(wide) >= np.ptp(futures) - 1e-6


def test_rows_have_intervals_around_their_median_and_name_scenario_and_method() -> None:
    for row in forecast_rows(forecast(history(), 3)):
        assert row["low95"] <= row["low80"] <= row["median"] <= row["high80"] <= row["high95"]
        assert (row["scenario"], row["method"]) == ("as it is", "process")


SCENARIO = """
name = "ACC deadline moved, Torkham shut for a week"
diverted = 0.3
[[deadline]]
date = 2025-05-31
moved_from = 2025-04-30
[[closure]]
crossings = ["Torkham"]
start = 2025-05-05
end = 2025-05-11
[[extension]]
status = "por"
start = 2025-09-01
like = "acc"
like_start = 2025-04-01
"""


def test_a_scenario_is_read_from_data() -> None:
    told = read_scenario(SCENARIO)
    assert told.deadlines == (Moved(date(2025, 5, 31), date(2025, 4, 30)),)
    assert told.closures[0].crossings == ("Torkham",)
    assert told.extensions[0].like == "acc"
    assert told.dates((date(2025, 4, 30), date(2023, 11, 1))) == [date(2023, 11, 1), date(2025, 5, 31)]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("target = 5000", "a forecast has no target for returns"),
        ("quota = 1", "a forecast has no quota"),
        ("nmae = 'x'", r"unknown field @ \$.nmae"),
        ("diverted = 1.4", r"between 0 and 1 @ \$.diverted"),
        ("[[deadline]]\nday = 2025-05-31", r"missing date @ \$.deadline\[0\]"),
        ("[[deadline]]\ndate = 'soon'", "no day such as"),
        ("[[closure]]\nstart = 2025-05-11\nend = 2025-05-01", "ends before it starts"),
        ("[[extension]]\nstatus = 'por'\nstart = 2025-05-01", "needs rise"),
        ("[deadline]\ndate = 2025-05-31", r"should be \[\[deadline\]\]"),
        ("name = ", "not TOML"),
    ],
)
def test_every_mistake_of_a_scenario_is_told_with_its_path(text: str, mistake: str) -> None:
    with pytest.raises(BadScenario, match=mistake):
        read_scenario(text)
