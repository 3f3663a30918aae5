"""Digests by mail: what is told, to whom, in which language, and how each mail is ended."""

import email
import email.policy
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import Settings

from concord.web.digests import DigestNotSent, choices_due, digest_of_seat, send_digest
from concord.web.ledgers import now
from concord.web.links import stop_link
from concord.web.models import Notice, NoticeChoice, Seat

Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def choice(seats: dict[str, Seat], settings: Settings) -> NoticeChoice:
    """IOM's delegate, who gets a digest every day."""
    settings.CONCORD_SITE = "https://concord.example.org/"
    return NoticeChoice.objects.create(
        seat=seats["iom"], mail="desk@example.org", confirmed=True, frequency="daily", language="en"
    )


def tell(seat: Seat, words: str = "Is this the same day?", kind: str = "mentioned", key: str = "7") -> None:
    about = {"mentioned": "meeting", "action_overdue": "action"}[kind]
    Notice(
        at=now(), seat=seat, kind=kind, about=about, key=key, mark=f"{kind}:{words}", words=words,
        by_party="unhcr",
    ).save()  # fmt: skip


def sent() -> EmailMessage:
    """The last mail as a program of mail reads it."""
    written = mail.outbox[-1].message().as_bytes()
    return email.message_from_bytes(written, policy=email.policy.default)  # type: ignore[return-value]


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def made(choice: NoticeChoice) -> EmailMultiAlternatives:
    found = digest_of_seat(choice, now())
    assert found is not None
    return found[0]


def test_a_digest_is_text_and_page_with_links_and_the_way_out(choice: NoticeChoice) -> None:
    tell(choice.seat)
    assert send_digest(choice, now()).notices == 1
    message = sent()
    assert message["To"] == "desk@example.org"
    assert message["Content-Language"] == "en"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = str(message["List-Unsubscribe"]).strip(" <>")
    assert stop.startswith("https://concord.example.org/notices/stop/")
    for kind in ("plain", "html"):
        told = part(message, kind)
        assert "Is this the same day?" in told
        assert "https://concord.example.org/meetings/7/" in told
        assert stop in told


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ur", "rtl"), ("fa-af", "rtl"), ("ps", "rtl")]
)
def test_a_digest_speaks_the_language_of_its_seat(
    choice: NoticeChoice, language: str, direction: str
) -> None:
    choice.language = language
    tell(choice.seat)
    page = str(made(choice).alternatives[0][0])
    assert f'<html lang="{language}" dir="{direction}">' in page
    english = "You or your party were called in a comment"
    assert (english in page) is (language == "en")
    assert (english in made(choice).body) is (language == "en")


def test_what_was_sent_or_read_is_not_sent_again(choice: NoticeChoice, visit: Visit) -> None:
    tell(choice.seat)
    send_digest(choice, now())
    assert send_digest(choice, now()).notices == 0
    assert len(mail.outbox) == 1
    tell(choice.seat, "Another one")
    newest = Notice.objects.latest("id")
    visit("iom").post("/notices/read/", {"upto": newest.pk})
    assert send_digest(choice, now()).notices == 0


def test_where_nothing_is_new_there_is_no_mail(choice: NoticeChoice) -> None:
    assert send_digest(choice, now()).notices == 0
    assert mail.outbox == []


def test_a_kind_that_is_not_wanted_by_mail_stays_on_the_page(choice: NoticeChoice, visit: Visit) -> None:
    choice.not_mailed = ["mentioned"]
    choice.save()
    tell(choice.seat)
    assert digest_of_seat(choice, now()) is None
    assert "Is this the same day?" in visit("iom").get("/notices/").content.decode()


@pytest.mark.parametrize(
    ("frequency", "hours", "due"),
    [
        ("daily", None, True), ("daily", 12, False), ("daily", 23, True),
        ("weekly", 100, False), ("weekly", 167, True), ("never", None, False),
    ],
)  # fmt: skip
def test_a_digest_is_due_by_its_frequency(
    choice: NoticeChoice, frequency: str, hours: int | None, due: bool
) -> None:
    choice.frequency = frequency
    choice.last_digest = None if hours is None else now() - timedelta(hours=hours)
    choice.save()
    assert bool(list(choices_due(now()))) is due


