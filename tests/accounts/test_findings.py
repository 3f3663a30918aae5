"""Each code of finding: when it is raised, when it is not, and what holds for all of them."""

import dataclasses
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.accounts.finding import FindingCode
from concord.accounts.findings import find
from concord.evidence import Figure, Kind, PartialDate, Precision, Unit
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
F = FindingCode

UNHCR = {"party": "unhcr", "document": "update"}
IOM = {"party": "iom", "document": "report"}
SINCE = {"period_start": "2023-09-15", "cumulative": True}
APRIL = {"period_start": "2025-04-01", "period_end": "2025-04-30"}


def claim(value: float, **fields: Any) -> Figure:
    dated = {
        name: PartialDate(fields[name]) for name in ("period_start", "period_end", "said") if name in fields
    }
    base = {
        "document": "update",
        "party": "unhcr",
        "measure": "returned",
        "country": "PAK",
        "start": int(value),
    }
    told = {**base, **fields, **dated}
    return Figure(value=value, text=f"{value:,}", end=told["start"] + 1, **told)


RAISED = [
    (
        "two values for one scope and day",
        F.CLAIMANT_AGAINST_ITSELF,
        [claim(9001, **APRIL), claim(9071, **APRIL)],
    ),
    (
        "a month late, but the number is a slip",
        F.CLAIMANT_AGAINST_ITSELF,
        [claim(230464, period_end="2023-11"), claim(230446, period_end="2023-11")],
    ),
    (
        "a running total that falls",
        F.FALLING_TOTAL,
        [claim(501242, **SINCE, period_end="2024-01-15"), claim(500200, **SINCE, period_end="2024-01-20")],
    ),
    (
        "a total told long after its day",
        F.LATE_TOTAL,
        [
            claim(907391, **SINCE, period_end="2025-04-18", said="2025-04-18"),
            claim(1100000, **SINCE, period_end="2025-04", said="2025-12"),
        ],
    ),
    (
        "parts that exceed their total",
        F.PARTS_AND_TOTAL,
        [
            claim(1055, start=1, place="Torkham and Spin Boldak"),
            claim(642, start=2, part_of=1, place="Torkham"),
            claim(513, start=3, part_of=1, place="Spin Boldak"),
        ],
    ),
    (
        "families added to people",
        F.UNIT_SLIP,
        [
            claim(1055, start=1),
            claim(1000, start=2, part_of=1, place="Torkham"),
            claim(55, start=3, part_of=1, place="Chaman", unit=Unit.FAMILIES),
        ],
    ),
    (
        "a crossing above its province",
        F.PART_ABOVE_WHOLE,
        [claim(9071, **APRIL, place="Torkham"), claim(8001, **APRIL, place="Khyber Pakhtunkhwa")],
    ),
    (
        "weeks above their month",
        F.PART_ABOVE_WHOLE,
        [
            claim(9071, **APRIL),
            claim(5012, period_start="2025-04-01", period_end="2025-04-07"),
            claim(5013, period_start="2025-04-08", period_end="2025-04-14"),
        ],
    ),
    (
        "a share that does not fit",
        F.SHARE_AND_COUNT,
        [
            claim(145203, **APRIL),
            claim(97701, **APRIL, status="por"),
            claim(54, **APRIL, status="por", unit=Unit.PERCENT),
        ],
    ),
    (
        "a running total as a day",
        F.TOTAL_AS_FLOW,
        [
            claim(174358, **SINCE, period_end="2023-11-05"),
            claim(174358, period_start="2023-11-05", period_end="2023-11-05", document="paper"),
        ],
    ),
    (
        "a period lost in rewriting",
        F.PERIOD_LOST,
        [
            claim(7041, period_start="2024-04-13", period_end="2024-04-22"),
            claim(7041, period_start="2024-04-22", period_end="2024-04-22", party="media", document="paper"),
        ],
    ),
    (
        "returns printed as deportations",
        F.MEASURE_INFLATION,
        [claim(60000, **APRIL), claim(60000, **APRIL, measure="deported", document="paper")],
    ),
    (
        "one status for another",
        F.STATUS_SLIP,
        [
            claim(321677, measure="hosted", status="refugee", period_end="2023-06-30"),
            claim(321677, measure="hosted", status="undocumented", period_end="2023-06-30", document="paper"),
        ],
    ),
    (
        "families as people",
        F.UNIT_SLIP,
        [claim(1287, **APRIL, unit=Unit.FAMILIES), claim(1287, **APRIL, document="paper")],
    ),
    (
        "two parties, one scope",
        F.RIVAL_COUNTS,
        [claim(84871, **APRIL, **IOM), claim(91234, **APRIL, **UNHCR)],
    ),
    (
        "a party's part above another's whole",
        F.RIVAL_COUNTS,
        [claim(84871, **APRIL, party="gov-af", document="notice"), claim(91234, **APRIL, measure="deported")],
    ),
]

