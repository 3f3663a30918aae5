"""What is withheld and why, in the language of the reader, printed from the rules that are applied."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from concord.publish.disclosure import rules_of
from concord.web.pages.withheld import ABOUT, REASONS

Visit = Callable[[str], Client]


def page_in(client: Client, language: str) -> str:
    client.cookies["django_language"] = language
    answer = client.get("/withheld/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_reason_of_the_rules_can_be_told_in_four_languages() -> None:
    rules = rules_of()
    told = [rules.small.because, rules.differences.because]
    told += [one.because for one in (*rules.coarse, *rules.delayed, *rules.never)]
    assert set(told) == set(REASONS)
    for language in ("ur", "fa-af", "ps"):
        with translation.override(language):
            assert not [one for one in told if translation.gettext(one) == one], language


def test_every_subject_of_the_rules_has_words() -> None:
    rules = rules_of()
    named = {(*one.measures, *one.place_kinds)[0] for one in (*rules.coarse, *rules.delayed)}
    assert named | {one.what for one in rules.never} <= set(ABOUT)


@pytest.mark.parametrize("persona", ["stranger", "islamabad", "kabul", "unhcr", "observer"])
def test_everybody_may_read_what_is_withheld_and_why(visit: Visit, persona: str) -> None:
    page = page_in(visit(persona), "en")
    rules = rules_of()
    assert rules.small.because in page
    for one in (*rules.coarse, *rules.delayed, *rules.never):
        assert one.because in page
    for late in rules.delayed:
        plain = re.sub(r"<[^>]+>", "", page)
        assert f"told {late.days} days after their period" in plain


@pytest.mark.parametrize("language", ["ur", "fa-af", "ps"])
def test_the_rules_are_told_in_the_language_of_the_page(visit: Visit, language: str) -> None:
    page = page_in(visit("stranger"), language)
    assert 'dir="rtl"' in page
    assert rules_of().small.because not in page
