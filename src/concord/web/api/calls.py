"""The calls. Each names its action and asks the same table as the pages."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.throttling import AnonRateThrottle, AuthRateThrottle

from concord import __version__
from concord.committee import State
from concord.committee.settling import Event, state_of
from concord.errors import ConcordError
from concord.evidence import DecisionKind, Document, Figure
from concord.ledger import Kept, NotInLedger
from concord.pipeline.questions import UnclearQuestion, asked
from concord.publish.disclosure import withheld
from concord.web.access import Action, may
from concord.web.api.shapes import (
    ClaimOut,
    ClaimsOut,
    DocumentOut,
    EstimateOut,
    FindingOut,
    Problem,
    ReleaseOut,
    WordIn,
    WordOut,
)
from concord.web.board import Board, BoardInTheMaking, board_as_of, board_of
from concord.web.deciding import decide
from concord.web.ledgers import ledger_of, now
from concord.web.models import ApiKey, FindingEvent, Release

__all__ = ["API_KEY", "OPEN", "api"]

MOST = 500  # figures in one answer
OPEN: dict[str, Any] = {"security": [{}, {"ByKey": []}]}  # a key is welcome and not needed
API_WORDS = (DecisionKind.AGREED, DecisionKind.DISPUTED, DecisionKind.OUT_OF_SCOPE, DecisionKind.WITHDRAWN)
DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"
AsOf = Annotated[str, Query(pattern=DAY, description="What was known at the end of this day, YYYY-MM-DD.")]
FIRST_DAY = date(1970, 1, 1)  # before it nothing was known to any computer
Identity = Annotated[str, Path(pattern=r"^[0-9a-f]{8,64}$")]


class ByKey(HttpBearer):
    """A program acts in the seat of its key; a wrong key opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """The key, if it works."""
        key = ApiKey.of(token) if token else None
        if key is not None:
            request.concord_seat = key.seat  # type: ignore[attr-defined]
            today = now().date()
            if key.last_used_on != today:
                ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)
        return key


API_KEY = ByKey()


def _anybody(request: HttpRequest) -> bool:
    """Calls without a key are those of a stranger; a key that does not work is refused before this."""
    return "Authorization" not in request.headers


api = NinjaAPI(
    title="Concord",
    version=__version__,
    description="The shared record of refugee returns: claims, estimates, findings and signed releases.",
    auth=[ByKey(), _anybody],
    urls_namespace="api",
    docs_url=None,
    throttle=[AnonRateThrottle("600/m"), AuthRateThrottle("1200/m")],
)


@api.exception_handler(ConcordError)
def _in_words(request: HttpRequest, error: ConcordError) -> HttpResponse:
    statuses = {NotInLedger: 404, UnclearQuestion: 422, BoardInTheMaking: 503}
    status = next((code for kind, code in statuses.items() if isinstance(error, kind)), 400)
    return api.create_response(request, {"detail": str(error)}, status=status)


def _need(request: HttpRequest, action: Action) -> None:
    if not may(request, action):
        raise HttpError(403, "your seat may not do this")


def _day(text: str) -> date | None:
    """The day that is over and was asked for; None asks for now."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise HttpError(422, f"as_of={text} is not a day such as 2025-04-18") from None
    return None if day is None or day >= now().date() else max(day, FIRST_DAY)


def _board(request: HttpRequest, day: date | None) -> Board:
    return board_of(request) if day is None else board_as_of(request, day)


@api.get(
    "/figures",
    response={200: ClaimsOut, 401: Problem, 403: Problem, 422: Any, 429: Problem},
    tags=["evidence"],
    openapi_extra=OPEN,
)
def figures(
    request: HttpRequest,
    measure: Annotated[list[str], Query(default_factory=list)],
    status: Annotated[list[str], Query(default_factory=list)],
    party: Annotated[list[str], Query(default_factory=list)],
    place: Annotated[list[str], Query(default_factory=list)],
    since: str = "",
    until: str = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    offset: Annotated[int, Query(ge=0, le=100_000_000)] = 0,
    as_of: AsOf = "",
) -> ClaimsOut:
    """The figures that answer a question, in the one filter language."""
    _need(request, Action.SEE_PUBLIC)
    many = {"measure": measure, "status": status, "party": party, "place": place}
    pairs = [(name, value) for name, values in many.items() for value in values]
    pairs += [("since", since), ("until", until), ("limit", str(limit + 1)), ("offset", str(offset))]
    day = _day(as_of)
    found, board = ledger_of(request).figures(day, asked(pairs)), _board(request, day)
    items = [_claim(kept, board) for kept in found[:limit]]
    return ClaimsOut(items=items, next=offset + limit if len(found) > limit else None)


@api.get(
    "/figures/{figure}",
    response={200: ClaimOut, 401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem},
    tags=["evidence"],
    openapi_extra=OPEN,
)
def figure(request: HttpRequest, figure: Identity) -> ClaimOut:
    """One figure, of whichever reading."""
    _need(request, Action.SEE_PUBLIC)
    return _claim(ledger_of(request).figure(figure), board_of(request))


@api.post(
    "/figures/{figure}/words",
    response={201: WordOut, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem},
    tags=["evidence"],
    auth=ByKey(),
)
def say(request: HttpRequest, figure: Identity, word: WordIn) -> Status[WordOut]:
    """Keep the word of the key's party about a figure."""
    _need(request, Action.TAKE_POSITION)
    key = getattr(request, "auth", None)
    if not isinstance(key, ApiKey) or not key.may_write:
        raise HttpError(403, "this needs a key that may write")
    if word.kind not in {kind.value for kind in API_WORDS}:
        raise HttpError(400, f"kind is one of {', '.join(kind.value for kind in API_WORDS)}")
    ledger_of(request).figure(figure)
    kept = decide(request, DecisionKind(word.kind), (figure,), word.why)
    told = WordOut(decision=kept.id, kind=word.kind, party=kept.record.party, at=kept.recorded_at)
    return Status(201, told)


