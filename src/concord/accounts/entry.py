"""An entry: one claim as the balance takes it."""

from dataclasses import dataclass

from concord.accounts.likelihood import Likelihood
from concord.accounts.margin import Margin
from concord.evidence import Figure

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as the balance takes it.

    ``figure`` has what only its totals say filled in, so ``id`` is that of the figure as read.
    """

    id: str
    figure: Figure
    margin: Margin
    likelihood: Likelihood
