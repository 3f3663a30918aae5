"""concord forecast: what may come in the next days, with how well the method did before."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.anticipating import Deadlines, Form, Out, ScenarioFile, as_csv, as_json, days_of
from concord.cli.options import AsOf, SituationName, day_of, situation_of
from concord.cli.parquet import write

if TYPE_CHECKING:
    from concord.anticipate import Forecast, Tested

__all__ = ["forecast"]


def forecast(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Days in columns date, crossing, status, persons: a nowcast as CSV will do.",
            show_default=False,
        ),
    ],
    days: Annotated[int, typer.Option(min=1, max=28, help="How many days ahead.")] = 14,
    scenario: ScenarioFile = None,
    deadline: Deadlines = None,
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[Form, typer.Option("--format", help="For people, or for machines.")] = Form.TEXT,
    out: Out = None,
) -> None:
    """Say what may come in the next days, beside how this and simpler methods did. No target, no quota."""
    from concord.anticipate import Scenario, proven_forecast
    from concord.pipeline.account import rows_of
    from concord.pipeline.anticipate import history_of, known_deadlines, scenario_of

    day = day_of(as_of)
    known = [*known_deadlines(situation_of(situation), day), *days_of(deadline)]
    assumed = Scenario() if scenario is None else scenario_of(scenario)
    history = history_of(rows_of(file), deadlines=known, as_of=day)
    made, tested = proven_forecast(history, days, scenario=assumed)
    write(_told(made, tested, form), out)


def _told(made: "Forecast", tested: "Tested", form: Form) -> str:
    from concord.anticipate import forecast_rows

    if form is Form.CSV:
        return as_csv(forecast_rows(made))
    if form is Form.JSON:
        return as_json(_record(made, tested))
    return "\n".join([*_for_people(made, tested), ""])


def _record(made: "Forecast", tested: "Tested") -> dict[str, Any]:
    from concord.anticipate import NO_TARGET, forecast_rows

    return {
        "notice": NO_TARGET,
        "scenario": made.scenario.name,
        "method": made.method,
        "days": list(forecast_rows(made)),
        "scores": [{"method": name, **asdict(one)} for name, one in tested.scores.items()],
        "tested_from": len(tested.origins),
    }


def _for_people(made: "Forecast", tested: "Tested") -> Iterator[str]:
    from concord.anticipate import NO_TARGET

    yield NO_TARGET
    yield f"Scenario: {made.scenario.name}. Method: {made.method}."
    (low, high), middle = made.between(0.8), made.median
    for number, (crossing, status) in enumerate(made.grid.names):
        yield f"{crossing}, {status}"
        for day, when in enumerate(made.grid.dates):
            ends = f"{low[day, number]:>9,.0f} to {high[day, number]:,.0f}"
            yield f"  {when:%a %Y-%m-%d}  {middle[day, number]:>9,.0f}  {ends}"
    yield from _scores(tested)


def _scores(tested: "Tested") -> Iterator[str]:
    if not tested.scores:
        yield "Too few days to test any method on days past: take the intervals with doubt."
        return
    yield f"From {len(tested.origins)} days past, {tested.days} days ahead each:"
    for name, one in sorted(tested.scores.items(), key=lambda item: item[1].crps):
        held = f"80 % intervals held {one.within80:.0%}, 95 % ones {one.within95:.0%}"
        yield f"  {name:<14} CRPS {one.crps:>8,.1f} persons  bias {one.bias:>+6.0%}  {held}"
