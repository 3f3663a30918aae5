"""How many notices a seat has not read; the frame of every page shows it."""

from concord.web.models import Notice, NoticeChoice, Seat

__all__ = ["unread_of"]


def unread_of(seat: Seat) -> int:
    """Notices that were not read, of the kinds that the seat wants to see."""
    hidden = NoticeChoice.objects.filter(seat=seat).values_list("not_shown", flat=True).first()
    return Notice.objects.filter(seat=seat, read=None).exclude(kind__in=hidden or ()).count()
