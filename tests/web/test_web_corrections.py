"""The register of corrections: who opens one, who takes which step, what everybody sees of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from concord.ledger import Ledger
from concord.web.board import board_of_ledger
from concord.web.correcting import Told, told_corrections
from concord.web.exporting import leaving_of
from concord.web.models import AuditEntry, CorrectionStep, Seat

Visit = Callable[[str], Client]
WHY = "The table beside the words has another total."


def opened(visit: Visit, figure: str, who: str = "unhcr") -> Told:
    """A correction of a figure, opened on its page."""
    answer = visit(who).post(f"/figures/{figure}/corrections/", {"why": WHY})
    assert answer.status_code == 302, answer.content
    (told,) = told_corrections([figure])
    return told


def step(visit: Visit, told: Told, state: str, who: str = "unhcr", why: str = "Told by letter.") -> Any:
    return visit(who).post(f"/corrections/{told.number}/step/", {"state": state, "why": why})


def states(told: Told) -> list[str]:
    (found,) = told_corrections([told.claim])
    return [one.state for one in found.steps]


def test_a_correction_opened_on_a_figure_stands_there_and_in_the_register(
    visit: Visit, figure_id: str
) -> None:
    told = opened(visit, figure_id)
    for address in (f"/figures/{figure_id}/", "/corrections/", f"/corrections/{told.number}/"):
        assert WHY in visit("observer").get(address).content.decode(), address
    assert AuditEntry.objects.filter(act="open correction", object=str(told.number)).exists()


def test_the_title_of_a_correction_is_plain_text(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    page = visit("observer").get(f"/corrections/{told.number}/").content.decode()
    assert f"<title>Correction {told.number} " in page.replace("\n", " ")


def test_steps_follow_each_other_and_nothing_is_skipped(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    refused = step(visit, told, "open")
    assert refused.status_code == 400
    assert "may become reported, fixed" in refused.content.decode()
    assert step(visit, told, "reported").status_code == 302
    assert step(visit, told, "fixed").status_code == 302
    assert states(told) == ["open", "reported", "fixed"]


def test_a_correction_that_was_fixed_can_be_opened_again(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    for state in ("fixed", "open"):
        assert step(visit, told, state).status_code == 302
    assert states(told) == ["open", "fixed", "open"]


def test_only_the_party_that_said_it_acknowledges_that_it_is_wrong(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    step(visit, told, "reported")
    page = visit("unhcr").get(f"/corrections/{told.number}/").content.decode()
    assert 'value="acknowledged"' not in page
    refused = step(visit, told, "acknowledged", "unhcr")
    assert refused.status_code == 400
    assert "only gov-pk" in refused.content.decode()
    assert step(visit, told, "acknowledged", "islamabad").status_code == 302
    assert states(told) == ["open", "reported", "acknowledged"]


@pytest.mark.parametrize("why", ["", "   ", "x" * 2_001], ids=["empty", "blank", "too long"])
def test_a_step_without_a_reason_that_fits_is_refused(visit: Visit, figure_id: str, why: str) -> None:
    visit("unhcr").post(f"/figures/{figure_id}/corrections/", {"why": why})
    assert CorrectionStep.objects.count() == 0
    told = opened(visit, figure_id)
    assert step(visit, told, "reported", why=why).status_code == 400
    assert states(told) == ["open"]


def test_words_that_were_refused_stand_in_the_form_again(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    refused = step(visit, told, "acknowledged", why="Our words of that day.")
    assert "Our words of that day." in refused.content.decode()


@pytest.mark.parametrize(("who", "answer"), [("observer", 403), ("secretary", 403), ("officer", 302)])
def test_who_works_on_the_record_opens_corrections(
    visit: Visit, figure_id: str, who: str, answer: int
) -> None:
    told = visit(who).post(f"/figures/{figure_id}/corrections/", {"why": WHY})
    assert told.status_code == answer
    assert CorrectionStep.objects.count() == (1 if answer == 302 else 0)


def test_a_figure_that_is_not_there_has_no_corrections(visit: Visit) -> None:
    assert visit("unhcr").post("/figures/0000/corrections/", {"why": WHY}).status_code == 404
    assert visit("unhcr").get("/corrections/999999/").status_code == 404


def test_the_register_is_asked_by_state_and_counts_every_state(visit: Visit, figure_id: str) -> None:
    opened(visit, figure_id)
    client = visit("stranger")
    assert WHY in client.get("/corrections/?state=open").content.decode()
    empty = client.get("/corrections/?state=fixed").content.decode()
    assert WHY not in empty
    assert "No correction answers this question." in empty


def test_outside_nobody_sees_which_office_took_a_step(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    office = told.steps[0].seat.office
    assert office in visit("observer").get(f"/corrections/{told.number}/").content.decode()
    assert office not in visit("stranger").get(f"/corrections/{told.number}/").content.decode()


def test_corrections_of_what_is_withheld_are_for_the_committee(visit: Visit, ledger_file: Path) -> None:
    with Ledger.open(ledger_file) as ledger:
        held = leaving_of(board_of_ledger(ledger))
        kept = [one.id for one in ledger.figures()]
    withheld = next(one for one in kept if one in held.waiting or one in held.claims)
    told = opened(visit, withheld)
    assert WHY not in visit("stranger").get("/corrections/").content.decode()
    assert WHY not in visit("stranger").get(f"/figures/{withheld}/").content.decode()
    assert visit("stranger").get(f"/corrections/{told.number}/").status_code == 404
    assert visit("stranger").get("/api/v1/corrections").json() == []
    assert WHY in visit("observer").get("/corrections/").content.decode()


def test_the_calls_tell_the_register_and_its_steps(visit: Visit, figure_id: str) -> None:
    told = opened(visit, figure_id)
    step(visit, told, "reported")
    client = visit("stranger")
    (row,) = client.get("/api/v1/corrections").json()
    assert (row["number"], row["figure"], row["state"]) == (told.number, figure_id, "reported")
    assert [(one["state"], one["party"]) for one in row["steps"]] == [
        ("open", "unhcr"),
        ("reported", "unhcr"),
    ]
    assert client.get(f"/api/v1/corrections/{told.number}").json() == row
    assert client.get("/api/v1/corrections?state=fixed").json() == []
    assert client.get("/api/v1/corrections?state=wrong").status_code == 422
    assert client.get("/api/v1/corrections/999999").status_code == 404


def test_of_two_steps_at_once_one_is_kept(visit: Visit, figure_id: str, seats: dict[str, Seat]) -> None:
    told = opened(visit, figure_id)
    step(visit, told, "reported")
    first = told.steps[0]
    late = CorrectionStep(
        at=first.at, first=first, number=1, claim=first.claim, state="fixed", why="-", party="iom",
        seat=seats["iom"],
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        late.save()


@pytest.mark.parametrize("act", ["UPDATE web_correctionstep SET why = 'x'", "DELETE FROM web_correctionstep"])
def test_the_database_refuses_to_change_a_step(visit: Visit, figure_id: str, act: str) -> None:
    opened(visit, figure_id)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


@pytest.mark.parametrize("language", ["ur", "fa-af", "ps"])
def test_the_register_speaks_the_language_of_the_page(visit: Visit, figure_id: str, language: str) -> None:
    opened(visit, figure_id)
    client = visit("stranger")
    client.cookies["django_language"] = language
    page = client.get("/corrections/").content.decode()
    assert 'dir="rtl"' in page
    assert "Numbers that somebody found wrong" not in page
