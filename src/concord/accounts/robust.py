"""The robust balance: claims of parties that lean, round and sometimes slip.

Each claim i of party p is y_i = (A x)_i (1 + β_p + ε_i) with β_p ~ N(0, LEAN²), common to
all claims of the party, and ε_i ~ N(0, SPREAD_p²); rounding and hedges add their own
width. With probability GROSS a claim is worth nothing: its number may be anything. The
weights of that mixture come from what all *other* claims predict (cavity), so a claim
that nothing checks is never called right or wrong by itself. The tolerance starts wide
and narrows (graduated), and errors are scaled by the larger of claim and prediction: a
number far too small would otherwise look precise. Where the cells are looked for, the
leanings count as noise of each claim, so that one contradiction cannot drag along all that
its party says; in the errors of the result they are common.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from concord.accounts.balance import Balanced, Vector, balance, free_spread
from concord.accounts.rivals import Rivals
from concord.accounts.voices import Told, Voices

__all__ = ["Fit", "fit"]

Numbers: TypeAlias = NDArray[np.int64]

SPREAD = 0.01  # share; one sd of a party's single counts, until its own claims tell more
SPREAD_BOUNDS = (0.003, 0.05)  # share; a party's spread is never taken to be outside
ENOUGH = 8  # checked claims of a party from which its spread is estimated
GROSS = 0.04  # prior probability that a claim is grossly wrong
GROSS_WIDTH = 2.5  # a grossly wrong number is flat over so many times the larger of claim and prediction
ANYTHING = GROSS_WIDTH / 12**0.5  # share; one sd of a grossly wrong number
TOLERANCES = (16.0, 8.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0)  # factor on all sds, pass by pass
WIDEST = 0.5  # times the larger of claim and prediction; a vaguer claim is not the less plausible for it
UNCHECKED = 0.9  # leverage above which no other claim says anything about a claim
LOOSE = 3.0  # share; prior sd of a cell while searching, in cells as balanced in the pass before
UNSURE = 1.0  # share; prior sd of a cell at the end, when intervals are asked for
REVIVAL = 0.1  # share of the first guess; a cell that came out empty may come back within it
SMALLEST = 0.5  # persons; prior sd of a cell is at least this
LEAST_WEIGHT = 1e-6
HALF_NORMAL = 1.4826  # sd of a normal density over its median absolute deviation


@dataclass(frozen=True, slots=True)
class Fit:
    """Balanced cells with what became of each claim.

    Attributes:
        cells: (n,) persons, never negative.
        margin: (m,) which margin each claim is about, of u.
        share: (m,) the weight of each claim among the rivals of its margin.
        gain: (n, u) how far each cell moves with the mean of each margin's claims.
        around: (u, u) persons squared, A D Aᵀ with no cell held empty, by which intervals are told.
        known: (u, u) inverse of that with the errors of the claims as they were weighed.
        unsure: (n,) persons, one sd of the prior of each cell, held empty or not.
        errors: (u, u) persons squared, covariance of the means of claims, leanings included.
        design: (u, n) of 0 and 1, the cells that each margin counts.
        centre: (m,) persons as the wording is read, slack of bounds included.
        weight: (m,) probability that the claim is not grossly wrong.
        z: (m,) distance from what the other claims predict, in standard deviations.
        checked: (m,) whether other claims say anything about it.
    """

    cells: Vector
    margin: Numbers
    share: Vector
    gain: Vector
    around: Vector
    known: Vector
    unsure: Vector
    errors: Vector
    design: Vector
    centre: Vector
    weight: Vector
    z: Vector
    checked: NDArray[np.bool_]

    def pulls(self, marks: Vector) -> Vector:
        """(m,) or (sums, m) how far sums of cells, marked by 0 and 1, move with each claim.

        As exact as the numbers of the marks: single precision takes half the time.
        """
        moved = marks @ self.gain.astype(marks.dtype)
        return np.asarray(moved[..., self.margin] * self.share)


@dataclass(frozen=True, slots=True)
class _Cavity:
    """What all other claims say about each claim: (m,) residual, its variance, and whether anything."""

    residual: Vector
    variance: Vector
    checked: NDArray[np.bool_]


def fit(design: Vector, margin: Sequence[int], days: Vector, voices: Voices) -> Fit:
    """Balance the claims of one block.

    Args:
        design: (u, n) of 0 and 1, the cells that each margin counts.
        margin: (m,) the margin of each claim; every one of the u is claimed, and m is at least one.
        days: (n,) length of each cell's period.
        voices: wording and party of each claim.
    Returns:
        The fit. A claim of many cells that nothing else cuts is met exactly.

    >>> from concord.accounts.likelihood import Likelihood
    >>> two = Voices((Likelihood(10.0, 0.3, 0.3), Likelihood(4.0, 0.3, 0.3)), (0, 0), (False, False))
    >>> fit(np.array([[1.0, 1.0], [1.0, 0.0]]), (0, 1), np.ones(2), two).cells.round(2)
    array([4., 6.])
    """
    about, told = np.array(margin), Told.by(voices)
    cells = guess = _first_guess(design[about], days, told.centre)
    empty = np.zeros(len(cells), dtype=bool)
    weight, spread = np.ones(len(about)), np.full(max(voices.party) + 1, SPREAD)
    searching = [(tolerance, LOOSE, REVIVAL) for tolerance in TOLERANCES]
    for tolerance, loose, revival in [*searching, (1.0, UNSURE, 1.0)]:
        prior, predicted = cells, (design @ cells)[about]
        own = told.errors(predicted, spread)
        alone = np.where(told.held, 1.0, tolerance) * np.sqrt(own**2 + told.leaning(predicted) ** 2)
        rivals = Rivals(about, told.centre, alone**2 / np.maximum(weight, LEAST_WEIGHT))
        prior_sd = loose * np.maximum(prior, revival * guess) + SMALLEST
        mean, variance = rivals.together
        balanced = balance(design, mean, np.diag(variance), prior, prior_sd, empty)
        cells, empty = np.maximum(balanced.mean, 0.0), balanced.variance == 0
        cavity = _cavity(balanced, mean - design @ prior, rivals, alone)
        scale = np.maximum(told.centre, predicted)
        weight = np.where(told.held, 1.0, _plausible(cavity, scale))
        if tolerance == 1.0:
            exact = told.wording(predicted) <= SPREAD * scale
            spread = _spreads(cavity, alone, scale, exact & (weight > 0.5), told.party)
    single = np.minimum(own**2 / np.maximum(weight, LEAST_WEIGHT), (ANYTHING * scale) ** 2)
    around, known = free_spread(design, np.diag(variance), prior_sd)
    return Fit(
        cells=cells,
        margin=about,
        share=rivals.share,
        gain=balanced.gain(design),
        around=around,
        known=known,
        unsure=prior_sd,
        errors=_errors_together(rivals, single, told.leaning(predicted), told.party),
        design=design,
        centre=told.centre,
        weight=weight,
        z=cavity.residual / np.sqrt(cavity.variance),
        checked=cavity.checked,
    )


def _first_guess(design: Vector, days: Vector, centre: Vector) -> Vector:
    """Persons a day as the claims that count a cell have it on (geometric) average, times its days."""
    rate = np.log(np.maximum(centre, 1.0) / np.maximum(design @ days, 1.0))
    covers = np.maximum(design.sum(axis=0), 1.0)
    return np.asarray(np.exp((rate @ design) / covers) * days)


def _errors_together(rivals: Rivals, single: Vector, leaning: Vector, party: Numbers) -> Vector:
    """(u, u) covariance of the means of each margin's claims, of which those of one party lean together."""
    margins = int(rivals.margin.max()) + 1
    leanings = np.zeros((margins, int(party.max()) + 1))
    np.add.at(leanings, (rivals.margin, party), rivals.share * leaning)
    return np.diag(np.bincount(rivals.margin, rivals.share**2 * single)) + leanings @ leanings.T


