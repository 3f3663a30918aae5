"""concord account: claims in columns, or of a ledger, as one balanced account with its contradictions."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.cli.exits import SOME_UNREAD
from concord.cli.options import AsOf, Db, SituationName, day_of, situation_of
from concord.cli.parquet import parquet, write
from concord.cli.progress import watched

if TYPE_CHECKING:
    from concord.accounts import Change, ClaimTable, Row
    from concord.pipeline.account import Accounted

__all__ = ["account"]

SHORT = 10  # letters of an id or key that are printed for people


class Form(StrEnum):
    """What an account is printed as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class Part(StrEnum):
    """The tables that an account consists of."""

    ESTIMATES = "estimates"
    FINDINGS = "findings"
    CLAIMS = "claims"
    REJECTED = "rejected"
    CHANGES = "changes"


def account(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="Claims in columns: .csv, .tsv, .json, .jsonl or .parquet; without it, the ledger.",
            show_default=False,
        ),
    ] = None,
    db: Db = "concord.db",
    as_of: AsOf = None,
    situation: SituationName = "afghanistan-pakistan",
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="ID|PARTY", help="Leave out a claim, or a party's claims.", show_default=False),
    ] = None,
    pin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=PERSONS", help="Hold the estimate of this key at a number.", show_default=False
        ),
    ] = None,
    among: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART=WHOLE", help="Take a measure or status as part of another.", show_default=False
        ),
    ] = None,
    apart: Annotated[
        list[str] | None,
        typer.Option(metavar="PART=WHOLE", help="Take it as no part of the other.", show_default=False),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="For people, or for machines.")] = Form.TEXT,
    table: Annotated[Part, typer.Option(help="Which table, for csv and parquet.")] = Part.ESTIMATES,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file instead of printing.", show_default=False),
    ] = None,
) -> None:
    """Balance claims into one account, find contradictions, say what became of every claim."""
    from concord.pipeline.account import account as balance

    day = day_of(as_of)
    claims = _claims(file, db, situation, day)
    pins = dict(_pin(text) for text in pin or [])
    words, under = situation_of(situation), None
    if among or apart:
        from concord.accounts import nested_otherwise

        under = nested_otherwise(
            words, among=[_pair(text) for text in among or ()], apart=[_pair(text) for text in apart or ()]
        )
    done = balance(claims, words, as_of=day, without=without or [], pins=pins, under=under)
    write(_told(done, form, table), out)
    for rejected in claims.rejected:
        typer.echo(f"concord: {rejected}", err=True)
    if claims.ignored:
        typer.echo(f"concord: columns that mean nothing here: {', '.join(claims.ignored)}", err=True)
    if claims.rejected:
        raise typer.Exit(SOME_UNREAD)


def _claims(file: Path | None, db: str, situation: str, day: date | None) -> "ClaimTable":
    from concord.accounts import ClaimTable, claims_from

    if file is None:
        from concord.cli.check import load

        figures = load(db, situation, day).figures
        return ClaimTable(figures, (), (), {figure.id: figure.id[:SHORT] for figure in figures})
    from concord.pipeline.account import rows_of

    return claims_from(watched(rows_of(file), "Reading claims"), document=file.name)


def _pair(text: str) -> tuple[str, str]:
    part, given, whole = text.partition("=")
    if not given:
        raise typer.BadParameter(f"{text!r} is not PART=WHOLE, such as acc=undocumented")
    return part, whole


def _pin(text: str) -> tuple[str, float]:
    key, _, number = text.partition("=")
    try:
        return key, float(number.replace(",", ""))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a key and a number, such as 3f2a91=84871") from None


def _told(done: "Accounted", form: Form, part: Part) -> str | bytes:
    if form is Form.TEXT:
        return "\n".join([*_for_people(done), ""])
    tables = _tables(done)
    if form is Form.JSON:
        return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"
    if form is Form.JSONL:
        records = [{"table": name, **row} for name, rows in tables.items() for row in rows]
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return _csv(tables[part]) if form is Form.CSV else parquet(tables[part])


def _tables(done: "Accounted") -> dict[Part, list["Row"]]:
    from concord.accounts import claim_rows, estimate_rows, finding_rows

    names = done.table.names
    return {
        Part.ESTIMATES: list(estimate_rows(done.account, names)),
        Part.FINDINGS: list(finding_rows(done.findings, names)),
        Part.CLAIMS: list(claim_rows(done.table.figures, done.account, names)),
        Part.REJECTED: [
            {"row": one.row, "column": one.column, "value": one.value, "reason": one.reason}
            for one in done.table.rejected
        ],
        Part.CHANGES: [_change(change) for change in done.changes],
    }


def _change(change: "Change") -> "Row":
    before, after = change.before, change.after
    return {
        "key": change.margin.key,
        "margin": str(change.margin),
        "before": None if before is None else before.value,
        "after": None if after is None else after.value,
    }


def _csv(rows: Sequence["Row"]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    if rows:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _for_people(done: "Accounted") -> list[str]:
    lines = []
    for estimate in done.account.estimates:
        between = f"{estimate.low95:,.0f} to {estimate.high95:,.0f}"
        mark = " (implied)" if estimate.implied else ""
        lines.append(
            f"{estimate.key[:SHORT]}  {estimate.value:>12,.0f}  {between:>26}  {estimate.margin}{mark}"
        )
    for change in done.changes:
        before, after = (_number(one) for one in (change.before, change.after))
        lines.append(f"changed: {before} to {after}  {change.margin}")
    for finding in done.findings:
        lines.append(f"{finding.code.value.replace('_', ' ')}: {finding.words}")
        lines.extend(f"    likely: {cause.words}" for cause in finding.causes[:2])
    left = Counter(one.reason.value for one in done.account.left_out)
    lines.extend(f"left out: {count} ({reason})" for reason, count in sorted(left.items()))
    among = f"{len(done.account.plausible)} of {len(done.table.figures)} claims"
    return [*lines, f"{len(done.account.estimates)} estimates from {among}; {len(done.findings)} findings."]


def _number(estimate: Any) -> str:
    return "none" if estimate is None else f"{estimate.value:,.0f}"
