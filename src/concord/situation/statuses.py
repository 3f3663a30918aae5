"""Legal statuses, and what was decided about them and when.

Cards were often expired for weeks and then extended backwards, so whether a status
holds on a day depends on the day one asks: an act carries both the date it sets and
the date of the decision, and no flag is ever stored.
"""

import datetime
from typing import Literal

from pydantic import Field

from concord.situation.entry import Code, IsoDate, Names, Sourced

__all__ = ["Count", "Deadline", "LegalStatus", "Validity"]


class Count(Sourced):
    """A published count of the holders of a status: a claim by a party, not the truth.

    ``part`` says what is counted where that is not simply the holders ("applications").
    """

    value: int = Field(ge=0)
    precision: Literal["exact", "about", "at_least", "at_most"] = "exact"
    as_of: IsoDate
    party: Code
    part: str | None = None


class LegalStatus(Sourced):
    """A legal status a figure can be about.

    Attributes:
        names: what it and its holders are called, by language.
        confers, withholds: what it gives and what it does not, a sentence each.
        parts: statuses whose holders are counted inside this one.
        traps: what misleads when figures about it are compared.
    """

    code: Code
    label: str
    names: Names = Field(default_factory=dict)
    confers: tuple[str, ...] = ()
    withholds: tuple[str, ...] = ()
    parts: tuple[Code, ...] = ()
    traps: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()


class Validity(Sourced):
    """A decision that documents of a status are valid until a day.

    ``decided`` is the day of the decision, or the latest it can have been where
    ``decided_exactly`` is false.
    """

    status: Code
    until: datetime.date
    decided: datetime.date
    decided_exactly: bool = True
    party: Code
    label: str


class Deadline(Sourced):
    """An act about a day by which holders of a status should have left."""

    code: Code
    status: Code
    date: datetime.date
    announced: datetime.date
    act: Literal["set", "extended", "lapsed", "enforced"]
    effect: str
    party: Code
