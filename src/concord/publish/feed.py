"""Change notes as an Atom feed (RFC 4287): one entry for each release, or for each pair of days.

The ids are ``tag:`` addresses (RFC 4151) of whoever publishes the record, made of the
situation and of what the entry is about, so that a reader of feeds sees an entry once, from
wherever and in whatever language the feed is served. Where nobody is told to publish it,
they are names made of the same parts (UUID of version 5).
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote
from xml.etree import ElementTree as Tree

from concord.errors import ConcordError

__all__ = ["Feed", "FeedEntry", "FeedLine", "UnclearAuthority", "atom", "authority_of", "entry_id"]

NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SINCE = "2026"  # the year in which feeds were first served; who got a name later tells its day
NAMED = uuid.uuid5(uuid.NAMESPACE_URL, "tag:concord:changes")  # of ids that nobody's name stands in
NAME = r"(?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
ALLOWED = "\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"  # XML 1.0, 2.2
DAY = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"


class UnclearAuthority(ConcordError):
    """What stands in the ids of a feed is no name with a day; carries it as written."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(
            f"{written!r} cannot stand in the ids of a feed; write a name that you hold and a day on "
            "which you held it, as record.example,2026-01-01"
        )


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One line of an entry; ``kind`` is the heading under which it stands."""

    kind: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """What one release changed: ``address`` is of the page that tells it, empty where there is none."""

    id: str
    title: str
    updated: datetime
    summary: str
    lines: tuple[FeedLine, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed; ``direction`` is that of its language.

    ``address`` is where it is served, ``page`` what people read instead; empty where nowhere.
    """

    id: str
    title: str
    language: str
    updated: datetime
    direction: str = "ltr"
    address: str = ""
    page: str = ""


def authority_of(written: str) -> str:
    """A name and a day as they stand in ids; a name alone is taken as held since feeds were served.

    >>> authority_of("Record.example")
    'record.example,2026'

    Raises:
        UnclearAuthority: not a domain or address of mail, with or without a day.
    """
    found = re.fullmatch(rf"({NAME})(?:,({DAY}))?", written.strip().casefold())
    if found is None:
        raise UnclearAuthority(written)
    return f"{found[1]},{found[2] or SINCE}"


def entry_id(authority: str | None, *parts: str) -> str:
    """An id that stays: of an authority, or named by its parts alone.

    >>> entry_id("record.example,2026", "afghanistan-pakistan", "release", "3")
    'tag:record.example,2026:changes/afghanistan-pakistan/release/3'
    """
    told = "/".join(quote(part, safe="") for part in parts)
    if authority is None:
        return f"urn:uuid:{uuid.uuid5(NAMED, told)}"
    return f"tag:{authority_of(authority)}:changes/{told}"


def atom(feed: Feed, entries: Sequence[FeedEntry]) -> bytes:
    """The feed with its entries in their order."""
    Tree.register_namespace("", NAMESPACE)
    root = Tree.Element(_name("feed"), {LANGUAGE: feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", feed.address, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _text(Tree.SubElement(root, _name("author")), "name", "Concord")
    for entry in entries:
        _entry(root, entry, feed)
    written: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: Tree.Element, told: FeedEntry, feed: Feed) -> None:
    entry = Tree.SubElement(root, _name("entry"))
    _text(entry, "id", told.id)
    _text(entry, "title", told.title)
    _text(entry, "updated", _moment(told.updated))
    _link(entry, "alternate", told.address, "text/html")
    _text(entry, "summary", told.summary)
    if told.lines:
        content = Tree.SubElement(entry, _name("content"), {"type": "html"})
        opened = f'<div lang="{feed.language}" dir="{feed.direction}">'
        content.text = _allowed(f"{opened}{''.join(_listed(told.lines))}</div>")


def _listed(lines: Sequence[FeedLine]) -> list[str]:
    """The lines as lists of HTML, one under each heading, in the order of the lines."""
    kinds = list(dict.fromkeys(line.kind for line in lines))
    return [
        f"<h3>{escape(kind)}</h3><ul>{''.join(_item(line) for line in lines if line.kind == kind)}</ul>"
        for kind in kinds
    ]


def _item(line: FeedLine) -> str:
    words = escape(line.text)
    return f'<li><a href="{escape(line.address)}">{words}</a></li>' if line.address else f"<li>{words}</li>"


def _link(parent: Tree.Element, kind: str, address: str, media_type: str) -> None:
    if address:
        Tree.SubElement(parent, _name("link"), {"rel": kind, "type": media_type, "href": address})


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")


def _text(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, _name(name)).text = _allowed(text)


def _allowed(text: str) -> str:
    """The text without what XML 1.0 has no place for; words of documents can hold anything."""
    return re.sub(f"[^{ALLOWED}]", "", text)


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
