"""Watching: addresses polled politely, pages kept as captured, changes noticed, every failure told.

Asks only public addresses, over http and https. Clock, sleep, resolver and the reader of texts come in
as arguments; knows neither documents nor the ledger.
"""

from concord.watching.addresses import AddressPolicy, system_resolver
from concord.watching.errors import AlreadyWatching, BrokenState, FeedsHaveMistakes, NotFetched, NotPublic
from concord.watching.feeds import Feed, Feeds, load_feeds
from concord.watching.fetch import Answer, Exchange, Fetcher, Limits
from concord.watching.health import Health, health_of
from concord.watching.robots import SiteRules, load_rules, save_rules
from concord.watching.rounds import Watcher
from concord.watching.state import Page, State, Visit, load_state, note_visits, save_state

__all__ = [
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
