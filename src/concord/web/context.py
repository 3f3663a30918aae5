"""What every page needs to know: language, seat, what it may do, and whether the board is behind."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from concord.web.access import Action, Role, may, role_of, seat_of
from concord.web.board import BEHIND
from concord.web.languages import LANGUAGES, RIGHT_TO_LEFT
from concord.web.ledgers import situation
from concord.web.menu import menu
from concord.web.unread import unread_of

__all__ = ["page"]


def page(request: HttpRequest) -> dict[str, Any]:
    """Values for the frame of every page."""
    language = get_language() or "en"
    role = role_of(request)
    return {
        "situation": situation(),
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "our_languages": LANGUAGES,
        "seat": None if role is Role.STRANGER else seat_of(request),
        "menu": menu(request),
        "unread": lambda: _unread(request, role),
        "role": role.value,
        "can": {action.value: may(request, action) for action in Action},
        "behind": request.__dict__.get(BEHIND, False),
        "demo": settings.CONCORD_DEMO,
        "local_digits": request.COOKIES.get("concord_digits") == "local",
        "solar": request.COOKIES.get("concord_calendar") == "solar",
    }


def _unread(request: HttpRequest, role: Role) -> int:
    """Notices that the seat has not read; asked for by the frame only."""
    seat = None if role is Role.STRANGER else seat_of(request)
    return unread_of(seat) if seat else 0
