"""Sites on pages, in the API and in files: the same numbers everywhere, and nobody sees too much."""

import csv
import io
import json
import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from concord.web.demo_sites import fill_sites
from concord.web.ledgers import now
from concord.web.models import ApiKey, AuditEntry, Seat, SiteEntry, SiteRow
from concord.web.pages.site_entry import today
from concord.web.records.keeping import RowsStay

Visit = Callable[[str], Client]
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def site(seats: dict[str, Seat]) -> SiteRow:
    """A site of the Government of Pakistan without a day."""
    row = SiteRow(
        at=now(),
        name="Test site",
        kind="transit",
        place="hajj-complex",
        party="gov-pk",
        seat=seats["manager"],
    )
    row.save()
    return row


def form(**more: object) -> dict[str, object]:
    return {"day": str(today()), "people": "100", "key": str(uuid.uuid4()), **more}


def send(client: Client, site: SiteRow, **more: object) -> Any:
    return client.post(f"/sites/{site.pk}/day/", form(**more), **JSON)


@pytest.fixture
def examples(seats: dict[str, Seat]) -> list[SiteRow]:
    """The sites of the demo, ninety days each."""
    fill_sites(now())
    return list(SiteRow.objects.all())


def key_of(seat: Seat, may_write: bool = True) -> dict[str, str]:
    key, digest = ApiKey.fresh()
    ApiKey.objects.create(seat=seat, label="t", digest=digest, may_write=may_write, created_at=now())
    return {"HTTP_AUTHORIZATION": f"Bearer {key}"}


@pytest.mark.parametrize("persona", ["manager", "kabul", "stranger"])
def test_page_api_and_every_export_tell_the_same(
    persona: str, visit: Visit, seats: dict[str, Seat], examples: list[SiteRow]
) -> None:
    client = visit(persona)
    key = key_of(seats[persona]) if persona in seats else {}
    for row in examples:
        for table in ("standards", "days"):
            told = Client().get(f"/api/v1/sites/{row.pk}/{table}", **key).json()
            files = {f: client.get(f"/sites/{row.pk}/{table}.{f}").content for f in ("json", "csv", "xlsx")}
            assert json.loads(files["json"]) == told
            assert len(told) > (10 if table == "standards" else 70)
            text = [{k: "" if v is None else str(v) for k, v in one.items()} for one in told]
            assert list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig")))) == text
            head, *cells = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).active.iter_rows(
                values_only=True
            )
            assert [dict(zip(head, c, strict=True)) for c in cells] == [
                {k: None if v == "" else v for k, v in one.items()} for one in told
            ]
        _page_tells(client.get(f"/sites/{row.pk}/").content.decode(), row, key)


def _page_tells(page: str, row: SiteRow, key: dict[str, str]) -> None:
    """The table of standards on the page, read cell by cell."""
    for one in Client().get(f"/api/v1/sites/{row.pk}/standards", **key).json():
        found = re.search(rf'<tr id="{one["code"]}">(.*?)</tr>', page, re.S)
        assert found, one["code"]
        cells = re.findall(r"<td>(.*?)</td>", found[1], re.S)
        value = "–" if one["value"] is None else f"{one['value']:,.1f}".removesuffix(".0")
        shown = re.sub(r"<[^>]+>", "", cells[0]).strip()
        assert (
            shown.replace(",", "") == pytest.approx(value.replace(",", ""))
            or abs(float(shown.replace(",", "")) - one["value"]) <= 0.051
        )
        assert f'class="state {one["verdict"]}"' in cells[2]
        for cell, day in ((cells[3], one["first_broken"]), (cells[4], one["broken_since"])):
            assert (f'datetime="{day}"' in cell) if day else ("–" in cell)


def test_the_page_shows_when_each_standard_was_first_broken(visit: Visit, site: SiteRow) -> None:
    client = visit("manager")
    for back, baths in ((4, 2), (3, 1), (2, 2), (1, 1), (0, 1)):
        send(client, site, day=str(today() - timedelta(days=back)), bathing=str(baths))
    page = client.get(f"/sites/{site.pk}/").content.decode()
    row = re.search(r'<tr id="bathing">(.*?)</tr>', page, re.S)
    assert row
    days = re.findall(r'datetime="([0-9-]+)"', row[1])
    assert days == [str(today() - timedelta(days=3)), str(today() - timedelta(days=1))]


def test_an_empty_list_says_what_to_do(visit: Visit) -> None:
    assert "No site has been opened yet." in visit("stranger").get("/sites/").content.decode()


def test_a_day_is_kept_once_however_often_it_is_sent(visit: Visit, site: SiteRow) -> None:
    client, key = visit("manager"), str(uuid.uuid4())
    codes = [send(client, site, key=key).status_code for _ in range(3)]
    assert codes == [201, 200, 200]
    assert SiteEntry.objects.count() == 1


