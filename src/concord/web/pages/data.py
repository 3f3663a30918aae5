"""Data: the record in every format, under the question that is asked, with a plain word on each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from concord.pipeline.questions import asked, written
from concord.publish.exports.columns import FLOWS
from concord.publish.exports.formats import FORMATS
from concord.web.access import Action, gate
from concord.web.board import board_of
from concord.web.ledgers import situation
from concord.web.models import Release

__all__ = ["data_page"]

FOR_WHOM = {
    "csv": _("A table for spreadsheets and scripts, with HXL tags in its second line."),
    "xlsx": _("A workbook with a sheet that says what every column means."),
    "parquet": _("Typed columns for analysis of many rows."),
    "package": _("Tables with keys and a description that programs can check."),
}
ANOTHER = _("A standard of the field, for programs that read it.")


@require_safe
@gate(Action.SEE_PUBLIC)
def data_page(request: HttpRequest) -> HttpResponse:
    """Links to every format of both kinds of row, under the question that is asked."""
    question = asked([(name, value) for name, many in request.GET.lists() for value in many])
    more = {n: request.GET[n] for n in ("as_of", "release") if request.GET.get(n, "").strip()}
    query = "&".join(filter(None, [written(question), urlencode(more)]))
    rows = [(one, FOR_WHOM.get(one.name, ANOTHER)) for one in FORMATS.values()]
    return render(
        request,
        "data/page.html",
        {
            "board": board_of(request),
            "formats": rows,
            "flows": FLOWS,
            "query": query,
            "question": question,
            "measures": situation().measures,
            "statuses": situation().statuses,
            "parties": situation().parties,
            "releases": Release.objects.all()[:50],
            "asked_release": more.get("release", ""),
            "as_of": more.get("as_of", ""),
        },
    )
