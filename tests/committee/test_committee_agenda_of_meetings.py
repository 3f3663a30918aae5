"""The agenda: what was promised first, demands stay open until the committee answers them."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from concord.committee.agenda import SHOWN_REPLIES, Demand, Item, ItemKind, demands_of, draw, unanswered
from concord.evidence import PartialDate, Statement, StatementKind

PUBLISHED = {"d1": PartialDate("2025-04-10"), "d2": PartialDate("2025-04-20"), "d3": None}


def said(kind: str, text: str, party: str, document: str = "d1", about: str | None = None) -> Statement:
    return Statement(
        document=document,
        start=0,
        end=len(text),
        text=text,
        kind=StatementKind(kind),
        party=party,
        about=about,
    )


def named(words: str) -> tuple[str, ...]:
    return {"Pakistan": ("gov-pk",), "Kabul": ("gov-af",)}.get(words, ())


def open_demands(
    statements: list[Statement], published: dict[str, PartialDate | None], answered: set[str]
) -> tuple[Demand, ...]:
    """What is still open, in one step."""
    return unanswered(demands_of(statements, published, named), answered)


DEMAND = said("demand", "UNHCR has asked Pakistan to wait", "unhcr", about="Pakistan")


def test_a_demand_stays_open_until_the_committee_answers_it() -> None:
    (found,) = open_demands([DEMAND], PUBLISHED, set())
    assert (found.statement, found.to, str(found.said)) == (DEMAND, ("gov-pk",), "2025-04-10")
    assert open_demands([DEMAND], PUBLISHED, {DEMAND.id}) == ()


def test_later_words_of_the_party_addressed_stand_beside_a_demand_and_do_not_close_it() -> None:
    later = said("assurance", "nobody will be hurried", "gov-pk", "d2")
    others = [
        said("assurance", "of another party", "gov-af", "d2"),
        said("assurance", "of no known day", "gov-pk", "d3"),
        said("demand", "a counter demand", "gov-pk", "d2", about="Kabul"),
    ]
    found, counter = open_demands([DEMAND, later, *others], PUBLISHED, set())
    assert found.replies == (later,)
    assert counter.replies == (others[0],)  # words of the same day


def test_of_many_replies_the_soonest_are_shown() -> None:
    later = [
        Statement(
            document="d9",
            start=day,
            end=day + 1,
            text="x",
            kind=StatementKind.POLICY,
            party="gov-pk",
            said=PartialDate(f"2025-05-{day:02}"),
        )
        for day in range(28, 0, -1)
    ]
    (found,) = open_demands([DEMAND, *later], PUBLISHED, set())
    assert [one.start for one in found.replies] == list(range(1, SHOWN_REPLIES + 1))


def test_the_same_words_printed_twice_are_one_demand() -> None:
    again = said("demand", "UNHCR  has asked pakistan to wait", "unhcr", "d2", about="Pakistan")
    (found,) = open_demands([again, DEMAND], PUBLISHED, set())
    assert (found.statement, found.repeated) == (DEMAND, (again.id,))
    assert open_demands([again, DEMAND], PUBLISHED, {again.id}) == ()


def test_demands_come_oldest_first_and_those_of_no_known_day_last() -> None:
    unknown, late = said("demand", "a", "iom", "d3"), said("demand", "b", "iom", "d2")
    found = open_demands([unknown, late, DEMAND], PUBLISHED, set())
    assert [one.statement for one in found] == [DEMAND, late, unknown]


def test_an_agenda_begins_with_what_was_promised() -> None:
    kinds = [ItemKind.OWN, ItemKind.FINDING, ItemKind.DEMAND, ItemKind.PROPOSAL, ItemKind.ACTION]
    items = draw(Item(kind, "k", kind.value) for kind in kinds)
    assert [item.kind for item in items] == kinds[::-1]


@given(st.lists(st.tuples(st.sampled_from(ItemKind), st.sampled_from("abc"), st.floats(0, 1e9))))
def test_drawing_loses_nothing_names_nothing_twice_and_puts_the_weightiest_first(
    told: list[tuple[ItemKind, str, float]],
) -> None:
    items = draw(Item(kind, key, key, weight=weight) for kind, key, weight in told)
    assert {(one.kind, one.key) for one in items} == {(kind, key) for kind, key, _ in told}
    assert len(items) == len({(one.kind, one.key) for one in items})
    for one, after in pairwise(items):
        assert one.kind != after.kind or one.weight >= after.weight
