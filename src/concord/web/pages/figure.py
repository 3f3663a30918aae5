"""One figure: its fields, the words that decided each, candidates, history, comments, positions."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee import View, apply
from concord.evidence import DecisionKind, Document, Figure, to_json
from concord.publish.claims import claims_of
from concord.publish.disclosure import withheld
from concord.web.access import Action, gate, may, seat_of
from concord.web.board import BEHIND, board_of
from concord.web.deciding import correction_of, decide
from concord.web.happenings import call_mentioned, names_to_call
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import Comment, audited
from concord.web.pages.corrections import seen_corrections

__all__ = ["comment", "correct", "figure_page", "quote_of", "say"]

AROUND = 240  # code points of the document shown on each side of the number
STANCES = (
    DecisionKind.AGREED,
    DecisionKind.DISPUTED,
    DecisionKind.OUT_OF_SCOPE,
    DecisionKind.REDUNDANT,
    DecisionKind.TOO_OLD,
    DecisionKind.ANECDOTAL,
    DecisionKind.OUTLIER,
    DecisionKind.WITHDRAWN,
)
SHOWN = (
    "value", "value_high", "precision", "unit", "measure", "projected", "status", "sex_age",
    "nationality", "country", "place", "kind", "period_start", "period_end", "source", "party",
    "phase", "manner", "cumulative",
)  # fmt: skip


@require_safe
@gate(Action.SEE_PUBLIC)
def figure_page(request: HttpRequest, figure: str) -> HttpResponse:
    """The figure with its sentence, its reading and where the parties stand."""
    ledger, board = ledger_of(request), board_of(request)
    kept = ledger.figure(_as_read(board, figure))
    document = ledger.document(kept.record.document).record
    everything = ledger.decisions()
    decisions = [k for k in everything if kept.id in k.record.claims]
    view = None if BEHIND in request.__dict__ else board.views.get(kept.id)
    if view is None:  # what was said a moment ago must stand here, even while the board is being made
        view = apply([k.record for k in everything], [kept.record])[0]
    small = withheld(kept.record.value, kept.record.unit)
    claim = next(iter(claims_of([view.figure], situation(), {document.id: 0}, {})))
    return render(
        request,
        "evidence/figure.html",
        {
            "board": board,
            "kept": kept,
            "claim": claim,
            "view": view,
            "document": document,
            "quote": quote_of(document, kept.record),
            "small": small,
            "fields": _fields(kept.record, view, document, small),
            "decisions": decisions,
            "comments": Comment.objects.filter(claim=kept.id).select_related("seat")
            if may(request, Action.SEE_COMMITTEE)
            else (),
            "corrections": seen_corrections(request, board, [kept.id]),
            "findings": [(key, board.findings[key]) for key in board.findings_about.get(view.figure.id, ())],
            "names": names_to_call() if may(request, Action.DISCUSS) else (),
            "stances": STANCES,
            "estimates": [
                b for b in (*board.briefing.headlines, *board.briefing.balances) if view.figure.id in b.claims
            ][:5],
        },
    )


@require_POST
@gate(Action.TAKE_POSITION)
def say(request: HttpRequest, figure: str) -> HttpResponse:
    """The party's stance on the figure."""
    kind, why = request.POST.get("kind", ""), request.POST.get("why", "").strip()
    if kind not in {one.value for one in STANCES}:
        messages.error(request, _("Choose what to say of this figure."))
    elif not why:
        messages.error(request, _("Say why, in a sentence."))
    else:
        decide(request, DecisionKind(kind), (figure,), why)
        messages.success(request, _("Your party's word is kept."))
    return redirect("figure", figure=figure)


@require_POST
@gate(Action.CORRECT_READING)
def correct(request: HttpRequest, figure: str) -> HttpResponse:
    """What the words mean, field by field; the machine's reading stays beside it."""
    record = ledger_of(request).figure(figure).record
    before = {name: _text(value) for name, value in to_json(record).items()}
    changed = tuple(
        correction_of(name, request.POST[f"field-{name}"])
        for name in SHOWN
        if f"field-{name}" in request.POST and request.POST[f"field-{name}"].strip() != before[name]
    )
    why = request.POST.get("why", "").strip()
    if not changed:
        messages.info(request, _("Nothing was changed, so nothing is kept."))
    elif not why:
        messages.error(request, _("Say why, in a sentence."))
    else:
        decide(request, DecisionKind.CORRECTED_READING, (figure,), why, changed)
        messages.success(request, _("The corrected reading is kept beside the first one."))
    return redirect("figure", figure=figure)


@require_POST
@gate(Action.DISCUSS)
def comment(request: HttpRequest, figure: str) -> HttpResponse:
    """Words about one field of the figure, or about all of it."""
    kept, seat = ledger_of(request).figure(figure), seat_of(request)
    text, field = request.POST.get("text", "").strip()[:2_000], request.POST.get("field", "")
    if text and seat is not None:
        about = field if field in SHOWN else ""
        with transaction.atomic():
            made = Comment(at=now(), claim=kept.id, field=about, seat=seat, party=seat.party, text=text)
            made.save()
            audited(request, "comment", kept.id)
            call_mentioned(request, text, "figure", kept.id, f"comment:{made.pk}")
        messages.success(request, _("Your comment is kept."))
    else:
        messages.error(request, _("A comment needs words."))
    return redirect("figure", figure=figure)


def _as_read(board: Any, figure: str) -> str:
    """A corrected figure has an id of its own in the account; its page is that of the figure as read."""
    if figure in board.views:
        return figure
    return next((view.id for view in board.checked.views if view.figure.id == figure), figure)


def quote_of(document: Document, figure: Figure) -> tuple[str, str, str]:
    """The number with the words around it, cut at blanks."""
    text = document.text
    left = text[max(0, figure.start - AROUND) : figure.start]
    right = text[figure.end : figure.end + AROUND]
    if figure.start > AROUND:
        left = "… " + left.partition(" ")[2]
    if figure.end + AROUND < len(text):
        right = right.rpartition(" ")[0] + " …"
    return left, text[figure.start : figure.end], right


def _fields(figure: Figure, view: View, document: Document, small: bool) -> list[dict[str, Any]]:
    read, now_read = to_json(figure), to_json(view.figure)
    because = {one.field: document.text[one.start : one.end] for one in figure.because}
    candidates = {one.field: one.values for one in figure.candidates}
    known = {field.name for field in fields(Figure)}
    return [
        {
            "name": name,
            "read": _text(read[name]),
            "now": _text(now_read[name]),
            "changed": read[name] != now_read[name],
            "because": because.get(name, ""),
            "candidates": candidates.get(name, ()),
        }
        for name in SHOWN
        if name in known and not (small and name in ("value", "value_high"))
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
