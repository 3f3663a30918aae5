"""Figures under decisions: views, with the original beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee import State, UnreadableCorrection, apply, corrected
from concord.evidence import DecisionKind as Kind
from concord.evidence import PartialDate


def test_without_decisions_every_figure_is_its_own_view(figure):
    figures = [figure(1), figure(2)]
    views = apply([], figures)
    assert [view.figure for view in views] == [view.original for view in views] == figures
    assert all(view.takes_part for view in views)


def test_a_corrected_reading_is_shown_and_the_original_kept(figure, decision):
    one = figure(1200)
    correction = {"value": "12000", "status": '"acc"', "period_end": '"2025-04"', "value_high": "null"}
    (view,) = apply([decision("unhcr", Kind.CORRECTED_READING, one.id, correction=correction)], [one])
    assert view.original == one
    assert view.id == one.id
    assert (view.figure.value, view.figure.status) == (12000, "acc")
    assert view.figure.period_end == PartialDate("2025-04")
    assert view.position.state is State.CORRECTED


def test_corrections_of_different_fields_join(figure, decision):
    one = figure(1200)
    words = [
        decision("unhcr", Kind.CORRECTED_READING, one.id, correction={"value": "12000"}),
        decision("iom", Kind.CORRECTED_READING, one.id, correction={"status": '"acc"'}),
    ]
    (view,) = apply(words, [one])
    assert (view.figure.value, view.figure.status) == (12000, "acc")


def test_a_field_corrected_differently_stays_as_read(figure, decision):
    one = figure(1200)
    words = [
        decision("unhcr", Kind.CORRECTED_READING, one.id, correction={"value": "1", "status": '"acc"'}),
        decision("iom", Kind.CORRECTED_READING, one.id, correction={"value": "2"}),
    ]
    (view,) = apply(words, [one])
    assert (view.figure.value, view.figure.status) == (1200, "acc")
    assert view.position.state is State.DISPUTED
    assert set(view.not_applied) == set(words)


def test_a_correction_that_makes_no_figure_is_named_and_leaves_the_figure(figure, decision):
    """It is in the record for good; it must not stop every later account."""
    one = figure(1200)
    word = decision("unhcr", Kind.CORRECTED_READING, one.id, correction={"value": '"many"'})
    (view,) = apply([word], [one])
    assert view.figure == one
    assert view.not_applied == (word,)


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ({"value": "many"}, "not JSON @ $.value"),
        ({"value": '"many"'}, "$.value"),
        ({"colour": '"red"'}, "unknown field @ $.colour"),
        ({"text": '"12,000"'}, "other words are another claim @ $.text"),
        ({"start": "5"}, "other words are another claim @ $.start"),
        ({"period_end": '"2025-13"'}, "$.period_end"),
    ],
)
def test_a_correction_is_refused_with_its_mistake(figure, correction, told):
    with pytest.raises(UnreadableCorrection) as refused:
        corrected(figure(1200), correction)
    assert told in str(refused.value)


def test_of_several_said_to_be_the_same_claim_one_speaks(figure, decision):
    """Also when they are linked through one another and by different parties."""
    a, b, c, d = (figure(value) for value in (1, 2, 3, 4))
    words = [decision("iom", Kind.SAME_CLAIM, c.id, b.id), decision("unhcr", Kind.SAME_CLAIM, b.id, a.id)]
    views = apply(words, [a, b, c, d])
    assert [view.repeats for view in views] == [None, a.id, a.id, None]
    assert [view.takes_part for view in views] == [True, False, False, True]


def test_a_repetition_speaks_when_the_first_is_set_aside(figure, decision):
    a, b = figure(1), figure(2)
    words = [decision("iom", Kind.SAME_CLAIM, a.id, b.id), decision("iom", Kind.OUT_OF_SCOPE, a.id)]
    assert [view.takes_part for view in apply(words, [a, b])] == [False, True]


def test_a_superseded_figure_is_kept_and_names_what_stands_in_its_place(figure, decision):
    old, new = figure(1), figure(2)
    views = apply([decision("gov-pk", Kind.SUPERSEDES, new.id, old.id)], [old, new])
    assert [view.takes_part for view in views] == [False, True]
    assert views[0].superseded_by == (new.id,)
    assert views[1].superseded_by == ()


def test_a_disputed_figure_still_takes_part(figure, decision):
    one = figure(1)
    (view,) = apply([decision("gov-af", Kind.DISPUTED, one.id)], [one])
    assert view.takes_part


def test_a_decision_about_a_figure_that_is_not_here_does_no_harm(figure, decision):
    (view,) = apply([decision("gov-pk", Kind.SUPERSEDES, "gone", figure(1).id)], [figure(1)])
    assert view.superseded_by == ("gone",)


def test_a_discarded_figure_is_kept_and_takes_no_part(figure, decision):
    (view,) = apply([decision("unhcr", Kind.ANECDOTAL, figure(7).id)], [figure(7)])
    assert (view.position.state, view.takes_part, view.original) == (State.DISCARDED, False, figure(7))


def test_rival_readings_and_parts_name_each_other_and_all_take_part(figure, decision):
    a, b, c = figure(1), figure(2), figure(3)
    views = apply(
        [decision("unhcr", Kind.COMPARABLE, a.id, b.id), decision("iom", Kind.PART_OF, c.id, a.id)], [a, b, c]
    )
    assert [view.comparable_with for view in views] == [(b.id,), (a.id,), ()]
    assert [view.part_of for view in views] == [(), (), (a.id,)]
    assert all(view.takes_part for view in views)


WORDS = st.lists(
    st.tuples(
        st.sampled_from(["gov-pk", "gov-af", "unhcr"]),
        st.sampled_from(list(Kind)),
        st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True),
    ),
    max_size=8,
)


@given(WORDS)
def test_no_decision_drops_or_alters_a_figure(figure, decision, words):
    """Whatever is said, every figure has its view, and no repetition speaks for itself only."""
    figures = [figure(value) for value in range(5)]
    said = [decision(party, kind, *(figures[place].id for place in places)) for party, kind, places in words]
    views = {view.id: view for view in apply(said, figures)}
    assert [view.original for view in views.values()] == figures
    for view in views.values():
        assert view.repeats is None or views[view.repeats].repeats is None
