"""concord nowcast: people a day by crossing and status, from what parties say of longer periods."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.anticipating import Deadlines, Form, Out, ScenarioFile, as_csv, as_json, days_of
from concord.cli.options import AsOf, Db, SituationName, day_of, situation_of
from concord.cli.parquet import write

if TYPE_CHECKING:
    from concord.accounts import ClaimTable
    from concord.anticipate import Closure
    from concord.pipeline.anticipate import Nowcasted

__all__ = ["nowcast"]

DISTRUSTED = 0.5  # weight below which a claim is named as contradicted by the rest


def nowcast(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Claims in columns: .csv, .tsv, .json, .jsonl or .parquet; without it, the ledger.",
            show_default=False,
        ),
    ] = None,
    measure: Annotated[str, typer.Option(help="What the people did.")] = "returned",
    crossing: Annotated[
        list[str] | None, typer.Option(help="A crossing with a series of its own.", show_default=False)
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="A legal status with a series of its own.", show_default=False)
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day.", show_default=False)
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The last day.", show_default=False)
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="The country they leave (ISO 3166-1 alpha-3).", show_default=False)
    ] = None,
    totals: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Balanced figures that the days are to sum to exactly.", show_default=False
        ),
    ] = None,
    scenario: ScenarioFile = None,
    deadline: Deadlines = None,
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[Form, typer.Option("--format", help="For people, or for machines.")] = Form.TEXT,
    out: Out = None,
) -> None:
    """Work out people a day from cumulative and period claims, with intervals, summing to given totals."""
    from concord.pipeline.anticipate import Asked, nowcast_figures

    day = day_of(as_of)
    claims, held = _claims(file, db, situation, day), _held(totals)
    asked = Asked(
        measure=measure,
        crossings=tuple(crossing or ()),
        statuses=tuple(status or ()),
        first=day_of(first),
        last=day_of(last),
        country=country,
    )
    done = nowcast_figures(
        claims.figures,
        situation_of(situation),
        asked,
        totals=held.figures if held else (),
        closures=_closures(scenario),
        deadlines=days_of(deadline),
        as_of=day,
        names={**claims.names, **(held.names if held else {})},
    )
    write(_told(done, form), out)


def _claims(file: Path | None, db: str, situation: str, day: date | None) -> "ClaimTable":
    from concord.accounts import ClaimTable, claims_from
    from concord.pipeline.account import rows_of

    if file is not None:
        return claims_from(rows_of(file), document=file.name)
    from concord.cli.check import load

    figures = load(db, situation, day).figures
    return ClaimTable(figures, (), (), {figure.id: figure.id[:10] for figure in figures})


def _held(file: Path | None) -> "ClaimTable | None":
    return None if file is None else _claims(file, "", "", None)


def _closures(scenario: Path | None) -> "tuple[Closure, ...]":
    from concord.pipeline.anticipate import scenario_of

    return () if scenario is None else scenario_of(scenario).closures


def _told(done: "Nowcasted", form: Form) -> str:
    from concord.anticipate import nowcast_rows

    if form is Form.CSV:
        return as_csv(nowcast_rows(done.nowcast))
    if form is Form.JSON:
        return as_json(_record(done))
    return "\n".join([*_for_people(done), ""])


def _record(done: "Nowcasted") -> dict[str, Any]:
    from concord.anticipate import Assumptions, nowcast_rows, told

    made = done.nowcast
    return {
        "days": list(nowcast_rows(made)),
        "claims": [
            {"name": claim.name, "party": claim.party, "weight": round(float(weight), 3)}
            for claim, weight in zip(made.claims, made.weights, strict=True)
        ],
        "unused": [{"name": one.name, "reason": one.reason} for one in done.unused],
        "learned": made.steps,
        "assumptions": told(Assumptions()),
    }


def _for_people(done: "Nowcasted") -> Iterator[str]:
    made = done.nowcast
    low, high = made.between(0.8)
    for number, (crossing, status) in enumerate(made.grid.names):
        yield f"{crossing}, {status}: {made.flows[:, number].sum():,.0f} persons"
        for day, when in enumerate(made.grid.dates):
            count, ends = made.flows[day, number], (low[day, number], high[day, number])
            yield f"  {when:%a %Y-%m-%d}  {count:>9,.0f}  {ends[0]:>9,.0f} to {ends[1]:,.0f}"
    for claim, weight in zip(made.claims, made.weights, strict=True):
        if weight < DISTRUSTED:
            yield f"contradicted by the rest: {claim.name} ({claim.party}: {claim.value:,.0f})"
    for one in done.unused:
        yield f"not used: {one.name}: {one.reason}"
    yield f"{len(made.claims)} claims, {len(done.unused)} not used; intervals hold 80 % of days."
