"""Pins: margins held at a number, checked for whether any cells could hold them all."""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from concord.accounts.account import Identity, InfeasibleAccount
from concord.accounts.cells import Block
from concord.accounts.identities import splits_of
from concord.accounts.margin import Margin
from concord.situation import Situation

__all__ = ["check_pins"]

TOLERANCE = 0.5  # persons; a half more or less is nobody

Pins = Sequence[tuple[Margin, float]]


def check_pins(block: Block, pinned: Pins, situation: Situation) -> None:
    """Do nothing if some cells, none negative, hold every pin.

    Raises:
        InfeasibleAccount: there are none; carries a smallest set of pins that cannot all hold,
            and the identity that they break.
    """
    endless = {margin: value for margin, value in pinned if not isfinite(value)}
    if endless:
        raise InfeasibleAccount(endless)
    if _held(block, pinned):
        return
    needed = list(pinned)
    for pin in pinned:
        fewer = [other for other in needed if other is not pin]
        if not _held(block, fewer):
            needed = fewer
    raise InfeasibleAccount(dict(needed), _identity(block, [margin for margin, _ in needed], situation))


def _identity(block: Block, margins: Sequence[Margin], situation: Situation) -> Identity | None:
    """The whole and its parts that these margins are, if they are that."""
    splits = splits_of(block, dict.fromkeys(margins, ()), situation)
    return next((s.identity for s in splits if {s.identity.whole, *s.identity.parts} == set(margins)), None)


def _held(block: Block, pinned: Pins) -> bool:
    if not pinned:
        return True
    from scipy.optimize import nnls  # 0.2 seconds that only a pinned account pays for

    rows = [block.margins.index(margin) for margin, _ in pinned]
    values = np.array([value for _, value in pinned])
    _, distance = nnls(block.counts[rows].astype(float), values)
    return bool(distance <= TOLERANCE)
