"""Reach an address that somebody typed, and only if it is a public one.

The name is resolved here, every address it stands for must be public, and the connection goes to the
very address that was checked: no name can point elsewhere in between. Each redirect is checked anew.
"""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from concord.errors import ConcordError

__all__ = ["AddressRefused", "fetch", "public_address", "send"]

MOST_BYTES = 20_000_000
MOST_REDIRECTS = 5
Resolve = Callable[[str, int], list[str]]


class AddressRefused(ConcordError):
    """The address cannot or may not be reached; carries it and the reason."""

    def __init__(self, address: str, reason: str) -> None:
        self.address, self.reason = address, reason
        super().__init__(f"{address}: {reason}")


def _resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def public_address(address: str, resolve: Resolve = _resolve) -> tuple[str, str, int]:
    """Host, the public IP address it stands for, and the port.

    Raises:
        AddressRefused: another scheme, no such host, or any of its addresses is not public.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise AddressRefused(address, "only http and https addresses without a user name can be read")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = resolve(parts.hostname, port)
    except (OSError, ValueError, UnicodeError) as error:
        raise AddressRefused(address, f"no such host ({error})") from None
    if not found or not all(_is_public(one) for one in found):
        raise AddressRefused(address, "it is not a public address of the internet")
    return parts.hostname, found[0], port


def fetch(address: str, *, resolve: Resolve = _resolve, time_out: float = 15.0) -> tuple[bytes, str]:
    """The bytes at an address and where they were found after redirects.

    Raises:
        AddressRefused
    """
    import httpx

    for _ in range(MOST_REDIRECTS + 1):
        host, ip, port = public_address(address, resolve)
        try:
            with httpx.Client(timeout=time_out, trust_env=False) as client:
                request = client.build_request(
                    "GET", _pinned(address, ip, port), headers=_headers(host, address)
                )
                request.extensions["sni_hostname"] = host
                answer = client.send(request, stream=True)
                if answer.is_redirect:
                    address = urljoin(address, answer.headers.get("location", ""))
                    answer.close()
                    continue
                return _body(answer, address), address
        except httpx.HTTPError as error:
            raise AddressRefused(address, f"it could not be read ({error})") from None
    raise AddressRefused(address, f"more than {MOST_REDIRECTS} redirects")


def send(
    address: str, body: bytes, headers: Mapping[str, str], time_out: float, resolve: Resolve = _resolve
) -> str | None:
    """Post a body to a public address; the reason where that failed."""
    import httpx

    try:
        host, ip, port = public_address(address, resolve)
        told = {**headers, **_headers(host, address), "Content-Type": "application/json"}
        with httpx.Client(timeout=time_out, trust_env=False) as client:
            request = client.build_request("POST", _pinned(address, ip, port), content=body, headers=told)
            request.extensions["sni_hostname"] = host
            answer = client.send(request)
    except (httpx.HTTPError, AddressRefused) as error:
        return str(error)[:200]
    return None if answer.is_success else f"answered {answer.status_code}"


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


def _pinned(address: str, ip: str, port: int) -> str:
    """The address with the checked IP in the place of the name."""
    parts = urlsplit(address)
    host = f"[{ip}]" if ":" in ip else ip
    return parts._replace(netloc=f"{host}:{port}", fragment="").geturl()


def _headers(host: str, address: str) -> dict[str, str]:
    port = urlsplit(address).port
    return {"Host": host if port is None else f"{host}:{port}", "User-Agent": "Concord"}


def _body(answer: "object", address: str) -> bytes:
    """The body up to the cap.

    Raises:
        AddressRefused: a status that is no success, or more bytes than a document may have.
    """
    import httpx

    assert isinstance(answer, httpx.Response)
    if not answer.is_success:
        raise AddressRefused(address, f"the server answered {answer.status_code}")
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise AddressRefused(address, f"more than {MOST_BYTES:,} bytes")
    return bytes(body)
