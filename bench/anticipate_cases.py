"""Cases with known truth for nowcasts and forecasts: those of the shared generator, and a harder kind.

The harder kind is made differently throughout: rushes that grow towards a deadline and break off
after it, levels that jump, weekdays of each crossing's own, a backlog after every closure, heavy
and uneven scatter, a status mix that tilts for good at a deadline; claims with delays, revisions,
gaps, rounding, other base dates, echoes, bias and slips; totals only by margins.
"""

import importlib.util
import pathlib
from dataclasses import dataclass
from datetime import date, timedelta
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from concord.anticipate import Claim, Closure, Grid, Total
from concord.evidence import Precision

__all__ = ["Case", "generated", "harder", "load_generator"]

FIRST = date(2023, 9, 15)
MONTH = 30


@dataclass(frozen=True)
class Case:
    """One account: what came, and what was said of it."""

    name: str
    grid: Grid
    truth: NDArray[np.float64]
    claims: list[Claim]
    totals: list[Total]
    closures: list[Closure]
    deadlines: list[date]

    def deadline_days(self) -> list[int]:
        """Numbers of the days of deadlines."""
        return [self.grid.day(day) for day in self.deadlines]


def load_generator(shared: pathlib.Path) -> ModuleType:
    """The shared maker of accounts, from its file."""
    import sys

    path = shared / "tools" / "reconcile_gen.py"
    spec = importlib.util.spec_from_file_location("reconcile_gen", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reconcile_gen"] = module
    spec.loader.exec_module(module)
    return module


def generated(maker: ModuleType, size: int, seed: int) -> Case:
    """An account of the shared maker: returns of all kinds by crossing and status, months as totals."""
    account, reports = maker.generate(size, "real", seed)
    _, statuses, crossings, kinds, days = account.shape
    truth = account.F[0].sum(2).transpose(2, 1, 0).reshape(days, -1).astype(float)
    names = tuple(maker.CROSSING[:crossings]), tuple(maker.STATUS[:statuses])
    grid = Grid(FIRST, FIRST + timedelta(days=days - 1), *names)
    words = {
        maker.EQ: Precision.EXACT,
        maker.ABOUT: Precision.ABOUT,
        maker.AT_LEAST: Precision.AT_LEAST,
        maker.AT_MOST: Precision.AT_MOST,
    }
    wanted = (reports.kindof == maker.FLOW) & (reports.k == kinds) & (reports.b == 0)
    claims = [
        Claim(
            start=_day(reports.d0[n]),
            end=_day(reports.d1[n]),
            value=float(reports.value[n]),
            party=maker.PARTIES[reports.party[n]][0],
            precision=words[int(reports.op[n])],
            told=_day(reports.day[n]),
            crossings=None if reports.c[n] == crossings else (names[0][reports.c[n]],),
            statuses=None if reports.s[n] == statuses else (names[1][reports.s[n]],),
            name=f"r{n}",
        )
        for n in np.flatnonzero(wanted)
    ]
    totals = [
        Total(
            start=_day(start),
            end=_day(min(start + MONTH, days) - 1),
            value=float(truth[start : start + MONTH, number].sum()),
            crossings=(crossing,),
            statuses=(status,),
            name=f"{crossing} {status} from day {start}",
        )
        for number, (crossing, status) in enumerate(grid.names)
        for start in range(0, days, MONTH)
    ]
    shut = account.F[0].sum((0, 2)) == 0
    closures = [
        Closure(start=_day(day), end=_day(day), crossings=(names[0][crossing],))
        for crossing in range(crossings)
        for day in np.flatnonzero(shut[crossing])
    ]
    return Case(f"maker {size}", grid, truth, claims, totals, closures, [grid.first, _day(account.phase2)])


def harder(seed: int, crossings: int = 4, statuses: int = 3, days: int = 365) -> Case:
    """An account of the harder kind."""
    random = np.random.default_rng([seed, 77])
    names = (
        tuple(f"crossing {n + 1}" for n in range(crossings)),
        tuple(f"status {n + 1}" for n in range(statuses)),
    )
    grid = Grid(FIRST, FIRST + timedelta(days=days - 1), *names)
    at = [int(random.integers(*ends)) for ends in ((55, 90), (140, 190), (250, 300))]
    level, tilts = _levels(random, grid, at)
    closed = np.zeros((days, crossings), dtype=bool)
    for crossing in range(crossings):
        for _ in range(random.integers(0, 4)):
            start = int(random.integers(20, days - 10))
            length = int(random.integers(1, 7))
            closed[start : start + length, crossing] = True
            level[start + length : start + length + 3, crossing] *= 1 + 0.15 * length  # the backlog
    level[closed] = 0
    spread = random.uniform(8, 60, (1, crossings, statuses))
    common = random.gamma(60, 1 / 60, (days, 1, 1))
    mean = level[:, :, None] * tilts * common * random.gamma(spread, 1 / spread, (days, crossings, statuses))
    truth = random.poisson(mean).reshape(days, -1).astype(float)
    closures = [
        Closure(start=_day(day), end=_day(day), crossings=(names[0][crossing],))
        for day, crossing in np.argwhere(closed)
    ]
    deadlines = [_day(day) for day in at]
    return Case(
        "harder", grid, truth, _told(random, grid, truth, at), _margins(grid, truth), closures, deadlines
    )


def _levels(
    random: np.random.Generator, grid: Grid, deadlines: list[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(days, crossings) persons expected of all statuses, and (days, crossings, statuses) shares."""
    days, crossings, statuses = grid.days, len(grid.crossings), len(grid.statuses)
    day = np.arange(days)
    walk = np.zeros(days)
    for one in range(1, days):
        walk[one] = 0.985 * walk[one - 1] + 0.05 * random.standard_t(4)
    size = 700 * np.exp(0.9 * random.standard_normal(crossings))
    for one in deadlines:
        peak, late = float(np.exp(np.log(3) + 0.5 * random.standard_normal())), int(random.integers(0, 6))
        grows, falls = random.uniform(3, 7), random.uniform(5, 18)
        since = day - one - late
        walk = walk + np.log1p(peak * np.where(since < 0, np.exp(since / grows), np.exp(-since / falls)))
    weekdays = random.uniform(0.85, 1.15, (7, crossings))
    weekdays[4] = random.uniform(0.3, 0.9, crossings)
    own = np.cumsum(0.02 * random.standard_normal((days, crossings)), axis=0)
    level = size[None, :] * np.exp(walk[:, None] + own) * weekdays[grid.weekdays]
    mix = np.log(random.dirichlet([2.0] * statuses, crossings))[None] + np.zeros((days, 1, 1))
    mix = mix + np.cumsum(0.03 * random.standard_normal((days, 1, statuses)), axis=0)
    mix[deadlines[1] :] += 0.8 * random.standard_normal((1, 1, statuses))
    shares = np.exp(mix)
    return level, shares / shares.sum(axis=2, keepdims=True)


def _told(
    random: np.random.Generator, grid: Grid, truth: NDArray[np.float64], deadlines: list[int]
) -> list[Claim]:
    """What four parties and the press say."""
    sums = np.vstack([np.zeros(grid.size), truth.cumsum(axis=0)])
    bias = {"gov-a": 0.0, "gov-b": 0.05, "agency-1": -0.015, "agency-2": -0.01}
    noise = {"gov-a": 0.002, "gov-b": 0.02, "agency-1": 0.01, "agency-2": 0.01}
    claims: list[Claim] = []

    def say(party: str, start: int, end: int, *, crossing: int | None = None, status: int | None = None,
            delay: int = 0, digits: int | None = None, rough: float = 1.0) -> None:  # fmt: skip
        if not 0 <= start <= end < grid.days or end + delay >= grid.days + 10:
            return
        scope = (
            None if crossing is None else (grid.crossings[crossing],),
            None if status is None else (grid.statuses[status],),
        )
        series = grid.series(*scope)
        value = float((sums[end + 1, series] - sums[start, series]).sum())
        value *= (1 + bias[party]) * (1 + rough * noise[party] * random.standard_normal())
        precision = Precision.EXACT
        if digits is not None and value >= 100:
            unit = 10.0 ** (np.floor(np.log10(value)) + 1 - digits)
            precision = Precision.AT_LEAST if random.random() < 0.4 else Precision.ABOUT
            value = (np.floor if precision is Precision.AT_LEAST else np.round)(value / unit) * unit
        if random.random() < 0.02:  # a slip
            value *= random.choice([0.1, 10.0, 0.7, 1.4])
        claims.append(
            Claim(
                start=_day(start),
                end=_day(end),
                value=float(round(max(value, 0))),
                party=party,
                precision=precision,
                told=_day(end + delay),
                crossings=scope[0],
                statuses=scope[1],
                name=f"{party} {len(claims)}",
            )
        )

    biggest = int(np.argmax(truth.reshape(grid.days, len(grid.crossings), -1).sum(axis=(0, 2))))
    silent = np.repeat(random.random(grid.days // 7 + 1) < 0.3, 7)[: grid.days]
    base = 0
    for day in range(grid.days):
        if day in deadlines:
            base = day
        if not silent[day]:
            if random.random() < 0.5:
                say("gov-a", day, day, crossing=biggest)
            if random.random() < 0.3:
                say("gov-a", base, day, digits=3 if random.random() < 0.4 else None)
            if random.random() < 0.2:
                say("gov-a", 0, day, crossing=biggest)
        if random.random() < 0.35:
            say("gov-b", day, day, digits=2 if random.random() < 0.5 else None)
        if day % 7 == 6:
            for crossing in range(len(grid.crossings)):
                delay = int(random.integers(3, 10))
                say("agency-1", day - 6, day, crossing=crossing, delay=delay, rough=4)
                if random.random() < 0.5:  # revised
                    say("agency-1", day - 6, day, crossing=crossing, delay=delay + 7)
        if day % 10 == 9:  # the biggest crossing by status, since the last base date
            for status in range(len(grid.statuses)):
                say("gov-a", base, day, crossing=biggest, status=status)
        if day % 14 == 13:
            for status in range(len(grid.statuses)):
                say("agency-2", day - 13, day, status=status, delay=5)
    return claims


def _margins(grid: Grid, truth: NDArray[np.float64]) -> list[Total]:
    """Months of every crossing, and of every status."""
    totals = []
    for start in range(0, grid.days, MONTH):
        end = min(start + MONTH, grid.days) - 1
        scopes = [((one,), None) for one in grid.crossings] + [(None, (one,)) for one in grid.statuses]
        for crossings, statuses in scopes:
            value = float(truth[start : end + 1, grid.series(crossings, statuses)].sum())
            name = f"{crossings or statuses} from day {start}"
            totals.append(
                Total(
                    start=_day(start),
                    end=_day(end),
                    value=value,
                    crossings=crossings,
                    statuses=statuses,
                    name=name,
                )
            )
    return totals


def _day(number: int) -> date:
    return FIRST + timedelta(days=int(number))
