"""A meeting from its call to its communiqué, and the actions that follow from it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from concord.committee.personal import Personal, PersonalWords
from concord.web.ledgers import now
from concord.web.models import (
    ActionEvent,
    AgendaItem,
    AuditEntry,
    CommitteeAction,
    Meeting,
    MeetingDecision,
    MeetingEvent,
    Notice,
    Seat,
)
from concord.web.records.keeping import RowsStay
from concord.web.seating import fill_examples

Visit = Callable[[str], Client]
OTHERS = ("islamabad", "kabul", "iom")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def in_days(days: int) -> str:
    return str(now().date() + timedelta(days))


def called(visit: Visit, persona: str = "secretary", **more: object) -> str:
    """A meeting that is called for tomorrow, by its address."""
    form = {"title": "May session", "starts": f"{in_days(1)}T09:00", "zone": "Asia/Kabul", **more}
    return str(visit(persona).post("/meetings/call/", form)["Location"])


@pytest.fixture
def sitting(visit: Visit) -> str:
    """An open meeting with one subject."""
    where = called(visit, own="The table that IOM publishes")
    visit("secretary").post(f"{where}act/", {"kind": "opened"})
    return where


def put(
    visit: Visit, where: str, words: str = "IOM publishes one table a day.", persona: str = "unhcr"
) -> None:
    assert visit(persona).post(f"{where}decide/", {"words": words}).status_code == 302


def say(visit: Visit, where: str, persona: str, word: str, reason: str = "", number: int = 1) -> str:
    told = {"word": word, "reason": reason}
    return visit(persona).post(f"{where}{number}/say/", told, follow=True).content.decode()


def pass_decision(visit: Visit, where: str) -> None:
    put(visit, where)
    say(visit, where, "islamabad", "agreed")
    say(visit, where, "kabul", "reserved", "Only where the border is open.")
    say(visit, where, "iom", "agreed")


def give(visit: Visit, where: str, **more: object) -> Client:
    form = {"words": "Publish the table", "party": "iom", "office": "Data desk", "due": in_days(10), **more}
    return visit("secretary").post(f"{where}1/action/", form)  # type: ignore[return-value]


@pytest.fixture
def action(visit: Visit, sitting: str) -> str:
    """The address of an action of IOM."""
    pass_decision(visit, sitting)
    give(visit, sitting)
    return f"/actions/{CommitteeAction.objects.get().pk}/"


def test_the_agenda_is_drawn_from_open_findings_and_demands(visit: Visit) -> None:
    form = page(visit("secretary"), "/meetings/call/")
    finding = re.search(r'value="(finding:[0-9a-f]+)"', form)
    demand = re.search(r'value="(demand:[0-9a-f]+)"', form)
    assert finding
    assert demand
    where = called(visit, item=[finding[1], demand[1]], own="Winter\n\nSchools")
    shown = page(visit("observer"), where)
    assert [one.kind for one in AgendaItem.objects.all()] == ["finding", "demand", "own", "own"]
    assert f'href="/findings/{finding[1].partition(":")[2]}/"' in shown
    assert f"#s-{demand[1].partition(':')[2]}" in shown


def test_a_settled_finding_is_not_drawn(visit: Visit) -> None:
    def drawn() -> set[str]:
        return set(re.findall(r'value="finding:([0-9a-f]+)"', page(visit("secretary"), "/meetings/call/")))

    key = min(drawn())
    visit("kabul").post(
        f"/findings/{key}/act/", {"kind": "settled", "settlement": "both_stand", "text": "Both."}
    )
    assert key not in drawn()


def test_an_open_proposal_is_drawn_with_the_parties_that_have_not_spoken(visit: Visit) -> None:
    visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "April figures"})
    form = page(visit("secretary"), "/meetings/call/")
    assert 'value="proposal:1"' in form
    assert "April figures" in form


def test_the_hour_is_that_of_the_clock_named(visit: Visit) -> None:
    called(visit)
    assert f"{Meeting.objects.get().starts_at:%H:%M}" == "04:30"
    shown = page(visit("observer"), "/meetings/")
    assert all(clock in shown for clock in ("09:00", "09:30", "04:30"))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"title": " "}, "Give the meeting a title"),
        ({"starts": "soon"}, "Choose the day and the hour"),
        ({"starts": "2001-01-01T09:00"}, "an hour to come"),
        ({"zone": "Mars/Olympus"}, "Choose the day and the hour"),
        ({"title": "x" * 201}, "shorten it"),
    ],
)
def test_a_call_that_cannot_be_read_is_told_and_nothing_typed_is_lost(
    visit: Visit, form: dict[str, str], told: str
) -> None:
    full = {"title": "May", "starts": f"{in_days(1)}T09:00", "zone": "UTC", "own": "A long subject", **form}
    answer = visit("secretary").post("/meetings/call/", full)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert "A long subject" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_meeting_is_moved_and_its_move_is_told(visit: Visit) -> None:
    where = called(visit)
    form = {"kind": "moved", "starts": f"{in_days(9)}T10:00", "zone": "UTC", "text": "The road is closed."}
    visit("unhcr").post(f"{where}act/", form)
    assert Meeting.objects.get().hour.date() == now().date() + timedelta(9)
    assert "The road is closed." in page(visit("observer"), where)


def test_a_subject_is_taken_off_and_stays_in_the_history(visit: Visit, sitting: str) -> None:
    item = AgendaItem.objects.get()
    visit("secretary").post(f"{sitting}agenda/", {"off": item.pk})
    assert Meeting.objects.get().agenda == []
    assert item.words in page(visit("observer"), sitting)
    again = visit("secretary").post(f"{sitting}agenda/", {"off": item.pk})
    assert "not on the agenda" in again.content.decode()


def test_a_meeting_closes_with_minutes_and_then_does_not_change(visit: Visit, sitting: str) -> None:
    secretary = visit("secretary")
    assert "keep the minutes first" in secretary.post(f"{sitting}act/", {"kind": "closed"}).content.decode()
    for text in ("First words.", "Second words."):
        secretary.post(f"{sitting}act/", {"kind": "minuted", "text": text})
    secretary.post(f"{sitting}act/", {"kind": "closed"})
    shown = page(visit("observer"), sitting)
    assert "First words." in shown
    assert "Second words." in shown
    before = MeetingEvent.objects.count()
    for path, form in (
        ("act/", {"kind": "minuted", "text": "Later words."}),
        ("act/", {"kind": "opened"}),
        ("agenda/", {"own": "A late subject"}),
        ("decide/", {"words": "A late decision"}),
    ):
        assert secretary.post(f"{sitting}{path}", form).status_code == 400, form
    assert MeetingEvent.objects.count() == before
    assert not MeetingDecision.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Ahmad Zia said that his family was sent back.", "name"),
        ("Call the father on 0301 2345678.", "phone"),
        ("The card 17301-1234567-1 was taken.", "card"),
    ],
)
@pytest.mark.parametrize("form", ["minutes", "decision", "subject", "comment", "action"])
def test_no_form_of_a_meeting_takes_persons(
    visit: Visit, action: str, form: str, words: str, kind: str
) -> None:
    where = f"/meetings/{Meeting.objects.get().pk}/"
    path, told = {
        "minutes": (f"{where}act/", {"kind": "minuted", "text": words}),
        "decision": (f"{where}decide/", {"words": words}),
        "subject": (f"{where}agenda/", {"own": words}),
        "comment": (f"{where}comment/", {"text": words}),
        "action": (f"{action}act/", {"kind": "commented", "text": words}),
    }[form]
    before = MeetingEvent.objects.count(), ActionEvent.objects.count(), MeetingDecision.objects.count()
    answer = visit("unhcr").post(path, told)
    assert answer.status_code == 400
    assert PersonalWords([Personal(kind)]).told("en") in unescape(answer.content.decode())
    after = MeetingEvent.objects.count(), ActionEvent.objects.count(), MeetingDecision.objects.count()
    assert after == before
    assert words in unescape(answer.content.decode())  # it can be written otherwise, not from the start


def test_calling_a_party_is_no_personal_word(visit: Visit, sitting: str) -> None:
    form = {"text": "@iom and @information-officer-unhcr: the table?"}
    assert visit("unhcr").post(f"{sitting}comment/", form).status_code == 302


def test_minutes_that_are_refused_stand_in_the_form_again(visit: Visit, sitting: str) -> None:
    answer = visit("secretary").post(f"{sitting}act/", {"kind": "minuted", "text": "long " * 5_000})
    assert answer.status_code == 400
    assert "shorten it" in answer.content.decode()
    assert "long long" in answer.content.decode()


def test_the_communique_prints_what_was_agreed_and_who_reserved(visit: Visit, sitting: str) -> None:
    pass_decision(visit, sitting)
    put(visit, sitting, "A hotline is opened.", "iom")
    say(visit, sitting, "kabul", "disputed", "Not yet.", 2)
    shown = page(visit("observer"), f"{sitting}communique/")
    agreed, _between, rest = shown.partition("Put, and not agreed")
    assert "IOM publishes one table a day." in agreed
    assert "reserved its position" in agreed
    assert "Only where the border is open." in agreed
    assert "A hotline is opened." in rest
    assert "disputes it" in rest
    assert "A draft" in shown


def test_the_communique_prints_what_was_signed_with_its_reservation(visit: Visit, sitting: str) -> None:
    where = visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "April figures"})[
        "Location"
    ]
    for persona, word in (("kabul", "reserved"), ("unhcr", "agreed"), ("iom", "agreed")):
        visit(persona).post(f"{where}assent/", {"word": word, "reason": "Another base.", "revision": 1})
    visit("unhcr").post(f"{where}sign/")
    shown = page(visit("observer"), f"{sitting}communique/")
    assert "April figures" in shown
    assert "Another base." in shown


def test_nobody_approves_their_own_decision_or_speaks_for_another(visit: Visit, sitting: str) -> None:
    put(visit, sitting)
    assert "nobody approves their own" in say(visit, sitting, "unhcr", "agreed")
    assert visit("secretary").post(f"{sitting}1/say/", {"word": "agreed"}).status_code == 403
    visit("kabul").post(f"{sitting}1/say/", {"word": "agreed", "party": "gov-pk"})
    assert MeetingDecision.objects.get().spoken.get().party == "gov-af"


def test_a_reservation_needs_its_reason(visit: Visit, sitting: str) -> None:
    put(visit, sitting)
    assert "needs its reason" in say(visit, sitting, "kabul", "reserved")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"words": ""}, "what is to be done"),
        ({"party": ""}, "has an owner"),
        ({"party": "media"}, "no seat here"),
        ({"due": "2001-01-01"}, "passed already"),
        ({"due": "tomorrow"}, "Choose the last day"),
    ],
)
def test_an_action_without_owner_or_day_is_refused(
    visit: Visit, sitting: str, more: dict[str, str], told: str
) -> None:
    pass_decision(visit, sitting)
    answer = give(visit, sitting, **more)
    assert told in answer.content.decode()  # type: ignore[attr-defined]
    assert not CommitteeAction.objects.exists()


def test_an_action_needs_an_agreed_decision(visit: Visit, sitting: str) -> None:
    put(visit, sitting)
    assert "a decision that is agreed" in give(visit, sitting).content.decode()  # type: ignore[attr-defined]


def test_an_action_is_completed_with_evidence_by_its_owner_only(
    visit: Visit, action: str, figure_id: str
) -> None:
    done = {"kind": "completed", "evidence": f"/figures/{figure_id}/", "text": "Published."}
    assert "only the party that owns" in visit("unhcr").post(f"{action}act/", done).content.decode()
    without = visit("iom").post(f"{action}act/", {"kind": "completed", "evidence": "it is done"})
    assert "needs evidence" in without.content.decode()
    nowhere = visit("iom").post(f"{action}act/", {**done, "evidence": f"/figures/{'0' * 32}/"})
    assert "not in this record" in nowhere.content.decode()
    assert visit("iom").post(f"{action}act/", done).status_code == 302
    assert f'href="/figures/{figure_id}/"' in page(visit("observer"), action)
    assert ActionEvent.objects.get().party == "iom"


@pytest.mark.parametrize(
    "evidence", ["https://example.org/table", "finding", "document"], ids=["address", "finding", "document"]
)
def test_evidence_is_a_finding_a_document_or_an_address(visit: Visit, action: str, evidence: str) -> None:
    if evidence in ("finding", "document"):
        listed = page(visit("stranger"), f"/{evidence}s/")
        found = re.search(rf'href="(/{evidence}s/[0-9a-f]+/)', listed)
        assert found
        evidence = found[1]
    visit("iom").post(f"{action}act/", {"kind": "completed", "evidence": evidence})
    assert f'href="{evidence}"' in page(visit("observer"), action)


def test_actions_are_filtered_and_what_is_overdue_stands_first(
    visit: Visit, sitting: str, seats: dict[str, Seat]
) -> None:
    pass_decision(visit, sitting)
    decision, chair = MeetingDecision.objects.get(), seats["secretary"]
    for words, party, due in (
        ("Later", "iom", date(2999, 1, 1)),
        ("Long ago", "unhcr", date(2020, 1, 1)),
        ("Yesterday", "iom", now().date() - timedelta(1)),
    ):
        CommitteeAction(
            at=now(),
            decision=decision,
            words=words,
            owner_party=party,
            owner_office="Desk",
            due=due,
            party="un-other",
            seat=chair,
        ).save()

    def listed(question: str) -> list[str]:
        return re.findall(r'dir="auto">([^<]+)</a></th>', page(visit("observer"), f"/actions/{question}"))

    assert listed("") == ["Long ago", "Yesterday", "Later"]
    assert listed("?party=iom") == ["Yesterday", "Later"]
    assert listed("?state=overdue") == ["Long ago", "Yesterday"]
    assert listed("?due=2020-12-31") == ["Long ago"]
    assert listed("?state=completed") == []
    assert listed("?due=soon&offset=%D9%A1") == ["Long ago", "Yesterday", "Later"]
    form = page(visit("secretary"), "/meetings/call/")
    assert form.index("Long ago") < form.index("Yesterday")  # overdue actions come on the agenda
    assert 'value="action:' in form


def test_only_those_who_run_meetings_move_an_action(visit: Visit, action: str) -> None:
    moved = {"kind": "moved", "due": in_days(20), "text": "The press is slow."}
    assert "those who run meetings" in visit("officer").post(f"{action}act/", moved).content.decode()
    visit("kabul").post(f"{action}act/", moved)
    assert CommitteeAction.objects.get().standing.due == now().date() + timedelta(20)
    assert "first given" in page(visit("observer"), action)


def test_rows_of_meetings_and_actions_are_never_changed(visit: Visit, action: str) -> None:
    with pytest.raises(RowsStay):
        MeetingDecision.objects.update(words="other words")
    for table in ("web_meetingdecision", "web_committeeaction", "web_decisionword", "web_notice"):
        for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
                connection.cursor().execute(statement)


def test_every_act_is_audited_and_the_other_seats_are_told(visit: Visit, action: str) -> None:
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"call meeting", "meeting opened", "put decision", "decision reserved", "give action"} <= acts
    given = Notice.objects.filter(kind="action_given").values_list("seat__user__username", flat=True)
    assert set(given) == set(Seat.objects.filter(party="iom").values_list("user__username", flat=True))
    wanted = Notice.objects.filter(kind="word_wanted").values_list("seat__user__username", flat=True)
    assert set(wanted) == {"islamabad", "kabul", "iom"}


def test_a_refused_act_tells_nobody(visit: Visit, sitting: str) -> None:
    before = Notice.objects.count()
    visit("secretary").post(f"{sitting}decide/", {"words": " "})
    visit("secretary").post(f"{sitting}act/", {"kind": "closed"})
    assert Notice.objects.count() == before


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_what_is_written_is_shown_as_text(visit: Visit, sitting: str, text: str) -> None:
    secretary = visit("secretary")
    secretary.post(f"{sitting}act/", {"kind": "minuted", "text": text})
    secretary.post(f"{sitting}agenda/", {"own": text})
    put(visit, sitting, text)
    shown = page(visit("observer"), sitting) + page(visit("observer"), f"{sitting}communique/")
    assert text not in shown


def test_every_subject_can_be_read_without_a_committee(visit: Visit, seats: dict[str, Seat]) -> None:
    """Before the secretary has made a committee a meeting stands, and says why nothing can be decided."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER web_committeerule_no_delete")
        cursor.execute("DELETE FROM web_committeerule")
    where = called(visit)
    visit("secretary").post(f"{where}act/", {"kind": "opened"})
    assert "No committee has been made yet" in page(visit("secretary"), where)
    assert visit("secretary").post(f"{where}decide/", {"words": "x"}).status_code == 400
    assert page(visit("observer"), f"{where}communique/")


