"""Agreement of a committee: proposals in revisions, assent to one revision, the rule as data.

Assent attaches to the revision that a party saw. A revision made later asks everybody
again, so that nothing is ever agreed that nobody looked at. The party that proposes does not
approve its own proposal: to propose is its word, and the others decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from concord.errors import ConcordError

__all__ = [
    "Assent",
    "AssentRefused",
    "Committee",
    "Outcome",
    "Rule",
    "Tally",
    "UnworkableRule",
    "Word",
    "require_may_assent",
    "tally",
]


class Rule(StrEnum):
    """When a proposal is agreed."""

    UNANIMITY = "unanimity"  # every other party agrees or reserves; one dispute stops it
    QUORUM = "quorum"  # at least so many others agree or reserve; disputes are printed beside it


class Word(StrEnum):
    """What a party says of a revision."""

    AGREED = "agreed"
    RESERVED = "reserved"  # lets it pass, and its reservation is printed with it
    DISPUTED = "disputed"


class Outcome(StrEnum):
    """The state of a proposal: a fold of the words about its revisions."""

    PROPOSED = "proposed"
    DISPUTED = "disputed"
    AGREED = "agreed"
    AGREED_WITH_RESERVATIONS = "agreed_with_reservations"
    AGREED_BUT_CHANGED = "agreed_but_changed"


class AssentRefused(ConcordError):
    """A party may not say this of this revision; carries the reason."""

    def __init__(self, party: str, reason: str) -> None:
        self.party, self.reason = party, reason
        super().__init__(f"{party} cannot say this: {reason}")


class UnworkableRule(ConcordError):
    """A committee that can never agree, or could with nobody's word; carries the reason."""


@dataclass(frozen=True, slots=True)
class Committee:
    """Who sits, and when they are agreed.

    Attributes:
        parties: codes of the parties with a seat, in the order of printing.
        quorum: how many others must agree or reserve, under that rule.
    Raises:
        UnworkableRule: fewer than two parties, or a quorum that cannot be met.
    """

    parties: tuple[str, ...]
    rule: Rule = Rule.UNANIMITY
    quorum: int = 0

    def __post_init__(self) -> None:
        if len(set(self.parties)) < 2:
            raise UnworkableRule("a committee has at least two parties: give seats to another one first")
        most = len(set(self.parties)) - 1
        if self.rule is Rule.QUORUM and not 1 <= self.quorum <= most:
            raise UnworkableRule(f"the quorum must be between 1 and {most}, the parties less the proposer")


@dataclass(frozen=True, slots=True)
class Assent:
    """One party's word about one revision, in the order in which they were given."""

    party: str
    revision: int
    word: Word
    reason: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Where a proposal stands.

    Attributes:
        standing: the last word of each party about the last revision.
        silent: parties that have not spoken of it, the proposer aside.
    """

    outcome: Outcome
    standing: tuple[Assent, ...]
    silent: tuple[str, ...]

    @property
    def dissent(self) -> tuple[Assent, ...]:
        """Reservations and disputes: printed with every publication."""
        return tuple(one for one in self.standing if one.word is not Word.AGREED)

    @property
    def agreed(self) -> bool:
        """Whether it may be signed."""
        return self.outcome in (Outcome.AGREED, Outcome.AGREED_WITH_RESERVATIONS)


def require_may_assent(
    committee: Committee, proposer: str, last: int, assent: Assent, *, signed: bool = False
) -> None:
    """Let a word pass that a party may say of a revision.

    Args:
        proposer: the party that proposed. last: number of the newest revision.
    Raises:
        AssentRefused: the first reason against it.
    """
    reason = _against(committee, proposer, last, assent, signed)
    if reason is not None:
        raise AssentRefused(assent.party, reason)


def _against(committee: Committee, proposer: str, last: int, assent: Assent, signed: bool) -> str | None:
    if signed:
        return "it is signed, and what is signed does not change; propose a new one"
    if assent.party not in committee.parties:
        return "the party has no seat in the committee"
    if assent.party == proposer:
        return "nobody approves their own proposal"
    if assent.revision != last:
        return f"revision {assent.revision} is not the newest one; read revision {last} first"
    if assent.word is not Word.AGREED and not assent.reason.strip():
        return "a reservation or dispute needs its reason"
    return None


def tally(committee: Committee, proposer: str, revisions: int, assents: Iterable[Assent]) -> Tally:
    """Where a proposal with so many revisions stands.

    >>> two = Committee(("gov-pk", "gov-af"))
    >>> tally(two, "gov-pk", 1, [Assent("gov-af", 1, Word.RESERVED, "its base date")]).outcome.value
    'agreed_with_reservations'
    """
    said = list(assents)
    standing = _last_words(committee, proposer, revisions, said)
    silent = tuple(p for p in committee.parties if p != proposer and p not in {one.party for one in standing})
    outcome = _outcome(committee, proposer, standing)
    if outcome is Outcome.PROPOSED and _was_agreed(committee, proposer, revisions, said):
        outcome = Outcome.AGREED_BUT_CHANGED
    return Tally(outcome, standing, silent)


def _last_words(
    committee: Committee, proposer: str, revision: int, said: Iterable[Assent]
) -> tuple[Assent, ...]:
    last = {one.party: one for one in said if one.revision == revision and one.party != proposer}
    return tuple(last[party] for party in committee.parties if party in last)


def _outcome(committee: Committee, proposer: str, standing: tuple[Assent, ...]) -> Outcome:
    passing = [one for one in standing if one.word is not Word.DISPUTED]
    others = len({party for party in committee.parties if party != proposer})
    needed = others if committee.rule is Rule.UNANIMITY else committee.quorum
    if len(passing) >= needed:
        mixed = any(one.word is not Word.AGREED for one in standing)
        return Outcome.AGREED_WITH_RESERVATIONS if mixed else Outcome.AGREED
    return Outcome.DISPUTED if len(passing) < len(standing) else Outcome.PROPOSED


def _was_agreed(committee: Committee, proposer: str, revisions: int, said: list[Assent]) -> bool:
    agreed = (Outcome.AGREED, Outcome.AGREED_WITH_RESERVATIONS)
    return any(
        _outcome(committee, proposer, _last_words(committee, proposer, earlier, said)) in agreed
        for earlier in range(1, revisions)
    )
