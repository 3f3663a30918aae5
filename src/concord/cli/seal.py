"""concord seal: the head of the chain, to write down."""

import json
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.options import Db, Format, Table
from concord.cli.verify import refuse
from concord.ledger import BrokenChain, Ledger, sign

__all__ = ["seal"]


def seal(
    db: Db = "concord.db",
    key: Annotated[
        Path | None,
        typer.Option("--sign", help="A private Ed25519 key (PEM) to sign the seal with.", show_default=False),
    ] = None,
    form: Format = Table.TEXT,
) -> None:
    """Verify the ledger and print a short seal of it, by which any later copy can be checked."""
    try:
        with Ledger.open(db, create=False) as ledger:
            sealed = ledger.seal()
    except BrokenChain as error:
        refuse(error, form)
    signed = {} if key is None else {"signature": sign(sealed, key)}
    typer.echo(
        "\n".join([str(sealed), *signed.values()])
        if form is Table.TEXT
        else json.dumps({"seal": str(sealed), "entries": sealed.entries, **signed})
    )
