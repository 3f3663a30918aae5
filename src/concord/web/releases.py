"""What a proposal and a release say: pure functions from the board to JSON, and the digest of it.

The digest is of the canonical JSON of the body, so that anybody can compute it again.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from concord import __version__
from concord.committee.agreement import Tally
from concord.ledger import Ledger
from concord.publish.balances import Balance
from concord.publish.words import number, party_name, readable
from concord.web.board import Board
from concord.web.ledgers import situation

if TYPE_CHECKING:
    from concord.web.models import Proposal

__all__ = ["communique", "digest_of", "figure_body", "release_body", "sealed"]


def digest_of(body: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a body."""
    told = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def figure_body(board: Board, form: Mapping[str, Any]) -> dict[str, Any] | None:
    """One estimate as proposed; the party may propose a value of its own with the reason."""
    balances = (*board.briefing.headlines, *board.briefing.balances)
    told = next((b for b in balances if b.key == form.get("estimate")), None)
    if told is None:
        return None
    own = str(form.get("value") or "").replace(",", "").strip()
    body = {"estimate": told.key, "entries": board.entries, **_line(told)}
    if own.isascii() and own.isdigit():
        body |= {"value": int(own), "proposed_value": True, "why": str(form.get("why") or "")[:2_000]}
    return body


def release_body(board: Board, ledger: Ledger) -> dict[str, Any]:
    """Headlines, disputed claims and open findings, with the seal of the ledger that they rest on."""
    briefing = board.briefing
    return {
        "situation": briefing.situation,
        "as_of": str(briefing.as_of),
        "entries": board.entries,
        "seal": str(ledger.seal()),
        "version": f"concord {__version__}",
        "estimates": [_line(told) for told in briefing.headlines],
        "findings": [
            {"code": d.code, "words": d.words, "claims": list(d.claims)} for d in briefing.disputes[:50]
        ],
        "positions": [
            {
                "claim": claim.id,
                "state": claim.standing.state,
                "said": [_said(p) for p in claim.standing.positions],
            }
            for claim in briefing.claims
            if claim.standing is not None
        ],
    }


def sealed(proposal: "Proposal", where: Tally, *, number: int, at: datetime) -> dict[str, Any]:
    """The body of a release: what was proposed, who agreed, and every reservation in its own words."""
    revision = proposal.last
    return {
        "number": number,
        "title": proposal.title,
        "kind": proposal.kind,
        "signed_at": at.isoformat(timespec="seconds"),
        "proposed_by": proposal.party,
        "revision": revision.number,
        "revision_digest": revision.digest,
        "seal": revision.body.get("seal", ""),
        "outcome": where.outcome.value,
        "words": [
            {"party": one.party, "word": one.word.value, "reason": one.reason, "by": one.by, "at": one.at}
            for one in where.standing
        ],
        "body": revision.body,
    }


def communique(body: Mapping[str, Any]) -> list[str]:
    """The text of a communiqué: only what was agreed, each number with its interval, dissent at its end."""
    inner = body["body"]
    lines = inner.get("estimates") or [inner]
    told = [
        f"The committee agreed on {_day(body)} on release {body['number']}, “{body['title']}”, "
        f"proposed by {_name(body['proposed_by'])}."
    ]
    told += [f"{_sentence(line)}" for line in lines if "what" in line]
    agreed = [_name(one["party"]) for one in body["words"] if one["word"] == "agreed"]
    if agreed:
        told.append(f"Agreed by {', '.join(agreed)}.")
    told += [
        f"{_name(one['party'])} {'reserved its position' if one['word'] == 'reserved' else 'disputes it'}: "
        f"{one['reason']}"
        for one in body["words"]
        if one["word"] != "agreed"
    ]
    return told


def _line(told: Balance) -> dict[str, Any]:
    return {
        "key": told.key,
        "what": told.what,
        "value": round(told.value),
        "shown": readable(told.value, told.wide),
        "low80": round(told.likely.low),
        "high80": round(told.likely.high),
        "low95": round(told.wide.low),
        "high95": round(told.wide.high),
        "claims": list(told.claims[:20]),
    }


def _said(position: Any) -> dict[str, str]:
    return {"party": position.party, "word": position.word, "why": position.why, "at": position.at}


def _sentence(line: Mapping[str, Any]) -> str:
    shown = number(line["value"]) if line.get("proposed_value") else line["shown"]
    what, low, high = line["what"], number(line["low95"]), number(line["high95"])
    return f"{what[:1].upper()}{what[1:]}: {shown} (95 %: {low} to {high})."


def _name(code: str) -> str:
    return party_name(code, situation())


def _day(body: Mapping[str, Any]) -> str:
    return str(body["signed_at"])[:10]
