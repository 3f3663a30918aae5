"""Corrections for the demo: the minister's two totals of one day, and an agency's own words."""

from datetime import datetime, timedelta

from concord.web.board import Board
from concord.web.models import CorrectionStep, Seat

__all__ = ["fill_corrections"]

# the number as published; then who, days ago, state, why
STEPS = (
    (907_391, (
        ("unhcr", 9, "open", "On the same day the same office gave 907,351: one of the two was misheard."),
        ("unhcr", 8, "reported", "We asked the ministry which of the two it stands by."),
    )),
    (120_000, (
        ("iom", 5, "open", "The office said more than so many; the number stands as if it were exact."),
        ("iom", 5, "reported", "Told to the office that wrote it."),
        ("unhcr", 3, "acknowledged", "Our words should have said so; the next note will."),
    )),
)  # fmt: skip


def fill_corrections(board: Board, today: datetime) -> None:
    """What the register shows in the demo; what is there already stays."""
    if CorrectionStep.objects.exists():
        return
    seats = {one.user.username: one for one in Seat.objects.select_related("user")}
    for value, steps in STEPS:
        claim = next((view.id for view in board.checked.views if view.figure.value == value), None)
        if claim is not None:
            _steps(claim, steps, seats, today)


def _steps(
    claim: str, steps: tuple[tuple[str, int, str, str], ...], seats: dict[str, Seat], today: datetime
) -> None:
    first = None
    for number, (who, ago, state, why) in enumerate(steps):
        at, seat = today - timedelta(days=ago) + timedelta(minutes=number), seats[who]
        step = CorrectionStep(at=at, first=first, number=number, claim=claim, state=state, why=why)
        step.party, step.seat = seat.party, seat
        step.save()
        first = first or step
