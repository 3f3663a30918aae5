"""Every address × method × persona: the table of roles holds, and a refusal changes nothing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from concord.ledger import Ledger
from concord.web import models
from concord.web.access import TABLE, Role
from concord.web.seating import DEMO_SEATS
from concord.web.urls import urlpatterns

OURS = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]
ROLES = {"stranger": "stranger", **{one.user: one.role for one in DEMO_SEATS}}
METHODS = ("get", "head", "post", "put", "patch", "delete")
ADDED = (
    models.ApiKey, models.Assent, models.AuditEntry, models.Comment, models.CommitteeRule,
    models.CorrectionStep, models.Draft,
    models.FindingEvent, models.Proposal, models.Release, models.Revision, models.Seat, models.Webhook,
    models.CommitmentWord, models.ConductAnswer, models.ConductReport, models.DignityWord,
    models.ActionEvent, models.AgendaItem, models.CommitteeAction, models.DecisionWord, models.Meeting,
    models.SiteEntry, models.SiteRow,
    models.CommitmentWord, models.ConductAnswer, models.ConductReport, models.DignityWord,
    models.MeetingDecision, models.MeetingEvent, models.Notice, models.NoticeChoice, models.NoticeRead,
)  # fmt: skip


NUMBERED = (
    "draft", "proposal", "number", "seat", "key", "webhook", "meeting", "action", "site", "entry", "report",
    "correction",
)  # fmt: skip


def address(pattern: URLPattern, figure: str) -> str:
    """An address that the pattern matches; objects that are not there where it names one."""
    text = "/" + str(pattern.pattern)
    for name in ("figure", "document", "finding", "key", "token", "month", "place", "statement", "language"):
        text = text.replace(f"<str:{name}>", figure if name == "figure" else "0" * 16)
    text = text.replace("<str:form>", "csv")
    for name in NUMBERED:
        text = text.replace(f"<int:{name}>", "999999")
    return text


def state(ledger_file: Path) -> tuple[int, ...]:
    """Everything that an act could have added to."""
    with Ledger.open(ledger_file) as ledger:
        return ledger.entries(), *(model._default_manager.count() for model in ADDED)


def test_every_page_names_its_action() -> None:
    missing = [str(pattern.pattern) for pattern in OURS if not hasattr(pattern.callback, "concord_action")]
    assert missing == []


@pytest.mark.parametrize("persona", ROLES)
@pytest.mark.parametrize("pattern", OURS, ids=[str(pattern.name) for pattern in OURS])
def test_the_table_of_roles_holds(
    pattern: URLPattern,
    persona: str,
    visit: Callable[[str], Client],
    figure_id: str,
    ledger_file: Path,
) -> None:
    client, role = visit(persona), Role(ROLES[persona])
    view: Any = pattern.callback
    allowed = role in TABLE[view.concord_action]
    where = address(pattern, figure_id)
    before = state(ledger_file)
    for method in METHODS:
        answer = getattr(client, method)(where)
        if answer.status_code == 405:
            continue
        if allowed:
            made_later = answer.status_code == 503 and "Retry-After" in answer
            assert made_later or answer.status_code in (200, 302, 400, 404), (method, answer.status_code)
        elif role is Role.STRANGER:
            assert answer.status_code == 302, method
            assert "/seat/login/" in answer["Location"], method
        else:
            assert answer.status_code == 403, method
    if not allowed:
        assert state(ledger_file) == before


@pytest.mark.parametrize("pattern", OURS, ids=[str(pattern.name) for pattern in OURS])
def test_no_page_answers_every_method(
    pattern: URLPattern, visit: Callable[[str], Client], figure_id: str
) -> None:
    client, where = visit("islamabad"), address(pattern, figure_id)
    codes = {method: getattr(client, method)(where).status_code for method in METHODS}
    assert {codes["put"], codes["patch"], codes["delete"]} == {405}
    assert (codes["get"] == 405) != (codes["post"] == 405) or codes["get"] != 405


@pytest.mark.parametrize("path", ["/", "/evidence/", "/api/v1/figures", "/api/v1/estimates", "/releases/"])
def test_a_closed_server_shows_strangers_nothing(
    path: str, visit: Callable[[str], Client], settings: Any
) -> None:
    settings.CONCORD_PUBLIC = False
    assert visit("stranger").get(path).status_code in (302, 403)


def test_a_seat_that_was_taken_away_opens_nothing(
    visit: Callable[[str], Client], seats: dict[str, models.Seat]
) -> None:
    client = visit("kabul")
    assert client.get("/agreement/").status_code == 200
    assert (
        visit("secretary").post(f"/administration/seats/{seats['kabul'].pk}/", {"active": "0"}).status_code
        == 302
    )
    assert client.get("/agreement/").status_code == 302


def test_the_documented_table_of_roles_is_the_one_that_holds() -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, str(root / "tools" / "document_roles.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
