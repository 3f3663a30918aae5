"""RSS and Atom: each item a document to read, and a lead to the page behind it.

An item's words are its title and its summary or content; most feeds give only the first lines, so
the page itself is worth capturing. Feeds are read as they come, broken or not, by feedparser;
one that declares entities is refused.
"""

import io
import re
from typing import Any

from concord.evidence import Document, PartialDate
from concord.shapes.answer import Given, Lead, Note, Parsed, Shape
from concord.shapes.building import item_of
from concord.shapes.errors import BrokenAnswer, MissingLibrary
from concord.shapes.opening import Opened
from concord.shapes.plain import plain_text
from concord.shapes.request import Request

__all__ = ["FeedQuery", "fetch", "is_this", "parse"]

ROOTS = frozenset(("rss", "feed", "RDF"))
OF_ITEM = "#feed-item"  # its words are no version of the page behind it
ENTITY = re.compile(rb"<!ENTITY", re.I)


class FeedQuery(str):
    """The address of a feed."""

    __slots__ = ()


def fetch(query: FeedQuery) -> Request:
    """The request; whoever carries it out adds what was told of the last version (ETag, Last-Modified)."""
    kinds = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8"
    return Request(str(query), headers=(("Accept", kinds),))


def is_this(opened: Opened) -> bool:
    """Whether the root element is that of a feed."""
    return opened.root in ROOTS


def parse(opened: Opened, given: Given) -> Parsed:
    """A document and a lead for each item.

    Raises:
        BrokenAnswer: it declares entities, or there is nothing of a feed in it.
        MissingLibrary: the extra ``feeds`` is not installed.
    """
    if ENTITY.search(opened.content):
        raise BrokenAnswer(opened.name, "it declares entities, which no feed needs")
    found = _read(opened)
    if not found.version and not found.entries:
        raise BrokenAnswer(opened.name, "there is nothing of a feed in it")
    documents = [_document(entry, n, found.feed, given) for n, entry in enumerate(found.entries, 1)]
    notes = [
        Note("", 0, f"item {n} has no words") for n, document in enumerate(documents, 1) if document is None
    ]
    return Parsed(
        Shape.FEED,
        opened.content,
        tuple(document for document in documents if document is not None),
        notes=tuple(notes),
        leads=tuple(_lead(entry) for entry in found.entries if _words(entry, "link")),
        rows=len(found.entries),
    )


def _read(opened: Opened) -> Any:
    try:
        import feedparser  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        raise MissingLibrary(opened.name, "feeds") from None
    # A stream, not the bytes: feedparser takes words that look like an address for one and opens it.
    try:
        return feedparser.parse(io.BytesIO(opened.content))
    except Exception as error:  # a foreign parser on hostile bytes: whatever it raises, there is no feed
        raise BrokenAnswer(opened.name, f"no feed could be told in it ({error})") from error


def _document(entry: Any, number: int, feed: Any, given: Given) -> Document | None:
    title = plain_text(_words(entry, "title"))
    body = plain_text(_longest(entry))
    text = body if body.startswith(title) else f"{title}\n\n{body}"
    if not text.strip():
        return None
    link = _words(entry, "link")
    return item_of(
        given,
        text.strip(),
        "text/plain",
        name=_words(entry, "id") or link or f"{given.name}-{number}",
        title=title or None,
        publisher=_words(entry, "publisher") or _words(feed, "title") or None,
        published=_published(entry),
        language=_words(entry, "language") or _words(feed, "language") or None,
        address=f"{link}{OF_ITEM}" if link else None,
    )


def _longest(entry: Any) -> str:
    told = [_words(entry, "summary"), *(_words(part, "value") for part in _own(entry, "content") or [])]
    return max(told, key=len)


def _lead(entry: Any) -> Lead:
    title = plain_text(_words(entry, "title")) or None
    return Lead(entry["link"], title, "text/html", _words(entry, "updated") or None, _published(entry))


def _published(entry: Any) -> PartialDate | None:
    told = _own(entry, "published_parsed") or _own(entry, "updated_parsed")
    return None if told is None else PartialDate(f"{told.tm_year:04}-{told.tm_mon:02}-{told.tm_mday:02}")


def _words(entry: Any, name: str) -> str:
    found = _own(entry, name)
    return found if isinstance(found, str) else ""


def _own(entry: Any, name: str) -> Any:
    """What an item says itself; feedparser's get() would lend it one date for the other, and warn."""
    return entry[name] if name in entry else None  # noqa: SIM401
