"""Numbers, days and names in plain English, the same in every converter."""

import math
from datetime import date

from concord.evidence import PartialDate, Precision, Unit
from concord.publish.balances import Interval, OwnWords
from concord.publish.briefing import Claim, Dispute
from concord.publish.disclosure import small_shown
from concord.situation import Situation

__all__ = [
    "UNTOLD",
    "apart",
    "claimed",
    "day",
    "interval",
    "number",
    "own_words",
    "party_name",
    "readable",
    "sentence",
    "speaker",
    "voice",
]

UNTOLD = "party not told"
HEDGES = {Precision.ABOUT: "about ", Precision.AT_LEAST: "at least ", Precision.AT_MOST: "at most "}
# Share of its 95 % interval to which an estimate is printed: finer digits would claim too much.
PRINTED_TO = 1 / 20


def number(value: float) -> str:
    """The number with grouped thousands.

    >>> number(907391), number(52.6)
    ('907,391', '52.6')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def readable(value: float, wide: Interval) -> str:
    """An estimate with no more digits than its interval bears.

    >>> readable(822520, Interval(820000, 825000))
    '822,500'
    """
    step = _step(wide)
    return number(round(value / step) * step)


def interval(shown: Interval, wide: Interval) -> str:
    """Both ends, rounded as `readable` does."""
    return f"{readable(shown.low, wide)} – {readable(shown.high, wide)}"


def claimed(claim: Claim) -> tuple[str, str]:
    """The hedge that the claimant used, and the number; a withheld number as the words in its place."""
    if claim.value is None:
        return "", claim.text
    hedge = HEDGES.get(claim.precision, "")
    if claim.precision is Precision.VAGUE:
        return "", f"“{claim.text}”"
    high = "" if claim.value_high is None else f"–{number(claim.value_high)}"
    percent = " %" if claim.unit is Unit.PERCENT else ""
    return hedge, number(claim.value) + high + percent


def own_words(own: OwnWords) -> str:
    """What a party's own claims come to: "about 1,300,000"."""
    if own.value is None:
        return small_shown()
    return HEDGES.get(own.precision, "") + number(own.value)


def apart(dispute: Dispute) -> str:
    """How far the claims of a dispute lie apart: "40 (less than 0.1 % of the larger)"."""
    share = dispute.share * 100
    portion = "less than 0.1" if share < 0.1 else number(round(share, 1))
    return f"{number(dispute.apart)} ({portion} % of the larger)"


def day(when: PartialDate | date) -> str:
    """A day, month or year as long as it is known: "18 Apr 2025", "Nov 2023", "2023"."""
    first = when if isinstance(when, date) else when.first
    match len(str(when)):
        case 4:
            return f"{first.year}"
        case 7:
            return f"{first:%b %Y}"
        case _:
            return f"{first.day} {first:%b %Y}"


def party_name(code: str, situation: Situation) -> str:
    """The party's name for people."""
    party = situation.party(code)
    return party.label if party else code


def speaker(source: str | None, party: str | None, publisher: str | None, situation: Situation) -> str:
    """Who claims it; where nobody is named, who printed it, said so that it does not pass for a claimant."""
    if source or party:
        return source or party_name(party or "", situation)
    return f"as printed by {publisher}" if publisher else "claimant not named"


def voice(claim: Claim) -> str:
    """Who claims it, with the party where that says more: "Talal Chaudhry (Government of Pakistan)"."""
    told = claim.party is None or claim.claimant == claim.party_label
    return claim.claimant if told else f"{claim.claimant} ({claim.party_label})"


def sentence(words: str) -> str:
    """The words with a capital letter and a full stop."""
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def _step(wide: Interval) -> int:
    """The power of ten to which the interval lets one print."""
    finest = (wide.high - wide.low) * PRINTED_TO
    return 1 if finest < 1 else 10 ** math.floor(math.log10(finest))
