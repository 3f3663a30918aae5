"""The answer: sentences, each with the act and the sources that it rests on.

Sentences of the situation are told there in four languages; those that follow from days are told by
``texts`` under their id. Nothing is told that was announced after the day of knowledge.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.situation import ActKind, Contest, Paper, PolicyAct, Situation, Told
from concord.standing.question import Question
from concord.standing.state import Found, State, find, known_acts

__all__ = ["Sentence", "SentenceKind", "Standing", "stand"]


class SentenceKind(StrEnum):
    """What a sentence is about; the order is that of the page."""

    VERDICT = "verdict"
    CONFERS = "confers"
    WITHHOLDS = "withholds"
    DEADLINE = "deadline"
    CONTESTED = "contested"
    ACT = "act"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: told by the situation, or under an id with the days that it names.

    Attributes:
        act: the act that it follows from; None for advice only.
        party: whose reading it is, where parties differ.
    """

    kind: SentenceKind
    id: str
    act: str | None
    sources: tuple[str, ...]
    told: Told | None = None
    days: tuple[tuple[str, date], ...] = ()
    count: int | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the holder of a paper stands, and why.

    Attributes:
        until: the last day of validity as known; None where there is none.
        acts: every act about the paper that was known, the earliest first.
        disputed: a party reads an act otherwise, for the day of the question.
    """

    question: Question
    state: State
    until: date | None
    disputed: bool
    acts: tuple[PolicyAct, ...]
    sentences: tuple[Sentence, ...]

    def of(self, kind: SentenceKind) -> tuple[Sentence, ...]:
        """The sentences of one kind, in order."""
        return tuple(sentence for sentence in self.sentences if sentence.kind is kind)

    @property
    def sources(self) -> frozenset[str]:
        """Every source that the answer rests on."""
        return frozenset(source for sentence in self.sentences for source in sentence.sources)


def stand(question: Question, situation: Situation) -> Standing:
    """Where the holder of the paper stands on the day, by what was known on the day of knowledge.

    Raises:
        NothingKnownYet: the day of knowledge is before the first act.
        KeyError: there is no such paper; `asked` tells so in words.
    """
    paper = situation.paper(question.paper)
    if paper is None:
        raise KeyError(question.paper)
    known = known_acts(situation, question)
    found = find(situation, paper, question, known)
    contests = [pair for act in known for pair in _contests(act, question)]
    sentences = (
        *_verdict(found, question),
        *_conferred(paper, found),
        *(sentence for act in known for sentence in _deadlines(act, question)),
        *(_contested(act, contest) for act, contest in contests),
        *(
            Sentence(SentenceKind.ACT, f"act.{a.code}", a.code, a.sources, a.says, party=a.party)
            for a in known
        ),
        *(
            Sentence(SentenceKind.ADVICE, f"advice.{a.code}", None, a.sources, a.says)
            for a in situation.advice
        ),
    )
    until = found.act.until if found.state in (State.VALID, State.EXTENDED_LATER, State.LAPSED) else None
    return Standing(question, found.state, until, bool(contests), known, sentences)


def _verdict(found: Found, question: Question) -> Iterator[Sentence]:
    act, state = found.act, found.state
    days = {
        "on": question.on,
        "known": question.known,
        "announced": act.announced,
        "begins": act.begins,
        "until": act.until,
    }
    pairs = tuple((name, day) for name, day in days.items() if day is not None)
    yield Sentence(SentenceKind.VERDICT, f"verdict.{state.value}", act.code, act.sources, days=pairs)
    unsure = not act.announced_exactly and state in (State.VALID, State.EXTENDED_LATER, State.LAPSED)
    if unsure:
        yield Sentence(SentenceKind.VERDICT, "verdict.day_not_found", act.code, act.sources, days=pairs)
    if found.gap is not None:
        told = found.gap.says
        yield Sentence(SentenceKind.VERDICT, f"gap.{found.gap.begins}", act.code, act.sources, told)


def _conferred(paper: Paper, found: Found) -> Iterator[Sentence]:
    """What the paper gives; once the stay is held to have ended, only what it gave while valid."""
    for kind, told in ((SentenceKind.CONFERS, paper.confers), (SentenceKind.WITHHOLDS, paper.withholds)):
        for place, sentence in enumerate(told, 1):
            name = f"{kind.value}.{paper.code}.{place}"
            yield Sentence(kind, name, paper.scheme, paper.sources, sentence)
    if not (paper.confers or paper.withholds):
        yield Sentence(SentenceKind.CONFERS, f"act.{found.act.code}", found.act.code, found.act.sources)


def _deadlines(act: PolicyAct, question: Question) -> Iterator[Sentence]:
    """How far the day to leave by is, and whether what is announced was carried out on the day."""
    kind, on = SentenceKind.DEADLINE, ("on", question.on)
    if act.leave_by is not None:
        ahead = (act.leave_by - question.on).days
        name = "ahead" if ahead > 0 else "today" if ahead == 0 else "passed"
        days = (on, ("leave_by", act.leave_by))
        yield Sentence(kind, f"deadline.{name}", act.code, act.sources, days=days, count=abs(ahead))
    if act.kind is ActKind.ENFORCED and act.begins is not None:
        name = "enforced" if act.begins <= question.on else "to_be_enforced"
        yield Sentence(kind, f"deadline.{name}", act.code, act.sources, days=(on, ("begins", act.begins)))


def _contests(act: PolicyAct, question: Question) -> Iterator[tuple[PolicyAct, Contest]]:
    for contest in act.contests:
        if contest.announced is not None and contest.announced > question.known:
            continue
        after = contest.begins is None or contest.begins <= question.on
        if after and (contest.ends is None or question.on <= contest.ends):
            yield act, contest


def _contested(act: PolicyAct, contest: Contest) -> Sentence:
    name = f"contest.{contest.code}"
    return Sentence(
        SentenceKind.CONTESTED, name, act.code, contest.sources, contest.says, party=contest.party
    )
