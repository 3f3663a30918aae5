"""Add a document: paste or upload it, see the reading at once, then keep it or let it go.

Nothing enters the ledger before somebody has looked. Bytes are opened by a worker process with limits
of memory and time. What is no document, or looks like a list of persons, is refused with the reason, and
what was typed stays in the form. Of a container the first document is taken.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.documents import EmptyDocument, Source, Taken, UnreadableDocument, read_guarded
from concord.evidence import Document, Reading, from_json, to_json
from concord.publish.claims import claims_of
from concord.publish.marks import Span, marked
from concord.reading import Reader
from concord.web.access import Action, gate, own_seat, seat_of
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import Draft, audited
from concord.web.reaching import AddressRefused, fetch

__all__ = ["add_page", "draft_page", "keep_draft", "reader"]

_readers: dict[str, Reader] = {}  # words and weights are read once a process


def reader() -> Reader:
    """The reader of the situation."""
    name = situation().name
    if name not in _readers:
        _readers[name] = Reader(situation())
    return _readers[name]


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.ADD_DOCUMENT)
def add_page(request: HttpRequest) -> HttpResponse:
    """The form; what it sends becomes a draft that shows its reading."""
    told: dict[str, Any] = {"error": ""}
    if request.method == "POST":
        try:
            found = _sent(request)
        except AddressRefused as error:
            return render(
                request, "evidence/add.html", {"error": str(error), "sent": request.POST}, status=400
            )
        if found is None:
            told["error"] = _("Paste a text or choose a file.")
        else:
            try:
                return redirect("draft", draft=_draft(request, _taken(*found)).pk)
            except UnreadableDocument as error:
                told["error"] = str(error)
        told["sent"] = request.POST
    return render(request, "evidence/add.html", told, status=400 if told["error"] else 200)


@require_safe
@gate(Action.ADD_DOCUMENT)
def draft_page(request: HttpRequest, draft: int) -> HttpResponse:
    """The document with what the reader finds in it, before anything is kept."""
    kept = get_object_or_404(Draft, pk=draft, seat=seat_of(request))
    document = from_json(Document, kept.document)
    reading = reader().read(document)
    return render(request, "evidence/draft.html", {"draft": kept, **_shown(document, reading)})


@require_POST
@gate(Action.ADD_DOCUMENT)
def keep_draft(request: HttpRequest, draft: int) -> HttpResponse:
    """Keep the document and its reading in the ledger, or let the draft go."""
    kept = get_object_or_404(Draft, pk=draft, seat=seat_of(request))
    if request.POST.get("what") != "keep":
        kept.delete()
        messages.info(request, _("The draft is gone; nothing was kept."))
        return redirect("add")
    content, document = bytes(kept.content), from_json(Document, kept.document)
    recorded = ledger_of(request).record(document, content, reader().read(document), at=now().isoformat())
    audited(request, "add document", recorded.document_id)
    kept.delete()
    messages.success(
        request, _("The document is kept.") if recorded.new else _("The ledger had this document already.")
    )
    return redirect("document", document=recorded.document_id)


def _sent(request: HttpRequest) -> tuple[bytes, str] | None:
    """The bytes that were sent and the name to know them by.

    Raises:
        AddressRefused: of an address that cannot or may not be read.
    """
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > settings.CONCORD_UPLOAD_BYTES:
            return b"\0" * (settings.CONCORD_UPLOAD_BYTES + 1), str(file.name)[:200]
        return file.read(), (file.name or "upload")[-200:]
    text = request.POST.get("text", "").strip()
    if text:
        return _pasted(request, text)
    address = request.POST.get("address", "").strip()
    return fetch(address) if address else None


def _pasted(request: HttpRequest, text: str) -> tuple[bytes, str]:
    """Pasted text as the JSON form of a document, so that title and date come with it."""
    import json

    fields = {
        name: request.POST.get(name, "").strip() for name in ("title", "publisher", "published", "lang")
    }
    name = (fields["title"] or text[:40]).replace("/", " ")[:80]
    body = {"id": name, "text": text.replace("\r\n", "\n"), **{k: v for k, v in fields.items() if v}}
    return json.dumps(body, ensure_ascii=False).encode(), f"{name}.json"


def _taken(content: bytes, name: str) -> Taken:
    """The first document in the bytes.

    Raises:
        UnreadableDocument: there is none, or it may not be kept.
    """
    found = read_guarded(Source(name, content))
    taken = next((one for one in found if isinstance(one, Taken)), None)
    if taken is None:
        raise next(
            (one for one in found if isinstance(one, UnreadableDocument)), EmptyDocument(name, "it is empty")
        )
    return taken


def _draft(request: HttpRequest, taken: Taken) -> Draft:
    seat = own_seat(request)
    Draft.objects.filter(seat=seat).delete()  # one draft a seat; an older one was never kept
    return Draft.objects.create(
        seat=seat, name=taken.path[-200:], content=taken.content, document=to_json(taken.document), at=now()
    )


def _shown(document: Document, reading: Reading) -> dict[str, Any]:
    spans = [Span(f.start, f.end, "figure", f.id) for f in reading.figures]
    spans += [Span(s.start, s.end, "said", s.id) for s in reading.statements]
    claims = claims_of(reading.figures, situation(), {document.id: 0}, {})
    return {
        "document": document,
        "pieces": marked(document.text, spans),
        "claims": {claim.id: claim for claim in claims},
        "found": claims,
        "statements": reading.statements,
        "rtl": (document.language or "").split("-")[0] in {"ar", "fa", "prs", "ps", "ur"},
    }
