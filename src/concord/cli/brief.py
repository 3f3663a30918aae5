"""concord brief: the briefing in the terminal, as a page or as JSON."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.cli.check import load
from concord.cli.options import AsOf, Db, SituationName, day_of, now, situation_of

if TYPE_CHECKING:
    from concord.publish.briefing import Briefing

__all__ = ["Shape", "brief", "show", "write_page"]


class Shape(StrEnum):
    """What a briefing is printed as."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"


def brief(
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[
        Shape, typer.Option("--format", help="For the terminal, as a page, or for machines.")
    ] = Shape.TEXT,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file instead of printing.", show_default=False),
    ] = None,
) -> None:
    """Print the briefing: estimates with intervals, contradictions, people by legal status."""
    from concord.pipeline.brief import brief as compose_brief

    day = day_of(as_of)
    checked = load(db, situation, day)
    briefing = compose_brief(checked, situation_of(situation), as_of=day or now().date())
    if form is Shape.TEXT and out is None:
        show(briefing)
    elif out is None:
        typer.echo(_rendered(briefing, form))
    else:
        out.write_text(_rendered(briefing, form), "utf-8")
        typer.echo(f"Briefing written to {out}.", err=True)


def show(briefing: "Briefing") -> None:
    """Print the briefing for people."""
    from rich.console import Console

    from concord.publish.terminal import terminal

    Console().print(terminal(briefing))


def write_page(briefing: "Briefing", path: Path) -> None:
    """Write the briefing as one self-contained HTML page."""
    path.write_text(_rendered(briefing, Shape.HTML), "utf-8")


def _rendered(briefing: "Briefing", form: Shape) -> str:
    if form is Shape.HTML:
        from concord.publish.page import page

        return page(briefing)
    if form is Shape.JSON:
        from concord.publish.machine import machine_form

        return machine_form(briefing)
    from rich.console import Console

    from concord.publish.terminal import terminal

    console = Console(width=100, no_color=True)
    with console.capture() as captured:
        console.print(terminal(briefing))
    return captured.get()
