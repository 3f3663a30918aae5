"""What holds for every question, and what stands in every language."""

import re
import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.situation import ActKind, Told, bundled
from concord.standing import (
    LANGUAGES,
    NothingKnownYet,
    Question,
    SentenceKind,
    Standing,
    State,
    UnclearStandQuestion,
    UnknownLanguage,
    as_record,
    asked,
    stand,
    texts_of,
)

SITUATION = bundled("afghanistan-pakistan")
ACTS = {act.code: act for act in SITUATION.acts}
PAPERS = st.sampled_from([paper.code for paper in SITUATION.papers])
DAYS = st.dates(date(2007, 2, 2), date(2027, 1, 1))


def answer(paper: str, on: date, known: date) -> Standing | None:
    try:
        return stand(Question(paper, on, known), SITUATION)
    except NothingKnownYet as error:
        return None if error.first > known else pytest.fail(f"{error.first} was known on {known}")


@given(PAPERS, DAYS, DAYS)
def test_no_answer_uses_what_was_announced_later(paper: str, on: date, known: date) -> None:
    told = answer(paper, on, known)
    for sentence in told.sentences if told else ():
        announced = ACTS[sentence.act].announced if sentence.act else None
        assert announced is None or announced <= known


@given(PAPERS, DAYS, DAYS)
def test_every_sentence_has_sources_and_all_but_advice_an_act(paper: str, on: date, known: date) -> None:
    told = answer(paper, on, known)
    ids = {source.id for source in SITUATION.sources}
    for sentence in told.sentences if told else ():
        assert sentence.sources
        assert set(sentence.sources) <= ids
        assert (sentence.act is None) == (sentence.kind is SentenceKind.ADVICE)


@given(PAPERS, DAYS, DAYS, st.integers(0, 3000))
def test_knowing_more_never_takes_a_source_away(paper: str, on: date, known: date, more: int) -> None:
    before, after = answer(paper, on, known), answer(paper, on, known + timedelta(days=more))
    if before is not None:
        assert after is not None
        assert before.sources <= after.sources
        assert set(before.acts) <= set(after.acts)
        assert {s.id for s in before.of(SentenceKind.CONTESTED)} <= {
            s.id for s in after.of(SentenceKind.CONTESTED)
        }


@given(st.sampled_from(["por", "acc"]), DAYS, DAYS)
def test_a_card_is_never_valid_after_its_last_day(paper: str, on: date, known: date) -> None:
    told = answer(paper, on, known)
    if told is None:
        return
    if told.state in (State.VALID, State.EXTENDED_LATER):
        assert told.until is not None
        assert on <= told.until
    if told.state is State.LAPSED:
        assert told.until is not None
        assert told.until < on


@given(DAYS, DAYS)
def test_a_later_extension_shows_only_to_those_who_know_it(on: date, known: date) -> None:
    told = answer("por", on, known)
    if told is not None and told.state is State.EXTENDED_LATER:
        then = answer("por", on, on)
        assert then is not None
        assert then.state is State.LAPSED


@given(PAPERS, DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_every_sentence_can_be_told_in_every_language(
    paper: str, on: date, known: date, language: str
) -> None:
    told = answer(paper, on, known)
    if told is not None:
        record = as_record(told, SITUATION, texts_of(language))
        assert all(sentence["text"].strip() for sentence in record["sentences"])
        assert not any("{" in sentence["text"] for sentence in record["sentences"])
        assert set(record["sources"]) == {s for one in record["sentences"] for s in one["sources"]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_ids_with_the_same_days(language: str) -> None:
    ours, english = texts_of(language), texts_of("en")
    for name in ("sentences", "headings", "states"):
        assert getattr(ours, name).keys() == getattr(english, name).keys()
        assert all(text.strip() for text in getattr(ours, name).values())
    for key, text in english.sentences.items():
        days = {field for _, field, _, _ in string.Formatter().parse(ours.sentences[key]) if field}
        assert days == {field for _, field, _, _ in string.Formatter().parse(text) if field}, key
    assert len(ours.months) == 12
    assert set(ours.states) == {state.value for state in State}
    assert {f"verdict.{state.value}" for state in State} <= set(ours.sentences)


@pytest.mark.parametrize("language", ["ur", "fa-AF", "ps"])
def test_no_language_repeats_the_english(language: str) -> None:
    ours, english = texts_of(language), texts_of("en")
    assert not [key for key in english.sentences if ours.sentences[key] == english.sentences[key]]
    told = [act.says for act in SITUATION.acts] + [gap.says for gap in SITUATION.gaps]
    told += [act.title for act in SITUATION.acts] + [paper.name for paper in SITUATION.papers]
    told += [contest.says for act in SITUATION.acts for contest in act.contests]
    assert not [one.en for one in told if ours.of(one) == one.en]
    assert all(re.search(r"[\u0600-\u06ff]", ours.of(one)) for one in told)


def test_a_language_that_is_missing_fails_the_loader() -> None:
    with pytest.raises(ValueError, match="ps"):
        Told.model_validate({"en": "a", "ur": "b", "fa": "c"})


def test_the_years_of_a_sentence_are_the_same_in_every_language() -> None:
    """A slip of a digit in one language would tell its readers another day."""
    digits = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
    told = [act.says for act in SITUATION.acts] + [c.says for act in SITUATION.acts for c in act.contests]
    for one in told:
        years = set(re.findall(r"\b(?:19|20)\d\d\b", one.en))
        for words in (one.ur, one.fa, one.ps):
            assert set(re.findall(r"\b(?:19|20)\d\d\b", words.translate(digits))) <= years, one.en


def test_acts_deadlines_and_validities_of_the_situation_agree() -> None:
    ends = {(act.papers[0], act.until) for act in SITUATION.acts if act.kind is ActKind.VALIDITY}
    assert {(one.status, one.until) for one in SITUATION.validities} <= ends
    known = {act.announced for act in SITUATION.acts}
    assert {one.announced for one in SITUATION.deadlines} <= known
    assert {one.decided for one in SITUATION.validities} <= known


@pytest.mark.parametrize(
    ("paper", "on", "known", "field"),
    [
        ("passport", "2025-01-01", "2025-01-01", "document"),
        ("", "2025-01-01", "2025-01-01", "document"),
        ("por", "1 June", "2025-01-01", "on"),
        ("por", "2025-02-30", "2025-01-01", "on"),
        ("por", "2025-01-01", "۲۰۲۵", "known"),
    ],
)
def test_a_question_that_cannot_be_read_names_its_field(paper: str, on: str, known: str, field: str) -> None:
    with pytest.raises(UnclearStandQuestion) as caught:
        asked(paper, on, known, SITUATION, today=date(2026, 1, 1))
    assert caught.value.field == field


def test_an_empty_day_is_today_and_an_unknown_language_is_refused() -> None:
    question = asked(" POR ", "", "", SITUATION, today=date(2026, 1, 1))
    assert question == Question("por", date(2026, 1, 1), date(2026, 1, 1))
    assert texts_of("fa").language == texts_of("prs").language == "fa-AF"
    with pytest.raises(UnknownLanguage):
        texts_of("de")
    with pytest.raises(NothingKnownYet, match="2017-02-07"):
        stand(Question("acc", date(2016, 1, 1), date(2017, 2, 6)), SITUATION)
