"""A party's word about claims, from a page or a program: checked, kept in the ledger, audited.

The party and the office come from the seat. What the rules of the committee refuse is refused here,
before anything is written.
"""

import json

from django.db import transaction
from django.http import HttpRequest

from concord.committee import State, corrected, positions, require_allowed
from concord.evidence import Decision, DecisionKind
from concord.ledger import Kept
from concord.web.access import own_seat
from concord.web.ledgers import ledger_of, now
from concord.web.models import audited

__all__ = ["correction_of", "decide"]


def decide(
    request: HttpRequest,
    kind: DecisionKind,
    claims: tuple[str, ...],
    why: str,
    correction: tuple[tuple[str, str], ...] = (),
) -> Kept[Decision]:
    """Keep the word of the seat's party.

    Raises:
        NotAllowed, UnreadableCorrection, UnknownClaim: nothing was kept.
    """
    seat, ledger, at = own_seat(request), ledger_of(request), now().isoformat()
    decision = Decision(
        kind=kind,
        claims=claims,
        party=seat.party,
        by=seat.office,
        at=at,
        why=why[:2_000],
        correction=correction,
    )
    if correction:
        corrected(ledger.figure(claims[0]).record, dict(correction))
    known = {
        claim: position.state
        for claim, position in positions(kept.record for kept in ledger.decisions()).items()
    }
    require_allowed(decision, {claim: known.get(claim, State.UNREVIEWED) for claim in claims})
    with transaction.atomic():
        audited(request, f"decide {kind.value}", ",".join(claims))
        return ledger.decide(decision, at=at)


def correction_of(field: str, text: str) -> tuple[str, str]:
    """A field and what a form says of it, as JSON text: empty for nothing, numbers as numbers."""
    told = text.strip()
    if not told:
        return field, "null"
    for candidate in (told, told.replace(",", "")):
        try:
            value = json.loads(candidate)
        except ValueError:
            continue
        if isinstance(value, int | float | bool) and field in _NOT_TEXT:
            return field, json.dumps(value)
    return field, json.dumps(told, ensure_ascii=False)


_NOT_TEXT = frozenset({"value", "value_high", "projected", "cumulative"})
