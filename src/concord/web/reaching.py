"""Reach an address that somebody typed, and only if it is a public one.

The checks are those of ``watching``: the name is resolved here, every address it stands for must be
public, the connection goes to the very address that was checked, and each redirect is checked anew.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from concord.errors import ConcordError
from concord.watching import AddressPolicy, Fetcher, Limits, NotFetched, system_resolver
from concord.watching.transport import PublicTransport

__all__ = ["AddressRefused", "fetch", "require_public", "send"]

AGENT = "Concord (a reader of returns; asked by one of its seats)"
LIMITS = Limits(bytes=20_000_000, seconds=20.0, redirects=5)
Resolve = Callable[[str, int], Sequence[str]]


class AddressRefused(ConcordError):
    """The address cannot or may not be reached; carries it and the reason."""

    def __init__(self, address: str, reason: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(reason if address in reason else f"{address}: {reason}")


def require_public(address: str, resolve: Resolve = system_resolver) -> None:
    """Let an http or https address pass that leads to the public internet now.

    Raises:
        AddressRefused
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise AddressRefused(address, "only http and https addresses without a user name can be reached")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        AddressPolicy().checked(parts.hostname, port, resolve, address)
    except (NotFetched, ValueError) as error:
        raise AddressRefused(address, str(error)) from None


def fetch(address: str, *, resolve: Resolve = system_resolver) -> tuple[bytes, str]:
    """The bytes at an address and where they were found after redirects.

    Raises:
        AddressRefused
    """
    fetcher = Fetcher(
        AGENT, resolve=resolve, clock=lambda: datetime.now(UTC), ticks=time.monotonic, limits=LIMITS
    )
    try:
        answer = fetcher.get(address)
    except NotFetched as error:
        raise AddressRefused(address, str(error)) from None
    finally:
        fetcher.close()
    return answer.content, answer.last.url


def send(
    address: str, body: bytes, headers: Mapping[str, str], seconds: float, resolve: Resolve = system_resolver
) -> str | None:
    """Post a body to a public address; the reason where that failed."""
    import httpcore
    import httpx

    transport = PublicTransport(AddressPolicy(), resolve, time.monotonic, None)
    told = {**headers, "Content-Type": "application/json", "User-Agent": AGENT}
    try:
        require_public(address, resolve)
        with httpx.Client(transport=transport, trust_env=False, timeout=seconds) as client:
            transport.begin(address, time.monotonic() + seconds)
            answer = client.post(address, content=body, headers=told)
    except (httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException, ConcordError) as error:
        return str(error)[:200] or type(error).__name__
    return None if answer.is_success else f"answered {answer.status_code}"
