"""The entry point: all commands, and one place where errors become a message and an exit code.

Exit codes: 0 done · 1 done, but some files or rows could not be read · 2 wrong use · 3 the ledger does
not hold (broken chain) · 4 anything else that Concord could not do.
"""

import os
import sys

import typer

from concord.cli import (
    account,
    backup,
    brief,
    check,
    decide,
    demo,
    digest,
    export,
    figures,
    forecast,
    import_,
    ingest,
    nowcast,
    picture,
    read,
    reception,
    seal,
    series,
    serve,
    sites,
    stand,
    verify,
)
from concord.cli.exits import FAILED
from concord.cli.map import map_table
from concord.cli.shapes import shapes
from concord.cli.watch import watch
from concord.errors import ConcordError

__all__ = ["app", "main"]

app = typer.Typer(
    name="concord",
    help="The shared record of refugee returns: read what parties announce, keep every figure "
    "with its words, find contradictions, balance the account.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    read.read,
    ingest.ingest,
    check.check,
    account.account,
    brief.brief,
    picture.picture,
    brief.changes,
    decide.decide,
    figures.figures,
    verify.verify,
    seal.seal,
    backup.backup,
    export.export,
    series.series,
    serve.serve,
    serve.seat,
    stand.stand,
    digest.digest,
    sites.sites,
    demo.demo,
    nowcast.nowcast,
    forecast.forecast,
    reception.reception,
):
    app.command()(command)
app.command("map")(map_table)
app.command()(shapes)
app.command("watch")(watch)
app.command("import")(import_.import_)


def main() -> None:
    """Run a command; an error that Concord raises on purpose is one sentence on standard error."""
    # Accounts are many small matrices: more threads than one mostly wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except ConcordError as error:
        print(f"concord: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(FAILED)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
