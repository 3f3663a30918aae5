"""concord series: figures that are published again and again, every edition kept."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import Db, Format, Table, now
from concord.evidence import to_json
from concord.ledger import Ledger

if TYPE_CHECKING:
    from concord.evidence import Figure
    from concord.pipeline.series import Edition, Revision

__all__ = ["series"]

SCOPE = ("measure", "status", "nationality", "country", "place", "period_start", "period_end", "party")


def series(
    address: Annotated[
        str, typer.Argument(help="What the series is known by, such as its web address.", show_default=False)
    ],
    add: Annotated[
        Path | None,
        typer.Option(help="Keep the editions in this table of claims (column edition).", show_default=False),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Who publishes it, with --add.", show_default=False)
    ] = None,
    edition: Annotated[
        str | None, typer.Option(help="Print what this edition says.", show_default=False)
    ] = None,
    changed: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="BEFORE AFTER", help="Print what changed between two editions.", show_default=False
        ),
    ] = None,
    db: Db = "concord.db",
    form: Format = Table.TEXT,
) -> None:
    """List the editions of a series, print what one says, or what changed between two."""
    from concord.pipeline.series import editions, revisions

    with Ledger.open(db, create=add is not None) as ledger:
        if add is not None:
            _add(add, ledger, address, publisher)
        known = editions(ledger, address)
    if changed is not None:
        records = [_revision(one) for one in revisions(*(_named(known, name) for name in changed))]
    elif edition is not None:
        records = [_count(figure, value=figure.text) for figure in _named(known, edition).figures]
    else:
        records = [_listed(one) for one in known]
    typer.echo(_told(records, form))


def _add(file: Path, ledger: Ledger, address: str, publisher: str | None) -> None:
    from concord.pipeline.account import rows_of
    from concord.pipeline.series import keep_editions

    at = now().isoformat()
    _, table = keep_editions(rows_of(file), ledger, address=address, publisher=publisher, at=at)
    for rejected in table.rejected:
        typer.echo(f"concord: {rejected}", err=True)
    if table.rejected:
        raise typer.Exit(SOME_UNREAD)


def _named(known: "list[Edition]", name: str) -> "Edition":
    from concord.pipeline.series import UnknownEdition

    found = [one for one in known if one.name == name]
    if not found:
        raise UnknownEdition(name, [one.name for one in known])
    return found[-1]


def _listed(edition: "Edition") -> dict[str, Any]:
    return {
        "edition": edition.name,
        "published": str(edition.document.published or "") or None,
        "figures": len(edition.figures),
        "recorded_at": edition.recorded_at,
    }


def _revision(revision: "Revision") -> dict[str, Any]:
    before, after = (None if one is None else one.value for one in (revision.before, revision.after))
    return _count(revision.figure, before=before, after=after)


def _count(figure: "Figure", **numbers: Any) -> dict[str, Any]:
    told = to_json(figure)
    return {**{name: told[name] for name in SCOPE if told[name] is not None}, **numbers}


def _told(records: list[dict[str, Any]], form: Table) -> str:
    if form is Table.JSON:
        return json.dumps(records, ensure_ascii=False, indent=1)
    if form is Table.JSONL:
        return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    lines = ["  ".join(f"{name} {value}" for name, value in record.items()) for record in records]
    return "\n".join([*lines, f"{len(records)} in all."])
