"""Change notes for people, pages, machines and readers of feeds, from one list of changes."""

import json
from html import escape
from urllib.parse import urlsplit

from concord.errors import ConcordError
from concord.evidence import to_json
from concord.publish.changes import Change, ChangeKind, Changes
from concord.publish.feed import atom
from concord.publish.words import day

__all__ = ["NoBaseAddress", "as_feed", "as_json", "as_page", "as_text"]

HOST = "concord.invalid"  # RFC 2606; stands in the ids only, which stay the same wherever a feed is served
PLACE = "changes/feed/"  # of the feed, below the base address
STYLE = "body{font:1rem/1.6 sans-serif;max-width:60rem;margin:auto;padding:1rem}"


class NoBaseAddress(ConcordError):
    """The base address of a feed is not an address; carries it as written."""

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(f"{written!r} is no base address; write it as https://record.example/")


def as_json(noted: Changes) -> str:
    """The changes as one JSON object."""
    return json.dumps(to_json(noted), ensure_ascii=False, indent=1) + "\n"


def as_text(noted: Changes) -> str:
    """The changes as lines, by kind."""
    lines = [_title(noted)]
    for kind, changes in _by_kind(noted):
        lines += ["", f"{kind} ({len(changes)})".upper(), *(f"  {_line(change)}" for change in changes)]
    return "\n".join(lines if noted.changes else [*lines, "Nothing changed."])


def as_page(noted: Changes) -> str:
    """The changes as one HTML page that needs nothing else."""
    parts = [
        f"<section><h2>{kind.capitalize()} ({len(changes)})</h2><ul>"
        + "".join(f'<li id="c-{escape(change.about)}">{escape(_line(change))}</li>' for change in changes)
        + "</ul></section>"
        for kind, changes in _by_kind(noted)
    ]
    title = escape(_title(noted))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{''.join(parts) or '<p>Nothing changed.</p>'}</main></body></html>\n"
    )


def as_feed(noted: Changes, *, base: str | None = None) -> str:
    """The changes as an Atom feed of one entry.

    Args:
        base: where the record is served; without it the feed names no address of its own.

    Raises:
        NoBaseAddress: not an http or https address.
    """
    address = None if base is None else f"{_base(base)}{PLACE}"
    return atom([noted], title=f"{noted.situation}: changes", address=address, host=HOST).decode()


def _base(written: str) -> str:
    try:
        parts = urlsplit(written)
    except ValueError as error:
        raise NoBaseAddress(written) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise NoBaseAddress(written)
    return written.rstrip("/") + "/"


def _title(noted: Changes) -> str:
    return f"{noted.situation}: {day(noted.since)} to {day(noted.until)}"


def _by_kind(noted: Changes) -> list[tuple[ChangeKind, list[Change]]]:
    groups = [(kind, [change for change in noted.changes if change.kind is kind]) for kind in ChangeKind]
    return [(kind, changes) for kind, changes in groups if changes]


def _line(change: Change) -> str:
    return f"{' → '.join(filter(None, [change.before, change.after]))} · {change.what} · {change.who}"
