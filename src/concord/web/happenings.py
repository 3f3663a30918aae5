"""Tell seats what happened: notices on their page, webhooks after the transaction, mentions in comments.

Called inside the transaction of the act, so that nobody is told of what was not kept.
"""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from concord.committee.mentions import mentions, office_name
from concord.committee.notices import Ear, Happening, NoticeKind, told
from concord.web.access import seat_of
from concord.web.ledgers import now, situation
from concord.web.models import Notice, Seat

__all__ = ["address_of", "call_mentioned", "happened", "happened_here", "names_to_call"]

PAGES = {
    "figure": "/figures/{}/",
    "finding": "/findings/{}/",
    "findings": "/findings/",
    "proposal": "/agreement/{}/",
    "release": "/releases/{}/",
    "meeting": "/meetings/{}/",
    "action": "/actions/{}/",
}


def address_of(about: str, key: str) -> str:
    """The page of what a notice is about.

    >>> address_of("action", "5")
    '/actions/5/'
    """
    return PAGES[about].format(key)


def happened(*happenings: Happening) -> None:
    """Keep a notice for every seat that is told, each once, and tell webhooks when it is kept."""
    ears = [Ear(*one) for one in _seats().values_list("pk", "party", "role")]
    rows = [
        Notice(
            at=now(),
            seat_id=seat,
            kind=one.kind.value,
            about=one.about,
            key=one.key,
            mark=one.mark[:120],
            words=one.words[:300],
            by_party=one.by_party,
        )
        for one in happenings
        for seat in told(one, ears)
    ]
    known = set(Notice.objects.filter(mark__in={row.mark for row in rows}).values_list("seat_id", "mark"))
    fresh = [row for row in rows if (row.seat_id, row.mark) not in known]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        from concord.web.telling import tell_notices

        transaction.on_commit(lambda: tell_notices(fresh))


def happened_here(
    request: HttpRequest,
    kind: NoticeKind,
    about: str,
    key: object,
    mark: str,
    words: str = "",
    parties: Iterable[str] = (),
    seats: Iterable[int] = (),
) -> None:
    """Something that the seat of this request did."""
    seat = seat_of(request)
    happened(
        Happening(
            kind=kind,
            about=about,
            key=str(key),
            mark=mark,
            words=words,
            parties=frozenset(parties),
            seats=frozenset(seats),
            by=seat.pk if seat else None,
            by_party=seat.party if seat else "",
        )
    )


def call_mentioned(request: HttpRequest, text: str, about: str, key: object, mark: str) -> None:
    """Tell whom a comment calls; a name that nobody goes by is told back to the writer."""
    found = mentions(text, _parties(), _offices())
    if not found.nobody:
        happened_here(
            request, NoticeKind.MENTIONED, about, key, f"mention:{mark}", text, found.parties, found.seats
        )
    for name in found.unknown:
        messages.warning(
            request, _("Nobody goes by the name @%(name)s, so nobody was called.") % {"name": name}
        )


def names_to_call() -> list[tuple[str, str]]:
    """Every name that can be called and whom it stands for, for a list beside a form."""
    labels = {one.code: one.label for one in situation().parties}
    seated = _seats().values_list("party", "office")
    parties = [(code, labels.get(code, code)) for code in sorted({party for party, _office in seated})]
    offices = {office_name(office): office for _party, office in seated}
    return parties + sorted(offices.items())


def _parties() -> set[str]:
    """Parties with somebody to be called."""
    return set(_seats().values_list("party", flat=True))


def _offices() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for pk, office in _seats().values_list("pk", "office"):
        found.setdefault(office_name(office), []).append(pk)
    return found


def _seats() -> QuerySet[Seat]:
    return Seat.objects.filter(user__is_active=True).order_by()
