"""Daily series that sum to the ledger's own balanced account, and what of the account they cannot meet.

Estimates of the account become totals: those of the measure, for the whole country or a crossing, with
a first and last day inside the days asked for. The widest come first; one that contradicts those before
it, or a running total that was printed as a single day, is left out and told with its reason.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concord.accounts import Account, Estimate
from concord.anticipate import (
    Assumptions,
    Claim,
    Closure,
    Grid,
    NothingToGoOn,
    Nowcast,
    Total,
    TotalsContradict,
    nowcast,
)
from concord.anticipate.exact import to_totals
from concord.anticipate.nowcast import even
from concord.evidence import Figure, Kind
from concord.pipeline.anticipate import known_deadlines
from concord.pipeline.anticipate_figures import Asked, FigureReader, Unused
from concord.situation import Situation

__all__ = ["MOST_A_DAY", "Balanced", "asked_of", "nowcast_account"]

WINDOW = 400  # days
LEAST_DAYS = 7  # of a total; on single days the account rests on one claim and its slips
MOST_A_DAY = 30_000.0  # persons; above the busiest days published for all crossings, autumn 2023
AFTER = date(2023, 9, 1)  # the earliest day that is looked at unless asked for


@dataclass(frozen=True, slots=True)
class Balanced:
    """A nowcast of the ledger.

    Attributes:
        totals: of the balanced account, met exactly.
        unused: claims that say nothing about these days; left_out: estimates that are not met.
    """

    nowcast: Nowcast
    totals: tuple[Total, ...]
    unused: tuple[Unused, ...]
    left_out: tuple[Unused, ...]


def asked_of(
    figures: Iterable[Figure], situation: Situation, *, measure: str = "returned", days: int = WINDOW
) -> Asked:
    """The crossings, statuses and days that the figures speak of, the last ``days`` of them.

    Raises:
        NothingToGoOn: no figure of the measure has both days.
    """
    of_measure = [one for one in figures if one.measure == measure]
    countries = Counter(one.country for one in of_measure if one.country)
    country = countries.most_common(1)[0][0] if countries else None
    reader = FigureReader(situation, Asked(measure=measure, country=country))
    usable = [one for one in of_measure if reader.wrong(one) is None]
    dated = [
        (one, one.period_start.first, one.period_end.last)
        for one in usable
        if one.period_start and one.period_end
    ]
    dated = [row for row in dated if float(row[0].value) <= MOST_A_DAY * ((row[2] - row[1]).days + 1)]
    if not dated:
        raise NothingToGoOn(f"figure of {measure} with a first and a last day")
    last = max(row[2] for row in dated)
    first = max(last - timedelta(days=days - 1), min(row[1] for row in dated), min(AFTER, last))
    inside = [row[0] for row in dated if first <= row[1] and row[2] <= last]
    statuses = sorted({one.status for one in inside if one.status})
    return Asked(
        measure=measure,
        crossings=tuple(_crossings(inside, situation)),
        statuses=tuple(statuses),
        first=first,
        last=last,
        country=country,
    )


def nowcast_account(
    figures: Iterable[Figure],
    account: Account,
    situation: Situation,
    asked: Asked,
    *,
    closures: Sequence[Closure] = (),
    deadlines: Sequence[date] = (),
    as_of: date | None = None,
    assumed: Assumptions | None = None,
    most_a_day: float = MOST_A_DAY,
) -> Balanced:
    """Daily series that sum to every estimate of the account that such days can meet.

    Raises:
        NothingToGoOn: neither a claim nor an estimate lies inside the days asked for.
    """
    reader = FigureReader(situation, asked)
    claims, unused = reader.read(figures, {})
    wanted, left_out = _wanted(account.estimates, reader)
    everything = [*claims, *wanted]
    if not everything:
        raise NothingToGoOn(f"usable claim of measure {asked.measure}")
    grid = reader.grid(everything)
    claims, far = _usable(claims, grid, most_a_day)
    wanted, beyond = _usable(wanted, grid, most_a_day)
    if not claims and not wanted:
        raise NothingToGoOn(f"claim of measure {asked.measure} inside the days asked for")
    totals, contradicting = _met(grid, [_total(one) for one in wanted])
    made = nowcast(
        grid,
        claims,
        totals,
        closures=closures,
        deadlines=[*deadlines, *known_deadlines(situation, as_of)],
        as_of=as_of,
        assumed=assumed,
    )
    return Balanced(made, tuple(totals), (*unused, *far), (*left_out, *beyond, *contradicting))


def _crossings(figures: Iterable[Figure], situation: Situation) -> list[str]:
    names = set()
    for one in figures:
        found = situation.place_named(one.place) if one.place else None
        if found is not None and found.kind == "crossing":
            names.add(found.name)
    return sorted(names)


def _wanted(estimates: Iterable[Estimate], reader: FigureReader) -> tuple[list[Claim], list[Unused]]:
    """Estimates of the measure as claims, and those that no sum of series is."""
    wanted, left_out = [], []
    for one in estimates:
        margin, asked = one.margin, reader.asked
        if (margin.measure, margin.kind) != (asked.measure, Kind.FLOW) or margin.country != asked.country:
            continue
        scope = reader.scope(", ".join(margin.places) or None)
        partly = margin.manner or margin.phase or margin.counted_by or margin.undated or margin.besides
        if isinstance(scope, str) or partly:
            left_out.append(Unused(one.key, scope if isinstance(scope, str) else "only a part of the people"))
        elif margin.status is not None and margin.status not in asked.statuses:
            left_out.append(Unused(one.key, f"status {margin.status} is not among those asked for"))
        elif margin.start is None or margin.end is None:
            left_out.append(Unused(one.key, "no first or last day"))
        elif (margin.end - margin.start).days + 1 < LEAST_DAYS:
            left_out.append(
                Unused(one.key, f"fewer than {LEAST_DAYS} days: its claims are used, not their balance")
            )
        else:
            wanted.append(
                Claim(
                    start=margin.start,
                    end=margin.end,
                    value=max(float(one.value), 0.0),
                    party="account",
                    crossings=scope,
                    statuses=None if margin.status is None else (margin.status,),
                    name=one.key,
                )
            )
    return wanted, left_out


def _usable(claims: Sequence[Claim], grid: Grid, most_a_day: float) -> tuple[list[Claim], list[Unused]]:
    kept, unused = [], []
    for one in claims:
        if not (grid.first <= one.start and one.end <= grid.last):
            unused.append(Unused(one.name, "outside the days asked for"))
        elif one.value > most_a_day * ((one.end - one.start).days + 1):
            unused.append(
                Unused(one.name, f"more than {most_a_day:,.0f} a day: a running total printed as few days?")
            )
        else:
            kept.append(one)
    return kept, unused


def _met(grid: Grid, totals: Iterable[Total]) -> tuple[list[Total], list[Unused]]:
    """The totals that some flows can meet together, the widest first, and those that contradict them."""
    met: list[Total] = []
    against = []
    for one in sorted(totals, key=_width):
        try:
            to_totals(grid, even(grid, [], [*met, one]), [*met, one])
        except TotalsContradict:
            against.append(Unused(one.name, "contradicts wider estimates of the account"))
        else:
            met.append(one)
    return met, against


def _width(total: Total) -> tuple[int, int, int, date, str]:
    days = (total.end - total.start).days
    return -days, total.crossings is not None, total.statuses is not None, total.start, total.name


def _total(claim: Claim) -> Total:
    return Total(
        start=claim.start,
        end=claim.end,
        value=claim.value,
        crossings=claim.crossings,
        statuses=claim.statuses,
        name=claim.name,
    )