def _cavity(balanced: Balanced, surprise: Vector, rivals: Rivals, alone: Vector) -> _Cavity:
    """Leave-one-out prediction in closed form: residual (S⁻¹z)_i / (S⁻¹)_ii with variance 1 / (S⁻¹)_ii.

    The variance is that of a claim of weight one, whatever weight it was given.
    """
    diagonal, (mean, given) = np.diag(balanced.precision), rivals.together
    expected = mean - balanced.precision @ surprise / diagonal
    said, unsure = rivals.others(expected, np.maximum(1 / diagonal - given, 0.0))
    variance = unsure + alone**2
    return _Cavity(rivals.reported - said, variance, 1 - alone**2 / variance < UNCHECKED)


def _plausible(cavity: _Cavity, scale: Vector) -> Vector:
    """Probability of each claim to be no gross error, given the others."""
    width = np.minimum(np.sqrt(2 * np.pi * cavity.variance), WIDEST * np.maximum(scale, 1.0))
    right = (1 - GROSS) * np.exp(-0.5 * cavity.residual**2 / cavity.variance) / width
    wrong = GROSS / (GROSS_WIDTH * np.maximum(scale, 1.0))
    return np.asarray(right / (right + wrong))


def _spreads(
    cavity: _Cavity, alone: Vector, scale: Vector, told: NDArray[np.bool_], party: Numbers
) -> Vector:
    """Each party's spread from the claims that tell of it, drawn to the nominal one by ENOUGH more."""
    share = np.abs(cavity.residual) * np.sqrt(alone**2 / cavity.variance) / np.maximum(scale, 1.0)
    found = np.full(int(party.max()) + 1, SPREAD)
    for one in range(len(found)):
        mine = (party == one) & told & cavity.checked
        if mine.sum() >= ENOUGH:
            own = HALF_NORMAL * float(np.median(share[mine]))
            found[one] = (mine.sum() * own + ENOUGH * SPREAD) / (mine.sum() + ENOUGH)
    return np.asarray(np.clip(found, *SPREAD_BOUNDS))