def test_an_id_that_stands_for_another_entry_is_refused(visit: Visit, site: SiteRow) -> None:
    client, key = visit("manager"), str(uuid.uuid4())
    send(client, site, key=key)
    assert send(client, site, key=key, people="900").status_code == 400
    assert SiteEntry.objects.count() == 1


def test_two_who_do_not_know_of_each_other_are_shown_side_by_side_and_nothing_is_lost(
    visit: Visit, site: SiteRow
) -> None:
    manager, delegate = visit("manager"), visit("islamabad")
    first = send(manager, site, people="100").json()
    second = send(delegate, site, people="140")
    assert second.status_code == 409
    assert [one.told.people for one in SiteRow.objects.get().present.values()] == [
        100
    ]  # it does not count yet
    page = manager.get(second.json()["choose"]).content.decode()
    assert "100" in page
    assert "140" in page
    manager.post(second.json()["choose"], {"choice": str(second.json()["entry"])})
    row = SiteRow.objects.get()
    assert [one.told.people for one in row.present.values()] == [140]
    assert row.open_choices == []
    assert {one.values["people"] for one in row.entries.all()} == {100, 140}
    assert row.entries.get(pk=first["entry"]).values["people"] == 100
    assert send(delegate, site, people="140", key=str(row.entries.get(contested=True).key)).status_code == 200


def test_who_saw_the_entry_corrects_it(visit: Visit, site: SiteRow) -> None:
    client = visit("manager")
    first = send(client, site, people="100").json()["entry"]
    assert send(client, site, people="110", base=str(first)).status_code == 201
    (present,) = SiteRow.objects.get().present.values()
    assert (present.told.people, present.supersedes_id) == (110, first)
    assert SiteEntry.objects.count() == 2


