"""Days ahead, reception and provinces: pages, exports and calls tell the same rows, and never a target."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from concord.anticipate import BadScenario
from concord.web import anticipated
from concord.web.anticipated import InTheMaking, Shelf, TooManyAtOnce
from concord.web.bands import band
from concord.web.looking_ahead import areas_of

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]
PAGES = ("/ahead/", "/ahead/reception/", "/ahead/provinces/")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anticipated, "PATIENCE", 120.0)


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_reads_it_with_scores_or_standards_and_that_it_is_no_target(
    visit: Visit, path: str
) -> None:
    answer = visit("stranger").get(path)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "A forecast is not a target." in text
    assert "<table" in text
    assert 'role="alert"' not in text


@pytest.mark.parametrize("path", PAGES)
def test_no_field_asks_for_a_target(visit: Visit, path: str) -> None:
    names = re.findall(r'name="([^"]+)"', visit("stranger").get(path).content.decode())
    assert not [name for name in names if re.search("target|quota|goal", name)]


# Words for a target, a quota, a goal or a number to be met, in the four languages of the pages.
SET_NUMBERS = {
    "en": r"target|quota|goal",
    "ur": "ہدف|کوٹہ|کوٹا|اہداف",
    "fa-af": "هدف|سهمیه|اهداف",
    "ps": "هدف|موخه|سهمیه",
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", SET_NUMBERS)
def test_only_the_words_that_a_forecast_is_none_speak_of_a_target_in_any_language(
    visit: Visit, language: str, path: str
) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = language
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    notice = re.search(r'<p class="note"><strong>.*?</p>', main, re.S)
    assert notice is not None
    assert re.search(SET_NUMBERS[language], notice[0], re.IGNORECASE)
    main = main.replace(notice[0], "")
    told = re.sub(r"<[^>]+>", " ", main)
    assert not re.findall(SET_NUMBERS[language], told, re.IGNORECASE)


@pytest.mark.parametrize("language", ["ur", "fa-af", "ps"])
def test_sentences_with_a_per_cent_sign_are_told_in_the_language_of_the_page(
    visit: Visit, language: str
) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = language
    page = client.get("/ahead/").content.decode()
    assert "<figcaption>" in page
    for english in ("Dark band", "interval held", "People a day with"):
        assert english not in page
    assert "%%" not in page


def test_days_are_told_as_known_on_a_day_that_is_over(visit: Visit) -> None:
    client = visit("stranger")
    before = client.get("/ahead/?as_of=1990-01-01").content.decode()
    assert 'role="alert"' in before  # nothing was known, and so nothing is told
    assert "<polyline" not in before
    today = client.get("/ahead/days.json?days=3&as_of=2999-01-01").content
    assert json.loads(today) == json.loads(client.get("/ahead/days.json?days=3").content)
    assert 'role="alert"' in client.get("/ahead/?as_of=soon").content.decode()


def test_the_page_the_exports_and_the_call_tell_the_same_days(visit: Visit) -> None:
    client, asked = visit("stranger"), "?days=7&crossing=Torkham"
    table = list(csv.DictReader(io.StringIO(client.get(f"/ahead/days.csv{asked}").content.decode())))
    rows = json.loads(client.get(f"/ahead/days.json{asked}").content)["rows"]
    called = client.get(f"/api/v1/ahead/days{asked}").json()
    assert [row["date"] for row in table] == [row["date"] for row in rows]
    assert called["rows"] == rows
    assert sum(row["kind"] == "forecast" for row in rows) == 7
    assert {"crps", "bias", "within80", "within95"} <= called["scores"][0].keys()
    assert {"daily_step", "closed_share"} <= {one["name"] for one in called["assumptions"]}


def test_counts_below_five_are_nowhere(visit: Visit) -> None:
    rows = json.loads(visit("stranger").get("/ahead/days.json?crossing=elsewhere&status=por").content)["rows"]
    assert not [row for row in rows if row["persons"] is not None and row["persons"] < 5]
    assert not [row for row in rows if 0 < row["low80"] < 5 or 0 < row["low95"] < 5]


def test_a_closure_leaves_nobody_at_the_gate_and_those_who_wait_come_after(visit: Visit) -> None:
    client = visit("stranger")
    first = next(
        row["date"]
        for row in json.loads(client.get("/ahead/days.json?days=5").content)["rows"]
        if row["kind"] == "forecast"
    )
    asked = f"?days=5&crossing=Torkham&scenario=closure&day={first}&until={first}"
    told = {}
    for share in ("0", "1"):
        rows = json.loads(client.get(f"/ahead/days.json{asked}&returning={share}").content)["rows"]
        told[share] = [row for row in rows if row["kind"] == "forecast"]
    assert told["0"][0]["persons"] is None
    assert told["1"][1]["persons"] > told["0"][1]["persons"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("days=99", "days"),
        ("crossing=nowhere", "crossing"),
        ("scenario=closure", "day"),
        ("scenario=closure&day=2026-07-05&until=2026-07-01", "until"),
        ("scenario=closure&day=2026-07-05&diverted=0.7&returning=0.7", "returning"),
        ("scenario=extension&day=2026-07-05", "reached"),
    ],
)
def test_a_question_with_a_mistake_is_told_which(visit: Visit, query: str, words: str) -> None:
    text = visit("stranger").get(f"/ahead/?{query}").content.decode()
    assert 'role="alert"' in text
    assert words in text
    assert visit("stranger").get(f"/api/v1/ahead/days?{query}").status_code in (400, 422)


def test_more_places_remove_the_breach_of_places(visit: Visit) -> None:
    client = visit("stranger")

    def states(**site: Any) -> dict[str, Any]:
        rows = json.loads(client.get("/ahead/reception.json", {"days": 3, **site}).content)["rows"]
        return {row["code"]: row for row in rows}

    small = {
        "s_places": 100,
        "s_counters": 4,
        "s_buses": 50,
        "s_family_mean": 6.5,
        "s_open_from": 6,
        "s_open_to": 20,
    }
    broken = states(**small)["places"]
    assert (broken["state"], broken["first_broken"]) == ("broken", 1)
    enough = {**small, "s_places": int(broken["needed"]) * 2, "s_counters": 400, "s_buses": 5000}
    assert states(**enough)["places"]["state"] == "holds"


def test_pressure_is_against_the_residents_that_were_told(visit: Visit) -> None:
    asked = {"areas": "Nangarhar 40 1700000 5000\nKabul 20", "days": 7}
    rows = {
        row["area"]: row
        for row in json.loads(visit("stranger").get("/ahead/provinces.json", asked).content)["rows"]
    }
    assert rows["Nangarhar"]["per_thousand"] == pytest.approx(rows["Nangarhar"]["persons"] / 1700, rel=0.01)
    assert rows["Kabul"]["per_thousand"] is None
    assert "not known" in rows


@pytest.mark.parametrize("line", ["40", "Kabul", "Kabul many", "Kabul 1 2 3 4 5"])
def test_a_line_that_is_no_province_is_told(line: str) -> None:
    with pytest.raises(BadScenario, match="line 1"):
        areas_of(line)


def test_what_is_not_there_yet_is_said_and_asked_for_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anticipated, "PATIENCE", 0.0)
    client = visit("stranger")
    answer = client.get("/ahead/?a_gross=0.0437&days=9")
    assert answer["Refresh"]
    assert "being worked out" in answer.content.decode()
    assert client.get("/ahead/days.csv?a_gross=0.0438&days=9").status_code == 503
    assert client.get("/api/v1/ahead/days?a_gross=0.0439&days=9").status_code == 202


def test_a_shelf_makes_each_answer_once_and_refuses_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, made = Shelf(), []
    assert [shelf.ask("one", lambda: made.append(1) or 7) for _ in range(3)] == [7, 7, 7]
    assert made == [1]
    monkeypatch.setattr(anticipated, "PATIENCE", 0.0)
    import threading

    gate = threading.Event()
    for number in range(anticipated.MOST_WAITING):
        with pytest.raises(InTheMaking):
            shelf.ask(f"slow {number}", gate.wait)
    with pytest.raises(TooManyAtOnce):
        shelf.ask("one more", gate.wait)
    gate.set()


def test_a_band_needs_two_days() -> None:
    row = {
        "date": "2025-04-01",
        "kind": "nowcast",
        "persons": 10,
        "low80": 8,
        "high80": 12,
        "low95": 7,
        "high95": 14,
    }
    assert band([row]) is None
    drawn = band([row, {**row, "kind": "forecast"}])
    assert drawn is not None
    assert len(drawn.line.split()) == 2
