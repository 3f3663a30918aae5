"""Evidence: figures by the one filter language, documents with their words marked, bulk words with undo."""

import csv
from itertools import chain, islice
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from concord.evidence import DecisionKind, Document, Figure
from concord.ledger import Kept
from concord.pipeline.questions import asked, written
from concord.publish.cells import disarmed
from concord.publish.claims import claims_of
from concord.publish.marks import Span, marked
from concord.web.access import Action, Role, gate, role_of, seat_of
from concord.web.board import BEHIND, Board, board_of
from concord.web.deciding import decide
from concord.web.ledgers import ledger_of, situation
from concord.web.models import SavedFilter

__all__ = ["bulk", "document_page", "documents_page", "figures_csv", "figures_page", "save_filter"]

ON_A_PAGE = 50
COME_BACK = "4"  # seconds
EXPORTED = (
    "id", "value", "value_high", "precision", "unit", "measure", "status", "nationality", "country", "place",
    "period_start", "period_end", "source", "party", "publisher", "text", "document", "address", "state",
    "recorded_at",
)  # fmt: skip
BULK_KINDS = (DecisionKind.AGREED, DecisionKind.DISPUTED, DecisionKind.OUT_OF_SCOPE, DecisionKind.WITHDRAWN)


@require_safe
@gate(Action.SEE_PUBLIC)
def figures_page(request: HttpRequest) -> HttpResponse:
    """The figures that answer a question, with their state and their words."""
    board, start = board_of(request), _offset(request)
    question = asked(
        [(k, v) for k, many in request.GET.lists() for v in many] + [("limit", str(ON_A_PAGE + 1))],
    )
    found = ledger_of(request).figures(None, question)
    context = {
        "board": board,
        "rows": [_row(kept, board) for kept in found[:ON_A_PAGE]],
        "question": question,
        "written": written(question),
        "previous": max(0, start - ON_A_PAGE) if start else None,
        "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else None,
        "measures": situation().measures,
        "statuses": situation().statuses,
        "parties": situation().parties,
        "saved": _saved(request),
        "kinds": BULK_KINDS,
    }
    template = "evidence/_figures.html" if request.headers.get("HX-Request") else "evidence/figures.html"
    return render(request, template, context)


