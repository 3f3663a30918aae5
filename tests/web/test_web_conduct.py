"""Conduct and dignity in the pages: who sees what and when, who answers, and what is never told."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client

from concord.committee.dignity import checks
from concord.web import conductlabels
from concord.web.models import ConductReport, DignityWord, Seat
from concord.web.pages.dignity import month_before

Visit = Callable[[str], Client]
SECRET = "Seen by three of our monitors at the gate."
REPORT = {
    "kind": "arrest",
    "authority": "gov-pk",
    "place": "torkham",
    "month": "2025-04",
    "count": "180",
    "source": "",
    "words": SECRET,
}


def this_month() -> str:
    return datetime.now(UTC).strftime("%Y-%m")


def reported(visit: Visit, **changed: str) -> ConductReport:
    answer = visit("unhcr").post("/conduct/report/", {**REPORT, **changed})
    assert answer.status_code == 302, answer.content.decode()
    found = ConductReport.objects.order_by("-id").first()
    assert found is not None
    return found


def text(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def test_others_see_a_report_by_province_without_its_words(visit: Visit) -> None:
    row = reported(visit)
    own, other = text(visit("unhcr"), f"/conduct/{row.pk}/"), text(visit("islamabad"), f"/conduct/{row.pk}/")
    assert SECRET in own
    assert "Torkham" in own
    assert SECRET not in other
    assert "Torkham" not in other
    assert "Khyber Pakhtunkhwa" in other


def test_a_fresh_report_waits_before_anybody_else_sees_it(visit: Visit) -> None:
    row = reported(visit, month=this_month())
    assert visit("unhcr").get(f"/conduct/{row.pk}/").status_code == 200
    for persona in ("islamabad", "kabul", "iom", "observer", "secretary"):
        assert visit(persona).get(f"/conduct/{row.pk}/").status_code == 404
        assert f"/conduct/{row.pk}/" not in text(visit(persona), "/conduct/")
    assert "180" not in text(visit("stranger"), "/conduct/")


def test_strangers_see_kinds_by_month_and_no_small_number(visit: Visit) -> None:
    reported(visit, count="4")
    page = text(visit("stranger"), "/conduct/")
    assert "fewer than 10" in page
    assert SECRET not in page
    assert "/conduct/1/" not in page
    assert visit("stranger").get("/conduct/1/").status_code == 302


def test_only_the_authority_named_answers_and_a_denial_stands_beside_the_report(visit: Visit) -> None:
    row = reported(visit)
    denied = {"kind": "denied", "text": "No holder of a card was held."}
    for persona in ("kabul", "iom", "unhcr"):
        assert visit(persona).post(f"/conduct/{row.pk}/answer/", denied).status_code == 400
    assert row.answers.count() == 0  # type: ignore[attr-defined]
    assert visit("islamabad").post(f"/conduct/{row.pk}/answer/", denied).status_code == 302
    page = text(visit("observer"), f"/conduct/{row.pk}/")
    assert "No holder of a card was held." in page
    assert "180" in page


def test_a_reviewer_reports_but_does_not_answer_for_an_authority(
    visit: Visit, seats: dict[str, Seat]
) -> None:
    seats["officer"].party = "gov-pk"
    seats["officer"].save()
    row = reported(visit)
    refused = visit("officer").post(f"/conduct/{row.pk}/answer/", {"kind": "denied", "text": "No."})
    assert refused.status_code == 400
    assert "Only a delegate answers for an authority." in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "The officer took the card 61101-1234567-1 from them."),
        ("words", "Call 0300 1234567 for the witnesses."),
        ("words", "They live in House 14, Street 7."),
        ("kind", "anything"),
        ("authority", "nobody"),
        ("place", "Hajj Complex"),
        ("month", "2099-01"),
        ("month", "April"),
        ("count", "many"),
        ("count", "0"),
        ("source", "a friend told me"),
    ],
)
def test_what_could_find_a_person_or_says_nothing_is_refused_and_the_form_keeps_the_rest(
    field: str, value: str, visit: Visit
) -> None:
    answer = visit("unhcr").post("/conduct/report/", {**REPORT, field: value})
    assert answer.status_code == 400
    assert ConductReport.objects.count() == 0
    page = answer.content.decode()
    assert 'role="alert"' in page
    if field != "count":
        assert 'value="180"' in page


def test_the_database_refuses_to_change_a_report(visit: Visit) -> None:
    row = reported(visit)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE web_conductreport SET count = 1 WHERE id = %s", [row.pk])


def test_a_check_is_answered_with_evidence_and_disagreement_is_shown(visit: Visit) -> None:
    where = "/dignity/2025-04/torkham/"
    word = {
        "check": "threat",
        "word": "yes",
        "why": "A deadline was in force.",
        "evidence": "https://example.org/a",
    }
    assert visit("unhcr").post(f"{where}say/", {**word, "evidence": ""}).status_code == 400
    assert visit("unhcr").post(f"{where}say/", word).status_code == 302
    assert (
        visit("islamabad").post(f"{where}say/", {**word, "word": "no", "why": "It bound others."}).status_code
        == 302
    )
    assert DignityWord.objects.count() == 2
    page = text(visit("stranger"), where)
    assert "A deadline was in force." in page
    assert "It bound others." in page
    assert "disputed" in page


@pytest.mark.parametrize(
    "where", ["/dignity/2025-04/nowhere/", "/dignity/2025/torkham/", "/dignity/soon/torkham/"]
)
def test_a_page_of_no_month_or_place_is_not_there(where: str, visit: Visit) -> None:
    assert visit("stranger").get(where).status_code == 404


def test_whether_a_promise_was_kept_is_said_by_parties_and_never_guessed(visit: Visit) -> None:
    page = text(visit("stranger"), "/dignity/2025-05/torkham/")
    assert "not kept" not in page
    refused = visit("unhcr").post("/dignity/commitments/none/", {"kept": "kept", "why": "x"})
    assert refused.status_code == 404


def test_every_check_is_asked_in_every_language() -> None:
    assert set(conductlabels.QUESTIONS) == {check.code for check in checks()}
    assert {check.code: check.question for check in checks()} == {
        code: str(question) for code, question in conductlabels.QUESTIONS.items()
    }


def test_the_month_before_january_is_december() -> None:
    assert month_before("2025-01") == "2024-12"
    assert month_before("2025-10") == "2025-09"
