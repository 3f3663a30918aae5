"""Conduct: a report, its answers, and what of it anybody else may see, and when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from concord.web.demo_conduct import fill_conduct
from concord.web.ledgers import now
from concord.web.models import AuditEntry, ConductAnswer, ConductReport, Seat
from concord.web.records.keeping import RowsStay

Visit = Callable[[str], Client]
WORDS = "Monitors at the crossing heard it from nine families."


def month_ago(days: int) -> str:
    return (now().date() - timedelta(days)).strftime("%Y-%m")


LONG_AGO, FRESH = month_ago(120), month_ago(0)


def form(**more: str) -> dict[str, str]:
    told = {"kind": "extortion", "authority": "gov-pk", "place": "torkham", "month": LONG_AGO, "count": "40"}
    return {**told, "words": WORDS, **more}


def reported(visit: Visit, persona: str = "unhcr", **more: str) -> str:
    answer = visit(persona).post("/conduct/report/", form(**more))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def said(visit: Visit, where: str, persona: str, kind: str, text: str = "No payment is asked.") -> int:
    return visit(persona).post(f"{where}answer/", {"kind": kind, "text": text}).status_code


def test_without_reports_the_page_says_so(visit: Visit) -> None:
    assert "No report answers this question" in visit("stranger").get("/conduct/").content.decode()


def test_a_report_is_kept_audited_and_named_after_the_party_of_its_seat(visit: Visit) -> None:
    reported(visit, party="gov-af")  # a form says nothing about whose report it is
    made = ConductReport.objects.get()
    assert (made.party, made.authority, made.count, made.month) == ("unhcr", "gov-pk", 40, LONG_AGO)
    assert AuditEntry.objects.filter(act="report conduct").count() == 1


def test_a_denial_stands_beside_the_report_and_neither_wins(visit: Visit) -> None:
    where = reported(visit)
    assert said(visit, where, "islamabad", "denied") == 302
    assert said(visit, where, "unhcr", "upheld", "Our monitors saw it.") == 302
    shown = visit("iom").get(where).content.decode()
    for words in ("No payment is asked.", "Our monitors saw it.", "denied by the authority"):
        assert words in shown
    assert "40" in shown
    board = visit("stranger").get("/conduct/").content.decode()
    assert "extortion" in board


@pytest.mark.parametrize("persona", ["kabul", "iom", "unhcr"])
@pytest.mark.parametrize("kind", ["denied", "acknowledged", "explained", "promised", "followed_up"])
def test_nobody_answers_for_another(visit: Visit, persona: str, kind: str) -> None:
    where = reported(visit)
    assert said(visit, where, persona, kind) == 400
    assert not ConductAnswer.objects.exists()


def test_only_who_reported_withdraws_and_then_it_is_over(visit: Visit) -> None:
    where = reported(visit)
    assert said(visit, where, "islamabad", "withdrawn") == 400
    assert said(visit, where, "unhcr", "withdrawn", "It was the month before.") == 302
    assert said(visit, where, "islamabad", "denied") == 400
    assert "extortion</th>" not in visit("stranger").get("/conduct/").content.decode()


def test_a_fresh_report_is_seen_by_its_party_alone(visit: Visit) -> None:
    where = reported(visit, month=FRESH, count="77")
    assert visit("unhcr").get(where).status_code == 200
    for persona in ("islamabad", "kabul", "iom", "observer"):
        assert visit(persona).get(where).status_code == 404
    for persona in ("stranger", "islamabad", "observer"):
        assert "77" not in visit(persona).get("/conduct/").content.decode()
        assert visit(persona).get("/api/v1/conduct").json() == [] or persona != "stranger"


def test_others_see_the_province_and_never_the_words(visit: Visit) -> None:
    where = reported(visit)
    own, other = (visit(one).get(where).content.decode() for one in ("unhcr", "islamabad"))
    assert WORDS in own
    assert "Torkham" in own.split("<main")[1]
    assert WORDS not in other
    assert "Torkham" not in other.split("<main")[1]
    assert "Khyber Pakhtunkhwa" in other


@pytest.mark.parametrize("count", ["1", "2", "3", "4"])
def test_small_counts_are_not_told_outside(visit: Visit, count: str) -> None:
    where = reported(visit, count=count)
    assert "fewer than 10" in visit("islamabad").get(where).content.decode()
    assert "fewer than 10" in visit("stranger").get("/conduct/").content.decode()
    assert visit("stranger").get("/api/v1/conduct").json()[0]["people"] is None


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("words", "Ask Ahmad Zia"),
        ("words", "Call 0301 2345678"),
        ("words", "house no. 12, street 4"),
        ("kind", "murder"),
        ("authority", "nobody"),
        ("place", "AF0101"),  # a district is too fine
        ("place", ""),
        ("month", "soon"),
        ("month", "2025-04-03"),
        ("count", "some"),
        ("count", "0"),
        ("source", "/figures/0000000000000000/"),
        ("source", "a friend"),
    ],
)
def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    visit: Visit, field: str, text: str
) -> None:
    answer = visit("unhcr").post("/conduct/report/", form(**{field: text}))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert LONG_AGO in answer.content.decode() or field == "month"
    assert not ConductReport.objects.exists()


def test_an_answer_names_no_person_either(visit: Visit) -> None:
    where = reported(visit)
    assert said(visit, where, "islamabad", "explained", "Ask Ahmad Zia on 0301 2345678") == 400
    assert not ConductAnswer.objects.exists()


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("kind=extortion", True),
        ("kind=arrest", False),
        (f"month={LONG_AGO}", True),
        ("month=2001-01", False),
        ("state=unanswered", True),
        ("state=denied", False),
        ("place=PK5", True),
        ("place=torkham", False),  # others know the province: asking for the crossing tells nothing
    ],
)
def test_filters_choose_by_what_the_asker_may_know(visit: Visit, asked: str, there: bool) -> None:
    reported(visit)
    assert ("extortion</th>" in visit("stranger").get(f"/conduct/?{asked}").content.decode()) is there


def test_the_call_gives_codes_and_numbers_and_no_words(visit: Visit) -> None:
    where = reported(visit)
    said(visit, where, "islamabad", "denied")
    told = visit("stranger").get("/api/v1/conduct").json()
    assert told == [{"kind": "extortion", "month": LONG_AGO, "reports": 1, "people": 40, "withheld": False}]


def test_rows_stay_as_they_were_written(visit: Visit) -> None:
    reported(visit)
    made = ConductReport.objects.get()
    with pytest.raises(RowsStay):
        made.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM web_conductreport")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE web_conductreport SET count = 1")


def test_the_demo_shows_a_report_its_denial_and_what_followed(visit: Visit, seats: dict[str, Seat]) -> None:
    fill_conduct(now())
    fill_conduct(now())  # what is there already stays
    assert ConductReport.objects.count() == 4
    shown = visit("kabul").get(f"/conduct/{ConductReport.objects.get(kind='arrest').pk}/").content.decode()
    assert "We deny it" in shown
    assert "We uphold our report" in shown
    assert "We promise a follow-up" in shown


def test_no_two_filters_can_be_subtracted_to_find_a_small_number(visit: Visit) -> None:
    reported(visit, kind="arrest", month="2025-04", count="180", place="PK6")
    reported(visit, kind="arrest", month="2025-04", count="4", place="PK7")
    asked = ("/conduct/?kind=arrest", "/conduct/?kind=arrest&place=PK6")
    everywhere, one = (visit("stranger").get(where).content.decode() for where in asked)
    assert "184" not in everywhere
    assert "180" in everywhere
    assert "180" in one
