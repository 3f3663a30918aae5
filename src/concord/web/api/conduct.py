"""The calls about conduct and dignity: numbers and codes as their pages show them to everybody."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from concord.committee.dignity import Checked, tally
from concord.publish.disclosure import without_free_text
from concord.web.access import Action, may
from concord.web.api.calls import OPEN
from concord.web.api.shapes import Problem
from concord.web.conductshown import public_rows
from concord.web.pages.dignity import checked_of, place_and_month

__all__ = ["router"]

router = Router(tags=["conduct"])
READ: dict[Any, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem}


class ConductOut(Schema):
    """Reports of a kind and month; people is null where nobody told it, or where it is withheld."""

    kind: str
    month: str
    reports: int
    people: int | None
    withheld: bool


class WordOut(Schema):
    """A party's last word about a check."""

    party: str
    word: str
    at: str
    evidence: str


class CheckOut(Schema):
    """A check with what the parties' words come to."""

    check: str
    group: str
    verdict: str
    words: list[WordOut]


class DignityOut(Schema):
    """The page of a month and place."""

    month: str
    place: str
    good: int
    bad: int
    disputed: int
    unknown: int
    checks: list[CheckOut]


@router.get("/conduct", response={200: list[ConductOut], **READ}, openapi_extra=OPEN)
def conduct(request: HttpRequest) -> list[dict[str, Any]]:
    """Reports by kind and month after their delay, as strangers see them."""
    _need(request)
    told = [
        {
            "kind": row.kind.value,
            "month": row.month,
            "reports": row.reports,
            "people": row.people,
            "withheld": row.small,
        }
        for row in public_rows()
    ]
    return [without_free_text("conduct report", row) for row in told]


@router.get("/dignity/{month}/{place}", response={200: DignityOut, **READ}, openapi_extra=OPEN)
def dignity(request: HttpRequest, month: str, place: str) -> DignityOut:
    """The checks of a month and place with the parties' words and evidence."""
    _need(request)
    try:
        there, where = place_and_month(month, place)
    except Http404:
        raise HttpError(404, "no page has this month and place") from None
    checked = checked_of(there, where)
    counted = tally(checked)
    return DignityOut(
        month=there,
        place=where.code,
        good=counted.good,
        bad=counted.bad,
        disputed=counted.disputed,
        unknown=counted.unknown,
        checks=[_check(one) for one in checked],
    )


def _check(one: Checked) -> CheckOut:
    words = [
        WordOut(party=word.party, word=word.word.value, at=word.at, evidence=word.evidence)
        for word in one.words
    ]
    return CheckOut(check=one.check.code, group=one.check.group, verdict=one.verdict.value, words=words)


def _need(request: HttpRequest) -> None:
    if not may(request, Action.SEE_PUBLIC):
        raise HttpError(403, "this call needs the key of a seat")
