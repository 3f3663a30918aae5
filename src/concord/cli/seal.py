"""concord seal: the head of the chain, to write down."""

import json

import typer

from concord.cli.options import Db, Format, Table
from concord.cli.verify import refuse
from concord.ledger import BrokenChain, Ledger

__all__ = ["seal"]


def seal(db: Db = "concord.db", form: Format = Table.TEXT) -> None:
    """Verify the ledger and print a short seal of it, by which any later copy can be checked."""
    try:
        with Ledger.open(db, create=False) as ledger:
            sealed = ledger.seal()
    except BrokenChain as error:
        refuse(error, form)
    typer.echo(
        str(sealed) if form is Table.TEXT else json.dumps({"seal": str(sealed), "entries": sealed.entries})
    )
