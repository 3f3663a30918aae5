"""Dignity, a page for each month and place: checks with evidence, the trend, and what became of promises."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee.actions import evidence_of
from concord.committee.dignity import (
    Checked,
    Kept,
    Tally,
    Word,
    WordRefused,
    judged,
    require_word,
    tally,
)
from concord.errors import ConcordError
from concord.evidence import PartialDate, Statement, StatementKind
from concord.situation import Place
from concord.web.access import Action, gate, own_seat
from concord.web.board import Board, board_of
from concord.web.conductshown import places_of_reports, rows, seen_by
from concord.web.evidence import evidence_link, require_there
from concord.web.ledgers import now
from concord.web.models import CommitmentWord, ConductReport, DignityWord, audited
from concord.web.wording import words_said

__all__ = [
    "checked_of",
    "commitment_say",
    "dignity_grid",
    "dignity_page",
    "dignity_say",
    "month_before",
    "place_and_month",
]

MONTHS = 12  # of the grid
PROMISES = (StatementKind.COMMITMENT, StatementKind.ASSURANCE)
PROMISED_LATELY = 12  # commitments of one page


@require_safe
@gate(Action.SEE_PUBLIC)
def dignity_grid(request: HttpRequest) -> HttpResponse:
    """Months by places, with what the checks of each come to."""
    months = _months(PartialDate.of(now().date()).text[:7])
    said: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for one in DignityWord.objects.select_related("seat").filter(month__in=months):
        said[one.place, one.month].append(one.said)
    told = {place for place, _month in said}
    cells = [
        (
            place,
            [
                (month, tally(judged(said[place.code, month])) if said.get((place.code, month)) else None)
                for month in months
            ],
        )
        for place in places_of_reports()
        if place.code in told
    ]
    return render(
        request,
        "dignity/grid.html",
        {"months": months, "cells": cells, "places": places_of_reports(), "newest": months[0]},
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def dignity_page(request: HttpRequest, month: str = "", place: str = "") -> HttpResponse:
    """The page of a month and place; without them, the one that the form of the grid asks for."""
    if not month:
        return redirect(
            "dignity_page", month=request.GET.get("month") or "0", place=request.GET.get("place") or "0"
        )
    return _page(request, *place_and_month(month, place))


@require_POST
@gate(Action.JUDGE_DIGNITY)
def dignity_say(request: HttpRequest, month: str, place: str) -> HttpResponse:
    """One party's word about one check, with its evidence."""
    there, where = place_and_month(month, place)
    try:
        _say(request, there, where)
    except ConcordError as refused:
        return _page(request, there, where, error=str(refused))
    messages.success(request, _("Kept."))
    return redirect("dignity_page", month=month, place=place)


@require_POST
@gate(Action.JUDGE_DIGNITY)
def commitment_say(request: HttpRequest, statement: str) -> HttpResponse:
    """One party's word on whether a commitment was kept."""
    promised = {one.id for one in board_of(request).checked.statements if one.kind in PROMISES}
    if statement not in promised:
        raise Http404
    try:
        _keep_word(request, statement)
    except ConcordError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Kept."))
    month, place = request.POST.get("month", ""), request.POST.get("place", "")
    if place in {one.code for one in places_of_reports()} and _is_month(month):
        return redirect("dignity_page", month=month, place=place)
    return redirect("dignity")


def month_before(month: str) -> str:
    """The month before a month.

    >>> month_before("2025-01")
    '2024-12'
    """
    year, number = int(month[:4]), int(month[5:])
    return f"{year - (number == 1)}-{12 if number == 1 else number - 1:02}"


def _months(newest: str) -> list[str]:
    found = [newest]
    while len(found) < MONTHS:
        found.append(month_before(found[-1]))
    return found


def _is_month(month: str) -> bool:
    try:
        return len(PartialDate(month).text) == 7
    except ValueError:
        return False


def place_and_month(month: str, place: str) -> tuple[str, Place]:
    """The month and place of an address.

    Raises:
        Http404: there is no such page.
    """
    found = next((one for one in places_of_reports() if one.code == place), None)
    if found is None or not _is_month(month):
        raise Http404
    return month, found


def checked_of(month: str, place: Place) -> tuple[Checked, ...]:
    """The checks of a month and place with the parties' last words."""
    found = DignityWord.objects.select_related("seat").filter(month=month, place=place.code)
    return judged(one.said for one in found)


