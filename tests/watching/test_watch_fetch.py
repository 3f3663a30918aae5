"""One answer within limits: redirects, bytes, seconds, packing; every cause has its own error."""

import doctest
import gzip
import time
from datetime import UTC, datetime, timedelta

import pytest

import concord.watching.fetch
import concord.watching.rounds
from concord.watching.errors import (
    AnswerTooLarge,
    AnswerTooSlow,
    BrokenAnswer,
    NoAnswer,
    RefusedByServer,
    TooManyRedirects,
)
from concord.watching.fetch import retry_after

NOW = datetime(2027, 5, 4, tzinfo=UTC)


def test_the_examples_hold():
    assert doctest.testmod(concord.watching.fetch).failed == 0
    assert doctest.testmod(concord.watching.rounds).failed == 0


def test_an_answer_is_kept_with_every_hop_and_what_was_sent(fetcher, site):
    site.pages["/old"] = (301, {"Location": "/new#part"}, b"moved")
    site.html("/new", "Some words.", ETag='"v1"')
    answer = fetcher().get(site.url("/old"))
    assert [(hop.url, hop.status) for hop in answer.hops] == [
        (site.url("/old"), 301),
        (site.url("/new"), 200),
    ]
    assert b"Some words." in answer.content
    assert answer.last.header("etag") == '"v1"'
    assert dict(site.asked[0][1])["User-Agent"] == "Concord/test (+mail@example.org)"
    assert ("User-Agent", "Concord/test (+mail@example.org)") in answer.last.request


def test_an_unchanged_page_is_told_by_the_server(fetcher, site):
    site.pages["/"] = lambda handler: (
        (304, {}, b"") if handler.headers["If-None-Match"] == '"v1"' else (200, {}, b"x")
    )
    assert fetcher().get(site.url("/"), headers={"If-None-Match": '"v1"'}).unchanged
    assert not fetcher().get(site.url("/")).unchanged


def test_addresses_in_other_letters_are_asked_in_ascii(fetcher, site, names):
    names["xn--ngblk.example"] = ["127.0.0.1"]
    site.html("/%D8%A2%D8%AC?%D9%86=1", "Some words.")
    answer = fetcher().get(site.url("/آج?ن=1", host="خبر.example"))
    assert answer.last.url == site.url("/%D8%A2%D8%AC?%D9%86=1", host="xn--ngblk.example")


def test_a_circle_of_redirects_ends(fetcher, site):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/a"}, b"")
    with pytest.raises(TooManyRedirects, match="more than 3 times"):
        fetcher(redirects=3).get(site.url("/a"))
    assert len(site.asked) == 4


def test_an_answer_that_never_ends_is_cut_off_at_the_limit(fetcher, site):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            return

    site.pages["/"] = endless
    with pytest.raises(AnswerTooLarge, match="more than 100,000 bytes"):
        fetcher(bytes=100_000).get(site.url("/"))


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_does_not_stretch_the_time(fetcher, site, where):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if where == "head" else b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            for _ in range(200):
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass
        handler.close_connection = True

    site.pages["/"] = drip
    begun = time.monotonic()
    with pytest.raises(AnswerTooSlow, match=r"within 0\.5 seconds"):
        fetcher(seconds=0.5).get(site.url("/"))
    assert time.monotonic() - begun < 2


def test_packed_answers_are_unpacked_up_to_the_limit(fetcher, site):
    words = b"Some words. " * 100
    site.pages["/"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(words, mtime=0))
    answer = fetcher().get(site.url("/"))
    assert answer.content == words
    assert answer.last.body == gzip.compress(words, mtime=0) or len(answer.last.body) < len(words)
    site.pages["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 50_000_000, mtime=0))
    with pytest.raises(AnswerTooLarge, match="unpacked"):
        fetcher(bytes=1_000_000).get(site.url("/bomb"))


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Encoding": "gzip"}, b"not packed", "cannot be unpacked"),
        (
            {"Content-Encoding": "gzip"},
            gzip.compress(b"words" * 1000, mtime=0)[:-12],
            "ends before it is whole",
        ),
        ({"Content-Encoding": "br"}, b"x", "was not asked for"),
    ],
)
def test_what_is_packed_wrongly_is_told(fetcher, site, headers, body, told):
    site.pages["/"] = (200, headers, body)
    with pytest.raises(BrokenAnswer, match=told):
        fetcher().get(site.url("/"))


def test_what_is_no_http_and_what_ends_early_are_told(fetcher, site):
    def nonsense(handler):
        handler.wfile.write(b"garbage\r\n\r\n")
        handler.close_connection = True

    def short(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        handler.close_connection = True

    for reply in (nonsense, short):
        site.pages["/"] = reply
        with pytest.raises(BrokenAnswer, match="the answer is not HTTP"):
            fetcher().get(site.url("/"))


def test_an_error_of_the_server_carries_its_status_and_its_wish(fetcher, site):
    site.pages["/"] = (503, {"Retry-After": "120"}, b"")
    with pytest.raises(RefusedByServer) as refused:
        fetcher().get(site.url("/"))
    assert (refused.value.status, refused.value.retry_after) == (503, timedelta(seconds=120))


def test_a_name_without_an_address_and_a_closed_port_are_told(fetcher, site, names, clock, resolve):
    with pytest.raises(NoAnswer, match=r"nowhere\.example has no address"):
        fetcher().get("http://nowhere.example/")
    from concord.watching import AddressPolicy, Fetcher

    made = Fetcher(
        "t",
        resolve=resolve,
        clock=clock,
        ticks=time.monotonic,
        policy=AddressPolicy(frozenset({("127.0.0.1", 1)})),
    )
    with pytest.raises(NoAnswer, match="no connection"):
        made.get("http://site.example:1/")
    made.close()


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        (None, None),
        ("120", timedelta(seconds=120)),
        ("Tue, 04 May 2027 01:00:00 GMT", timedelta(hours=1)),
        ("Mon, 03 May 2027 01:00:00 GMT", timedelta()),
        ("99999999999", timedelta(days=7)),
        ("9" * 5000, timedelta(days=7)),
        ("soon", None),
        ("-5", None),
    ],
)
def test_how_long_a_server_asks_to_wait(said, waits):
    assert retry_after(said, NOW) == waits
