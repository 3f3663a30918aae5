"""Phases of a campaign and the base dates that cumulative totals run from.

Neither is a fact of the calendar: a phase is a label that a party claims with a start
of its own, and two totals compare only after their base dates are aligned.
"""

import datetime
from typing import Annotated

from concord.situation.entry import Code, Entry, IsoDate, NotEmpty, Sourced

__all__ = ["BaseDate", "Phase", "PhaseClaim"]


class PhaseClaim(Sourced):
    """When a phase starts and ends, and whom it concerns, as one party says."""

    party: Code
    label: str
    start: IsoDate
    end: IsoDate | None = None
    statuses: tuple[Code, ...] = ()


class Phase(Entry):
    """A numbered phase with every party's claim about it."""

    code: Code
    label: str
    claims: Annotated[tuple[PhaseClaim, ...], NotEmpty]


class BaseDate(Sourced):
    """The day from which a party counts a cumulative total; measure None for all it counts."""

    party: Code
    date: datetime.date
    measure: Code | None = None
    status: Code | None = None
    label: str
