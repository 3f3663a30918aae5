"""concord serve and concord seat: the committee's web application."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from concord.cli.exits import FAILED
from concord.cli.options import Db, SituationName
from concord.errors import ConcordError

__all__ = ["WeakSettings", "prepare", "seat", "serve"]

DEMO_PASSWORD = "return with dignity"  # printed at the start of every demo; production refuses to run it


class WeakSettings(ConcordError):
    """A server in production would run with these weak settings; carries what to change."""

    def __init__(self, weak: tuple[str, ...]) -> None:
        self.weak = weak
        super().__init__("this server is not fit for production:\n  - " + "\n  - ".join(weak))


def serve(
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Example reports and a seat for every persona, in a folder of its own."),
    ] = False,
    folder: Annotated[Path, typer.Option(help="Where the demo keeps its ledger.")] = Path("demo"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1, max=64)] = 1,
    production: Annotated[
        bool, typer.Option("--production", help="Refuse to run with weak settings.")
    ] = False,
) -> None:
    """Serve the committee's web application: evidence, findings, accounts, agreement."""
    if demo:
        folder.mkdir(parents=True, exist_ok=True)
        db = str(folder / "concord.db")
        os.environ["CONCORD_DEMO"] = "1"
    if production:
        os.environ["CONCORD_MODE"] = "production"
    os.environ["CONCORD_DATABASE_URL"], os.environ["CONCORD_SITUATION"] = db, situation
    prepare()
    if demo:
        _fill_demo(db, situation)
    typer.echo(f"Concord is at http://{host}:{port}/  (stop with Ctrl+C)")
    _run(host, port, workers)


def seat(
    name: Annotated[str, typer.Argument(help="The name to sign in with.", show_default=False)],
    party: Annotated[str, typer.Option(help="Code of the party, as in unhcr.", show_default=False)],
    role: Annotated[
        str, typer.Option(help="observer, reviewer, delegate, manager or secretary.", show_default=False)
    ],
    office: Annotated[str, typer.Option(help="What is printed; never a person's name.", show_default=False)],
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for if not given."),
    ],
    db: Db = "concord.db",
) -> None:
    """Give somebody a seat in the web application: the first secretary is seated so."""
    os.environ["CONCORD_DATABASE_URL"] = db
    prepare()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError, transaction

    from concord.web.models import Seat

    if role not in ("observer", "reviewer", "delegate", "manager", "secretary"):
        raise typer.BadParameter(f"{role!r} is no role", param_hint="--role")
    try:
        validate_password(password)
        with transaction.atomic():
            user = get_user_model().objects.create_user(name, password=password)
            Seat.objects.create(user=user, party=party, role=role, office=office)
    except ValidationError as error:
        raise typer.BadParameter(" ".join(error.messages), param_hint="--password") from None
    except IntegrityError:
        raise typer.BadParameter(f"somebody signs in as {name!r} already", param_hint="NAME") from None
    typer.echo(f"{office} has a seat for {party} as {role}.")


def prepare() -> None:
    """Make Django ready, the ledger there, and the tables of the pages current.

    Raises:
        WeakSettings, LedgerCannotBeUsed
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
    try:
        import django
    except ImportError:
        typer.echo("concord: the pages need Django: install concord[web]", err=True)
        raise typer.Exit(FAILED) from None
    from concord.web.weaknesses import weaknesses

    weak = weaknesses()
    if weak:
        raise WeakSettings(weak)
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from concord.ledger import Ledger
    from concord.web.stores import make_room

    Ledger.open(settings.CONCORD_LEDGER).close()
    make_room()
    call_command("migrate", verbosity=0)


def _fill_demo(db: str, situation: str) -> None:
    """The bundled reports in the ledger, and a seat for every persona."""
    from concord.cli.demo import reports
    from concord.cli.ingest import fill
    from concord.cli.options import situation_of
    from concord.documents import find_documents
    from concord.ledger import Ledger
    from concord.reading import Reader
    from concord.web.seating import DEMO_SEATS, fill_examples, seat_everybody

    with Ledger.open(db) as ledger:
        if not ledger.entries():
            fill(list(find_documents([reports()])), ledger, Reader(situation_of(situation)))
    seat_everybody(DEMO_PASSWORD)
    fill_examples(db)
    typer.echo("Seats of the demo, all with the password “" + DEMO_PASSWORD + "”:")
    for one in DEMO_SEATS:
        typer.echo(f"  {one.user:<10} {one.office}")


def _run(host: str, port: int, workers: int) -> None:
    try:
        from granian import Granian
        from granian.constants import Interfaces
    except ImportError:
        typer.echo("concord: the pages need a server: install concord[web]", err=True)
        sys.exit(FAILED)
    Granian(
        "concord.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    ).serve()
