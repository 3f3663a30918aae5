"""The list of feeds is checked whole before anything is asked."""

from datetime import timedelta

import pytest

from concord.watching import Feed, Feeds, FeedsHaveMistakes, Limits, load_feeds

GOOD = """
contact = "returns@example.org"
pause = 5
[limits]
bytes = 1_000_000
seconds = 20
[[feed]]
name = "news"
url = "https://news.example/rss"
kind = "feed"
every = "30m"
pages = 5
again = "12h"
again_for = "3d"
[[feed]]
name = "daily"
url = "http://site.example/daily.html"
"""


def kept(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_list_is_read_with_what_is_usual(tmp_path):
    assert load_feeds(kept(tmp_path, GOOD)) == Feeds(
        "returns@example.org",
        (
            Feed(
                "news",
                "https://news.example/rss",
                "feed",
                timedelta(minutes=30),
                5,
                timedelta(hours=12),
                timedelta(days=3),
            ),
            Feed("daily", "http://site.example/daily.html"),
        ),
        Limits(bytes=1_000_000, seconds=20.0),
        5.0,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "it cannot be read"),
        ("contact = 'x'", "there is no [[feed]]"),
        (GOOD.replace('contact = "returns@example.org"', ""), "contact is missing"),
        (GOOD.replace("returns@example.org", "returns\\n@example.org"), "only ASCII letters"),
        (GOOD.replace("returns@", "واپسی@"), "only ASCII letters"),
        (GOOD.replace('"30m"', '"often"'), "feed 1 (news): every 'often' is no span"),
        (GOOD.replace('"30m"', '"1m"'), "of five minutes or more"),
        (GOOD.replace('"https://news', '"ftp://news'), "is not an http or https address"),
        (GOOD.replace('kind = "feed"', 'kind = "blog"'), "kind 'blog' is neither page nor feed"),
        (GOOD.replace('name = "daily"', 'name = "news"'), "two feeds are called news"),
        (GOOD.replace('name = "daily"', 'nam = "daily"'), "unknown: nam; feed 2: name is missing"),
        (GOOD.replace("pages = 5", "pages = 'all'"), "pages 'all' is not what it should be"),
        (GOOD.replace("bytes = 1_000_000", "bites = 5"), "limits: unknown: bites"),
        (GOOD + "\n[colours]\n", "unknown: colours"),
        ("contact = 'x'\nfeed = 5", "there is no [[feed]]"),
        ("contact = 'x'\nlimits = 5\n[[feed]]\nname='a'\nurl='http://a.example'", "limits is no table"),
    ],
)
def test_every_mistake_is_told_with_its_feed(tmp_path, text, told):
    with pytest.raises(FeedsHaveMistakes) as refused:
        load_feeds(kept(tmp_path, text))
    assert told in str(refused.value)


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FeedsHaveMistakes, match="cannot be read"):
        load_feeds(tmp_path / "none.toml")
