"""`concord serve` and `concord seat` as commands, and the pages' tables on a real PostgreSQL."""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.web import telling
from concord.web.models import Webhook
from concord.web.stores import SCHEMA, django_database

CONCORD = str(Path(sys.executable).with_name("concord"))
POSTGRES = Path(__file__).parents[2] / "tools" / "postgres.sh"
SEAT = ["seat", "anna", "--party=unhcr", "--role=secretary", "--office=Secretary"]


def run(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("CONCORD_", "DJANGO_"))}
    command = [CONCORD, *arguments]
    return subprocess.run(command, env=inherited | settings, capture_output=True, text=True, check=False)


@pytest.fixture
def server() -> Iterator[str]:
    folder = tempfile.mkdtemp()
    started = subprocess.run(
        ["sh", str(POSTGRES), "start", folder], capture_output=True, text=True, check=False
    )
    if started.returncode == 3:
        pytest.skip("no PostgreSQL server here; `make postgres` installs it")
    yield started.stdout.strip()
    subprocess.run(["sh", str(POSTGRES), "stop", folder], check=True)
    shutil.rmtree(folder)


@pytest.fixture
def webhook(seats: dict[str, object]) -> Webhook:
    found: Webhook = Webhook.objects.create(seat=seats["kabul"], address="http://127.0.0.1/", secret="s")
    return found


def test_the_first_secretary_is_seated_from_the_command_line(tmp_path: Path) -> None:
    db = f"--db={tmp_path / 'ledger.db'}"
    assert "has a seat" in run(*SEAT, "--password=a long password", db).stdout
    again = run(*SEAT, "--password=a long password", db)
    assert again.returncode == 2
    assert "already" in again.stderr
    assert run(*SEAT, "--password=short", db).returncode == 2


def test_the_tables_of_the_pages_refuse_changes_on_postgresql(server: str) -> None:
    import psycopg

    assert run(*SEAT, "--password=a long password", f"--db={server}").returncode == 0
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {SCHEMA}".encode())
        connection.execute("INSERT INTO web_auditentry (at, party, act, object) VALUES (now(), '', 'x', '')")
        for statement in (
            "UPDATE web_auditentry SET act = 'y'",
            "DELETE FROM web_auditentry",
            "TRUNCATE web_release CASCADE",
        ):
            with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
                connection.execute(statement.encode())


def test_the_pages_have_a_schema_of_their_own_beside_each_ledger() -> None:
    def path(address: str, ledger: str) -> str:
        return str(django_database(address, ledger)["OPTIONS"].get("options"))

    server = "postgresql://concord@/house"
    assert path("", server) == f"-csearch_path={SCHEMA}"
    assert path("", f"{server}?options=-csearch_path%3Dreturns") == "-csearch_path=returns_pages"
    assert path(f"{server}?options=-csearch_path%3Dtheirs", server) == "-csearch_path=theirs"


def test_an_empty_database_on_a_server_takes_a_seat_first_and_documents_after(
    server: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("On 18 April 2025 the ministry said that 907,391 Afghans had returned.", "utf-8")
    assert run(*SEAT, "--password=a long password", f"--db={server}").returncode == 0
    taken = run("ingest", str(report), f"--db={server}")
    assert taken.returncode == 0, taken.stderr
    verified = run("verify", f"--db={server}")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_production_refuses_weak_settings_and_names_each(tmp_path: Path) -> None:
    found = run("serve", "--production", f"--db={tmp_path / 'ledger.db'}")
    assert found.returncode == 4
    for told in ("CONCORD_SECRET_KEY", "CONCORD_HOSTS", "PostgreSQL"):
        assert told in found.stderr


def test_a_webhook_is_told_with_a_signature_and_a_failure_is_kept(
    webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[bytes, str]] = []

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.append((body, self.headers["X-Concord-Signature"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Receiver) as receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        webhook.address = f"http://127.0.0.1:{receiver.server_port}/"
        telling.tell([webhook], json.dumps({"release": 1}).encode())
        receiver.shutdown()
    assert told == []  # this machine is no public address
    webhook.refresh_from_db()
    assert "not a public address" in webhook.last_failure


def test_the_signature_is_that_of_the_body() -> None:
    assert telling.signature_of("secret", b"{}") == telling.signature_of("secret", b"{}")
    assert telling.signature_of("secret", b"{}") != telling.signature_of("other", b"{}")
