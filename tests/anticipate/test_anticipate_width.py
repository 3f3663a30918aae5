"""How wide futures are: by past errors of the process itself, and by all shapes that are likely."""

import numpy as np
import pytest
from numpy.typing import NDArray

from concord.anticipate.process import ALIKE, Between, Learned, Seen, Shape, between, learn, likelihood
from concord.anticipate.rolling import BEGUN, Strayed, scales, strayed
from concord.anticipate.shapes import allotted, shapes, weighed

SHAPE = Shape(0.4, 30.0, 0.18, 0.5, ALIKE[0], weekdays=False)
DEADLINES = (20, 60)


def seen(days: int = 90, spread: float = 0.3, seed: int = 1) -> Seen:
    """A level that wanders, with two days missing."""
    random = np.random.default_rng(seed)
    there = np.setdiff1d(np.arange(days, dtype=float), [33, 34])
    logs = 6 + 0.05 * random.standard_normal(days).cumsum() + spread * random.standard_normal(days)
    return Seen(there, logs[there.astype(int)], np.full(there.size, 1e-3))


def stepped(size: float) -> Seen:
    """A level that moves for good at the deadline of day 60, or does not."""
    one = seen(120, 0.05)
    return Seen(one.days, one.logs + size * (one.days >= 60), one.chance)


def white(one: Learned) -> NDArray[np.float64]:
    """What was seen, solved by the factor."""
    return np.asarray(np.linalg.solve(one.factor, one.seen.logs - one.mean), dtype=float)


def test_rolling_errors_are_those_of_forecasting_again_from_each_day() -> None:
    """Slow twin: condition on the days before each origin alone, by the textbook formula."""
    data, longest = seen(50), 6
    full = learn(data, SHAPE, DEADLINES)
    near = np.arange(data.days.size) % 3 == 0
    told, count = np.zeros((2, longest)), np.zeros((2, longest))
    every = between(data.days, data.days, DEADLINES).covariance(SHAPE)
    every[np.diag_indices_from(every)] += SHAPE.spread**2 + data.chance
    for origin in range(BEGUN, data.days.size):
        pull = np.linalg.solve(every[:origin, :origin], every[:origin, origin:]).T
        error = data.logs[origin:] - full.mean - pull @ (data.logs[:origin] - full.mean)
        variance = np.diag(every[origin:, origin:] - pull @ every[:origin, origin:])
        for number, day in enumerate(data.days[origin:]):
            ahead = int(day - data.days[origin - 1])
            if ahead <= longest:
                told[int(near[origin + number]), ahead - 1] += error[number] ** 2 / variance[number]
                count[int(near[origin + number]), ahead - 1] += 1
    found = strayed(full.factor, white(full), data.days, near, longest)
    np.testing.assert_allclose(found.told, told, rtol=1e-5)
    np.testing.assert_array_equal(found.count, count)


def test_too_few_days_tell_nothing_and_leave_the_word_of_the_process() -> None:
    short = learn(seen(15), SHAPE, ())
    found = strayed(short.factor, white(short), short.seen.days, np.zeros(15, dtype=bool), 7)
    wide, freedom = scales(found)
    np.testing.assert_allclose(wide, 1)
    assert freedom > 0


@pytest.mark.parametrize(("by", "low", "high"), [(0.25, 0.4, 0.75), (1.0, 0.95, 1.05), (4.0, 1.5, 2.1)])
def test_errors_larger_or_smaller_than_said_widen_or_narrow_what_comes(
    by: float, low: float, high: float
) -> None:
    count = np.full((2, 7), 200.0)
    wide, _ = scales(Strayed(by * count, count))
    assert (wide > low).all()
    assert (wide < high).all()


def test_near_deadlines_the_width_of_other_days_stands_until_a_deadline_was_seen() -> None:
    count = np.stack([np.full(7, 200.0), np.zeros(7)])
    wide, _ = scales(Strayed(4 * count, count))
    np.testing.assert_allclose(wide[0], wide[1])


def test_a_noisier_past_makes_wider_futures_of_the_same_shape() -> None:
    def width(spread: float) -> float:
        one = learn(seen(90, spread), SHAPE, ())
        return float(one.draws(np.arange(90.0, 97), 4000, np.random.default_rng(2)).std())

    assert width(0.6) > 1.5 * width(0.2)


def test_the_likeliest_shape_has_the_most_weight_and_all_weights_come_to_one() -> None:
    data, table = seen(90, 0.35), shapes(weekdays=False)
    likely = weighed([data], table, ())
    parts = between(data.days, data.days, ())
    assert max(likely, key=lambda one: one.weight).shape == max(
        table, key=lambda shape: likelihood(data, shape, parts)
    )
    assert sum(one.weight for one in likely) == pytest.approx(1)


@pytest.mark.parametrize(("size", "jumps"), [(0.0, False), (1.2, True)])
def test_a_level_moved_at_a_deadline_is_seen_and_one_deadline_leaves_a_third_of_doubt(
    size: float, jumps: bool
) -> None:
    likely = weighed([stepped(size)], shapes(weekdays=False), (60,))
    jumping = sum(one.weight for one in likely if one.shape.jump)
    assert jumping == pytest.approx(2 / 3 if jumps else 1 / 3, abs=0.01)


def test_a_deadline_that_nobody_could_watch_tells_nothing() -> None:
    likely = weighed([stepped(0.0)], shapes(weekdays=False), (0, 130))
    assert sum(one.weight for one in likely if one.shape.jump) == pytest.approx(0.5)


def test_draws_are_allotted_by_weight_to_the_last_one() -> None:
    likely = weighed([seen()], shapes(weekdays=False), DEADLINES)
    counts = allotted(likely, 200)
    assert sum(counts) == 200
    assert all(abs(n - 200 * one.weight) <= 1 for n, one in zip(counts, likely, strict=True))


def test_what_responses_share_is_the_same_by_loops() -> None:
    """Slow twin of the blocks that a response is felt in."""
    days, others = np.array([10.0, 30.0, 70.0]), np.array([25.0, 64.0])
    shape = Shape(1e-9, 30.0, 0.1, 1.0, ALIKE[1], weekdays=False)
    parts: Between = between(days, others, DEADLINES)

    def felt(since: float) -> float:
        return max(min(1 + since / 18, 1), 0) * max(min((90 - since) / 45, 1), 0)

    expected = [
        [
            sum(
                (1.0 if one == two else 0.7)
                * felt(day - one)
                * felt(other - two)
                * np.exp(-((day - one - other + two) ** 2) / (2 * ALIKE[1] ** 2))
                for one in DEADLINES
                for two in DEADLINES
            )
            for other in others
        ]
        for day in days
    ]
    np.testing.assert_allclose(parts.covariance(shape) - 9.0, expected, atol=1e-9)
