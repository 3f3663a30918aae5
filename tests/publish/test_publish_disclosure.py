"""Counts of one to four people never leave, nor those up to nine that hide them; zero and shares may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from concord.accounts import Account, Finding, FindingCode
from concord.evidence import Figure, Unit
from concord.publish import Briefing, machine_form, page
from concord.publish.disclosure import withheld


@pytest.mark.parametrize("value", [1, 2, 3, 4, 4.5, 5, 9, 9.4])
@pytest.mark.parametrize("unit", [Unit.INDIVIDUALS, Unit.FAMILIES])
def test_a_small_count_is_withheld(value: float, unit: Unit) -> None:
    assert withheld(value, unit)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(0, Unit.INDIVIDUALS), (10, Unit.FAMILIES), (3, Unit.PERCENT), (84871, Unit.INDIVIDUALS)],
)
def test_other_numbers_are_printed(value: float, unit: Unit) -> None:
    assert not withheld(value, unit)


def test_a_small_claim_has_neither_number_nor_place(briefing: Briefing, figures: tuple[Figure, ...]) -> None:
    small = next(figure for figure in figures if figure.value == 3)
    claim = briefing.claim(small.id)
    assert (claim.value, claim.start, claim.end, claim.text) == (None, None, None, "fewer than 10")
    assert briefing.withheld == 1


def test_a_small_claim_is_not_marked_in_its_document(briefing: Briefing, figures: tuple[Figure, ...]) -> None:
    small = next(figure for figure in figures if figure.value == 3)
    html = page(briefing, pictures=False)
    assert f'id="f-{small.id}"' not in html
    assert f'href="#f-{small.id}"' not in html
    assert "fewer than 10" in html


def test_a_small_estimate_is_not_told(composed: Callable[..., Briefing], account: Account) -> None:
    few = replace(account.estimates[0], value=3.0)
    told = composed(account=replace(account, estimates=(few, *account.estimates[1:]), series=()))
    assert all(balance.value >= 5 for balance in (*told.headlines, *told.balances))


def test_a_finding_about_a_small_claim_tells_no_number(
    composed: Callable[..., Briefing], figures: tuple[Figure, ...]
) -> None:
    small = next(figure for figure in figures if figure.value == 3)
    finding = Finding(
        FindingCode.RIVAL_COUNTS, (small.id, figures[0].id), 38, 0.9, (), "One gave 3, one gave 41."
    )
    told = composed(findings=(finding,))
    assert "gave 3" not in machine_form(told)
    assert told.disputes[0].apart == 0
