"""Release against release: what is new, revised, withdrawn or settled.

A pure function of two briefings. A claim is new or withdrawn by its id, revised where its
reading was corrected; an estimate is new or dropped by its key, revised where its printed
number differs; a claim is settled where the parties agreed on it since. Nothing is judged:
the note says what stands otherwise than before, and why where that is known. Two numbers
that differ by so few people that they would point at someone are told without the first.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.evidence import Unit
from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim
from concord.publish.disclosure import withheld
from concord.publish.words import claimed, interval, readable, voice

__all__ = ["OURS", "Change", "ChangeKind", "Changes", "Reason", "Subject", "changes_between"]

AGREED = frozenset({"agreed"})
OURS = "Concord"  # whose word an estimate is


class ChangeKind(StrEnum):
    """How something stands otherwise than in the release before."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"


class Subject(StrEnum):
    """What changed: somebody's claim, or an estimate that follows from claims."""

    CLAIM = "claim"
    ESTIMATE = "estimate"


class Reason(StrEnum):
    """Why it stands otherwise; each is a sentence in every language."""

    NOT_KNOWN = "not_known"
    COUNTS_AGAIN = "counts_again"
    CORRECTED = "corrected"
    PAGE_CHANGED = "page_changed"
    REPEATS = "repeats"
    SET_ASIDE = "set_aside"
    NO_PART = "no_part"
    AGREED = "agreed"
    FIRST_CLAIMS = "first_claims"
    CLAIMS_CHANGED = "claims_changed"
    NO_CLAIMS = "no_claims"
    FEW = "few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed: ``about`` is the id of a claim or the key of an estimate.

    ``before`` and ``after`` are the printed numbers, empty where there is none.
    """

    kind: ChangeKind
    subject: Subject
    about: str
    what: str
    who: str
    before: str
    after: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes from the release of one day to that of another."""

    situation: str
    since: date
    until: date
    changes: tuple[Change, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of that kind."""
        return sum(change.kind is kind for change in self.changes)

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of that kind, in their order."""
        return tuple(change for change in self.changes if change.kind is kind)


def changes_between(
    before: Briefing,
    after: Briefing,
    *,
    reasons: Mapping[str, Reason] | None = None,
    corrected: Mapping[str, str] | None = None,
) -> Changes:
    """What the later briefing tells otherwise than the earlier one, in a fixed order.

    Claims come before estimates, and estimates in the order of the briefing: the headlines first.

    Args:
        reasons: why a claim came or went, by its id, where that is known.
        corrected: of claims whose reading was corrected since, the id before by the id after.
    """
    told = reasons or {}
    claims = _claims(before.claims, after.claims, told, corrected or {})
    found = [*sorted(claims, key=lambda one: (one.what, one.about)), *_estimates(before, after)]
    order, subjects = list(ChangeKind), list(Subject)
    return Changes(
        situation=after.situation,
        since=before.as_of,
        until=after.as_of,
        changes=tuple(sorted(found, key=lambda one: (order.index(one.kind), subjects.index(one.subject)))),
    )


def _claims(
    before: Iterable[Claim],
    after: Iterable[Claim],
    reasons: Mapping[str, Reason],
    corrected: Mapping[str, str],
) -> Iterator[Change]:
    old, new = {claim.id: claim for claim in before}, {claim.id: claim for claim in after}
    same = {one: earlier for one, earlier in corrected.items() if one in new and earlier in old}
    for one, earlier in same.items():
        yield _corrected(old.pop(earlier), new.pop(one))
    for claim in new.values():
        if claim.id not in old:
            reason = reasons.get(claim.id, Reason.NOT_KNOWN)
            yield _claim(ChangeKind.NEW, claim, "", _shown(claim), reason)
        elif _settled(claim) and not _settled(old[claim.id]):
            shown = _shown(claim)
            yield _claim(ChangeKind.SETTLED, claim, _shown(old[claim.id]), shown, Reason.AGREED)
    for claim in old.values():
        if claim.id not in new:
            reason = reasons.get(claim.id, Reason.NO_PART)
            yield _claim(ChangeKind.WITHDRAWN, claim, _shown(claim), "", reason)


def _corrected(before: Claim, after: Claim) -> Change:
    few = _few(before.value, after.value, after.unit)
    shown, reason = ("", Reason.FEW) if few else (_shown(before), Reason.CORRECTED)
    return _claim(ChangeKind.REVISED, after, shown, _shown(after), reason)


def _estimates(before: Briefing, after: Briefing) -> Iterator[Change]:
    old = {balance.key: balance for balance in _balances(before)}
    new = {balance.key: balance for balance in _balances(after)}
    for key, balance in new.items():
        if key not in old:
            yield _estimate(ChangeKind.NEW, balance, "", _printed(balance), Reason.FIRST_CLAIMS)
        elif _printed(old[key]) != _printed(balance):
            few = _few(_told(old[key]), _told(balance), Unit.INDIVIDUALS)
            shown, reason = ("", Reason.FEW) if few else (_printed(old[key]), Reason.CLAIMS_CHANGED)
            yield _estimate(ChangeKind.REVISED, balance, shown, _printed(balance), reason)
    for key, balance in old.items():
        if key not in new:
            yield _estimate(ChangeKind.WITHDRAWN, balance, _printed(balance), "", Reason.NO_CLAIMS)


def _balances(briefing: Briefing) -> tuple[Balance, ...]:
    return (*briefing.headlines, *briefing.balances)


def _claim(kind: ChangeKind, claim: Claim, before: str, after: str, reason: Reason) -> Change:
    return Change(
        kind=kind,
        subject=Subject.CLAIM,
        about=claim.id,
        what=claim.what,
        who=voice(claim),
        before=before,
        after=after,
        reason=reason,
    )


def _estimate(kind: ChangeKind, balance: Balance, before: str, after: str, reason: Reason) -> Change:
    return Change(
        kind=kind,
        subject=Subject.ESTIMATE,
        about=balance.key,
        what=balance.what,
        who=OURS,
        before=before,
        after=after,
        reason=reason,
    )


def _settled(claim: Claim) -> bool:
    return claim.standing is not None and claim.standing.state in AGREED


def _few(before: float | None, after: float | None, unit: Unit) -> bool:
    """Whether the difference of two printed numbers would itself be a count too small to print."""
    if before is None or after is None or before == after:
        return False
    return withheld(abs(after - before), unit)


def _shown(claim: Claim) -> str:
    return "".join(claimed(claim))


def _told(balance: Balance) -> float:
    """The number as it is printed, rounded as its interval bears."""
    return float(readable(balance.value, balance.wide).replace(",", ""))


def _printed(balance: Balance) -> str:
    return f"{readable(balance.value, balance.wide)} ({interval(balance.likely, balance.wide)})"
