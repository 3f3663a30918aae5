"""Two releases for the demo, with what came between them, so that the page of changes has something to tell.

Examples in our own words; no party has said or signed any of this.
"""

import json
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from concord.committee.agreement import Word
from concord.evidence import Decision, DecisionKind, Figure
from concord.ledger import Ledger
from concord.pipeline.ingest import ingest
from concord.reading import Reader
from concord.web.board import Board, board_of_ledger
from concord.web.ledgers import now, situation
from concord.web.models import Assent, CommitteeRule, Proposal, Release, Revision, Seat
from concord.web.releases import digest_of, release_body, sealed

__all__ = ["fill_releases"]

NOTE = {
    "id": "note-of-a-crossing",
    "title": "Weekly note from a small crossing",
    "lang": "en",
    "publisher": "Example Gazette",
    "published": "2026-07-13",
    "text": "UNHCR said that 3,180 Afghans returned through Angoor Adda between 5 July and 11 July 2026. "
    "Between 5 July and 11 July 2026 some 1,460 Afghans returned through Ghulam Khan, IOM said.",
}
MOST = 2_000  # entries; a ledger of more is not that of the demo
RESERVED = "Kabul counts from a day of its own."


def fill_releases(address: str) -> None:
    """A first release, words and a report after it, and a second one; once."""
    committee = CommitteeRule.now()
    if Release.objects.exists() or committee is None:
        return
    seats = {seat.party: seat for seat in Seat.objects.filter(role="delegate", party__in=committee.parties)}
    if set(seats) != set(committee.parties):
        return
    with Ledger.open(address) as ledger:
        if ledger.entries() > MOST:
            return
        _sign("Returns as known at the first session", board_of_ledger(ledger), ledger, seats)
        _words(ledger, seats)
        _report(ledger)
        _sign("Returns as known at the second session", board_of_ledger(ledger), ledger, seats)


def _sign(title: str, board: Board, ledger: Ledger, seats: dict[str, Seat]) -> None:
    """Proposed by UNHCR, agreed by all others with one reservation, and signed."""
    at, unhcr = now(), seats["unhcr"]
    body = release_body(board, ledger)
    proposal = Proposal(at=at, kind="release", title=title, party="unhcr", seat=unhcr)
    proposal.save()
    revision = Revision(at=at, proposal=proposal, number=1, body=body, digest=digest_of(body), seat=unhcr)
    revision.save()
    for party, seat in seats.items():
        if party != "unhcr":
            word, why = (Word.RESERVED, RESERVED) if party == "gov-af" else (Word.AGREED, "")
            Assent(at=at, revision=revision, party=party, word=word.value, reason=why, seat=seat).save()
    _seal(proposal, revision, at, seats["iom"])


def _seal(proposal: Proposal, revision: Revision, at: datetime, seat: Seat) -> None:
    committee = CommitteeRule.now()
    if committee is None:
        return
    number = Release.objects.count() + 1
    body = sealed(proposal, proposal.tally(committee), number=number, at=at)
    Release(
        at=at,
        number=number,
        revision=revision,
        body=body,
        digest=digest_of(body),
        seal=body["seal"],
        party=seat.party,
        seat=seat,
    ).save()


def _words(ledger: Ledger, seats: dict[str, Seat]) -> None:
    """One claim is agreed, one set aside, one reading corrected; what the ledger lacks is left out."""
    figures = [kept.record for kept in ledger.figures()]
    said = (
        (869_448, "returned", "gov-pk", DecisionKind.AGREED, "Our own count of these weeks agrees.", ()),
        (2_300_000, "returned", "unhcr", DecisionKind.OUT_OF_SCOPE,
         "The sentence counts people who are hosted; nobody is said to have returned.", ()),
        (120_000, "returned", "unhcr", DecisionKind.CORRECTED_READING,
         "The office speaks of more than so many.", (("precision", '"at_least"'),)),
    )  # fmt: skip
    for value, measure, party, kind, why, correction in said:
        for figure in _first(figures, value, measure):
            told = Decision(
                kind=kind,
                claims=(figure.id,),
                party=party,
                by=seats[party].office,
                at=now().isoformat(),
                why=why,
                correction=correction,
            )
            ledger.decide(told, at=told.at)


def _first(figures: Iterable[Figure], value: int, measure: str) -> list[Figure]:
    return [one for one in figures if one.value == value and one.measure == measure][:1]


def _report(ledger: Ledger) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{NOTE['id']}.json"
        path.write_text(json.dumps(NOTE), "utf-8")
        with ledger.batch():
            list(ingest([path], ledger, Reader(situation()), at=now().isoformat()))
