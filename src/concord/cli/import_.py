"""concord import: take over what another ledger or an archive holds."""

import json
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Db, Format, Table
from concord.cli.progress import counted
from concord.ledger import Archive, Ledger

__all__ = ["import_"]


def import_(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="An archive's folder, a ledger's file, or postgresql://USER@HOST/DATABASE.",
            show_default=False,
        ),
    ],
    db: Db = "concord.db",
    form: Format = Table.TEXT,
) -> None:
    """Take over every entry of an archive or another ledger, with its chain; twice adds nothing."""
    with Ledger.open(db) as ledger, counted("Taking over entries") as progress:
        if Path(source).is_dir():
            added = ledger.take_over(Archive(Path(source)), progress)
        else:
            with Ledger.open(source, create=False) as other:
                added = ledger.take_over(other, progress)
        seal, where = ledger.seal(), ledger.where
    typer.echo(
        f"{added} entries taken over into {where}, which verifies. Its seal is {seal}."
        if form is Table.TEXT
        else json.dumps({"db": where, "added": added, "entries": seal.entries, "seal": str(seal)})
    )