SILENT = [
    ("rounding", [claim(174358, **APRIL), claim(174350, **APRIL, precision=Precision.AT_LEAST)]),
    (
        "another day of a running total",
        [claim(500200, **SINCE, period_end="2024-01-13"), claim(501242, **SINCE, period_end="2024-01-15")],
    ),
    (
        "so far, on untold days of one month",
        [claim(203639, period_end="2023-11"), claim(230464, period_end="2023-11")],
    ),
    (
        "another base",
        [
            claim(907391, **SINCE, period_end="2025-04-18"),
            claim(84871, period_start="2025-04-01", period_end="2025-04-19", cumulative=True),
        ],
    ),
    (
        "a late total that is no larger",
        [
            claim(907391, **SINCE, period_end="2025-04-18", said="2025-04-18"),
            claim(907000, **SINCE, period_end="2025-04", said="2025-12", precision=Precision.AT_LEAST),
        ],
    ),
    (
        "parts that are not said to be all",
        [
            claim(9982, start=1, **APRIL),
            claim(1021, start=2, part_of=1, place="Torkham", **APRIL),
            claim(2012, start=3, part_of=1, place="Chaman", **APRIL),
        ],
    ),
    (
        "women and children without the men",
        [
            claim(1001, start=1, **APRIL),
            claim(300, start=2, part_of=1, sex_age="women", **APRIL),
            claim(600, start=3, part_of=1, sex_age="children", **APRIL),
        ],
    ),
    (
        "children and the girls among them",
        [
            claim(1001, start=1, **APRIL),
            claim(700, start=2, part_of=1, sex_age="children", **APRIL),
            claim(400, start=3, part_of=1, sex_age="girls", **APRIL),
        ],
    ),
    (
        "a crossing beside its province",
        [
            claim(1001, start=1, **APRIL),
            claim(700, start=2, part_of=1, place="Khyber Pakhtunkhwa", **APRIL),
            claim(600, start=3, part_of=1, place="Torkham", **APRIL),
        ],
    ),
    ("two counts of one text that it does not tell apart", [claim(907391, **APRIL), claim(84871, **APRIL)]),
    (
        "a part that its words do not name",
        [claim(605246, start=1, **APRIL), claim(578174, start=2, part_of=1, **APRIL)],
    ),
    ("a plan", [claim(9001, **APRIL), claim(9071, **APRIL, projected=True)]),
    ("families beside people", [claim(577, **APRIL, unit=Unit.FAMILIES), claim(3605, **APRIL)]),
    (
        "a share that fits",
        [
            claim(145203, **APRIL),
            claim(77701, **APRIL, status="por"),
            claim(54, **APRIL, status="por", unit=Unit.PERCENT),
        ],
    ),
    (
        "levels at two dates",
        [
            claim(1559964, measure="registered", period_end="2024-12-31"),
            claim(1158538, measure="registered", period_end="2025-12-31"),
        ],
    ),
    (
        "movements and people",
        [claim(31115, **APRIL, measure="other"), claim(19074, **APRIL, measure="other")],
    ),
    ("a round number twice", [claim(60000, **APRIL), claim(60000, **APRIL, **IOM, measure="deported")]),
    (
        "two untold base dates of two parties",
        [claim(9071, period_end="2025-04-30", **UNHCR), claim(8001, period_end="2025-04-30", **IOM)],
    ),
    ("no claims", []),
]


@pytest.mark.parametrize(("why", "code", "figures"), RAISED, ids=[case[0] for case in RAISED])
def test_the_finding_is_raised_with_causes_and_a_sentence(
    why: str, code: FindingCode, figures: list[Figure]
) -> None:
    codes = {finding.code: finding for finding in find(figures, SITUATION)}
    assert code in codes
    assert codes[code].causes
    assert codes[code].words.endswith(".")


