"""Who may do what: one table, one gate, and every view begins with it.

A role says what kind of act a seat may do; the party of an act is always that of the seat and never
comes from a form. What depends on the object (nobody approves their own proposal, comments of others
stay) is decided by the rules of the committee, below the pages.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from concord.web.models import Seat

__all__ = ["TABLE", "Action", "Role", "gate", "may", "own_seat", "role_of", "seat_of"]


class Role(StrEnum):
    """What a seat is for."""

    STRANGER = "stranger"  # nobody signed in
    OBSERVER = "observer"  # reads everything, says nothing
    REVIEWER = "reviewer"  # adds documents, corrects readings, discusses
    DELEGATE = "delegate"  # speaks for its party: disputes, agrees, proposes, signs
    MANAGER = "manager"  # tells the days of its party's sites, and nothing else
    SECRETARY = "secretary"  # runs the seats; has no word about figures


class Action(StrEnum):
    """What can be done; each page and call of the API names one."""

    SEE_PUBLIC = "see_public"
    SEE_COMMITTEE = "see_committee"
    ADD_DOCUMENT = "add_document"
    CORRECT_READING = "correct_reading"
    DISCUSS = "discuss"
    SETTLE = "settle"
    TAKE_POSITION = "take_position"
    PROPOSE = "propose"
    ASSENT = "assent"
    SIGN = "sign"
    RUN_MEETINGS = "run_meetings"
    ACT_ON_ACTIONS = "act_on_actions"
    ENTER_SITE_DAY = "enter_site_day"
    REPORT_CONDUCT = "report_conduct"
    ANSWER_CONDUCT = "answer_conduct"
    JUDGE_DIGNITY = "judge_dignity"
    KEEP_CORRECTIONS = "keep_corrections"
    ADMINISTER = "administer"
    OWN_SEAT = "own_seat"
    STAND = "stand"  # where do I stand: for anybody, on a closed server too
    BY_LINK = "by_link"  # a signed link in a mail or a calendar is the key: programs of mail cannot sign in


_EVERYBODY = frozenset(Role)
_SEATED = _EVERYBODY - {Role.STRANGER}
_WORKING = frozenset({Role.REVIEWER, Role.DELEGATE})
_SPEAKING = frozenset({Role.DELEGATE})

TABLE: dict[Action, frozenset[Role]] = {
    Action.SEE_PUBLIC: _EVERYBODY,
    Action.SEE_COMMITTEE: _SEATED,
    Action.ADD_DOCUMENT: _WORKING,
    Action.CORRECT_READING: _WORKING,
    Action.DISCUSS: _WORKING,
    Action.SETTLE: _SPEAKING,
    Action.TAKE_POSITION: _SPEAKING,
    Action.PROPOSE: _SPEAKING,
    Action.ASSENT: _SPEAKING,
    Action.SIGN: _SPEAKING,
    Action.RUN_MEETINGS: frozenset({Role.DELEGATE, Role.SECRETARY}),
    Action.ACT_ON_ACTIONS: frozenset({Role.REVIEWER, Role.DELEGATE, Role.SECRETARY}),
    Action.ENTER_SITE_DAY: frozenset({Role.MANAGER, Role.DELEGATE}),
    Action.REPORT_CONDUCT: _WORKING,
    Action.ANSWER_CONDUCT: _SPEAKING,
    Action.JUDGE_DIGNITY: _WORKING,
    Action.KEEP_CORRECTIONS: _WORKING,
    Action.ADMINISTER: frozenset({Role.SECRETARY}),
    Action.OWN_SEAT: _SEATED,
    Action.STAND: _EVERYBODY,
    Action.BY_LINK: _EVERYBODY,
}

ALWAYS_OPEN = frozenset({Action.STAND, Action.BY_LINK})  # whatever CONCORD_PUBLIC says

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat that acts: of the API key, or of whoever is signed in; looked up once for a request."""
    kept = request.__dict__
    if "concord_seat" not in kept:
        kept["concord_seat"] = _seat_of_user(request)
    found: Seat | None = kept["concord_seat"]
    return found


def _seat_of_user(request: HttpRequest) -> Seat | None:
    if not request.user.is_authenticated:
        return None
    return Seat.objects.filter(user_id=request.user.pk, user__is_active=True).first()


def own_seat(request: HttpRequest) -> Seat:
    """The seat that acts, where the gate has let in nobody without one.

    Raises:
        PermissionDenied: there is none after all.
    """
    seat = seat_of(request)
    if seat is None:
        raise PermissionDenied
    return seat


def role_of(request: HttpRequest) -> Role:
    """The role in which somebody asks; without a seat it is that of a stranger."""
    if not hasattr(request, "_concord_role"):
        seat = seat_of(request)
        request._concord_role = Role.STRANGER if seat is None else Role(seat.role)  # type: ignore[attr-defined]
    role: Role = request._concord_role  # type: ignore[attr-defined]
    return role


def may(request: HttpRequest, action: Action) -> bool:
    """Whether the table allows it; a closed server shows strangers where they stand and what a link opens."""
    role = role_of(request)
    if role is Role.STRANGER and not settings.CONCORD_PUBLIC and action not in ALWAYS_OPEN:
        return False
    return role in TABLE[action]


def gate(action: Action) -> Callable[[View[Rest]], View[Rest]]:
    """Let only those in whom the table allows; strangers are asked to sign in, others refused."""

    def keep(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def kept(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if may(request, action):
                return view(request, *args, **kwargs)
            if role_of(request) is Role.STRANGER:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(action.value)

        marked: Any = kept
        marked.concord_action = action
        passed: View[Rest] = marked
        return passed

    return keep