def _page(request: HttpRequest, month: str, place: Place, error: str = "") -> HttpResponse:
    checked, before = checked_of(month, place), tally(checked_of(month_before(month), place))
    now_told = tally(checked)
    groups: dict[str, list[tuple[Checked, Any]]] = defaultdict(list)
    for one in checked:
        groups[one.check.group].append(
            (one, [(w, evidence_link(evidence_of(w.evidence))) for w in one.words])
        )
    return render(
        request,
        "dignity/page.html",
        {
            "month": month,
            "before": month_before(month),
            "place": place,
            "groups": list(groups.items()),
            "tally": now_told,
            "trend": now_told.trend(before) if before != Tally(0, 0, 0, before.unknown) else None,
            "conduct": _conduct(month, place),
            "promises": _promises(board_of(request), month),
            "words": [word.value for word in Word],
            "kept": [one.value for one in Kept],
            "told": request.POST if error else {},
            "error": error,
        },
        status=400 if error else 200,
    )


def _conduct(month: str, place: Place) -> list[Any]:
    """What may be told to everybody of the conduct reported for this month and place."""
    found = ConductReport.objects.select_related("seat").prefetch_related("answers__seat").filter(month=month)
    return rows(one for one in seen_by(None, found, now().date()) if one.place == place)


def _promises(board: Board, month: str) -> list[tuple[PartialDate | None, Statement, list[CommitmentWord]]]:
    """Commitments and assurances up to the end of the month, newest first, with the parties' last words.

    One without a day of its own counts from the day on which its document was published;
    where that is not known either, it is listed last on every page.
    """
    until = PartialDate(month).last
    dated = [
        (board.documents[one.document].published if one.said is None else one.said, one)
        for one in board.checked.statements
        if one.kind in PROMISES and one.party
    ]
    dated = [(day, one) for day, one in dated if day is None or day.first <= until]
    dated.sort(key=lambda told: (str(told[0] or ""), told[1].start), reverse=True)
    found = dated[:PROMISED_LATELY]
    latest: dict[str, dict[str, CommitmentWord]] = defaultdict(dict)
    for word in CommitmentWord.objects.select_related("seat").filter(
        statement__in=[one.id for _day, one in found]
    ):
        latest[word.statement][word.party] = word
    return [(day, one, list(latest[one.id].values())) for day, one in found]


def _keep_word(request: HttpRequest, statement: str) -> None:
    """One party's word on a commitment; kept and not kept need evidence, not to know needs none."""
    seat, kept = own_seat(request), next((one for one in Kept if one.value == request.POST.get("kept")), None)
    why, evidence = words_said(request, "why", 1_000), request.POST.get("evidence", "").strip()
    shown = evidence_of(evidence) if evidence else None
    if kept is None or not why or (shown is None and (evidence or kept in (Kept.KEPT, Kept.NOT_KEPT))):
        raise WordRefused(_("Choose a word, say why, and give evidence as the address of a page."))
    if shown is not None:
        require_there(request, shown)
    with transaction.atomic():
        CommitmentWord(
            at=now(),
            statement=statement,
            kept=kept.value,
            why=why,
            evidence=evidence,
            party=seat.party,
            seat=seat,
        ).save()
        audited(request, "commitment", statement)


def _say(request: HttpRequest, month: str, place: Place) -> None:
    seat, check = own_seat(request), request.POST.get("check", "")
    word = next((one for one in Word if one.value == request.POST.get("word")), None)
    if word is None:
        raise WordRefused(_("Choose yes, no or unknown."))
    if PartialDate(month).first > now().date():
        raise WordRefused(_("That month has not begun."))
    why, evidence = words_said(request, "why", 1_000), request.POST.get("evidence", "").strip()
    shown = evidence_of(evidence) if evidence else None
    require_word(check, word, why, evidence if shown is not None else "")
    if shown is not None:
        require_there(request, shown)
    with transaction.atomic():
        DignityWord(
            at=now(),
            month=month,
            place=place.code,
            check_code=check,
            word=word.value,
            why=why,
            evidence=evidence if shown is not None else "",
            party=seat.party,
            seat=seat,
        ).save()
        audited(request, f"dignity {check}", f"{month} {place.code}")
