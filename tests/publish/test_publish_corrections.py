"""The register of corrections: ids of their own, the order of instants, steps that are refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from concord.publish.corrections import (
    NEXT,
    AnotherFigure,
    Correction,
    CorrectionState,
    MomentUnknown,
    StepNotAllowed,
    correction_counts,
    corrections,
)


def step(state, at, *, number="1", claim="a"):
    return Correction(
        id=number, claim=claim, state=CorrectionState(state), at=at, by="secretariat", why="two figures"
    )


def test_the_instant_orders_steps_of_two_time_zones():
    """As text 09:00+05:00 comes after 06:00+00:00; as an instant it is two hours earlier."""
    opened, reported = (
        step("open", "2026-01-01T09:00:00+05:00"),
        step("reported", "2026-01-01T06:00:00+00:00"),
    )
    assert corrections([reported, opened]) == {"1": (opened, reported)}


def test_one_figure_can_have_several_corrections():
    first, second = step("open", "2026-01-01T00:00Z"), step("open", "2026-01-02T00:00Z", number="2")
    fixed = step("fixed", "2026-01-03T00:00Z")
    register = corrections([first, second, fixed])
    assert register == {"1": (first, fixed), "2": (second,)}
    assert correction_counts(register) == {"open": 1, "reported": 0, "acknowledged": 0, "fixed": 1}


@pytest.mark.parametrize("at", ["yesterday", "2026-01-01", "2026-01-01T10:00:00", ""])
def test_a_time_that_is_not_one_instant_is_refused(at):
    with pytest.raises(MomentUnknown, match="offset") as refused:
        corrections([step("open", at)])
    assert refused.value.at == at


def test_a_step_about_another_figure_is_refused():
    with pytest.raises(AnotherFigure, match="about figure a, not b"):
        corrections([step("open", "2026-01-01T00:00Z"), step("fixed", "2026-01-02T00:00Z", claim="b")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in CorrectionState
        for after in CorrectionState
        if after not in NEXT[before] and before is CorrectionState.OPEN
    ],
)
def test_a_step_that_the_state_does_not_allow_is_refused(before, after):
    with pytest.raises(StepNotAllowed, match="may become reported, fixed"):
        corrections([step(before, "2026-01-01T00:00Z"), step(after, "2026-01-02T00:00Z")])


def test_an_empty_register_tells_zero_for_every_state():
    assert set(correction_counts(corrections([])).values()) == {0}


@given(some.permutations(["open", "reported", "acknowledged", "fixed"]))
def test_the_order_of_arrival_does_not_matter(arrival):
    """Even where all steps bear one instant."""
    (steps,) = corrections([step(state, "2026-01-01T00:00:00+04:30") for state in arrival]).values()
    assert [one.state for one in steps] == list(CorrectionState)
    assert all(after.state in NEXT[before.state] for before, after in pairwise(steps))
