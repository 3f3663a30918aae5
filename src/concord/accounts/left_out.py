"""Figures that the account does not use: nothing is dropped without a reason."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["LeftOut", "Reason"]


class Reason(StrEnum):
    """Why a figure stands beside the account and not in it."""

    PROJECTED = "a plan or forecast, not something that happened"
    FAMILIES = "families, not persons"
    PERCENT = "a share, not a number of persons"
    VAGUE = "no number that could be balanced"
    NOT_A_COUNT = "not a count of persons: negative, not finite, or a range that is upside down"
    OTHER_MEASURE = "its measure has no place in an account"
    SEX_OR_AGE = "limited to a group of sex or age, which the account does not tell apart"
    MIXED = "several statuses together, and nobody says which"
    NO_PERIOD = "the words give neither a period nor a base date"
    BACKWARDS = "its period ends before it starts"
    PART_LIKE_WHOLE = "a part that nothing in the account tells from its whole"
    LATER = "said after the day the account is asked for"
    ECHO = "the same party says the same of the same people elsewhere"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One figure that is not used; for an echo, ``of`` is the claim that stands for it."""

    figure: str
    reason: Reason
    of: str | None = None
