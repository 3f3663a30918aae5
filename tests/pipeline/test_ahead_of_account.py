"""Days of a ledger: they sum to its own balanced account."""

import pytest
from tests.pictures.pictured import SITUATION, figures_of

from concord.accounts import balance_claims
from concord.evidence import Figure
from concord.pipeline.anticipate_account import Balanced, asked_of, nowcast_account

SAID = (
    (700_000, "returned", "flow", None, None, "2025-01-01", "2025-09-30"),
    (240_000, "returned", "flow", "acc", None, "2025-01-01", "2025-09-30"),
    (60_000, "returned", "flow", "acc", "Torkham", "2025-04-01", "2025-04-20"),
    (20_000, "returned", "flow", "por", "Chaman", "2025-04-01", "2025-04-20"),
    (5_000, "returned", "flow", "por", "Chaman", "2025-05-01", "2025-05-31"),
    (1_500, "returned", "flow", "por", "Chaman", "2025-04-21", "2025-04-22"),
)


def days_of(figures: list[Figure]) -> tuple[Balanced, dict[str, float]]:
    """The days, and every estimate of the account by its key."""
    account = balance_claims(figures, SITUATION)
    made = nowcast_account(figures, account, SITUATION, asked_of(figures, SITUATION))
    return made, {one.key: float(one.value) for one in account.estimates}


@pytest.mark.parametrize("parties", [("gov-pk",), ("gov-pk", "iom")])
def test_days_sum_to_the_cells_of_the_account_to_a_millionth_of_a_person(parties: tuple[str, ...]) -> None:
    figures = [one for party in parties for one in figures_of(SAID, party)]
    made, estimates = days_of(figures)
    assert len(made.totals) >= 4
    for total in made.totals:
        found = made.nowcast.sum(total.start, total.end, total.crossings, total.statuses)
        assert found.value == pytest.approx(estimates[total.name], abs=1e-6)


def test_every_estimate_of_the_measure_is_met_or_told_with_its_reason() -> None:
    figures = figures_of(SAID)
    made, _ = days_of(figures)
    account = balance_claims(figures, SITUATION)
    wanted = {one.key for one in account.estimates if one.margin.measure == "returned"}
    told = {one.name for one in made.totals} | {one.name for one in made.left_out if one.reason}
    assert wanted == told
