"""Notices: what waits for one's party, what is new since one last looked, and how one wants to be told."""

from collections import Counter
from collections.abc import Collection

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.committee.notices import REACHES, NoticeKind
from concord.web.access import Action, gate, own_seat
from concord.web.board import Board, BoardInTheMaking, board_of
from concord.web.digests import DigestNotSent, ask_to_confirm
from concord.web.happenings import address_of
from concord.web.languages import LANGUAGES
from concord.web.ledgers import ledger_of, now
from concord.web.links import confirmed, stopped
from concord.web.models import Notice, NoticeChoice, NoticeRead, Seat, Visit, audited
from concord.web.rounds import now_and_then
from concord.web.waiting import waiting_for

__all__ = ["choices_page", "mail_confirm", "mail_stop", "notices_page", "read"]

SHOWN = 100
FREQUENCIES = ("never", "daily", "weekly")
ASKS_AN_HOUR = 5  # mails of confirmation that a seat can cause


@require_safe
@gate(Action.OWN_SEAT)
def notices_page(request: HttpRequest) -> HttpResponse:
    """What waits, what is new, what was told before."""
    seat, board = own_seat(request), _board(request)
    now_and_then(board)
    choice = _choice(seat)
    told = Notice.objects.filter(seat=seat).exclude(kind__in=choice.not_shown).select_related("read")
    unread = [(one, address_of(one.about, one.key)) for one in told.filter(read=None)[:SHOWN]]
    visit = Visit.objects.filter(seat=seat).first()
    return render(
        request,
        "notices/list.html",
        {
            "board": board,
            "unread_rows": unread,
            "sums": _sums(seat, choice),
            "before": [(one, address_of(one.about, one.key)) for one in told.exclude(read=None)[:SHOWN]],
            "waiting": waiting_for(seat.party, now().date()),
            "entries": ledger_of(request).entries() - visit.entries if visit else 0,
            "since": visit.at if visit else None,
            "today": now().date(),
        },
    )


@require_POST
@gate(Action.OWN_SEAT)
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all up to the newest that the page has shown."""
    seat, told = own_seat(request), request.POST.get("notice", "")
    upto = request.POST.get("upto", "")
    found = Notice.objects.filter(seat=seat, read=None)
    if told.isascii() and told.isdigit():
        found = found.filter(pk=int(told[:18]))
    elif upto.isascii() and upto.isdigit():
        found = found.filter(pk__lte=int(upto[:18]))
    else:
        messages.error(request, _("Choose what you have read."))
        return redirect("notices")
    rows = [NoticeRead(at=now(), notice=one) for one in found]
    NoticeRead.objects.bulk_create(rows, ignore_conflicts=True)
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.OWN_SEAT)
def choices_page(request: HttpRequest) -> HttpResponse:
    """Which kinds, where, how often, in which language."""
    seat = own_seat(request)
    choice, error = _choice(seat), ""
    if request.method == "POST":
        error = _choose(request, choice)
        if not error:
            return redirect("notice_choices")
    return render(
        request,
        "notices/choices.html",
        {
            "choice": choice,
            "kinds": [
                (kind.value, kind.value in choice.not_shown, kind.value in choice.not_mailed)
                for kind in REACHES
            ],
            "frequencies": FREQUENCIES,
            "languages": LANGUAGES,
            "error": error,
        },
        status=400 if error else 200,
    )


@csrf_exempt  # the programs of mail that press the button for their reader send no cookie (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.BY_LINK)
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails to an address; a link that is only opened, as scanners do, ends nothing."""
    found = stopped(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        with transaction.atomic():
            _stop(found.choice, found.kind)
            audited(request, "stop mail", found.choice.seat_id)
    done = request.method == "POST"
    return render(request, "notices/stop.html", {"link": found, "done": done, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.BY_LINK)
def mail_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """An address says that it wants to be written to."""
    found = confirmed(token)
    if found is None:
        raise Http404
    if request.method == "POST":
        found.choice.confirmed = True
        with transaction.atomic():
            found.choice.save(update_fields=["confirmed"])
            audited(request, "confirm mail", found.choice.seat_id)
    return render(request, "notices/confirm.html", {"link": found, "done": request.method == "POST"})


def _choice(seat: Seat) -> NoticeChoice:
    return NoticeChoice.objects.get_or_create(seat=seat, defaults={"language": get_language() or "en"})[0]


def _board(request: HttpRequest) -> Board | None:
    try:
        return board_of(request)
    except BoardInTheMaking:
        return None


def _sums(seat: Seat, choice: NoticeChoice) -> list[tuple[str, int]]:
    kinds = Notice.objects.filter(seat=seat, read=None).exclude(kind__in=choice.not_shown)
    counted = Counter(kinds.order_by().values_list("kind", flat=True))
    return [(kind.value, counted[kind.value]) for kind in NoticeKind if counted[kind.value]]


def _choose(request: HttpRequest, choice: NoticeChoice) -> str:
    """Keep the choices of the form; what is wrong with them, where something is."""
    mail, kinds = request.POST.get("mail", "").strip(), [kind.value for kind in REACHES]
    if mail:
        try:
            validate_email(mail)
        except ValidationError:
            return _("This is no address of mail: %(mail)s") % {"mail": mail[:100]}
    changed = mail != choice.mail
    choice.mail, choice.confirmed = mail, choice.confirmed and not changed
    choice.frequency = _one_of(request.POST.get("frequency"), FREQUENCIES, choice.frequency)
    choice.language = _one_of(
        request.POST.get("language"), [code for code, _name in LANGUAGES], choice.language
    )
    choice.not_shown = [kind for kind in kinds if f"show-{kind}" not in request.POST]
    choice.not_mailed = [kind for kind in kinds if f"mail-{kind}" not in request.POST]
    with transaction.atomic():
        choice.save()
        audited(request, "choose notices", choice.seat_id)
    messages.success(request, _("Kept."))
    return _asked_to_confirm(request, choice) if mail and not choice.confirmed else ""


def _one_of(told: str | None, allowed: Collection[str], otherwise: str) -> str:
    return told if told is not None and told in allowed else otherwise


def _asked_to_confirm(request: HttpRequest, choice: NoticeChoice) -> str:
    """Write to a new address; nothing else goes there before it has answered."""
    key = f"concord-confirm-{choice.seat_id}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > ASKS_AN_HOUR:
        return _("Too many addresses in an hour. Try again later.")
    try:
        ask_to_confirm(choice)
    except DigestNotSent as error:
        return str(error)
    messages.info(request, _("A mail went to the address. Open its link, and the digest will be sent there."))
    return ""


def _stop(choice: NoticeChoice, kind: str) -> None:
    if kind:
        choice.not_mailed = sorted({*choice.not_mailed, kind})
    else:
        choice.frequency = "never"
    choice.save(update_fields=["not_mailed", "frequency"])
