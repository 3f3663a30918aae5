"""Scenarios: what if a deadline moves, a crossing closes, a phase is extended to another status.

Data, not code: a TOML file with every assumption in it. A scenario says what may have to be
received; it holds no number of people to be returned, and a file that names a target is refused.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concord.anticipate.claims import Closure
from concord.anticipate.errors import BadScenario

__all__ = ["AS_IT_IS", "Extension", "Moved", "Scenario", "read_scenario"]

FORBIDDEN = ("target", "quota", "goal")
TABLES = {
    "deadline": ({"date"}, {"moved_from", "label"}),
    "closure": ({"start", "end"}, {"crossings", "label"}),
    "extension": ({"status", "start"}, {"like", "like_start", "rise", "unsure", "label"}),
}
PLAIN = {"name": str, "diverted": float, "returning": float, "why": str}


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline to come; in the place of another one where it was moved."""

    day: date
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A phase reaches people of another status.

    Attributes:
        status, start: whom, and from which day.
        rise: how many times as many then come; None to take it from what happened to another status.
        unsure: log persons, one sd of the rise.
        like, like_start: the status, and the day from which the phase reached it.
    """

    status: str
    start: date
    rise: float | None = None
    unsure: float = 0.5
    like: str | None = None
    like_start: date | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is assumed of the days ahead.

    Attributes:
        diverted: share of those whom a closed crossing turns away that cross elsewhere the same day.
        returning: share of them that wait, and come on the days after it has opened again.
    """

    name: str = "as it is"
    deadlines: tuple[Moved, ...] = ()
    closures: tuple[Closure, ...] = ()
    extensions: tuple[Extension, ...] = ()
    diverted: float = 0.0
    returning: float = 0.0

    def dates(self, known: tuple[date, ...]) -> list[date]:
        """Known deadlines with those of the scenario, moved ones in the place of the old."""
        gone = {moved.moved_from for moved in self.deadlines}
        return sorted({*(day for day in known if day not in gone), *(moved.day for moved in self.deadlines)})


AS_IT_IS = Scenario()


def read_scenario(text: str) -> Scenario:
    """A scenario from TOML.

    Raises:
        BadScenario: every mistake with its path.

    >>> read_scenario('name = "moved"\\n[[deadline]]\\ndate = 2025-05-31\\nmoved_from = 2025-04-30').deadlines
    (Moved(day=datetime.date(2025, 5, 31), moved_from=datetime.date(2025, 4, 30)),)
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadScenario((f"not TOML: {error}",)) from None
    mistakes = [
        *_unknown(data),
        *(wrong for name in TABLES for wrong in _rows_wrong(name, data.get(name, []))),
    ]
    if mistakes:
        raise BadScenario(tuple(mistakes))
    return Scenario(
        data.get("name", "unnamed"),
        tuple(Moved(row["date"], row.get("moved_from")) for row in data.get("deadline", [])),
        tuple(_closure(row) for row in data.get("closure", [])),
        tuple(_extension(row) for row in data.get("extension", [])),
        float(data.get("diverted", 0.0)),
        float(data.get("returning", 0.0)),
    )


def _unknown(data: Mapping[str, Any]) -> list[str]:
    wrong = []
    for name, value in data.items():
        if name in FORBIDDEN:
            wrong.append(
                f"{name}: a forecast has no {name} for returns; say what is assumed instead @ $.{name}"
            )
        elif name not in PLAIN and name not in TABLES:
            wrong.append(f"unknown field @ $.{name}")
        elif name in PLAIN and not isinstance(value, str if PLAIN[name] is str else (int, float)):
            wrong.append(f"should be {PLAIN[name].__name__} @ $.{name}")
    shares = {name: data.get(name, 0.0) for name in ("diverted", "returning")}
    known = {name: one for name, one in shares.items() if isinstance(one, int | float)}
    wrong += [f"should lie between 0 and 1 @ $.{name}" for name, one in known.items() if not 0 <= one <= 1]
    if sum(known.values()) > 1 + 1e-9:
        wrong.append("diverted and returning come to more than everybody @ $.returning")
    return wrong


def _rows_wrong(name: str, rows: Any) -> list[str]:
    needed, more = TABLES[name]
    if not isinstance(rows, list):
        return [f"should be [[{name}]] @ $.{name}"]
    wrong = []
    for number, row in enumerate(rows):
        at = f"@ $.{name}[{number}]"
        wrong += [f"missing {field} {at}" for field in sorted(needed - row.keys())]
        wrong += [f"unknown field {field} {at}" for field in sorted(row.keys() - needed - more)]
        days = [field for field in ("date", "start", "end", "moved_from", "like_start") if field in row]
        wrong += [
            f"{field} is no day such as 2025-04-30 {at}" for field in days if type(row[field]) is not date
        ]
        if name == "extension" and not ("rise" in row or ("like" in row and "like_start" in row)):
            wrong.append(f"needs rise, or like and like_start {at}")
        if {"start", "end"} <= row.keys() and not wrong and row["end"] < row["start"]:
            wrong.append(f"ends before it starts {at}")
    return wrong


def _closure(row: Mapping[str, Any]) -> Closure:
    crossings = row.get("crossings")
    return Closure(
        start=row["start"], end=row["end"], crossings=None if crossings is None else tuple(crossings)
    )


def _extension(row: Mapping[str, Any]) -> Extension:
    rise = row.get("rise")
    return Extension(
        row["status"],
        row["start"],
        None if rise is None else float(rise),
        float(row.get("unsure", 0.5)),
        row.get("like"),
        row.get("like_start"),
    )
