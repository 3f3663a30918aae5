"""Pins: margins held at a number, checked for whether any cells could hold them all."""

from collections.abc import Sequence

import numpy as np

from concord.accounts.account import InfeasibleAccount
from concord.accounts.cells import Block
from concord.accounts.margin import Margin

__all__ = ["check_pins"]

TOLERANCE = 0.5  # persons; a half more or less is nobody

Pins = Sequence[tuple[Margin, float]]


def check_pins(block: Block, pinned: Pins) -> None:
    """Do nothing if some cells, none negative, hold every pin.

    Raises:
        InfeasibleAccount: there are none; carries a smallest set of pins that cannot all hold.
    """
    if _held(block, pinned):
        return
    needed = list(pinned)
    for pin in pinned:
        fewer = [other for other in needed if other is not pin]
        if not _held(block, fewer):
            needed = fewer
    raise InfeasibleAccount(dict(needed))


def _held(block: Block, pinned: Pins) -> bool:
    if not pinned:
        return True
    from scipy.optimize import nnls  # 0.2 seconds that only a pinned account pays for

    rows = [block.margins.index(margin) for margin, _ in pinned]
    values = np.array([value for _, value in pinned])
    _, distance = nnls(block.counts[rows].astype(float), values)
    return bool(distance <= TOLERANCE)
