"""What an attacker would try, one test each."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from concord.ledger import Ledger
from concord.web.models import Assent, Comment, FindingEvent, Proposal, Seat
from concord.web.reaching import AddressRefused, fetch, require_public, send
from concord.web.weaknesses import weaknesses

Visit = Callable[[str], Client]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def figure_page(figure_id: str) -> str:
    return f"/figures/{figure_id}/"


def test_a_form_of_another_site_is_refused(seats: dict[str, Seat], figure_page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(seats["kabul"].user, "django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"{figure_page}say/", {"kind": "disputed", "why": "x"})
    assert answer.status_code == 403
    assert "no longer valid" in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/evidence/", "/seat/login/", "/nothing/", "/roles/"])
def test_every_page_forbids_scripts_of_others_inline_code_and_frames(path: str, visit: Visit) -> None:
    policy = visit("stranger").get(path)
    told = policy["Content-Security-Policy"]
    assert "default-src 'none'" in told
    assert "frame-ancestors 'none'" in told
    assert "unsafe-inline" not in told
    assert "unsafe-eval" not in told
    assert policy["X-Frame-Options"] == "DENY"
    assert policy["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/evidence/", "/findings/", "/accounts/", "/agreement/", "/own/"])
def test_no_page_holds_inline_code(path: str, visit: Visit) -> None:
    page = visit("islamabad").get(path).content.decode()
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick=" not in page


def test_signing_in_changes_the_session(seats: dict[str, Seat]) -> None:
    seats["kabul"].user.set_password("a long password indeed")
    seats["kabul"].user.save()
    client = Client()
    client.session.save()
    before = client.session.session_key
    client.post("/seat/login/", {"login": "kabul", "password": "a long password indeed"})
    assert client.get("/agreement/").status_code == 200
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere(where: str, visit: Visit, seats: dict[str, Seat]) -> None:
    answer = visit("stranger").post("/own/preferences/", {"digits": "local", "next": where})
    assert answer["Location"] == "/"
    seats["kabul"].user.set_password("a long password indeed")
    seats["kabul"].user.save()
    signed = Client().post(
        "/seat/login/", {"login": "kabul", "password": "a long password indeed", "next": where}
    )
    assert "evil" not in signed["Location"]
    language = visit("stranger").post("/language/setlang/", {"language": "ur", "next": where})
    assert "evil" not in language["Location"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://127.0.0.1/", ["127.0.0.1"]),
        ("http://localhost:8000/", ["::1"]),
        ("http://metadata.example/", ["169.254.169.254"]),
        ("http://inside.example/", ["10.0.0.7"]),
        ("http://both.example/", ["93.184.216.34", "192.168.1.1"]),
        ("http://mapped.example/", ["::ffff:127.0.0.1"]),
        ("http://many.example/", ["224.0.0.1"]),
        ("http://zero.example/", ["0.0.0.0"]),
        ("ftp://public.example/", ["93.184.216.34"]),
        ("file:///etc/passwd", ["93.184.216.34"]),
        ("http://user:secret@public.example/", ["93.184.216.34"]),
    ],
)
def test_no_address_inside_can_be_reached(address: str, found: list[str]) -> None:
    with pytest.raises(AddressRefused):
        require_public(address, lambda host, port: found)
    with pytest.raises(AddressRefused):
        fetch(address, resolve=lambda host, port: found)
    assert send(address, b"{}", {}, 1.0, lambda host, port: found)


def test_a_typed_address_inside_is_refused_on_the_page(visit: Visit) -> None:
    answer = visit("officer").post("/evidence/add/", {"address": "http://127.0.0.1:1/"})
    assert answer.status_code == 400
    assert "not a public address" in answer.content.decode()


def test_markup_in_a_text_title_or_file_name_stays_text(visit: Visit) -> None:
    client = visit("officer")
    sent = {"text": f"Some 5,200 Afghans were deported. {EVIL}", "title": EVIL, "publisher": EVIL}
    draft = client.post("/evidence/add/", sent)["Location"]
    shown = client.get(draft).content.decode()
    kept = client.post(f"{draft}keep/", {"what": "keep"})["Location"]
    for page in (shown, client.get(kept).content.decode(), client.get("/documents/").content.decode()):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_markup_in_a_comment_stays_text(visit: Visit, figure_page: str) -> None:
    visit("officer").post(f"{figure_page}comment/", {"text": EVIL})
    page = visit("kabul").get(figure_page).content.decode()
    assert "<script>alert" not in page
    assert Comment.objects.get().text == EVIL


def test_a_form_cannot_speak_for_another_party(visit: Visit, figure_page: str, ledger_file: Path) -> None:
    forged = {
        "kind": "disputed",
        "why": "x",
        "party": "gov-pk",
        "by": "Minister",
        "seat": "1",
        "at": "2001-01-01",
    }
    visit("kabul").post(f"{figure_page}say/", forged)
    with Ledger.open(ledger_file) as ledger:
        (kept,) = ledger.decisions()
    assert (kept.record.party, kept.record.by) == ("gov-af", "Delegate, authorities in Kabul")
    assert kept.record.at > "2026"


def test_the_api_refuses_fields_it_does_not_know(
    visit: Visit, seats: dict[str, Seat], figure_id: str
) -> None:
    key = _key(visit("kabul"), may_write=True)
    body = {"kind": "disputed", "why": "x", "party": "gov-pk"}
    answer = _post(f"/api/v1/figures/{figure_id}/words", body, key)
    assert answer.status_code == 422


def test_a_draft_of_another_seat_is_not_there(visit: Visit) -> None:
    draft = visit("officer").post("/evidence/add/", {"text": "Some 5,200 Afghans returned."})["Location"]
    for persona in ("kabul", "unhcr"):
        assert visit(persona).get(draft).status_code == 404
        assert visit(persona).post(f"{draft}keep/", {"what": "keep"}).status_code == 404
    assert visit("observer").get(draft).status_code == 403


def test_a_key_of_another_seat_cannot_be_revoked(visit: Visit, seats: dict[str, Seat]) -> None:
    _key(visit("kabul"))
    key = seats["kabul"].keys.get()
    assert visit("islamabad").post(f"/own/keys/{key.pk}/revoke/").status_code == 404
    key.refresh_from_db()
    assert key.revoked_at is None


def test_only_the_proposing_party_revises(visit: Visit) -> None:
    made = visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "First"})["Location"]
    assert visit("kabul").post(f"{made}revise/", {"why": "mine now"}).status_code == 400
    assert Proposal.objects.get().last.number == 1


def test_guessing_passwords_is_slowed_down(seats: dict[str, Seat]) -> None:
    cache.clear()
    seats["kabul"].user.set_password("a long password indeed")
    seats["kabul"].user.save()
    client = Client()
    for _ in range(6):
        client.post("/seat/login/", {"login": "kabul", "password": "wrong"})
    answer = client.post("/seat/login/", {"login": "kabul", "password": "a long password indeed"})
    assert answer.status_code in (200, 429)
    assert client.get("/agreement/").status_code == 302
    cache.clear()


def test_nobody_signs_up(visit: Visit) -> None:
    answer = visit("stranger").post(
        "/seat/signup/",
        {"username": "me", "password1": "a long password x", "password2": "a long password x"},
    )
    assert not Seat.objects.filter(user__username="me").exists()
    assert answer.status_code in (200, 302, 403)


def test_rows_that_parties_rely_on_cannot_be_changed(visit: Visit, figure_page: str) -> None:
    from django.db import DatabaseError, connection, transaction

    visit("officer").post(f"{figure_page}comment/", {"text": "first"})
    for statement in ("UPDATE web_comment SET text = 'other'", "DELETE FROM web_comment"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Comment.objects.get().text == "first"


class Production:
    CONCORD_MODE = "production"
    SECRET_KEY = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghij"
    DEBUG = False
    ALLOWED_HOSTS = ("returns.example",)
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = None
    SECURE_HSTS_SECONDS = 31_536_000
    CONCORD_DEMO = False
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}  # noqa: RUF012


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("SECRET_KEY", "short", "CONCORD_SECRET_KEY"),
        ("SECRET_KEY", "a" * 60, "CONCORD_SECRET_KEY"),
        ("DEBUG", True, "debugging"),
        ("ALLOWED_HOSTS", ("*",), "CONCORD_HOSTS"),
        ("SECURE_SSL_REDIRECT", False, "https"),
        ("SECURE_HSTS_SECONDS", 0, "HSTS"),
        ("CONCORD_DEMO", True, "known password"),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, "PostgreSQL"),
    ],
)
def test_a_weak_server_says_what_to_change(setting: str, value: Any, told: str) -> None:
    assert weaknesses(Production) == ()
    weak = type("Weak", (Production,), {setting: value})
    (found,) = weaknesses(weak)
    assert told in found


def test_a_word_of_the_api_needs_a_key_that_may_write(
    visit: Visit, figure_id: str, seats: dict[str, Seat]
) -> None:
    path, body = f"/api/v1/figures/{figure_id}/words", {"kind": "disputed", "why": "x"}
    assert _post(path, body, None).status_code == 401
    assert _post(path, body, "wrong").status_code == 401
    assert _post(path, body, _key(visit("kabul"))).status_code == 403
    assert _post(path, body, _key(visit("officer"), may_write=True)).status_code == 403
    assert _post(path, body, _key(visit("kabul"), may_write=True)).status_code == 201


def test_a_session_opens_no_write_of_the_api(visit: Visit, figure_id: str) -> None:
    body = json.dumps({"kind": "disputed", "why": "x"})
    answer = visit("kabul").post(f"/api/v1/figures/{figure_id}/words", body, "application/json")
    assert answer.status_code == 401


def test_events_and_assents_begin_empty(db: None) -> None:
    assert not FindingEvent.objects.exists()
    assert not Assent.objects.exists()


def _key(client: Client, *, may_write: bool = False) -> str:
    """A fresh key of the seat, as the page shows it once."""
    client.post("/own/keys/", {"label": "tests", **({"may_write": "1"} if may_write else {})})
    page = client.get("/own/").content.decode()
    return page.split('<code dir="ltr">concord_')[1].split("<")[0].join(("concord_", ""))


def _post(path: str, body: dict[str, str], key: str | None) -> Any:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    return Client(headers=headers).post(path, json.dumps(body), "application/json")


def test_no_cell_of_an_export_is_a_formula(visit: Visit) -> None:
    client = visit("officer")
    formula = '=HYPERLINK("http://evil.example","x")'
    sent = {
        "text": "Officials said 5,200 Afghans returned on 3 May 2025.",
        "title": "t",
        "publisher": formula,
    }
    draft = client.post("/evidence/add/", sent)["Location"]
    client.post(f"{draft}keep/", {"what": "keep"})
    answer = client.get("/evidence/figures.csv?since=2025-05-03&until=2025-05-03")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode())))
    cells = [cell for row in rows for cell in row]
    assert "'" + formula in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