@pytest.mark.parametrize(("why", "figures"), SILENT, ids=[case[0] for case in SILENT])
def test_what_is_no_contradiction_gives_none(why: str, figures: list[Figure]) -> None:
    assert find(figures, SITUATION) == ()


UNSOUND = [
    claim(9001, **APRIL, value_high=8001, precision=Precision.RANGE),
    claim(9071, period_start="2025-04-30", period_end="2025-04-01"),
    *(dataclasses.replace(claim(1, **APRIL), value=value) for value in (float("nan"), float("inf"), -5)),
]


def test_unsound_numbers_and_periods_are_left_out_and_harm_nothing() -> None:
    clash = [claim(9001, **APRIL), claim(9071, **APRIL)]
    assert find(UNSOUND, SITUATION) == ()
    assert find([*UNSOUND, *clash], SITUATION) == find(clash, SITUATION)


def test_figures_that_are_part_of_each_other_are_no_endless_walk() -> None:
    cycle = [claim(9001, start=1, part_of=2, **APRIL), claim(9071, start=2, part_of=1, **APRIL)]
    assert find(cycle, SITUATION) == ()


def test_a_count_without_a_source_is_nobodys_rival() -> None:
    unsourced = claim(84871, **APRIL, party=None, document="paper")
    assert find([unsourced, claim(91234, **APRIL)], SITUATION) == ()


def test_two_newspapers_that_disagree_are_rivals_not_one_body() -> None:
    papers = [claim(value, **APRIL, party="media", source=f"paper of {value}") for value in (25001, 31001)]
    assert [finding.code for finding in find(papers, SITUATION)] == [F.RIVAL_COUNTS]


ACTS = st.builds(
    claim,
    st.sampled_from([907391, 907351, 84871, 84817, 25320, 800000]),
    start=st.integers(0, 9),
    document=st.sampled_from(["update", "report"]),
    party=st.sampled_from(["unhcr", "iom", "gov-pk"]),
    measure=st.sampled_from(["returned", "deported"]),
    status=st.sampled_from([None, "acc"]),
    place=st.sampled_from([None, "Torkham"]),
    part_of=st.sampled_from([None, 3]),
    period_start=st.sampled_from(["2023-09-15", "2025-04-01"]),
    period_end=st.sampled_from(["2025-04-10", "2025-04-18"]),
)


@settings(max_examples=60)
@given(st.lists(ACTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(figures: list[Figure], chance: random.Random) -> None:
    shuffled = chance.sample(figures, len(figures))
    assert find(shuffled, SITUATION) == find(figures, SITUATION)


@settings(max_examples=60)
@given(st.lists(ACTS.filter(lambda act: act.part_of is None), min_size=1, max_size=6))
def test_a_later_echo_of_a_claim_changes_nothing_but_ids(figures: list[Figure]) -> None:
    echo = dataclasses.replace(figures[0], document="~ a later echo")
    before = [(finding.code, finding.words) for finding in find(figures, SITUATION)]
    assert [
        (finding.code, finding.words) for finding in find([*figures, echo, figures[-1]], SITUATION)
    ] == before


@settings(max_examples=60)
@given(st.lists(ACTS, max_size=8))
def test_every_finding_names_claims_that_are_there(figures: list[Figure]) -> None:
    ids = {figure.id for figure in figures}
    for finding in find(figures, SITUATION):
        assert len(finding.claims) == len(set(finding.claims)) >= 2
        assert set(finding.claims) <= ids
        assert 0 <= finding.relative <= 1
        assert finding.absolute >= 0


@pytest.mark.parametrize(("documents", "found"), [(("a", "a"), 1), (("a", "b"), 0)])
def test_undated_totals_contradict_each_other_only_within_one_document(
    documents: tuple[str, str], found: int
) -> None:
    figures = [
        Figure(
            document=document,
            start=start,
            end=start + 7,
            text=f"{value:,}",
            value=value,
            measure="deported",
            nationality="AFG",
            country="PAK",
            kind=Kind.FLOW,
            period_start=PartialDate("2023-11"),
            cumulative=True,
            source="the minister",
            party="gov-pk",
        )
        for document, start, value in zip(documents, (0, 50), (907_391, 907_351), strict=True)
    ]
    codes = [finding.code for finding in find(figures, SITUATION)]
    assert codes == [FindingCode.CLAIMANT_AGAINST_ITSELF] * found
