"""The call of "Where do I stand": the same answer as the page and the command, for anybody, kept nowhere.

It takes no key, so that not even the day on which a key was last used is written.
"""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from concord.standing import (
    NothingKnownYet,
    UnclearStandQuestion,
    UnknownLanguage,
    as_record,
    asked,
    stand,
    texts_of,
)
from concord.web.access import Action, may
from concord.web.api.shapes import Problem
from concord.web.ledgers import now, situation

__all__ = ["router"]

router = Router(auth=None)
Short = Annotated[str, Field(max_length=20)]


class StandIn(Schema):
    """A paper, a day, and the day of knowledge; an empty day is today."""

    document: Short
    on: Short = ""
    known: Short = ""
    language: Short = "en"


class StandSentence(Schema):
    """One sentence with the act and the sources that it rests on."""

    kind: str
    id: str
    text: str
    act: str | None
    party: str | None
    sources: list[str]


class StandAct(Schema):
    """An act as far as it was known."""

    code: str
    title: str
    party: str | None
    announced: str | None
    announced_exactly: bool
    begins: str | None
    until: str | None
    leave_by: str | None
    sources: list[str]


class StandSource(Schema):
    """A publication."""

    publisher: str
    title: str
    date: str | None
    address: str | None


class StandOut(Schema):
    """Where the holder stands, and why."""

    document: str
    on: str
    known: str
    language: str
    state: str
    state_in_words: str
    until: str | None
    disputed: bool
    not_advice: str
    sentences: list[StandSentence]
    acts: list[StandAct]
    sources: dict[str, StandSource]


@router.post(
    "/stand",
    response={200: StandOut, 400: Problem, 403: Problem, 422: Any, 429: Problem},
    tags=["standing"],
    openapi_extra={"security": []},
)
def where_do_i_stand(request: HttpRequest, question: StandIn) -> dict[str, Any]:
    """What a paper confers on a day, as known on another, with every act and source. Nothing is kept."""
    if not may(request, Action.STAND):
        raise HttpError(403, "this may not be asked here")
    try:
        facts, texts = situation(), texts_of(question.language)
        put = asked(question.document, question.on, question.known, facts, today=now().date())
        return as_record(stand(put, facts), facts, texts)
    except (UnclearStandQuestion, UnknownLanguage, NothingKnownYet) as error:
        raise HttpError(400, str(error)) from None
