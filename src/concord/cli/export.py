"""concord export: the record for other programs, or the whole ledger as plain files."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import AsOf, Db, SituationName, Table, day_of, now, situation_of
from concord.cli.progress import counted
from concord.ledger import Filter, Ledger
from concord.pipeline.exports import export_from
from concord.pipeline.questions import asked
from concord.publish.exports.columns import FLOWS
from concord.publish.exports.formats import FORMATS, format_named
from concord.publish.exports.streams import noticed

__all__ = ["export"]

NAMES = ", ".join(FORMATS)


def _any_of(name: str, words: str) -> Any:
    return typer.Option(name, help=f"{words}; may be repeated, - for none given.", show_default=False)


def _one(name: str, words: str, metavar: str = "DATE") -> Any:
    return typer.Option(name, metavar=metavar, help=words, show_default=False)


def export(
    folder: Annotated[
        Path | None, typer.Argument(help="With --ledger: a new folder for its files.", show_default=False)
    ] = None,
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Everything: log, chain, bytes.", show_default=False)
    ] = False,
    form: Annotated[
        str, typer.Option("--format", help=f"{NAMES}; with --ledger text or json, how to tell it.")
    ] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write.", show_default=False)
    ] = None,
    flow: Annotated[
        str, typer.Option(help="claims: a row a figure as said; account: a row a cell.")
    ] = "claims",
    measure: Annotated[list[str] | None, _any_of("--measure", "What was counted")] = None,
    status: Annotated[list[str] | None, _any_of("--status", "Legal status")] = None,
    party: Annotated[list[str] | None, _any_of("--party", "Who claims it")] = None,
    place: Annotated[list[str] | None, _any_of("--place", "The place, as written")] = None,
    since: Annotated[str | None, _one("--since", "Of a period that ends then or later.")] = None,
    until: Annotated[str | None, _one("--until", "Of a period that begins then or earlier.")] = None,
    limit: Annotated[str | None, _one("--limit", "At most so many.", "NUMBER")] = None,
    as_of: AsOf = None,
    site: Annotated[str, _one("--site", "What stands before the path of every address.", "ADDRESS")] = "",
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
) -> None:
    """Write rows of the record in a format for other programs, or with --ledger all of it as plain files."""
    if ledger:
        _archive(folder, db, form)
        return
    if out is None or form == "text":
        raise typer.BadParameter(f"say --format ({NAMES}) and --out FILE, or --ledger FOLDER")
    if flow not in FLOWS:
        raise typer.BadParameter(f"{flow!r} is neither of {', '.join(FLOWS)}", param_hint="--flow")
    many = {"measure": measure, "status": status, "party": party, "place": place}
    pairs = [(name, value) for name, values in many.items() for value in values or ()]
    pairs += [(n, v) for n, v in (("since", since), ("until", until), ("limit", limit)) if v is not None]
    count = _written(out, form, flow, asked(pairs), as_of, db, situation, site.rstrip("/"))
    typer.echo(f"{count} rows written to {out}.")


def _written(
    out: Path, form: str, flow: str, question: Filter, as_of: str | None, db: str, situation: str, site: str
) -> int:
    """Rows into the file; one that is not finished does not stand under its name."""
    chosen, terms, day = format_named(form), situation_of(situation), day_of(as_of)
    unfinished = out.with_name(f"{out.name}.part")
    with Ledger.open(db, create=False) as opened, counted("Writing rows") as progress:
        told = export_from(
            flow, opened, terms, question, today=now().date(), as_of=day, site=site, findings=chosen.findings
        )
        try:
            with unfinished.open("wb") as stream:
                count = chosen.write(told.table, noticed(told.rows, progress), stream, told.about)
            unfinished.replace(out)
        finally:
            unfinished.unlink(missing_ok=True)
    return count


def _archive(folder: Path | None, db: str, form: str) -> None:
    if folder is None:
        raise typer.BadParameter("name a new folder for the files of the ledger", param_hint="FOLDER")
    if form not in set(Table):
        raise typer.BadParameter(f"with --ledger it is told as {', '.join(Table)}", param_hint="--format")
    with Ledger.open(db, create=False) as opened, counted("Writing entries") as progress:
        seal = opened.write_archive(folder, progress)
    told = {"folder": str(folder), "entries": seal.entries, "seal": str(seal)}
    typer.echo(
        f"{seal.entries} entries written to {folder}. Their seal is {seal}."
        if Table(form) is Table.TEXT
        else json.dumps(told)
    )
