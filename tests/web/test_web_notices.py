"""Who is told of what on the page, what was read, mentions, webhooks, the round of the clock."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from concord.committee.notices import NoticeKind
from concord.web import telling
from concord.web.board import board_of_ledger
from concord.web.ledgers import now
from concord.web.models import (
    ActionEvent,
    CommitteeAction,
    FindingSeen,
    Meeting,
    MeetingDecision,
    Notice,
    NoticeChoice,
    NoticeRead,
    Seat,
    Webhook,
)
from concord.web.rounds import go_round
from concord.web.unread import unread_of

Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def rounds() -> Iterator[None]:
    """Each test has rounds of its own."""
    cache.clear()
    yield
    cache.clear()


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def told(kind: str) -> set[str]:
    """The personas that were told of a kind."""
    return set(Notice.objects.filter(kind=kind).values_list("seat__user__username", flat=True))


def of_party(party: str) -> set[str]:
    """The personas of a party."""
    return set(Seat.objects.filter(party=party).values_list("user__username", flat=True))


def comment(visit: Visit, figure: str, text: str, persona: str = "officer") -> str:
    where = f"/figures/{figure}/comment/"
    return visit(persona).post(where, {"text": text}, follow=True).content.decode()


def a_finding(visit: Visit) -> str:
    found = re.search(r"/findings/([0-9a-f]+)/", page(visit("stranger"), "/findings/"))
    assert found
    return found[1]


def an_action(seats: dict[str, Seat], days: int, party: str = "iom") -> CommitteeAction:
    """An action that is due in so many days."""
    chair, at = seats["secretary"], now()
    meeting = Meeting(at=at, title="Session", starts_at=at, party="un-other", seat=chair)
    meeting.save()
    decision = MeetingDecision(at=at, meeting=meeting, number=1, words="A table", party="unhcr", seat=chair)
    decision.save()
    action = CommitteeAction(
        at=at,
        decision=decision,
        words="Publish the table",
        owner_party=party,
        owner_office="Desk",
        due=at.date() + timedelta(days),
        party="un-other",
        seat=chair,
    )
    action.save()
    return action


def test_a_party_that_is_called_in_a_comment_is_told_and_the_writer_is_not(
    visit: Visit, figure_id: str
) -> None:
    comment(visit, figure_id, "@unhcr and @delegate-iom: is this the same day?")
    called = of_party("unhcr") | {"iom"}
    assert told("mentioned") == called - {"officer"}  # who wrote it
    shown = page(visit("iom"), "/notices/")
    assert f'href="/figures/{figure_id}/"' in shown
    assert "because you or your party were named" in shown


def test_mentions_in_findings_and_meetings_are_told_too(visit: Visit) -> None:
    key = a_finding(visit)
    visit("officer").post(f"/findings/{key}/act/", {"kind": "commented", "text": "@gov-pk please see"})
    starts = f"{now().date() + timedelta(3)}T09:00"
    where = visit("secretary").post("/meetings/call/", {"title": "June", "starts": starts})["Location"]
    visit("officer").post(f"{where}comment/", {"text": "@gov-pk can you come?"})
    assert told("mentioned") == of_party("gov-pk")
    assert Notice.objects.filter(kind="mentioned").count() == 2 * len(of_party("gov-pk"))


def test_a_name_that_nobody_goes_by_is_told_back(visit: Visit, figure_id: str) -> None:
    assert "Nobody goes by the name @everyone" in comment(visit, figure_id, "@everyone look")
    assert told("mentioned") == set()


def test_the_names_that_can_be_called_stand_beside_the_form(visit: Visit, figure_id: str) -> None:
    key = a_finding(visit)
    shown = page(visit("officer"), f"/findings/{key}/")
    assert "@information-officer-unhcr" in shown
    assert "@information-officer-unhcr" not in page(visit("stranger"), f"/findings/{key}/")


def test_a_party_is_told_what_was_asked_of_it_until_it_answers(visit: Visit) -> None:
    key = a_finding(visit)
    visit("officer").post(
        f"/findings/{key}/act/", {"kind": "asked", "to": "gov-pk", "text": "Which day do you count from?"}
    )
    assert told("finding_asked") == of_party("gov-pk")
    assert "Which day do you count from?" in page(visit("islamabad"), "/notices/")
    visit("islamabad").post(f"/findings/{key}/act/", {"kind": "answered", "text": "From the first phase."})
    assert "Question about a finding" not in page(visit("islamabad"), "/notices/")


def test_parties_that_claim_are_told_when_a_finding_is_settled_or_reopened(visit: Visit) -> None:
    key = a_finding(visit)
    settled = {"kind": "settled", "settlement": "both_stand", "text": "Both."}
    visit("iom").post(f"/findings/{key}/act/", settled)
    visit("iom").post(f"/findings/{key}/act/", {"kind": "reopened", "text": "A new report."})
    assert "secretary" in told("finding_settled")
    assert told("finding_settled") == told("finding_reopened")
    assert "iom" not in told("finding_settled")


def test_delegates_are_told_of_a_proposal_and_of_each_revision_that_waits_for_them(visit: Visit) -> None:
    where = visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "April figures"})[
        "Location"
    ]
    assert told("word_wanted") == {"kabul", "unhcr", "iom"}
    assert "Proposal without your word" in page(visit("kabul"), "/notices/")
    visit("kabul").post(f"{where}assent/", {"word": "agreed", "revision": 1})
    assert "Proposal without your word" not in page(visit("kabul"), "/notices/")
    visit("islamabad").post(f"{where}revise/", {"why": "New entries."})
    assert Notice.objects.filter(kind="word_wanted", seat__user__username="kabul").count() == 2


def test_every_seat_is_told_of_a_signed_release(visit: Visit) -> None:
    where = visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "April figures"})[
        "Location"
    ]
    for persona in ("kabul", "unhcr", "iom"):
        visit(persona).post(f"{where}assent/", {"word": "agreed", "revision": 1})
    visit("unhcr").post(f"{where}sign/")
    everybody = set(Seat.objects.values_list("user__username", flat=True))
    assert told("release_signed") == everybody - {"unhcr"}


def test_the_frame_counts_what_is_not_read(visit: Visit, figure_id: str, seats: dict[str, Seat]) -> None:
    comment(visit, figure_id, "@iom one")
    comment(visit, figure_id, "@iom two")
    client = visit("iom")
    count = r'class="unread-count"><bdi dir="ltr" class="n">2</bdi>'
    assert re.search(count, page(client, "/evidence/"))
    first = Notice.objects.filter(seat=seats["iom"]).latest("id")
    client.post("/notices/read/", {"notice": first.pk})
    assert unread_of(seats["iom"]) == 1
    newest = Notice.objects.filter(seat=seats["iom"]).order_by("-pk")[0]
    client.post("/notices/read/", {"upto": newest.pk})
    assert unread_of(seats["iom"]) == 0
    assert "You have read everything" in page(client, "/notices/")


def test_nobody_reads_in_the_place_of_another(visit: Visit, figure_id: str) -> None:
    comment(visit, figure_id, "@iom one")
    notice = Notice.objects.get()
    for form in ({"notice": notice.pk}, {"upto": notice.pk + 100}, {}, {"notice": "۱"}):
        visit("kabul").post("/notices/read/", form)
    assert not NoticeRead.objects.exists()
    assert "@iom one" not in page(visit("kabul"), "/notices/")


def test_a_kind_that_is_switched_off_is_neither_shown_nor_counted(
    visit: Visit, figure_id: str, seats: dict[str, Seat]
) -> None:
    comment(visit, figure_id, "@iom one")
    shown = {f"show-{kind.value}": "1" for kind in NoticeKind if kind is not NoticeKind.MENTIONED}
    visit("iom").post("/notices/choices/", {**shown, "frequency": "never", "language": "en"})
    assert NoticeChoice.objects.get(seat=seats["iom"]).not_shown == ["mentioned"]
    assert unread_of(seats["iom"]) == 0
    assert "@iom one" not in page(visit("iom"), "/notices/")


@pytest.mark.parametrize(
    ("days", "kind"),
    [(30, None), (7, "action_soon"), (1, "action_soon"), (0, "action_due"), (-1, "action_overdue")],
)
def test_reminders_come_before_at_and_after_the_day_once_each(
    days: int, kind: str | None, seats: dict[str, Seat]
) -> None:
    an_action(seats, days)
    for _round in range(3):
        go_round(None)
    expected = of_party("iom") | {"secretary"} if kind else set()
    assert told(kind or "none") == expected
    assert Notice.objects.count() == len(expected)


def test_what_is_done_is_not_reminded_of(seats: dict[str, Seat]) -> None:
    action = an_action(seats, -3)
    ActionEvent(
        at=now(), action=action, kind="completed", evidence_kind="address",
        evidence="https://example.org/", party="iom", seat=seats["iom"],
    ).save()  # fmt: skip
    go_round(None)
    assert not Notice.objects.exists()


def test_a_new_finding_is_told_to_the_parties_that_claim_and_old_ones_are_not(
    visit: Visit, seats: dict[str, Seat]
) -> None:
    """The first round meets what is there without a word; what a later report contradicts is told."""
    page(visit("secretary"), "/notices/")
    known = FindingSeen.objects.count()
    assert known > 5
    assert told("finding_new") == set()
    report = (
        "Islamabad, 2 May 2025. The state minister for interior told a news conference that 951,204 Afghans "
        "had been deported since November 2023. Answering a question an hour later, the state minister for "
        "interior put the number of Afghans deported since November 2023 at 951,240."
    )
    form = {"text": report, "title": "Two counts", "publisher": "The Wire", "published": "2025-05-02"}
    draft = visit("officer").post("/evidence/add/", form)["Location"]
    visit("officer").post(f"{draft}keep/", {"what": "keep"})
    cache.clear()
    shown = page(visit("secretary"), "/notices/")
    assert FindingSeen.objects.count() > known
    assert "A new finding" in shown
    assert "observer" not in told("finding_new")
    count = Notice.objects.filter(kind="finding_new").count()
    cache.clear()
    page(visit("secretary"), "/notices/")
    assert Notice.objects.filter(kind="finding_new").count() == count


def test_many_new_findings_at_once_are_one_notice(seats: dict[str, Seat], ledger_file: object) -> None:
    from concord.ledger import Ledger

    with Ledger.open(str(ledger_file)) as ledger:
        board = board_of_ledger(ledger)
    FindingSeen(at=now(), finding="0" * 16).save()
    go_round(board)
    notices = Notice.objects.filter(kind="finding_new", seat=seats["secretary"])
    assert [one.about for one in notices] == ["findings"]
    assert notices[0].words == str(len(board.findings))


class _Ear(BaseHTTPRequestHandler):
    """Keeps what a webhook is told."""

    heard: list[tuple[bytes, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((body, self.headers["X-Concord-Signature"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[tuple[bytes, str]]]]:
    """A real server that listens, reached without the check for public addresses."""
    heard: list[tuple[bytes, str]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Ear", (_Ear,), {"heard": heard}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def send(address: str, body: bytes, headers: dict[str, str], seconds: float) -> str | None:
        import httpx

        return (
            None if httpx.post(address, content=body, headers=headers, timeout=seconds).is_success else "no"
        )

    monkeypatch.setattr("concord.web.reaching.send", send)
    yield f"http://127.0.0.1:{server.server_port}/", heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_is_told_of_the_kinds_it_wants_signed_and_without_the_words(
    visit: Visit,
    figure_id: str,
    seats: dict[str, Seat],
    ear: tuple[str, list[tuple[bytes, str]]],
    settings: Settings,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    address, heard = ear
    for kinds in (["mentioned"], ["release_signed"], []):
        Webhook.objects.create(seat=seats["iom"], address=address, secret="s", kinds=kinds)
    with django_capture_on_commit_callbacks():
        comment(visit, figure_id, "@iom in confidence")
    telling._tell_all(telling.letters_of(list(Notice.objects.all())))
    ((body, signature),) = heard
    assert signature == telling.signature_of("s", body)
    sent = json.loads(body)
    assert (sent["notice"], sent["about"], sent["key"]) == ("mentioned", "figure", figure_id)
    assert sent["page"].endswith(f"/figures/{figure_id}/")
    assert b"in confidence" not in body


def test_a_webhook_is_added_with_its_kinds(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concord.web.pages.own.require_public", lambda address: None)
    form = {"address": "https://example.org/hook", "kinds": ["mentioned", "action_overdue", "nothing"]}
    visit("iom").post("/own/webhooks/", form)
    assert Webhook.objects.get().kinds == ["mentioned", "action_overdue"]
    assert "An action is overdue" in page(visit("iom"), "/own/")
