"""Forecasts that need no model: what any method has to beat before it is shown.

Last week's mean, drift, and the same weekday of last week (seasonal naive); see Hyndman and
Athanasopoulos, *Forecasting: Principles and Practice*, section 5.2. Their futures are their own
past errors at the same distance, so they are as honest about themselves as anyone.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.history import History

__all__ = ["BASELINES", "baseline", "drift", "last_week", "same_weekday"]

Vector = NDArray[np.float64]
Rule = Callable[[Vector, int], Vector]

WEEK = 7
ERRORS = 60  # past days whose errors make the futures


def last_week(past: Vector, days: int) -> Vector:
    """(days, series): the mean of the last seven days, every day.

    >>> last_week(np.arange(14.0)[:, None], 2)[:, 0]
    array([10., 10.])
    """
    mean: Vector = past[-WEEK:].mean(axis=0, keepdims=True)
    return np.repeat(mean, days, axis=0)


def drift(past: Vector, days: int) -> Vector:
    """(days, series): on along the line from the mean of the week four weeks ago to that of the last.

    >>> drift(np.arange(40.0)[:, None], 2)[:, 0]
    array([37., 38.])
    """
    now, then = past[-WEEK:].mean(axis=0), past[-5 * WEEK : -4 * WEEK].mean(axis=0)
    ahead = np.arange(1, days + 1)[:, None]
    return np.asarray(np.maximum(now + (now - then) / (4 * WEEK) * ahead, 0.0), dtype=float)


def same_weekday(past: Vector, days: int) -> Vector:
    """(days, series): as on the same weekday of the last week.

    >>> same_weekday(np.arange(14.0)[:, None], 8)[:, 0]
    array([ 7.,  8.,  9., 10., 11., 12., 13.,  7.])
    """
    week: Vector = past[-WEEK:][np.arange(days) % WEEK]
    return week


BASELINES: Mapping[str, Rule] = {"last week": last_week, "drift": drift, "same weekday": same_weekday}


def baseline(rule: Rule, history: History, days: int) -> Vector:
    """(draws, days, series) futures of a baseline: its forecast with its own past errors.

    Days that are worked out and no counts are known with errors, and smoother than what came. So each
    future is made from another of the pasts that are equally likely, both forecast and error.
    """
    first = max(5 * WEEK, len(history.flows) - days - ERRORS)
    origins = range(first, len(history.flows) - days + 1)
    pasts = np.nan_to_num(history.likely(max(len(origins), 1)))
    points = np.stack([rule(past, days) for past in pasts])
    if not origins:
        return points
    errors = [
        past[origin : origin + days] - rule(past[:origin], days)
        for past, origin in zip(pasts, origins, strict=True)
    ]
    return np.asarray(np.maximum(points[::-1] + np.stack(errors), 0.0), dtype=float)
