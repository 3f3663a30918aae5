"""From figures and tables to nowcast, forecast and reception: the paths that cross rooms.

Where claims are about the whole country, the crossings asked for get company: *elsewhere* for the
rest, and *other* for the statuses not asked for. What cannot be used is told with its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from concord.anticipate import (
    Claim,
    Closure,
    Grid,
    History,
    NothingToGoOn,
    Nowcast,
    Scenario,
    Total,
    nowcast,
    read_scenario,
)
from concord.errors import ConcordError
from concord.evidence import Figure
from concord.pipeline.anticipate_figures import ALL, Asked, FigureReader, Unused
from concord.situation import Situation

__all__ = [
    "Asked",
    "Nowcasted",
    "UnreadableDays",
    "Unused",
    "arrivals_of",
    "daily_rows",
    "history_of",
    "known_deadlines",
    "nowcast_figures",
    "scenario_of",
    "text_of",
]


class UnreadableDays(ConcordError):
    """A table of days has a row that is none; carries its number from 1 and the reason."""

    def __init__(self, row: int, reason: str) -> None:
        self.row, self.reason = row, reason
        super().__init__(
            f"row {row}: {reason}; columns are date, persons and, if wanted, crossing and status"
        )


@dataclass(frozen=True, slots=True)
class Nowcasted:
    """Daily series, and what was not used for them."""

    nowcast: Nowcast
    unused: tuple[Unused, ...]


def nowcast_figures(
    figures: Iterable[Figure],
    situation: Situation,
    asked: Asked,
    *,
    totals: Iterable[Figure] = (),
    closures: Sequence[Closure] = (),
    deadlines: Sequence[date] = (),
    as_of: date | None = None,
    names: Mapping[str, str] | None = None,
) -> Nowcasted:
    """Daily series from figures.

    Args:
        totals: figures of the balanced account, which the days then sum to.
        deadlines: more than the situation has.
    Raises:
        NothingToGoOn: no figure can be used; TotalsContradict: totals that no flows can meet.
    """
    names = names or {}
    reader = FigureReader(situation, asked)
    claims, unused = reader.read(figures, names)
    held, unheld = reader.read(totals, names)
    if not claims and not held:
        reasons = "; ".join(sorted({one.reason for one in (*unused, *unheld)}))
        raise NothingToGoOn(f"usable claim of measure {asked.measure} ({reasons or 'there are no figures'})")
    grid = reader.grid([*claims, *held])
    inside = [claim for claim in claims if grid.first <= claim.start and claim.end <= grid.last]
    unused += [Unused(one.name, "outside the days asked for") for one in claims if one not in inside]
    made = nowcast(
        grid,
        inside,
        [_total(one) for one in held],
        closures=closures,
        deadlines=[*deadlines, *known_deadlines(situation, as_of)],
        as_of=as_of,
    )
    return Nowcasted(made, (*unused, *unheld))


def daily_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a table of days with their cells typed.

    Raises:
        UnreadableDays: the first row that is none.
    """
    typed = []
    for number, row in enumerate(rows, 1):
        try:
            day = date.fromisoformat(str(row["date"]))
            persons = float(str(row.get("persons") or row["median"]).replace(",", ""))
        except KeyError as error:
            raise UnreadableDays(number, f"no column {error.args[0]}") from None
        except ValueError as error:
            raise UnreadableDays(number, str(error)) from None
        if not (np.isfinite(persons) and persons >= 0):
            raise UnreadableDays(number, f"{persons} is no number of persons")
        low, high = row.get("low80"), row.get("high80")
        spread = (float(high) - float(low)) / 2.563 if low and high else 0.0
        typed.append(
            {
                "date": day,
                "crossing": str(row.get("crossing") or ALL),
                "status": str(row.get("status") or ALL),
                "persons": persons,
                "spread": max(spread, 0.0),
            }
        )
    if not typed:
        raise NothingToGoOn("row of days")
    return typed


def history_of(
    rows: Iterable[Mapping[str, Any]],
    *,
    deadlines: Sequence[date] = (),
    closures: Sequence[Closure] = (),
    as_of: date | None = None,
) -> History:
    """A table of days, such as a nowcast as CSV, as the history of a forecast."""
    typed = [row for row in daily_rows(rows) if as_of is None or row["date"] <= as_of]
    if not typed:
        raise NothingToGoOn("row of days by then")
    crossings = tuple(dict.fromkeys(row["crossing"] for row in typed))
    statuses = tuple(dict.fromkeys(row["status"] for row in typed))
    grid = Grid(min(row["date"] for row in typed), max(row["date"] for row in typed), crossings, statuses)
    flows = np.full((grid.days, grid.size), np.nan)
    spread = np.zeros((grid.days, grid.size))
    places = {name: number for number, name in enumerate(grid.names)}
    for row in typed:
        cell = grid.day(row["date"]), places[row["crossing"], row["status"]]
        flows[cell], spread[cell] = row["persons"], row["spread"]
    return History(grid, flows, spread, tuple(deadlines), tuple(closures))


def scenario_of(path: Path) -> Scenario:
    """A scenario from a file.

    Raises:
        BadScenario: its mistakes; NothingToGoOn: there is no such file.
    """
    return read_scenario(text_of(path))


def _total(claim: Claim) -> Total:
    return Total(
        start=claim.start,
        end=claim.end,
        value=claim.value,
        crossings=claim.crossings,
        statuses=claim.statuses,
        name=claim.name,
    )


def known_deadlines(situation: Situation, as_of: date | None) -> list[date]:
    """Deadlines of the situation that were announced by then."""
    known = (one for one in situation.deadlines if as_of is None or one.announced <= as_of)
    return sorted({one.date for one in known})


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        NothingToGoOn: there is no such file, or it is no text.
    """
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NothingToGoOn(f"file {path} ({error})") from None


def arrivals_of(rows: Iterable[Mapping[str, Any]], level: str, crossing: str | None) -> list[float]:
    """People by day, one number a day, from a table of days or of a forecast.

    Args:
        level: the column to prepare for, where the table has it; else persons.
    """
    rows = [{**row, "persons": row.get(level) or row.get("persons")} for row in rows]
    typed = [row for row in daily_rows(rows) if crossing in (None, row["crossing"])]
    if not typed:
        raise NothingToGoOn(f"arrivals by {crossing}")
    first, last = min(row["date"] for row in typed), max(row["date"] for row in typed)
    days = [0.0] * ((last - first).days + 1)
    for row in typed:
        days[(row["date"] - first).days] += row["persons"]
    return days
