"""Words given about a figure that is read anew, or stands in a new version of its page."""

from dataclasses import replace

import pytest

from concord.committee import State, apply, carried
from concord.evidence import DecisionKind as Kind

PAGES = {"d": "the page", "d2": "the page", "e": "another page"}


@pytest.mark.parametrize(
    ("what", "changes", "holds"),
    [
        ("read otherwise by a later reader", {"measure": "returned"}, True),
        ("the page is published anew and reads the same", {"document": "d2", "start": 90, "end": 94}, True),
        ("the page is published anew and reads otherwise", {"document": "d2", "measure": "returned"}, False),
        ("another page says the same", {"document": "e"}, False),
        ("another number of the same document", {"start": 50, "end": 54, "value": 7}, False),
    ],
)
def test_a_word_holds_when_only_reading_or_source_changed(figure, decision, what, changes, holds):
    old = figure(1200)
    new = replace(old, **changes)
    said = [decision("unhcr", Kind.DISPUTED, old.id)]
    (view,) = apply(carried(said, [new], {old.id: old}, PAGES), [new])
    assert view.position.state is (State.DISPUTED if holds else State.UNREVIEWED)


def test_a_correction_stays_when_the_machine_reads_anew(figure, decision):
    old = figure(1200)
    new = replace(old, status="por")
    said = [decision("iom", Kind.CORRECTED_READING, old.id, correction={"status": '"acc"'})]
    (view,) = apply(carried(said, [new], {old.id: old}, PAGES), [new])
    assert (view.original.status, view.figure.status) == ("por", "acc")


def test_of_two_figures_that_read_alike_neither_inherits(figure, decision):
    """The page says the number twice now; whose word is about which cannot be known."""
    old = figure(1200)
    once, twice = replace(old, document="d2", start=9, end=13), replace(old, document="d2", start=80, end=84)
    said = [decision("unhcr", Kind.AGREED, old.id)]
    assert carried(said, [once, twice], {old.id: old}, PAGES) == said


def test_decisions_about_figures_that_stand_are_left_as_they_are(figure, decision):
    said = [decision("unhcr", Kind.AGREED, figure(1).id)]
    assert carried(said, [figure(1)], {}, PAGES) == said
