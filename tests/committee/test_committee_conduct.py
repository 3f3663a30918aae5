"""Reports of conduct: who may say what, where a report stands, and what the public table counts."""

from dataclasses import replace

import pytest

from concord.committee.conduct import (
    Answer,
    AnswerKind,
    AnswerRefused,
    ConductKind,
    ConductState,
    Report,
    ReportRefused,
    require_answer,
    require_report,
    state_of,
    table_of,
)
from concord.evidence import PartialDate

TODAY = PartialDate("2025-06-15")
REPORT = Report(
    kind=ConductKind.ARREST,
    party="unhcr",
    authority="gov-pk",
    place="PK6",
    month=PartialDate("2025-04"),
    count=180,
)


def answer(kind: AnswerKind, party: str = "gov-pk", text: str = "our words") -> Answer:
    return Answer(kind, party, "an office", "2025-06-01T00:00:00+00:00", text)


def test_a_report_of_a_past_month_about_another_party_is_kept() -> None:
    require_report(REPORT, TODAY)
    require_report(replace(REPORT, count=None), TODAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"month": PartialDate("2025-07")},
        {"month": PartialDate("2025")},
        {"month": PartialDate("2025-04-03")},
        {"authority": "unhcr"},
        {"count": 0},
        {"count": 2_000_000},
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ReportRefused):
        require_report(replace(REPORT, **changed), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("party", ["gov-pk", "gov-af", "unhcr", "iom"])
def test_nobody_answers_for_another(kind: AnswerKind, party: str) -> None:
    reporter = kind in (AnswerKind.UPHELD, AnswerKind.WITHDRAWN)
    if party == ("unhcr" if reporter else "gov-pk"):
        require_answer(REPORT, answer(kind, party), [])
    else:
        with pytest.raises(AnswerRefused, match="nobody answers for another"):
            require_answer(REPORT, answer(kind, party), [])


def test_an_answer_needs_words_and_a_report_that_stands() -> None:
    with pytest.raises(AnswerRefused, match="needs words"):
        require_answer(REPORT, answer(AnswerKind.DENIED, text="  "), [])
    with pytest.raises(AnswerRefused, match="withdrawn"):
        require_answer(REPORT, answer(AnswerKind.DENIED), [answer(AnswerKind.WITHDRAWN, "unhcr")])


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "unanswered"),
        (("denied",), "denied"),
        (("denied", "upheld"), "denied"),
        (("denied", "promised"), "promised"),
        (("promised", "followed_up"), "followed_up"),
        (("denied", "acknowledged"), "acknowledged"),
        (("explained", "withdrawn"), "withdrawn"),
    ],
)
def test_where_a_report_stands_is_the_last_word_of_the_authority(kinds: tuple[str, ...], state: str) -> None:
    assert state_of(answer(AnswerKind(kind)) for kind in kinds) is ConductState(state)


def test_the_table_counts_reports_and_people_without_what_was_withdrawn() -> None:
    told = table_of(
        [
            (REPORT, ConductState.DENIED),
            (replace(REPORT, count=None), ConductState.UNANSWERED),
            (replace(REPORT, count=7), ConductState.WITHDRAWN),
            (replace(REPORT, kind=ConductKind.EXTORTION, count=40), ConductState.UNANSWERED),
        ]
    )
    assert told == {(ConductKind.ARREST, "2025-04"): (2, 180), (ConductKind.EXTORTION, "2025-04"): (1, 40)}
