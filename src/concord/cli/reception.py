"""concord reception: what a site needs for those who may come, and when it breaks which standard."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.anticipating import Form, Out, as_csv, as_json
from concord.cli.options import SituationName, situation_of
from concord.cli.parquet import write

if TYPE_CHECKING:
    from concord.anticipate.destinations import Destination
    from concord.anticipate.reception import Plan

__all__ = ["reception"]


class Level(StrEnum):
    """Which end of a forecast to prepare for."""

    LOW = "low80"
    MIDDLE = "median"
    HIGH = "high80"
    VERY_HIGH = "high95"


def reception(
    site: Annotated[
        Path, typer.Argument(metavar="SITE", help="The site and all assumptions (TOML).", show_default=False)
    ],
    arrivals: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="People by day: a forecast as CSV will do.", show_default=False),
    ] = None,
    a_day: Annotated[
        float | None, typer.Option("--a-day", help="So many people every day.", show_default=False)
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="For how many days, with --a-day.")] = 28,
    crossing: Annotated[
        str | None, typer.Option(help="Only arrivals by this crossing.", show_default=False)
    ] = None,
    level: Annotated[Level, typer.Option(help="Which end of a forecast to prepare for.")] = Level.HIGH,
    going: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Intended provinces, and populations (TOML).", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the chances of the simulation.")] = 1,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[Form, typer.Option("--format", help="For people, or for machines.")] = Form.TEXT,
    out: Out = None,
) -> None:
    """Run a site through days of arrivals: occupancy, queues, standards broken, and what removes that."""
    from concord.anticipate import NothingToGoOn
    from concord.anticipate.reception import plan, read_site
    from concord.pipeline.anticipate import arrivals_of, text_of

    if (arrivals is None) == (a_day is None):
        raise NothingToGoOn("arrivals (give either --arrivals FILE or --a-day NUMBER)")
    coming = [a_day] * days if a_day is not None else arrivals_of(_rows(arrivals), level.value, crossing)
    told_site = read_site(text_of(site))
    made = plan(told_site, coming, situation_of(situation).standards, seed=seed)
    onward = _onward(going, coming, made)
    write(_told(made, onward, form), out)


def _rows(arrivals: Path | None) -> Sequence[Any]:
    from concord.pipeline.account import rows_of

    return [] if arrivals is None else rows_of(arrivals)


def _onward(going: Path | None, coming: Sequence[float], made: "Plan") -> "list[Destination]":
    from concord.anticipate import BadScenario
    from concord.anticipate.destinations import destinations, read_destinations
    from concord.pipeline.anticipate import text_of

    if going is None:
        return []
    try:
        tables = read_destinations(tomllib.loads(text_of(going)))
    except tomllib.TOMLDecodeError as error:
        raise BadScenario((f"not TOML: {error}",)) from None
    intended = tables.pop("intended")
    return destinations(
        [sum(coming)],
        intended,
        population=tables["population"],
        capacity=tables["capacity"],
        before=tables["before"],
        size=made.course.site.family_size,
    )


def _told(made: "Plan", onward: "Sequence[Destination]", form: Form) -> str:
    if form is Form.CSV:
        return as_csv(asdict(one) for one in made.judged)
    if form is Form.JSON:
        return as_json(_record(made, onward))
    return "\n".join([*_for_people(made, onward), ""])


def _record(made: "Plan", onward: "Sequence[Destination]") -> dict[str, Any]:
    from concord.anticipate import NO_TARGET, told

    course = made.course
    return {
        "notice": NO_TARGET,
        "standards": [asdict(one) for one in made.judged],
        "hours": {
            "occupancy": course.occupancy.tolist(),
            "waiting": course.waiting.tolist(),
            "waiting_for_a_seat": course.ready.tolist(),
        },
        "arrived": course.arrived.tolist(),
        "families": course.families,
        "relieved": asdict(made.relieved),
        "still_broken": [asdict(one) for one in made.left],
        "destinations": [asdict(one) for one in onward],
        "assumptions": told(course.site),
    }


def _for_people(made: "Plan", onward: "Sequence[Destination]") -> Iterator[str]:
    from concord.anticipate import NO_TARGET

    course, site = made.course, made.course.site
    yield NO_TARGET
    came = float(course.arrived.sum())
    yield (
        f"{site.name}: {came:,.0f} persons in {course.families:,} families over {course.days} days "
        f"({site.family_mean:g} persons a family assumed)."
    )
    most, waiting = course.occupancy.max(initial=0), course.waiting.max(initial=0)
    yield f"At most {most:,.0f} persons had a place, and {waiting:,.0f} waited for one at once."
    for one in made.judged:
        since = f"from day {one.first_broken}" if one.first_broken else ""
        yield f"{one.state:>8}  {one.label:<34} {since:<12} {'' if one.remedy == 'nothing' else one.remedy}"
    for place in onward:
        thousand = place.per_thousand
        pressure = "population not told" if thousand is None else f"{thousand:.1f} a thousand residents"
        over = f", {place.over:,.0f} more than it can receive" if place.over else ""
        people = f"{place.persons:,.0f} persons, {place.families:,.0f} families"
        yield f"to {place.area}: {people}, {pressure}{over}"
    yield "Standards are indicators to read in context. Every assumption is in --format json."
