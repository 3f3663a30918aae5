"""Draws of log persons of the sum of all series, and of each one's share, on the days ahead.

Both are processes of what was seen, each from the shapes that are likely and as wide as its own
past errors ask. Shares remember as many days as an earlier deadline lies back, or they would meet
each deadline as the first.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.history import History
from concord.anticipate.process import Between, Seen, between, learn
from concord.anticipate.shapes import Likely, allotted, shapes, weighed

__all__ = ["level_and_shares"]

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

TOTAL_DAYS, SHARE_DAYS = 365, 240  # of the past that the sum and the shares are learned from
BIGGEST = 4  # series that choose the shape of all shares
SLOW = 7.0  # days: shares remember longer
HALF = 0.5  # persons, so that a day without anybody has a logarithm
LEAST_SHARE = 0.3  # of everybody: a day with fewer present says little about the sum
NOBODY = 1e-4  # share of a series that was never seen


def level_and_shares(
    history: History,
    absent: Mask,
    deadlines: Sequence[int],
    when: Vector,
    draws: int,
    random: np.random.Generator,
) -> tuple[Vector, Vector]:
    """Log persons of the sum of all series, and each one's share of it.

    Args:
        absent: (days, series) True where a day is not known or a crossing was closed.
        when: (days ahead,) their numbers.
    Returns:
        (draws, days ahead), as if every crossing were open; (draws, days ahead, series) that come to one.
    """
    usual = _usual_shares(history.flows, absent)
    sums = _sums(history, absent, usual)
    of_sum = np.nansum(np.where(absent, np.nan, history.flows), axis=1)
    whole = of_sum / np.maximum((~absent * usual).sum(axis=1), LEAST_SHARE)
    seen = [_share(history, absent, whole, number) for number in range(history.grid.size)]
    biggest = [seen[number] for number in np.argsort(-usual, kind="stable")[:BIGGEST]]
    slow = [one for one in shapes(weekdays=False) if one.memory > SLOW]
    level = _futures([sums], weighed([sums], shapes(), deadlines), deadlines, when, draws, random)
    parts = _futures(seen, weighed(biggest, slow, deadlines), deadlines, when, draws, random)
    return random.permutation(level[:, :, 0]), _normal(parts)


def _futures(
    seen: Sequence[Seen],
    likely: Sequence[Likely],
    deadlines: Sequence[int],
    when: Vector,
    draws: int,
    random: np.random.Generator,
) -> Vector:
    """(draws, days, len(seen)) log persons, from every likely shape as often as it is likely."""
    counts = allotted(likely, draws)
    parts: dict[bytes, Between] = {}
    series = []
    for one in seen:  # most series were seen on the same days
        days = one.days.tobytes()
        if days not in parts:
            parts[days] = between(one.days, one.days, deadlines)
        made = [
            learn(one, of.shape, deadlines, parts[days]).draws(when, count, random)
            for of, count in zip(likely, counts, strict=True)
            if count
        ]
        series.append(np.concatenate(made))
    return np.stack(series, axis=2)


def _usual_shares(flows: Vector, absent: Mask) -> Vector:
    """(series,) share of everybody on days when nothing is absent, lately."""
    there = np.where(absent, np.nan, flows)[-SHARE_DAYS:]
    mean = np.nan_to_num(np.nanmean(np.where(np.isnan(there).all(axis=0), 0.0, there), axis=0)) + 1e-9
    return np.asarray(mean / mean.sum(), dtype=float)


def _sums(history: History, absent: Mask, usual: Vector) -> Seen:
    """The sum of all series by day, as it would be with every crossing open."""
    present = (~absent * usual).sum(axis=1)
    persons = np.nansum(np.where(absent, 0.0, history.flows), axis=1)
    day = np.flatnonzero(present >= LEAST_SHARE)[-TOTAL_DAYS:]
    whole = persons[day] / present[day]
    error = np.sqrt(np.nansum(history.spread[day] ** 2, axis=1))
    chance = 1 / (persons[day] + HALF) + (error / (persons[day] + HALF)) ** 2 + (1 - present[day]) ** 2 * 0.1
    return Seen(day.astype(float), np.log(whole + HALF), chance)


def _share(history: History, absent: Mask, whole: Vector, series: int) -> Seen:
    day = np.flatnonzero(~absent[:, series] & (whole > 0))[-SHARE_DAYS:]
    if not day.size:  # a series that never was seen open: nobody, very unsure
        return Seen(np.array([0.0]), np.array([np.log(NOBODY)]), np.array([1.0]))
    flows, spread = history.flows[day, series], history.spread[day, series]
    chance = 1 / (flows + HALF) + (spread / (flows + HALF)) ** 2
    return Seen(day.astype(float), np.log((flows + HALF) / (whole[day] + HALF)), chance)


def _normal(parts: Vector) -> Vector:
    share = np.exp(parts - parts.max(axis=2, keepdims=True))
    return np.asarray(share / share.sum(axis=2, keepdims=True), dtype=float)
