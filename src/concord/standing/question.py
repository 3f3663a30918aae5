"""The question: a paper, a day, and the day of knowledge; words of a form become typed values once."""

from dataclasses import dataclass
from datetime import date

from concord.errors import ConcordError
from concord.situation import Situation

__all__ = ["NothingKnownYet", "Question", "UnclearStandQuestion", "asked"]


class UnclearStandQuestion(ConcordError):
    """A paper that is not in the list, or a day that is none; carries the field and what was given."""

    def __init__(self, field: str, given: str, wanted: str) -> None:
        self.field, self.given = field, given
        super().__init__(f"{field} {given!r} is not {wanted}")


class NothingKnownYet(ConcordError):
    """No act about the paper had been announced by the day of knowledge; carries the first day."""

    def __init__(self, paper: str, known: date, first: date) -> None:
        self.paper, self.known, self.first = paper, known, first
        super().__init__(
            f"no act about {paper!r} was known on {known}: the first was announced by {first}; "
            "ask with that day of knowledge or a later one"
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Which paper, for which day, with what was known on which day."""

    paper: str
    on: date
    known: date


def asked(paper: str, on: str, known: str, situation: Situation, *, today: date) -> Question:
    """The question that words make; an empty day is today.

    Raises:
        UnclearStandQuestion
    """
    code = paper.strip().lower()
    if situation.paper(code) is None:
        names = ", ".join(known_paper.code for known_paper in situation.papers)
        raise UnclearStandQuestion("document", paper, f"one of {names}")
    return Question(code, _day("on", on, today), _day("known", known, today))


def _day(field: str, given: str, today: date) -> date:
    if not given.strip():
        return today
    try:
        return date.fromisoformat(given.strip())
    except ValueError:
        raise UnclearStandQuestion(field, given, "a day like 2025-09-01") from None