def test_a_day_works_without_script(visit: Visit, site: SiteRow) -> None:
    client = visit("manager")
    page = client.get(f"/sites/{site.pk}/day/").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(key|base)" value="([^"]*)"', page))
    answer = client.post(f"/sites/{site.pk}/day/", form(**hidden), follow=True)
    assert "The day is kept." in answer.content.decode()


@pytest.mark.parametrize(
    "words", ["Ask Ahmad Zia", "ring 0301 2345678", "card 17301-1234567-1", "house no. 12, street 4"]
)
@pytest.mark.parametrize("language", ["en", "ur", "fa-af", "ps"])
def test_a_reason_that_would_let_somebody_be_found_is_refused_in_the_language_of_the_page(
    words: str, language: str, visit: Visit, site: SiteRow
) -> None:
    client = visit("manager")
    client.cookies["django_language"] = language
    answer = send(client, site, reason=words)
    assert answer.status_code == 400
    assert SiteEntry.objects.count() == 0
    assert ("Concord" in answer.json()["error"]) == (language == "en")
    assert words not in client.post(f"/sites/{site.pk}/day/", form(reason="x")).content.decode()


def test_mistakes_stand_beside_their_questions(visit: Visit, site: SiteRow) -> None:
    answer = visit("manager").post(f"/sites/{site.pk}/day/", form(people="many", taps="-1"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="many"' in page
    assert {"m-people", "m-taps"} <= set(re.findall(r'id="(m-[a-z]+)"', page))


@pytest.mark.parametrize("persona", ["kabul", "unhcr", "iom"])
def test_a_delegate_of_another_party_enters_nothing(persona: str, visit: Visit, site: SiteRow) -> None:
    client = visit(persona)
    for where in ("day", "import"):
        assert client.get(f"/sites/{site.pk}/{where}/").status_code == 403
        assert client.post(f"/sites/{site.pk}/{where}/", form()).status_code == 403
    assert SiteEntry.objects.count() == 0


@pytest.mark.parametrize("persona", ["stranger", "kabul", "observer", "secretary"])
def test_nobody_outside_the_party_sees_name_newest_days_or_words(
    persona: str, visit: Visit, seats: dict[str, Seat], examples: list[SiteRow]
) -> None:
    row = next(one for one in examples if one.name == "Landi Kotal holding camp")
    client = visit(persona)
    key = key_of(seats[persona]) if persona in seats else {}
    fresh = {str(now().date() - timedelta(days=back)) for back in range(7)}
    for where in (
        "/sites/",
        f"/sites/{row.pk}/",
        f"/sites/{row.pk}/days.csv",
        f"/sites/{row.pk}/standards.json",
    ):
        said = client.get(where).content.decode()
        assert "Landi Kotal" not in said
        assert "Buses wait" not in said
        if where != "/sites/":
            assert not {day for day in fresh if day in said}
    for where in ("", f"/{row.pk}", f"/{row.pk}/days", f"/{row.pk}/standards"):
        said = Client().get(f"/api/v1/sites{where}", **key).content.decode()
        assert "Landi Kotal" not in said
        assert "Buses wait" not in said


def test_the_api_enters_a_day_for_the_party_of_its_key(seats: dict[str, Seat], site: SiteRow) -> None:
    where = f"/api/v1/sites/{site.pk}/days"
    told = {"day": str(today()), "people": 120, "bathing": 2}

    def post(key: dict[str, str], **more: object) -> Any:
        return Client().post(where, {**told, **more}, content_type="application/json", **key)

    assert post({}).status_code == 401
    assert post(key_of(seats["manager"], may_write=False)).status_code == 403
    assert post(key_of(seats["kabul"])).status_code == 403
    assert post(key_of(seats["observer"])).status_code == 403
    key = key_of(seats["manager"])
    assert post(key, people="few").status_code == 422
    assert post(key, people=None).status_code == 400
    kept = post(key)
    assert kept.status_code == 201
    assert post(key).status_code == 200
    assert post(key, people=130).status_code == 409
    assert post(key, people=131, base=kept.json()["entry"]).status_code == 201


def test_a_file_of_kobo_is_kept_row_by_row_and_once(visit: Visit, site: SiteRow) -> None:
    client = visit("manager")
    day = today()
    lines = ["_uuid,site/day,site/people,blankets"]
    lines += [f"{uuid.uuid4()},{day - timedelta(days=i)},{100 + i},{'7' if i else ''}" for i in range(3)]
    lines += [f"{uuid.uuid4()},{day - timedelta(days=9)},many,"]

    def upload() -> str:
        file = SimpleUploadedFile("days.csv", "\n".join(lines).encode())
        return client.post(f"/sites/{site.pk}/import/", {"file": file}).content.decode()

    first, again = upload(), upload()
    assert first.count(">kept<") == 3
    assert "This is no number." in first
    assert "blankets" in first
    assert again.count(">was here already<") == 3
    assert SiteEntry.objects.count() == 3


def test_a_list_of_persons_is_no_file_of_days(visit: Visit, site: SiteRow) -> None:
    rows = "\n".join(f"2025-04-1{i},1,Gul Khan,10000-000000{i}-0" for i in range(5))
    file = SimpleUploadedFile("days.csv", f"day,people,name,cnic\n{rows}".encode())
    answer = visit("manager").post(f"/sites/{site.pk}/import/", {"file": file})
    assert answer.status_code == 400
    assert SiteEntry.objects.count() == 0


def test_a_row_that_names_somebody_is_not_kept_and_the_others_are(visit: Visit, site: SiteRow) -> None:
    lines = "day,people,reason\n2025-04-18,90,call 0301 2345678\n2025-04-19,91,a pump broke\n"
    file = SimpleUploadedFile("days.csv", lines.encode())
    page = visit("manager").post(f"/sites/{site.pk}/import/", {"file": file}).content.decode()
    assert "a telephone number" in page
    assert [one.told.people for one in SiteEntry.objects.all()] == [91]


def test_the_form_is_offered_in_four_languages(visit: Visit) -> None:
    answer = visit("manager").get("/sites/form.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["survey"]
    head = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
    assert [one for one in head if one.startswith("label")] == [
        "label::English (en)", "label::Urdu (ur)", "label::Dari (prs)", "label::Pashto (ps)",
    ]  # fmt: skip


def test_a_manager_opens_a_site_for_the_own_party(visit: Visit) -> None:
    client = visit("manager")
    told = {"name": "A school", "kind": "accommodation", "place": "PK5", "settlement_area": "900"}
    assert client.post("/sites/new/", told).status_code == 302
    assert SiteRow.objects.get().party == "gov-pk"
    for bad in ({"name": ""}, {"kind": "palace"}, {"settlement_area": "wide"}, {"place": "nowhere"}, {}):
        assert client.post("/sites/new/", {**told, **bad}).status_code == 400  # the last is there already
    assert AuditEntry.objects.filter(act="open site").count() == 1


def test_the_worker_is_served_from_the_root_for_all_pages(visit: Visit) -> None:
    answer = visit("stranger").get("/worker.js")
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]


def test_entries_stay_as_they_were_written(visit: Visit, site: SiteRow) -> None:
    send(visit("manager"), site)
    with pytest.raises(RowsStay):
        SiteEntry.objects.get().delete()
    for statement in ("DELETE FROM web_siteentry", "UPDATE web_siterow SET name = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_an_entry_and_its_party_stand_in_the_log(visit: Visit, site: SiteRow) -> None:
    send(visit("manager"), site, party="unhcr")
    assert SiteEntry.objects.get().party == "gov-pk"
    assert AuditEntry.objects.filter(act="enter site day", party="gov-pk").count() == 1


def test_ninety_days_are_drawn_and_shown(visit: Visit, examples: list[SiteRow]) -> None:
    page = visit("manager").get(f"/sites/{examples[0].pk}/").content.decode()
    assert page.count('class="dot"') > 150  # two sizes of one picture
    assert page.count("correct</a>") > 80
    assert date.fromisoformat(re.findall(r'datetime="([0-9-]+)"', page)[0])
