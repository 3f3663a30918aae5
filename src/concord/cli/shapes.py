"""concord shapes: which answers and tables are known, and what is taken from a file that is one."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Format, SituationName, Table, situation_of
from concord.documents import UnreadableDocument, find_documents, shown
from concord.documents.part import bytes_of
from concord.shapes import KNOWN, Given, Known, Parsed, ShapeError, read_known
from concord.situation import Situation

__all__ = ["shapes"]

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Files or folders to tell the shapes of.", show_default=False),
]


def shapes(
    paths: Paths = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
) -> None:
    """List the known shapes, or tell of each file which it has and what became of its columns."""
    if not paths:
        _print([_known(known) for known in KNOWN], form)
        return
    words = situation_of(situation)
    told = [_told(path, words) for path in find_documents(paths)]
    _print(told, form)
    if any("error" in one for one in told):
        raise typer.Exit(SOME_UNREAD)


def _known(known: Known) -> dict[str, Any]:
    return {
        "shape": known.shape.value,
        "label": known.label,
        "gives": known.gives,
        "setting": known.setting,
    }


def _told(path: Path, words: Situation) -> dict[str, Any]:
    """One file: its shape, what came out of it, what did not, and why."""
    try:
        parsed = read_known(bytes_of(path), Given(words, name=path.stem))
    except (ShapeError, UnreadableDocument) as error:
        return {"file": shown(str(path)), "error": str(error)}
    return {"file": shown(str(path)), **({"shape": None} if parsed is None else _counts(parsed))}


def _counts(parsed: Parsed) -> dict[str, Any]:
    gaps = Counter(gap.why.value for gap in parsed.gaps)
    return {
        "shape": parsed.shape.value,
        "licence": parsed.licence,
        "rows": parsed.rows,
        "documents": len(parsed.documents),
        "figures": len(parsed.figures),
        "leads": len(parsed.leads),
        "unknown": gaps["unknown"],
        "withheld": gaps["withheld"],
        "notes": [note.words for note in parsed.notes],
        "unhandled": list(parsed.unhandled),
        "ignored": dict(parsed.ignored),
    }


def _print(told: list[dict[str, Any]], form: Table) -> None:
    if form is Table.JSON:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    elif form is Table.JSONL:
        sys.stdout.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    else:
        for one in told:
            _say(one)


def _say(one: dict[str, Any]) -> None:
    if "label" in one:
        asked = f"; asked with {one['setting']}" if one["setting"] else ""
        typer.echo(f"{one['shape']:18}{one['label']}: {one['gives']}{asked}")
        return
    typer.echo(typer.style(one["file"], bold=True))
    if "error" in one:
        typer.echo(f"  {one['error']}")
    elif one["shape"] is None:
        typer.echo("  no known shape: it is read as a document")
    else:
        counted = ("rows", "documents", "figures", "leads", "unknown", "withheld")
        numbers = ", ".join(f"{one[name]:,} {name}" for name in counted if one[name])
        typer.echo(f"  {one['shape']}: {numbers or 'empty'}")
        if one["licence"]:
            typer.echo(f"  given under {one['licence']}")
        for words, many in Counter(one["notes"]).items():
            typer.echo(f"  {words}" + (f" ({many} times)" if many > 1 else ""))
        for name in one["unhandled"]:
            typer.echo(f"  not known, nothing taken: {name}")
        for name, why in one["ignored"].items():
            typer.echo(f"  left alone: {name} ({why})")
