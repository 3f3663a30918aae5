"""concord check: where the claims of the ledger contradict each other, and why."""

import json
from datetime import date
from typing import TYPE_CHECKING

import typer

from concord.cli.options import AsOf, Db, Format, SituationName, Table, day_of, situation_of
from concord.evidence import to_json
from concord.ledger import Ledger

if TYPE_CHECKING:
    from concord.pipeline.check import Checked
    from concord.pipeline.versions import ChangedPage

__all__ = ["check", "load"]


def check(
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    form: Format = Table.TEXT,
) -> None:
    """Find contradictions between the claims, say what likely caused them, the sharpest first."""
    checked = load(db, situation, day_of(as_of))
    if form is Table.TEXT:
        _tell(checked)
        return
    found = [to_json(finding) for finding in checked.findings]
    typer.echo(
        "\n".join(json.dumps(f, ensure_ascii=False) for f in found)
        if form is Table.JSONL
        else json.dumps(found, ensure_ascii=False, indent=1)
    )


def load(db: str, situation: str, as_of: date | None) -> "Checked":
    """What an existing ledger knows as of a day, checked."""
    from concord.pipeline.check import check as check_ledger  # the account's libraries take time to load

    with Ledger.open(db, create=False) as ledger:
        return check_ledger(ledger, situation_of(situation), as_of=as_of)


def _tell(checked: "Checked") -> None:
    for number, finding in enumerate(checked.findings, 1):
        typer.echo(typer.style(f"{number:>3}. {finding.code.value.replace('_', ' ')}", bold=True))
        typer.echo(f"     {finding.words}")
        for cause in finding.causes[:2]:
            typer.echo(f"     likely: {cause.words}")
    for page in checked.changed_pages:
        typer.echo(f"     changed by its publisher: {page.address}{_difference(page)}")
    count, among = (
        len(checked.findings),
        f"{len(checked.figures)} figures in {len(checked.documents)} documents",
    )
    typer.echo(f"{count or 'No'} finding{'' if count == 1 else 's'} among {among}.")


def _difference(page: "ChangedPage") -> str:
    parts = (("withdrawn", page.withdrawn), ("new", page.new))
    told = [f"{name} {', '.join(figure.text for figure in found)}" for name, found in parts if found]
    return f" ({'; '.join(told)})" if told else " (no figure differs)"
