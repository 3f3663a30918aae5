"""Small counts: the number is replaced before any converter sees it.

A count of one to four people can point at someone. A mark that said no more than "one to
four" would still place it in an interval of three, so counts up to nine carry the same mark.
Words of published documents stay as published; only Concord's own numbers are bound.
"""

from concord.publish.disclosure.rules import SmallCounts, rules_of

__all__ = ["points_at_someone", "small_shown", "withheld"]


def withheld(value: float, unit: str, rule: SmallCounts | None = None) -> bool:
    """Whether the number may not be printed. Zero and percentages may.

    >>> withheld(3, "individuals"), withheld(9, "families"), withheld(3, "percent")
    (True, True, False)
    """
    rule = rules_of().small if rule is None else rule
    return unit in rule.units and rule.low - 0.5 <= value < rule.cover + 1


def points_at_someone(value: float, rule: SmallCounts | None = None) -> bool:
    """Whether a count of people is so small that no interval of less than ``width`` may follow for it.

    >>> points_at_someone(4), points_at_someone(5), points_at_someone(0)
    (True, False, False)
    """
    rule = rules_of().small if rule is None else rule
    return rule.low - 0.5 <= value < rule.high + 1


def small_shown() -> str:
    """What is printed in the place of a small count."""
    return rules_of().small.shown
