"""Exports and permanent addresses of estimates over the API: the same rows as the page and the command."""

from typing import Annotated, Any

from django.http import FileResponse, HttpRequest
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from concord.publish.exports.formats import UnknownExportFormat
from concord.web.access import Action, may
from concord.web.api.calls import OPEN
from concord.web.api.shapes import Problem
from concord.web.exporting import answered, backing, claims_of_ids

__all__ = ["router"]

router = Router()
Name = Annotated[str, Path(pattern=r"^[a-z-]{2,20}$")]
Key = Annotated[str, Path(pattern=r"^[0-9a-f]{8,64}$")]
PROBLEMS: dict[int, Any] = {
    400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem, 503: Problem,
}  # fmt: skip


class BackedClaim(Schema):
    """A claim behind an estimate with its words."""

    id: str
    address: str
    document: str
    sha256: str | None
    quote: str | None
    start: int | None
    end: int | None
    state: str
    positions: list[str]


class BackedEstimate(Schema):
    """An estimate with everything that it rests on."""

    id: str
    value: float | None
    low: float | None
    high: float | None
    low95: float | None
    high95: float | None
    definition: str | None
    method: str
    positions: str | None
    disclosure: str
    claims: list[BackedClaim]


@router.get("/exports/{name}", response={200: Any, **PROBLEMS}, tags=["data"], openapi_extra=OPEN)
def export(request: HttpRequest, name: Name) -> FileResponse:
    """A file of rows: conditions of the one filter language, flow, as_of and release in the query."""
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "this may not be asked here")
    try:
        return answered(request, name)
    except UnknownExportFormat as error:
        raise HttpError(404, str(error)) from None


@router.get(
    "/estimates/{key}/claims",
    response={200: BackedEstimate, **PROBLEMS},
    tags=["data"],
    openapi_extra=OPEN,
)
def estimate_claims(request: HttpRequest, key: Key) -> dict[str, Any]:
    """An estimate with its claims, their words and offsets, documents and the parties' positions."""
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "this may not be asked here")
    found = backing(request, key)
    if found is None:
        raise HttpError(404, "no estimate has this key")
    return found


@router.get(
    "/figures/{figure}/claims", response={200: BackedClaim, **PROBLEMS}, tags=["data"], openapi_extra=OPEN
)
def figure_backing(request: HttpRequest, figure: Key) -> dict[str, Any]:
    """A figure with its words and offsets, the digest of its document and the parties' positions."""
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "this may not be asked here")
    found = next(iter(claims_of_ids(request, (figure,))), None)
    if found is None:
        raise HttpError(404, "no figure has this id")
    return found
