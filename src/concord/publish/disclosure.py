"""Disclosure control: the one place that decides which numbers may be printed.

A count of one to four people can point at someone. UNHCR's public tables hold no such
cell, and neither does a briefing: the number is replaced before any converter sees it.
Words of published documents stay as published; only Concord's own numbers are bound.
"""

from dataclasses import dataclass

from concord.evidence import Unit

__all__ = ["SMALL_COUNTS", "SmallCounts", "withheld"]


@dataclass(frozen=True, slots=True)
class SmallCounts:
    """Counts from ``low`` to ``high`` of these units are printed as the words ``shown``."""

    low: int
    high: int
    units: frozenset[Unit]
    shown: str


SMALL_COUNTS = SmallCounts(1, 4, frozenset({Unit.INDIVIDUALS, Unit.FAMILIES}), "fewer than 5")


def withheld(value: float, unit: Unit, rule: SmallCounts = SMALL_COUNTS) -> bool:
    """Whether the number may not be printed. Zero and percentages may.

    >>> withheld(3, Unit.INDIVIDUALS), withheld(3, Unit.PERCENT), withheld(0, Unit.FAMILIES)
    (True, False, False)
    """
    return unit in rule.units and rule.low <= value < rule.high + 1