@pytest.mark.parametrize("change", [{"confirmed": False}, {"mail": ""}])
def test_nothing_is_sent_to_an_address_that_has_not_confirmed(
    choice: NoticeChoice, change: dict[str, Any]
) -> None:
    NoticeChoice.objects.update(**change)
    assert list(choices_due(now())) == []


def test_a_seat_that_was_taken_away_gets_no_mail(choice: NoticeChoice) -> None:
    choice.seat.user.is_active = False
    choice.seat.user.save()
    assert list(choices_due(now())) == []


def test_the_button_of_a_mail_program_ends_the_digest_without_a_seat_or_cookie(choice: NoticeChoice) -> None:
    where = stop_link(choice).removeprefix("https://concord.example.org")
    program = Client(enforce_csrf_checks=True)
    assert program.post(where, {"List-Unsubscribe": "One-Click"}).status_code == 200
    choice.refresh_from_db()
    assert choice.frequency == "never"


def test_a_link_that_a_scanner_opens_ends_nothing(choice: NoticeChoice) -> None:
    where = stop_link(choice).removeprefix("https://concord.example.org")
    assert "End them" in Client().get(where).content.decode()
    choice.refresh_from_db()
    assert choice.frequency == "daily"


def test_one_kind_is_ended_by_its_own_link(choice: NoticeChoice) -> None:
    tell(choice.seat)
    page = str(made(choice).alternatives[0][0])
    links = re.findall(r'href="https://concord.example.org(/notices/stop/[^"]+)"', page)
    Client().post(links[0])
    choice.refresh_from_db()
    assert (choice.not_mailed, choice.frequency) == (["mentioned"], "daily")


def test_a_closed_server_still_lets_mails_be_ended(choice: NoticeChoice, settings: Settings) -> None:
    settings.CONCORD_PUBLIC = False
    where = stop_link(choice).removeprefix("https://concord.example.org")
    assert Client().post(where).status_code == 200


@pytest.mark.parametrize("token", ["nothing", "WzEsImEiLCIiXQ:1abc:forged", "::"])
def test_a_forged_link_opens_nothing(choice: NoticeChoice, token: str) -> None:
    for name in ("stop", "confirm"):
        assert Client().post(f"/notices/{name}/{token}/").status_code == 404
    choice.refresh_from_db()
    assert choice.frequency == "daily"


def test_a_link_for_one_thing_opens_no_other(choice: NoticeChoice) -> None:
    token = stop_link(choice).rstrip("/").rpartition("/")[2]
    assert Client().get(f"/notices/confirm/{token}/").status_code == 404
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_link_of_an_earlier_address_ends_nothing(choice: NoticeChoice) -> None:
    where = stop_link(choice).removeprefix("https://concord.example.org")
    NoticeChoice.objects.update(mail="other@example.org")
    assert Client().post(where).status_code == 404


def test_an_address_is_asked_before_anything_is_sent_to_it(visit: Visit, seats: dict[str, Seat]) -> None:
    form = {"mail": "desk@example.org", "frequency": "weekly", "language": "ur"}
    visit("iom").post("/notices/choices/", form)
    asked = mail.outbox[-1]
    assert asked.to == ["desk@example.org"]
    link = re.search(r"http\S+(/notices/confirm/\S+/)", asked.body)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert not NoticeChoice.objects.get().confirmed
    Client().post(link[1])
    assert NoticeChoice.objects.get().confirmed
    visit("iom").post("/notices/choices/", {**form, "mail": "new@example.org"})
    assert not NoticeChoice.objects.get().confirmed  # a new address is asked anew


def test_a_seat_cannot_write_to_strangers_without_end(visit: Visit) -> None:
    for number in range(9):
        form = {"mail": f"a{number}@example.org", "frequency": "daily", "language": "en"}
        answer = visit("iom").post("/notices/choices/", form)
    assert answer.status_code == 400
    assert "Too many addresses" in answer.content.decode()
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("told", ["nobody", "a@b\nBcc: c@example.org", "a b@example.org"])
def test_what_is_no_address_is_told(visit: Visit, told: str) -> None:
    answer = visit("iom").post("/notices/choices/", {"mail": told})
    assert "This is no address of mail" in answer.content.decode()
    assert mail.outbox == []


