"""Change notes for people, pages, machines and readers of feeds: one list of changes in four languages."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from html import escape
from urllib.parse import urlsplit

from concord.errors import ConcordError
from concord.evidence import to_json
from concord.publish.changes import ChangeKind, Changes, Subject
from concord.publish.feed import Feed, FeedEntry, FeedLine, atom, entry_id
from concord.publish.languages import Texts, change_line, texts_of

__all__ = ["NoBaseAddress", "as_feed", "as_json", "as_page", "as_text", "based", "change_lines", "counted"]

PLACE = "changes/feed/"  # of the feed, below the base address
ADDRESSES: Mapping[Subject, str] = {Subject.CLAIM: "figures", Subject.ESTIMATE: "estimates"}
STYLE = "body{font:1rem/1.6 sans-serif;max-width:60rem;margin:auto;padding:1rem}"


class NoBaseAddress(ConcordError):
    """The base address of a feed is not an address; carries it as written."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"{written!r} is no base address; write it as https://record.example/")


def as_json(noted: Changes) -> str:
    """The changes as one JSON object."""
    return json.dumps(to_json(noted), ensure_ascii=False, indent=1) + "\n"


def as_text(noted: Changes, language: str = "en") -> str:
    """The changes as lines, by kind."""
    texts = texts_of(language)
    lines = [_title(noted, texts)]
    for kind in ChangeKind:
        if changes := noted.of(kind):
            heading = f"{texts.say(kind, group='changes')} ({texts.number(len(changes))})".upper()
            lines += ["", heading, *(f"  {change_line(change, texts)}" for change in changes)]
    return "\n".join(lines if noted.changes else [*lines, texts.say("nothing", group="changes")])


def as_page(noted: Changes, language: str = "en") -> str:
    """The changes as one HTML page that needs nothing else."""
    texts = texts_of(language)
    title, nothing = escape(_title(noted, texts)), escape(texts.say("nothing", group="changes"))
    parts = "".join(_section(noted, kind, texts) for kind in ChangeKind)
    return (
        f'<!doctype html>\n<html lang="{texts.code}" dir="{texts.direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{parts or f'<p>{nothing}</p>'}</main></body></html>\n"
    )


def as_feed(
    noted: Changes,
    *,
    situation: str,
    language: str = "en",
    base: str | None = None,
    authority: str | None = None,
) -> str:
    """The changes as an Atom feed of one entry.

    Args:
        situation: its code, which stands in the ids.
        base: where the record is served; without it the feed names no address of its own.
        authority: whose name stands in the ids; the host of ``base`` where nobody is told.

    Raises:
        NoBaseAddress: not an http or https address.
        UnclearAuthority: not a name with a day.
    """
    texts, place = texts_of(language), "" if base is None else based(base)
    owner = authority or (urlsplit(place).hostname if place else None)
    updated = datetime.combine(noted.until, time(), UTC)
    address = f"{place}{PLACE}?language={language.lower()}" if place else ""
    feed = Feed(
        id=entry_id(owner, situation, language.lower()),
        title=texts.say("feed", group="changes", situation=texts.term(noted.situation)),
        language=language,
        updated=updated,
        direction=texts.direction,
        address=address,
        page=f"{place}changes/" if place else "",
    )
    return atom(feed, [_entry(noted, texts, owner, situation, place, updated)]).decode()


def based(written: str) -> str:
    """The address below which everything of a record is served, with its last stroke.

    Raises:
        NoBaseAddress: not an http or https address.
    """
    try:
        parts = urlsplit(written)
    except ValueError as error:
        raise NoBaseAddress(written) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise NoBaseAddress(written)
    return written.rstrip("/") + "/"


def change_lines(noted: Changes, texts: Texts, before: str = "", after: str = "") -> tuple[FeedLine, ...]:
    """The changes as lines of a feed, each with the address of its figure or estimate where one is told.

    Args:
        before, after: below which addresses stand what was told before, and what is told after.
    """
    return tuple(
        FeedLine(
            texts.say(kind, group="changes"),
            change_line(change, texts),
            _address(after if change.after else before, change.subject, change.about),
        )
        for kind in ChangeKind
        for change in noted.of(kind)
    )


def counted(noted: Changes, texts: Texts) -> str:
    """How many changes there are of each kind."""
    counts = {str(kind): texts.number(noted.count(kind)) for kind in ChangeKind}
    return texts.say("counts", group="changes", **counts)


def _entry(
    noted: Changes, texts: Texts, owner: str | None, situation: str, place: str, updated: datetime
) -> FeedEntry:
    days = f"{noted.since}", f"{noted.until}"
    return FeedEntry(
        id=entry_id(owner, situation, "days", *days),
        title=_days(noted, texts),
        updated=updated,
        summary=counted(noted, texts),
        lines=change_lines(noted, texts, after=place),
        address=f"{place}changes/?since={days[0]}&until={days[1]}" if place else "",
    )


def _address(base: str, subject: Subject, about: str) -> str:
    return f"{base}{ADDRESSES[subject]}/{about}/" if base else ""


def _section(noted: Changes, kind: ChangeKind, texts: Texts) -> str:
    changes = noted.of(kind)
    if not changes:
        return ""
    items = "".join(
        f'<li id="c-{escape(change.about)}">{escape(change_line(change, texts))}</li>' for change in changes
    )
    heading = f"{texts.say(kind, group='changes')} ({texts.number(len(changes))})"
    return f"<section><h2>{escape(heading)}</h2><ul>{items}</ul></section>"


def _title(noted: Changes, texts: Texts) -> str:
    return f"{texts.term(noted.situation)}: {_days(noted, texts)}"


def _days(noted: Changes, texts: Texts) -> str:
    start, end = texts.day(noted.since), texts.day(noted.until)
    return texts.say("days", group="changes", start=start, end=end, counts=counted(noted, texts))
