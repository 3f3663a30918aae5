"""Errors as pages in words: what happened, and what to do next. Nothing is half done."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concord.errors import ConcordError
from concord.ledger import LedgerIsBusy, NotInLedger
from concord.web.access import Action, gate
from concord.web.board import BoardInTheMaking

__all__ = ["InWords", "closed", "csrf_failed", "not_found", "refused", "server_error"]


class InWords:
    """An error that Concord raises on purpose becomes a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of Concord's own; others are Django's."""
        if not isinstance(error, ConcordError):
            return None
        if isinstance(error, NotInLedger):
            return _page(request, 404, _("This is not in the ledger."), str(error))
        if isinstance(error, LedgerIsBusy | BoardInTheMaking):
            answer = _page(request, 503, _("The ledger is busy. Try again in a moment."), str(error))
            answer["Retry-After"] = "30"
            return answer
        return _page(request, 400, _("This cannot be done."), str(error))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No page is at this address."""
    return _page(request, 404, _("There is no page at this address."), "")


@require_safe
@gate(Action.SEE_PUBLIC)
def closed(request: HttpRequest) -> HttpResponse:
    """A page of a library that is none of ours."""
    raise Http404


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The seat may not do this."""
    return _page(request, 403, _("Your seat may not do this."), _("The table of roles says who may."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke that nobody foresaw; nothing was kept half."""
    return HttpResponse("Concord: something broke. Nothing was kept half. Try again.", status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was not one of ours, or too old."""
    return _page(
        request, 403, _("This form is no longer valid."), _("Go back, load the page again, and send it anew.")
    )


def _page(request: HttpRequest, status: int, headline: str, detail: str) -> HttpResponse:
    return render(request, "web/refusal.html", {"headline": headline, "detail": detail}, status=status)
