"""From a question of the pages or the API to answers about the days ahead, all kept on the board's shelf."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from concord.anticipate import BadScenario
from concord.anticipate.destinations import Destination, destinations
from concord.anticipate.reception import FamilySize, Plan, plan
from concord.pipeline.anticipate_account import Balanced, asked_of, nowcast_account
from concord.pipeline.anticipate_expected import (
    Expected,
    arrivals,
    course_rows,
    day_rows,
    expected_from,
    province_rows,
    standard_rows,
)
from concord.web.anticipated import key_of, shelf_of
from concord.web.asking_ahead import AheadForm, ReceptionForm, site_of
from concord.web.board import Board, board_as_of, board_of
from concord.web.ledgers import situation

__all__ = [
    "Look",
    "areas_of",
    "backtested",
    "board_asked",
    "days_shown",
    "look",
    "provinces_of",
    "reception_of",
]

FIRST_DAY = date(1970, 1, 1)  # before it nothing was known to any computer
MOST_ARRIVALS = 60_000.0  # persons a day that a site is simulated for


@dataclass(frozen=True, slots=True)
class Look:
    """A question that was understood, and the days that answer it."""

    form: AheadForm
    expected: Expected
    board: Board


def board_asked(request: HttpRequest) -> Board:
    """The board of the day as known on which is asked; of now where none, or none that is over, is."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:  # the form tells what is wrong with it
        return board_of(request)
    return board_as_of(request, max(day, FIRST_DAY)) if day < now().date() else board_of(request)


def look(board: Board, kind: type[AheadForm], asked: Mapping[str, Any]) -> Look:
    """The days ahead under the assumptions of a question.

    Raises:
        InTheMaking, TooManyAtOnce: not yet; BadScenario: the question has mistakes;
        NothingToGoOn: the ledger has too little for days.
    """
    figures = board.figures
    wanted = board.kept("asked of ahead", lambda _: asked_of(figures, situation()))
    first = kind(asked, wanted.crossings, wanted.statuses)
    if not first.is_valid():
        raise BadScenario(
            tuple(f"{name}: {' '.join(map(str, wrong))}" for name, wrong in first.errors.items())
        )
    assumed, days, scenario = first.assumed(), first.days_asked(), first.what_if()
    as_of = first.cleaned_data.get("as_of")

    def made_days() -> Balanced:
        account = board.checked.account
        return nowcast_account(figures, account, situation(), wanted, as_of=as_of, assumed=assumed)

    shelf = shelf_of(board)
    balanced = shelf.ask(key_of("days", {"assumed": repr(assumed), "as_of": as_of}), made_days)
    asked_of_it = {"days": days, "scenario": repr(scenario), "as_of": as_of}
    found = shelf.ask(
        key_of("ahead", {"assumed": repr(assumed), **asked_of_it}),
        lambda: expected_from(balanced, situation(), days=days, scenario=scenario, as_of=as_of),
    )
    return Look(first, found, board)


def days_shown(found: Look, back: int | None = None) -> list[dict[str, Any]]:
    """A row a day for the crossing and status of the question."""
    told = found.form.cleaned_data
    return day_rows(found.expected, told.get("crossing") or None, told.get("status") or None, back=back)


def reception_of(found: Look) -> dict[str, Any]:
    """A site through the days ahead: standards, course, needs and what stays broken.

    Raises:
        InTheMaking: not yet; BadScenario: no site can be so, or none can be simulated for so many.
    """
    form = found.form
    assert isinstance(form, ReceptionForm)
    site = site_of(form)
    crossing, level = form.cleaned_data.get("crossing") or None, form.cleaned_data.get("level") or "high80"
    coming = arrivals(found.expected, crossing, level)
    if max(coming, default=0.0) > MOST_ARRIVALS:
        raise BadScenario((f"more than {MOST_ARRIVALS:,.0f} a day come; a site is simulated for fewer",))

    def made() -> Plan:
        return plan(site, coming, situation().standards)

    key = key_of("reception", {"site": repr(site), "coming": coming})
    done = shelf_of(found.board).ask(key, made)
    first = found.expected.forecast.grid.first
    return {
        "site": site,
        "plan": done,
        "standards": standard_rows(done),
        "course": list(course_rows(done, first)),
        "first": first,
    }


def provinces_of(found: Look) -> list[dict[str, Any]]:
    """A row for every province of the question, or of the example shares.

    Raises:
        BadScenario: a line that is none, or shares that cannot be.
    """
    ahead = found.expected.forecast
    sums = [float(one) for one in ahead.sums().sum(axis=1)]
    return province_rows(_going(sums, found.form.cleaned_data.get("areas") or ""))


def _going(sums: list[float], text: str) -> list[Destination]:
    tables = areas_of(text)
    intended = tables.pop("intended")
    return destinations(
        sums,
        intended,
        population=tables["population"],
        capacity=tables["capacity"],
        before=tables["before"],
        size=FamilySize(),
    )


def areas_of(text: str) -> dict[str, dict[str, float]]:
    """Lines of name, share in per cent, residents, places and arrivals before; what is left out is unknown.

    Raises:
        BadScenario: every line that is none.

    >>> areas_of("Nangarhar 40 1700000")["population"]
    {'Nangarhar': 1700000.0}
    """
    tables: dict[str, dict[str, float]] = {
        name: {} for name in ("intended", "population", "capacity", "before")
    }
    wrong = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        words = line.replace(",", " ").replace("%", " ").split()
        split = next((at for at, word in enumerate(words) if _number(word) is not None), len(words))
        numbers = [_number(word) for word in words[split:]]
        if not split or not 1 <= len(numbers) <= 4 or None in numbers:
            wrong.append(f"line {number} should be a name, a share and up to three numbers: {line[:60]}")
            continue
        name = " ".join(words[:split])
        for table, value in zip(tables.values(), numbers, strict=False):
            table[name] = float(value or 0.0)
    if wrong:
        raise BadScenario(tuple(wrong))
    tables["intended"] = {name: share / 100 for name, share in tables["intended"].items()}
    return tables


@cache
def backtested() -> dict[str, Any]:
    """The back-test on published series as the bench left it, nothing chosen by result."""
    kept = files("concord.anticipate") / "data" / "backtest.json"
    told: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return told


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if 0 <= value < 1e10 else None
