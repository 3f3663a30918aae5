"""Days ahead, sites and provinces for programs: the rows of the pages, under the same assumptions.

A call whose answer is still being worked out says 202 with what to do; asked again it is there.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from concord.anticipate import NO_TARGET, told
from concord.anticipate.destinations import NEEDS
from concord.pipeline.anticipate_expected import score_rows, sum_rows
from concord.web.access import Action, may
from concord.web.anticipated import InTheMaking, TooManyAtOnce
from concord.web.api.shapes import Problem
from concord.web.asking_ahead import AheadForm, ProvincesForm, ReceptionForm
from concord.web.looking_ahead import Look, board_asked, days_shown, look, provinces_of, reception_of

__all__ = ["Ahead", "AheadOut", "router"]

OPEN: dict[str, Any] = {"security": [{}, {"ByKey": []}]}
ANSWERS: dict[int, Any] = {202: Problem, 400: Problem, 401: Problem, 403: Problem, 422: Any, 429: Problem}

router = Router(tags=["ahead"])


class Ahead(Schema):
    """How far ahead, for whom, what if, and as known at the end of which day."""

    days: Annotated[int, Query(ge=1, le=28)] = 14
    crossing: str = ""
    status: str = ""
    scenario: Literal["", "deadline", "closure", "extension"] = ""
    day: date | None = None
    until: date | None = None
    reached: str = ""
    rise: float | None = None
    diverted: float | None = None
    returning: float | None = None
    as_of: date | None = None
    level: Literal["", "median", "high80", "high95"] = ""
    areas: str = ""


class AheadOut(Schema):
    """Rows as on the page, what they rest on, and that they are no target."""

    notice: str
    rows: list[dict[str, Any]]
    sums: list[dict[str, Any]] = Field(default_factory=list)
    scores: list[dict[str, Any]] = Field(default_factory=list)
    assumptions: list[dict[str, Any]] = Field(default_factory=list)


@router.get("/days", response={200: AheadOut, **ANSWERS}, openapi_extra=OPEN)
def days(request: HttpRequest, asked: Query[Ahead]) -> Any:
    """Daily flows up to now and ahead, with intervals, sums, scores and assumptions."""

    def rows(found: Look) -> AheadOut:
        return AheadOut(
            notice=NO_TARGET,
            rows=days_shown(found),
            sums=sum_rows(found.expected),
            scores=score_rows(found.expected),
            assumptions=told(found.form.assumed()),
        )

    return _answer(request, AheadForm, rows)


@router.get("/reception", response={200: AheadOut, **ANSWERS}, openapi_extra=OPEN)
def reception(request: HttpRequest, asked: Query[Ahead]) -> Any:
    """Standards at a site, when each is first broken and what removes that; the site by fields ``s_…``."""

    def rows(found: Look) -> AheadOut:
        made = reception_of(found)
        return AheadOut(
            notice=NO_TARGET,
            rows=made["standards"],
            sums=made["course"],
            scores=score_rows(found.expected),
            assumptions=told(made["site"]),
        )

    return _answer(request, ReceptionForm, rows)


@router.get("/provinces", response={200: AheadOut, **ANSWERS}, openapi_extra=OPEN)
def provinces(request: HttpRequest, asked: Query[Ahead]) -> Any:
    """Provinces of ``areas``, one a line: pressure, room and needs."""

    def rows(found: Look) -> AheadOut:
        needs = [
            {"name": need.code, "value": need.amount * need.share, "unit": need.unit, "note": need.label}
            for need in NEEDS
        ]
        return AheadOut(
            notice=NO_TARGET, rows=provinces_of(found), scores=score_rows(found.expected), assumptions=needs
        )

    return _answer(request, ProvincesForm, rows)


def _answer(request: HttpRequest, kind: type[AheadForm], rows: Callable[[Look], AheadOut]) -> Any:
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "your seat may not do this")
    try:
        return rows(look(board_asked(request), kind, request.GET))
    except InTheMaking as error:
        return Status(202, Problem(detail=str(error)))
    except TooManyAtOnce as error:
        return Status(429, Problem(detail=str(error)))
