"""What is worked out from tables that only grow is worked out again when, and only when, one has grown."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from concord.web.growing import OfGrowing
from concord.web.models import Comment, FindingEvent, Seat

pytestmark = pytest.mark.django_db


def comment(seat: Seat) -> None:
    Comment(at=datetime.now(UTC), claim="c-1", text="a word", seat=seat, party=seat.party).save()


@pytest.fixture
def seat(seats: dict[str, Seat]) -> Seat:
    return next(iter(seats.values()))


def counted() -> tuple[Callable[[], int], list[int]]:
    made: list[int] = []

    def make() -> int:
        made.append(Comment.objects.count())
        return made[-1]

    return make, made


def test_an_answer_is_made_once_while_no_row_is_added(seat: Seat) -> None:
    kept: OfGrowing[int] = OfGrowing(Comment, FindingEvent)
    make, made = counted()
    assert [kept.get("key", make) for _ in range(3)] == [0, 0, 0]
    assert made == [0]


def test_an_answer_is_made_again_after_a_row_was_added(seat: Seat) -> None:
    kept: OfGrowing[int] = OfGrowing(Comment, FindingEvent)
    make, made = counted()
    kept.get("key", make)
    comment(seat)
    assert kept.get("key", make) == 1
    assert kept.get("key", make) == 1
    assert made == [0, 1]


def test_a_table_that_was_not_named_changes_nothing(seat: Seat) -> None:
    kept: OfGrowing[int] = OfGrowing(FindingEvent)
    make, made = counted()
    kept.get("key", make)
    comment(seat)
    assert kept.get("key", make) == 0
    assert made == [0]


def test_keys_have_answers_of_their_own_in_one_question(seat: Seat, django_assert_num_queries: Any) -> None:
    kept: OfGrowing[str] = OfGrowing(Comment, FindingEvent)
    kept.get("one", lambda: "first")
    kept.get("two", lambda: "second")
    with django_assert_num_queries(2):
        assert kept.get("one", lambda: "never") == "first"
        assert kept.get("two", lambda: "never") == "second"
