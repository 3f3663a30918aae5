"""Calendar feeds: deadlines for everybody, meetings and actions under a secret address."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from concord.situation import bundled
from concord.web.ics import Entry, calendar_bytes
from concord.web.ledgers import now
from concord.web.models import CommitteeAction, Meeting, MeetingDecision, MeetingEvent, Seat

Visit = Callable[[str], Client]
Line = tuple[str, dict[str, str], str]
AT = datetime(2025, 5, 1, 9, tzinfo=UTC)


def read(feed: bytes) -> list[list[Line]]:
    """The events of a feed, by the grammar of RFC 5545 (3.1) alone: no library of calendars."""
    assert feed.endswith(b"\r\n")
    assert b"\n" not in feed.replace(b"\r\n", b"")
    for physical in feed.split(b"\r\n"):
        assert len(physical) <= 75, physical  # octets of a line, without its break
        physical.decode()  # no character is broken in two
    lines = feed.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode().split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events: list[list[Line]] = []
    stack: list[str] = []
    for line in lines:
        found = re.fullmatch(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^;:",]*))*):(.*)', line)
        assert found, line
        parameters = dict(one.split("=", 1) for one in found[2].split(";")[1:])
        if found[1] == "BEGIN":
            stack.append(found[3])
            events += [[]] if found[3] == "VEVENT" else []
        elif found[1] == "END":
            assert stack.pop() == found[3]
        elif stack == ["VCALENDAR", "VEVENT"]:
            events[-1].append((found[1], parameters, found[3]))
    assert stack == []
    return events


def value(event: list[Line], name: str) -> str:
    (found,) = [told for one, _parameters, told in event if one == name]
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], found)


def feed(client: Client, path: str) -> list[list[Line]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return read(answer.content)


def a_meeting(seats: dict[str, Seat], title: str, *, public: bool) -> Meeting:
    made = Meeting(
        at=now(), title=title, starts_at=AT, where="Kabul", public=public, party="un-other",
        seat=seats["secretary"],
    )  # fmt: skip
    made.save()
    return made


def secret(client: Client) -> str:
    page = client.get("/calendar/").content.decode()
    found = re.search(r"(/calendar/[^<]+\.ics)</code>", page)
    assert found
    return found[1]


def test_the_public_feed_holds_every_deadline_with_its_act(visit: Visit) -> None:
    events = feed(visit("stranger"), "/calendar.ics")
    known = bundled("afghanistan-pakistan")
    deadlines = known.deadlines
    by_uid = {value(one, "UID"): one for one in events}
    assert len(by_uid) == len(events) == len(deadlines) + len(known.validities)
    for act in known.validities:
        event = by_uid[f"validity-{act.status}-{act.until}-{act.decided}@concord"]
        assert value(event, "DTSTART") == f"{act.until:%Y%m%d}"
    for told in deadlines:
        event = by_uid[f"deadline-{told.code}@concord"]
        assert value(event, "DTSTART") == f"{told.date:%Y%m%d}"
        assert told.effect in value(event, "DESCRIPTION")


def test_public_meetings_stand_in_the_public_feed_by_title_and_hour_only(
    visit: Visit, seats: dict[str, Seat]
) -> None:
    a_meeting(seats, "Open session", public=True)
    a_meeting(seats, "Closed session", public=False)
    events = feed(visit("stranger"), "/calendar.ics")
    (event,) = [one for one in events if value(one, "UID").startswith("meeting")]
    assert value(event, "SUMMARY") == "Open session"
    assert value(event, "DTSTART") == "20250501T090000Z"
    assert not [line for line in event if line[0] in ("LOCATION", "DESCRIPTION", "URL")]
    assert b"Closed session" not in visit("stranger").get("/calendar.ics").content


def test_a_seat_has_its_meetings_and_the_actions_of_its_party(visit: Visit, seats: dict[str, Seat]) -> None:
    meeting = a_meeting(seats, "Closed session", public=False)
    decision = MeetingDecision(
        at=now(), meeting=meeting, number=1, words="A table", party="unhcr", seat=seats["unhcr"]
    )
    decision.save()
    for party in ("iom", "unhcr"):
        CommitteeAction(
            at=now(), decision=decision, words=f"Table of {party}", owner_party=party, owner_office="Desk",
            due=date(2999, 1, 2), party="un-other", seat=seats["secretary"],
        ).save()  # fmt: skip
    events = feed(Client(), secret(visit("iom")))  # a program without a session
    titles = {value(one, "SUMMARY") for one in events}
    assert {"Closed session", "Due: Table of iom"} <= titles
    assert "Due: Table of unhcr" not in titles
    told = Client().get(secret(visit("iom"))).content.decode()
    assert told.count("BEGIN:VALARM") == 4  # three before and at the day of the action, one of the meeting
    assert "TRIGGER:-P7D" in told


def test_a_secret_address_is_renewed_and_the_old_one_opens_nothing(visit: Visit) -> None:
    old = secret(visit("iom"))
    assert secret(visit("kabul")) != old
    visit("iom").post("/calendar/renew/")
    assert Client().get(old).status_code == 404
    assert Client().get(secret(visit("iom"))).status_code == 200


def test_a_seat_that_was_taken_away_has_no_calendar(visit: Visit, seats: dict[str, Seat]) -> None:
    address = secret(visit("iom"))
    seats["iom"].user.is_active = False
    seats["iom"].user.save()
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["1", "WzEsMF0:forged", ":", "a" * 300])
def test_a_forged_address_opens_nothing(visit: Visit, token: str) -> None:
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_moved_meeting_keeps_its_id_and_a_cancelled_one_stays(visit: Visit, seats: dict[str, Seat]) -> None:
    meeting = a_meeting(seats, "Open session", public=True)

    def told() -> list[Line]:
        events = feed(visit("stranger"), "/calendar.ics")
        return next(one for one in events if value(one, "UID") == f"meeting-{meeting.pk}@concord")

    assert value(told(), "SEQUENCE") == "0"
    for kind, starts in (("moved", AT + timedelta(3)), ("cancelled", None)):
        MeetingEvent(
            at=now(), meeting=meeting, kind=kind, text="Why.", starts_at=starts, party="un-other",
            seat=seats["secretary"],
        ).save()  # fmt: skip
    assert value(told(), "SEQUENCE") == "2"
    assert value(told(), "DTSTART") == "20250504T090000Z"
    assert value(told(), "STATUS") == "CANCELLED"


def test_the_page_of_the_calendar_reads_without_a_seat(visit: Visit) -> None:
    page = visit("stranger").get("/calendar/").content.decode()
    assert "/calendar.ics" in page
    assert "secret address" not in page


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)


@given(TEXT, TEXT, st.integers(0, 2**32), st.booleans())
def test_whatever_is_written_reads_back_by_the_rules_of_calendars(
    title: str, text: str, seconds: int, timed: bool
) -> None:
    hour = datetime.fromtimestamp(seconds, UTC)
    entry = Entry(uid="a@b", title=title, begins=hour if timed else hour.date(), changed=AT, text=text)
    (event,) = read(calendar_bytes("Calendar", [entry]))
    assert value(event, "SUMMARY") == title
    assert value(event, "DTSTART") == (f"{hour:%Y%m%dT%H%M%SZ}" if timed else f"{hour:%Y%m%d}")
    if text:
        assert value(event, "DESCRIPTION") == text


def test_the_same_entries_are_the_same_bytes() -> None:
    entries = [Entry(uid=uid, title=uid, begins=AT.date(), changed=AT) for uid in ("b", "a", "c")]
    assert calendar_bytes("C", entries) == calendar_bytes("C", entries[::-1])
