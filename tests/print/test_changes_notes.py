"""Change notes and their feed."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import Precision, Unit
from concord.publish.balances import Balance, Interval
from concord.publish.briefing import Briefing, Claim, Standing
from concord.publish.change_notes import as_feed, as_json, as_page, as_text
from concord.publish.changes import ChangeKind, Reason, Subject, changes_between


def claim(name: str, value: float) -> Claim:
    told = {"start": 0, "end": 1, "text": str(value), "value_high": None, "said": None, "status": None}
    who = {"claimant": "A <minister>", "party": None, "party_label": "A", "publisher": None}
    when = {"period_start": None, "period_end": None}
    return Claim(id=name, document="d", value=value, unit=Unit.INDIVIDUALS, precision=Precision.EXACT,
                 what="returned", **told, **who, **when)  # fmt: skip


def balance(value: float) -> Balance:
    ends = Interval(value - 10, value + 10)
    return Balance(
        key="k", what="returned", value=value, likely=ends, wide=ends, basis="claimed and balanced", claims=()
    )


def release(day: int, claims: tuple[Claim, ...], value: float) -> Briefing:
    empty = dict.fromkeys(
        (
            "balances",
            "courses",
            "disputes",
            "stocks",
            "exchanges",
            "deadlines",
            "left_out",
            "sources",
            "how_to_read",
        ),
        (),
    )
    return Briefing(situation="S", as_of=date(2026, 1, day), until=None, version="v", claims=claims,
                    headlines=(balance(value),), withheld=0, **empty)  # fmt: skip


AGREED = replace(claim("c", 30), standing=Standing("agreed"))
NOTED = changes_between(
    release(1, (claim("a", 10), claim("c", 30)), 1000), release(2, (claim("b", 20), AGREED), 2000)
)


@pytest.mark.parametrize(
    ("kind", "about"),
    [("new", "b"), ("withdrawn", "a"), ("settled", "c"), ("revised", "k")],
)
def test_each_kind_of_change_is_told_once(kind: str, about: str) -> None:
    assert [change.about for change in NOTED.changes if change.kind == kind] == [about]


def test_the_same_release_twice_tells_no_change() -> None:
    one = release(1, (claim("a", 10),), 1000)
    assert changes_between(one, one).changes == ()
    assert "Nothing changed." in as_text(changes_between(one, one))


def test_the_feed_is_atom_with_what_the_standard_asks_for() -> None:
    feed = Tree.fromstring(as_feed(NOTED, situation="s"))
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{name}feed"
    for parent in (feed, feed.find(f"{name}entry")):
        assert parent is not None
        assert all(parent.find(f"{name}{part}") is not None for part in ("id", "title", "updated"))


def test_page_text_and_json_tell_the_same_changes_and_escape_words() -> None:
    assert all(number in as_page(NOTED) and number in as_text(NOTED) for number in ("10", "20", "30"))
    assert "<minister>" not in as_page(NOTED)
    assert as_json(NOTED).count('"kind"') == len(NOTED.changes) == 1 + NOTED.count(ChangeKind.NEW) + 2


def test_an_estimate_that_is_gone_or_came_is_told() -> None:
    one, other = release(1, (), 1000), replace(release(2, (), 1000), headlines=())
    assert [(c.kind, c.subject, c.reason) for c in changes_between(one, other).changes] == [
        (ChangeKind.WITHDRAWN, Subject.ESTIMATE, Reason.NO_CLAIMS)
    ]
    assert [c.kind for c in changes_between(other, one).changes] == [ChangeKind.NEW]


@pytest.mark.parametrize(("value", "before"), [(1003, False), (1009, False), (1010, True), (2000, True)])
def test_a_difference_that_is_a_small_count_is_told_without_the_first_number(
    value: float, before: bool
) -> None:
    exact = Interval(1000, 1000)
    one = replace(release(1, (), 1000), headlines=(replace(balance(1000), likely=exact, wide=exact),))
    ends = Interval(value, value)
    other = replace(one, headlines=(replace(balance(value), likely=ends, wide=ends),))
    change = changes_between(one, other).changes[0]
    assert bool(change.before) is before
    assert (change.reason is Reason.FEW) is not before


def test_a_corrected_reading_is_revised_and_neither_new_nor_withdrawn() -> None:
    one, other = release(1, (claim("a", 10_000),), 1000), release(2, (claim("b", 20_000),), 1000)
    told = changes_between(one, other, corrected={"b": "a"}).changes
    assert [(c.kind, c.about, c.reason) for c in told] == [(ChangeKind.REVISED, "b", Reason.CORRECTED)]
    assert (told[0].before, told[0].after) == ("10,000", "20,000")


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_there_and_back_new_and_withdrawn_change_places(before: set[str], after: set[str]) -> None:
    one, other = (
        release(1, tuple(claim(name, 30) for name in sorted(names)), 1000) for names in (before, after)
    )
    there, back = changes_between(one, other), changes_between(other, one)
    new, withdrawn = ({c.about for c in there.of(k)} for k in (ChangeKind.NEW, ChangeKind.WITHDRAWN))
    assert (new, withdrawn) == (after - before, before - after)
    assert new == {c.about for c in back.of(ChangeKind.WITHDRAWN)}