def test_a_comment_cannot_add_headers_or_markup(choice: NoticeChoice) -> None:
    choice.seat.office = "Desk\r\nBcc: everybody@example.org"
    choice.seat.save()
    tell(choice.seat, "<script>alert(1)</script>\nBcc: everybody@example.org")
    send_digest(choice, now())
    message = sent()
    assert message["Bcc"] is None
    assert "<script>" not in part(message, "html")


class _Kept:
    """What a mail server keeps of the letters it takes."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # its name there
        self.letters.append((envelope.rcpt_tos, envelope.content))
        return "250 kept"


@pytest.fixture
def server() -> Iterator[tuple[int, _Kept]]:
    """A real mail server."""
    from aiosmtpd.controller import Controller

    kept = _Kept()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield port, kept
    controller.stop()


def smtp(settings: Settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def test_a_real_server_takes_a_digest_from_right_to_left(
    choice: NoticeChoice, settings: Settings, server: tuple[int, _Kept]
) -> None:
    port, kept = server
    smtp(settings, port)
    choice.language = "ps"
    tell(choice.seat, "د یکشنبې جدول چېرته دی؟")
    send_digest(choice, now())
    ((to, written),) = kept.letters
    assert to == ["desk@example.org"]
    message = email.message_from_bytes(written, policy=email.policy.default)
    assert message.get_content_type() == "multipart/alternative"
    assert "د یکشنبې جدول چېرته دی؟" in part(message, "plain")  # type: ignore[arg-type]
    assert not message.defects


def test_a_mail_that_was_not_taken_is_due_again(choice: NoticeChoice, settings: Settings) -> None:
    smtp(settings, 1)  # nobody listens there
    tell(choice.seat)
    with pytest.raises(DigestNotSent, match="CONCORD_EMAIL_"):
        send_digest(choice, now())
    choice.refresh_from_db()
    assert choice.last_digest is None


@pytest.mark.parametrize("reachable", [True, False])
def test_the_command_sends_what_is_due(tmp_path: Path, server: tuple[int, _Kept], reachable: bool) -> None:
    """As cron runs it: a process of its own, a database of its own, a real mail server."""
    port, kept = server
    db = tmp_path / "c.db"
    told = {"CONCORD_EMAIL_HOST": "127.0.0.1", "CONCORD_EMAIL_PORT": str(port if reachable else 1)}
    told |= {
        "CONCORD_EMAIL_TLS": "0",
        "CONCORD_DATABASE_URL": str(db),
        "CONCORD_SITE": "https://c.example.org",
    }
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CONCORD_", "DJANGO_"))} | told
    prepare = (
        "from concord.cli.serve import prepare; prepare()\n"
        "from concord.web.seating import seat_everybody; seat_everybody('a password of the tests')\n"
        "from concord.web.models import *; from concord.web.ledgers import now\n"
        "seat = Seat.objects.get(user__username='iom')\n"
        "NoticeChoice.objects.create(seat=seat, mail='d@example.org', confirmed=True, frequency='weekly')\n"
        "Notice(at=now(), seat=seat, kind='mentioned', about='action', key='1', mark='m', words='A').save()\n"
    )
    command = [str(Path(sys.executable).with_name("concord")), "digest"]

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)

    made = run(sys.executable, "-c", prepare)
    assert made.returncode == 0, made.stderr
    first, second = run(*command), run(*command, "--every", "weekly")
    if reachable:
        assert (first.returncode, first.stdout) == (0, "1 sent, 0 with nothing new, 0 failed\n"), first.stderr
        assert second.stdout == "0 sent, 0 with nothing new, 0 failed\n"
        assert b"https://c.example.org/actions/1/" in kept.letters[0][1].replace(b"=\r\n", b"")
    else:
        assert (first.returncode, first.stdout) == (1, "0 sent, 0 with nothing new, 1 failed\n")
        assert "d@example.org" in first.stderr
        assert second.stdout == first.stdout  # still due
