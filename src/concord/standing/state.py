"""What state a paper is in, from the acts that were known.

A card is valid on a day where a known act covers the day. Three things are kept apart that a single flag
would mix: it ran out and nothing known extends it; it ran out and was extended backwards later; nobody
knows, because the acts of those days were not found.
"""

from dataclasses import dataclass
from enum import StrEnum

from concord.situation import ActKind, Gap, Paper, PolicyAct, Situation
from concord.standing.question import NothingKnownYet, Question

__all__ = ["Found", "State", "find", "known_acts"]


class State(StrEnum):
    """Where the holder of a paper stands on the day, as known."""

    VALID = "valid"
    EXTENDED_LATER = "extended_later"  # it had run out on the day, and a later act covers the day
    LAPSED = "lapsed"  # it ran out, and no known act covers the day
    ENDED = "ended"  # the government holds that the stay has ended
    UNKNOWN = "unknown"  # no act about these days was found
    NOT_YET = "not_yet"  # the paper was not yet given out
    NO_PAPER = "no_paper"
    VISA = "visa"  # ordinary law: the day printed in it decides
    CONTESTED = "contested"  # given by an agency; whether the state accepts it is contested
    PROMISE = "promise"  # no paper for staying


_OTHERS = {"none": State.NO_PAPER, "visa": State.VISA, "slip": State.CONTESTED, "awaiting": State.PROMISE}


@dataclass(frozen=True, slots=True)
class Found:
    """A state, the act that it rests on, and the gap in the record where there is one."""

    state: State
    act: PolicyAct
    gap: Gap | None = None


def known_acts(situation: Situation, question: Question) -> tuple[PolicyAct, ...]:
    """Acts about the paper that were announced by the day of knowledge, the earliest first.

    Raises:
        NothingKnownYet
    """
    acts = [act for act in situation.acts if question.paper in act.papers]
    known = [act for act in acts if act.announced is None or act.announced <= question.known]
    if not known:
        raise NothingKnownYet(
            question.paper, question.known, min(act.announced for act in acts if act.announced)
        )
    return tuple(sorted(known, key=lambda act: (act.announced is not None, act.announced, act.code)))


def find(situation: Situation, paper: Paper, question: Question, known: tuple[PolicyAct, ...]) -> Found:
    """The state on the day of the question, from the acts known."""
    scheme = next(act for act in known if act.code == paper.scheme)
    if not paper.card:
        return Found(_OTHERS[paper.code], scheme)
    if scheme.begins is not None and question.on < scheme.begins:
        return Found(State.NOT_YET, scheme)
    return _ended(question, known) or _covered(question, known) or _open(situation, question, known, scheme)


def _ended(question: Question, known: tuple[PolicyAct, ...]) -> Found | None:
    ending = [act for act in known if act.kind is ActKind.ENDS and act.begins and act.begins <= question.on]
    return Found(State.ENDED, ending[-1]) if ending else None


def _covered(question: Question, known: tuple[PolicyAct, ...]) -> Found | None:
    """The act that covers the day; the first announced, as a later one only covers it again."""
    for act in known:
        if act.kind is ActKind.VALIDITY and act.begins and act.until:
            if not act.begins <= question.on <= act.until:
                continue
            later = act.reaches_back and act.announced is not None and question.on < act.announced
            return Found(State.EXTENDED_LATER if later else State.VALID, act)
    return None


def _open(situation: Situation, question: Question, known: tuple[PolicyAct, ...], scheme: PolicyAct) -> Found:
    """No known act covers the day: the record has a gap there, or the card had run out."""
    ran_out = [act for act in known if act.until is not None and act.until < question.on]
    last = max(ran_out, key=lambda act: (act.until, act.announced), default=scheme)
    for gap in situation.gaps:
        if gap.paper != question.paper or gap.begins > question.on:
            continue
        # A gap reaches on for as long as no act after it is known.
        after = next((act for act in known if act.code == gap.after), None)
        if after is not None and (question.on <= gap.ends or after is last):
            return Found(State.UNKNOWN, after, gap)
    return Found(State.LAPSED if ran_out else State.UNKNOWN, last)
