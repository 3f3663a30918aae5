"""concord backup: a copy of the ledger in a file, made while others write."""

import json
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Db, Format, Table
from concord.cli.progress import counted
from concord.ledger import Ledger

__all__ = ["backup"]


def backup(
    file: Annotated[
        Path,
        typer.Argument(
            help="The copy: a new file, or an earlier copy that takes over what has come since.",
            show_default=False,
        ),
    ],
    db: Db = "concord.db",
    form: Format = Table.TEXT,
) -> None:
    """Copy the ledger as of this moment into a file, and verify the copy; others may go on writing."""
    with Ledger.open(db, create=False) as ledger, Ledger.open(file) as copy:
        with counted("Copying entries") as progress:
            added = copy.take_over(ledger, progress)
        seal = copy.seal()
    typer.echo(
        f"{seal.entries} entries in {file}, {added} of them new; the copy verifies. Its seal is {seal}."
        if form is Table.TEXT
        else json.dumps({"file": str(file), "added": added, "entries": seal.entries, "seal": str(seal)})
    )
