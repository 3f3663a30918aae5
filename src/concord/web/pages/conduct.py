"""Conduct: reports in aggregate, each with the answer of the authority named and the follow-up."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.committee.actions import evidence_of
from concord.committee.conduct import (
    BY_REPORTER,
    Answer,
    AnswerKind,
    ConductKind,
    ConductState,
    Report,
    ReportRefused,
    require_answer,
    require_report,
)
from concord.errors import ConcordError
from concord.evidence import PartialDate, StatementKind
from concord.web.access import Action, Role, gate, may, own_seat, role_of, seat_of
from concord.web.board import Board, board_of
from concord.web.conductshown import Shown, places_of_reports, rows, seen_by, visible_from
from concord.web.evidence import evidence_link, require_there
from concord.web.ledgers import now, situation
from concord.web.models import ConductAnswer, ConductReport, audited
from concord.web.wording import words_said

__all__ = ["conduct_answer", "conduct_page", "conduct_report", "conduct_reports"]

LATELY = 500  # reports of one page
SAID = (StatementKind.ALLEGATION, StatementKind.DENIAL)


@require_safe
@gate(Action.SEE_PUBLIC)
def conduct_reports(request: HttpRequest) -> HttpResponse:
    """Kinds by month for everybody; for the committee the reports, each with where it stands."""
    wanted = {name: request.GET.get(name, "") for name in ("kind", "place", "month", "state")}
    found, today = _reports(), now().date()
    seen = [one for one in seen_by(_party(request), found, today) if _answers(one, wanted)]
    inside = may(request, Action.SEE_COMMITTEE)
    return render(
        request,
        "conduct/list.html",
        {
            "rows": rows(seen),
            "reports": seen if inside else (),
            # others' reports that wait: their number alone tells nothing of where or what
            "waiting": sum(visible_from(one) > today for one in found) if inside else 0,
            "wanted": wanted,
            "kinds": [kind.value for kind in ConductKind],
            "states": [state.value for state in ConductState],
            "places": places_of_reports(),
            "said": board_of(request).kept("said of conduct", _said),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.REPORT_CONDUCT)
def conduct_report(request: HttpRequest) -> HttpResponse:
    """Report something of a month and a province or crossing, in numbers."""
    error = ""
    if request.method == "POST":
        try:
            made = _reported(request)
        except ConcordError as refused:
            error = str(refused)
        else:
            messages.success(request, _("The report is kept. Others see it after its delay."))
            return redirect("conduct_page", report=made.pk)
    own = own_seat(request).party
    context = {
        "kinds": [kind.value for kind in ConductKind],
        "places": places_of_reports(),
        "parties": [party for party in situation().parties if party.code != own],
        "today": now().date(),
        "told": request.POST,
        "error": error,
    }
    return render(request, "conduct/report.html", context, status=400 if error else 200)


@require_safe
@gate(Action.SEE_COMMITTEE)
def conduct_page(request: HttpRequest, report: int) -> HttpResponse:
    """One report, what the authority says to it, and what follows."""
    return _page(request, _report(request, report))


@require_POST
@gate(Action.REPORT_CONDUCT)
def conduct_answer(request: HttpRequest, report: int) -> HttpResponse:
    """Answer for the authority named, or uphold or withdraw one's own report."""
    shown = _report(request, report)
    try:
        with transaction.atomic():
            _answered(request, shown)
    except ConcordError as refused:
        return _page(request, shown, error=str(refused))
    messages.success(request, _("Kept."))
    return redirect("conduct_page", report=report)


def _reports() -> list[ConductReport]:
    return list(ConductReport.objects.select_related("seat").prefetch_related("answers__seat")[:LATELY])


def _party(request: HttpRequest) -> str | None:
    seat = seat_of(request) if role_of(request) is not Role.STRANGER else None
    return seat.party if seat else None


def _report(request: HttpRequest, key: int) -> Shown:
    found = ConductReport.objects.select_related("seat").prefetch_related("answers__seat").filter(pk=key)
    shown = seen_by(own_seat(request).party, found, now().date())
    if not shown:  # it is not there, or not to be seen yet: both are told alike
        raise Http404
    return shown[0]


