"""Rolling-origin test: forecast again from days past, and compare with what came.

Nothing is shown as a forecast that does not beat the best baseline here; where it does not, the
baseline is what is shown, under its own name, with its own scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.baselines import BASELINES, baseline
from concord.anticipate.forecast import Forecast, forecast
from concord.anticipate.history import History, until
from concord.anticipate.intervals import Scores, scores
from concord.anticipate.scenario import AS_IT_IS, Scenario

__all__ = ["OURS", "Tested", "backtest", "origins_of", "proven_forecast"]

Vector = NDArray[np.float64]

OURS = "process"
ORIGINS = 6
FIRST = 42  # days of history before the first origin
DRAWS = 200
LEAST_HELD = 0.65  # share of days that an 80 % interval must hold


@dataclass(frozen=True, slots=True)
class Tested:
    """How each method fared, from the same days, against the same counts.

    Attributes:
        scores: by method.
        origins: days of history that each forecast was made from.
        days: how far ahead.
    """

    scores: dict[str, Scores]
    origins: tuple[int, ...]
    days: int

    @property
    def best(self) -> str:
        """The method with the least CRPS among those whose intervals hold; a baseline wins a tie.

        A smooth past flatters a baseline: it scores well with intervals that hold far less than they
        say. Such a method is not shown.
        """
        fair = [name for name, one in self.scores.items() if one.within80 >= LEAST_HELD]
        return min(fair or [OURS], key=lambda name: (self.scores[name].crps, name == OURS))


def origins_of(history: History, days: int) -> list[int]:
    """Origins whose days ahead have come, the last ones, a week and a day apart."""
    last = history.grid.days - days
    return [origin for origin in range(last, FIRST - 1, -8) if origin >= FIRST][:ORIGINS][::-1]


def backtest(history: History, days: int, origins: Sequence[int] | None = None, *, seed: int = 1) -> Tested:
    """Every method from every origin; scores over all series and days ahead."""
    origins = list(origins_of(history, days) if origins is None else origins)
    futures: dict[str, list[Vector]] = {name: [] for name in (*BASELINES, OURS)}
    came = []
    for origin in origins:
        past = until(history, origin)
        came.append(history.flows[origin : origin + days])
        futures[OURS].append(forecast(past, days, seed=seed, draws=DRAWS).futures)
        for name, rule in BASELINES.items():
            futures[name].append(baseline(rule, past, days))
    if not origins:
        return Tested({}, (), days)
    kept = {name: _together(made, came) for name, made in futures.items()}
    return Tested(kept, tuple(origins), days)


def proven_forecast(
    history: History, days: int, *, scenario: Scenario = AS_IT_IS, seed: int = 1
) -> tuple[Forecast, Tested]:
    """The forecast of the method that did best from days past, with the scores of all.

    A scenario changes what only the process understands, so with one the process is shown, and
    the scores say how it fares without.
    """
    tested = backtest(history, days, seed=seed)
    made = forecast(history, days, scenario=scenario, seed=seed)
    if not tested.scores or tested.best == OURS or scenario != AS_IT_IS:
        return made, tested
    return replace(made, futures=baseline(BASELINES[tested.best], history, days), method=tested.best), tested


def _together(made: Sequence[Vector], came: Sequence[Vector]) -> Scores:
    """Scores over several origins, whose numbers of draws may differ."""
    least = min(len(one) for one in made)
    even = [one[np.linspace(0, len(one) - 1, least).astype(int)] for one in made]
    return scores(np.concatenate(even, axis=1), np.concatenate(list(came), axis=0))
