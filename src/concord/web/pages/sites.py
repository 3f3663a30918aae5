"""Sites: how many people each holds, and where it stands against the standards."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.committee.site_view import SiteView
from concord.publish.disclosure import rules_of
from concord.sites import DAY_COLUMNS, STANDARD_COLUMNS
from concord.web.access import Action, gate, may, seat_of
from concord.web.models import SiteRow
from concord.web.sitechart import SHOWN, chart_of
from concord.web.sitefiles import FORMS, written
from concord.web.sitework import version_of, view_of, views

__all__ = ["EXPORTS", "party_of", "row_of", "site_page", "sites_page"]

SIZES = (("wide", 860, 300, 6), ("narrow", 380, 260, 3))


def party_of(request: HttpRequest) -> str | None:
    """The party for which somebody looks; nobody signed in looks for none."""
    seat = seat_of(request)
    return seat.party if seat else None


def row_of(site: int) -> SiteRow:
    """The site, or the page that says that there is none."""
    found: SiteRow | None = SiteRow.objects.filter(pk=site).first()
    if found is None:
        raise Http404
    return found


@require_safe
@gate(Action.SEE_PUBLIC)
def sites_page(request: HttpRequest) -> HttpResponse:
    """Every site, the own ones first."""
    shown = views(party_of(request))
    context = {"sites": shown, "rules": rules_of(), "outside": any(not one.own for one in shown)}
    return render(request, "sites/list.html", context | {"examples": _examples()})


@require_safe
@gate(Action.SEE_PUBLIC)
def site_page(request: HttpRequest, site: int) -> HttpResponse:
    """One site over its last 90 days."""
    row = row_of(site)
    view = view_of(row, party_of(request))
    mine = view.own and may(request, Action.ENTER_SITE_DAY)
    context: dict[str, Any] = {
        "site": view,
        "version": version_of(row, party_of(request)),
        "charts": [(name, chart_of(view, width=w, height=h, ticks=t)) for name, w, h, t in SIZES],
        "recent": list(reversed(view.days))[:SHOWN],
        "columns": [name for name in DAY_COLUMNS if name not in ("day", "reason") and _told(view, name)],
        "example": row.example,
        "mine": mine,
        "choices": row.open_choices if mine else [],
    }
    return render(request, "sites/page.html", context)


def _export(table: str, form: str) -> Callable[..., Any]:
    @require_safe
    @gate(Action.SEE_PUBLIC)
    def export(request: HttpRequest, site: int) -> HttpResponse:
        view = view_of(row_of(site), party_of(request))
        rows, columns = _table(view, table)
        answer = HttpResponse(written(rows, columns, form, table), content_type=FORMS[form])
        answer["Content-Disposition"] = f'attachment; filename="site-{site}-{table}.{form}"'
        return answer

    return export


def _table(view: SiteView, table: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    if table == "days":
        return view.day_rows(), DAY_COLUMNS
    return view.standard_rows(), STANDARD_COLUMNS


EXPORTS = {(table, form): _export(table, form) for table in ("days", "standards") for form in FORMS}


def _told(view: SiteView, name: str) -> bool:
    return any(getattr(day, name) is not None for day in view.days[-SHOWN:])


def _examples() -> set[int]:
    return set(SiteRow.objects.filter(example=True).values_list("pk", flat=True))