def _answers(one: Shown, wanted: dict[str, str]) -> bool:
    place = one.place.code if one.place else ""
    told = {"kind": one.row.kind, "place": place, "month": one.row.month, "state": one.state.value}
    return all(not asked or told[name] == asked for name, asked in wanted.items())


def _said(board: Board) -> list[tuple[Any, Any]]:
    """Allegations of the record, each with the denial that answers it, the newest first."""
    found = [one for one in board.checked.statements if one.kind in SAID]
    denials = {(one.document, one.denies): one for one in found if one.denies is not None}
    opened = [one for one in found if one.kind is StatementKind.ALLEGATION]
    opened.sort(key=lambda one: str(one.said or ""), reverse=True)
    return [(one, denials.get((one.document, one.start))) for one in opened[:20]]


def _page(request: HttpRequest, shown: Shown, error: str = "") -> HttpResponse:
    seat, row = own_seat(request), shown.row
    kinds = [kind.value for kind in AnswerKind if _may_say(seat.party, row, kind)]
    return render(
        request,
        "conduct/page.html",
        {
            "shown": shown,
            "row": row,
            "answers": row.answers.all(),
            "kinds": kinds if may(request, Action.ANSWER_CONDUCT) or seat.party == row.party else [],
            "source": evidence_link(evidence_of(row.source)) if row.source else None,
            "visible_from": visible_from(row),
            "today": now().date(),
            "told": request.POST if error else {},
            "error": error,
        },
        status=400 if error else 200,
    )


def _may_say(party: str, row: ConductReport, kind: AnswerKind) -> bool:
    return party == (row.party if kind in BY_REPORTER else row.authority)


def _reported(request: HttpRequest) -> ConductReport:
    seat, report = own_seat(request), _told(request)
    require_report(report, PartialDate.of(now().date()))
    shown = evidence_of(report.source) if report.source else None
    if report.source and shown is None:
        raise ReportRefused(
            _("Give the source as the address of a page here or elsewhere, or leave it empty.")
        )
    if shown is not None:
        require_there(request, shown)
    with transaction.atomic():
        made = ConductReport(
            at=now(),
            kind=report.kind.value,
            authority=report.authority,
            place=report.place,
            month=report.month.text,
            count=report.count,
            source=report.source,
            words=words_said(request, "words", 1_000),
            party=seat.party,
            seat=seat,
        )
        made.save()
        audited(request, "report conduct", made.pk)
    return made


def _told(request: HttpRequest) -> Report:
    """The report of a form.

    Raises:
        ReportRefused: a field says nothing that can be kept.
    """
    told = {
        name: request.POST.get(name, "").strip()
        for name in ("kind", "authority", "place", "month", "count", "source")
    }
    if told["kind"] not in {kind.value for kind in ConductKind}:
        raise ReportRefused(_("Choose what was done."))
    if situation().party(told["authority"]) is None:
        raise ReportRefused(_("Choose the authority whose people are said to have done it."))
    if told["place"] not in {place.code for place in places_of_reports()}:
        raise ReportRefused(_("Choose a province or a crossing; finer places are not kept."))
    try:
        month = PartialDate(told["month"])
    except ValueError:
        raise ReportRefused(_("Choose the month in which it happened.")) from None
    if told["count"] and not (told["count"].isascii() and told["count"].isdigit()):
        raise ReportRefused(_("Give the number of people in digits, or leave it empty."))
    return Report(
        kind=ConductKind(told["kind"]),
        party=own_seat(request).party,
        authority=told["authority"],
        place=told["place"],
        month=month,
        count=int(told["count"]) if told["count"] else None,
        source=told["source"],
    )


def _answered(request: HttpRequest, shown: Shown) -> None:
    seat, row = own_seat(request), shown.row
    kind = next((one for one in AnswerKind if one.value == request.POST.get("kind")), None)
    if kind is None:
        raise ReportRefused(_("Choose what to say."))
    if kind not in BY_REPORTER and not may(request, Action.ANSWER_CONDUCT):
        raise ReportRefused(_("Only a delegate answers for an authority."))
    answer = Answer(kind, seat.party, seat.office, now().isoformat(), words_said(request, "text"))
    require_answer(row.report, answer, row.said)
    ConductAnswer(at=now(), report=row, kind=kind.value, text=answer.text, party=seat.party, seat=seat).save()
    audited(request, f"conduct {kind.value}", row.pk)
