"""Back-tests on published series, as they are: each day or week is foretold from what was told before it."""

import csv
import pathlib
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from concord.anticipate import Claim, Grid, NothingToGoOn, forecast, nowcast, of_nowcast
from concord.evidence import PartialDate, Precision

__all__ = ["real_rows"]

KP_BASE, UN_BASE = date(2023, 9, 17), date(2023, 9, 15)
DEADLINES = {
    date(2023, 10, 3): date(2023, 11, 1),
    date(2025, 3, 6): date(2025, 4, 1),
    date(2025, 7, 31): date(2025, 9, 1),
}


def real_rows(shared: pathlib.Path) -> list[list[str]]:
    """One row for every later figure: what was said, what the nowcast or forecast of before made of it."""
    with (shared / "data" / "published_figures.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["unit"] == "individuals"]
    torkham = [
        row
        for row in rows
        if row["party"] == "gov-pk" and row["place"] == "Torkham" and row["measure"] == "returned"
        and "2023-09" <= row["as_of"] < "2024-01"
        and int(row["value"]) not in (46936, 35507, 85331)  # men, women, children
    ]  # fmt: skip
    agencies = [
        row
        for row in rows
        if row["party"] in ("unhcr", "iom") and row["measure"] == "returned" and row["origin"] == "PAK"
        and not row["place"] and not row["status"] and "2023-12" <= row["as_of"] < "2026-01"
        and "dataset" not in row["quote"] and len(row["period_start"]) == 10
    ]  # fmt: skip
    return [
        *_tested("KP, Torkham, autumn 2023", _claims(torkham, KP_BASE)),
        *_tested("UNHCR-IOM, all crossings", _claims(agencies, UN_BASE)),
    ]


def _claims(rows: Sequence[dict[str, str]], base: date) -> list[Claim]:
    """Claims that end on a day; a running total of KP without a start has the base of its series."""
    claims = []
    for row in rows:
        if len(row["period_end"]) < 10:
            continue
        start = PartialDate(row["period_start"]).first if row["period_start"] else base
        end = PartialDate(row["period_end"]).last
        if (
            row["id"] != "F023" and start <= end
        ):  # two lakh since October, a round number of another base date
            claims.append(
                Claim(
                    start=start,
                    end=end,
                    value=float(row["value"]),
                    party=row["party"],
                    precision=Precision(row["precision"]),
                    told=max(end, date.fromisoformat(row["as_of"])),
                    name=row["id"],
                )
            )
    return sorted(claims, key=lambda claim: (claim.known_from, claim.end))


def _tested(series: str, claims: list[Claim]) -> list[list[str]]:
    rows = []
    for claim in claims:
        before = [one for one in claims if one.known_from < claim.known_from]
        if not before or claim.start < min(one.start for one in before):
            continue
        last = max(one.end for one in before)
        ahead = (claim.end - last).days
        if not -7 <= ahead <= 28 or claim.known_from == before[-1].known_from:
            continue
        rows.append(
            [
                series,
                claim.name,
                f"{claim.start} to {claim.end}",
                str(max(ahead, 0)),
                *_made(before, last, claim),
            ]
        )
    return rows


def _made(before: list[Claim], last: date, claim: Claim) -> list[str]:
    """What was told, the estimate and its intervals, from the claims before."""
    grid = Grid(min(one.start for one in before), last)
    known = [day for announced, day in DEADLINES.items() if announced <= before[-1].known_from]
    done = nowcast(grid, before, deadlines=known)
    start, end = max(claim.start, grid.first), min(claim.end, last)
    days = slice(grid.day(start), grid.day(end) + 1)
    past = done.flows[days].sum() + done.around[:, days].sum(axis=(1, 2)) if end >= start else np.zeros(1)
    futures = past
    if claim.end > last:
        try:
            made = forecast(of_nowcast(done, deadlines=known), (claim.end - last).days)
        except NothingToGoOn:
            return [f"{claim.value:,.0f}", "too few days", "", ""]
        skipped = max((claim.start - (last + timedelta(days=1))).days, 0)
        ahead = made.futures[:, skipped:].sum(axis=(1, 2))
        futures = np.resize(past, ahead.size) + ahead
    middle, low, high, lower, upper = np.quantile(np.maximum(futures, 0), [0.5, 0.1, 0.9, 0.025, 0.975])
    held = "80 %" if low <= claim.value <= high else "95 %" if lower <= claim.value <= upper else "no"
    return [f"{claim.value:,.0f}", f"{middle:,.0f}", f"{lower:,.0f} to {upper:,.0f}", held]
