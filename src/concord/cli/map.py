"""concord map: say once what the columns of a table are."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Db, Format, SituationName, Table, now, situation_of
from concord.errors import ConcordError
from concord.mapping import (
    FIELDS,
    ColumnRule,
    Mapped,
    Proposal,
    TableMapping,
    UnmappedColumns,
    parsed_rule,
    save_mapping,
)
from concord.pipeline.map import Unmapped, folder_beside, made, open_tables, try_mapping
from concord.situation import Situation

__all__ = ["Mappings", "map_table"]

SHOWN = 10  # sums that do not come out, in the terminal

Sets = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="COLUMN=FIELD", help="What a column is; FIELD as in --fields.", show_default=False
    ),
]
Whole = Annotated[
    list[str] | None,
    typer.Option("--table", metavar="FIELD=VALUE", help="What holds for every figure.", show_default=False),
]


Mappings = Annotated[
    Path | None,
    typer.Option("--mappings", help="Folder of mappings; beside the ledger by default.", show_default=False),
]


def map_table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with a table.", show_default=False)],
    sets: Sets = None,
    whole: Whole = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take the proposals for all other columns.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show columns and proposals, and save nothing.")
    ] = False,
    fields: Annotated[bool, typer.Option("--fields", help="List what a column can be, and end.")] = False,
    number: Annotated[int, typer.Option("--number", help="Which table of the file, by its rows.", min=1)] = 1,
    by: Annotated[str | None, typer.Option("--by", help="Who reviewed it.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option("--name", help="What to call it.", show_default=False)] = None,
    db: Db = "concord.db",
    mappings: Mappings = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
) -> None:
    """Say what the columns of a table are; read and ingest use it for every table with this header."""
    if fields:
        typer.echo("\n".join(f"{field:14}{told}" for field, told in FIELDS.items()))
        return
    known = situation_of(situation)
    shown = _opened(file, known, number)
    said = _said(sets or [], shown)
    asked = not (accept or show or sets)
    if show or asked:
        _show(shown, form)
    if show:
        return
    rules = _asked(shown, said) if asked else _taken(shown, said, accept=accept)
    fixed = _whole(whole or [], shown, rules, accept=accept, asked=asked)
    mapping = made(shown, rules, fixed, known, name=name or shown.document.name)
    mapped = try_mapping(mapping, shown, known)
    if asked:
        _tell(mapped, err=True)
        by = by or typer.prompt("Reviewed by", err=True)
        typer.confirm("Keep this mapping?", default=True, abort=True, err=True)
    if not by:
        raise typer.BadParameter("a mapping is answered for by somebody: give --by", param_hint="--by")
    reviewed = mapping.reviewed(by, now().isoformat())
    path = save_mapping(reviewed, mappings if mappings is not None else folder_beside(db))
    _outcome(reviewed, mapped, path, form, told=asked)


def _opened(file: Path, situation: Situation, number: int) -> Unmapped:
    tables = open_tables(file, situation)
    if number > len(tables):
        raise typer.BadParameter(f"the file has {len(tables)} table(s) with a header", param_hint="--number")
    if len(tables) > 1:
        rows = len(tables[number - 1].table.rows)
        typer.echo(f"{len(tables)} tables; this is number {number}, of {rows} rows (--number).", err=True)
    return tables[number - 1]


def _said(sets: list[str], shown: Unmapped) -> dict[str, ColumnRule]:
    """The rules given by --set; a column may be named by its number too.

    Raises:
        typer.BadParameter: not of the form, or no such column.
    """
    said = {}
    for text in sets:
        column = next(
            (c for c in sorted(shown.table.columns, key=len, reverse=True) if text.startswith(f"{c}=")), None
        )
        if column is None:
            known = ", ".join(map(repr, shown.table.columns))
            raise typer.BadParameter(f"{text!r} begins with no column and = ({known})", param_hint="--set")
        said[column] = parsed_rule(column, text[len(column) + 1 :])
    return said


def _taken(shown: Unmapped, said: Mapping[str, ColumnRule], *, accept: bool) -> list[ColumnRule]:
    rules = [said.get(p.column) or (p.rule if accept else None) for p in shown.proposals]
    missing = [p.column for p, rule in zip(shown.proposals, rules, strict=True) if rule is None]
    if missing:
        raise UnmappedColumns(missing)
    return [rule for rule in rules if rule is not None]


def _asked(shown: Unmapped, said: Mapping[str, ColumnRule]) -> list[ColumnRule]:
    """Ask for each column; Enter takes the proposal, ? lists the fields."""
    typer.echo("Enter takes what is proposed; ? lists what a column can be.", err=True)
    return [said.get(proposal.column) or _ask(proposal) for proposal in shown.proposals]


def _ask(proposal: Proposal) -> ColumnRule:
    while True:
        proposed = _written(proposal.rule) if proposal.rule is not None else None
        answer = typer.prompt(f"{proposal.column} is", default=proposed, err=True).strip()
        if answer == proposed and proposal.rule is not None:
            return proposal.rule
        if answer == "?":
            typer.echo("\n".join(f"  {field:14}{told}" for field, told in FIELDS.items()), err=True)
            continue
        try:
            rule = parsed_rule(proposal.column, answer)
        except ConcordError as error:
            typer.echo(f"  {error}", err=True)
            continue
        if rule.field in FIELDS:
            return rule
        typer.echo(f"  {rule.field!r} is no field ({', '.join(FIELDS)})", err=True)


def _written(rule: ColumnRule) -> str:
    """A rule as --set takes it."""
    said = [f"{name}={value}" for name, value in (*rule.fixed.items(), *rule.values.items())]
    said += [f"order={rule.order}"] if rule.order else []
    said += [f"total_of={'+'.join(rule.total_of)}"] if rule.total_of else []
    return rule.field + (f":{','.join(said)}" if said else "")


def _whole(
    whole: list[str], shown: Unmapped, rules: list[ColumnRule], *, accept: bool, asked: bool
) -> dict[str, str]:
    fixed = dict(shown.fixed) if accept or asked else {}
    for text in whole:
        field, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"{text!r} is not FIELD=VALUE", param_hint="--table")
        fixed[field.strip()] = value.strip()
    numbers = [rule for rule in rules if rule.field == "value"]
    told = any(rule.field == "measure" for rule in rules) or all("measure" in rule.fixed for rule in numbers)
    if asked and fixed:
        said = ", ".join(f"{field}={value}" for field, value in fixed.items())
        typer.echo(f"For every figure: {said} (--table FIELD=VALUE says otherwise)", err=True)
    if asked and not told:
        proposed = fixed.get("measure")
        fixed["measure"] = typer.prompt(
            "Counted are (returned, deported, ...)", default=proposed, err=True
        ).strip()
    return fixed


def _show(shown: Unmapped, form: Table) -> None:
    if form is not Table.TEXT:
        told = [asdict(p) | {"rule": asdict(p.rule) if p.rule else None} for p in shown.proposals]
        typer.echo(json.dumps({"columns": told, "table": dict(shown.fixed)}, ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table as Grid

    grid = Grid(title=f"{shown.document.name}: {len(shown.table.rows)} rows")
    for heading in ("column", "cells", "proposed", "because"):
        grid.add_column(heading, overflow="fold")
    for p in shown.proposals:
        grid.add_row(p.column, " · ".join(p.samples), _written(p.rule) if p.rule else "?", p.why)
    Console(file=sys.stderr if sys.stdin.isatty() else sys.stdout).print(grid, markup=False)


def _tell(mapped: Mapped, *, err: bool) -> None:
    typer.echo(f"{len(mapped.figures)} figures.", err=err)
    for told in mapped.told[:SHOWN]:
        typer.echo(f"  {told}", err=err)
    if len(mapped.told) > SHOWN:
        typer.echo(f"  and {len(mapped.told) - SHOWN} more", err=err)


def _outcome(mapping: TableMapping, mapped: Mapped, path: Path, form: Table, *, told: bool) -> None:
    if form is not Table.TEXT:
        counts = {"figures": len(mapped.figures), "told": list(mapped.told)}
        typer.echo(
            json.dumps(
                {"mapping": str(path), "fingerprint": mapping.fingerprint, **counts}, ensure_ascii=False
            )
        )
        return
    if not told:
        _tell(mapped, err=False)
    typer.echo(f"Kept in {path}; tables with this header are read by it from now on.")
