"""When something was recorded, as text that sorts in the order of time.

Every moment is kept in UTC with microseconds and one fixed width, so comparing the
text is comparing the time, in every database.
"""

from datetime import UTC, date, datetime, time

from concord.ledger.errors import UnclearTime

__all__ = ["AsOf", "last_moment", "moment"]

AsOf = str | date | datetime  # a day, whole, in UTC; or a moment


def moment(at: str | datetime) -> str:
    """The moment in UTC, at fixed width.

    Raises:
        UnclearTime: not ISO 8601, or without an offset.

    >>> moment("2025-04-18T14:30+05:00")
    '2025-04-18T09:30:00.000000+00:00'
    """
    try:
        when = datetime.fromisoformat(at) if isinstance(at, str) else at
        if when.tzinfo is None:
            raise UnclearTime(str(at))
        return when.astimezone(UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        raise UnclearTime(str(at)) from None


def last_moment(as_of: AsOf) -> str:
    """The last moment that still belongs to what was known then.

    >>> last_moment("2025-04-18")
    '2025-04-18T23:59:59.999999+00:00'
    """
    if isinstance(as_of, datetime):
        return moment(as_of)
    if isinstance(as_of, date):
        return moment(datetime.combine(as_of, time.max, UTC))
    try:
        return last_moment(date.fromisoformat(as_of))
    except ValueError:
        return moment(as_of)
