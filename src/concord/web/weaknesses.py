"""What a server in production must not have; ``concord serve`` names each and refuses to start."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

__all__ = ["weaknesses"]

SHORTEST_KEY = 50  # characters, as Django's own deployment check asks


def weaknesses(told: Any = None) -> tuple[str, ...]:
    """Every weak setting of a server in production, each with what to change; none in a trial."""
    given = told or settings
    return tuple(_found(given)) if given.CONCORD_MODE == "production" else ()


def _found(given: Any) -> Iterator[str]:
    if len(given.SECRET_KEY) < SHORTEST_KEY or len(set(given.SECRET_KEY)) < 10:
        yield f"set CONCORD_SECRET_KEY to at least {SHORTEST_KEY} random characters"
    if given.DEBUG:
        yield "switch debugging off"
    if set(given.ALLOWED_HOSTS) & {"*"} or "testserver" in given.ALLOWED_HOSTS:
        yield "set CONCORD_HOSTS to the names under which this server is reached"
    if not given.SECURE_SSL_REDIRECT and given.SECURE_PROXY_SSL_HEADER is None:
        yield "serve over https: leave CONCORD_HTTPS_REDIRECT on, or set CONCORD_BEHIND_PROXY=1"
    if given.SECURE_HSTS_SECONDS < 86_400:
        yield "set CONCORD_HSTS_SECONDS to a day or more"
    if given.CONCORD_DEMO:
        yield "the seats of the demo have a known password: unset CONCORD_DEMO"
    if given.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield "set CONCORD_WEB_DATABASE_URL (or the ledger) to PostgreSQL: a file serves one machine only"
