"""What forms of meetings and actions say, as typed values; what cannot be read is refused in words."""

from collections.abc import Container
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _

from concord.committee.actions import Action, ActionRefused
from concord.committee.agreement import Committee
from concord.errors import ConcordError
from concord.web.models import CommitteeRule
from concord.web.wording import words_said

__all__ = ["ZONES", "HourNotTold", "NoCommittee", "action_told", "committee_now", "day_told", "hour_told"]

ZONES = ("UTC", "Asia/Kabul", "Asia/Karachi", "Europe/Zurich")


class HourNotTold(ConcordError):
    """A form names no hour that a clock shows."""

    def __init__(self) -> None:
        super().__init__(_("Choose the day and the hour at which it begins."))


class NoCommittee(ConcordError):
    """Nobody can decide before the secretary has made a committee."""

    def __init__(self) -> None:
        super().__init__(_("No committee has been made yet. The secretary makes one under Administration."))


def committee_now() -> Committee:
    """The committee that stands.

    Raises:
        NoCommittee
    """
    found = CommitteeRule.now()
    if found is None:
        raise NoCommittee
    return found


def hour_told(request: HttpRequest) -> datetime:
    """The hour of a form in the zone that it names, as an hour of UTC.

    Raises:
        HourNotTold
    """
    zone = request.POST.get("zone", "UTC")
    try:
        told = datetime.fromisoformat(request.POST.get("starts", ""))
    except ValueError:
        raise HourNotTold from None
    if zone not in ZONES or told.tzinfo is not None or not 2000 <= told.year <= 2200:
        raise HourNotTold
    return told.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day_told(request: HttpRequest, name: str = "due") -> date:
    """The day of a form.

    Raises:
        ActionRefused: there is none.
    """
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise ActionRefused(_("Choose the last day for it.")) from None


def action_told(request: HttpRequest, owners: Container[str]) -> Action:
    """The action of a form; a party without a seat cannot own one.

    Raises:
        ActionRefused, WordsTooLong
    """
    party = request.POST.get("party", "")
    if party and party not in owners:
        raise ActionRefused(_("That party has no seat here, so nobody could do it."))
    return Action(
        words_said(request, "words", 1_000), party, words_said(request, "office", 120), day_told(request)
    )
