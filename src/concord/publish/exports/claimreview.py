"""ClaimReview (schema.org) for findings: what the record says of a claim, never whether it is true.

Five words and no number: a party's figure is not graded. The claimant is the party or the
office that spoke, never a person by name. One review a claim of a finding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from concord.accounts import FindingCode
from concord.publish.exports.json_text import address, unicode_text, write_graph

__all__ = ["Reviewed", "Verdict", "verdict_of", "write_claim_reviews"]


class Verdict(StrEnum):
    """What the record says about a claim; the only five words that leave."""

    CONSISTENT = "Consistent with other sources"
    SAME_SOURCE = "Contradicted in the same source"
    OTHER_SOURCES = "Contradicted by other sources"
    CANNOT_CHECK = "Cannot be checked"
    DEFINITION = "Definition differs"


_WORDS: Mapping[FindingCode, Verdict] = {
    FindingCode.CLAIMANT_AGAINST_ITSELF: Verdict.SAME_SOURCE,
    FindingCode.FALLING_TOTAL: Verdict.SAME_SOURCE,
    FindingCode.LATE_TOTAL: Verdict.CANNOT_CHECK,
    FindingCode.PARTS_AND_TOTAL: Verdict.SAME_SOURCE,
    FindingCode.PART_ABOVE_WHOLE: Verdict.OTHER_SOURCES,
    FindingCode.SHARE_AND_COUNT: Verdict.SAME_SOURCE,
    FindingCode.TOTAL_AS_FLOW: Verdict.DEFINITION,
    FindingCode.PERIOD_LOST: Verdict.CANNOT_CHECK,
    FindingCode.MEASURE_INFLATION: Verdict.DEFINITION,
    FindingCode.STATUS_SLIP: Verdict.DEFINITION,
    FindingCode.UNIT_SLIP: Verdict.DEFINITION,
    FindingCode.RIVAL_COUNTS: Verdict.OTHER_SOURCES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One claim of a finding, ready to be told.

    Attributes:
        page: address of the finding; claim: address of the figure.
        quote: the words of the claim; words: the sentence of the finding.
        claimant: the party or office that claims it; None where no voice is told.
        said, appearance: when it was said and where it appeared.
        published: the day of the review.
    """

    page: str
    claim: str
    code: FindingCode
    quote: str
    words: str
    claimant: str | None
    said: str | None
    appearance: str | None
    published: str


def verdict_of(code: FindingCode, parties: Iterable[str | None]) -> Verdict:
    """The word for a finding: one party's own claims contradict each other within one source.

    >>> verdict_of(FindingCode.RIVAL_COUNTS, ["gov-pk", "unhcr"]).value
    'Contradicted by other sources'
    """
    word = _WORDS[code]
    several = len(set(parties)) > 1
    return Verdict.OTHER_SOURCES if word is Verdict.SAME_SOURCE and several else word


def write_claim_reviews(reviews: Iterable[tuple[Reviewed, Verdict]], out: TextIO, *, author: str) -> int:
    """Write reviews as one JSON-LD document and return how many."""
    terms = {"@vocab": "https://schema.org/"}
    return write_graph(terms, (_review(one, verdict, author) for one, verdict in reviews), out)


def _review(one: Reviewed, verdict: Verdict, author: str) -> dict[str, object]:
    claim = {
        "@type": "Claim",
        "@id": one.claim,
        "author": {"@type": "Organization", "name": unicode_text(one.claimant)} if one.claimant else None,
        "datePublished": one.said,
        "appearance": {"@id": address(one.appearance)} if one.appearance else None,
    }
    return {
        "@type": "ClaimReview",
        "@id": f"{one.page}#{one.claim.rstrip('/').rsplit('/', 1)[-1]}",
        "url": {"@id": one.page},
        "claimReviewed": unicode_text(one.quote),
        "itemReviewed": {name: value for name, value in claim.items() if value is not None},
        "author": {"@type": "Organization", "name": author},
        "datePublished": one.published,
        "reviewBody": one.words,
        "reviewRating": {"@type": "Rating", "alternateName": verdict.value},
    }
