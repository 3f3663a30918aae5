"""Enter a site's day: a form for a phone that may be offline, the choice between two, and imports."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from concord.committee.personal import PersonalWords
from concord.errors import ConcordError
from concord.sites import FIELDS, SiteKind, UnclearDay, day_of, form_workbook
from concord.web.access import Action, gate, own_seat
from concord.web.formlabels import form_labels
from concord.web.ledgers import now, situation
from concord.web.models import SiteEntry, SiteRow, audited
from concord.web.pages.sites import row_of
from concord.web.sitefiles import FORMS
from concord.web.siteimport import import_days
from concord.web.sitework import Entered, Outcome, choose, enter
from concord.web.wording import words_said

__all__ = ["day_page", "form_file", "import_page", "new_site", "settle_page", "worker"]

KNOWN_DAYS = 45  # days back for which the form knows what was entered, to tell a correction from a conflict
WHOLE = ("people", "women", "men", "girls", "boys", "arrived", "left")


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.ENTER_SITE_DAY)
def day_page(request: HttpRequest, site: int) -> HttpResponse:
    """The form of a day; for the script of the page it speaks JSON."""
    row = _own(request, site)
    if request.method != "POST":
        return _state(request, row) if _wants_json(request) else _form(request, row)
    told = {name: request.POST.get(name, "") for name in ("day", "reason", *(f.name for f in FIELDS))}
    try:
        day = day_of(told, today())
        done = enter(row, own_seat(request), day, key=_key(request), base=_base(request), way=_way(request))
    except (UnclearDay, PersonalWords) as refused:
        return _refused(request, row, told, refused)
    return _answered(request, row, done)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.ENTER_SITE_DAY)
def settle_page(request: HttpRequest, site: int, entry: int) -> HttpResponse:
    """Two tellings of one day side by side, and the choice between them."""
    row = _own(request, site)
    contested = next((one for one in row.open_choices if one.pk == entry), None)
    if contested is None:
        messages.info(request, _("This was chosen already, or there was nothing to choose."))
        return redirect("site", site=row.pk)
    present = row.present[contested.day]
    if request.method == "POST" and request.POST.get("choice") in (str(contested.pk), str(present.pk)):
        chosen = contested if request.POST["choice"] == str(contested.pk) else present
        choose(row, own_seat(request), contested, chosen, key=str(uuid.uuid4()))
        messages.success(request, _("Kept. Both entries stay readable."))
        return redirect("site", site=row.pk)
    names = [f.name for f in FIELDS] + ["reason"]
    pairs = [(name, present.values.get(name), contested.values.get(name)) for name in names]
    rows = [(name, a, b, a != b) for name, a, b in pairs if a not in (None, "") or b not in (None, "")]
    context = {"row": row, "contested": contested, "present": present, "rows": rows}
    return render(request, "sites/settle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.ENTER_SITE_DAY)
def import_page(request: HttpRequest, site: int) -> HttpResponse:
    """Days that a program of surveys collected."""
    row, context = _own(request, site), dict[str, Any]()
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            context["rows"] = import_days(row, own_seat(request), _content(upload), today())
            audited(request, "import site days", row.pk)
        except ConcordError as refused:
            context["error"] = str(refused)
    status = 400 if context.get("error") else 200
    return render(request, "sites/import.html", {"row": row, **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.ENTER_SITE_DAY)
def new_site(request: HttpRequest) -> HttpResponse:
    """Open a site for the own party."""
    error = ""
    if request.method == "POST":
        try:
            return redirect("site_day", site=_opened(request).pk)
        except (ConcordError, ValueError, IntegrityError) as refused:
            own = isinstance(refused, ConcordError)
            error = str(refused) if own else _("Give a name of its own and an area in numbers.")
    places = [one for one in situation().places if one.kind != "country"]
    context = {"places": places, "kinds": list(SiteKind), "told": request.POST, "error": error}
    return render(request, "sites/new.html", context, status=400 if error else 200)


@require_safe
@gate(Action.ENTER_SITE_DAY)
def form_file(request: HttpRequest) -> HttpResponse:
    """The XLSForm of a day, in four languages."""
    answer = HttpResponse(form_workbook(form_labels()), content_type=FORMS["xlsx"])
    answer["Content-Disposition"] = 'attachment; filename="site-day-form.xlsx"'
    return answer


@require_safe
@gate(Action.SEE_PUBLIC)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, from the root so that it may keep the pages of entry."""
    from concord.web.settings import HERE

    script = (HERE / "static" / "web" / "worker.js").read_text("utf-8")
    answer = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    patch_cache_control(answer, no_cache=True, max_age=0)
    return answer


def today() -> date:
    """The last day that has begun anywhere between Islamabad and Kabul; UTC is behind both."""
    return (now() + timedelta(hours=5)).date()


def _own(request: HttpRequest, site: int) -> SiteRow:
    row = row_of(site)
    if row.party != own_seat(request).party:
        raise PermissionDenied
    return row


