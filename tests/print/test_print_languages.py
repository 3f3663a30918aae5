"""Languages as data: nothing is missing in any, numbers and days as each writes them."""

import string
from datetime import date

import pytest

from concord.evidence import PartialDate
from concord.publish.languages import LANGUAGES, MissingText, UnknownLanguage, in_language, texts_of

ENGLISH = texts_of("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_values_to_fill_in(code: str) -> None:
    for group, sentences in ENGLISH.groups.items():
        own = texts_of(code).groups[group]
        assert set(own) == set(sentences), group
        if group != "terms":
            for key, sentence in sentences.items():
                assert _fields(own[key]) == _fields(sentence), (group, key)


@pytest.mark.parametrize(
    ("code", "number", "day"),
    [
        ("en", "907,391", "18 Apr 2025"),
        ("ur", "907,391", "18 اپریل 2025"),
        ("fa-AF", "۹۰۷٬۳۹۱", "۲۹ حمل ۱۴۰۴"),
        ("ps", "۹۰۷٬۳۹۱", "۲۹ وری ۱۴۰۴"),
    ],
)
def test_a_number_and_a_day_are_written_as_the_language_does(code: str, number: str, day: str) -> None:
    assert (texts_of(code).number(907391), texts_of(code).day(date(2025, 4, 18))) == (number, day)


def test_a_month_alone_stays_gregorian_where_the_calendar_has_other_months() -> None:
    assert texts_of("ps").day(PartialDate("2023-11")) == "۲۰۲۳-۱۱"


def test_a_scope_is_told_part_by_part_and_a_strange_name_stays() -> None:
    scope = "deported · without Undocumented · Nowhere · 1 Apr 2025 to 18 Apr 2025"
    assert in_language(scope, ENGLISH) == scope
    assert "Nowhere" in in_language(scope, texts_of("ur"))
    assert "غیر دستاویزی کے بغیر" in in_language(scope, texts_of("ur"))


def test_an_unknown_language_and_a_missing_sentence_are_errors() -> None:
    with pytest.raises(UnknownLanguage, match="fa-AF"):
        texts_of("xx")
    with pytest.raises(MissingText, match="nowhere"):
        ENGLISH.say("nowhere")


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
