"""Mentions: ``@unhcr`` calls a party, ``@information-officer-unhcr`` an office, in any comment.

A name is a party's code or an office with its blanks and stops as hyphens. An address of mail calls nobody.
A name that nobody goes by is told back, so that no call is lost in silence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["Mentions", "mentions", "office_name"]

_MENTION = re.compile(r"(?<![\w@./])@([^\W_][\w-]*)")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who is called by a text: parties by code, seats by id; and names that nobody goes by."""

    parties: frozenset[str] = frozenset()
    seats: frozenset[int] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def nobody(self) -> bool:
        """Whether it calls nobody who is there."""
        return not self.parties and not self.seats


def office_name(office: str) -> str:
    """The name by which an office is called.

    >>> office_name("Information officer, UNHCR")
    'information-officer-unhcr'
    """
    return "-".join(re.findall(r"[^\W_]+", office.casefold()))


def mentions(text: str, parties: Iterable[str], offices: Mapping[str, Iterable[int]]) -> Mentions:
    """Whom a text calls.

    Args:
        parties: codes. offices: names of offices (``office_name``) to the seats that hold them.

    >>> sorted(mentions("@unhcr and @iom: see a@b.org", ["unhcr", "iom"], {}).parties)
    ['iom', 'unhcr']
    """
    known = {code.casefold(): code for code in parties}
    called, seats, unknown = set[str](), set[int](), list[str]()
    for found in _MENTION.finditer(text):
        name = found[1].rstrip("-").casefold()
        if name in known:
            called.add(known[name])
        elif name in offices:
            seats.update(offices[name])
        elif name not in unknown:
            unknown.append(name)
    return Mentions(frozenset(called), frozenset(seats), tuple(unknown))
