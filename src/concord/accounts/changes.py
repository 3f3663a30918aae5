"""Changes of a level: what is left when returns are taken from the level before.

    closing level = opening level − returns + residual

The residual holds births, new registrations, deaths, resettlement, people reclassified
and whatever was miscounted. It is shown, never forced to zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import hypot

from concord.accounts.account import Account, Estimate
from concord.accounts.margin import Margin
from concord.accounts.solve import Z80, Z95
from concord.evidence import Kind

__all__ = ["StockChange", "stock_changes"]

LEAVING = "returned"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StockChange:
    """Two levels of the same people, the returns between them, and the residual in persons.

    The residual may be negative. Its intervals take the three estimates as independent.
    """

    opening: Estimate
    closing: Estimate
    returned: Estimate
    residual: float
    low80: float
    high80: float
    low95: float
    high95: float


def stock_changes(account: Account) -> tuple[StockChange, ...]:
    """Every change between two days for which levels and the returns between them are known."""
    levels: dict[tuple[object, ...], list[Estimate]] = {}
    for estimate in account.estimates:
        if estimate.margin.kind is Kind.STOCK and estimate.margin.end is not None:
            levels.setdefault(_people(estimate.margin), []).append(estimate)
    return tuple(change for same in levels.values() for change in _changes(same, account))


def _changes(levels: list[Estimate], account: Account) -> Iterator[StockChange]:
    for opening, closing in pairwise(sorted(levels, key=lambda level: str(level.margin.end))):
        returned = _returned_between(opening.margin, closing.margin, account)
        if returned is not None:
            yield _change(opening, closing, returned)


def _returned_between(opening: Margin, closing: Margin, account: Account) -> Estimate | None:
    for estimate in account.estimates:
        margin = estimate.margin
        fits = margin.measure == LEAVING and margin.kind is Kind.FLOW and margin.manner is None
        since = None if opening.end is None else opening.end + DAY
        if fits and margin.start == since and margin.end == closing.end and _whose(margin) == _whose(opening):
            return estimate
    return None


def _change(opening: Estimate, closing: Estimate, returned: Estimate) -> StockChange:
    residual = closing.value - opening.value + returned.value
    sd = hypot(*((one.high80 - one.low80) / (2 * Z80) for one in (opening, closing, returned)))
    return StockChange(
        opening,
        closing,
        returned,
        residual,
        low80=residual - Z80 * sd,
        high80=residual + Z80 * sd,
        low95=residual - Z95 * sd,
        high95=residual + Z95 * sd,
    )


def _people(margin: Margin) -> tuple[object, ...]:
    return margin.measure, *_whose(margin)


def _whose(margin: Margin) -> tuple[object, ...]:
    told = (margin.nationality, margin.country, margin.status, margin.places, margin.phase, margin.besides)
    return (*told, margin.counted_by)
