"""A site on this machine under a name of its own, with a clock that only moves when somebody waits."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from concord.watching import AddressPolicy, Feed, Feeds, Fetcher, Limits, Watcher

HOST = "site.example"
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """Pages by their path; ``asked`` holds every request as (path, headers)."""

    server: ThreadingHTTPServer
    pages: dict[str, Reply | Callable[[BaseHTTPRequestHandler], Reply | None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.server.server_port

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def html(self, path: str, text: str, **headers: str) -> None:
        page = f"<html><body><article><h1>Daily</h1><p>{text}</p></article></body></html>"
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": "text/html", **named}, page.encode())

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Clock:
    """Time that moves only by waiting."""

    def __init__(self) -> None:
        self.now = datetime(2027, 5, 4, 8, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def site():
    made: list[Site] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            site = made[0]
            site.asked.append((self.path, dict(self.headers)))
            reply = site.pages.get(self.path, (404, {}, b"nothing here"))
            found = reply(self) if callable(reply) else reply
            if found is None:
                return
            status, headers, body = found
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(key, value)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)
            self.close_connection = True

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    made.append(Site(server))
    yield made[0]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def names():
    """What the local resolver answers; a list is given whole, a function is asked each time."""
    return {HOST: ["127.0.0.1"]}


@pytest.fixture
def resolve(names):
    def answer(host, port):
        found = names.get(host)
        if found is None:
            raise OSError("Name or service not known")
        return found() if callable(found) else found

    return answer


@pytest.fixture
def fetcher(site, clock, resolve):
    """Allowed to ask the site's own loopback port and, beyond that, public addresses only."""
    made = []

    def make(**limits):
        import time

        made.append(
            Fetcher(
                "Concord/test (+mail@example.org)",
                resolve=resolve,
                clock=clock,
                ticks=time.monotonic,
                policy=AddressPolicy(frozenset({("127.0.0.1", site.port)})),
                limits=Limits(**{"seconds": 5.0, **limits}),
            )
        )
        return made[-1]

    yield make
    for each in made:
        each.close()


def plain_text(content: bytes, url: str) -> str:
    return content.decode("utf-8", "replace")


@pytest.fixture
def watcher(fetcher, clock, tmp_path):
    def make(*feeds: Feed, text_of=plain_text, pause=2.0):
        listed = Feeds("mail@example.org", feeds, pause=pause)
        return Watcher(listed, tmp_path, fetcher(), text_of=text_of, clock=clock, sleep=clock.sleep)

    return make
