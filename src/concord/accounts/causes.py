"""Why two figures may disagree: likely causes in order, each with a score.

Every cause that the digits, the dates or the scopes support gets a weight from one table;
its score is its share of all weights, with 1 more for a cause that nobody thought of. The
weights are judgements, taken from the published contradictions between parties, in which
slips of one digit and unlike base dates are the most common. They order, they do not prove.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from concord.accounts.scope import Difference, Scope, differences

__all__ = ["Cause", "CauseKind", "rank", "scopes", "slip", "slips"]

NOT_THOUGHT_OF = 1.0
FEWEST_DIGITS = 3  # in shorter numbers any two values look like a slip of each other


class CauseKind(StrEnum):
    """What may have happened."""

    TRANSPOSITION = "transposition"
    DROPPED_DIGIT = "dropped_digit"
    POWER_OF_TEN = "power_of_ten"
    OFF_BY_ONE = "off_by_one"
    DIGIT_SLIP = "digit_slip"
    TWO_DIGITS = "two_digits"
    TOTAL_AS_FLOW = "total_as_flow"
    WRONG_DATE = "wrong_date"
    PERIOD_LOST = "period_lost"
    STATUS_SLIP = "status_slip"
    UNIT_SLIP = "unit_slip"
    FAMILIES_ADDED = "families_added"
    MERGED_MEASURES = "merged_measures"
    BASE_DATE = "base_date"
    OTHER_DAY = "other_day"
    OTHER_SCOPE = "other_scope"
    MISSING_PART = "missing_part"
    COUNTED_TWICE = "counted_twice"
    WRONG_SHARE = "wrong_share"
    STALE_TOTAL = "stale_total"
    REVISION = "revision"


WEIGHTS = {
    CauseKind.TRANSPOSITION: 12.0,
    CauseKind.DROPPED_DIGIT: 10.0,
    CauseKind.POWER_OF_TEN: 10.0,
    CauseKind.OFF_BY_ONE: 9.0,
    CauseKind.DIGIT_SLIP: 8.0,
    CauseKind.TWO_DIGITS: 2.5,
    CauseKind.TOTAL_AS_FLOW: 12.0,
    CauseKind.WRONG_DATE: 8.0,
    CauseKind.PERIOD_LOST: 12.0,
    CauseKind.STATUS_SLIP: 8.0,
    CauseKind.UNIT_SLIP: 12.0,
    CauseKind.FAMILIES_ADDED: 12.0,
    CauseKind.MERGED_MEASURES: 9.0,
    CauseKind.BASE_DATE: 4.0,
    CauseKind.OTHER_DAY: 3.0,
    CauseKind.OTHER_SCOPE: 5.0,
    CauseKind.MISSING_PART: 4.0,
    CauseKind.COUNTED_TWICE: 4.0,
    CauseKind.WRONG_SHARE: 4.0,
    CauseKind.STALE_TOTAL: 2.0,
    CauseKind.REVISION: 1.5,
}

WORDS = {
    CauseKind.TRANSPOSITION: "two neighbouring digits changed places",
    CauseKind.DROPPED_DIGIT: "a digit was dropped or added",
    CauseKind.POWER_OF_TEN: "a thousand, a lakh or a zero too many or too few",
    CauseKind.OFF_BY_ONE: "one person more or fewer",
    CauseKind.DIGIT_SLIP: "one digit was mistaken",
    CauseKind.TWO_DIGITS: "two digits were mistaken",
    CauseKind.TOTAL_AS_FLOW: "a running total was printed as the count of a short period",
    CauseKind.WRONG_DATE: "a later total was given an earlier date",
    CauseKind.PERIOD_LOST: "the period was lost in rewriting",
    CauseKind.STATUS_SLIP: "a figure for one legal status was used for another",
    CauseKind.UNIT_SLIP: "families were printed as people, or people as families",
    CauseKind.FAMILIES_ADDED: "families were added to people",
    CauseKind.MERGED_MEASURES: "people who returned were counted as deported",
    CauseKind.BASE_DATE: "the counts start at different dates",
    CauseKind.OTHER_DAY: "the counts end on different days",
    CauseKind.OTHER_SCOPE: "the counts are of different people",
    CauseKind.MISSING_PART: "a part is not named",
    CauseKind.COUNTED_TWICE: "some people stand in two parts",
    CauseKind.WRONG_SHARE: "a share was taken of another whole",
    CauseKind.STALE_TOTAL: "an older total was repeated",
    CauseKind.REVISION: "the total was revised",
}

OF_DIFFERENCE = {
    Difference.BASE_DATE: CauseKind.BASE_DATE,
    Difference.END: CauseKind.OTHER_DAY,
    Difference.MEASURE: CauseKind.MERGED_MEASURES,
}


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that may have happened, its share of all weights, and the thing in words."""

    kind: CauseKind
    score: float
    words: str


