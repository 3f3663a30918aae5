"""The register of corrections as the pages and calls tell it, and the steps that seats add to it.

Everybody who works on the record may open a correction and report it. That a number is wrong is
acknowledged by the party that said it, where that party has a seat. A correction never alters what
was published: the next release does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from concord.errors import ConcordError
from concord.publish.corrections import NEXT, CorrectionState, corrections
from concord.web.access import own_seat
from concord.web.ledgers import now
from concord.web.models import CorrectionStep, Seat, audited
from concord.web.wording import words_said

__all__ = [
    "NotTheirs",
    "SteppedMeanwhile",
    "Told",
    "WhyMissing",
    "open_correction",
    "take_step",
    "told_corrections",
]


class WhyMissing(ConcordError):
    """A step without its reason."""

    def __init__(self) -> None:
        super().__init__("say in a sentence what is wrong, or what was done about it")


class NotTheirs(ConcordError):
    """A step that only the party that said the number can take; carries that party."""

    def __init__(self, party: str) -> None:
        self.party = party
        super().__init__(f"only {party}, which said this number, can acknowledge that it is wrong")


class SteppedMeanwhile(ConcordError):
    """Somebody else took a step at the same moment."""

    def __init__(self) -> None:
        super().__init__("somebody else took a step at the same moment: look at it, then take yours")


@dataclass(frozen=True, slots=True)
class Told:
    """One correction: its number, its figure and its steps in their order."""

    number: int
    claim: str
    steps: tuple[CorrectionStep, ...]

    @property
    def state(self) -> CorrectionState:
        """Where it stands."""
        return CorrectionState(self.steps[-1].state)

    @property
    def since(self) -> datetime:
        """The moment of its last step."""
        at: datetime = self.steps[-1].at
        return at

    @property
    def next(self) -> list[CorrectionState]:
        """The steps that may follow, in the order of the register."""
        return [state for state in CorrectionState if state in NEXT[self.state]]


def told_corrections(claims: Collection[str] | None = None) -> list[Told]:
    """Corrections, of some figures or all, those with the newest step first."""
    rows = CorrectionStep.objects.select_related("seat")
    rows = rows if claims is None else rows.filter(claim__in=claims)
    steps: dict[int, list[CorrectionStep]] = {}
    for row in rows.order_by("number", "id"):
        steps.setdefault(row.correction, []).append(row)
    found = [Told(number, said[0].claim, tuple(said)) for number, said in steps.items()]
    return sorted(found, key=lambda one: (one.since, one.number), reverse=True)


def open_correction(request: HttpRequest, claim: str) -> int:
    """Open a correction of a figure, with what is wrong; its number.

    Raises:
        WhyMissing, WordsTooLong, PersonalWords
    """
    why, seat = _why(request), own_seat(request)
    with transaction.atomic():
        row = _row(seat, None, claim, CorrectionState.OPEN, why, now())
        row.save()
        audited(request, "open correction", row.pk)
    return row.pk


def take_step(request: HttpRequest, told: Told, state: CorrectionState, claimant: str | None) -> None:
    """Take a correction a step on.

    Args:
        claimant: the party that said the number, where it has a seat of its own.
    Raises:
        StepNotAllowed, NotTheirs, SteppedMeanwhile, WhyMissing, WordsTooLong, PersonalWords
    """
    why, seat = _why(request), own_seat(request)
    if state is CorrectionState.ACKNOWLEDGED and claimant not in (None, seat.party):
        raise NotTheirs(claimant or "")
    last = told.steps[-1]
    row = _row(seat, told.steps[0], told.claim, state, why, max(now(), last.at + timedelta(microseconds=1)))
    row.number = last.number + 1
    corrections([*(one.step for one in told.steps), row.step])
    try:
        with transaction.atomic():
            row.save()
            audited(request, f"{state.value} correction", told.number)
    except IntegrityError as error:
        raise SteppedMeanwhile from error


def _why(request: HttpRequest) -> str:
    why = words_said(request, "why")
    if not why:
        raise WhyMissing
    return why


def _row(
    seat: Seat, first: CorrectionStep | None, claim: str, state: CorrectionState, why: str, at: datetime
) -> CorrectionStep:
    return CorrectionStep(
        at=at, first=first, claim=claim, state=state.value, why=why, party=seat.party, seat=seat
    )
