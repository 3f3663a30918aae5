"""Signed links that open without a seat: stop a mail, confirm an address, subscribe to a calendar.

A link says what it is for, and a link for one thing opens no other. None of them shows evidence.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from concord.web.models import NoticeChoice, Seat

__all__ = [
    "MailLink",
    "calendar_link",
    "calendar_seat",
    "confirm_link",
    "confirmed",
    "site",
    "stop_link",
    "stopped",
]

CONFIRM_WITHIN = 7 * 24 * 3600  # seconds
_STOP, _CONFIRM, _CALENDAR = "concord stop mail", "concord confirm mail", "concord calendar"


@dataclass(frozen=True, slots=True)
class MailLink:
    """What a link in a mail stands for: the choices of a seat, and one kind of notice or all."""

    choice: NoticeChoice
    kind: str = ""


def site() -> str:
    """The address under which this server is reached, without a slash at its end."""
    told: str = settings.CONCORD_SITE
    return told.rstrip("/")


def stop_link(choice: NoticeChoice, kind: str = "") -> str:
    """The link that ends mails to an address, of one kind or of all."""
    token = signing.dumps([choice.seat_id, choice.mail, kind], salt=_STOP)
    return site() + reverse("mail_stop", args=[token])


def stopped(token: str) -> MailLink | None:
    """What a stop link stands for; None where it is not ours or its address has changed since."""
    told = _read(token, _STOP, None)
    return None if told is None else _of_mail(told)


def confirm_link(choice: NoticeChoice) -> str:
    """The link by which an address says that it wants to be written to."""
    token = signing.dumps([choice.seat_id, choice.mail, ""], salt=_CONFIRM)
    return site() + reverse("mail_confirm", args=[token])


def confirmed(token: str) -> MailLink | None:
    """What a confirmation stands for; None where it is too old or for another address."""
    told = _read(token, _CONFIRM, CONFIRM_WITHIN)
    return None if told is None else _of_mail(told)


def calendar_link(choice: NoticeChoice) -> str:
    """The secret address of a seat's calendar."""
    token = signing.Signer(salt=_CALENDAR).sign_object([choice.seat_id, choice.calendar])
    return site() + reverse("calendar_seat", args=[token])


def calendar_seat(token: str) -> Seat | None:
    """Whose calendar a secret address is; None where it was renewed or the seat taken away."""
    try:
        seat, generation = signing.Signer(salt=_CALENDAR).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = NoticeChoice.objects.filter(seat_id=seat, calendar=generation, seat__user__is_active=True)
    choice = found.select_related("seat").first()
    return choice.seat if choice else None


def _read(token: str, salt: str, max_age: int | None) -> list[str] | None:
    try:
        told: list[str] = signing.loads(token, salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError):
        return None
    return told


def _of_mail(told: list[str]) -> MailLink | None:
    seat, mail, kind = told
    choice = NoticeChoice.objects.filter(seat_id=seat, mail=mail).select_related("seat").first()
    return MailLink(choice, kind) if choice else None
