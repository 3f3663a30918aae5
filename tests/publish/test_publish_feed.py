"""The feed of changes: what RFC 4287 asks for, ids that stay, four languages, read back by other programs."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as Tree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.publish.change_notes import NoBaseAddress, as_feed
from concord.publish.changes import Change, ChangeKind, Changes, Reason, Subject
from concord.publish.feed import Feed, FeedEntry, FeedLine, UnclearAuthority, atom, authority_of, entry_id
from concord.publish.languages import LANGUAGES, texts_of

ATOM = "{http://www.w3.org/2005/Atom}"
QUIET = Changes(situation="S", since=date(2026, 1, 1), until=date(2026, 1, 2), changes=())
MOVED = Change(
    kind=ChangeKind.REVISED,
    subject=Subject.ESTIMATE,
    about="k1",
    what="deported · Second phase",
    who="Concord",
    before="1,000 (900 – 1,100)",
    after="2,000 (1,900 – 2,100)",
    reason=Reason.CLAIMS_CHANGED,
)
NOTED = Changes(situation="S", since=date(2026, 1, 1), until=date(2026, 1, 2), changes=(MOVED,))
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def links(base, kind="self"):
    feed = Tree.fromstring(as_feed(QUIET, situation="s", base=base))
    return [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == kind]


@pytest.mark.parametrize("base", ["https://record.example", "https://record.example/"])
def test_the_feed_names_where_it_is_served_and_the_page_that_people_read(base):
    assert links(base) == ["https://record.example/changes/feed/?language=en"]
    assert links(base, "alternate") == ["https://record.example/changes/"]


def test_a_record_below_a_path_keeps_its_path():
    assert links("http://site.example/concord/") == ["http://site.example/concord/changes/feed/?language=en"]


def test_a_feed_that_is_served_nowhere_names_no_address():
    assert links(None) == links(None, "alternate") == []


def ids(base, authority, situation="s", language="en"):
    told = as_feed(QUIET, situation=situation, base=base, authority=authority, language=language)
    return [one.text for one in Tree.fromstring(told).iter(f"{ATOM}id")]


def test_ids_are_of_the_authority_that_is_told_wherever_the_feed_is_served():
    bases = (None, "https://a.example/", "https://b.example/")
    found = [ids(base, "record.example,2026-01-01") for base in bases]
    assert found[0] == found[1] == found[2]
    assert all(one.startswith("tag:record.example,2026-01-01:changes/s/") for one in found[0])


def test_ids_are_of_the_host_where_no_authority_is_told_and_names_where_there_is_no_host():
    assert all(one.startswith("tag:a.example,2026:changes/s/") for one in ids("https://a.example/", None))
    assert all(one.startswith("urn:uuid:") for one in ids(None, None))


def test_two_situations_of_one_host_share_no_id():
    assert not set(ids("https://a.example/", None, "s")) & set(ids("https://a.example/", None, "t"))
    assert not set(ids(None, None, "s")) & set(ids(None, None, "t"))


def test_an_entry_has_one_id_in_all_languages_and_each_feed_its_own():
    found = [ids("https://a.example/", None, language=code) for code in LANGUAGES]
    assert len({entry for _, entry in found}) == 1
    assert len({feed for feed, _ in found}) == len(LANGUAGES)


@pytest.mark.parametrize(
    "base", ["record.example", "ftp://a.example/", "https://", "https://a.example/?b", "http://["]
)
def test_what_is_no_address_is_refused(base):
    with pytest.raises(NoBaseAddress, match="no base address"):
        as_feed(QUIET, situation="s", base=base)


@pytest.mark.parametrize(
    "name", ["", "two words", "a.example,soon", "a.example,2026,2027", "-a", "<b>", "a.example:80"]
)
def test_what_cannot_stand_in_an_id_is_refused(name):
    with pytest.raises(UnclearAuthority, match="cannot stand in the ids"):
        authority_of(name)


@given(st.lists(st.text(), min_size=1, max_size=4), st.lists(st.text(), min_size=1, max_size=4))
def test_different_parts_have_different_ids_without_blanks(one, other):
    for authority in (None, "a.example"):
        told = [entry_id(authority, *parts) for parts in (one, other)]
        assert (told[0] == told[1]) == (one == other)
        assert not any(c.isspace() for c in told[0])


@pytest.mark.parametrize("code", LANGUAGES)
def test_titles_numbers_and_reasons_are_in_the_language_of_the_feed(code):
    texts = texts_of(code)
    told = feedparser.parse(as_feed(NOTED, situation="s", base="https://a.example", language=code).encode())
    assert not told.bozo
    assert told.feed.language == code
    entry = told.entries[0]
    assert texts.number(1) in entry.summary
    assert texts.day(NOTED.until) in entry.title
    content = entry.content[0].value
    assert texts.say("claims_changed", group="reasons") in content
    assert texts.number(2000) in content
    assert texts.term("deported") in content
    assert "https://a.example/estimates/k1/" in content
    assert f'dir="{texts.direction}"' in entry.content[0].value or code == "en"


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_a_document_says_the_feed_can_be_read_and_holds_no_markup_of_it(words):
    line = FeedLine("New", words, "https://a.example/figures/1/")
    entry = FeedEntry(id="urn:a", title=words, updated=NOON, summary=words, lines=(line,))
    feed = Feed(id="urn:f", title=words, language="en", updated=NOON)
    read = Tree.fromstring(atom(feed, [entry]))
    content = read.findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert content.count("<") == 10


def test_updated_is_an_instant():
    told = Tree.fromstring(atom(Feed(id="urn:f", title="t", language="en", updated=NOON), []))
    assert told.findtext(f"{ATOM}updated") == "2026-01-02T12:00:00Z"
