"""Rolling-origin test: forecast again from days past, and compare with what came.

Nothing is shown as a forecast that does not beat the best baseline here, by CRPS; where it does
not, the baseline is what is shown, under its own name, with its own scores. A baseline's intervals
come from quiet days as often as not, so each is first drawn apart until 80 % of them hold 80 % of
what came from the other origins (split conformal prediction; Vovk and others 2005), and is scored
and shown so. Days that are worked out and no counts are smoother than what came; all methods are
scored against one of the pasts that are equally likely, and not against their smooth middle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.baselines import BASELINES, baseline
from concord.anticipate.forecast import Forecast, forecast
from concord.anticipate.history import History, until
from concord.anticipate.intervals import Scores, scores
from concord.anticipate.scenario import AS_IT_IS, Scenario

__all__ = ["OURS", "Tested", "apart", "backtest", "origins_of", "proven_forecast"]

Vector = NDArray[np.float64]

OURS = "process"
ORIGINS = 6
FIRST = 42  # days of history before the first origin
DRAWS = 200
WIDEST = 8.0  # times that a baseline's futures may be drawn apart
LEAST_ROOM = 1e-6  # persons between the middle and an end
HALF = 0.5  # persons, so that a share of nobody is one


@dataclass(frozen=True, slots=True)
class Tested:
    """How each method fared, from the same days, against the same counts.

    Attributes:
        scores: by method.
        origins: days of history that each forecast was made from.
        days: how far ahead.
        wider: how many times each baseline's futures were drawn apart.
    """

    scores: dict[str, Scores]
    origins: tuple[int, ...]
    days: int
    wider: Mapping[str, float] = field(default_factory=dict)

    @property
    def best(self) -> str:
        """The method with the least CRPS; a baseline wins a tie."""
        return min(self.scores, key=lambda name: (self.scores[name].crps, name == OURS), default=OURS)


def origins_of(history: History, days: int) -> list[int]:
    """Origins whose days ahead have come, the last ones, a week and a day apart."""
    last = history.grid.days - days
    return [origin for origin in range(last, FIRST - 1, -8) if origin >= FIRST][:ORIGINS][::-1]


def backtest(history: History, days: int, origins: Sequence[int] | None = None, *, seed: int = 1) -> Tested:
    """Every method from every origin; scores over all series and days ahead."""
    origins = list(origins_of(history, days) if origins is None else origins)
    if not origins:
        return Tested({}, (), days)
    pasts = [until(history, origin) for origin in origins]
    whole = history.likely(1, seed)[0]
    came = [whole[origin : origin + days] for origin in origins]
    kept = {OURS: _together([forecast(past, days, seed=seed, draws=DRAWS).futures for past in pasts], came)}
    wider = {}
    for name, rule in BASELINES.items():
        made = [baseline(rule, past, days) for past in pasts]
        kept[name] = _together(_checked(made, came), came)
        wider[name] = _wider(made, came)
    return Tested(kept, tuple(origins), days, wider)


def proven_forecast(
    history: History, days: int, *, scenario: Scenario = AS_IT_IS, seed: int = 1
) -> tuple[Forecast, Tested]:
    """The forecast of the method that did best from days past, with the scores of all.

    What a scenario changes only the process understands, so a baseline is then multiplied by what
    it changes there.
    """
    tested = backtest(history, days, seed=seed)
    made = forecast(history, days, scenario=scenario, seed=seed)
    if tested.best == OURS:
        return made, tested
    futures = apart(baseline(BASELINES[tested.best], history, days), tested.wider[tested.best])
    if scenario != AS_IT_IS:
        plain = forecast(history, days, seed=seed)
        futures = futures * (made.median + HALF) / (plain.median + HALF) * (made.futures.max(axis=0) > 0)
    return replace(made, futures=futures, method=tested.best), tested


def apart(futures: Vector, times: float) -> Vector:
    """Futures so many times as far from their median; nobody is fewer than none.

    >>> apart(np.array([8.0, 10.0, 14.0])[:, None, None], 2.0)[:, 0, 0]
    array([ 6., 10., 18.])
    """
    middle = np.median(futures, axis=0)
    return np.asarray(np.maximum(middle + times * (futures - middle), 0.0), dtype=float)


def _checked(made: Sequence[Vector], came: Sequence[Vector]) -> list[Vector]:
    """Futures from each origin, drawn apart as all the other origins ask."""
    rest = range(len(made))
    others = [[number for number in rest if number != left] for left in rest]
    return [
        apart(one, _wider([made[n] for n in kept], [came[n] for n in kept]))
        for one, kept in zip(made, others, strict=True)
    ]


def _wider(made: Sequence[Vector], came: Sequence[Vector]) -> float:
    """The least times that futures are drawn apart for 80 % of intervals to hold 80 % of what came."""
    asked = [_asked(one, what) for one, what in zip(made, came, strict=True)]
    return float(np.clip(np.quantile(np.concatenate(asked), 0.8), 1, WIDEST)) if asked else 1.0


def _asked(futures: Vector, came: Vector) -> Vector:
    """How many times each interval would have to be drawn apart to hold what came there."""
    low, middle, high = np.quantile(futures, [0.1, 0.5, 0.9], axis=0)
    off = came - middle
    room = np.maximum(np.where(off > 0, high - middle, middle - low), LEAST_ROOM)
    return np.asarray((np.abs(off) / room)[~np.isnan(came)], dtype=float)


def _together(made: Sequence[Vector], came: Sequence[Vector]) -> Scores:
    """Scores over several origins, whose numbers of draws may differ."""
    least = min(len(one) for one in made)
    even = [one[np.linspace(0, len(one) - 1, least).astype(int)] for one in made]
    return scores(np.concatenate(even, axis=1), np.concatenate(list(came), axis=0))
