"""Reports of conduct: who may say what, when it is over, and that a denial takes nothing away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee.conduct import (
    BY_REPORTER,
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

TODAY = PartialDate("2025-05-20")


def report(**more: object) -> Report:
    told = {
        "kind": ConductKind.ARREST,
        "party": "unhcr",
        "authority": "gov-pk",
        "place": "PK6",
        "month": PartialDate("2025-04"),
        "count": 180,
    }
    return Report(**{**told, **more})  # type: ignore[arg-type]


def answer(kind: AnswerKind, party: str = "gov-pk", text: str = "We looked into it.") -> Answer:
    return Answer(kind, party, "Ministry", "2025-05-10T09:00:00+00:00", text)


def test_a_report_about_a_past_month_and_another_party_is_kept() -> None:
    require_report(report(), TODAY)
    require_report(report(count=None), TODAY)  # not known is not zero


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"month": PartialDate("2025-06")}, "month that has begun"),
        ({"month": PartialDate("2025")}, "month that has begun"),
        ({"month": PartialDate("2025-04-03")}, "month that has begun"),  # a day would say too much
        ({"authority": "unhcr"}, "does not report its own"),
        ({"count": 0}, "number of people"),
        ({"count": 1_000_001}, "number of people"),
    ],
)
def test_what_cannot_be_a_report_is_refused_and_says_why(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(ReportRefused, match=says):
        require_report(report(**wrong), TODAY)


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize("party", ["gov-pk", "unhcr", "gov-af", "iom"])
def test_nobody_answers_for_another(kind: AnswerKind, party: str) -> None:
    may = "unhcr" if kind in BY_REPORTER else "gov-pk"
    if party == may:
        require_answer(report(), answer(kind, party), [])
    else:
        with pytest.raises(AnswerRefused) as refused:
            require_answer(report(), answer(kind, party), [])
        assert (refused.value.party, refused.value.kind) == (party, kind)


def test_an_answer_has_words() -> None:
    with pytest.raises(AnswerRefused, match="words"):
        require_answer(report(), answer(AnswerKind.DENIED, text="  "), [])


def test_nothing_follows_a_withdrawal() -> None:
    before = [answer(AnswerKind.WITHDRAWN, "unhcr")]
    with pytest.raises(AnswerRefused, match="withdrawn"):
        require_answer(report(), answer(AnswerKind.DENIED), before)


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], "unanswered"),
        (["denied"], "denied"),
        (["denied", "upheld"], "denied"),  # both stand: upholding does not undo a denial
        (["denied", "upheld", "promised"], "promised"),
        (["promised", "followed_up"], "followed_up"),
        (["acknowledged", "explained"], "explained"),
        (["denied", "withdrawn"], "withdrawn"),
        (["upheld"], "unanswered"),
    ],
)
def test_a_report_stands_where_the_authority_left_it(kinds: list[str], state: str) -> None:
    said = [answer(AnswerKind(kind)) for kind in kinds]
    assert state_of(said) is ConductState(state)


@given(st.lists(st.sampled_from([kind for kind in AnswerKind if kind is not AnswerKind.WITHDRAWN])))
def test_no_answer_takes_a_report_out_of_the_table(kinds: list[AnswerKind]) -> None:
    state = state_of([answer(kind) for kind in kinds])
    assert table_of([(report(), state)]) == {(ConductKind.ARREST, "2025-04"): (1, 180)}


def test_a_withdrawn_report_is_counted_no_more_and_an_untold_number_adds_nobody() -> None:
    told = [
        (report(), ConductState.DENIED),
        (report(count=None), ConductState.UNANSWERED),
        (report(count=20), ConductState.WITHDRAWN),
        (report(kind=ConductKind.EXTORTION, count=40), ConductState.UNANSWERED),
    ]
    assert table_of(told) == {
        (ConductKind.ARREST, "2025-04"): (2, 180),
        (ConductKind.EXTORTION, "2025-04"): (1, 40),
    }
