"""Where do I stand: for anybody, on a closed server too, and no trace of the question is left."""

import html
import json
import logging
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concord.situation import bundled
from concord.standing import LANGUAGES, as_record, asked, stand, texts_of
from concord.web.access import TABLE, Action, Role
from concord.web.menu import GROUPS
from concord.web.seating import DEMO_SEATS

PERSONAS = ("stranger", *(one.user for one in DEMO_SEATS))
QUESTION = {"document": "por", "on": "2025-08-15", "known": "2025-09-05", "language": "en"}
Visit = Callable[[str], Client]


def test_everybody_gets_the_same_bytes(visit: Visit) -> None:
    answers = {visit(persona).post("/stand/answer/", QUESTION).content for persona in PERSONAS}
    assert len(answers) == 1
    assert len({visit(persona).get("/stand/?language=en").content for persona in PERSONAS}) == 1


def test_a_closed_server_answers_strangers_too(visit: Visit, settings: Any) -> None:
    settings.CONCORD_PUBLIC = False
    client = visit("stranger")
    assert client.get("/").status_code == 302
    assert client.get("/stand/").status_code == 200
    assert "31 July 2025" in client.post("/stand/answer/", QUESTION).content.decode()
    assert client.post("/api/v1/stand", QUESTION, content_type="application/json").status_code == 200


def test_no_cookie_no_store_no_referrer_no_script(visit: Visit) -> None:
    client = visit("stranger")
    for answer in (client.get("/stand/"), client.post("/stand/answer/", QUESTION)):
        assert not answer.cookies
        assert "Set-Cookie" not in answer
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert b"<script" not in answer.content
        assert b"csrfmiddlewaretoken" not in answer.content


@pytest.mark.django_db
def test_a_strange_origin_may_ask_without_a_token(ledger_file: Path) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/stand/answer/", QUESTION).status_code == 200
    assert client.post("/api/v1/stand", QUESTION, content_type="application/json").status_code == 200


def test_nothing_is_written_and_strangers_touch_no_table(visit: Visit, ledger_file: Path) -> None:
    stranger, before = visit("stranger"), _bytes(ledger_file.parent)
    with CaptureQueriesContext(connection) as queries:
        stranger.get("/stand/")
        stranger.post("/stand/answer/", QUESTION)
        stranger.post("/api/v1/stand", QUESTION, content_type="application/json")
    assert [query["sql"] for query in queries] == []
    seated = visit("unhcr")  # has a session, which is read to know the seat
    with CaptureQueriesContext(connection) as queries:
        seated.post("/stand/answer/", QUESTION)
        seated.post("/api/v1/stand", QUESTION, content_type="application/json")
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert _bytes(ledger_file.parent) == before


@pytest.mark.parametrize("path", ["/stand/answer/", "/api/v1/stand"])
@pytest.mark.parametrize("document", ["por", "a-paper-that-is-none"])
def test_no_log_tells_what_was_asked(
    path: str, document: str, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        visit("stranger").post(path, QUESTION | {"document": document}, content_type="application/json")
        visit("stranger").post("/stand/answer/", QUESTION | {"document": document})
    assert document not in caplog.text.replace("http", "")
    assert "2025-08-15" not in caplog.text


def test_a_question_in_the_address_is_not_read(visit: Visit) -> None:
    """Whoever writes such a link by hand leaves a trace; nothing invites to do so."""
    page = visit("stranger").get("/stand/", {"document": "acc", "on": "2025-09-01"}).content.decode()
    assert 'value="2025-09-01"' not in page
    assert 'method="post"' in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", ["none", "acc", "por", "visa", "slip", "awaiting"])
def test_page_call_and_library_say_the_same(language: str, document: str, visit: Visit) -> None:
    question = QUESTION | {"document": document, "language": language}
    page = visit("stranger").post("/stand/answer/", question).content.decode()
    told = visit("stranger").post("/api/v1/stand", question, content_type="application/json").json()
    facts, words = bundled("afghanistan-pakistan"), texts_of(language)
    put = asked(document, question["on"], question["known"], facts, today=date.max)
    record = as_record(stand(put, facts), facts, words)
    assert told == json.loads(json.dumps(record))
    text = re.sub(r"\s+", " ", html.unescape(page))
    for sentence in record["sentences"]:
        assert sentence["text"] in text
    for source in record["sources"].values():
        assert source["title"] in text
    assert record["not_advice"] in page
    assert f'lang="{language.lower()}"' in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": "passport"},
        {"on": "soon"},
        {"known": "1990-01-01"},
        {"document": "x" * 100_000},
        {"on": "\0"},
    ],
)
def test_a_question_that_cannot_be_answered_comes_back_with_a_reason(
    wrong: dict[str, str], visit: Visit
) -> None:
    page = visit("stranger").post("/stand/answer/", QUESTION | wrong)
    assert page.status_code == 200
    assert b'role="alert"' in page.content
    assert len(page.content) < 20_000
    call = visit("stranger").post("/api/v1/stand", QUESTION | wrong, content_type="application/json")
    assert call.status_code in (400, 422)


def test_markup_in_a_question_stays_text(visit: Visit) -> None:
    page = visit("stranger").post("/stand/answer/", QUESTION | {"on": '"><b>x</b>'}).content.decode()
    assert "<b>x" not in page


def test_the_menu_leads_there_for_everybody() -> None:
    entries = [entry for group in GROUPS for entry in group.entries if entry.page == "stand"]
    assert [entry.action for entry in entries] == [Action.STAND]
    assert TABLE[Action.STAND] == frozenset(Role)


def _bytes(folder: Path) -> dict[str, str]:
    """The content of every database beside the ledger, as text; other files by name."""
    found = {}
    for path in sorted(folder.rglob("*.db")):
        with sqlite3.connect(path) as database:
            found[path.name] = "\n".join(database.iterdump())
    return found
