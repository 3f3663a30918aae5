"""Dignity: parties answer checks with evidence, and say what became of commitments."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from concord.web.demo_conduct import fill_conduct
from concord.web.ledgers import now
from concord.web.models import CommitmentWord, DignityWord, Seat

Visit = Callable[[str], Client]
PAGE = "/dignity/2025-04/torkham/"


def say(visit: Visit, persona: str = "unhcr", where: str = PAGE, **more: str) -> int:
    form = {"check": "threat", "word": "yes", "why": "A deadline was in force."}
    told = {**form, "evidence": "https://example.org/a", **more}
    return visit(persona).post(f"{where}say/", told).status_code


def text(visit: Visit, path: str = PAGE, persona: str = "stranger") -> str:
    answer = visit(persona).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_words_every_check_is_unknown_and_nothing_is_guessed(visit: Visit) -> None:
    shown = text(visit)
    assert shown.count('<span class="state ">unknown</span>') == 16
    assert "nothing known of that month" in shown
    assert "No party has answered" in text(visit, "/dignity/")


def test_two_parties_that_differ_leave_a_check_disputed_with_both_words(visit: Visit) -> None:
    assert say(visit) == 302
    assert say(visit, "islamabad", word="no", why="It concerns only those without papers.") == 302
    shown = text(visit)
    assert "A deadline was in force." in shown
    assert "It concerns only those without papers." in shown
    assert '<span class="state disputed">disputed</span>' in shown
    assert DignityWord.objects.count() == 2


def test_the_trend_compares_with_the_month_before(visit: Visit) -> None:
    say(visit, where="/dignity/2025-03/torkham/")
    say(visit, word="no")
    assert "+2" in text(visit)


@pytest.mark.parametrize(
    "wrong",
    [
        {"word": "perhaps"},
        {"check": "nothing"},
        {"why": ""},
        {"why": "Ask Ahmad Zia on 0301 2345678"},
        {"evidence": ""},
        {"evidence": "a friend"},
        {"evidence": "/figures/0000000000000000/"},
        {"where": "/dignity/2999-01/torkham/"},
    ],
)
def test_a_word_that_cannot_be_kept_is_refused_and_keeps_what_was_typed(
    visit: Visit, wrong: dict[str, str]
) -> None:
    assert say(visit, **wrong) == 400
    assert not DignityWord.objects.exists()


@pytest.mark.parametrize(
    "path", ["/dignity/2025-13/torkham/", "/dignity/2025/torkham/", "/dignity/2025-04/x/"]
)
def test_there_is_no_page_of_no_month_or_no_place(visit: Visit, path: str) -> None:
    assert visit("stranger").get(f"/dignity/{path}/").status_code == 404


def test_the_form_of_the_grid_opens_a_page(visit: Visit) -> None:
    answer = visit("stranger").get("/dignity/page/?month=2025-04&place=torkham")
    assert answer["Location"] == PAGE


def commitment(visit: Visit) -> str:
    shown = text(visit, "/dignity/2026-10/torkham/", "unhcr")
    assert "/dignity/commitments/" in shown
    return shown.split("/dignity/commitments/")[1].split("/")[0]


def test_whether_a_commitment_was_kept_is_said_by_parties_each_for_itself(visit: Visit) -> None:
    key = commitment(visit)
    for persona, kept in (("unhcr", "not_kept"), ("islamabad", "kept")):
        told = {"kept": kept, "why": "As the reports say.", "month": "2026-10", "place": "torkham"}
        evidence = {"evidence": "https://example.org/a"}
        answer = visit(persona).post(f"/dignity/commitments/{key}/", {**told, **evidence})
        assert answer["Location"] == "/dignity/2026-10/torkham/"
    shown = text(visit, "/dignity/2026-10/torkham/")
    assert '<span class="state">not kept</span>' in shown
    assert '<span class="state">kept</span>' in shown


@pytest.mark.parametrize(
    "told",
    [
        {"kept": "kept", "why": "It was."},  # kept and not kept need evidence
        {"kept": "not_kept", "why": "It was not."},
        {"kept": "kept", "why": "", "evidence": "https://example.org/a"},
        {"kept": "surely", "why": "It was.", "evidence": "https://example.org/a"},
        {"kept": "unknown", "why": "Ask Ahmad Zia on 0301 2345678"},
    ],
)
def test_a_word_on_a_commitment_needs_reason_and_evidence(visit: Visit, told: dict[str, str]) -> None:
    visit("unhcr").post(f"/dignity/commitments/{commitment(visit)}/", told)
    assert not CommitmentWord.objects.exists()


def test_nobody_speaks_about_a_commitment_that_nobody_made(visit: Visit) -> None:
    told = {"kept": "unknown", "why": "Not known."}
    assert visit("unhcr").post(f"/dignity/commitments/{'0' * 16}/", told).status_code == 404


def test_page_and_call_agree(visit: Visit) -> None:
    say(visit)
    told = visit("stranger").get("/api/v1/dignity/2025-04/torkham").json()
    assert told["bad"] == 1
    assert told["unknown"] == 15
    threat = next(one for one in told["checks"] if one["check"] == "threat")
    assert threat["verdict"] == "bad"
    assert threat["words"][0]["evidence"] == "https://example.org/a"
    assert visit("stranger").get("/api/v1/dignity/2025-04/x").status_code == 404
    assert visit("stranger").get("/api/v1/dignity/2025-13/torkham").status_code == 404


def test_words_stay_as_they_were_said(visit: Visit) -> None:
    say(visit)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE web_dignityword SET word = 'no'")


@pytest.mark.parametrize("language", ["en", "ur", "fa-af", "ps"])
def test_the_demo_fills_both_pages_in_every_language(
    visit: Visit, seats: dict[str, Seat], language: str
) -> None:
    fill_conduct(now())
    client = visit("stranger")
    client.cookies["django_language"] = language
    shown = client.get("/dignity/").content.decode()
    assert shown.count("<td><a") >= 2
