"""Numbers that one slip of the pen turns into the one that is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.grid.slips import Slip, meant_by, slip_between

numbers = st.integers(10, 9_999_999)


def written_wrongly(digits, slip):
    """Every way to get a slip of this kind into a number, each once for each place where it may happen."""
    n = len(digits)
    if slip is Slip.SWAPPED:
        return [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(n - 1)]
    if slip is Slip.MISTAKEN:
        return [digits[:i] + d + digits[i + 1 :] for i in range(n) for d in "0123456789" if d != digits[i]]
    if slip is Slip.DROPPED:
        return [digits[:i] + digits[i + 1 :] for i in range(n)]
    return [digits[:i] + d + digits[i:] for i in range(n + 1) for d in "0123456789"]


@given(numbers)
def test_the_probability_is_the_share_of_ways_that_lead_to_the_printed_number(printed):
    for meant in meant_by(printed):
        if meant.slip is not Slip.UNIT:
            ways = written_wrongly(str(meant.value), meant.slip)
            share = [int(way) for way in ways].count(printed) / len(ways)
            assert meant.probability == pytest.approx(share)


@given(numbers, st.sampled_from(Slip), st.randoms(use_true_random=False))
def test_the_number_meant_is_among_those_offered(meant, slip, random):
    if slip is Slip.UNIT:
        printed = str(meant * random.choice([1_000, 100_000]))
    else:
        printed = random.choice(written_wrongly(str(meant), slip))
    if printed[0] != "0" and int(printed) != meant:
        assert (meant, slip) in {(way.value, way.slip) for way in meant_by(int(printed))}


@pytest.mark.parametrize(
    ("printed", "meant", "slip"),
    [
        (907_351, 907_391, Slip.MISTAKEN),
        (230_446, 230_464, Slip.SWAPPED),
        (84_71, 84_871, Slip.DROPPED),
        (848_771, 84_871, Slip.EXTRA),
        (253_200, 25_320, Slip.EXTRA),
        (62, 2_062, Slip.DROPPED),
        (25_320_000, 25_320, Slip.UNIT),
        (4_000, 924, None),
        (0, 5, None),
    ],
)
def test_the_slip_between_two_numbers_is_named(printed, meant, slip):
    assert slip_between(printed, meant) is slip


def test_zeros_below_the_rounding_are_not_written_by_hand():
    swapped = {way.value for way in meant_by(13_000, step=1_000) if way.slip is Slip.SWAPPED}
    assert swapped == {31_000}
    assert {way.value for way in meant_by(13_000) if way.slip is Slip.SWAPPED} == {31_000, 10_300}
