"""The interval that the words around a number allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.wording import allowed, meet
from concord.evidence import Figure, Precision, Unit


def figure(value: float, precision: Precision = Precision.EXACT, **fields: object) -> Figure:
    return Figure(document="d", start=0, end=1, text="", value=value, precision=precision, **fields)  # type: ignore[arg-type]


WORDINGS = [
    ("a full number is meant as it stands", figure(907391), 907391, 907391),
    ("a number in tens is not yet rounded", figure(5090), 5090, 5090),
    ("a round number is rounded without a word", figure(800000), 750000, 850000),
    ("about", figure(120000, Precision.ABOUT), 110000, 130000),
    ("more than", figure(857000, Precision.AT_LEAST), 857000, 858000),
    ("more than, of a great round number", figure(1000000, Precision.AT_LEAST), 1000000, 2000000),
    ("up to", figure(4000, Precision.AT_MOST), 3000, 4000),
    ("from one to the other", figure(1300000, Precision.RANGE, value_high=1500000), 1300000, 1500000),
    ("hundreds of thousands", figure(200000, Precision.VAGUE), 200000, 1000000),
    ("whole per cent", figure(48, unit=Unit.PERCENT), 47.5, 48.5),
    ("per cent with a decimal", figure(52.6, unit=Unit.PERCENT), 52.55, 52.65),
    ("nobody", figure(0), 0, 0),
]


@pytest.mark.parametrize(("why", "said", "low", "high"), WORDINGS, ids=[case[0] for case in WORDINGS])
def test_the_words_allow_an_interval(why: str, said: Figure, low: float, high: float) -> None:
    assert tuple(allowed(said)) == pytest.approx((low, high))


ROUNDINGS = [
    (figure(1723481), figure(1720000, Precision.ABOUT)),
    (figure(174358), figure(174350, Precision.AT_LEAST)),
    (figure(174358), figure(100000, Precision.AT_LEAST)),
    (figure(5568), figure(5500, Precision.AT_LEAST)),
    (figure(198000, Precision.AT_LEAST), figure(200000)),
]


@pytest.mark.parametrize(("full", "round_number"), ROUNDINGS)
def test_a_number_and_its_rounding_meet(full: Figure, round_number: Figure) -> None:
    assert meet(allowed(full), allowed(round_number))


@given(st.integers(0, 10**8), st.sampled_from([p for p in Precision if p is not Precision.RANGE]))
def test_the_number_itself_is_always_allowed(value: int, precision: Precision) -> None:
    low, high = allowed(figure(value, precision))
    assert 0 <= low <= value <= high
