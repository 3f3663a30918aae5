"""The feed of changes names the address it is told, and its ids stay wherever it is served."""

from datetime import date
from xml.etree import ElementTree as Tree

import pytest

from concord.publish.change_notes import NoBaseAddress, as_feed
from concord.publish.changes import Changes

ATOM = "{http://www.w3.org/2005/Atom}"
QUIET = Changes(situation="S", since=date(2026, 1, 1), until=date(2026, 1, 2), changes=())


def links(base):
    return [link.get("href") for link in Tree.fromstring(as_feed(QUIET, base=base)).iter(f"{ATOM}link")]


@pytest.mark.parametrize("base", ["https://record.example", "https://record.example/"])
def test_the_feed_names_where_it_is_served(base):
    assert links(base) == ["https://record.example/changes/feed/"]


def test_a_record_below_a_path_keeps_its_path():
    assert links("http://site.example/concord/") == ["http://site.example/concord/changes/feed/"]


def test_a_feed_that_is_served_nowhere_names_no_address():
    assert links(None) == []


def test_ids_are_the_same_wherever_the_feed_is_served():
    ids = [
        [one.text for one in Tree.fromstring(as_feed(QUIET, base=base)).iter(f"{ATOM}id")]
        for base in (None, "https://a.example/", "https://b.example/")
    ]
    assert ids[0] == ids[1] == ids[2]
    assert all(one.startswith("tag:") for one in ids[0])


@pytest.mark.parametrize(
    "base",
    ["record.example", "ftp://a.example/", "https://", "javascript:1", "https://a.example/?b", "http://["],
)
def test_what_is_no_address_is_refused(base):
    with pytest.raises(NoBaseAddress, match="no base address"):
        as_feed(QUIET, base=base)
