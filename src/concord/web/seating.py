"""Seats are given, never taken: no page lets anybody sign up; and the seats of the demo."""

from dataclasses import dataclass

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest

from concord.committee.agreement import Rule
from concord.web.ledgers import now
from concord.web.models import CommitteeRule, Seat

__all__ = ["DEMO_SEATS", "DemoSeat", "InvitedOnly", "fill_examples", "seat_everybody"]


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody opens an account: the secretary gives seats."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class DemoSeat:
    """A seat of the demo: who signs in, for which party, in which role."""

    user: str
    party: str
    role: str
    office: str


DEMO_SEATS = (
    DemoSeat("islamabad", "gov-pk", "delegate", "Delegate, Government of Pakistan"),
    DemoSeat("kabul", "gov-af", "delegate", "Delegate, authorities in Kabul"),
    DemoSeat("unhcr", "unhcr", "delegate", "Delegate, UNHCR"),
    DemoSeat("iom", "iom", "delegate", "Delegate, IOM"),
    DemoSeat("officer", "unhcr", "reviewer", "Information officer, UNHCR"),
    DemoSeat("manager", "gov-pk", "manager", "Manager of sites, Government of Pakistan"),
    DemoSeat("observer", "ngo", "observer", "Observer, rights group"),
    DemoSeat("secretary", "un-other", "secretary", "Secretary of the committee"),
)


def seat_everybody(password: str) -> None:
    """The seats of the demo and a committee of its delegates; what is there already stays."""
    users = get_user_model()
    with transaction.atomic():
        for one in DEMO_SEATS:
            if not users.objects.filter(username=one.user).exists():
                user = users.objects.create_user(one.user, password=password)
                Seat.objects.create(user=user, party=one.party, role=one.role, office=one.office)
        if CommitteeRule.now() is None:
            parties = [one.party for one in DEMO_SEATS if one.role == "delegate"]
            chair = Seat.objects.get(role="secretary")
            CommitteeRule(at=now(), parties=parties, rule=Rule.UNANIMITY.value, seat=chair).save()


def fill_examples(address: str) -> None:
    """What the pages of the demo show beside its reports; what is there already stays."""
    from concord.ledger import Ledger
    from concord.web.board import board_of_ledger
    from concord.web.demo_conduct import fill_conduct
    from concord.web.demo_corrections import fill_corrections
    from concord.web.demo_meetings import fill_meetings
    from concord.web.demo_releases import fill_releases
    from concord.web.demo_sites import fill_sites

    with transaction.atomic():
        fill_releases(address)
    with Ledger.open(address) as ledger:
        board = board_of_ledger(ledger)
    with transaction.atomic():
        fill_meetings(board, now())
        fill_conduct(now())
        fill_corrections(board, now())
        fill_sites(now())
