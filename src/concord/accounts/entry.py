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
    ``whole`` is the id of the figure of which it is a part; ``echoes`` are further acts of
    saying the same; ``base_assumed`` tells that the start is the party's usual base date.
    """

    id: str
    figure: Figure
    margin: Margin
    likelihood: Likelihood
    whole: str | None = None
    base_assumed: bool = False
    echoes: tuple[str, ...] = ()
