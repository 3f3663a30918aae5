"""A request as data: what to ask of which address, and how the next page is asked for.

Nothing here opens a connection. A query of a shape becomes a ``Request``; whoever may go
out carries it out, hands the bytes to ``parse`` and asks ``follow`` for the next page.
A credential is only named: the setting that holds it and where it belongs. Its value is
filled in by ``sent`` at the last moment and never kept with the request.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode, urlsplit

from concord.shapes.answer import Parsed
from concord.shapes.errors import BrokenAnswer, MissingCredential

__all__ = ["Credential", "Paging", "Request", "Sent", "follow", "sent"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret by the name of its setting, and where it goes; ``form`` has one pair of braces."""

    setting: str
    place: Literal["header", "param"]
    name: str
    form: str = "{}"


@dataclass(frozen=True, slots=True)
class Paging:
    """The number that moves from page to page, by how much, and whether it stands in the body."""

    name: str
    step: int
    in_body: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a server; ``body`` is JSON text."""

    address: str
    params: Pairs = ()
    headers: Pairs = ()
    method: Literal["GET", "POST"] = "GET"
    body: str | None = None
    credential: Credential | None = None
    paging: Paging | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A request ready for the wire. It may hold a secret: use it once and keep it nowhere."""

    method: str
    url: str
    headers: Pairs
    body: bytes | None

    def __repr__(self) -> str:
        return f"Sent({self.method} {urlsplit(self.url).netloc}{urlsplit(self.url).path})"


def sent(request: Request, settings: Mapping[str, str]) -> Sent:
    """The request with its credential filled in from the settings.

    Raises:
        MissingCredential: it needs one and the setting is empty.
    """
    params, headers = request.params, request.headers
    if (needed := request.credential) is not None:
        secret = settings.get(needed.setting, "")
        if not secret:
            raise MissingCredential(request.address, needed.setting)
        pair = ((needed.name, needed.form.format(secret)),)
        params, headers = (params + pair, headers) if needed.place == "param" else (params, headers + pair)
    joint = "&" if urlsplit(request.address).query else "?"
    url = request.address + (joint + urlencode(params) if params else "")
    return Sent(request.method, url, headers, None if request.body is None else request.body.encode())


def follow(request: Request, parsed: Parsed) -> Request | None:
    """The request for the page after this answer; None where there is none.

    Raises:
        BrokenAnswer: the answer names a next page on another host, which the credential must not reach.
    """
    if parsed.next_address is not None:
        return _at(request, parsed.next_address)
    paging = request.paging
    if paging is None:
        return None
    more = parsed.rows >= paging.step if parsed.more is None else parsed.more
    return _moved(request, paging) if more else None


def _at(request: Request, address: str) -> Request:
    here, there = urlsplit(request.address), urlsplit(address)
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise BrokenAnswer(request.address, f"it names its next page on another host ({there.netloc!r})")
    return replace(request, address=address, params=())


def _moved(request: Request, paging: Paging) -> Request:
    if paging.in_body:
        body = json.loads(request.body or "{}")
        body[paging.name] = body.get(paging.name, 0) + paging.step
        return replace(request, body=json.dumps(body))
    before = dict(request.params)
    return replace(
        request,
        params=tuple({**before, paging.name: str(int(before.get(paging.name, "0")) + paging.step)}.items()),
    )
