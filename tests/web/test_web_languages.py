"""Four languages: nothing is missing, pages run the right way, and a link keeps its language."""

import gettext
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client

from concord.web.languages import LANGUAGES, RIGHT_TO_LEFT

Visit = Callable[[str], Client]
ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "src" / "concord" / "web" / "locale"
PUBLIC = ("/", "/guide/", "/evidence/", "/documents/", "/findings/", "/accounts/", "/releases/", "/roles/")


def test_no_string_of_a_page_is_missing_in_any_language() -> None:
    command = [sys.executable, str(ROOT / "tools" / "messages.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_every_text_keeps_to_the_terms_of_the_field_and_the_list_for_translators_is_current() -> None:
    command = [sys.executable, str(ROOT / "tools" / "glossary.py"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("locale", ["ur", "fa_AF", "ps"])
def test_the_compiled_catalogue_says_what_the_readable_one_says(locale: str) -> None:
    folder = LOCALE / locale / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as compiled, (folder / "django.po").open("rb") as readable:
        told, known = gettext.GNUTranslations(compiled), read_po(readable)
    for message in known:
        if isinstance(message.id, str) and message.id:
            assert told.gettext(message.id) == message.string


@pytest.mark.parametrize("locale", ["ur", "fa_AF", "ps"])
def test_a_translation_keeps_every_value_of_its_string(locale: str) -> None:
    with (LOCALE / locale / "LC_MESSAGES" / "django.po").open("rb") as readable:
        for message in read_po(readable):
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            source = message.id if isinstance(message.id, str) else message.id[0]
            for name in ("%(n)s", "%(count)d", "%(more)s", "80 %", "95 %"):
                if name in source:
                    assert all(name in string for string in strings), message.id


@pytest.mark.parametrize("code", [code for code, _ in LANGUAGES])
@pytest.mark.parametrize("path", PUBLIC)
def test_pages_run_the_way_their_language_does(code: str, path: str, visit: Visit) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = code
    page = client.get(path).content.decode()
    direction = "rtl" if code in RIGHT_TO_LEFT else "ltr"
    assert f'<html lang="{code}" dir="{direction}">' in page


def test_a_link_opens_in_the_language_in_which_it_was_sent(visit: Visit) -> None:
    assert 'lang="ps"' in visit("stranger").get("/?language=ps").content.decode()[:200]
    assert 'lang="en"' in visit("stranger").get("/?language=tlh").content.decode()[:200]


def test_the_browser_s_language_is_taken_where_none_was_chosen(visit: Visit) -> None:
    answer = visit("stranger").get("/", headers={"Accept-Language": "fa-AF,fa;q=0.9"})
    assert '<html lang="fa-af" dir="rtl">' in answer.content.decode()


def test_no_public_page_has_english_left_in_its_frame(visit: Visit) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = "ur"
    page = client.get("/").content.decode()
    for english in ("Skip to the content", "Sign in", "Evidence", "How to read", "What the claims"):
        assert english not in page
