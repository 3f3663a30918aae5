"""Days from totals and days ahead, so that people can be received with dignity.

Nowcast: daily flows from cumulative and period claims, summing to the balanced account. Forecast:
what may come in the next four weeks, scored against what came. Reception: what a site or a
crossing then needs, and when it breaks which standard. Destinations: where people go on to.

A forecast is no target. Nothing here names a number of people to be returned.
"""

from concord.anticipate.assumptions import NO_TARGET, Assumptions, told
from concord.anticipate.backtest import Tested, backtest, proven_forecast
from concord.anticipate.claims import Claim, Closure, Total, known
from concord.anticipate.errors import (
    BadScenario,
    NothingToGoOn,
    OutsideTheGrid,
    TotalsContradict,
    UnknownSeries,
)
from concord.anticipate.forecast import Forecast, forecast, forecast_rows
from concord.anticipate.grid import Grid
from concord.anticipate.history import History, of_nowcast
from concord.anticipate.intervals import Scores, crps, scores
from concord.anticipate.nowcast import Nowcast, Sum, nowcast, nowcast_rows
from concord.anticipate.scenario import Extension, Moved, Scenario, read_scenario

__all__ = [
    "NO_TARGET",
    "Assumptions",
    "BadScenario",
    "Claim",
    "Closure",
    "Extension",
    "Forecast",
    "Grid",
    "History",
    "Moved",
    "NothingToGoOn",
    "Nowcast",
    "OutsideTheGrid",
    "Scenario",
    "Scores",
    "Sum",
    "Tested",
    "Total",
    "TotalsContradict",
    "UnknownSeries",
    "backtest",
    "crps",
    "forecast",
    "forecast_rows",
    "known",
    "nowcast",
    "nowcast_rows",
    "of_nowcast",
    "proven_forecast",
    "read_scenario",
    "scores",
    "told",
]
