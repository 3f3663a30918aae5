"""The page of data and its files: one question, the same rows everywhere, addresses that resolve."""

import csv
import io
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from concord.publish.exports.formats import FORMATS

Visit = Callable[[str], Client]


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/api/v1/exports/csv{query}")
    assert answer.status_code == 200, answer.content
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))[1:]  # less the tags


def test_the_page_links_every_format_of_both_flows_under_the_question(visit: Visit) -> None:
    page = visit("stranger").get("/data/?measure=deported").content.decode()
    for name in FORMATS:
        for flow in ("claims", "account"):
            assert f"/api/v1/exports/{name}?flow={flow}&amp;measure=deported" in page


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("flow", ["claims", "account"])
def test_a_stranger_gets_every_format(name: str, flow: str, visit: Visit) -> None:
    answer = visit("stranger").get(f"/api/v1/exports/{name}?flow={flow}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMATS[name].media_type
    assert b"".join(answer.streaming_content)


def test_the_filter_language_decides_the_rows(visit: Visit) -> None:
    client = visit("stranger")
    deported = rows(client, "?measure=deported")
    assert deported
    assert {row["measure"] for row in deported} == {"deported"}
    assert len(deported) < len(rows(client))
    assert len(rows(client, "?limit=3")) == 3
    assert rows(client, "?as_of=2001-01-01") == []


@pytest.mark.parametrize("query", ["?flow=both", "?release=77", "?as_of=soon", "?since=soon"])
def test_a_question_that_cannot_be_understood_is_told_in_words(query: str, visit: Visit) -> None:
    answer = visit("stranger").get(f"/api/v1/exports/csv{query}")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_an_unknown_format_is_not_found(visit: Visit) -> None:
    assert visit("stranger").get("/api/v1/exports/stone-tablet").status_code == 404


@pytest.mark.parametrize("flow", ["claims", "account"])
def test_every_address_of_a_number_resolves_for_a_stranger(flow: str, visit: Visit) -> None:
    client = visit("stranger")
    found = rows(client, f"?flow={flow}")
    failing = {
        row["address"] for row in found if client.get(urlsplit(row["address"]).path).status_code != 200
    }
    assert found
    assert failing == set()


def test_an_estimate_leads_to_claims_words_digest_and_positions(visit: Visit) -> None:
    client = visit("stranger")
    row = next(row for row in rows(client, "?flow=account") if row["disclosure"] == "ok" and row["claims"])
    told = client.get(f"/api/v1/estimates/{row['estimate_id']}/claims").json()
    assert told["value"] == float(row["value"])
    assert told["method"].startswith("concord ")
    assert {one["id"] for one in told["claims"]} <= set(row["claims"].split(" | "))
    assert all(one["sha256"] and "positions" in one for one in told["claims"])


def test_a_claim_leads_to_its_words_and_the_digest_of_its_document(visit: Visit, figure_id: str) -> None:
    told = visit("stranger").get(f"/api/v1/figures/{figure_id}/claims").json()
    assert "907,391" in told["quote"]
    assert told["end"] - told["start"] == len("907,391")
    assert len(told["sha256"]) == 64
