"""The API describes itself, answers what it describes, and withstands hostile requests."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from web_server import serving

from concord.ledger import Ledger
from concord.web.api import api

Visit = Callable[[str], Client]


def test_the_description_is_openapi_3_1(db: None) -> None:
    told: dict[str, Any] = dict(api.get_openapi_schema())
    assert told["openapi"].startswith("3.1")
    assert {"/api/v1/figures", "/api/v1/estimates", "/api/v1/findings"} <= set(told["paths"])
    for path in told["paths"].values():
        for call in path.values():
            assert call["description"]
            assert call["operationId"]


def test_an_estimate_leads_to_figures_and_these_to_documents(visit: Visit) -> None:
    client = visit("stranger")
    estimate = client.get("/api/v1/estimates").json()[0]
    figure = client.get(f"/api/v1/figures/{estimate['claims'][0]}").json()
    document = client.get(f"/api/v1/documents/{figure['document']}").json()
    assert document["text"][figure["start"] : figure["end"]] == figure["text"]


def test_pages_of_figures_join_without_gap_or_repetition(visit: Visit) -> None:
    client, offset, seen = visit("stranger"), 0, list[str]()
    while offset is not None:
        told = client.get(f"/api/v1/figures?limit=40&offset={offset}").json()
        seen += [item["id"] for item in told["items"]]
        offset = told["next"]
    assert len(seen) == len(set(seen)) > 100


def test_figures_estimates_and_findings_tell_what_was_known_on_a_day(visit: Visit, filled: Path) -> None:
    with Ledger.open(filled) as ledger:
        first = date.fromisoformat(ledger.documents()[0].recorded_at[:10])
    client, before, after = visit("stranger"), first - timedelta(days=1), first + timedelta(days=1)
    for call in ("figures?limit=500&", "estimates?", "findings?"):
        now, then, later = (
            client.get(f"/api/v1/{call}{asked}").json() for asked in ("", f"as_of={before}", f"as_of={after}")
        )
        assert now == later
        assert now not in ([], {"items": [], "next": None})
        assert then in ([], {"items": [], "next": None})
        assert client.get(f"/api/v1/{call}as_of=0001-01-01").json() == then
        assert client.get(f"/api/v1/{call}as_of=9999-12-31").json() == now


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/figures?since=never", 422),
        ("/api/v1/figures?as_of=soon", 422),
        ("/api/v1/estimates?as_of=2025-02-30", 422),
        ("/api/v1/figures?limit=0", 422),
        ("/api/v1/figures?limit=9999", 422),
        ("/api/v1/figures/nothing", 422),
        ("/api/v1/figures/0000000000", 404),
        ("/api/v1/documents/0000000000", 404),
        ("/api/v1/releases/7", 404),
    ],
)
def test_errors_have_a_status_and_words(visit: Visit, path: str, status: int) -> None:
    answer = visit("stranger").get(path)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_a_finding_carries_the_state_of_its_discussion(visit: Visit) -> None:
    key = visit("stranger").get("/api/v1/findings").json()[0]["key"]
    visit("officer").post(f"/findings/{key}/act/", {"kind": "asked", "to": "gov-pk", "text": "Which?"})
    states = {one["key"]: one["state"] for one in visit("stranger").get("/api/v1/findings").json()}
    assert states[key] == "asked"


@pytest.fixture
def served(filled: Path, tmp_path: Path) -> Iterator[str]:
    """A real server on a copy of the ledger."""
    folder = tmp_path / "served"
    folder.mkdir()
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as address:
        yield address


def test_hostile_requests_get_documented_answers(served: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{served}/api/v1/openapi.json",
            "--max-examples=25",
            "--seed=1",
            "--no-color",
            "--exclude-checks=unsupported_method,positive_data_acceptance",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:]
