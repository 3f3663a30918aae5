"""Notices: who is told of what; mentions; reminders, each stage once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee.mentions import mentions, office_name
from concord.committee.notices import REACHES, Ear, Happening, NoticeKind, reminder, told

EARS = [
    Ear(1, "unhcr", "delegate"),
    Ear(2, "unhcr", "reviewer"),
    Ear(3, "gov-pk", "delegate"),
    Ear(4, "ngo", "observer"),
    Ear(5, "un-other", "secretary"),
]
PARTIES, OFFICES = ("unhcr", "gov-pk", "iom"), {"information-officer-unhcr": [2], "رئیس-دفتر": [5]}


@pytest.mark.parametrize(
    ("kind", "parties", "seats", "by", "expected"),
    [
        ("mentioned", {"unhcr"}, set(), None, (1, 2)),
        ("mentioned", set(), {5}, None, (5,)),
        ("word_wanted", {"unhcr", "gov-pk"}, set(), None, (1, 3)),
        ("finding_settled", {"gov-pk"}, set(), None, (3, 5)),
        ("release_signed", set(), set(), 1, (2, 3, 4, 5)),
        ("action_overdue", {"unhcr"}, set(), None, (1, 2, 5)),
        ("action_given", {"unhcr"}, set(), 1, (2, 5)),
    ],
)
def test_who_is_told(
    kind: str, parties: set[str], seats: set[int], by: int | None, expected: tuple[int, ...]
) -> None:
    happening = Happening(
        kind=NoticeKind(kind),
        about="x",
        key="1",
        mark="m",
        parties=frozenset(parties),
        seats=frozenset(seats),
        by=by,
    )
    assert told(happening, EARS) == expected


def test_every_kind_says_who_is_told() -> None:
    assert set(REACHES) == set(NoticeKind)


@pytest.mark.parametrize(
    ("text", "parties", "seats", "unknown"),
    [
        ("@unhcr please look", {"unhcr"}, set(), ()),
        ("Please look, @gov-pk.", {"gov-pk"}, set(), ()),
        ("(@UNHCR and @iom)", {"unhcr", "iom"}, set(), ()),
        ("@information-officer-unhcr: the table?", set(), {2}, ()),
        ("@رئیس-دفتر لطفاً", set(), {5}, ()),
        ("@unhcr- is one", {"unhcr"}, set(), ()),
        ("@somebody and @somebody", set(), set(), ("somebody",)),
        ("write to desk@unhcr.org", set(), set(), ()),  # an address of mail
        ("https://example.org/@unhcr", set(), set(), ()),  # part of an address
        ("@@unhcr", set(), set(), ()),
        ("at 5 @ 6", set(), set(), ()),
    ],
)
def test_mentions(text: str, parties: set[str], seats: set[int], unknown: tuple[str, ...]) -> None:
    found = mentions(text, PARTIES, OFFICES)
    assert (found.parties, found.seats, found.unknown) == (parties, seats, unknown)
    assert found.nobody is (not parties and not seats)


@given(st.text())
def test_no_text_breaks_the_search_for_mentions(text: str) -> None:
    found = mentions(text, PARTIES, OFFICES)
    assert found.parties <= set(PARTIES)


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs", "Po"]), min_size=1))
def test_an_office_is_called_by_its_own_name(office: str) -> None:
    name = office_name(office)
    assert not name or mentions(f"@{name}", (), {name: [7]}).seats == {7}


@pytest.mark.parametrize(
    ("left", "found"),
    [
        (30, None),
        (8, None),
        (7, (NoticeKind.ACTION_SOON, "soon 7")),
        (2, (NoticeKind.ACTION_SOON, "soon 7")),
        (1, (NoticeKind.ACTION_SOON, "soon 1")),
        (0, (NoticeKind.ACTION_DUE, "due")),
        (-1, (NoticeKind.ACTION_OVERDUE, "overdue 0")),
        (-7, (NoticeKind.ACTION_OVERDUE, "overdue 0")),
        (-8, (NoticeKind.ACTION_OVERDUE, "overdue 1")),
    ],
)
def test_reminders_before_at_and_after_the_day(left: int, found: tuple[NoticeKind, str] | None) -> None:
    assert reminder(date(2025, 5, 10), date(2025, 5, 10) - timedelta(left)) == found


@given(st.lists(st.integers(-60, 60), min_size=1))
def test_however_often_the_clock_runs_a_stage_is_one_mark(days: list[int]) -> None:
    """Two months before and after: three stages ahead, then one a week."""
    due = date(2025, 5, 10)
    marks = {reminder(due, due + timedelta(day)) for day in days} - {None}
    assert len(marks) <= 3 + 60 // 7 + 1