def _form(
    request: HttpRequest, row: SiteRow, told: dict[str, str] | None = None, **more: Any
) -> HttpResponse:
    present = row.present
    when = (told or {}).get("day") or request.GET.get("day", "")
    try:
        chosen = date.fromisoformat(when)
    except ValueError:
        chosen = today()
    values = told if told is not None else _offered(present, chosen)
    mistakes = more.get("mistakes", {})
    asked = [(field, values.get(field.name, ""), mistakes.get(field.name, "")) for field in FIELDS]
    context = {
        "row": row,
        "chosen": when if told is not None else chosen.isoformat(),
        "today": today().isoformat(),
        "base": present[chosen].pk if chosen in present else "",
        "key": request.POST.get("key") or str(uuid.uuid4()),
        "groups": [
            [one for one in asked if one[0].name in WHOLE],
            [one for one in asked if not one[0].stays and one[0].name not in WHOLE],
            [one for one in asked if one[0].stays],
        ],
        "reason": values.get("reason", ""),
        "known": json.dumps(_known(present)),
        "choices": row.open_choices,
        **more,
    }
    return render(request, "sites/day.html", context, status=400 if more.get("error") else 200)


def _offered(present: dict[date, SiteEntry], chosen: date) -> dict[str, Any]:
    """What is known of the day; else what seldom changes, as last told before it."""
    if chosen in present:
        values = present[chosen].values
        return {name: _written(value) for name, value in values.items()}
    before = [day for day in present if day < chosen]
    if not before:
        return {}
    values = present[max(before)].values
    return {field.name: _written(values.get(field.name)) for field in FIELDS if field.stays}


def _written(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _known(present: dict[date, SiteEntry]) -> dict[str, int]:
    first = today() - timedelta(days=KNOWN_DAYS)
    return {day.isoformat(): entry.pk for day, entry in present.items() if day >= first}


def _state(request: HttpRequest, row: SiteRow) -> JsonResponse:
    """What the script asks before it sends: a fresh token, and that the seat is still the one that wrote."""
    return JsonResponse(
        {"token": get_token(request), "seat": own_seat(request).pk, "known": _known(row.present)}
    )


def _answered(request: HttpRequest, row: SiteRow, done: Entered) -> HttpResponse:
    where = f"/sites/{row.pk}/settle/{done.entry.pk}/"
    if _wants_json(request):
        told = {"outcome": done.outcome.value, "entry": done.entry.pk, "day": str(done.entry.day)}
        if done.outcome is Outcome.CONTESTED:
            return JsonResponse({**told, "choose": where}, status=409)
        return JsonResponse(told, status=201 if done.outcome is Outcome.KEPT else 200)
    if done.outcome is Outcome.CONTESTED:
        messages.warning(request, _("Somebody else entered this day meanwhile. Both are kept; choose one."))
        return redirect(where)
    messages.success(request, _("The day is kept."))
    return redirect("site", site=row.pk)


def _refused(
    request: HttpRequest, row: SiteRow, told: dict[str, str], refused: UnclearDay | PersonalWords
) -> HttpResponse:
    mistakes = refused.mistakes if isinstance(refused, UnclearDay) else {}
    error = _("Mend what is marked and send it again; nothing was kept.") if mistakes else str(refused)
    if _wants_json(request):
        return JsonResponse({"outcome": "refused", "error": error, "mistakes": mistakes}, status=400)
    return _form(request, row, told, mistakes=mistakes, error=error)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _key(request: HttpRequest) -> str:
    """The id that the form or the phone made; a form without one gets one."""
    try:
        return str(uuid.UUID(request.POST.get("key", "")))
    except ValueError:
        return str(uuid.uuid4())


def _base(request: HttpRequest) -> int | None:
    told = request.POST.get("base", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 18 else None


def _way(request: HttpRequest) -> str:
    return "phone" if request.POST.get("way") == "phone" else "page"


def _content(upload: Any) -> bytes:
    if upload is None:
        raise _NoFile
    if upload.size > settings.CONCORD_UPLOAD_BYTES:
        raise _TooLarge
    content: bytes = upload.read()
    return content


class _NoFile(ConcordError):
    """A form was sent without its file."""

    def __init__(self) -> None:
        super().__init__(_("Choose the file that ODK or Kobo exported."))


class _TooLarge(ConcordError):
    """A file is larger than what is read."""

    def __init__(self) -> None:
        super().__init__(_("The file is too large. Divide it by months."))


def _opened(request: HttpRequest) -> SiteRow:
    seat = own_seat(request)
    name, area = words_said(request, "name", 120), request.POST.get("settlement_area", "").strip()
    known = {one.code for one in situation().places}
    if not name or (request.POST.get("place") or "") not in {"", *known}:
        raise ValueError(name)
    square_metres = float(area) if area else None
    if square_metres is not None and not 0 < square_metres < 1e9:
        raise ValueError(area)
    with transaction.atomic():
        row = SiteRow(
            at=now(),
            name=name,
            kind=SiteKind(request.POST.get("kind", "")).value,
            place=request.POST.get("place", ""),
            party=seat.party,
            cold=request.POST.get("cold") == "1",
            services_outside=request.POST.get("services_outside") == "1",
            settlement_area=square_metres,
            seat=seat,
        )
        row.save()
        audited(request, "open site", row.pk)
    return row
