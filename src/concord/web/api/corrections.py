"""The calls about corrections: the register and its steps, as the pages show them."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from concord.publish.corrections import CorrectionState
from concord.web.access import Action, may
from concord.web.api.calls import OPEN
from concord.web.api.shapes import Problem
from concord.web.board import board_of
from concord.web.correcting import Told
from concord.web.pages.corrections import seen_corrections

__all__ = ["router"]

router = Router(tags=["corrections"])
READ: dict[Any, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem}


class StepOut(Schema):
    """One step of a correction: its state from then on, when, by which party, why."""

    state: CorrectionState
    at: str
    party: str
    why: str


class CorrectionOut(Schema):
    """A correction of a figure, with the steps in their order; the last one's state is its own."""

    number: int
    figure: str
    state: CorrectionState
    steps: list[StepOut]


@router.get("/corrections", response={200: list[CorrectionOut], **READ}, openapi_extra=OPEN)
def corrections(request: HttpRequest, state: CorrectionState | None = None) -> list[dict[str, Any]]:
    """The register, those with the newest step first."""
    found = _seen(request)
    return [_out(one) for one in found if state is None or one.state is state]


@router.get("/corrections/{number}", response={200: CorrectionOut, **READ}, openapi_extra=OPEN)
def correction(request: HttpRequest, number: int) -> dict[str, Any]:
    """One correction."""
    found = next((one for one in _seen(request) if one.number == number), None)
    if found is None:
        raise Http404
    return _out(found)


def _seen(request: HttpRequest) -> list[Told]:
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "this call needs the key of a seat")
    return seen_corrections(request, board_of(request))


def _out(told: Told) -> dict[str, Any]:
    steps = [
        {"state": one.state, "at": one.at.isoformat(), "party": one.party, "why": one.why}
        for one in told.steps
    ]
    return {"number": told.number, "figure": told.claim, "state": told.state, "steps": steps}
