"""From a proposal to a signed release with a reservation; what is signed does not change."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from concord.web.models import Proposal, Release, Seat
from concord.web.releases import digest_of

Visit = Callable[[str], Client]
OTHERS = ("kabul", "unhcr", "iom")


@pytest.fixture
def proposal(visit: Visit) -> str:
    return str(
        visit("islamabad").post("/agreement/propose/", {"kind": "release", "title": "April"})["Location"]
    )


def say(visit: Visit, persona: str, where: str, word: str, reason: str = "", revision: int = 1) -> str:
    told = {"word": word, "reason": reason, "revision": revision}
    return visit(persona).post(f"{where}assent/", told, follow=True).content.decode()


def outcome(visit: Visit) -> str:
    page = visit("observer").get("/agreement/").content.decode()
    return page.split('<span class="state ')[1].split('"')[0]


def test_a_release_is_signed_once_all_others_have_passed_it(visit: Visit, proposal: str) -> None:
    assert "can be signed once" in visit("islamabad").post(f"{proposal}sign/", follow=True).content.decode()
    say(visit, "kabul", proposal, "reserved", "Kabul counts from another day.")
    for persona in ("unhcr", "iom"):
        say(visit, persona, proposal, "agreed")
    assert outcome(visit) == "agreed_with_reservations"
    page = visit("unhcr").post(f"{proposal}sign/", follow=True).content.decode()
    assert "Kabul counts from another day." in page
    assert "reserved its position" in page
    release = Release.objects.get()
    assert digest_of(release.body) == release.digest
    assert release.seal


def test_strangers_read_a_signed_release_with_its_dissent(visit: Visit, proposal: str) -> None:
    say(visit, "kabul", proposal, "reserved", "Another base date.")
    for persona in ("unhcr", "iom"):
        say(visit, persona, proposal, "agreed")
    visit("iom").post(f"{proposal}sign/")
    page = visit("stranger").get("/releases/1/").content.decode()
    assert "Another base date." in page
    told = json.loads(visit("stranger").get("/releases/1.json").content)
    assert told["words"][0] == {**told["words"][0], "party": "gov-af", "word": "reserved"}
    digest = told.pop("digest")
    assert digest_of(told) == digest


def test_the_proposer_does_not_approve(visit: Visit, proposal: str) -> None:
    assert "nobody approves their own proposal" in say(visit, "islamabad", proposal, "agreed")


def test_a_dispute_stops_unanimity(visit: Visit, proposal: str) -> None:
    say(visit, "kabul", proposal, "disputed", "The count is not ours.")
    for persona in ("unhcr", "iom"):
        say(visit, persona, proposal, "agreed")
    assert outcome(visit) == "disputed"
    visit("islamabad").post(f"{proposal}sign/")
    assert not Release.objects.exists()


def test_a_revision_takes_every_assent_away(visit: Visit, proposal: str) -> None:
    for persona in OTHERS:
        say(visit, persona, proposal, "agreed")
    assert outcome(visit) == "agreed"
    visit("islamabad").post(f"{proposal}revise/", {"why": "New entries."})
    assert outcome(visit) == "agreed_but_changed"
    visit("unhcr").post(f"{proposal}sign/")
    assert not Release.objects.exists()
    assert "not the newest" in say(visit, "kabul", proposal, "agreed", revision=1)


def test_what_is_signed_cannot_be_disputed_or_revised(visit: Visit, proposal: str) -> None:
    for persona in OTHERS:
        say(visit, persona, proposal, "agreed")
    visit("kabul").post(f"{proposal}sign/")
    assert "it is signed" in say(visit, "kabul", proposal, "disputed", "After all no.")
    assert visit("islamabad").post(f"{proposal}revise/", {"why": "Later."}).status_code == 400
    visit("kabul").post(f"{proposal}sign/")
    assert Release.objects.count() == 1


def test_a_reservation_needs_its_reason(visit: Visit, proposal: str) -> None:
    assert "needs its reason" in say(visit, "kabul", proposal, "reserved")


def test_a_quorum_is_data_of_the_committee(visit: Visit, proposal: str) -> None:
    rule = {"rule": "quorum", "quorum": "2", "parties": ["gov-pk", "gov-af", "unhcr", "iom"]}
    visit("secretary").post("/administration/rule/", rule)
    say(visit, "kabul", proposal, "disputed", "No.")
    for persona in ("unhcr", "iom"):
        say(visit, persona, proposal, "agreed")
    assert outcome(visit) == "agreed_with_reservations"
    visit("iom").post(f"{proposal}sign/")
    assert "disputes it: No." in visit("stranger").get("/releases/1/").content.decode()


def test_a_rule_that_cannot_work_is_refused_in_words(visit: Visit) -> None:
    answer = visit("secretary").post(
        "/administration/rule/", {"rule": "quorum", "quorum": "9", "parties": ["unhcr", "iom"]}
    )
    assert answer.status_code == 400
    assert "quorum must be between" in answer.content.decode()


def test_one_figure_can_be_proposed_with_a_value_of_ones_own(visit: Visit) -> None:
    page = visit("kabul").get("/accounts/").content.decode()
    key = page.split("/estimates/")[1].split("/")[0]
    form = {
        "kind": "figure",
        "title": "One total",
        "estimate": key,
        "value": "900,000",
        "why": "our register",
    }
    where = visit("kabul").post("/agreement/propose/", form)["Location"]
    shown = visit("observer").get(where).content.decode()
    assert "900,000" in shown
    assert "our register" in shown


def test_a_party_without_a_seat_in_the_committee_has_no_word(
    visit: Visit, proposal: str, seats: dict[str, Seat]
) -> None:
    seats["observer"].role = "delegate"
    seats["observer"].save()
    assert "no seat in the committee" in say(visit, "observer", proposal, "agreed")


def test_every_act_is_in_the_audit_log(visit: Visit, proposal: str) -> None:
    say(visit, "kabul", proposal, "agreed")
    log = visit("secretary").get("/administration/audit/").content.decode()
    assert "propose" in log
    assert "assent agreed" in log
    assert Proposal.objects.count() == 1
