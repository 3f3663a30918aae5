"""concord read: files to figures and statements, one JSON object a document."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.corpus import Cluster, EngineName, EveryPage, How, Out, Resume, Workers, read_corpus
from concord.cli.exits import SOME_UNREAD
from concord.cli.map import Mappings
from concord.cli.options import Files, Format, SituationName, Table, situation_of
from concord.cli.progress import watched
from concord.cli.summary import Summary
from concord.corpora import Engine
from concord.documents import find_documents, passages_of, shown
from concord.evidence import Document, Figure, Reading, to_json
from concord.pipeline.map import FOLDER, MappedReader
from concord.pipeline.read import Read, Unread
from concord.pipeline.read import read as read_files

__all__ = ["read", "record_of"]


def read(
    paths: Files,
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the words that decided each field, and other candidates.")
    ] = False,
    mappings: Mappings = None,
    out: Out = None,
    engine: EngineName = Engine.POOL,
    workers: Workers = None,
    cluster: Cluster = None,
    resume: Resume = False,
    every_page: EveryPage = False,
) -> None:
    """Read documents and print every figure with its scope and speaker; nothing is kept but with --out."""
    how = How(engine, workers, cluster, resume, every_page)
    if out is not None:
        read_corpus(paths, out, situation, how)
        return
    if how != How():
        raise typer.BadParameter("name the folder that shards are read into", param_hint="--out")
    folder = mappings if mappings is not None else Path(FOLDER)
    reader = MappedReader.beside(folder, situation_of(situation))
    files = list(find_documents(paths))
    summary = Summary()
    whole: list[dict[str, Any]] = []
    for found in read_files(watched(files, "Reading"), reader):
        summary.add(found)
        if isinstance(found, Unread):
            continue
        if form is Table.JSON:
            whole.append(_told(found))
        elif form is Table.JSONL:
            sys.stdout.write(json.dumps(_told(found), ensure_ascii=False) + "\n")
        else:
            _tell(found, explain=explain)
    if form is Table.JSON:
        sys.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    if summary.documents != 1 or not summary.whole:
        typer.echo(summary.told(), err=True)
    if not summary.whole:
        raise typer.Exit(SOME_UNREAD)


def record_of(document: Document, reading: Reading) -> dict[str, Any]:
    """The reading of a document as one JSON object; offsets count code points of its text."""
    figures, statements = (
        [_without_document(to_json(claim)) for claim in claims]
        for claims in (reading.figures, reading.statements)
    )
    return {
        "document": Path(document.name).stem,
        "id": document.id,
        "figures": figures,
        "statements": statements,
    }


def _told(found: Read) -> dict[str, Any]:
    """The reading, and what is to be known about the document: where it lay, its languages, its doubts."""
    passages = passages_of(found.document.text)
    return record_of(found.document, found.reading) | {
        "path": shown(str(found.path)),
        "byline": found.byline,
        "outcome": found.outcome.value,
        "caveats": [caveat.words for caveat in found.caveats],
        "languages": [[one.start, one.end, one.language] for one in passages],
    }


def _without_document(claim: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claim.items() if name != "document"}


def _tell(found: Read, *, explain: bool) -> None:
    document, languages = found.document, _languages(found)
    typer.echo(typer.style(document.title or document.name, bold=True))
    typer.echo(
        f"  {shown(str(found.path))}"
        + (f", {document.publisher}" if document.publisher else "")
        + (f", {document.published}" if document.published else "")
        + (f", {found.byline}" if found.byline else "")
        + (f", in {' and '.join(languages)}" if len(languages) > 1 else "")
    )
    for figure in found.reading.figures:
        scope = [figure.measure, figure.status, figure.sex_age, figure.place, figure.country]
        period = (
            f"{figure.period_start or '…'} to {figure.period_end or '…'}"
            if figure.period_start or figure.period_end
            else ""
        )
        said = f"— {figure.source} ({figure.party})" if figure.source else "— the document itself"
        line = " · ".join(
            part for part in [*scope, "projected" if figure.projected else None, period] if part
        )
        typer.echo(f"  {figure.text:>14}  {figure.precision.value} {figure.unit.value} · {line} {said}")
        if explain:
            _explain(document, figure)
    for statement in found.reading.statements:
        typer.echo(
            f"  {statement.kind.value:>14}  {statement.source or 'the document itself'}: {statement.text}"
        )
    if not found.reading.figures and not found.reading.statements:
        typer.echo("  no figure of people and no statement found")


def _languages(found: Read) -> list[str]:
    """The languages of its paragraphs, in the order in which they come."""
    return list(dict.fromkeys(one.language for one in passages_of(found.document.text) if one.language))


def _explain(document: Document, figure: Figure) -> None:
    """The words that decided each field, and what it might have been."""
    for words in figure.because:
        typer.echo(f"{'':18}{words.field}: “{document.text[words.start : words.end]}”")
    for rivals in figure.candidates:
        typer.echo(f"{'':18}{rivals.field} might be: {', '.join(rivals.values)}")
