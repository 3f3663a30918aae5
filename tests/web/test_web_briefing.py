"""The printed briefing over the web: what stands beside its figures, and the bytes of a release."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from test_web_changes import add_report, signed

from concord.publish.languages import LANGUAGES, texts_of
from concord.sites import SiteDay
from concord.web import anticipated, board, briefed, sealed
from concord.web.demo_conduct import fill_conduct
from concord.web.demo_sites import fill_sites
from concord.web.ledgers import now
from concord.web.models import Release, Seat, SiteRow
from concord.web.sitework import enter

Visit = Callable[[str], Client]
WHY = "The table beside the words has another total."


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits until its answer is made."""
    monkeypatch.setattr(anticipated, "PATIENCE", 600.0)
    sealed._kept.clear()


@pytest.fixture
def beside(seats: dict[str, Seat], visit: Visit, figure_id: str) -> None:
    """Sites, reports of conduct, and a correction."""
    fill_sites(now())
    fill_conduct(now())
    visit("unhcr").post(f"/figures/{figure_id}/corrections/", {"why": WHY})


def content(visit: Visit, address: str, who: str = "stranger") -> bytes:
    answer = visit(who).get(address)
    assert answer.status_code == 200, answer.content[:500]
    return bytes(answer.content)


def page(visit: Visit, language: str = "en", query: str = "") -> str:
    return unescape(content(visit, f"/briefing/{language}.html{query}").decode())


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("language", LANGUAGES)
def test_sites_conduct_days_ahead_and_corrections_stand_beside_the_figures(
    visit: Visit, language: str
) -> None:
    texts, told = texts_of(language), page(visit, language)
    for key in ("sites", "conduct", "expected", "corrections", "no_target"):
        assert texts.say(key) in told, key
    assert texts.say("no_sites") not in told
    assert texts.term("extortion") in told
    assert texts.term("open") in told
    assert WHY in told


@pytest.mark.usefixtures("beside")
def test_beside_the_figures_stands_only_what_strangers_may_see_whoever_asks(visit: Visit) -> None:
    told = content(visit, "/briefing/en.html?annex=1", who="manager").decode()
    assert told == content(visit, "/briefing/en.html?annex=1").decode()
    assert "Hajj Complex" not in told  # the name of a site stays with its party
    assert "Our monitors saw cards" not in told  # and so do words about conduct


@pytest.mark.usefixtures("beside")
def test_every_link_of_the_briefing_leads_somewhere(visit: Visit) -> None:
    found = set(re.findall(r'href="http://testserver(/[^"]+)"', page(visit)))
    kinds = {link.split("/")[1] for link in found}
    assert kinds == {"figures", "estimates", "sites", "ahead", "corrections"}
    assert {link for link in found if visit("stranger").get(link).status_code != 200} == set()


@pytest.mark.usefixtures("beside")
def test_a_step_of_a_correction_is_in_the_next_briefing(visit: Visit) -> None:
    before = page(visit)
    number = re.search(r"/corrections/(\d+)/", before)
    assert number
    visit("unhcr").post(f"/corrections/{number[1]}/step/", {"state": "reported", "why": "Told by letter."})
    assert "reported to who said it: 1" not in before
    assert "reported to who said it: 1" in page(visit)


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_briefing_of_a_release_is_the_same_bytes_after_everything_has_grown(
    visit: Visit, language: str, ledger_file: Path, tmp_path: Path, figure_id: str
) -> None:
    number = signed(visit, "April")
    forms = [f"/releases/{number}/briefing/{language}.{form}" for form in ("html", "pdf", "docx")]
    before = [content(visit, one) for one in forms]
    add_report(ledger_file, tmp_path)
    visit("iom").post(f"/figures/{figure_id}/corrections/", {"why": "Another reason."})
    _tell_a_day()
    signed(visit, "May")
    board.forget()
    sealed._kept.clear()
    assert [content(visit, one) for one in forms] == before


def _tell_a_day() -> None:
    """One more day of a site, long enough ago to be told to strangers."""
    row = SiteRow.objects.first()
    assert row is not None
    day = SiteDay(day=now().date() - timedelta(days=200), people=700, toilets_men=1, toilets_women=1)
    enter(row, Seat.objects.get(user__username="manager"), day, key=str(uuid.uuid4()))


def test_the_briefing_of_a_release_names_it_and_its_numbers_lead_to_how_they_stood_in_it(
    visit: Visit,
) -> None:
    number = signed(visit, "April")
    told = unescape(content(visit, f"/releases/{number}/briefing/en.html").decode())
    release = Release.objects.get(number=number)
    assert f"Release {number}" in told
    assert release.digest in told
    links = set(re.findall(r'href="http://testserver(/[^"]+)"', told))
    figures = {link for link in links if "/figures/" in link or "/estimates/" in link}
    assert figures
    assert all(link.startswith(f"/releases/{number}/") for link in figures)
    assert {link for link in figures if visit("stranger").get(link).status_code != 200} == set()


def test_what_changed_since_the_release_before_is_told(
    visit: Visit, ledger_file: Path, tmp_path: Path
) -> None:
    first = signed(visit, "April")
    assert "No earlier briefing" in content(visit, f"/releases/{first}/briefing/en.html").decode()
    add_report(ledger_file, tmp_path)
    assert re.search(r"Since \d+ \w+ \d{4}: [1-9]\d* new", page(visit))


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_of_the_pages_has_two_pages_and_the_annex_comes_on_request(
    visit: Visit, language: str
) -> None:
    short, whole = (content(visit, f"/briefing/{language}.pdf{query}") for query in ("", "?annex=1"))
    with pypdfium2.PdfDocument(short) as two, pypdfium2.PdfDocument(whole) as more:
        assert len(two) == 2
        assert len(more) > 2


@pytest.mark.parametrize(
    "path",
    ["/briefing/xx.pdf", "/briefing/en.exe", "/releases/9/briefing/en.pdf", "/briefing/?release=9"],
)
def test_what_there_is_not_is_not_found(visit: Visit, path: str) -> None:
    assert visit("stranger").get(path).status_code == 404


def test_until_it_is_made_the_page_says_so_and_comes_back_by_itself(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anticipated, "PATIENCE", 0.0)
    answer = visit("stranger").get("/briefing/en.docx")
    assert (answer.status_code, answer["Retry-After"], answer["Refresh"]) == (503, "4", "4")
    assert "being worked out" in answer.content.decode()


def test_an_annex_of_very_many_claims_is_left_to_the_command(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefed, "ANNEX_CLAIMS", 10)
    answer = visit("stranger").get("/briefing/en.pdf?annex=1")
    assert answer.status_code == 400
    assert "concord brief --annex" in answer.content.decode()


def test_the_page_leads_to_every_form_and_language_of_now_and_of_a_release(visit: Visit) -> None:
    number = signed(visit, "April")
    for query, start in (("", "/briefing/"), (f"?release={number}", f"/releases/{number}/briefing/")):
        told = visit("stranger").get(f"/briefing/{query}").content.decode()
        for language in LANGUAGES:
            for form in ("html", "pdf", "docx"):
                assert f'href="{start}{language}.{form}"' in told
                assert f'href="{start}{language}.{form}?annex=1"' in told
    assert (
        f'href="/briefing/?release={number}"'
        in visit("stranger").get(f"/releases/{number}/").content.decode()
    )
