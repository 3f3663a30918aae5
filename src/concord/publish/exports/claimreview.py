"""ClaimReview (schema.org) for findings: what the record says of a claim, never whether it is true.

Five words and no number: a party's figure is not graded. The claimant is the party or the
office that spoke, never a person by name. One review a claim of a finding.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from concord.accounts import Finding, FindingCode
from concord.publish.exports.about import About
from concord.publish.exports.columns import CLAIMS, Table
from concord.publish.exports.json_text import address, unicode_text, write_graph
from concord.publish.exports.rows import Row, mapped
from concord.situation import Situation

__all__ = ["Reviewed", "Verdict", "reviewed", "verdict_of", "write_claim_reviews"]

AUTHOR = "The committee on refugee returns"


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


def write_claim_reviews(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write a review of every claim of every finding as one JSON-LD document and return how many.

    The findings come with ``about``; of the rows only those that a finding names are kept.
    """
    named = {claim for _, finding in about.findings for claim in finding.claims}
    kept = {
        str(row["figure_id"]): row
        for row in mapped(rows, table)
        if table is CLAIMS and row["figure_id"] in named and row["disclosure"] == "ok"
    }
    reviews = (one for key, finding in about.findings for one in _reviews(key, finding, kept, about))
    return write_graph({"@vocab": "https://schema.org/"}, reviews, out)


def _reviews(
    key: str, finding: Finding, kept: Mapping[str, Mapping[str, object]], about: About
) -> Iterator[dict[str, object]]:
    """None where a claim of the finding may not leave: its sentence could tell the number."""
    if any(claim not in kept for claim in finding.claims):
        return
    claims = [kept[claim] for claim in finding.claims]
    verdict = verdict_of(finding.code, [_text(row["party"]) for row in claims])
    for row in claims:
        yield _review(reviewed(key, finding, row, about), verdict, AUTHOR)


def reviewed(key: str, finding: Finding, row: Mapping[str, object], about: About) -> Reviewed:
    """One claim of a finding; who spoke is told as the party, never by the name of a person."""
    party = _text(row["party"])
    return Reviewed(
        page=f"{about.base}findings/{key}/",
        claim=f"{about.base}figures/{row['figure_id']}/",
        code=finding.code,
        quote=_text(row["quote"]) or _text(row["written"]) or "",
        words=finding.words,
        claimant=_office(party, about.vocabulary),
        said=_text(row["said"]),
        appearance=_text(row["source_url"]),
        published=about.as_of,
    )


def _office(party: str | None, situation: Situation | None) -> str | None:
    """The party's name in the vocabulary, else its code."""
    known = situation.party(party) if situation and party else None
    return known.label if known else party


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


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