@require_safe
@gate(Action.SEE_PUBLIC)
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same question as a table for other programs, a row a figure, small counts withheld."""
    pairs = [(k, v) for k, many in request.GET.lists() for v in many if k not in ("limit", "offset")]
    board = board_of(request)
    found = ledger_of(request).figures(None, asked(pairs))
    lines = csv.writer(_Echo())
    rows = (_exported(_row(kept, board), kept) for kept in found)
    answer = StreamingHttpResponse(
        (lines.writerow(row) for row in chain([EXPORTED], rows)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return answer


class _Echo:
    """A file that gives back what is written to it, so that lines leave as they are made."""

    def write(self, line: str) -> str:
        return line


def _exported(row: dict[str, Any], kept: Kept[Figure]) -> list[Any]:
    claim, view, document = row["claim"], row["view"], row["document"]
    figure = view.figure if view is not None else kept.record
    told = [
        kept.id, claim.value, claim.value_high, figure.precision.value, figure.unit.value, figure.measure,
        figure.status, figure.nationality, figure.country, figure.place, figure.period_start,
        figure.period_end, figure.source, figure.party, figure.publisher, claim.text, figure.document,
        document.address if document else None, view.position.state if view else None, kept.recorded_at,
    ]  # fmt: skip
    return [disarmed(value if isinstance(value, int | float) else str(value or "")) for value in told]


@require_safe
@gate(Action.SEE_PUBLIC)
def documents_page(request: HttpRequest) -> HttpResponse:
    """Every document, the newest first."""
    board, start = board_of(request), _offset(request)
    newest = board.kept("newest documents", _newest)
    words = request.GET.get("words", "").strip().casefold()
    if words:
        newest = [d for d in newest if words in f"{d.title} {d.publisher} {d.name}".casefold()]
    shown = newest[start : start + ON_A_PAGE]
    return render(
        request,
        "evidence/documents.html",
        {
            "board": board,
            "rows": [
                (d, len(board.by_document.get(d.id, ())), len(board.statements_of.get(d.id, ())))
                for d in shown
            ],
            "count": len(newest),
            "words": request.GET.get("words", ""),
            "previous": max(0, start - ON_A_PAGE) if start else None,
            "next": start + ON_A_PAGE if start + ON_A_PAGE < len(newest) else None,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def document_page(request: HttpRequest, document: str) -> HttpResponse:
    """A document with every figure and statement marked in its own words."""
    board = board_of(request)
    kept = ledger_of(request).document(document)
    views = board.by_document.get(document, [])
    claims = _claims_by_figure(board, views)
    statements = board.statements_of.get(document, [])
    spans = [Span(v.original.start, v.original.end, "figure", v.id) for v in views]
    spans += [Span(s.start, s.end, "said", s.id) for s in statements]
    answer = render(
        request,
        "evidence/document.html",
        {
            "board": board,
            "document": kept.record,
            "kept": kept,
            "pieces": marked(kept.record.text, spans),
            "claims": claims,
            "views": [(view, claims.get(view.id)) for view in views],
            "statements": statements,
            "rtl": (kept.record.language or "").split("-")[0] in {"ar", "fa", "prs", "ps", "ur"},
        },
    )
    if not views and request.__dict__.get(BEHIND):  # just kept: its figures are on their way
        answer["Refresh"] = COME_BACK
    return answer


@require_POST
@gate(Action.TAKE_POSITION)
def bulk(request: HttpRequest) -> HttpResponse:
    """One word of the party about several figures; undo takes the words back."""
    chosen = list(dict.fromkeys(request.POST.getlist("claim")))[:ON_A_PAGE]
    kind = next((one for one in BULK_KINDS if one.value == request.POST.get("kind")), None)
    why = request.POST.get("why", "").strip()
    if kind is None or not chosen:
        messages.error(request, _("Choose figures and what to say of them."))
    elif not why:
        messages.error(request, _("Say why, in a sentence."))
    else:
        for claim in chosen:
            decide(request, kind, (claim,), why)
        request.session["undo"] = chosen if kind is not DecisionKind.WITHDRAWN else []
        told = ngettext("Kept for %(count)d figure.", "Kept for %(count)d figures.", len(chosen))
        messages.success(request, told % {"count": len(chosen)}, extra_tags="undo")
    return redirect(f"/evidence/?{request.POST.get('question', '')}")


@require_POST
@gate(Action.TAKE_POSITION)
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the words of the last bulk act: a further decision, as the ledger forgets nothing."""
    chosen = request.session.pop("undo", [])
    for claim in chosen:
        decide(request, DecisionKind.WITHDRAWN, (claim,), _("Taken back at once."))
    messages.success(request, _("Taken back."))
    return redirect("/evidence/")


@require_POST
@gate(Action.SEE_COMMITTEE)
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the question of this list under a name."""
    seat, name = seat_of(request), request.POST.get("name", "").strip()[:80]
    pairs = [tuple(pair.split("=", 1)) for pair in request.POST.get("question", "").split("&") if "=" in pair]
    question = written(asked([(k, v) for k, v in pairs]))[:500]
    if name and seat is not None:
        SavedFilter.objects.update_or_create(seat=seat, name=name, defaults={"question": question})
        messages.success(request, _("The question is saved."))
    return redirect(f"/evidence/?{question}")


def _newest(board: Board) -> list[Document]:
    """All documents, the newest first; those without a date last."""
    dated = [(str(document.published or ""), identity) for identity, document in board.documents.items()]
    return [board.documents[identity] for _, identity in sorted(dated, reverse=True)]


def _offset(request: HttpRequest) -> int:
    text = request.GET.get("offset", "0")
    return min(int(text), 10_000_000) if text.isascii() and text.isdigit() else 0


def _row(kept: Kept[Figure], board: Board) -> dict[str, Any]:
    claim = board.claims.get(kept.id) or next(iter(_claims([kept.record], board)), None)
    view = board.views.get(kept.id)
    document = board.documents.get(kept.record.document)
    return {"claim": claim, "view": view, "figure": kept.record, "id": kept.id, "document": document}


def _claims(figures: list[Figure], board: Board) -> list[Any]:
    order = {figure.document: 0 for figure in figures}
    return list(claims_of(figures, situation(), order, {}))


def _claims_by_figure(board: Board, views: list[Any]) -> dict[str, Any]:
    """Of each figure as read, the claim as the parties' corrections leave it."""
    found = {}
    for view in views:
        made = board.claims.get(view.figure.id) or next(iter(_claims([view.figure], board)), None)
        if made is not None:
            found[view.id] = made
    return found


def _saved(request: HttpRequest) -> list[SavedFilter]:
    seat = seat_of(request) if role_of(request) is not Role.STRANGER else None
    return list(islice(seat.filters.all(), 20)) if seat else []
