"""concord digest: send seats what they have not read, as cron asks."""

import os
from enum import StrEnum
from typing import Annotated

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Db, SituationName, now
from concord.cli.progress import watched

__all__ = ["digest"]


class Every(StrEnum):
    """Which seats: those that chose one frequency, or whoever is due."""

    DUE = "due"
    DAILY = "daily"
    WEEKLY = "weekly"


def digest(
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
    every: Annotated[
        Every, typer.Option(help="Seats that chose daily or weekly mail, or all that are due.")
    ] = Every.DUE,
    site: Annotated[
        str | None,
        typer.Option(
            envvar="CONCORD_SITE",
            help="The address that links in the mails begin with, as https://concord.example.org.",
        ),
    ] = None,
) -> None:
    """Remind of actions that fall due, note new findings, and send the digests that are due.

    Run it every hour or every day from cron: what was told once is not told again. Exit code 1: some mails
    could not be sent; they are due again.
    """
    os.environ["CONCORD_DATABASE_URL"], os.environ["CONCORD_SITUATION"] = db, situation
    if site:
        os.environ["CONCORD_SITE"] = site
    from concord.cli.serve import prepare

    prepare()
    from concord.web.digests import DigestNotSent, choices_due, send_digest

    _go_round(db)
    at, failed = now(), 0
    due = list(choices_due(at, None if every is Every.DUE else every.value))
    sent = 0
    for choice in watched(due, "digests"):
        try:
            sent += bool(send_digest(choice, at).notices)
        except DigestNotSent as error:
            failed += 1
            typer.echo(f"concord: {error}", err=True)
    typer.echo(f"{sent} sent, {len(due) - sent - failed} with nothing new, {failed} failed")
    if failed:
        raise typer.Exit(SOME_UNREAD)


def _go_round(db: str) -> None:
    """What the clock and the ledger bring since the last round."""
    from concord.ledger import Ledger
    from concord.web.board import board_of_ledger
    from concord.web.rounds import go_round

    with Ledger.open(db) as ledger:
        go_round(board_of_ledger(ledger) if ledger.entries() else None)
