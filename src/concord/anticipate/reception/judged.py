"""What is said of one standard at one site, and when a breach counts as one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.reception.simulate import HOURS

__all__ = ["BROKEN", "HOLDS", "SUSTAINED", "UNKNOWN", "Judged", "breach"]

SUSTAINED = 6  # hours in a row before a peak counts as a breach
HOLDS, BROKEN, UNKNOWN = "holds", "broken", "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One standard at one site.

    Attributes:
        code, label, unit, threshold: of the standard; no threshold where the site's own capacity is it.
        state: holds, broken or unknown; unknown is what nobody told.
        first_broken: day from 1, and None where it never is; hours_broken: in all.
        worst: the worst value; persons: the most that were there.
        has: how much there is; needed: how much there must be for it to hold throughout.
        remedy: what removes the breach, in words.
    """

    code: str
    label: str
    unit: str
    threshold: float | None = None
    state: str = HOLDS
    first_broken: int | None = None
    hours_broken: int = 0
    worst: float | None = None
    persons: float = 0.0
    has: float | None = None
    needed: float | None = None
    remedy: str = "nothing"


def breach(broken: NDArray[np.bool_]) -> tuple[int | None, int]:
    """The day of the first breach that lasts, and the hours of breach in all; none without such a day."""
    if broken.size < SUSTAINED:
        return None, 0
    lasting = np.convolve(broken.astype(int), np.ones(SUSTAINED, dtype=int), mode="valid") == SUSTAINED
    if not lasting.any():
        return None, 0
    return int(np.argmax(lasting)) // HOURS + 1, int(broken.sum())
