"""Account: claims of a file or a ledger, with findings, estimates, and what would change otherwise."""

import csv
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from concord.accounts import (
    BEYOND,
    Account,
    Change,
    ClaimTable,
    Finding,
    Margin,
    UnknownClaimOrParty,
    UnknownEstimate,
    balance_claims,
    find,
    what_if,
)
from concord.errors import ConcordError
from concord.situation import Situation

__all__ = ["Accounted", "MissingLibrary", "UnreadableClaims", "account", "rows_of"]


class UnreadableClaims(ConcordError):
    """The file is no table of claims; carries its path and the reason."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class MissingLibrary(ConcordError):
    """Parquet needs a library that is not installed."""

    def __init__(self) -> None:
        super().__init__("Parquet needs pyarrow: install concord[parquet], or use CSV or JSON Lines")


@dataclass(frozen=True, slots=True)
class Accounted:
    """Claims and what follows from them; ``changes`` is what differs from the account of all of them."""

    table: ClaimTable
    account: Account
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()


def account(
    table: ClaimTable,
    situation: Situation,
    *,
    as_of: date | None = None,
    without: Collection[str] = (),
    pins: Mapping[str, float] | None = None,
    under: Situation | None = None,
) -> Accounted:
    """The account of a table of claims.

    Args:
        without: claims by name, id or the first letters of it, and parties by code, to leave out.
        pins: persons by the first letters of the key of an estimate, to hold it at.
        under: the situation with other identities, to account under.
    Raises:
        UnknownClaimOrParty, UnknownEstimate: nothing is called so, or more than one thing.
        InfeasibleAccount: the pins contradict each other.
    """
    if not without and not pins and under is None:
        balanced = balance_claims(table.figures, situation, as_of=as_of)
        return Accounted(table, balanced, find(table.figures, situation))
    out = {name: _meant(name, table) for name in without}
    left_out = {one for meant in out.values() for one in meant}
    everything = balance_claims(table.figures, situation, as_of=as_of)
    pinned = {_margin(key, everything): value for key, value in (pins or {}).items()}
    told = what_if(table.figures, situation, without=left_out, pinned=pinned, under=under, as_of=as_of)
    kept = [figure for figure in table.figures if not left_out & {figure.id, figure.party}]
    return Accounted(table, told.after, find(kept, situation), told.changes)


def _meant(name: str, table: ClaimTable) -> list[str]:
    """The ids or the party that a name stands for."""
    parties = {figure.party for figure in table.figures}
    if name in parties:
        return [name]
    called = [identifier for identifier, own in table.names.items() if own == name]
    found = called or [identifier for identifier in table.names if identifier.startswith(name)]
    if len(found) != 1 and not called:
        raise UnknownClaimOrParty(name)
    return found


def _margin(key: str, balanced: Account) -> Margin:
    found = [estimate.margin for estimate in balanced.estimates if estimate.key.startswith(key)]
    if len(found) != 1:
        raise UnknownEstimate(key)
    return found[0]


def rows_of(path: Path) -> list[Mapping[str, Any]]:
    """The rows of a CSV, TSV, JSON, JSON Lines or Parquet file, by the ending of its name.

    Raises:
        UnreadableClaims: there is no such file, its form is another one, or it is broken.
        MissingLibrary: a Parquet file, and pyarrow is not installed.
    """
    try:
        match path.suffix.lower():
            case ".csv":
                return _separated(path, ",")
            case ".tsv":
                return _separated(path, "\t")
            case ".jsonl" | ".ndjson":
                return _lines(path)
            case ".json":
                return list(json.loads(path.read_text("utf-8-sig")))
            case ".parquet":
                return _parquet(path)
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise UnreadableClaims(path, str(error)) from None
    raise UnreadableClaims(path, "a table of claims ends in .csv, .tsv, .json, .jsonl or .parquet")


def _separated(path: Path, separator: str) -> list[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, restkey=BEYOND, delimiter=separator, strict=True))


def _lines(path: Path) -> list[Mapping[str, Any]]:
    found = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise UnreadableClaims(path, f"line {number} is no JSON: {error}") from None
    return found


def _parquet(path: Path) -> list[Mapping[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise MissingLibrary from None
    rows: list[Mapping[str, Any]] = parquet.read_table(path).to_pylist()
    return rows
