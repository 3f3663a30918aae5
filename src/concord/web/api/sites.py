"""The calls about sites: the same rows as the pages and exports, and a day from a program."""

import uuid
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict, Field, create_model

from concord.committee.site_view import SiteView
from concord.sites import FIELDS, day_of
from concord.web.access import Action, may, own_seat, seat_of
from concord.web.api.calls import API_KEY, OPEN
from concord.web.api.shapes import Problem
from concord.web.models import ApiKey, SiteRow
from concord.web.pages.site_entry import today
from concord.web.sitework import KeyInUse, NotYourSite, Outcome, enter, view_of, views

__all__ = ["router"]

router = Router(tags=["sites"])
Number = Annotated[int, Path(ge=1, le=2**53)]
READ: dict[Any, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem}


class SiteOut(Schema):
    """A site as the asker may see it; without name where only its province is told."""

    id: int
    name: str | None
    kind: str
    place: str | None
    party: str
    last_day: str | None
    told_until: str
    people: int | None
    capacity: int | None
    broken: list[str]


class _DayIn(Schema):
    """A site's day; the party is that of the key's seat. Fields that are not known are left out."""

    model_config = ConfigDict(extra="forbid")

    day: str = Field(max_length=10, description="as in 2025-04-18")
    reason: str = Field(default="", max_length=500)
    key: str = Field(default="", max_length=36, description="an id of your own, so that it is kept once")
    base: int | None = Field(default=None, ge=1, le=2**53, description="the entry that this one corrects")


ASKED: dict[str, Any] = {
    field.name: (
        float | None,
        Field(default=None, ge=0, le=field.most, description=f"{field.label}, {field.unit}"),
    )
    for field in FIELDS
}
if TYPE_CHECKING:
    DayIn = _DayIn
else:
    DayIn = create_model("DayIn", __base__=_DayIn, **ASKED)


class DayOut(Schema):
    """What became of it: kept, same or contested."""

    outcome: str
    entry: int
    day: str


@router.get(
    "", response={200: list[SiteOut], **{k: v for k, v in READ.items() if k != 404}}, openapi_extra=OPEN
)
def sites(request: HttpRequest) -> list[SiteOut]:
    """Every site, the own ones first."""
    _need(request, Action.SEE_PUBLIC)
    return [_site(view) for view in views(_party(request))]


@router.get("/{site}", response={200: SiteOut, **READ}, openapi_extra=OPEN)
def site(request: HttpRequest, site: Number) -> SiteOut:
    """One site."""
    return _site(_view(request, site))


@router.get("/{site}/standards", response={200: list[dict[str, Any]], **READ}, openapi_extra=OPEN)
def standards(request: HttpRequest, site: Number) -> list[dict[str, Any]]:
    """Every standard with value, threshold, trend, and when it was first broken."""
    return _view(request, site).standard_rows()


@router.get("/{site}/days", response={200: list[dict[str, Any]], **READ}, openapi_extra=OPEN)
def days(request: HttpRequest, site: Number) -> list[dict[str, Any]]:
    """The days as they count."""
    return _view(request, site).day_rows()


@router.post(
    "/{site}/days", response={200: DayOut, 201: DayOut, 409: DayOut, 400: Problem, **READ}, auth=API_KEY
)
def enter_day(
    request: HttpRequest,
    site: Number,
    told: DayIn,
) -> Status[DayOut]:
    """Enter a day; one that somebody else told meanwhile is kept beside it and awaits a choice (409)."""
    _need(request, Action.ENTER_SITE_DAY)
    key = getattr(request, "auth", None)
    if not isinstance(key, ApiKey) or not key.may_write:
        raise HttpError(403, "this needs a key that may write")
    row = _row(site)
    try:
        values = {field.name: _written(getattr(told, field.name)) for field in FIELDS}
        day = day_of({**values, "day": told.day, "reason": told.reason}, today())
        done = enter(row, own_seat(request), day, key=_key(told.key), base=told.base, way="api")
    except NotYourSite as refused:
        raise HttpError(403, str(refused)) from None
    except KeyInUse as refused:
        raise HttpError(400, str(refused)) from None
    status = {Outcome.KEPT: 201, Outcome.SAME: 200, Outcome.CONTESTED: 409}[done.outcome]
    return Status(status, DayOut(outcome=done.outcome, entry=done.entry.pk, day=str(done.entry.day)))


def _need(request: HttpRequest, action: Action) -> None:
    if not may(request, action):
        raise HttpError(403, "your seat may not do this")


def _party(request: HttpRequest) -> str | None:
    seat = seat_of(request)
    return seat.party if seat else None


def _row(site: int) -> SiteRow:
    found: SiteRow | None = SiteRow.objects.filter(pk=site).first()
    if found is None:
        raise HttpError(404, "no site has this number")
    return found


def _view(request: HttpRequest, site: int) -> SiteView:
    _need(request, Action.SEE_PUBLIC)
    return view_of(_row(site), _party(request))


def _key(told: str) -> str:
    try:
        return str(uuid.UUID(told)) if told else str(uuid.uuid4())
    except ValueError:
        raise HttpError(400, "key is a UUID, or left out") from None


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:f}"


def _site(view: SiteView) -> SiteOut:
    latest = view.latest
    return SiteOut(
        id=view.number,
        name=view.name,
        kind=view.site.kind,
        place=view.place.name if view.place else None,
        party=view.site.party,
        last_day=str(latest.day) if latest else None,
        told_until=str(view.until),
        people=latest.people if latest else None,
        capacity=latest.capacity if latest else None,
        broken=[one.standard.code for one in view.broken],
    )
