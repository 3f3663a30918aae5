"""A transport of httpx that connects only where the policy allows, and gives up at one moment for all.

Connections are made by a network backend of httpcore, the layer below httpx: it resolves, checks and
connects to the checked address itself, while the host's name stays in the Host header and in the TLS
handshake. None is kept, so that every hop of a redirect is resolved and checked anew. The time limit
holds for the whole exchange: a server that sends a byte now and then does not stretch it.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from concord.watching.addresses import AddressPolicy, Resolver

__all__ = ["PublicTransport"]

SHORTEST = 0.001  # seconds; zero would mean not to wait for what is there already


class PublicTransport(httpx.BaseTransport):
    """Speaks HTTP to public addresses; ``asked`` and ``until`` are set before every exchange."""

    def __init__(
        self,
        policy: AddressPolicy,
        resolve: Resolver,
        ticks: Callable[[], float],
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._backend = _CheckedBackend(policy, resolve, ticks)
        context = ssl_context if ssl_context is not None else httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_keepalive_connections=0, network_backend=self._backend
        )

    def begin(self, url: str, until: float) -> None:
        """Before an exchange: what is asked, and the tick at which to give up."""
        self._backend.asked, self._backend.until, self._backend.address = url, until, ""

    @property
    def address(self) -> str:
        """The address of the last connection."""
        return self._backend.address

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request as it is; errors are those of httpcore."""
        assert isinstance(request.stream, httpx.SyncByteStream)
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close whatever is open."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that the policy has checked, one after the other until one answers."""

    def __init__(self, policy: AddressPolicy, resolve: Resolver, ticks: Callable[[], float]) -> None:
        self._policy, self._resolve, self._ticks = policy, resolve, ticks
        self._inner = httpcore.SyncBackend()
        self.asked, self.until, self.address = "", 0.0, ""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._policy.checked(host, port, self._resolve, self.asked):
            left = _left(self.until, self._ticks, timeout, httpcore.ConnectTimeout)
            try:
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.address = address
            return _TimedStream(stream, self.until, self._ticks)
        raise failure if failure is not None else httpcore.ConnectError("no address")


class _TimedStream(httpcore.NetworkStream):
    """A stream of which every step ends by the same moment."""

    def __init__(self, inner: httpcore.NetworkStream, until: float, ticks: Callable[[], float]) -> None:
        self._inner, self._until, self._ticks = inner, until, ticks

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._until, self._ticks, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._until, self._ticks, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._until, self._ticks, timeout, httpcore.ConnectTimeout)
        return _TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, left), self._until, self._ticks
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(
    until: float, ticks: Callable[[], float], timeout: float | None, late: type[httpcore.TimeoutException]
) -> float:
    """Seconds that a step may take."""
    left = until - ticks()
    if left <= 0:
        raise late("the time for the whole answer is over")
    return max(SHORTEST, left if timeout is None else min(timeout, left))