def test_a_page_asks_the_database_no_more_for_many_actions_than_for_one(
    visit: Visit, action: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    decision, owner = MeetingDecision.objects.get(), CommitteeAction.objects.get()
    for number in range(40):
        CommitteeAction(
            at=now(),
            decision=decision,
            words=f"Table {number}",
            owner_party="iom",
            owner_office="Desk",
            due=owner.due,
            party="unhcr",
            seat=owner.seat,
        ).save()
    client = visit("iom")
    for path, most in (("/actions/", 14), (f"/meetings/{decision.meeting_id}/", 32), ("/notices/", 26)):
        page(client, path)
        with django_assert_max_num_queries(most):
            page(client, path)


def test_the_demo_has_a_past_meeting_with_actions_and_one_to_come(visit: Visit, ledger_file: object) -> None:
    for _again in range(2):  # what is there already stays
        fill_examples(str(ledger_file))
    assert [one.state.value for one in Meeting.objects.order_by("starts_at")] == ["closed", "called"]
    shown = page(visit("observer"), "/actions/")
    assert all(state in shown for state in ("completed", "begun", "days overdue"))
    coming = Meeting.objects.get(title="Regular session of the committee")
    assert {"action", "demand", "finding", "own"} <= {one.kind for one in coming.agenda}
    assert Notice.objects.filter(kind="mentioned", seat__party="iom").exists()


def test_page_and_api_tell_the_same_actions_and_only_to_seats(visit: Visit, action: str) -> None:
    client = visit("observer")
    for question in ("", "?party=iom", "?party=unhcr", "?state=overdue", "?state=given&due=2999-01-01"):
        listed = re.findall(r'href="/actions/(\d+)/"', page(client, f"/actions/{question}"))
        told = client.get(f"/api/v1/actions{question}").json()
        assert [str(one["id"]) for one in told] == listed
    meeting = client.get("/api/v1/meetings").json()[0]
    assert meeting == client.get(f"/api/v1/meetings/{meeting['id']}").json()
    (decision,) = meeting["decisions"]
    assert decision["outcome"] == "agreed_with_reservations"
    assert {"party": "gov-af", "word": "reserved", "reason": "Only where the border is open."} in decision[
        "said"
    ]
    for path in ("actions", "meetings", f"meetings/{meeting['id']}"):
        assert visit("stranger").get(f"/api/v1/{path}").status_code == 403
    assert client.get("/api/v1/meetings/999999").status_code == 404
