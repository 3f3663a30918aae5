"""Rows: an account and its findings as flat tables, for CSV, Parquet and data frames."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from concord.accounts.account import Account
from concord.accounts.finding import Finding
from concord.accounts.margin import Margin
from concord.evidence import Figure

__all__ = ["Row", "claim_rows", "estimate_rows", "finding_rows"]

Row: TypeAlias = dict[str, str | int | float | bool | None]

Names = Mapping[str, str]


def estimate_rows(account: Account, names: Names | None = None) -> Iterator[Row]:
    """An estimate a row: its margin field by field, the number, the intervals, the claims behind it.

    Lists of claims are names with semicolons between, where ``names`` knows the claim, else ids.
    """
    for estimate in account.estimates:
        yield {
            "key": estimate.key,
            **_margin(estimate.margin),
            "value": estimate.value,
            "low80": estimate.low80,
            "high80": estimate.high80,
            "low95": estimate.low95,
            "high95": estimate.high95,
            "implied": estimate.implied,
            "claims": _named(estimate.claims, names),
        }


def finding_rows(findings: Iterable[Finding], names: Names | None = None) -> Iterator[Row]:
    """A finding a row, with its likeliest cause first among the causes."""
    for finding in findings:
        yield {
            "code": finding.code.value,
            "claims": _named(finding.claims, names),
            "absolute": finding.absolute,
            "relative": finding.relative,
            "causes": " ".join(cause.kind.value for cause in finding.causes),
            "words": finding.words,
        }


def claim_rows(figures: Iterable[Figure], account: Account, names: Names | None = None) -> Iterator[Row]:
    """What became of every claim: how plausible it is, or why it is left out."""
    left = {one.figure: one for one in account.left_out}
    for identifier, figure in {figure.id: figure for figure in figures}.items():
        out = left.get(identifier)
        yield {
            "id": identifier,
            "name": (names or {}).get(identifier),
            "party": figure.party,
            "measure": figure.measure,
            "value": figure.value,
            "plausible": account.plausible.get(identifier),
            "left_out": None if out is None else out.reason.value,
            "same_as": None if out is None or out.of is None else _named([out.of], names),
        }


def _margin(margin: Margin) -> Row:
    return {
        "measure": margin.measure,
        "kind": margin.kind.value,
        "nationality": margin.nationality,
        "country": margin.country,
        "manner": margin.manner,
        "status": margin.status,
        "places": "; ".join(margin.places) or None,
        "phase": margin.phase,
        "start": None if margin.start is None else margin.start.isoformat(),
        "end": None if margin.end is None else margin.end.isoformat(),
        "counted_by": margin.counted_by,
        "besides": "; ".join(f"{field} {code}" for field, code in margin.besides) or None,
    }


def _named(claims: Iterable[str], names: Names | None) -> str:
    return "; ".join((names or {}).get(claim, claim) for claim in claims)
