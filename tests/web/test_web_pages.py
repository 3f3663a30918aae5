"""What the pages tell: every number leads to its words, and nothing small is shown."""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from concord.ledger import Ledger
from concord.web import board
from concord.web.calendars import solar
from concord.web.models import FindingEvent
from concord.web.pages.pictures import ROWS

Visit = Callable[[str], Client]


def text(client: Client, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, path
    return answer.content.decode()


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_from_a_published_number_to_its_sentence_in_two_clicks(visit: Visit) -> None:
    client = visit("stranger")
    page = text(client, "/")
    estimate = re.search(r'href="(/estimates/[0-9a-f]+/)"', page)
    assert estimate
    figure = re.search(r'href="(/figures/[0-9a-f]+/)"', text(client, estimate[1]))
    assert figure
    assert '<mark class="figure">' in text(client, figure[1])


def test_the_seeds_two_totals_stand_side_by_side(visit: Visit) -> None:
    client = visit("stranger")
    found = re.search(
        r'<a href="(/findings/[0-9a-f]+/)">[^<]*907,391 and 907,351', text(client, "/findings/")
    )
    assert found
    page = text(client, found[1])
    assert page.count("907,391") >= 2
    assert "digit" in page


def test_one_filter_language_for_page_and_api(visit: Visit) -> None:
    client, question = visit("stranger"), "measure=deported&party=gov-pk&since=2025-04"
    listed = set(
        re.findall(r'<th scope="row"><a href="/figures/([0-9a-f]+)/"', text(client, f"/evidence/?{question}"))
    )
    told = client.get(f"/api/v1/figures?{question}").json()
    assert listed == {item["id"] for item in told["items"]}
    assert listed
    assert told["next"] is None


def test_an_unclear_question_is_told_in_words(visit: Visit) -> None:
    answer = visit("stranger").get("/evidence/?since=yesterday")
    assert answer.status_code == 400
    assert "no date such as" in answer.content.decode()


def test_a_question_can_be_saved_and_asked_again(visit: Visit) -> None:
    client = visit("observer")
    client.post("/evidence/save/", {"name": "ACC", "question": "status=acc&offset=50"})
    assert '<a href="/evidence/?status=acc">ACC</a>' in text(client, "/evidence/")


def test_only_the_rows_come_where_htmx_asks(visit: Visit) -> None:
    part = text(visit("stranger"), "/evidence/?measure=deported", **{"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="figures">')
    assert "<html" not in part


def test_a_document_shows_every_figure_in_its_text(visit: Visit) -> None:
    client = visit("stranger")
    where = re.search(r'<a href="(/documents/[0-9a-f]+/)"', text(client, "/documents/"))
    assert where
    page = text(client, where[1])
    marked = set(re.findall(r'<mark class="figure" id="f-([0-9a-f]+)"', page))
    listed = set(re.findall(r'<li><a href="/figures/([0-9a-f]+)/"', page))
    assert listed <= marked
    assert listed


def test_documents_from_right_to_left_are_shown_so(visit: Visit) -> None:
    client = visit("stranger")
    pages = [
        text(client, where)
        for where in re.findall(r'<a href="(/documents/[0-9a-f]+/)"', text(client, "/documents/"))
    ]
    assert any('dir="rtl">' in page.split('class="text card"')[1][:200] for page in pages)


def test_a_correction_stands_beside_the_first_reading(visit: Visit, figure_id: str) -> None:
    client, where = visit("officer"), f"/figures/{figure_id}/"
    client.post(f"{where}correct/", {"field-status": "acc", "why": "The sentence speaks of card holders."})
    page = text(visit("stranger"), where)
    assert "<b>acc</b>" in page
    assert "The sentence speaks of card holders." in page
    assert "corrected" in page


def test_a_correction_that_makes_no_figure_is_refused(visit: Visit, figure_id: str) -> None:
    answer = visit("officer").post(f"/figures/{figure_id}/correct/", {"field-unit": "sheep", "why": "x"})
    assert answer.status_code == 400
    assert "unit" in answer.content.decode()


def test_a_form_with_nothing_changed_keeps_nothing(visit: Visit, figure_id: str) -> None:
    page = text(visit("officer"), f"/figures/{figure_id}/")
    fields = dict(re.findall(r'<input name="(field-[a-z_]+)" value="([^"]*)"', page))
    answer = visit("officer").post(f"/figures/{figure_id}/correct/", {**fields, "why": "x"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()


def test_parties_disagree_on_one_page(visit: Visit, figure_id: str) -> None:
    visit("islamabad").post(f"/figures/{figure_id}/say/", {"kind": "agreed", "why": "As announced."})
    visit("kabul").post(f"/figures/{figure_id}/say/", {"kind": "disputed", "why": "Not our count."})
    page = text(visit("stranger"), f"/figures/{figure_id}/")
    assert "As announced." in page
    assert "Not our count." in page
    assert '<span class="state disputed">' in page


def test_many_figures_at_once_and_undone(visit: Visit) -> None:
    client = visit("kabul")
    chosen = re.findall(r'name="claim" value="([0-9a-f]+)"', text(client, "/evidence/?party=gov-pk"))[:3]
    said = {
        "claim": chosen,
        "kind": "disputed",
        "why": "Not counted at our side.",
        "question": "party=gov-pk",
    }
    assert "Undo" in client.post("/evidence/say/", said, follow=True).content.decode()
    assert text(client, f"/figures/{chosen[0]}/").count("state disputed") == 1
    client.post("/evidence/undo/")
    assert "state unreviewed" in text(client, f"/figures/{chosen[0]}/")


def test_a_finding_is_asked_answered_settled_and_reopened(visit: Visit) -> None:
    key = re.search(r'href="/findings/([0-9a-f]+)/"', text(visit("stranger"), "/findings/"))
    assert key
    where = f"/findings/{key[1]}/"
    acts = [
        ("officer", {"kind": "asked", "to": "gov-pk", "text": "Which of the two?"}),
        ("islamabad", {"kind": "answered", "text": "The first."}),
        ("islamabad", {"kind": "settled", "settlement": "corrected_by_source", "text": "A digit."}),
        ("kabul", {"kind": "reopened", "text": "The record says otherwise."}),
    ]
    for persona, said in acts:
        assert visit(persona).post(f"{where}act/", said).status_code == 302
    assert [event.kind for event in FindingEvent.objects.all()] == [
        "asked",
        "answered",
        "settled",
        "reopened",
    ]
    assert "A digit." in text(visit("stranger"), where)
    assert "Which of the two?" not in text(visit("stranger"), where)
    assert "Which of the two?" in text(visit("observer"), where)


def test_a_reviewer_does_not_settle(visit: Visit) -> None:
    key = re.search(r'href="/findings/([0-9a-f]+)/"', text(visit("stranger"), "/findings/"))
    assert key
    said = {"kind": "settled", "settlement": "both_stand", "text": "x"}
    assert visit("officer").post(f"/findings/{key[1]}/act/", said).status_code == 403


def test_what_if_changes_nothing(visit: Visit) -> None:
    client = visit("stranger")
    before = without_tokens(text(client, "/accounts/"))
    assert "With it" in text(client, "/accounts/what-if/?without=gov-pk")
    assert without_tokens(text(client, "/accounts/")) == before


def test_what_was_known_on_a_day(visit: Visit) -> None:
    assert "Nothing is in the ledger yet" in text(visit("stranger"), "/?as_of=2020-01-01")
    assert "as known on" in text(visit("stranger"), "/").casefold()


def test_what_is_new_since_one_looked(visit: Visit, figure_id: str) -> None:
    text(visit("observer"), "/")
    visit("kabul").post(f"/figures/{figure_id}/say/", {"kind": "disputed", "why": "Not our count."})
    assert "New since you last looked" in text(visit("observer"), "/")
    text(visit("observer"), "/?seen=1")
    assert "New since you last looked" not in text(visit("observer"), "/")


def test_a_document_is_seen_before_it_is_kept(visit: Visit) -> None:
    client = visit("officer")
    draft = client.post(
        "/evidence/add/", {"text": "Officials said 12,345 Afghans were deported on 3 May 2025."}
    )
    assert "12,345" in text(client, draft["Location"])
    assert "12,345" not in text(client, "/evidence/?since=2025-05-03&until=2025-05-03")
    client.post(f"{draft['Location']}keep/", {"what": "keep"})
    assert "12,345" in text(client, "/evidence/?since=2025-05-03&until=2025-05-03")


def test_a_document_just_kept_comes_back_by_itself_until_its_figures_are_there(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visit("officer")
    sent = {"text": "Officials said 12,345 Afghans were deported on 3 May 2025."}
    draft = client.post("/evidence/add/", sent)["Location"]
    kept = client.post(f"{draft}keep/", {"what": "keep"})["Location"]
    monkeypatch.setattr(board, "PATIENCE", 0.0)
    answer = client.get(kept)
    assert answer["Refresh"] == "4"
    assert "12,345" in answer.content.decode()
    monkeypatch.setattr(board, "PATIENCE", 600.0)
    answer = client.get(kept)
    assert "Refresh" not in answer
    assert 'href="/figures/' in answer.content.decode()


def test_a_draft_can_be_let_go(visit: Visit) -> None:
    client = visit("officer")
    draft = client.post("/evidence/add/", {"text": "Officials said 12,345 Afghans returned."})["Location"]
    client.post(f"{draft}keep/", {"what": "drop"})
    assert client.get(draft).status_code == 404


def test_what_is_no_document_is_refused_and_nothing_typed_is_lost(visit: Visit) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    broken = SimpleUploadedFile("broken.pdf", b"%PDF-1.7 and no more")
    answer = visit("officer").post("/evidence/add/", {"file": broken, "title": "My title"})
    assert answer.status_code == 400
    assert "broken.pdf" in answer.content.decode()
    assert "My title" in answer.content.decode()


def test_small_counts_are_never_shown(visit: Visit, ledger_file: Path) -> None:
    client = visit("officer")
    sent = {"text": "Police arrested 3 Afghans in Quetta on 5 May 2025, and deported 5,210 others that day."}
    draft = client.post("/evidence/add/", sent)["Location"]
    client.post(f"{draft}keep/", {"what": "keep"})
    with Ledger.open(ledger_file) as ledger:
        small = [kept.id for kept in ledger.figures() if 1 <= kept.record.value <= 4]
    assert small
    for figure in small:
        told = client.get(f"/api/v1/figures/{figure}").json()
        assert (told["value"], told["text"], told["start"]) == (None, "", None)
        page = text(client, f"/figures/{figure}/")
        assert "fewer than 10" in page
        assert 'name="field-value"' not in page


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2023, 10, 3), (1402, 7, 11)),
    ],
)
def test_solar_days(day: date, told: tuple[int, int, int]) -> None:
    assert solar(day) == told


def test_digits_and_calendar_by_choice(visit: Visit) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = "fa-af"
    client.post("/own/preferences/", {"digits": "local"})
    client.post("/own/preferences/", {"calendar": "solar"})
    page = text(client, "/")
    assert "۱۴۰" in page
    assert re.search(r'<bdi dir="ltr" class="n">[۰-۹٬]+</bdi>', page)


def test_no_page_is_heavy(visit: Visit) -> None:
    for path in ("/", "/evidence/", "/documents/", "/findings/", "/accounts/", "/roles/", "/pictures/"):
        assert len(visit("islamabad").get(path).content) < 200_000, path


def test_every_picture_has_words_and_a_table_beside_it(visit: Visit) -> None:
    client = visit("stranger")
    page = text(client, "/pictures/")
    drawn = re.findall(r'<img src="(/pictures/[a-z]+\.svg)[^"]*" alt="([^"]+)"', page)
    assert len(drawn) >= 5
    assert page.count("<table>") >= len(drawn)
    for where, words in drawn:
        answer = client.get(where)
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer.content.startswith(b"<svg")
        assert len(words) > 20


def test_the_pictures_page_shows_first_rows_and_the_file_has_all_of_them(visit: Visit) -> None:
    client = visit("stranger")
    page = text(client, "/pictures/")
    linked = re.findall(r'href="(/pictures/[a-z]+\.csv)\?language=en"', page)
    assert len(linked) >= 5
    longest = 0
    sections = [section for section in page.split("<section")[1:] if ".csv" in section]
    for section, where in zip(sections, linked, strict=True):
        shown = section.count("<tr>") - 1
        rows = list(csv.reader(client.get(where).content.decode().splitlines()))[1:]
        assert shown == min(len(rows), ROWS), where
        assert ("These are the first rows." in section) == (len(rows) > shown), where
        longest = max(longest, len(rows))
    assert longest > ROWS


def test_the_table_of_a_picture_starts_no_formula(visit: Visit) -> None:
    told = visit("stranger").get("/pictures/cumulative.csv")
    assert told["Content-Type"].startswith("text/csv")
    cells = [cell for row in csv.reader(told.content.decode().splitlines()) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert visit("stranger").get("/pictures/everything.csv").status_code == 400


def test_scopes_are_told_in_the_language_of_the_page(visit: Visit) -> None:
    client = visit("stranger")
    client.cookies["django_language"] = "ur"
    page = text(client, "/accounts/")
    assert "registered · " not in page


def test_the_situation_shows_the_map_with_its_caveats(visit: Visit) -> None:
    page = text(visit("stranger"), "/")
    assert '<img src="/pictures/map.svg' in page
    assert "do not imply" in page


def test_there_is_no_picture_of_an_unknown_kind(visit: Visit) -> None:
    answer = visit("stranger").get("/pictures/everything.svg")
    assert answer.status_code == 400
    assert "no picture" in answer.content.decode()
