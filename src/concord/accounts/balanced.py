"""From claims to the balanced account: the one entry to this half of the room."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from concord.accounts.account import Account, Estimate, Identity, Position
from concord.accounts.balance import Vector
from concord.accounts.cells import Block, Marks, blocks_of
from concord.accounts.entries import entries_of
from concord.accounts.entry import Entry
from concord.accounts.identities import Split, splits_of
from concord.accounts.margin import Margin
from concord.accounts.nesting import nesting_of
from concord.accounts.pins import check_pins
from concord.accounts.positions import implied_positions, plain_position
from concord.accounts.series import running_asked, runs_of, series_of, years_asked
from concord.accounts.solve import Z80, Z95, Solved, solve, spreads
from concord.evidence import Figure
from concord.situation import Situation

__all__ = ["balance_claims"]

NOTABLE = 0.01  # share of all pulls on an estimate; claims that pull less are not named as its ground

Claims = Mapping[Margin, Sequence[Entry]]


def balance_claims(
    figures: Iterable[Figure],
    situation: Situation,
    *,
    as_of: date | None = None,
    pinned: Mapping[Margin, float] | None = None,
) -> Account:
    """Balance what everybody claims into one account.

    Figures of different parties about one margin are rival readings and never added up;
    a repeated claim counts once; the order of the figures does not matter.

    Args:
        figures: claims as read, of any measures and parties.
        situation: what measures, statuses, places, phases and base dates mean.
        as_of: leave out what was said later.
        pinned: margins to hold at a number of persons, whatever is claimed of them.
    Returns:
        The account; without usable figures an empty one, every figure with its reason.
    Raises:
        InfeasibleAccount: pinned parts and wholes contradict each other.
    """
    nesting = nesting_of(situation)
    entries, left_out = entries_of(figures, situation, nesting, as_of)
    held = dict(pinned or {})
    claimed = dict.fromkeys([*(entry.margin for entry in entries), *held])
    runs = runs_of(list(claimed))
    years = years_asked(runs)
    blocks = blocks_of([*claimed, *years, *running_asked(runs)], nesting)
    solved = tuple(_solved(block, entries, held, situation) for block in blocks)
    known = [(one, _claims_by_margin(one.entries)) for one in solved]
    splits = [tuple(splits_of(one.block, claims, situation)) for one, claims in known]
    told = {*claimed, *years}
    estimates = [_estimates(one, claims, cut, told) for (one, claims), cut in zip(known, splits, strict=True)]
    return Account(
        estimates=tuple(estimate for group in estimates for estimate in group),
        identities=tuple(split.identity for cut in splits for split in cut),
        left_out=left_out,
        plausible={
            entry.id: float(weight)
            for one in solved
            for entry, weight in zip(one.entries, one.fit.weight, strict=False)
        },
        series=tuple(series for one in solved for series in series_of(one, runs)),
        as_of=as_of,
        solved=solved,
    )


def _solved(
    block: Block, entries: Sequence[Entry], pinned: Mapping[Margin, float], situation: Situation
) -> Solved:
    inside = set(block.margins)
    held = [(margin, value) for margin, value in pinned.items() if margin in inside]
    check_pins(block, held, situation)
    return solve(block, [entry for entry in entries if entry.margin in inside], held)


def _claims_by_margin(entries: Iterable[Entry]) -> Claims:
    grouped: dict[Margin, list[Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.margin].append(entry)
    return grouped


def _estimates(
    solved: Solved, claims: Claims, splits: Sequence[Split], told: Collection[Margin]
) -> list[Estimate]:
    """Estimates of the block's margins that are to be told, then of every rest that nobody claims."""
    counts = zip(solved.block.margins, solved.block.counts, strict=True)
    rows: dict[Margin, Marks] = {margin: marks for margin, marks in counts if margin in told}
    grounds: dict[Margin, Identity] = {}
    for split in splits:
        rest = split.identity.rest
        if rest is not None and rest not in claims:
            rows[rest] = split.rest
            grounds.setdefault(rest, split.identity)
    marks = np.array(list(rows.values()))
    values = marks @ solved.fit.cells
    sd = spreads(solved, marks)
    inside = _inside(marks)
    bounds = [_within_wholes(inside, values, z * sd) for z in (Z80, Z95)]
    pulls = np.abs(solved.fit.pulls(marks.astype(np.float32)) * solved.fit.centre)
    found = []
    for at, margin in enumerate(rows):
        (low80, high80), (low95, high95) = ((float(low[at]), float(high[at])) for low, high in bounds)
        identity = grounds.get(margin)
        found.append(
            Estimate(
                margin=margin,
                value=float(values[at]),
                low80=low80,
                high80=high80,
                low95=low95,
                high95=high95,
                implied=margin not in claims,
                identity=identity,
                claims=_behind(pulls[at], solved.entries),
                positions=_positions(margin, identity, claims),
            )
        )
    return found


def _inside(marks: Marks) -> Marks:
    """(sums, sums) whether all that the first counts is in what the second counts."""
    counted = marks.astype(np.float32)
    common = counted @ counted.T
    return np.asarray(common == np.diag(common)[:, None])


def _within_wholes(inside: Marks, values: Vector, reach: Vector) -> tuple[Vector, Vector]:
    """Ends of the intervals: never below zero or a part's low end, never above a whole's high end."""
    low, high = np.maximum(values - reach, 0.0), values + reach
    lows = np.where(inside.T, low[None, :], -np.inf).max(axis=1)
    highs = np.where(inside, high[None, :], np.inf).min(axis=1)
    return np.minimum(lows, values), np.maximum(highs, values)


def _behind(pulls: Vector, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The claims that an estimate rests on, those that pull most first."""
    strong = np.flatnonzero(pulls[: len(entries)] > NOTABLE * pulls.sum()).tolist()
    return tuple(claim for _, claim in sorted((-pulls[at], entries[at].id) for at in strong))


def _positions(margin: Margin, identity: Identity | None, claims: Claims) -> tuple[Position, ...]:
    if margin in claims:
        return tuple(plain_position(entry) for entry in claims[margin])
    return () if identity is None else implied_positions(identity, claims)
