"""A briefing is a pure function of its records, and everything in it leads back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from concord.accounts import Account, balance_claims, find
from concord.evidence import Document, Figure, StatementKind, from_json
from concord.publish import Briefing, machine_form
from concord.publish.balances import Interval
from concord.situation import Situation


def test_the_order_of_the_records_changes_nothing(
    composed: Callable[..., Briefing], documents: tuple[Document, ...], figures: tuple[Figure, ...]
) -> None:
    turned = composed(documents=documents[::-1], figures=figures[::-1])
    assert turned == composed()


def test_the_words_of_every_claim_stand_in_a_printed_paragraph(briefing: Briefing) -> None:
    sources = {source.id: source for source in briefing.sources}
    for claim in briefing.claims:
        if claim.start is None or claim.end is None:
            continue
        (passage,) = (
            p for p in sources[claim.document].passages if p.start <= claim.start < p.start + len(p.text)
        )
        assert passage.text[claim.start - passage.start : claim.end - passage.start] == claim.text


def test_every_claim_named_anywhere_is_told(briefing: Briefing) -> None:
    named = {claim for balance in (*briefing.headlines, *briefing.balances) for claim in balance.claims}
    named |= {claim for dispute in briefing.disputes for claim in dispute.claims}
    named |= {claim for row in briefing.stocks for claim in row.claims}
    named |= {left.claim for left in briefing.left_out}
    named |= {point.claim for course in briefing.courses for line in course.lines for point in line.points}
    assert named <= {claim.id for claim in briefing.claims}


def test_what_nobody_published_is_among_the_headlines(briefing: Briefing) -> None:
    (implied,) = (balance for balance in briefing.headlines if balance.basis == "implied by difference")
    assert implied.what.endswith("First phase · 1 Nov 2023 to 31 Mar 2025")
    assert implied.likely == Interval(821530, 823430)
    assert [own.value for own in implied.own] == [822520]


def test_totals_of_others_since_about_the_same_day_stand_in_the_picture(briefing: Briefing) -> None:
    lines = {line.party: [point.value for point in line.points] for c in briefing.courses for line in c.lines}
    assert lines == {"Government of Pakistan": [857157, 885902, 907351, 907391], "UNHCR": [861763]}


def test_the_picture_tells_one_kind_of_total_of_the_host_country(
    composed: Callable[..., Briefing], account: Account
) -> None:
    (series,) = account.series
    strange = [
        replace(series, margin=replace(series.margin, **other), claims=series.claims[:1])
        for other in ({"measure": "arrested"}, {"country": "IRN"}, {"start": date(2025, 1, 1)})
    ]
    told = composed(account=replace(account, series=(series, *strange)))
    assert told.courses == composed().courses


def test_a_denial_answers_what_it_denies(briefing: Briefing) -> None:
    allegation, proposal = briefing.exchanges
    assert [said.kind for said in allegation.answers] == [StatementKind.DENIAL]
    assert allegation.answers[0].speaker == "Talal Chaudhry"
    assert proposal.answers == ()


def test_a_deadline_announced_later_is_not_yet_known(composed: Callable[..., Briefing]) -> None:
    then = composed(as_of=date(2024, 1, 1))
    assert [note.on for note in then.deadlines] == [date(2023, 11, 1)]


def test_claims_reach_to_the_last_day_that_is_not_a_forecast(
    composed: Callable[..., Briefing], figures: tuple[Figure, ...]
) -> None:
    forecast = replace(figures[-1], projected=True)
    assert composed().until == date(2025, 4, 24)
    assert composed(figures=(*figures[:-1], forecast)).until == date(2025, 4, 22)


def test_a_long_document_is_printed_only_where_it_is_quoted(
    composed: Callable[..., Briefing],
    documents: tuple[Document, ...],
    figures: tuple[Figure, ...],
    situation: Situation,
) -> None:
    long = replace(documents[0], text=documents[0].text + "\n\nNothing is counted here." * 500)
    moved = [replace(f, document=long.id) if f.document == documents[0].id else f for f in figures]
    nothing = balance_claims((), situation)
    told = composed(documents=(long,), figures=moved, statements=(), account=nothing, findings=())
    (source,) = told.sources
    assert not source.whole
    assert len(source.passages) == 3


def test_the_machine_form_gives_the_briefing_back(briefing: Briefing) -> None:
    assert from_json(Briefing, json.loads(machine_form(briefing))) == briefing


def test_a_real_account_is_told_whole(
    composed: Callable[..., Briefing], figures: tuple[Figure, ...], situation: Situation
) -> None:
    told = composed(account=balance_claims(figures, situation), findings=find(figures, situation))
    assert any("First phase" in balance.what for balance in told.headlines)
    assert any(dispute.code == "claimant_against_itself" for dispute in told.disputes)
