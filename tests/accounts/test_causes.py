"""Slips of the pen between two numbers, and the order of likely causes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.causes import WEIGHTS, CauseKind, rank, slip
from concord.accounts.finding import FindingCode

SLIPS = [
    (907391, 907351, CauseKind.DIGIT_SLIP),
    (230464, 230446, CauseKind.TRANSPOSITION),
    (924, 925, CauseKind.OFF_BY_ONE),
    (480000, 48000, CauseKind.POWER_OF_TEN),
    (17, 1700000, CauseKind.POWER_OF_TEN),  # a lakh lost
    (469879, 46987, CauseKind.DROPPED_DIGIT),
    (469879, 469159, CauseKind.TWO_DIGITS),
    (1055, 1155, CauseKind.DIGIT_SLIP),
    (1000, 999, CauseKind.OFF_BY_ONE),  # across a change of length
]
NO_SLIPS = [
    (84871, 82461),  # three digits
    (85000, 45000),  # two telling digits: any two such numbers are one digit apart
    (907391, 907391),
    (12, 13),
    (52.6, 52.7),
    (0, 10),
    (125634, 785634),  # two digits at the beginning
]


@pytest.mark.parametrize(("a", "b", "kind"), SLIPS)
def test_a_slip_is_named(a: int, b: int, kind: CauseKind) -> None:
    assert slip(a, b) is kind


@pytest.mark.parametrize(("a", "b"), NO_SLIPS)
def test_what_is_no_slip_is_not_called_one(a: float, b: float) -> None:
    assert slip(a, b) is None


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_slip_has_no_direction(a: int, b: int) -> None:
    assert slip(a, b) is slip(b, a)


@given(st.lists(st.sampled_from(CauseKind)))
def test_scores_fall_stay_below_one_and_leave_room_for_the_unthought(kinds: list[CauseKind]) -> None:
    causes = rank(kinds)
    assert [cause.score for cause in causes] == sorted((cause.score for cause in causes), reverse=True)
    assert {cause.kind for cause in causes} == set(kinds)
    assert sum(cause.score for cause in causes) < 1


def test_the_reference_page_names_every_code_and_every_cause_with_its_weight() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    assert [line[4:] for line in page.splitlines() if line.startswith("### ")] == list(FindingCode)
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for kind in CauseKind:
        assert any(f"`{kind}`" in row and row.endswith(f"| {WEIGHTS[kind]:g} |") for row in rows), kind
