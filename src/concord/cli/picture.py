"""concord picture: one picture of the record, as the suffix of its file asks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from concord.cli.brief import Language
from concord.cli.check import load
from concord.cli.options import AsOf, Db, SituationName, day_of, now, situation_of
from concord.errors import ConcordError

if TYPE_CHECKING:
    from concord.publish.pictures import Picture

__all__ = ["UnknownSuffix", "picture"]

SUFFIXES = (".svg", ".png", ".csv", ".vl.json", ".json")  # the longer before the shorter


class UnknownSuffix(ConcordError):
    """A picture was asked for in a form that there is none of; carries the name of the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        forms = "drawn as .svg or .png, its table as .csv, its specification as .vl.json, everything as .json"
        super().__init__(f"{name!r} does not say what to write; a picture can be {forms}")


def picture(
    kind: Annotated[
        str, typer.Argument(help="cumulative, flows, stock, sankey, crossings, map, ladder or waterfall.")
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            help="Its suffix says what is written: .svg, .png, .csv (table), .vl.json (specification), "
            ".json (title, words, table and specification).",
        ),
    ],
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    measure: Annotated[
        str | None,
        typer.Option(
            help="One measure alone, such as returned or deported; a kind names those it can show.",
            show_default=False,
        ),
    ] = None,
    language: Language = "en",
) -> None:
    """Draw one picture of the record; its alternative text is printed."""
    from concord.pipeline.brief import brief as compose_brief
    from concord.pipeline.brief import picture_material
    from concord.publish import pictures
    from concord.publish.languages import texts_of

    write, texts = _writer(out), texts_of(language)
    pictures.drawable(kind, measure)
    day, known = day_of(as_of), situation_of(situation)
    checked = load(db, situation, day)
    briefing = compose_brief(checked, known, as_of=day or now().date())
    material = picture_material(checked, briefing, known, kind=kind, measure=measure)
    drawn = pictures.picture(kind, material, texts, measure=measure)
    out.write_bytes(write(drawn))
    typer.echo(drawn.alternative)


def _writer(out: Path) -> "Callable[[Picture], bytes]":
    """What writes the form that the name of a file ends in.

    Raises:
        UnknownSuffix
    """
    from concord.publish import pictures

    writers: dict[str, Callable[[Picture], bytes]] = {
        ".svg": lambda drawn: pictures.svg(drawn).encode(),
        ".png": pictures.png,
        ".csv": lambda drawn: pictures.table(drawn).encode(),
        ".vl.json": _specification,
        ".json": _everything,
    }
    suffix = next((one for one in SUFFIXES if out.name.lower().endswith(one)), None)
    if suffix is None:
        raise UnknownSuffix(out.name)
    return writers[suffix]


def _specification(drawn: "Picture") -> bytes:
    from concord.publish.pictures import NothingToDraw

    if drawn.specification is None:
        raise NothingToDraw(drawn.kind)
    return drawn.specification.encode()


def _everything(drawn: "Picture") -> bytes:
    from concord.evidence import to_json

    return json.dumps(to_json(drawn), ensure_ascii=False, indent=1).encode()
