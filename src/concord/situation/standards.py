"""Standards for sites: indicators to read in context, never pass or fail by law."""

from typing import Literal

from concord.situation.entry import Code, Sourced

__all__ = ["Standard"]


class Standard(Sourced):
    """A threshold for one indicator; a range where ``threshold_high`` is given.

    ``context`` says when it applies ("emergency", "cold climate"); ``unit`` names the
    quantity with its denominator ("litres per person per day").
    """

    code: Code
    label: str
    indicator: str
    comparison: Literal[">=", "<=", "<"]
    threshold: float
    threshold_high: float | None = None
    unit: str
    context: str
