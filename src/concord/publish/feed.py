"""Change notes as an Atom feed (RFC 4287): one entry for each release that changed something.

The ids of entries are ``tag:`` addresses (RFC 4151) made of situation and days, so that a
reader of feeds sees an entry once, from wherever the feed is served.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from concord.publish.changes import Change, ChangeKind, Changes

__all__ = ["atom"]

NAMESPACE = "http://www.w3.org/2005/Atom"
MIDNIGHT = "T00:00:00Z"
ORIGIN = "2023-09-15"  # since when tags are made, the first day of the situation's record


def atom(notes: Sequence[Changes], *, title: str, address: str | None, host: str) -> bytes:
    """The feed of these notes, the newest first.

    Args:
        address: where the feed is served, if it is. host: the domain that stands in the ids.
    """
    Tree.register_namespace("", NAMESPACE)
    feed = Tree.Element(_name("feed"))
    newest = sorted(notes, key=lambda note: note.until, reverse=True)
    _text(feed, "id", f"tag:{host},{ORIGIN}:changes")
    _text(feed, "title", title)
    _text(feed, "updated", f"{newest[0].until if newest else ORIGIN}{MIDNIGHT}")
    if address is not None:
        Tree.SubElement(feed, _name("link"), {"rel": "self", "href": address})
    _text(Tree.SubElement(feed, _name("author")), "name", "Concord")
    for note in newest:
        _entry(feed, note, host)
    written: bytes = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _entry(feed: Tree.Element, note: Changes, host: str) -> None:
    entry = Tree.SubElement(feed, _name("entry"))
    told = ", ".join(f"{note.count(kind)} {kind}" for kind in ChangeKind)
    _text(entry, "id", f"tag:{host},{ORIGIN}:changes:{note.since}:{note.until}")
    _text(entry, "title", f"{note.situation}: {told}")
    _text(entry, "updated", f"{note.until}{MIDNIGHT}")
    _text(entry, "summary", f"Since {note.since}: {told}.")
    _text(entry, "content", "\n".join(map(_line, note.changes)))


def _line(change: Change) -> str:
    arrow = " → ".join(filter(None, [change.before, change.after]))
    return f"{change.kind}: {change.what}: {arrow} ({change.who})"


def _text(parent: Tree.Element, name: str, text: str) -> None:
    Tree.SubElement(parent, _name(name)).text = text


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