@api.get(
    "/documents/{document}",
    response={200: DocumentOut, 401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem},
    tags=["evidence"],
    openapi_extra=OPEN,
)
def document(request: HttpRequest, document: Identity) -> DocumentOut:
    """A document with its text."""
    _need(request, Action.SEE_PUBLIC)
    return _document(ledger_of(request).document(document).record)


@api.get(
    "/estimates",
    response={200: list[EstimateOut], 401: Problem, 403: Problem, 422: Any, 429: Problem},
    tags=["account"],
    openapi_extra=OPEN,
)
def estimates(request: HttpRequest, as_of: AsOf = "") -> list[EstimateOut]:
    """Every estimate that may be printed, the headlines first."""
    _need(request, Action.SEE_PUBLIC)
    briefing = _board(request, _day(as_of)).briefing
    return [
        EstimateOut(
            key=told.key,
            what=told.what,
            value=told.value,
            low80=told.likely.low,
            high80=told.likely.high,
            low95=told.wide.low,
            high95=told.wide.high,
            basis=told.basis,
            claims=list(told.claims),
        )
        for told in (*briefing.headlines, *briefing.balances)
    ]


@api.get(
    "/findings",
    response={200: list[FindingOut], 401: Problem, 403: Problem, 422: Any, 429: Problem},
    tags=["account"],
    openapi_extra=OPEN,
)
def findings(request: HttpRequest, as_of: AsOf = "") -> list[FindingOut]:
    """Every contradiction or doubt."""
    _need(request, Action.SEE_PUBLIC)
    board = _board(request, _day(as_of))
    events: dict[str, list[Event]] = {}
    for one in FindingEvent.objects.select_related("seat"):
        events.setdefault(one.finding, []).append(one.event)
    told = {(*dispute.claims, dispute.code): dispute for dispute in board.briefing.disputes}
    return [
        _finding(key, told[(*found.claims, found.code)], state_of(events.get(key, ())))
        for key, found in board.findings.items()
        if (*found.claims, found.code) in told
    ]


@api.get(
    "/releases/{number}",
    response={200: ReleaseOut, 401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem},
    tags=["agreement"],
    openapi_extra=OPEN,
)
def release(request: HttpRequest, number: Annotated[int, Path(ge=1, le=1_000_000)]) -> ReleaseOut:
    """A signed release."""
    _need(request, Action.SEE_PUBLIC)
    found = Release.objects.filter(number=number).first()
    if found is None:
        raise HttpError(404, "no release has this number")
    return ReleaseOut(number=found.number, digest=found.digest, seal=found.seal, body=found.body)


def _claim(kept: Kept[Figure], board: Board) -> ClaimOut:
    view = board.views.get(kept.id)
    told = view.figure if view is not None else kept.record
    small = withheld(told.value, told.unit)
    return ClaimOut(
        id=kept.id,
        document=told.document,
        start=None if small else told.start,
        end=None if small else told.end,
        text="" if small else told.text,
        value=None if small else told.value,
        value_high=None if small else told.value_high,
        unit=told.unit,
        precision=told.precision,
        measure=told.measure,
        projected=told.projected,
        status=told.status,
        nationality=told.nationality,
        country=told.country,
        place=told.place,
        kind=told.kind,
        period_start=_text(told.period_start),
        period_end=_text(told.period_end),
        source=told.source,
        party=told.party,
        publisher=told.publisher,
        state=view.position.state if view is not None else State.UNREVIEWED,
        recorded_at=kept.recorded_at,
    )


def _document(found: Document) -> DocumentOut:
    return DocumentOut(
        id=found.id,
        name=found.name,
        title=found.title,
        publisher=found.publisher,
        published=_text(found.published),
        language=found.language,
        address=found.address,
        sha256=found.sha256,
        text=found.text,
    )


def _finding(key: str, told: Any, state: str) -> FindingOut:
    return FindingOut(
        key=key,
        code=str(told.code),
        words=told.words,
        absolute=told.apart,
        relative=told.share,
        causes=list(told.causes),
        claims=list(told.claims),
        state=str(state),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
