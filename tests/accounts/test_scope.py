"""How two scopes lie to each other: same, inside, or apart for a named reason."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts.scope import (
    Difference,
    Nesting,
    Scope,
    differences,
    inside,
    same,
    scope_of,
    why_apart,
)
from concord.evidence import Figure, Kind, PartialDate, Unit

NESTING = Nesting(
    measures={"deported": frozenset({"returned"})},
    statuses={"por": frozenset({"refugee"})},
    places={"PK-TKM": frozenset({"PK-KP"})},
    spelled={"torkham": "PK-TKM", "khyber pakhtunkhwa": "PK-KP", "chaman": "PK-CHM"},
    people="AFG",
    stocks=frozenset({"hosted"}),
)


def scope(**fields: object) -> Scope:
    dates = {name: PartialDate(str(fields[name])) for name in ("start", "end") if name in fields}
    base = {"measure": "returned", "kind": Kind.FLOW, "country": "PAK"}
    return Scope(**{**base, **fields, **dates})  # type: ignore[arg-type]


TORKHAM, KP = frozenset({"PK-TKM"}), frozenset({"PK-KP"})

INSIDE = [
    ("a deportation is a return", {"measure": "deported"}, {}),
    ("a card holder is one of everybody", {"status": "acc"}, {}),
    ("a PoR holder is a refugee", {"status": "por"}, {"status": "refugee"}),
    ("a crossing lies in its province", {"places": TORKHAM}, {"places": KP}),
    ("a province lies in the country", {"places": KP}, {}),
    ("voluntary is a manner of all", {"manner": "voluntary"}, {}),
    (
        "a day of a longer period",
        {"start": "2025-04-07", "end": "2025-04-07"},
        {"start": "2025-04", "end": "2025-04-18"},
    ),
    ("a month of its year", {"start": "2024-10", "end": "2024-10"}, {"start": "2024", "end": "2024"}),
    (
        "an earlier end of one running total",
        {"start": "2023-09", "end": "2025-03"},
        {"start": "2023-09", "end": "2025-04-10"},
    ),
]

APART = [
    ("two cards", {"status": "acc"}, {"status": "por"}, Difference.STATUS),
    ("some statuses and one of them", {"status": "acc"}, {"status": "mixed"}, Difference.STATUS),
    ("families and people", {"unit": Unit.FAMILIES}, {}, Difference.UNIT),
    ("a level and a movement", {"kind": Kind.STOCK}, {}, Difference.KIND),
    ("a plan and a fact", {"projected": True}, {}, Difference.PROJECTED),
    ("a country and one not told", {"country": None}, {}, Difference.COUNTRY),
    ("two crossings", {"places": TORKHAM}, {"places": frozenset({"PK-CHM"})}, Difference.PLACE),
    (
        "a base told and one untold",
        {"start": "2023-09", "end": "2025-04"},
        {"end": "2025-04"},
        Difference.BASE_DATE,
    ),
    (
        "a day that may lie after the end",
        {"start": "2025-04", "end": "2025-08"},
        {"start": "2025-04", "end": "2025-08-12"},
        Difference.END,
    ),
    (
        "two dates of a level",
        {"kind": Kind.STOCK, "end": "2024-12-31"},
        {"kind": Kind.STOCK, "end": "2025-12-31"},
        Difference.END,
    ),
]


@pytest.mark.parametrize(("why", "a", "b"), INSIDE, ids=[case[0] for case in INSIDE])
def test_the_narrower_lies_in_the_wider_and_not_the_other_way(why: str, a: dict, b: dict) -> None:
    assert inside(scope(**a), scope(**b), NESTING)
    assert not inside(scope(**b), scope(**a), NESTING)
    assert why_apart(scope(**b), scope(**a), NESTING) is None


@pytest.mark.parametrize(("why", "a", "b", "reason"), APART, ids=[case[0] for case in APART])
def test_scopes_that_do_not_nest_say_why(why: str, a: dict, b: dict, reason: Difference) -> None:
    assert why_apart(scope(**a), scope(**b), NESTING) is reason


def figure(**fields: object) -> Figure:
    return Figure(
        **{"document": "d", "start": 0, "end": 1, "text": "1", "value": 1, "measure": "returned", **fields}
    )  # type: ignore[arg-type]


def test_the_day_of_the_claim_ends_a_running_total_but_not_a_flow_without_dates() -> None:
    said = PartialDate("2025-04-18")
    assert scope_of(figure(said=said, period_start=PartialDate("2023-11")), NESTING).end == said
    assert scope_of(figure(said=said, cumulative=True), NESTING).end == said
    assert scope_of(figure(said=said, measure="hosted"), NESTING).end == said
    assert scope_of(figure(said=said), NESTING).end is None


def test_places_are_known_by_their_spellings_and_several_are_a_set() -> None:
    assert scope_of(figure(place="Torkham and Chaman"), NESTING).places == {"PK-TKM", "PK-CHM"}
    assert scope_of(figure(place="Haji Camp"), NESTING).places == {"haji camp"}


def test_a_scope_is_dated_only_if_its_whole_period_is_told() -> None:
    assert scope(start="2023-09", end="2025-04-10").dated
    assert not scope(end="2025-04-10").dated
    assert scope(kind=Kind.STOCK, end="2025-04-10").dated


DATES = st.sampled_from(
    [None, *map(PartialDate, ["2023", "2023-09", "2023-09-15", "2024", "2024-10", "2024-10-05"])]
)
SCOPES = st.builds(
    Scope,
    measure=st.sampled_from(["returned", "deported"]),
    kind=st.sampled_from(Kind),
    country=st.sampled_from([None, "PAK"]),
    places=st.sampled_from([frozenset(), TORKHAM, KP, TORKHAM | {"PK-CHM"}]),
    status=st.sampled_from([None, "por", "refugee", "mixed"]),
    manner=st.sampled_from([None, "voluntary"]),
    start=DATES,
    end=DATES,
)


@given(SCOPES)
def test_every_scope_lies_in_itself(a: Scope) -> None:
    assert same(a, a)
    assert inside(a, a, NESTING)


@given(
    SCOPES, st.lists(st.sampled_from([f.name for f in dataclasses.fields(Scope)]), max_size=3), SCOPES, SCOPES
)
def test_inside_is_transitive_and_antisymmetric(a: Scope, kept: list[str], b: Scope, c: Scope) -> None:
    # Scopes that share most fields, for else nothing would lie in anything.
    b = dataclasses.replace(a, **{name: getattr(b, name) for name in kept})
    c = dataclasses.replace(b, **{name: getattr(c, name) for name in kept})
    if inside(a, b, NESTING) and inside(b, c, NESTING):
        assert inside(a, c, NESTING)
    if inside(a, b, NESTING) and inside(b, a, NESTING):
        assert same(a, b)


@given(SCOPES, SCOPES)
def test_differences_do_not_depend_on_the_order(a: Scope, b: Scope) -> None:
    assert differences(a, b) == differences(b, a)
