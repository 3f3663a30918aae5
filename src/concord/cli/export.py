"""concord export: the ledger as plain files."""

import json
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Db, Format, Table
from concord.cli.progress import counted
from concord.ledger import Ledger

__all__ = ["export"]


def export(
    folder: Annotated[Path, typer.Argument(help="A new folder for the files.", show_default=False)],
    ledger: Annotated[
        bool, typer.Option("--ledger", help="Everything: log, chain, bytes.", show_default=False)
    ] = False,
    db: Db = "concord.db",
    form: Format = Table.TEXT,
) -> None:
    """Write the whole ledger as JSON Lines and files that need no Concord to be read and checked."""
    if not ledger:
        raise typer.BadParameter("say what is to be exported: --ledger", param_hint="--ledger")
    with Ledger.open(db, create=False) as opened, counted("Writing entries") as progress:
        seal = opened.write_archive(folder, progress)
    told = {"folder": str(folder), "entries": seal.entries, "seal": str(seal)}
    typer.echo(
        f"{seal.entries} entries written to {folder}. Their seal is {seal}."
        if form is Table.TEXT
        else json.dumps(told)
    )
