"""What the words around a number allow: the interval in which its claimant puts the count.

The step is the worth of the last digit that is not a trailing zero: 10,000 for 1.72 million.
Two claims disagree only if their intervals share no value; the rest is rounding.
"""

import math
from typing import NamedTuple

from concord.evidence import Figure, Precision, Unit

__all__ = ["Interval", "allowed", "meet", "step"]

ROUND = 100  # a number in whole hundreds is taken as rounded, though no word says so
VAGUE_REACH = 5  # "hundreds of thousands" may reach five times its lower end before a writer says "a million"


class Interval(NamedTuple):
    """The lowest and highest count that the words allow, both included."""

    low: float
    high: float


def allowed(figure: Figure) -> Interval:
    """The interval that the wording of the figure allows, in its own unit.

    An unhedged number in whole hundreds is a rounding interval of half a step either way;
    "about" allows a whole step; "more than" reaches a step up, "up to" a step down.

    >>> from concord.evidence import Figure, Precision
    >>> def said(value, words=Precision.EXACT):
    ...     return tuple(allowed(Figure(document="d", start=0, end=0, text="", value=value, precision=words)))
    >>> said(907391), said(800000), said(174350, Precision.AT_LEAST)
    ((907391, 907391), (750000.0, 850000.0), (174350, 174360))
    """
    value, unit = figure.value, step(figure.value)
    match figure.precision:
        case Precision.ABOUT:
            return Interval(max(value - unit, 0), value + unit)
        case Precision.AT_LEAST:
            return Interval(value, value + unit)
        case Precision.AT_MOST:
            return Interval(max(value - unit, 0), value)
        case Precision.RANGE:
            return Interval(value, value if figure.value_high is None else figure.value_high)
        case Precision.VAGUE:
            return Interval(value, value * VAGUE_REACH)
    rounded = figure.unit is Unit.PERCENT or unit >= ROUND
    return Interval(value - unit / 2, value + unit / 2) if rounded else Interval(value, value)


def meet(a: Interval, b: Interval) -> bool:
    """Some count is allowed by both."""
    return a.low <= b.high and b.low <= a.high


def step(value: float) -> float:
    """The worth of the last digit that is not zero, or of the last decimal."""
    if not math.isfinite(value) or value == 0:
        return 1
    if value != int(value):
        return float(10 ** -len(repr(float(value)).partition(".")[2]))
    digits = str(abs(int(value)))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))
