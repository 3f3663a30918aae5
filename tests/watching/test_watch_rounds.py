"""Rounds: polite, nothing lost, every failure told with its cause, changes noticed."""

from datetime import timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from concord.errors import ConcordError
from concord.watching import Feed, State, health_of, load_state, save_state
from concord.watching.errors import ForbiddenByRobots
from concord.watching.robots import Robots, load_rules, save_rules
from concord.watching.rounds import wait_after
from concord.watching.state import BrokenState, note_visits

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>"""


def rss(*links):
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return (200, {"Content-Type": "application/rss+xml"}, RSS.format(items=items).encode())


def outcomes(watcher, state):
    return [(visit.outcome, visit.url.rpartition("/")[2]) for visit in watcher.round(state)]


def records(folder):
    found = []
    for path in sorted(folder.glob("captures/*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                found.append(
                    (
                        record.rec_type,
                        record.rec_headers.get_header("WARC-Target-URI"),
                        record.content_stream().read(),
                    )
                )
    return found


def test_a_page_is_new_then_same_then_changed(site, watcher, clock, tmp_path):
    site.html("/day", "84,000 returned.")
    polite, state = watcher(Feed("day", site.url("/day"), every=timedelta(hours=1))), State()
    assert outcomes(polite, state) == [("new", "day")]
    assert outcomes(polite, state) == []  # not due
    clock.wait(hours=1)
    assert outcomes(polite, state) == [("same", "day")]
    site.html("/day", "85,000 returned.")
    clock.wait(hours=1)
    assert outcomes(polite, state) == [("changed", "day")]
    kinds = [kind for kind, _, _ in records(tmp_path)]
    assert kinds.count("response") == 2
    assert kinds.count("revisit") == 1  # the same bytes are not kept twice
    bodies = [body for kind, _, body in records(tmp_path) if kind == "response"]
    assert b"84,000" in bodies[0]
    assert b"85,000" in bodies[1]


def test_other_blanks_between_the_same_words_are_no_change(site, watcher, clock):
    site.html("/day", "84,000 returned.")
    polite, state = watcher(Feed("day", site.url("/day"), every=timedelta(hours=1))), State()
    outcomes(polite, state)
    site.html("/day", "84,000  \n returned.")
    clock.wait(hours=1)
    assert outcomes(polite, state) == [("same", "day")]


def test_a_server_that_knows_versions_sends_nothing_again(site, watcher, clock, tmp_path):
    def versioned(handler):
        known = (
            handler.headers["If-None-Match"] == '"v1"'
            and handler.headers["If-Modified-Since"] == "Tue, 04 May 2027 08:00:00 GMT"
        )
        return (
            (304, {}, b"")
            if known
            else (200, {"ETag": '"v1"', "Last-Modified": "Tue, 04 May 2027 08:00:00 GMT"}, b"words")
        )

    site.pages["/day"] = versioned
    polite, state = watcher(Feed("day", site.url("/day"), every=timedelta(hours=1))), State()
    assert outcomes(polite, state) == [("new", "day")]
    clock.wait(hours=1)
    assert outcomes(polite, state) == [("unchanged", "day")]
    assert [kind for kind, _, _ in records(tmp_path)] == ["warcinfo", "response", "request"]


def test_robots_are_obeyed_page_by_page_and_asked_once_a_day(site, watcher, clock):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /secret\n")
    site.html("/open", "Some words.")
    site.html("/secret", "Some words.")
    feeds = [Feed("open", site.url("/open"), every=timedelta(hours=1)), Feed("secret", site.url("/secret"))]
    polite, state = watcher(*feeds), State()
    assert sorted(outcomes(polite, state)) == [("failed", "secret"), ("new", "open")]
    assert state.pages[site.url("/secret")].cause == "its robots.txt asks not to fetch it"
    clock.wait(hours=2)
    outcomes(polite, state)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "/secret" not in site.paths()


def test_rules_for_this_program_by_its_name_hold_and_those_for_others_do_not(site, watcher):
    site.pages["/robots.txt"] = (
        200,
        {},
        b"User-agent: concord\nDisallow: /a\n\nUser-agent: example\nDisallow: /b\n",
    )
    site.html("/a", "Some words.")
    site.html("/b", "Some words.")
    found = outcomes(watcher(Feed("a", site.url("/a")), Feed("b", site.url("/b"))), State())
    assert sorted(found) == [("failed", "a"), ("new", "b")]


def test_a_redirect_to_a_forbidden_page_is_not_followed(site, watcher):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /secret\n")
    site.pages["/open"] = (302, {"Location": "/secret"}, b"")
    assert outcomes(watcher(Feed("open", site.url("/open"))), State()) == [("failed", "open")]
    assert site.paths() == ["/open"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_site_without_rules_allows_all_and_one_that_cannot_tell_them_nothing(
    site, watcher, status, allowed
):
    site.pages["/robots.txt"] = (status, {}, b"")
    site.html("/day", "Some words.")
    ((outcome, _),) = outcomes(watcher(Feed("day", site.url("/day"))), State())
    assert outcome == ("new" if allowed else "failed")


def test_two_requests_to_one_site_keep_their_distance(site, watcher, clock):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    for name in "abc":
        site.html(f"/{name}", "Some words.")
    polite = watcher(*(Feed(name, site.url(f"/{name}")) for name in "abc"))
    outcomes(polite, State())
    assert clock.slept == [7.0, 7.0]


def test_failures_wait_twice_as_long_each_time_and_as_long_as_the_server_asks(site, watcher, clock):
    site.pages["/day"] = (500, {}, b"")
    polite, state = watcher(Feed("day", site.url("/day"), every=timedelta(hours=1))), State()
    waits = []
    for _ in range(3):
        assert outcomes(polite, state) == [("failed", "day")]
        waits.append(state.next_due() - clock())
        clock.now = state.next_due()
    assert waits == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=4)]
    site.pages["/day"] = (429, {"Retry-After": "86400"}, b"")
    outcomes(polite, state)
    assert state.next_due() - clock() == timedelta(days=1)
    clock.now = state.next_due()
    site.html("/day", "Some words.")
    assert outcomes(polite, state) == [("new", "day")]
    page = state.pages[site.url("/day")]
    assert (page.failures, page.cause) == (0, None)


def test_waits_do_not_grow_without_end_and_never_fall_below_the_usual():
    assert wait_after(1000, timedelta(hours=1)) == timedelta(days=1)
    assert wait_after(5, timedelta(days=3)) == timedelta(days=3)
    assert wait_after(1, timedelta(hours=1), timedelta(minutes=1)) == timedelta(hours=1)


def test_the_entries_of_a_feed_are_pages_that_are_watched_for_a_while(site, watcher, clock):
    site.pages["/feed"] = rss("/one", site.url("/two"), "/one", "ftp://x.example/")
    site.html("/one", "One.")
    site.html("/two", "Two.")
    feed = Feed(
        "news",
        site.url("/feed"),
        "feed",
        timedelta(days=2),
        again=timedelta(days=1),
        again_for=timedelta(days=2),
    )
    polite, state = watcher(feed), State()
    assert outcomes(polite, state) == [("new", "feed"), ("new", "one"), ("new", "two")]
    site.html("/two", "Two, corrected.")
    clock.wait(days=1, minutes=1)
    assert outcomes(polite, state) == [("same", "one"), ("changed", "two")]
    clock.wait(days=1, minutes=1)
    assert outcomes(polite, state) == [("same", "feed"), ("same", "one"), ("same", "two")]
    clock.wait(days=1, minutes=1)
    assert outcomes(polite, state) == []  # known for long enough


def test_a_feed_gives_so_many_pages_a_round_and_the_rest_later(site, watcher, clock):
    site.pages["/feed"] = rss(*(f"/p{n}" for n in range(5)))
    for n in range(5):
        site.html(f"/p{n}", f"Page {n}.")
    polite, state = watcher(Feed("news", site.url("/feed"), "feed", timedelta(hours=1), pages=2)), State()
    assert len(outcomes(polite, state)) == 3
    clock.wait(hours=1)
    assert [name for _, name in outcomes(polite, state)] == ["feed", "p2", "p3"]


def test_one_bad_page_never_stops_the_round(site, watcher, names):
    names["inside.example"] = ["10.0.0.1"]
    site.html("/good", "Some words.")

    def text_of(content, url):
        if url.endswith("/bad"):
            raise ZeroDivisionError("division by zero")
        return content.decode()

    site.html("/bad", "Some words.")
    feeds = [
        Feed("a", site.url("/bad")),
        Feed("b", "http://inside.example/"),
        Feed("c", "http://no.example/"),
        Feed("d", site.url("/good")),
    ]
    state = State()
    found = {visit.feed: visit for visit in watcher(*feeds, text_of=text_of).round(state)}
    assert {name: visit.outcome for name, visit in found.items()} == {
        "a": "failed",
        "b": "failed",
        "c": "failed",
        "d": "new",
    }
    assert found["a"].cause == "ZeroDivisionError: division by zero"
    assert "10.0.0.1, which is not a public address" in found["b"].cause
    assert "no.example has no address" in found["c"].cause


def test_what_must_not_be_kept_is_not_and_the_failure_says_so(site, watcher, tmp_path):
    class PersonsSeen(ConcordError):
        """It lists persons."""

    def text_of(content, url):
        raise PersonsSeen("it looks like a list of persons")

    site.html("/list", "Gul Khan")
    ((visit),) = list(watcher(Feed("list", site.url("/list")), text_of=text_of).round(State()))
    assert (visit.outcome, visit.cause, visit.capture) == ("failed", "it looks like a list of persons", None)
    assert not (tmp_path / "captures").exists()


def test_captures_hold_every_hop_as_it_came_with_the_address_asked(site, watcher, tmp_path):
    site.pages["/old"] = (301, {"Location": "/new", "X-Own": "1"}, b"moved")
    site.html("/new", "Some words.")
    outcomes(watcher(Feed("day", site.url("/old"))), State())
    path = tmp_path / "captures" / "2027-05-04.warc.gz"
    with path.open("rb") as file:
        found = [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r)
            for r in ArchiveIterator(file)
            if r.rec_type == "response"
        ]
        assert [url for _, url, _ in found] == [site.url("/old"), site.url("/new")]
        assert found[0][2].http_headers.get_header("X-Own") == "1"
        assert found[0][2].rec_headers.get_header("WARC-IP-Address") == "127.0.0.1"
        assert found[0][2].rec_headers.get_header("WARC-Date") == "2027-05-04T08:00:00Z"


def test_health_tells_how_each_feed_is(site, watcher, clock):
    site.html("/good", "Some words.")
    site.pages["/feed"] = rss("/gone")
    feeds = [
        Feed("good", site.url("/good")),
        Feed("bad", site.url("/bad")),
        Feed("news", site.url("/feed"), "feed"),
        Feed("late", "http://late.example/"),
    ]
    state = State()
    assert [health.state for health in health_of(feeds, state, clock())] == ["new"] * 4
    outcomes(watcher(*feeds[:3]), state)
    found = {health.feed: health for health in health_of([*feeds[:3]], state, clock())}
    assert {name: health.state for name, health in found.items()} == {
        "good": "well",
        "bad": "failing",
        "news": "ailing",
    }
    assert found["bad"].cause == "the server answers 404"
    assert (found["bad"].failures, found["bad"].succeeded) == (1, None)
    assert (found["news"].pages, found["news"].failing_pages, found["news"].cause) == (
        1,
        1,
        "the server answers 404",
    )
    assert found["good"].succeeded == found["good"].changed == state.pages[site.url("/good")].tried
    clock.wait(days=2)
    assert health_of([feeds[0]], state, clock())[0].state == "silent"
    assert [health.state for health in health_of([], state, clock())] == ["dropped"] * 3


def test_a_feed_taken_out_of_the_list_is_not_visited_and_comes_back(site, watcher, clock):
    site.html("/day", "Some words.")
    feed, state = Feed("day", site.url("/day"), every=timedelta(hours=1)), State()
    outcomes(watcher(feed), state)
    clock.wait(hours=1)
    assert outcomes(watcher(), state) == []
    assert outcomes(watcher(feed), state) == [("same", "day")]


def test_the_state_comes_back_as_it_was_kept(site, watcher, tmp_path):
    site.html("/day", "Some words.")
    state = State()
    visits = list(watcher(Feed("day", site.url("/day"))).round(state))
    save_state(state, tmp_path, [])
    note_visits(tmp_path, visits)
    assert load_state(tmp_path) == state
    assert '"outcome": "new"' in (tmp_path / "visits.jsonl").read_text("utf-8")
    assert load_state(tmp_path / "none") == State()


@pytest.mark.parametrize("content", ["", "{}", '{"pages": [{"url": 5}]}', "[]"])
def test_a_broken_state_is_named_and_never_taken_for_none(tmp_path, content):
    (tmp_path / "health.json").write_text(content, "utf-8")
    with pytest.raises(BrokenState, match=r"health\.json"):
        load_state(tmp_path)


def test_rules_of_sites_are_kept_over_rounds_and_a_broken_file_of_them_only_asks_again(
    site, fetcher, clock, tmp_path
):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /secret\n")
    first = Robots(fetcher(), clock)
    first.check(site.url("/open"))
    save_rules(first.known, tmp_path)
    site.asked.clear()
    again = Robots(fetcher(), clock, load_rules(tmp_path))
    with pytest.raises(ForbiddenByRobots):
        again.check(site.url("/secret"))
    assert site.asked == []
    clock.wait(days=1)
    assert again.known == []
    (tmp_path / "robots.json").write_text("nonsense", "utf-8")
    assert load_rules(tmp_path) == []