def rank(kinds: Iterable[CauseKind]) -> tuple[Cause, ...]:
    """The causes with their scores, the likeliest first; a cause named twice counts once."""
    distinct = sorted(set(kinds), key=lambda kind: (-WEIGHTS[kind], kind))
    total = NOT_THOUGHT_OF + sum(WEIGHTS[kind] for kind in distinct)
    return tuple(Cause(kind, round(WEIGHTS[kind] / total, 3), WORDS[kind]) for kind in distinct)


def slips(a: float, b: float) -> tuple[CauseKind, ...]:
    """The slip of the pen that turns one number into the other, if there is one."""
    found = slip(a, b)
    return () if found is None else (found,)


def slip(a: float, b: float) -> CauseKind | None:
    """Which slip of the pen turns one number into the other.

    >>> slip(907391, 907351), slip(230464, 230446), slip(924, 925), slip(480000, 48000)
    (<CauseKind.DIGIT_SLIP: 'digit_slip'>, <CauseKind.TRANSPOSITION: 'transposition'>, \
<CauseKind.OFF_BY_ONE: 'off_by_one'>, <CauseKind.POWER_OF_TEN: 'power_of_ten'>)
    """
    if a == b or a <= 0 or b <= 0 or a != int(a) or b != int(b):
        return None
    if max(a, b) in (min(a, b) * 10**power for power in (1, 2, 3, 5)):
        return CauseKind.POWER_OF_TEN
    few, many = _telling_digits(int(a), int(b))
    if len(few) < FEWEST_DIGITS:
        return None
    if abs(a - b) == 1:
        return CauseKind.OFF_BY_ONE
    if len(few) == len(many):
        return _exchanged(few, many)
    return CauseKind.DROPPED_DIGIT if _lacks_one_digit(few, many) else None


def scopes(a: Scope, b: Scope) -> tuple[CauseKind, ...]:
    """What the differences of two scopes may explain."""
    return tuple(OF_DIFFERENCE.get(way, CauseKind.OTHER_SCOPE) for way in differences(a, b))


def _telling_digits(a: int, b: int) -> tuple[str, str]:
    """The digits of both, the shorter first, without the zeros at the end that they share."""
    while a % 10 == 0 and b % 10 == 0:
        a, b = a // 10, b // 10
    few, many = sorted((str(a), str(b)), key=len)
    return few, many


def _exchanged(a: str, b: str) -> CauseKind | None:
    """The slip between two numbers of one length."""
    unlike = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(unlike) == 1:
        return CauseKind.DIGIT_SLIP
    if len(unlike) != 2:
        return None
    first, second = unlike
    if second == first + 1 and a[first] == b[second] and a[second] == b[first]:
        return CauseKind.TRANSPOSITION
    # Two mistaken digits are believable only in a long number whose beginning agrees.
    return CauseKind.TWO_DIGITS if first >= len(a) // 2 else None


def _lacks_one_digit(few: str, many: str) -> bool:
    return len(many) == len(few) + 1 and any(many[:at] + many[at + 1 :] == few for at in range(len(many)))
