"""Tell the webhooks of seats: of signed releases, and of the notices that their seats get.

Each address has its own choice of kinds. A body names the object and never quotes what was said about it.
"""

import hashlib
import hmac
import json
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import close_old_connections

from concord.committee.notices import NoticeKind
from concord.web.ledgers import now

if TYPE_CHECKING:
    from concord.web.models import Notice, Release, Webhook

__all__ = ["letters_of", "notice_body", "signature_of", "tell", "tell_notices", "tell_webhooks"]

TIME_OUT = 5.0  # seconds for one address


def signature_of(secret: str, body: bytes) -> str:
    """By which the receiver knows that it is us: HMAC-SHA256 of the body, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def tell_webhooks(release: "Release") -> None:
    """Send number and digest of a release to every webhook that wants it, beside the request."""
    from concord.web.models import Webhook

    body = json.dumps({"release": release.number, "digest": release.digest}).encode()
    _beside(
        [([hook], body) for hook in Webhook.objects.all() if NoticeKind.RELEASE_SIGNED.value in hook.kinds]
    )


def tell_notices(notices: "Sequence[Notice]") -> None:
    """Send each notice to the webhooks of its seat that want its kind, beside the request."""
    _beside(letters_of(notices))


def letters_of(notices: "Sequence[Notice]") -> "list[tuple[list[Webhook], bytes]]":
    """Which webhooks are told what; releases are told by themselves (``tell_webhooks``)."""
    from concord.web.models import Webhook

    hooks = list(Webhook.objects.filter(seat_id__in={one.seat_id for one in notices}))
    told = [one for one in notices if one.kind != NoticeKind.RELEASE_SIGNED.value]
    pairs = [(one, [h for h in hooks if h.seat_id == one.seat_id and one.kind in h.kinds]) for one in told]
    return [(wanting, notice_body(one)) for one, wanting in pairs if wanting]


def notice_body(notice: "Notice") -> bytes:
    """What a webhook is told of a notice: its kind, its object and the page of that, and when."""
    from concord.web.happenings import address_of
    from concord.web.links import site

    page = site() + address_of(notice.about, notice.key)
    told = {"notice": notice.kind, "about": notice.about, "key": notice.key, "page": page}
    return json.dumps({**told, "at": notice.at.isoformat(timespec="seconds")}).encode()


def _beside(letters: "list[tuple[list[Webhook], bytes]]") -> None:
    """Tell beside the request, one letter after the other."""
    if letters and not getattr(settings, "CONCORD_QUIET", False):
        threading.Thread(target=_tell_all, args=(letters,), daemon=True, name="webhooks").start()


def _tell_all(letters: "list[tuple[list[Webhook], bytes]]") -> None:
    for hooks, body in letters:
        tell(hooks, body)


def tell(hooks: "list[Webhook]", body: bytes) -> None:
    """Post a body to every webhook and keep what became of it."""
    from concord.web.reaching import send

    for hook in hooks:
        failure = send(hook.address, body, {"X-Concord-Signature": signature_of(hook.secret, body)}, TIME_OUT)
        hook.last_failure = failure or ""
        if failure is None:
            hook.last_success = now()
        hook.save(update_fields=["last_failure", "last_success"])
    if threading.current_thread() is not threading.main_thread():
        close_old_connections()
