"""A claim's number as a language writes it, with the hedge that the claimant used."""

from concord.publish.briefing import Claim
from concord.publish.languages.texts import Texts

__all__ = ["amount"]


def amount(claim: Claim, texts: Texts) -> str:
    """The number with its hedge; the words that stand in its place where it is withheld."""
    if claim.value is None:
        return texts.term(claim.text)
    high = "" if claim.value_high is None else f"–{texts.number(claim.value_high)}"
    shown = texts.number(claim.value) + high + (" %" if claim.unit == "percent" else "")
    hedged = claim.precision in ("about", "at_least", "at_most")
    return texts.say(claim.precision, group="hedges", number=shown) if hedged else shown
