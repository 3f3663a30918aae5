"""Voluntary, safe, dignified: questions that evidence answers with yes, no or unknown, by month and place.

The checks are data (``dignity.toml``). Each party's last word about a check counts; where parties differ the
check is disputed and both words stand. Nothing here derives "voluntary" from the word alone, and whether a
commitment was kept is said by parties with evidence, never guessed.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from concord.errors import ConcordError

__all__ = [
    "Check",
    "CheckWord",
    "Checked",
    "Kept",
    "Tally",
    "Verdict",
    "Word",
    "WordRefused",
    "checks",
    "judged",
    "require_word",
    "tally",
]


class Word(StrEnum):
    """What a party says to a check."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What the words of the parties come to."""

    GOOD = "good"
    BAD = "bad"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Kept(StrEnum):
    """Whether a commitment was kept, as a party says."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class WordRefused(ConcordError):
    """A word about a check or commitment that cannot be kept; says why."""


@dataclass(frozen=True, slots=True)
class Check:
    """A question; ``good`` is the answer that speaks for dignity, ``group`` the heading it stands under."""

    code: str
    group: str
    question: str
    good: Word


@dataclass(frozen=True, slots=True)
class CheckWord:
    """One party's word about a check: with evidence, an office, and when (ISO 8601)."""

    check: str
    word: Word
    party: str
    office: str
    at: str
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with the last word of each party and what they come to."""

    check: Check
    words: tuple[CheckWord, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks of a month and place speak for dignity, against it, are disputed or unknown."""

    good: int
    bad: int
    disputed: int
    unknown: int

    def trend(self, before: "Tally") -> int:
        """Good answers gained, less bad ones gained, since an earlier month."""
        return (self.good - before.good) - (self.bad - before.bad)


@cache
def checks() -> tuple[Check, ...]:
    """Every check in the order of its page."""
    told = tomllib.loads((files("concord.committee") / "dignity.toml").read_text("utf-8"))
    return tuple(
        Check(one["code"], one["group"], one["question"], Word(one["good"])) for one in told["check"]
    )


def judged(words: Iterable[CheckWord]) -> tuple[Checked, ...]:
    """Every check of a month and place with the parties' last words.

    Args:
        words: in the order in which they were said.
    """
    last: dict[tuple[str, str], CheckWord] = {(word.check, word.party): word for word in words}
    found = []
    for check in checks():
        said = tuple(word for (code, _), word in sorted(last.items()) if code == check.code)
        found.append(Checked(check, said, _verdict(check, {word.word for word in said})))
    return tuple(found)


def tally(checked: Iterable[Checked]) -> Tally:
    """The verdicts, counted."""
    counted: Mapping[Verdict, int] = _counted(one.verdict for one in checked)
    return Tally(
        counted[Verdict.GOOD], counted[Verdict.BAD], counted[Verdict.DISPUTED], counted[Verdict.UNKNOWN]
    )


def require_word(check: str, word: Word, why: str, evidence: str) -> None:
    """Raise where a yes or no has no reason and no evidence, or the check is none of ours.

    Raises:
        WordRefused
    """
    if check not in {one.code for one in checks()}:
        raise WordRefused(f"there is no check {check!r}")
    if word is not Word.UNKNOWN and not evidence:
        raise WordRefused("yes and no need evidence: give the address of a page here or elsewhere")
    if not why.strip():
        raise WordRefused("say why, in a sentence")


def _verdict(check: Check, said: set[Word]) -> Verdict:
    told = said - {Word.UNKNOWN}
    if not told:
        return Verdict.UNKNOWN
    if len(told) > 1:
        return Verdict.DISPUTED
    return Verdict.GOOD if told == {check.good} else Verdict.BAD


def _counted(verdicts: Iterable[Verdict]) -> dict[Verdict, int]:
    found = dict.fromkeys(Verdict, 0)
    for verdict in verdicts:
        found[verdict] += 1
    return found
