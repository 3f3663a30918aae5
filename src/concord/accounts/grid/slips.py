"""The slips of a pen that may have turned one number into another, each with how likely it is.

A slip is told as a probability: given the number meant and the kind of slip, how likely is just
the number that was printed. Two digits next to each other change places in n − 1 ways, one digit
is mistaken in 9 n, dropped in n (zeros that then come first are lost too), and one too many gets in
in 10 (n + 1). A zero too many or too few is a digit; of units, a thousand and a lakh are confused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Meant", "Slip", "meant_by", "slip_between"]

DIGITS = "0123456789"
UNITS = (1_000, 100_000)
ZEROS_LOST = 2  # at most, behind a leading digit that was dropped


class Slip(StrEnum):
    """What happened to the digits of the number that was meant."""

    SWAPPED = "swapped"
    MISTAKEN = "mistaken"
    DROPPED = "dropped"
    EXTRA = "extra"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Meant:
    """A number that may have been meant, and the probability that the slip turns it into what is printed."""

    value: int
    slip: Slip
    probability: float


def meant_by(printed: int, step: int = 1) -> list[Meant]:
    """Every number that one slip turns into the printed one.

    Args:
        printed: persons, above zero.
        step: the unit to which the number is rounded; zeros below it are not written by hand.

    >>> [m.value for m in meant_by(12) if m.slip is Slip.SWAPPED]
    [21]
    >>> [m.value for m in meant_by(1200, step=100) if m.slip in (Slip.SWAPPED, Slip.EXTRA)]
    [2100, 200, 100]
    """
    by_hand = step if printed % step == 0 else 1
    chances: dict[tuple[int, Slip], float] = {}
    for unit in {by_hand, 1 if printed < 10 * step else by_hand}:
        for value, slip, probability in _edits(str(printed // unit)):
            key = (value * unit, slip)
            chances[key] = chances.get(key, 0.0) + probability
    for unit in UNITS:
        for value in (printed * unit, *([printed // unit] if printed % unit == 0 else [])):
            chances[value, Slip.UNIT] = 0.5 / len(UNITS)
    return [Meant(value, slip, chance) for (value, slip), chance in chances.items() if value != printed]


def slip_between(printed: int, meant: int) -> Slip | None:
    """The likeliest slip that turns the number meant into the printed one, if one does.

    >>> slip_between(907351, 907391), slip_between(230446, 230464), slip_between(924, 4000)
    (<Slip.MISTAKEN: 'mistaken'>, <Slip.SWAPPED: 'swapped'>, None)
    """
    if printed < 1:
        return None
    ways = [way for way in meant_by(printed) if way.value == meant]
    return max(ways, key=lambda way: way.probability).slip if ways else None


def _edits(digits: str) -> Iterator[tuple[int, Slip, float]]:
    for meant, slip, ways in (*_swaps(digits), *_mistakes(digits), *_drops(digits), *_extras(digits)):
        if meant[0] != "0":
            yield int(meant), slip, 1 / ways


def _swaps(digits: str) -> Iterator[tuple[str, Slip, int]]:
    for at in range(len(digits) - 1):
        meant = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        yield meant, Slip.SWAPPED, len(digits) - 1


def _mistakes(digits: str) -> Iterator[tuple[str, Slip, int]]:
    for at in range(len(digits)):
        for digit in DIGITS:
            yield digits[:at] + digit + digits[at + 1 :], Slip.MISTAKEN, 9 * len(digits)


def _drops(digits: str) -> Iterator[tuple[str, Slip, int]]:
    for at in range(len(digits) + 1):
        for digit in DIGITS:
            yield digits[:at] + digit + digits[at:], Slip.DROPPED, len(digits) + 1
    for zeros in range(1, ZEROS_LOST + 1):
        for digit in DIGITS:
            yield digit + "0" * zeros + digits, Slip.DROPPED, len(digits) + 1 + zeros


def _extras(digits: str) -> Iterator[tuple[str, Slip, int]]:
    for at in range(len(digits)):
        if meant := digits[:at] + digits[at + 1 :]:
            yield meant, Slip.EXTRA, 10 * len(digits)
