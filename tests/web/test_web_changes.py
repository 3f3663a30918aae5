"""What changed between two releases made on these pages; the feed; a figure as it stood in its release."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import feedparser
import pytest
from django.test import Client

from concord.ledger import Ledger
from concord.pipeline.ingest import ingest
from concord.publish.languages import texts_of
from concord.reading import Reader
from concord.situation import bundled
from concord.web.models import Release

Visit = Callable[[str], Client]
LATER = "Pakistan has deported 1,212,400 Afghans since November 2023, the minister said on 30 May 2025."
READ_LATER = "2025-06-02T09:00:00+00:00"
LANGUAGES = (("en", "en"), ("ur", "ur"), ("fa-af", "fa-AF"), ("ps", "ps"))


def signed(visit: Visit, title: str) -> int:
    """A release of everything, proposed by one party, agreed by all others and signed."""
    where = visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": title})["Location"]
    for persona in ("kabul", "unhcr", "iom"):
        visit(persona).post(f"{where}assent/", {"word": "agreed", "revision": 1})
    visit("unhcr").post(f"{where}sign/")
    newest: int = Release.objects.latest("number").number
    return newest


def add_report(
    ledger_file: Path,
    folder: Path,
    text: str = LATER,
    at: str = READ_LATER,
    published: str = "2025-06-01",
) -> None:
    report = folder / "later.json"
    told = {"id": "later", "lang": "en", "text": text, "published": published, "publisher": "The Wire"}
    report.write_text(json.dumps(told))
    with Ledger.open(ledger_file) as ledger, ledger.batch():
        list(ingest([report], ledger, Reader(bundled("afghanistan-pakistan")), at=at))


@pytest.fixture
def two(visit: Visit, ledger_file: Path, tmp_path: Path, figure_id: str) -> tuple[int, int]:
    """Two releases: between them a report came, one claim was agreed and another corrected."""
    first = signed(visit, "April")
    visit("kabul").post(f"/figures/{figure_id}/say/", {"kind": "agreed", "why": "Our count agrees."})
    add_report(ledger_file, tmp_path)
    return first, signed(visit, "May")


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def section(html: str, kind: str) -> str:
    return html.split(f'id="c-{kind}"')[1].split("</section>")[0] if f'id="c-{kind}"' in html else ""


def test_before_anything_is_signed_the_page_says_so_and_offers_two_days(visit: Visit) -> None:
    html = page(visit("stranger"), "/changes/")
    assert "Nothing has been signed yet." in html
    assert 'name="since"' in html


def test_the_newest_release_is_told_against_the_one_before(
    visit: Visit, two: tuple[int, int], figure_id: str
) -> None:
    html = page(visit("stranger"), "/changes/")
    assert "1,212,400" in section(html, "new")
    assert "not known before" in section(html, "new")
    assert "907,391" in section(html, "settled")
    assert f"/releases/2/figures/{figure_id}/" in section(html, "settled")
    assert "the claims behind it changed" in section(html, "revised")


def test_every_address_that_the_page_names_is_there(visit: Visit, two: tuple[int, int]) -> None:
    client = visit("stranger")
    html = page(client, "/changes/?from=1&to=2&all=1").split("<main")[1].split("</main>")[0]
    found = set(re.findall(r'href="(/[^"#]*)', html))
    assert len([one for one in found if "/releases/2/" in one]) > 5
    for address in found:
        page(client, address.replace("&amp;", "&"))


def test_releases_are_compared_in_their_order_whichever_comes_first(
    visit: Visit, two: tuple[int, int]
) -> None:
    client = visit("stranger")
    assert section(page(client, "/changes/?from=2&to=1"), "new") == section(
        page(client, "/changes/?from=1&to=2"), "new"
    )


def test_a_release_against_itself_changes_nothing(visit: Visit, two: tuple[int, int]) -> None:
    assert "Nothing changed." in page(visit("stranger"), "/changes/?from=2&to=2")


def test_the_first_release_has_none_before_it(visit: Visit, two: tuple[int, int]) -> None:
    assert "Release 1 is the first" in page(visit("stranger"), "/changes/?to=1")


def test_one_release_alone_is_told_against_now(visit: Visit, ledger_file: Path, tmp_path: Path) -> None:
    signed(visit, "April")
    assert "Nothing changed." in page(visit("stranger"), "/changes/")
    add_report(ledger_file, tmp_path)
    assert "1,212,400" in section(page(visit("stranger"), "/changes/"), "new")


def test_a_day_is_told_against_a_day(visit: Visit, ledger_file: Path, tmp_path: Path) -> None:
    add_report(ledger_file, tmp_path)
    html = page(visit("stranger"), "/changes/?since=2025-05-15&until=2025-06-15")
    assert "1,212,400" in section(html, "new")
    assert "907,391" not in section(html, "new")
    turned = page(visit("stranger"), "/changes/?since=2025-06-15&until=2025-05-15")
    assert section(turned, "new") == section(html, "new")


@pytest.mark.parametrize(
    "query", ["since=soon", "since=2025-13-01", "until=2025-05-01", "since=2025-05-01&until=x"]
)
def test_what_is_no_day_is_answered_in_words(visit: Visit, query: str) -> None:
    assert "Write both days as 2026-01-31." in page(visit("stranger"), f"/changes/?{query}", 400)


@pytest.mark.parametrize("query", ["from=9&to=1", "to=x", "from=-1", "from=99999999999999999999"])
def test_a_release_that_is_not_there_is_not_found(visit: Visit, two: tuple[int, int], query: str) -> None:
    page(visit("stranger"), f"/changes/?{query}", 404)


@pytest.mark.parametrize(("code", "published"), LANGUAGES)
def test_the_page_speaks_the_language_of_its_reader(
    visit: Visit, two: tuple[int, int], code: str, published: str
) -> None:
    html = page(visit("stranger"), f"/changes/?language={code}")
    texts = texts_of(published)
    for key in ("new", "revised", "settled"):
        assert texts.say(key, group="changes") in html
    assert texts.say("not_known", group="reasons") in section(html, "new")
    assert code == "en" or "What changed" not in html


def test_small_counts_are_counted_and_never_told(visit: Visit, ledger_file: Path, tmp_path: Path) -> None:
    signed(visit, "April")
    text = "Police deported 3 Afghans from Sindh on 28 May 2025. Another 45,600 Afghans returned in May 2025."
    add_report(ledger_file, tmp_path, text)
    with Ledger.open(ledger_file) as ledger:
        small = next(kept.id for kept in ledger.figures() if kept.record.value == 3)
    signed(visit, "May")
    html = page(visit("stranger"), "/changes/?all=1")
    feed = page(visit("stranger"), "/changes/feed/")
    assert "Further changes of numbers that are withheld" in html
    assert small not in html
    assert small not in feed
    assert "45,600" in html


def feed_of(client: Client, language: str = "en") -> Any:
    answer = client.get(f"/changes/feed/?language={language}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    read = feedparser.parse(answer.content)
    assert not read.bozo
    return read


def test_the_feed_of_an_empty_record_is_a_feed_without_entries(visit: Visit) -> None:
    read = feed_of(visit("stranger"))
    assert read.entries == []
    assert read.feed.updated


def test_the_feed_tells_each_release_once_the_newest_first(visit: Visit, two: tuple[int, int]) -> None:
    read = feed_of(visit("stranger"))
    assert [entry.id.rsplit("/", 1)[1] for entry in read.entries] == ["2", "1"]
    assert read.entries[0].updated_parsed >= read.entries[1].updated_parsed
    assert "1,212,400" in read.entries[0].content[0].value
    assert "first release" in read.entries[1].title
    for entry in read.entries:
        page(visit("stranger"), entry.link.removeprefix("http://testserver"))


def test_every_link_inside_an_entry_leads_to_a_page(visit: Visit, two: tuple[int, int]) -> None:
    content = feed_of(visit("stranger")).entries[0].content[0].value
    found = set(re.findall(r'href="http://testserver(/[^"]*)"', content))
    assert found
    for address in found:
        page(visit("stranger"), address)


def test_ids_hold_the_situation_and_the_authority_that_is_told_and_stay(
    visit: Visit, two: tuple[int, int], settings: Any
) -> None:
    settings.CONCORD_TAG_AUTHORITY = "record.example,2026-01-01"
    once = [entry.id for entry in feed_of(visit("stranger")).entries]
    assert once[0] == "tag:record.example,2026-01-01:changes/afghanistan-pakistan/release/2"
    settings.CONCORD_SITE = "https://elsewhere.example"
    for language in ("ur", "ps"):
        assert [entry.id for entry in feed_of(visit("observer"), language).entries] == once


@pytest.mark.parametrize(
    ("site", "host", "starts"),
    [
        ("https://record.example/concord", "testserver", "tag:record.example,2026:"),
        ("http://127.0.0.1:8000", "testserver", "tag:testserver,2026:"),
        ("http://127.0.0.1:8000", "[::1]", "urn:uuid:"),
    ],
)
def test_without_one_the_host_stands_in_the_ids(
    visit: Visit, settings: Any, site: str, host: str, starts: str
) -> None:
    settings.CONCORD_SITE = site
    answer = visit("stranger").get("/changes/feed/", headers={"host": host})
    assert Tree.fromstring(answer.content)[0].text.startswith(starts)  # type: ignore[union-attr]


@pytest.mark.parametrize(("code", "published"), LANGUAGES)
def test_the_feed_is_told_in_four_languages(
    visit: Visit, two: tuple[int, int], code: str, published: str
) -> None:
    read, texts = feed_of(visit("stranger"), code), texts_of(published)
    assert read.feed.language == published
    assert texts.say("not_known", group="reasons") in read.entries[0].content[0].value
    assert texts.number(1_212_400) in read.entries[0].content[0].value
    assert f"language={code}" in next(link.href for link in read.feed.links if link.rel == "self")


def test_every_page_names_the_feed(visit: Visit) -> None:
    head = page(visit("stranger"), "/").split("</head>")[0]
    assert 'rel="alternate" type="application/atom+xml"' in head
    assert "/changes/feed/" in head


def test_a_figure_stays_in_its_release_as_it_was(visit: Visit, two: tuple[int, int], figure_id: str) -> None:
    client = visit("stranger")
    first, second = (page(client, f"/releases/{n}/figures/{figure_id}/") for n in two)
    assert "Our count agrees." not in first
    assert "No party had said anything" in first
    assert "It stands otherwise today" in first
    assert "Our count agrees." in second
    assert "It stands the same today." in second
    assert all(f'href="/figures/{figure_id}/"' in one for one in (first, second))


def test_a_correction_does_not_reach_back_into_a_release(visit: Visit, figure_id: str) -> None:
    number = signed(visit, "April")
    form = {"field-value": "907931", "why": "Two digits changed places."}
    visit("officer").post(f"/figures/{figure_id}/correct/", form)
    then = page(visit("stranger"), f"/releases/{number}/figures/{figure_id}/")
    assert "907,391" in then.split("<h1>")[1].split("</h1>")[0]
    revised = section(page(visit("stranger"), f"/changes/?from={number}&to=now"), "revised")
    assert "its reading was corrected" in revised
    assert "907,391" in revised
    assert "907,931" in revised


def test_a_figure_that_came_later_is_not_in_the_release(
    visit: Visit, two: tuple[int, int], ledger_file: Path
) -> None:
    with Ledger.open(ledger_file) as ledger:
        later = next(kept.id for kept in ledger.figures() if kept.record.value == 1_212_400)
    page(visit("stranger"), f"/releases/1/figures/{later}/", 404)
    page(visit("stranger"), f"/releases/2/figures/{later}/")
    page(visit("stranger"), f"/releases/3/figures/{later}/", 404)


def test_an_estimate_is_told_as_it_was_signed(visit: Visit, two: tuple[int, int]) -> None:
    for number in two:
        body = Release.objects.get(number=number).body["body"]
        for line in body["estimates"]:
            told = page(visit("stranger"), f"/releases/{number}/estimates/{line['key']}/")
            assert line["shown"] in told.split("<h1>")[1].split("</h1>")[0]
            assert "Printed in the release as it was signed." in told


def test_an_estimate_that_a_release_does_not_print_follows_from_its_seal(
    visit: Visit, two: tuple[int, int]
) -> None:
    body = Release.objects.get(number=1).body["body"]
    keys = {line["key"] for line in body["estimates"]}
    accounts = page(visit("stranger"), "/accounts/?as_of=2025-05-01")
    other = next(key for key in re.findall(r"/estimates/([0-9a-f]+)/", accounts) if key not in keys)
    answer = visit("stranger").get(f"/releases/1/estimates/{other}/")
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert "Not printed in the release" in answer.content.decode()


def test_a_release_of_one_figure_with_a_value_of_its_own_is_told_so(visit: Visit) -> None:
    key = page(visit("kabul"), "/accounts/").split("/estimates/")[1].split("/")[0]
    form = {"kind": "figure", "title": "One", "estimate": key, "value": "900,000", "why": "our register"}
    where = visit("kabul").post("/agreement/propose/", form)["Location"]
    for persona in ("islamabad", "unhcr", "iom"):
        visit(persona).post(f"{where}assent/", {"word": "agreed", "revision": 1})
    visit("iom").post(f"{where}sign/")
    told = page(visit("stranger"), f"/releases/1/estimates/{key}/")
    assert "900,000" in told.split("<h1>")[1].split("</h1>")[0]
    assert "our register" in told


def test_an_export_of_a_release_tells_what_its_seal_held(visit: Visit, two: tuple[int, int]) -> None:
    client = visit("stranger")
    first, second = (
        b"".join(client.get(f"/api/v1/exports/csv?release={n}")).decode()
        for n in two  # type: ignore[arg-type]
    )
    assert "907391" in first
    assert "1212400" not in first
    assert "1212400" in second


@pytest.mark.parametrize("address", ["/changes/?since=2025-05-15&until={}", "/api/v1/exports/csv?as_of={}"])
def test_to_ask_for_a_day_ahead_frees_nothing_that_waits(
    visit: Visit, ledger_file: Path, tmp_path: Path, address: str
) -> None:
    today = datetime.now(UTC).date()
    told = f"Police arrested 48,217 Afghans in Rawalpindi on {today - timedelta(2):%d %B %Y}."
    add_report(ledger_file, tmp_path, told, f"{today}T00:00:01+00:00", str(today))
    answer = visit("stranger").get(address.format(today + timedelta(365)))
    text = (b"".join(answer) if answer.streaming else answer.content).decode()  # type: ignore[arg-type]
    assert "48,217" not in text
    assert "48217" not in text
    with Ledger.open(ledger_file) as ledger:
        assert [kept.record.measure for kept in ledger.figures() if kept.record.value == 48_217] == [
            "arrested"
        ]
