"""Calendars as RFC 5545 has them: meetings, actions and the deadlines of policy acts.

A pure function from entries to bytes. What an entry is about gives it its UID, so that a moved meeting
moves in every calendar; the number of moves is its SEQUENCE, and what was called off stays, as cancelled.
Reminders of actions are alarms: before the day, on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

__all__ = ["Entry", "calendar_bytes"]

PRODUCT = "-//Concord//Shared record of returns//EN"
LENGTH = timedelta(hours=2)  # of a meeting, whose end nobody knows beforehand
REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a calendar.

    Attributes:
        uid: the same for as long as it is about the same.
        begins: a day, or an hour with its zone.
        changed: when it was last changed; sequence: how often it was moved.
        alarms: days before it on which to remind.
    """

    uid: str
    title: str
    begins: date | datetime
    changed: datetime
    sequence: int = 0
    text: str = ""
    where: str = ""
    address: str = ""
    kind: str = ""
    cancelled: bool = False
    alarms: tuple[int, ...] = ()


def calendar_bytes(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar of these entries, in the order of their days."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in sorted(entries, key=lambda one: (_day(one.begins), one.uid)):
        calendar.add_component(_event(entry))
    told: bytes = calendar.to_ical()
    return told


def _day(begins: date | datetime) -> date:
    return begins.date() if isinstance(begins, datetime) else begins


def _event(entry: Entry):  # type: ignore[no-untyped-def]  # of the library, imported where it is used
    from icalendar import Event

    event = Event()
    timed = isinstance(entry.begins, datetime)
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.begins + (LENGTH if timed else timedelta(days=1)))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if timed else "TRANSPARENT")
    optional = {
        "description": entry.text,
        "location": entry.where,
        "url": entry.address,
        "categories": [entry.kind] if entry.kind else None,
    }
    for name, value in optional.items():
        if value:
            event.add(name, value)
    for days in entry.alarms:
        event.add_component(_alarm(entry.title, days))
    return event


def _alarm(title: str, days: int):  # type: ignore[no-untyped-def]  # as above
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(days=-days))
    return alarm
