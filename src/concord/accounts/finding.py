"""A finding: claims that cannot all hold, or look as if they should not, with likely causes.

A finding judges no party. It names the claims, how far apart they are, what may have
happened, and says so in one sentence.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from concord.accounts.causes import Cause
from concord.evidence import digest

__all__ = ["Finding", "FindingCode"]


class FindingCode(StrEnum):
    """What is doubtful about the claims."""

    CLAIMANT_AGAINST_ITSELF = "claimant_against_itself"
    FALLING_TOTAL = "falling_total"
    LATE_TOTAL = "late_total"
    PARTS_AND_TOTAL = "parts_and_total"
    PART_ABOVE_WHOLE = "part_above_whole"
    SHARE_AND_COUNT = "share_and_count"
    TOTAL_AS_FLOW = "total_as_flow"
    PERIOD_LOST = "period_lost"
    MEASURE_INFLATION = "measure_inflation"
    STATUS_SLIP = "status_slip"
    UNIT_SLIP = "unit_slip"
    RIVAL_COUNTS = "rival_counts"


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or doubt.

    Attributes:
        code: see the enum.
        claims: content ids of the figures, in reading order.
        absolute: the gap in the unit of the claims; zero where one number has two labels.
        relative: the gap as a share of the larger side.
        causes: what may have happened, the likeliest first.
        words: one sentence that names claimants and values.
    """

    code: FindingCode
    claims: tuple[str, ...]
    absolute: float
    relative: float
    causes: tuple[Cause, ...]
    words: str

    @property
    def key(self) -> str:
        """A key that stays as long as the same claims contradict each other in the same way."""
        return digest(json.dumps([self.code.value, *sorted(self.claims)]).encode())[:16]
