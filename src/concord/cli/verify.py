"""concord verify: recompute the chain of the ledger."""

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from concord.cli.exits import BROKEN
from concord.cli.options import Db, Format, Table
from concord.ledger import BrokenChain, Ledger, Seal, check_signature

__all__ = ["refuse", "verify"]


def verify(
    db: Db = "concord.db",
    seal: Annotated[
        str | None,
        typer.Option(
            "--seal", help="A seal noted earlier; the ledger must hold what was sealed.", show_default=False
        ),
    ] = None,
    signature: Annotated[
        str | None,
        typer.Option("--signature", help="A signature under that seal; needs --key.", show_default=False),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", help="The public Ed25519 key (PEM) of who signed.", show_default=False),
    ] = None,
    form: Format = Table.TEXT,
) -> None:
    """Recompute every hash; name the first entry that was changed, moved or removed."""
    noted = None if seal is None else Seal.read(seal)
    if signature is not None or key is not None:
        if noted is None or signature is None or key is None:
            raise typer.BadParameter("--seal, --signature and --key are needed together")
        check_signature(noted, signature, key)
    try:
        with Ledger.open(db, create=False) as ledger:
            verified = ledger.verify(seal=noted)
    except BrokenChain as error:
        refuse(error, form)
    told = {"holds": True, "entries": verified.entries, "head": verified.head}
    sealed = "" if noted is None else f" The first {noted.entries} are those that were sealed."
    sealed += "" if key is None else f" The holder of {key} signed the seal."
    typer.echo(
        f"The chain of {verified.entries} entries holds. Its head is {verified.head}.{sealed}"
        if form is Table.TEXT
        else json.dumps(told)
    )


def refuse(error: BrokenChain, form: Table) -> NoReturn:
    """Say what does not hold, and end."""
    typer.echo(
        f"concord: {error}"
        if form is Table.TEXT
        else json.dumps({"holds": False, "entry": error.seq, "why": str(error)}),
        err=form is Table.TEXT,
    )
    raise typer.Exit(BROKEN) from None
