"""Mail digests: what a seat has not read, daily or weekly as it chose, in its language, as text and page.

Every mail carries the link that ends it (RFC 2369, and RFC 8058 for the button of mail programs). Nothing is
sent to an address that has not confirmed, and where there is nothing new there is no mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from concord.committee.notices import NoticeKind
from concord.errors import ConcordError
from concord.web.happenings import address_of
from concord.web.languages import RIGHT_TO_LEFT
from concord.web.links import confirm_link, site, stop_link
from concord.web.models import Notice, NoticeChoice
from concord.web.waiting import waiting_for

__all__ = ["DigestNotSent", "Sent", "ask_to_confirm", "choices_due", "digest_of_seat", "send_digest"]

AFTER = {"daily": timedelta(hours=22), "weekly": timedelta(days=6, hours=22)}  # cron is never to the second
MOST = 50  # notices in one mail; the rest is on the page


class DigestNotSent(ConcordError):
    """A mail could not be handed over; carries the address and the reason."""

    def __init__(self, mail: str, reason: str) -> None:
        self.mail, self.reason = mail, reason
        super().__init__(f"no mail could be sent to {mail}: {reason}; look at the settings CONCORD_EMAIL_…")


@dataclass(frozen=True, slots=True)
class Sent:
    """A digest that was sent, with so many notices; with none where nothing was new and none was sent."""

    mail: str
    notices: int


def choices_due(at: datetime, frequency: str | None = None) -> Iterator[NoticeChoice]:
    """Seats whose digest is due, of one frequency or of both."""
    wanted = [frequency] if frequency else list(AFTER)
    found = NoticeChoice.objects.filter(frequency__in=wanted, confirmed=True, seat__user__is_active=True)
    for choice in found.exclude(mail="").select_related("seat"):
        if choice.last_digest is None or at - choice.last_digest >= AFTER[choice.frequency]:
            yield choice


def digest_of_seat(choice: NoticeChoice, at: datetime) -> tuple[EmailMultiAlternatives, int] | None:
    """The mail for a seat and how many notices it tells; None where there is nothing new."""
    notices = list(_unsent(choice)[: MOST + 1])
    if not notices:
        return None
    with translation.override(choice.language):
        context = _context(choice, notices, at)
        mail = _mail(
            choice,
            _("Concord: what is new for %(office)s") % {"office": choice.seat.office},
            render_to_string("notices/digest.txt", context),
            render_to_string("notices/digest.html", context),
        )
    return mail, len(notices)


def send_digest(choice: NoticeChoice, at: datetime, connection: BaseEmailBackend | None = None) -> Sent:
    """Send a seat its digest and note it; what could not be sent is due again.

    Raises:
        DigestNotSent
    """
    made = digest_of_seat(choice, at)
    if made is not None:
        _hand_over(made[0], connection)
    choice.last_digest = at
    choice.save(update_fields=["last_digest"])
    return Sent(choice.mail, made[1] if made else 0)


def ask_to_confirm(choice: NoticeChoice) -> None:
    """Ask an address whether it wants to be written to.

    Raises:
        DigestNotSent
    """
    with translation.override(choice.language):
        context = {"link": confirm_link(choice), "office": choice.seat.office, "site": site()}
        body = render_to_string("notices/confirm.txt", context)
        subject = _("Concord: is this your address?")
    _hand_over(EmailMultiAlternatives(subject, body, settings.DEFAULT_FROM_EMAIL, [choice.mail]), None)


def _unsent(choice: NoticeChoice) -> Any:
    """Notices since the last digest that were not read on the page, of the kinds wanted by mail."""
    found = Notice.objects.filter(seat=choice.seat, read=None).exclude(kind__in=choice.not_mailed)
    return found.filter(at__gt=choice.last_digest) if choice.last_digest else found


def _context(choice: NoticeChoice, notices: list[Notice], at: datetime) -> dict[str, Any]:
    by_kind: dict[str, list[tuple[Notice, str]]] = {}
    for one in notices[:MOST]:
        by_kind.setdefault(one.kind, []).append((one, site() + address_of(one.about, one.key)))
    groups = [
        (kind.value, by_kind[kind.value], stop_link(choice, kind.value))
        for kind in NoticeKind
        if kind.value in by_kind
    ]
    return {
        "choice": choice,
        "language": choice.language,
        "direction": "rtl" if choice.language in RIGHT_TO_LEFT else "ltr",
        "groups": groups,
        "count": min(len(notices), MOST),
        "more": len(notices) > MOST,
        "waiting": waiting_for(choice.seat.party, at.date()),
        "site": site(),
        "stop": stop_link(choice),
        "at": at,
    }


def _mail(choice: NoticeChoice, subject: str, text: str, page: str) -> EmailMultiAlternatives:
    headers = {
        "List-Unsubscribe": f"<{stop_link(choice)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Content-Language": choice.language,
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    one_line = " ".join(subject.split())
    mail = EmailMultiAlternatives(one_line, text, settings.DEFAULT_FROM_EMAIL, [choice.mail], headers=headers)
    mail.attach_alternative(page, "text/html")
    return mail


def _hand_over(mail: EmailMultiAlternatives, connection: BaseEmailBackend | None) -> None:
    mail.connection = connection or mail.connection
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        raise DigestNotSent(mail.to[0], str(error) or type(error).__name__) from None
