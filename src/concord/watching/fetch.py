"""One answer from the web, within limits: hops, bytes, seconds; nothing is believed, everything is kept.

Redirects are followed here, hop by hop, so that each is asked about (robots, address) before it is
taken and each is kept as captured. Bodies are taken as sent; one that is packed is unpacked up to the
same limit of bytes, so that a small answer cannot fill the memory.
"""

import email.utils
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpcore
import httpx

from concord.watching.addresses import AddressPolicy, Resolver
from concord.watching.errors import (
    AnswerTooLarge,
    AnswerTooSlow,
    BadAddress,
    BrokenAnswer,
    NoAnswer,
    RefusedByServer,
    TooManyRedirects,
)
from concord.watching.transport import PublicTransport

__all__ = ["Answer", "Exchange", "Fetcher", "Limits", "retry_after"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
UNPACKERS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # window bits of zlib
PORTS = 65536
LONGEST_SECONDS = 8  # digits
LONGEST_WAIT = timedelta(days=7)  # that a server is granted


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost: bytes of a body, packed or not, seconds in all, hops of redirects."""

    bytes: int = 20_000_000
    seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer as captured: headers as sent, the body not unpacked, the address asked."""

    url: str
    at: datetime
    address: str
    request: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key.casefold() == name), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """The last exchange of a fetch with those that led to it, and its body unpacked."""

    hops: tuple[Exchange, ...]
    content: bytes

    @property
    def last(self) -> Exchange:
        """The exchange that gave the content."""
        return self.hops[-1]

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since."""
        return self.last.status == NOT_MODIFIED


class Fetcher:
    """Fetches from public addresses under a name that tells whom to write to."""

    def __init__(
        self,
        agent: str,
        *,
        resolve: Resolver,
        clock: Callable[[], datetime],
        ticks: Callable[[], float],
        policy: AddressPolicy | None = None,
        limits: Limits | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = agent
        self.limits = limits if limits is not None else Limits()
        self._clock, self._ticks = clock, ticks
        checked = policy if policy is not None else AddressPolicy()
        self._transport = PublicTransport(checked, resolve, ticks, ssl_context)
        self._client = httpx.Client(
            transport=self._transport, follow_redirects=False, trust_env=False, timeout=self.limits.seconds
        )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        may: Callable[[str], None] = lambda url: None,
    ) -> Answer:
        """What is at an address.

        Args:
            headers: sent on every hop, such as what is known of the page already.
            may: asked before every hop; raises what forbids it.
        Raises:
            NotFetched: one of its classes, by cause.
        """
        until = self._ticks() + self.limits.seconds
        hops: list[Exchange] = []
        for _ in range(self.limits.redirects + 1):
            address = _asked(url)
            url = _ascii(address)
            may(url)
            exchange = self._exchange(address, url, headers or {}, until)
            hops.append(exchange)
            onward = exchange.header("location") if exchange.status in REDIRECTS else None
            if onward is None:
                return self._answer(tuple(hops), url)
            url = _joined(address, onward, url)
        raise TooManyRedirects(hops[0].url, f"sent on more than {self.limits.redirects} times")

    def _exchange(self, address: httpx.URL, url: str, headers: Mapping[str, str], until: float) -> Exchange:
        sent = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip", **headers}
        request = httpx.Request("GET", address, headers=sent)
        at = self._clock()
        self._transport.begin(url, until)
        try:
            answer = self._client.send(request, stream=True)
            try:
                body = self._body(answer, url)
            finally:
                answer.close()
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise AnswerTooSlow(url, f"no whole answer within {self.limits.seconds:g} seconds") from None
        except (httpcore.NetworkError, httpx.NetworkError, ssl.SSLError) as error:
            raise NoAnswer(url, f"no connection ({error or type(error).__name__})") from None
        except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise BrokenAnswer(url, f"the answer is not HTTP ({error or type(error).__name__})") from None
        return Exchange(
            url,
            at,
            self._transport.address,
            _pairs(request.headers),
            answer.status_code,
            answer.reason_phrase,
            _pairs(answer.headers),
            body,
        )

    def _body(self, answer: httpx.Response, url: str) -> bytes:
        parts, size = [], 0
        for part in answer.iter_raw():
            size += len(part)
            if size > self.limits.bytes:
                raise AnswerTooLarge(url, f"more than {self.limits.bytes:,} bytes")
            parts.append(part)
        return b"".join(parts)

    def _answer(self, hops: tuple[Exchange, ...], url: str) -> Answer:
        last = hops[-1]
        if last.status == NOT_MODIFIED:
            return Answer(hops, b"")
        if not 200 <= last.status < 300:
            raise RefusedByServer(url, last.status, retry_after(last.header("retry-after"), last.at))
        return Answer(hops, _unpacked(last, url, self.limits.bytes))


def retry_after(said: str | None, now: datetime) -> timedelta | None:
    """How long a server asks to wait, in seconds or until a date; no longer than a week.

    >>> retry_after("120", datetime(2027, 5, 4, tzinfo=UTC))
    datetime.timedelta(seconds=120)
    """
    if said is None:
        return None
    if said.strip().isdecimal():
        seconds = int(said) if len(said) < LONGEST_SECONDS else LONGEST_WAIT.total_seconds()
        return min(LONGEST_WAIT, timedelta(seconds=seconds))
    try:
        until = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(LONGEST_WAIT, max(timedelta(), until - now))


def _asked(url: str) -> httpx.URL:
    """The address in its parts.

    Raises:
        BadAddress: not http or https, without a host, or with a password in it.
    """
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise BadAddress(url, f"it is no address ({error})") from None
    if address.scheme not in ("http", "https") or not address.host:
        raise BadAddress(url, "only http and https addresses are fetched")
    if address.port is not None and not 0 < address.port < PORTS:
        raise BadAddress(url, f"there is no port {address.port}")
    if address.userinfo:
        raise BadAddress(url.replace(address.userinfo.decode("ascii"), "…"), "it carries the name of a user")
    return address


def _ascii(address: httpx.URL) -> str:
    """The address as it is sent: other letters in their ASCII form."""
    return f"{address.scheme}://{address.netloc.decode('ascii')}{address.raw_path.decode('ascii')}"


def _joined(address: httpx.URL, onward: str, url: str) -> str:
    try:
        return str(address.join(onward).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddress(url, f"it sends on to what is no address ({error})") from None


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in headers.raw)


def _unpacked(exchange: Exchange, url: str, limit: int) -> bytes:
    packing = (exchange.header("content-encoding") or "identity").strip().casefold()
    if packing in ("", "identity"):
        return exchange.body
    if packing not in UNPACKERS:
        raise BrokenAnswer(url, f"it is packed as {packing!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=UNPACKERS[packing])
    try:
        content = unpacker.decompress(exchange.body, limit + 1)
    except zlib.error as error:
        raise BrokenAnswer(url, f"it cannot be unpacked ({error})") from None
    if len(content) > limit:
        raise AnswerTooLarge(url, f"more than {limit:,} bytes unpacked")
    if not unpacker.eof:
        raise BrokenAnswer(url, "it ends before it is whole")
    return content
