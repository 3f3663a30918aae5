"""What stands beside the figures, as blocks: which rows come first, what each says, and when none is told."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from concord.publish import Briefing
from concord.publish.beside import ConductNote, CorrectionNote, ExpectedPeople, ReleaseMark, SiteStanding
from concord.publish.corrections import CorrectionState
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import Material
from concord.publish.print import beside, sheet_of
from concord.publish.print.sheet import Block, Listed, Table
from concord.publish.print.writer import QUOTE_WORDS, Writer

SITE = SiteStanding(
    site="7", place="Punjab", standard="Water", unit="litres per person per day", comparison=">=",
    threshold=15.0, value=11.25, day=date(2026, 11, 1), broken_since=date(2026, 9, 1),
    first_broken=date(2026, 8, 1), trend="worse",
)  # fmt: skip
REPORTS = ConductNote(kind="arrests", month="2026-06", reports=2, people=40, withheld=False, answers=())
AHEAD = ExpectedPeople(
    start=date(2026, 6, 27), end=date(2026, 7, 10), where="all", people=200_123,
    low80=140_000, high80=320_000, low95=100_000, high95=400_000,
)  # fmt: skip
CORRECTION = CorrectionNote(
    number="3", claim="gone", state=CorrectionState.OPEN, since=date(2026, 11, 2), by="UNHCR",
    wrong=" ".join(f"word{n}" for n in range(40)),
)  # fmt: skip


@pytest.fixture(scope="module")
def writer(told: tuple[Briefing, Material]) -> Callable[..., Writer]:
    """A writer of the briefing with other things beside it."""
    return lambda code="en", **other: Writer.of(replace(told[0], **other), texts_of(code))


def lines(blocks: Iterable[Block]) -> list[list[str]]:
    """The rows of tables and the items of lists as text."""
    found: list[list[str]] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [["".join(run.text for run in cell) for cell in row] for row in block.rows]
        elif isinstance(block, Listed):
            found += [["".join(run.text for run in item)] for item in block.items]
    return found


@pytest.mark.parametrize(
    ("comparison", "threshold", "asked"),
    [
        (">=", 15.0, "at least 15 litres per person per day"),
        ("<=", 20.0, "at most 20 litres per person per day"),
        ("<", 30.0, "below 30 litres per person per day"),
    ],
)
def test_a_standard_is_told_in_words(writer, comparison: str, threshold: float, asked: str) -> None:
    one = replace(SITE, comparison=comparison, threshold=threshold)
    row = lines(beside.sites(writer(sites=(one,)), None))[0]
    assert row == ["Punjab", "Water", "11.2", asked, "1 Sep 2026", "worse"]


def test_what_is_broken_longest_comes_first_and_what_is_met_last(writer) -> None:
    since = (date(2026, 9, 5), None, date(2026, 9, 1))
    sites = tuple(replace(SITE, site=str(n), broken_since=day) for n, day in enumerate(since))
    told = lines(beside.sites(writer(sites=sites), None))
    assert [row[4] for row in told] == ["1 Sep 2026", "5 Sep 2026", "met"]


def test_more_sites_than_the_page_holds_are_counted(writer) -> None:
    sites = tuple(replace(SITE, site=str(n)) for n in range(5))
    assert lines(beside.sites(writer(sites=sites), 3))[-1][0] == "and 2 more"


def test_where_nothing_of_the_kind_is_there_the_value_says_so_and_is_no_zero(writer) -> None:
    none, zero = (
        lines(beside.sites(writer(sites=(replace(SITE, value=v),)), None))[0][2] for v in (None, 0.0)
    )
    assert (none, zero) == ("none there", "0")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (REPORTS, "arrests, Jun 2026: 2 reports; 40 people in them"),
        (replace(REPORTS, reports=1, people=None), "arrests, Jun 2026: one report"),
        (
            replace(REPORTS, people=None, withheld=True),
            "arrests, Jun 2026: 2 reports; some of fewer people than may be told",
        ),
        (
            replace(REPORTS, answers=(("denied by the authority", 2),)),
            "arrests, Jun 2026: 2 reports; 40 people in them; denied by the authority: 2",
        ),
    ],
)
def test_reports_are_told_with_people_only_where_they_may_and_with_their_answers(
    writer, note: ConductNote, said: str
) -> None:
    (item,) = beside.conduct(writer(conduct=(note,)), None)
    assert "".join(run.text for run in item) == said


def test_days_ahead_are_rounded_as_their_interval_bears_and_sums_stand_apart_from_days(writer) -> None:
    day = replace(AHEAD, end=AHEAD.start)
    told = writer(expected=(AHEAD, day))
    assert lines(beside.expected(told, None))[0] == [
        "all, 27 Jun 2026 to 10 Jul 2026", "200,000", "140,000 – 320,000",
    ]  # fmt: skip
    assert [row[0] for row in lines(beside.expected_days(told))] == ["27 Jun 2026"]


def test_too_few_people_to_tell_are_no_number(writer) -> None:
    few = replace(AHEAD, people=None)
    assert lines(beside.expected(writer(expected=(few,)), None))[0][1] == "fewer than 10"


@pytest.mark.parametrize("code", LANGUAGES)
def test_corrections_are_counted_by_state_and_told_with_what_is_wrong(writer, code: str) -> None:
    states = (CorrectionState.OPEN, CorrectionState.FIXED, CorrectionState.OPEN)
    notes = tuple(replace(CORRECTION, number=str(n), state=state) for n, state in enumerate(states))
    told, texts = writer(code, corrections=notes), texts_of(code)
    (counts,), *items = lines(beside.corrections(told, None))
    assert [piece.split(": ")[1] for piece in counts.split(texts.say("semicolon"))] == [
        texts.number(number) for number in (2, 0, 0, 1)
    ]
    assert len(items) == 3
    assert texts.say("figure_gone") in items[0][0]
    assert texts.term("fixed in a later publication") in items[1][0]
    assert items[0][0].count("word") == QUOTE_WORDS


def test_a_correction_of_a_figure_that_is_told_carries_its_number_its_words_and_both_addresses(
    writer, told: tuple[Briefing, Material]
) -> None:
    claim = next(claim for claim in told[0].claims if claim.value == 907_391)
    note = replace(CORRECTION, claim=claim.id)
    *_, items = beside.corrections(writer(corrections=(note,)), None)
    assert isinstance(items, Listed)
    (item,) = items.items
    assert [run.link for run in item if run.link] == [
        f"https://record.example.org/figures/{claim.id}/", "https://record.example.org/corrections/3/",
    ]  # fmt: skip
    assert item[0].text == "907,391"
    assert any(run.note for run in item)


def test_of_a_signed_release_numbers_lead_to_what_they_were_and_the_foot_tells_its_digest(
    writer, told: tuple[Briefing, Material]
) -> None:
    released = writer(release=ReleaseMark(4, "ab" * 32))
    address = "https://record.example.org"
    assert released.address("figures", "f") == f"{address}/releases/4/figures/f/"
    assert released.address("estimates", "e") == f"{address}/releases/4/estimates/e/"
    assert released.address("sites", "7") == f"{address}/sites/7/"
    sheet = sheet_of(released.briefing, told[1], texts_of("ur"))
    assert texts_of("ur").say("release", number="4") in sheet.subtitle
    assert "ab" * 32 in sheet.made
