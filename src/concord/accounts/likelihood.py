"""Likelihood: what the wording of a claim says about the number behind it.

A claim is read as a normal density with its own spread on each side. Its width comes
from the words alone: the last significant digit is the step to which a speaker rounds
("800,000" may be anything from 750,000 to 850,000), "more than" is one-sided and the
number behind it usually lies within one step above. How far a party's counts lie from
the truth is another matter, added by the balance (`concord.accounts.robust`).
"""

from dataclasses import dataclass, replace
from math import isfinite, sqrt

from concord.accounts.wording import step
from concord.evidence import Figure, Precision

__all__ = ["USUAL", "Likelihood", "likelihood_of", "reached_by_then"]

UNIFORM = 1 / sqrt(12)  # one standard deviation of a uniform density of width one
USUAL = 2.0  # standard deviations
ANY_NUMBER = 1000.0  # times the value; so many may follow that the claim says nothing from above
BOUND_SLACK = 0.25  # share of the value; how far the truth may lie beyond a one-sided bound, one sd


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Persons: where the number usually is, and one standard deviation on each side of it.

    The wider of two unlike sides begins where the narrower one ends being usual: "more than
    2.8 million" is surely not 2.7, mostly 2.8 to 2.9, and now and then much more.
    """

    centre: float
    below: float
    above: float

    def spread_at(self, value: float) -> float:
        """One standard deviation that applies at a value."""
        usual = min(self.below, self.above)
        if abs(value - self.centre) <= USUAL * usual:
            return usual
        return self.below if value < self.centre else self.above


def likelihood_of(figure: Figure) -> Likelihood | None:
    """The density that the wording gives; None where it names no number.

    | words | centre | below | above |
    |---|---|---|---|
    | 907,391 · 1.3 million · about 6,700 | v | step/√12 | step/√12 |
    | more than v | v + step/2 | step/√12 | v/4 and the step |
    | up to v | v − step/2 | v/4 and the step | step/√12 |
    | v to w | (v + w)/2 | (w − v)/√12 | (w − v)/√12 |
    """
    value = float(figure.value)
    if not isfinite(value) or value < 0:
        return None
    unit = step(value)
    near, far = unit * UNIFORM, unit * UNIFORM + BOUND_SLACK * value
    match figure.precision:
        case Precision.EXACT | Precision.ABOUT:
            return Likelihood(value, near, near)
        case Precision.AT_LEAST:
            return Likelihood(value + unit / 2, near, far)
        case Precision.AT_MOST:
            return Likelihood(max(value - unit / 2, 0.0), far, near)
        case Precision.RANGE:
            return _between(value, figure.value_high)
        case Precision.VAGUE:
            return None


def reached_by_then(wording: Likelihood) -> Likelihood:
    """The wording of a running total whose end is told only to the month or year.

    On some day of it the total stood at the value; by its last day, any number may have followed.
    """
    return replace(wording, above=max(wording.above, ANY_NUMBER * wording.centre))


def _between(low: float, high: float | None) -> Likelihood | None:
    if high is None or not isfinite(high) or high < low:
        return None
    spread = (high - low) * UNIFORM
    return Likelihood((low + high) / 2, spread, spread)
