"""How long a person waits: account, findings and "why this number" for a ledger of 500 claims.

    interactive.py --date YYYY-MM-DD [--passes 5]

The claims are made here from a seed: four parties, running totals, weeks and days, by status and
crossing, rounded, hedged and now and then wrong. The twins are the textbook: the same passes with the
normal equations of all cells, and a number explained by balancing anew without each claim in turn.
The section "interactive" of docs/benchmarks.md is written anew.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does: the matrices are small

import argparse
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

import numpy as np
import page

from concord.accounts import balance_claims, explain, find, robust, without_claim
from concord.accounts.balance import Balanced, Vector
from concord.evidence import Figure, PartialDate, Precision
from concord.situation import bundled

SEED, CLAIMS, DAYS = 1, 500, 26  # a real ledger names few days often
FIRST = date(2025, 4, 1)
PARTIES = ("gov-pk", "gov-af", "unhcr", "iom")
STATUSES = (None, None, "por", "acc", "undocumented")
PLACES = (None, None, "Torkham", "Chaman")
MEASURES = ("returned", "returned", "deported")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--passes", type=int, default=5)
    a = args.parse_args()
    text = section(a.date, a.passes)
    page.put("interactive", text)
    print(text)


def claims(dice: random.Random) -> list[Figure]:
    """Claims of the size and shape of a real ledger."""
    rate = {party: dice.gauss(1, 0.02) for party in PARTIES}
    return [_claim(number, dice, rate) for number in range(CLAIMS)]


def _claim(number: int, dice: random.Random, rate: dict[str, float]) -> Figure:
    party, status, place, measure = map(dice.choice, (PARTIES, STATUSES, PLACES, MEASURES))
    last = 7 * dice.randrange(1, DAYS)
    since = dice.choice((0, 0, last - 7, last - 1))
    share = (0.3 if status else 1) * (0.4 if place else 1) * (0.15 if measure == "deported" else 1)
    value = 4_000 * (last - since) * share * rate[party] * dice.gauss(1, 0.01)
    value *= dice.choice((0.1, 10)) if dice.random() < 0.04 else 1
    words = dice.choice((Precision.EXACT, Precision.EXACT, Precision.ABOUT, Precision.AT_LEAST))
    told = round(value) if words is Precision.EXACT else round(value, -3) or round(value)
    return Figure(
        document=f"report {number}", start=0, end=1, text=str(told), value=told, precision=words,
        measure=measure, status=status, place=place, nationality="AFG", country="PAK", party=party,
        manner="forced" if measure == "deported" else None,
        period_start=_day(since), period_end=_day(last - 1), said=_day(last),
    )  # fmt: skip


def _day(number: int) -> PartialDate:
    return PartialDate.of(FIRST + timedelta(number))


def in_all_cells(
    design: Vector, reported: Vector, covariance: Vector, prior_mean: Vector, prior_sd: Vector, empty: Vector
) -> Balanced:
    """The slow twin of `concord.accounts.balance`: normal equations of cells, solved and inverted dense."""
    known = np.linalg.inv(covariance)
    for _ in range(20):
        held = np.where(empty, 1e-6, prior_sd)
        spread = np.linalg.inv(design.T @ known @ design + np.diag(held**-2.0))
        start = np.where(empty, 0.0, prior_mean)
        mean = start + spread @ (design.T @ (known @ (reported - design @ start)))
        wanted = design.T @ (known @ (reported - design @ mean)) + prior_mean / prior_sd**2 > 0
        settled = np.where(empty, ~wanted, mean < 0)
        if (settled == empty).all():
            break
        empty = settled
    variance = np.where(empty, 0.0, prior_sd**2)
    return Balanced(mean, variance, np.linalg.inv((design * variance) @ design.T + covariance))


def section(when: str, passes: int) -> str:
    """The section of the page."""
    situation, told = bundled("afghanistan-pakistan"), claims(random.Random(SEED))
    account = balance_claims(told, situation)
    largest = max(account.solved, key=lambda solved: len(solved.entries))
    keys = [estimate.key for estimate in account.estimates if estimate.margin in largest.block.margins][:20]
    balanced = timed(lambda: balance_claims(told, situation), passes)
    found = timed(lambda: find(told, situation), passes)
    both = [a + b for a, b in zip(balanced, found, strict=True)]
    why = [one for key in keys for one in timed(lambda key=key: explain(account, key), 1)]
    slow_why = timed(lambda: without_claim(account, keys[0], largest.entries[0].id), 1)[0] * len(
        largest.entries
    )
    slow = slow_balance(lambda: balance_claims(told, situation))
    rows = [
        ["account and findings", *_beside(both, slow)],
        ["of these the account", *_beside(balanced, slow)],
        ["of these the findings", page.spread([1e3 * s for s in found], 0), "", ""],
        ["why this number", *_beside(why, slow_why, 2)],
    ]
    cells = len(largest.entries), len(largest.block.days)
    return "\n\n".join(
        [
            "## Interactive: a ledger of 500 claims",
            page.machine(when),
            f"{len(told)} claims of four parties, {len(account.estimates)} estimates; the largest block has "
            f"{cells[0]} claims and {cells[1]:,} cells. CPU milliseconds, median (least-greatest); "
            "the twin of the account solves the normal equations of all cells, that of *why* balances anew "
            "without each claim in turn.",
            page.table(["", "milliseconds", "twin", "times as fast"], rows),
            "To be reached: account and findings 300 ms, why 10 ms.",
        ]
    )


def _beside(fast: list[float], slow: float, digits: int = 0) -> list[str]:
    times = slow / median(fast)
    return [page.spread([1e3 * s for s in fast], digits), f"{1e3 * slow:,.0f}", f"{times:,.0f}"]


def slow_balance(work: Callable[[], object]) -> float:
    """CPU seconds of the work with the twin in the place of the kernel."""
    kernel = robust.balance
    robust.balance = in_all_cells
    try:
        return timed(work, 1)[0]
    finally:
        robust.balance = kernel


def timed(work: Callable[[], object], passes: int) -> list[float]:
    """CPU seconds of each pass."""
    spent = []
    for _ in range(passes):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return spent


if __name__ == "__main__":
    main()
