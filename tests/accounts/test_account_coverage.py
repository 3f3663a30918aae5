"""Honest intervals: on accounts whose truth is known they hold it about as often as they say."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest

from concord.accounts import balance_claims
from concord.evidence import Figure, Kind, PartialDate, Precision

SEEDS = range(12)
DAYS, CLAIMS = 365, 60
BASE = date(2024, 1, 1)
PARTIES = ("gov-ke", "unhcr", "iom", "gov-so")
STATUSES = ("camp", "urban", "visa")


def day(number: int) -> PartialDate:
    return PartialDate.of(BASE + timedelta(number))


def worded(value: float, random: np.random.Generator) -> tuple[int, Precision]:
    """The number as a speaker would give it: to the last digit, rounded, or as a bound."""
    exact = round(value)
    step, luck = 10 ** max(len(str(exact)) - 2, 0), random.random()
    if luck < 0.3:
        return round(exact / step) * step, Precision.ABOUT
    if luck < 0.4:
        return exact // step * step, Precision.AT_LEAST
    return exact, Precision.EXACT


def simulated(seed: int) -> tuple[np.ndarray, list[Figure]]:
    """True running totals (statuses, days + 1), and what four biased parties say of them."""
    random = np.random.default_rng(seed)
    surges = np.exp(np.cumsum(random.normal(0, 0.15, DAYS))).clip(0.1, 10)
    flow = random.poisson(random.gamma(2, 300, (3, 1)) * surges)
    total = np.concatenate([np.zeros((3, 1)), flow.cumsum(axis=1)], axis=1)
    bias = dict(zip(PARTIES, random.normal(0, 0.02, len(PARTIES)), strict=True))
    figures = []
    for number in range(CLAIMS):
        party, status, end = (
            str(random.choice(PARTIES)),
            int(random.integers(-1, 3)),
            int(random.integers(20, 366)),
        )
        start = 0 if random.random() < 0.6 else int(random.integers(0, end - 7))
        people = (total[:, end] - total[:, start])[
            slice(None) if status < 0 else slice(status, status + 1)
        ].sum()
        said = people * (1 + bias[party] + random.normal(0, 0.01))
        if random.random() < 0.05:
            said *= random.choice([0.1, 10, 2, 0.5])
        value, precision = worded(said, random)
        figures.append(
            Figure(
                document=f"report {number}",
                start=0,
                end=1,
                text=str(value),
                value=value,
                precision=precision,
                measure="returned",
                nationality="SOM",
                country="KEN",
                status=None if status < 0 else STATUSES[status],
                kind=Kind.FLOW,
                period_start=day(start),
                period_end=day(end - 1),
                party=party,
                said=day(end),
            )
        )
    return total, figures


def true_value(margin, total: np.ndarray) -> float:
    out = {code for _, code in margin.besides}
    counted = [s for s, code in enumerate(STATUSES) if margin.status in (None, code) and code not in out]
    first, last = (margin.start - BASE).days, (margin.end - BASE).days + 1
    return float((total[counted, last] - total[counted, first]).sum())


@pytest.fixture(scope="module")
def held(elsewhere):
    """For claimed and implied estimates, rows of whether the 80 % and the 95 % interval held the truth."""
    rows = defaultdict(list)
    for seed in SEEDS:
        total, figures = simulated(seed)
        for estimate in balance_claims(figures, elsewhere).estimates:
            truth = true_value(estimate.margin, total)
            near, far = estimate.low80 <= truth <= estimate.high80, estimate.low95 <= truth <= estimate.high95
            rows["implied" if estimate.implied else "claimed"].append((near, far))
    return {kind: np.mean(told, axis=0) for kind, told in rows.items()}


def test_intervals_of_claimed_margins_hold_the_truth_as_often_as_they_say(held):
    near, far = held["claimed"]
    assert 0.74 <= near <= 0.90
    assert 0.90 <= far <= 0.99


def test_intervals_of_implied_margins_hold_it_as_often(held):
    near, far = held["implied"]
    assert 0.70 <= near <= 0.90
    assert 0.87 <= far <= 0.99


def test_a_rest_that_comes_out_empty_is_not_known_to_be_empty(claim, elsewhere):
    year = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
    told = [claim(10_000, **year), claim(10_050, status="camp", party="unhcr", **year)]
    [rest] = [one for one in balance_claims(told, elsewhere).estimates if one.implied]
    assert rest.value < 100
    assert rest.high95 > 200  # either count may lean by 2 per cent
