"""concord ingest: read files into the ledger."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.map import Mappings
from concord.cli.options import Db, Files, Format, SituationName, Table, now, situation_of
from concord.cli.progress import watched
from concord.cli.summary import Summary
from concord.documents import find_documents
from concord.ledger import Ledger
from concord.pipeline.ingest import ingest as ingest_files
from concord.pipeline.map import MappedReader, folder_beside
from concord.pipeline.read import Unread
from concord.reading import Reader

__all__ = ["fill", "ingest", "tell"]


def ingest(
    paths: Files,
    db: Db = "concord.db",
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
    mappings: Mappings = None,
) -> None:
    """Read documents and keep them with every figure and statement; doing it twice adds nothing."""
    with Ledger.open(db) as ledger:
        folder = mappings if mappings is not None else folder_beside(db)
        reader = MappedReader.beside(folder, situation_of(situation))
        outcome = fill(list(find_documents(paths)), ledger, reader)
    if form is Table.TEXT:
        typer.echo(tell(outcome, ledger.where))
    else:
        told = {name: value for name, value in outcome.items() if name != "told"}
        typer.echo(json.dumps({"db": ledger.where, **told}))
    if outcome["unread"] or outcome["partial"]:
        raise typer.Exit(SOME_UNREAD)


def fill(files: list[Path], ledger: Ledger, reader: Reader) -> dict[str, Any]:
    """Ingest files and count what became of them; each that is not whole is named on standard error."""
    at = now().isoformat()
    counts: Counter[str] = Counter()
    summary = Summary()
    for found in ingest_files(watched(files, "Reading"), ledger, reader, at=at):
        summary.add(found if isinstance(found, Unread) else found.read)
        if isinstance(found, Unread):
            continue
        counts["new" if found.new else "known"] += 1
        if found.new:
            counts["figures"] += len(found.read.reading.figures)
            counts["statements"] += len(found.read.reading.statements)
    kept = {name: counts[name] for name in ("new", "known", "figures", "statements")}
    return {**kept, **summary.as_json(), "told": summary.told()}


def tell(outcome: dict[str, Any], db: str) -> str:
    """What was kept and what became of the documents, in two sentences."""
    claims = f"{outcome['figures']} figures and {outcome['statements']} statements"
    told = f"{outcome['new']} new documents with {claims} kept in {db}"
    if outcome["known"]:
        told += f"; {outcome['known']} were there already"
    return f"{told}. {outcome['told']}"
