"""Every public name is a choice; the page tells every state, outcome and error, and its list can be used."""

import re
from pathlib import Path

import concord.watching
import concord.watching.errors
from concord.watching import load_feeds

PAGE = (Path(__file__).parents[2] / "docs/reference/watching.md").read_text("utf-8")


def test_the_public_names_are_a_choice():
    assert sorted(concord.watching.__all__) == [
        "AddressPolicy",
        "AlreadyWatching",
        "Answer",
        "BrokenState",
        "Exchange",
        "Feed",
        "Feeds",
        "FeedsHaveMistakes",
        "Fetcher",
        "Health",
        "Limits",
        "NotFetched",
        "NotPublic",
        "Page",
        "SiteRules",
        "State",
        "Visit",
        "Watcher",
        "health_of",
        "load_feeds",
        "load_rules",
        "load_state",
        "note_visits",
        "save_rules",
        "save_state",
        "system_resolver",
    ]


def test_every_error_state_and_outcome_is_on_the_page():
    words = [*concord.watching.errors.__all__, "well", "ailing", "failing", "silent", "new", "dropped"]
    words += ["changed", "same", "unchanged", "failed"]
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_the_list_of_feeds_on_the_page_can_be_used(tmp_path):
    (tmp_path / "feeds.toml").write_text(re.search(r"```toml\n(.*?)```", PAGE, re.S)[1], "utf-8")
    assert [feed.name for feed in load_feeds(tmp_path / "feeds.toml").feeds] == [
        "home-department",
        "agency-news",
    ]
