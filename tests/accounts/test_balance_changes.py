"""Changes of a level: opening less returns, and the residual that is shown."""

from math import isclose

from concord.accounts import balance_claims, stock_changes
from concord.evidence import Kind

LEVEL = {"measure": "registered", "kind": Kind.STOCK, "status": "camp"}
RETURNS = {"status": "camp", "period_start": "2020-01-01", "period_end": "2020-12-31"}


def test_the_residual_is_what_returns_do_not_explain(elsewhere, claim):
    figures = [
        claim(1_559_964, period_end="2019-12-31", **LEVEL),
        claim(1_158_538, period_end="2020-12-31", **LEVEL),
        claim(558_359, **RETURNS),
    ]
    [change] = stock_changes(balance_claims(figures, elsewhere))
    assert isclose(change.residual, 156_933, abs_tol=1)
    assert change.low95 < change.low80 < change.residual < change.high80 < change.high95


def test_levels_without_the_returns_between_them_give_no_residual(elsewhere, claim):
    figures = [
        claim(1_559_964, period_end="2018-12-31", **LEVEL),
        claim(1_158_538, period_end="2020-12-31", **LEVEL),
        claim(558_359, **RETURNS),
    ]
    assert stock_changes(balance_claims(figures, elsewhere)) == ()
