"""What the claims of one block say, and how far each may be off: by its words, by itself, by its party."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.accounts.balance import Vector
from concord.accounts.likelihood import USUAL, Likelihood

__all__ = ["Told", "Voices"]

LEAN = 0.02  # share; one sd of a party's lasting bias; parties differ by 1-5 % (domain handbook 2.3)
PINNED = 0.01  # persons; one sd of a pinned margin
ONE_PERSON = 0.25  # persons squared; no count is surer than half a person


@dataclass(frozen=True, slots=True)
class Voices:
    """The claims of one block.

    Attributes:
        wordings: (m,) what the words say.
        party: (m,) index of the party that speaks.
        pinned: (m,) whether the margin is held at the value; such a row is nobody's claim.
    """

    wordings: tuple[Likelihood, ...]
    party: tuple[int, ...]
    pinned: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What `Voices` say, in columns: (m,) persons, parties, and whether a row is a pin."""

    centre: Vector
    below: Vector
    above: Vector
    party: NDArray[np.int64]
    held: NDArray[np.bool_]

    @classmethod
    def by(cls, voices: Voices) -> "Told":
        sides = [(wording.centre, wording.below, wording.above) for wording in voices.wordings]
        centre, below, above = np.array(sides).T
        return cls(centre, below, above, np.array(voices.party), np.array(voices.pinned, dtype=bool))

    def wording(self, predicted: Vector) -> Vector:
        """(m,) persons, one sd of what the words leave open where the prediction is."""
        usual = np.minimum(self.below, self.above)
        wide = np.where(predicted < self.centre, self.below, self.above)
        return np.where(np.abs(predicted - self.centre) <= USUAL * usual, usual, wide)

    def errors(self, predicted: Vector, spread: Vector) -> Vector:
        """(m,) persons, one sd of each claim by itself."""
        counted = spread[self.party] * np.maximum(self.centre, predicted)
        own = np.sqrt(self.wording(predicted) ** 2 + counted**2 + ONE_PERSON)
        return np.where(self.held, PINNED, own)

    def leaning(self, predicted: Vector) -> Vector:
        """(m,) persons, one sd of what a claim has in common with all of its party."""
        return np.where(self.held, 0.0, LEAN * predicted)
