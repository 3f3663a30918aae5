"""Tell those who asked: webhooks and mail digests about signed releases, with an opt-out."""

import hashlib
import hmac
import json
import threading
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import close_old_connections

from concord.web.ledgers import now

if TYPE_CHECKING:
    from concord.web.models import Release, Webhook

__all__ = ["signature_of", "tell", "tell_webhooks"]

TIME_OUT = 5.0  # seconds for one address


def signature_of(secret: str, body: bytes) -> str:
    """By which the receiver knows that it is us: HMAC-SHA256 of the body, in hexadecimal."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def tell_webhooks(release: "Release") -> None:
    """Send number and digest of a release to every webhook, beside the request; failures are kept."""
    from concord.web.models import Webhook

    hooks = list(Webhook.objects.all())
    if hooks and not getattr(settings, "CONCORD_QUIET", False):
        body = json.dumps({"release": release.number, "digest": release.digest}).encode()
        threading.Thread(target=tell, args=(hooks, body), daemon=True, name="webhooks").start()


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
