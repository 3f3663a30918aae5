"""What findings say in other languages: every kind in each, with its claims, and no small number."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from concord.accounts import FindingCode
from concord.ledger import Ledger
from concord.pipeline.brief import brief
from concord.pipeline.check import check
from concord.pipeline.ingest import ingest
from concord.publish.briefing import Briefing, Claim
from concord.publish.languages import contradiction, texts_of
from concord.reading import Reader
from concord.situation import bundled

OTHERS = ("ur", "fa-AF", "ps")
REPORTS = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    situation = bundled("afghanistan-pakistan")
    files = sorted(file for file in REPORTS.iterdir() if file.suffix != ".toml")
    with Ledger.open(tmp_path_factory.mktemp("said") / "concord.db") as ledger:
        list(ingest(files, ledger, Reader(situation), at="2025-05-01T09:00:00+00:00"))
        return brief(check(ledger, situation), situation, as_of=date(2025, 5, 1))


def claims_of(briefing: Briefing, index: int = 0) -> list[Claim]:
    claims = {claim.id: claim for claim in briefing.claims}
    return [claims[one] for one in briefing.disputes[index].claims]


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("code", FindingCode)
def test_every_kind_is_told_with_the_numbers_of_its_claims(
    code: FindingCode, language: str, briefing: Briefing
) -> None:
    texts = texts_of(language)
    claims = [claim for claim in claims_of(briefing) if claim.value is not None][:2]
    told = contradiction(code.value, "English", claims, texts)
    assert told != "English"
    for claim in claims:
        assert texts.number(claim.value or 0) in told


def test_english_is_the_sentence_of_the_finding_itself(briefing: Briefing) -> None:
    first = briefing.disputes[0]
    assert contradiction(first.code, first.words, claims_of(briefing), texts_of("en")) == first.words


@pytest.mark.parametrize("language", OTHERS)
def test_a_withheld_number_takes_the_numbers_beside_it_along(language: str, briefing: Briefing) -> None:
    texts, claims = texts_of(language), claims_of(briefing)
    hidden = [replace(claims[0], value=None), *claims[1:]]
    told = contradiction("rival_counts", "English", hidden, texts)
    assert not any(mark in told for mark in texts.digits)


@pytest.mark.parametrize("language", OTHERS)
def test_of_many_claims_three_are_named_and_the_rest_counted(language: str, briefing: Briefing) -> None:
    texts, claim = texts_of(language), claims_of(briefing)[0]
    told = contradiction("falling_total", "English", [claim] * 5, texts)
    assert told.count(texts.number(claim.value or 0)) == 3
    assert texts.number(2) in told
