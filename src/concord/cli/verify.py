"""concord verify: recompute the chain of the ledger."""

import json

import typer

from concord.cli.exits import BROKEN
from concord.cli.options import Db, Format, Table
from concord.ledger import BrokenChain, Ledger

__all__ = ["verify"]


def verify(db: Db = "concord.db", form: Format = Table.TEXT) -> None:
    """Recompute every hash; name the first entry that was changed, moved or removed."""
    try:
        with Ledger.open(db, create=False) as ledger:
            verified = ledger.verify()
    except BrokenChain as error:
        typer.echo(
            f"concord: {error}"
            if form is Table.TEXT
            else json.dumps({"holds": False, "entry": error.seq, "why": str(error)}),
            err=form is Table.TEXT,
        )
        raise typer.Exit(BROKEN) from None
    told = {"holds": True, "entries": verified.entries, "head": verified.head}
    typer.echo(
        f"The chain of {verified.entries} entries holds. Its head is {verified.head}."
        if form is Table.TEXT
        else json.dumps(told)
    )
