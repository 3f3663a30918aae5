"""concord brief and changes: the briefing in every form, what changed since a day."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.cli.check import load
from concord.cli.options import AsOf, Db, SituationName, day_of, now, situation_of
from concord.errors import ConcordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from concord.publish.briefing import Briefing
    from concord.publish.changes import Changes
    from concord.publish.languages import Texts
    from concord.publish.pictures import Material
    from concord.publish.print import Sheet

__all__ = ["NeedsFile", "OnPaperOnly", "Shape", "brief", "changes", "show", "write_page"]


class Shape(StrEnum):
    """What a briefing is printed as."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"


class Note(StrEnum):
    """What change notes are printed as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    ATOM = "atom"


class NeedsFile(ConcordError):
    """A form that is no text was asked for without a file; carries the form."""

    def __init__(self, form: str) -> None:
        self.form = form
        super().__init__(f"{form} is not for the terminal; say where it goes with --out FILE.{form}")


class OnPaperOnly(ConcordError):
    """An option of the printed briefing was given with a form that has no place for it; carries both."""

    def __init__(self, option: str, form: str) -> None:
        self.option, self.form = option, form
        super().__init__(f"{option} is told in html, pdf and docx; {form} holds the figures alone")


Language = Annotated[str, typer.Option("--language", "-l", help="en, ur, fa-AF or ps.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write to this file instead of printing.", show_default=False),
]


def brief(
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[
        Shape, typer.Option("--format", help="For the terminal, as a page, on paper, or for machines.")
    ] = Shape.TEXT,
    language: Language = "en",
    annex: Annotated[
        bool, typer.Option("--annex", help="All pictures, estimates and disputes after the two pages.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DAY",
            help="Tell what changed since this day (YYYY-MM-DD).",
            show_default=False,
        ),
    ] = None,
    ahead: Annotated[int, typer.Option(min=0, max=28, help="Look so many days ahead; 0 for none.")] = 0,
    sites: Annotated[
        Path | None,
        typer.Option(
            "--sites",
            metavar="FOLDER",
            help="A folder of sites: site.toml beside days.csv, each in a folder of its own.",
            show_default=False,
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections",
            metavar="FILE",
            help="The register of corrections as JSON, as /api/v1/corrections answers.",
            show_default=False,
        ),
    ] = None,
    address: Annotated[
        str, typer.Option("--address", metavar="URL", help="Where the record is served: numbers link there.")
    ] = "",
    out: Out = None,
) -> None:
    """Print the briefing: estimates with intervals, contradictions, people by legal status.

    As PDF or DOCX it is the printed briefing of two pages; so it is as a page in another language or with
    any further section. Text and JSON hold the figures alone and refuse those options.
    """
    from concord.publish.languages import texts_of

    texts_of(language)
    if form in (Shape.PDF, Shape.DOCX) and out is None:
        raise NeedsFile(form)
    beside = _Beside(ahead, sites, corrections, address)
    on_paper = _given(language=language != "en", annex=annex, since=since, **beside.options)
    if on_paper and form in (Shape.TEXT, Shape.JSON):
        raise OnPaperOnly(on_paper[0], form)
    made = _made(db, situation, as_of, beside)
    if form in (Shape.PDF, Shape.DOCX) or (form is Shape.HTML and on_paper):
        noted = _since(db, situation, as_of, since) if since else None
        content = _printed(_sheet(made, texts_of(language), noted, annex=annex), form)
        if out is None:
            typer.echo(content.decode())
            return
        out.write_bytes(content)
    else:
        if form is Shape.TEXT and out is None:
            show(made.briefing)
            return
        if out is None:
            typer.echo(_rendered(made.briefing, form))
            return
        out.write_text(_rendered(made.briefing, form), "utf-8")
    typer.echo(f"Briefing written to {out}.", err=True)


def _given(**options: object) -> list[str]:
    """The options that were given, as they are written."""
    return [f"--{name}" for name, value in options.items() if value]


def changes(
    since: Annotated[
        str, typer.Argument(metavar="DAY", help="What was known at the end of this day (YYYY-MM-DD).")
    ],
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Annotated[
        Note, typer.Option("--format", help="For people, as JSON, as a page or as a feed.")
    ] = Note.TEXT,
    out: Out = None,
    base: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Where the record is served; the feed names it.")
    ] = None,
    authority: Annotated[
        str | None,
        typer.Option(
            metavar="NAME,DAY",
            help="In the ids of the feed: a name and a day when it was yours. Else the host of --base.",
        ),
    ] = None,
    language: Language = "en",
) -> None:
    """Tell what is new, revised, withdrawn or settled since a day."""
    from concord.publish import change_notes

    noted = _since(db, situation, as_of, since)
    code = situation_of(situation).id
    forms: dict[Note, Callable[[Changes], str]] = {
        Note.TEXT: partial(change_notes.as_text, language=language),
        Note.JSON: change_notes.as_json,
        Note.HTML: partial(change_notes.as_page, language=language),
        Note.ATOM: partial(
            change_notes.as_feed, situation=code, language=language, base=base, authority=authority
        ),
    }
    told = forms[form](noted)
    if out is None:
        typer.echo(told)
    else:
        out.write_text(told, "utf-8")


def show(briefing: "Briefing") -> None:
    """Print the briefing for people."""
    from rich.console import Console

    from concord.publish.terminal import terminal

    Console().print(terminal(briefing))


def write_page(briefing: "Briefing", path: Path) -> None:
    """Write the briefing as one self-contained HTML page."""
    path.write_text(_rendered(briefing, Shape.HTML), "utf-8")


def _since(db: str, situation: str, as_of: str | None, since: str) -> "Changes":
    from concord.pipeline.brief import brief as compose_brief
    from concord.pipeline.changing import changing

    day, before, known = day_of(as_of), day_of(since), situation_of(situation)
    old, new = load(db, situation, before), load(db, situation, day)
    earlier = compose_brief(old, known, as_of=before or now().date())
    later = compose_brief(new, known, as_of=day or now().date())
    return changing(old, earlier, new, later)


@dataclass(frozen=True, slots=True)
class _Made:
    """A briefing with what its pictures are drawn from."""

    briefing: "Briefing"
    material: "Material"


@dataclass(frozen=True, slots=True)
class _Beside:
    """What was asked to stand beside the figures, and where the record is served."""

    ahead: int
    sites: Path | None
    corrections: Path | None
    address: str

    @property
    def options(self) -> dict[str, object]:
        """The options by their names."""
        return {name: getattr(self, name) for name in ("ahead", "sites", "corrections", "address")}


def _made(db: str, situation: str, as_of: str | None, beside: _Beside) -> _Made:
    from concord.pipeline.brief import brief as compose_brief
    from concord.pipeline.brief import material
    from concord.pipeline.brief_beside import with_beside
    from concord.pipeline.brief_corrections import corrections_in
    from concord.pipeline.brief_sites import sites_in

    day, known = day_of(as_of), situation_of(situation)
    checked, today = load(db, situation, day), day or now().date()
    told = with_beside(
        compose_brief(checked, known, as_of=today),
        checked,
        known,
        sites=sites_in(beside.sites, known, today) if beside.sites else (),
        corrections=corrections_in(beside.corrections) if beside.corrections else (),
        ahead=beside.ahead,
        address=f"{beside.address.rstrip('/')}/" if beside.address else "",
    )
    return _Made(told, material(checked, told, known))


def _sheet(made: _Made, texts: "Texts", noted: "Changes | None", *, annex: bool) -> "Sheet":
    from concord.publish.print import sheet_of

    return sheet_of(made.briefing, made.material, texts, changes=noted, annex=annex)


def _printed(sheet: "Sheet", form: Shape) -> bytes:
    from concord.publish.print import docx, pdf, sheet_page

    if form is Shape.PDF:
        return pdf(sheet)
    return docx(sheet) if form is Shape.DOCX else sheet_page(sheet).encode()


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
