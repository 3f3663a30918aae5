"""concord sites: sites against the standards, their days as files, and days that ODK or Kobo collected."""

import json
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Db, SituationName
from concord.cli.progress import watched

if TYPE_CHECKING:
    from concord.web.models import Seat, SiteRow

__all__ = ["sites"]


class Verb(StrEnum):
    """What to do."""

    LIST = "list"
    STANDARDS = "standards"
    DAYS = "days"
    FORM = "form"
    IMPORT = "import"


class Form(StrEnum):
    """How rows are written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def sites(
    verb: Annotated[Verb, typer.Argument(help="list, standards, days, form or import.")] = Verb.LIST,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help="The file to import, or to write the form or rows to.",
            show_default=False,
        ),
    ] = None,
    site: Annotated[int | None, typer.Option(help="The number of the site.", show_default=False)] = None,
    user: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="The seat that asks or enters; without it, what strangers see.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How rows are written.")] = Form.TEXT,
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
) -> None:
    """Sites against the standards; their days; the form for phones; days that ODK or Kobo collected.

    Exit code 1: some rows of a file were not kept; each is told with its reasons.
    """
    os.environ["CONCORD_DATABASE_URL"], os.environ["CONCORD_SITUATION"] = db, situation
    from concord.cli.serve import prepare

    prepare()
    seat = _seat(user)
    if verb is Verb.LIST:
        _list(seat, form)
    elif verb is Verb.FORM:
        from concord.sites import form_workbook
        from concord.web.formlabels import form_labels

        _needed(file).write_bytes(form_workbook(form_labels()))
    elif verb is Verb.IMPORT:
        _import(_row(site), seat, _needed(file))
    else:
        _rows(_row(site), seat, verb, form, file)


def _list(seat: "Seat | None", form: Form) -> None:
    from concord.web.sitework import views

    found = [
        {
            "site": view.number,
            "name": view.name,
            "place": view.place.name if view.place else None,
            "party": view.site.party,
            "day": str(view.latest.day) if view.latest else None,
            "people": view.latest.people if view.latest else None,
            "capacity": view.latest.capacity if view.latest else None,
            "broken": " ".join(one.standard.code for one in view.broken),
        }
        for view in views(seat.party if seat else None)
    ]
    if not found and form is Form.TEXT:
        typer.echo("No site has been opened yet: a manager of sites opens one on the pages.")
        return
    _printed(found, ["site", "name", "place", "party", "day", "people", "capacity", "broken"], form, None)


def _rows(row: "SiteRow", seat: "Seat | None", verb: Verb, form: Form, file: Path | None) -> None:
    from concord.sites import DAY_COLUMNS, STANDARD_COLUMNS
    from concord.web.sitework import view_of

    view = view_of(row, seat.party if seat else None)
    if verb is Verb.DAYS:
        _printed(view.day_rows(), list(DAY_COLUMNS), form, file)
        return
    if form is Form.TEXT:
        rows = [
            one | {"threshold": f"{one['comparison']} {one['threshold']:g}"} for one in view.standard_rows()
        ]
        _table(rows, ["code", "value", "threshold", "verdict", "trend", "first_broken", "broken_since"])
    else:
        _printed(view.standard_rows(), list(STANDARD_COLUMNS), form, file)


def _printed(rows: list[dict[str, Any]], columns: list[str], form: Form, file: Path | None) -> None:
    from concord.web.sitefiles import written

    if form is Form.TEXT:
        _table(rows, columns)
    elif file is not None:
        file.write_bytes(written(rows, columns, form.value, "sites"))
    elif form is Form.XLSX:
        raise typer.BadParameter("a workbook needs a file to be written to", param_hint="FILE")
    elif form is Form.CSV:
        typer.echo(written(rows, columns, "csv", "sites").decode("utf-8-sig"), nl=False)
    else:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _table(rows: list[dict[str, Any]], columns: list[str]) -> None:
    from rich.console import Console
    from rich.table import Table as Grid

    grid = Grid()
    for name in columns:
        day = name == "day" or "broken_" in name or "_broken" in name
        grid.add_column(name.replace("_", " "), overflow="fold", no_wrap=day, min_width=10 if day else None)
    for row in rows:
        grid.add_row(*("–" if row[name] is None else str(row[name]) for name in columns))
    Console().print(grid, markup=False)


def _import(row: "SiteRow", seat: "Seat | None", file: Path) -> None:
    if seat is None:
        raise typer.BadParameter("days are entered by somebody: name the seat", param_hint="--as")
    from concord.web.pages.site_entry import today
    from concord.web.siteimport import imported_row, rows_of

    done = [imported_row(row, seat, one) for one in watched(rows_of(file.read_bytes(), today()), "days")]
    for one in done:
        told = "; ".join(f"{name}: {code}" for name, code in one.mistakes.items()) or one.words
        strange = f" (left out: {one.submission.strange_columns})" if one.submission.strange else ""
        typer.echo(f"row {one.submission.row}: {one.outcome}{': ' + told if told else ''}{strange}")
    counts = {
        kind: sum(one.outcome == kind for one in done) for kind in ("kept", "same", "contested", "refused")
    }
    typer.echo(", ".join(f"{number} {kind}" for kind, number in counts.items()))
    if counts["refused"]:
        raise typer.Exit(SOME_UNREAD)


def _seat(user: str | None) -> "Seat | None":
    from concord.web.models import Seat

    if user is None:
        return None
    found = Seat.objects.filter(user__username=user, user__is_active=True).first()
    if found is None:
        raise typer.BadParameter(f"no seat signs in as {user!r}", param_hint="--as")
    return found


def _row(site: int | None) -> "SiteRow":
    from concord.web.models import SiteRow

    found: SiteRow | None = SiteRow.objects.filter(pk=site).first() if site is not None else None
    if found is None:
        raise typer.BadParameter(
            "give the number of a site, as `concord sites` lists them", param_hint="--site"
        )
    return found


def _needed(file: Path | None) -> Path:
    if file is None:
        raise typer.BadParameter("name the file", param_hint="FILE")
    return file
