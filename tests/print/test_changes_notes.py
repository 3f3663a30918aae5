"""Change notes and their feed."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Tree

import pytest

from concord.evidence import Precision, Unit
from concord.publish.balances import Balance, Interval
from concord.publish.briefing import Briefing, Claim, Standing
from concord.publish.change_notes import as_feed, as_json, as_page, as_text
from concord.publish.changes import ChangeKind, changes_between


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
    feed = Tree.fromstring(as_feed(NOTED))
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.tag == f"{name}feed"
    for parent in (feed, feed.find(f"{name}entry")):
        assert parent is not None
        assert all(parent.find(f"{name}{part}") is not None for part in ("id", "title", "updated"))


def test_page_text_and_json_tell_the_same_changes_and_escape_words() -> None:
    assert all(number in as_page(NOTED) and number in as_text(NOTED) for number in ("10", "20", "30"))
    assert "<minister>" not in as_page(NOTED)
    assert as_json(NOTED).count('"kind"') == len(NOTED.changes) == 1 + NOTED.count(ChangeKind.NEW) + 2
