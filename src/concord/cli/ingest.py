"""concord ingest: read files into the ledger."""

import json
from collections import Counter
from pathlib import Path

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Db, Files, Format, SituationName, Table, now, situation_of
from concord.cli.progress import watched
from concord.documents import find_documents
from concord.ledger import Ledger
from concord.pipeline.ingest import ingest as ingest_files
from concord.pipeline.read import Unread
from concord.reading import Reader

__all__ = ["fill", "ingest", "tell"]


def ingest(
    paths: Files,
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
) -> None:
    """Read documents and keep them with every figure and statement; doing it twice adds nothing."""
    with Ledger.open(db) as ledger:
        outcome = fill(list(find_documents(paths)), ledger, Reader(situation_of(situation)))
    if form is Table.TEXT:
        typer.echo(tell(outcome, ledger.where))
    else:
        typer.echo(json.dumps({"db": ledger.where, **outcome}))
    if outcome["unread"]:
        raise typer.Exit(SOME_UNREAD)


def fill(files: list[Path], ledger: Ledger, reader: Reader) -> dict[str, int]:
    """Ingest files and count what became of them; each that cannot be read is named on standard error."""
    at = now().isoformat()
    counts: Counter[str] = Counter()
    for found in ingest_files(watched(files, "Reading"), ledger, reader, at=at):
        if isinstance(found, Unread):
            counts["unread"] += 1
            typer.echo(f"concord: {found.error}", err=True)
            continue
        counts["new" if found.new else "known"] += 1
        if found.new:
            counts["figures"] += len(found.read.reading.figures)
            counts["statements"] += len(found.read.reading.statements)
    return {name: counts[name] for name in ("new", "known", "unread", "figures", "statements")}


def tell(outcome: dict[str, int], db: str) -> str:
    """The outcome in one sentence."""
    claims = f"{outcome['figures']} figures and {outcome['statements']} statements"
    told = f"{outcome['new']} new documents with {claims} kept in {db}"
    if outcome["known"]:
        told += f"; {outcome['known']} were there already"
    if outcome["unread"]:
        told += f"; {outcome['unread']} could not be read"
    return told + "."
