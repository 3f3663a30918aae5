"""Millions of claims are held to the same rules as a few: the compact way withholds what the plain does."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from concord.accounts import balance_claims
from concord.evidence import Figure, Kind, PartialDate, Precision, Unit
from concord.evidence.written import WrittenFigure, as_written
from concord.pipeline.leaving import treatment
from concord.publish.disclosure import Gathered, Held, Mark, Release, hold, rules_of, withheld
from concord.publish.exports.said import mark_of, unsaid_spans
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
RULES = rules_of()
DAY = date(2025, 5, 1)
SMALL_ONES = some.sampled_from([1, 3, 4, 7, 9, 12, 20])
ROOMY = some.integers(10, 60)


@some.composite
def reports(draw: some.DrawFn) -> list[list[Figure]]:
    """Documents of one party, each a running total with parts by status, a share and a count of arrests."""
    rate, total, told = draw(some.integers(0, 12)), draw(some.integers(20, 60)), []
    for number in range(draw(some.integers(1, 4))):
        day = DAY - timedelta(days=30 - number)
        total += draw(some.sampled_from([rate, 0, 2, 5, 15]))
        first = draw(some.integers(0, total))
        small = draw(SMALL_ONES)
        values = {"por": first, "acc": total - first - (small if first + small <= total else 0)}
        told.append(_document(f"d{number}", day, total, values, draw))
    return told


def _document(name: str, day: date, total: int, parts: dict[str, int], draw: some.DrawFn) -> list[Figure]:
    run = {
        "measure": "returned", "kind": Kind.FLOW, "period_start": PartialDate("2025-03-01"),
        "period_end": PartialDate.of(day), "said": PartialDate.of(day), "party": "unhcr", "country": "PAK",
    }  # fmt: skip
    figures = [Figure(document=name, start=0, end=3, text="n", value=total, **run)]
    for at, (status, value) in enumerate(parts.items(), 1):
        figures.append(
            Figure(document=name, start=at * 9, end=at * 9 + 2, text="n", value=value, status=status,
                   part_of=0, **run)
        )  # fmt: skip
    share = draw(some.none() | some.sampled_from([3, 10, 50]))
    if share is not None:
        figures.append(
            Figure(document=name, start=50, end=52, text="n", value=share, unit=Unit.PERCENT, part_of=0,
                   sex_age="women", **run)
        )  # fmt: skip
    held = {**run, "measure": "arrested", "place": draw(some.sampled_from([None, "Punjab", "Omari camp"]))}
    figures.append(Figure(document=name, start=60, end=62, text="n", value=draw(SMALL_ONES | ROOMY), **held))
    if draw(some.booleans()):
        figures.append(
            Figure(document=name, start=70, end=72, text="n", value=draw(ROOMY), precision=Precision.RANGE,
                   value_high=draw(SMALL_ONES | ROOMY), measure="hosted", place="Hajj Complex",
                   period_end=PartialDate("2025-04-29"))
        )  # fmt: skip
    return figures


def plain(told: list[list[Figure]]) -> Held:
    """What the rules make of all claims at once, without an account, as ``pipeline.leaving`` asks them."""
    treated = treatment(SITUATION, RULES)
    claims = {one.id: one for own in told for one in own}
    placed = [name for name, one in claims.items() if treated(one.measure, one.place).coarse]
    bare = {n: Figure(**{**_fields(f), "place": None}) if n in placed else f for n, f in claims.items()}
    held, _, _ = hold(Release(bare, balance_claims([], SITUATION), DAY), SITUATION, RULES)
    late = {name for name, one in claims.items() if _late(one, treated(one.measure, one.place).days)}
    marks = dict.fromkeys(placed, Mark.COARSE) | dict(held.claims)
    return Held(marks, places=dict.fromkeys(placed), waiting=frozenset(late), exposed=held.exposed)


def _fields(figure: Figure) -> dict:
    return {name: getattr(figure, name) for name in Figure.__dataclass_fields__}


def _late(figure: Figure, days: int) -> bool:
    ends = figure.period_end or figure.said
    return ends is not None and min(ends.last, DAY) + timedelta(days=days) > DAY


def compact(told: list[list[Figure]]) -> tuple[Held, dict[str, list[tuple[int, int]]], set[str]]:
    read = {entry: [as_written(one) for one in own] for entry, own in enumerate(told)}

    def kept(entries: Collection[int]) -> Iterator[tuple[int, WrittenFigure]]:
        return ((entry, figure) for entry in entries for figure in read[entry])

    gathered = Gathered(RULES, treatment(SITUATION, RULES), DAY)
    for some_of in (list(read.items())[:2], list(read.items())[2:]):
        gathered.add([at for at, own in some_of for _ in own], [one for _, own in some_of for one in own])
    return *gathered.held(kept), gathered.hidden


@settings(deadline=None)
@given(reports())
def test_the_compact_way_withholds_what_the_plain_one_does(told: list[list[Figure]]) -> None:
    expected, (found, unsaid, hidden) = plain(told), compact(told)
    claims = {one.id: one for own in told for one in own}
    marks = {name: mark_of(name, one, expected) for name, one in claims.items()}
    assert {name: mark_of(name, one, found) for name, one in claims.items()} == marks
    assert (found.places, found.waiting, found.exposed) == (
        expected.places,
        expected.waiting,
        expected.exposed,
    )
    spans = unsaid_spans(claims, expected)
    assert {name: set(own) for name, own in unsaid.items()} == {name: set(own) for name, own in spans.items()}
    assert hidden == {name for name, one in claims.items() if withheld(one.value, one.unit)}


@pytest.mark.parametrize("rises", [[1] * 12, [3, 0, 2] * 4, [40, 1, 40, 1, 40, 2]])
def test_running_totals_that_hardly_rise_are_followed_as_far_as_they_go(rises: list[int]) -> None:
    total, told = 100, []
    for number, rise in enumerate(rises):
        total += rise
        day = PartialDate.of(DAY - timedelta(days=60 - number))
        told.append([
            Figure(document=f"d{number}", start=0, end=3, text="n", value=total, measure="returned",
                   period_start=PartialDate("2025-01-01"), period_end=day, party="iom")
        ])  # fmt: skip
    assert compact(told)[0].claims == plain(told).claims
    assert compact(told)[0].claims


def test_nothing_is_made_of_no_claims() -> None:
    assert compact([])[0] == Held()
