"""What the population codes of UNHCR, HAPI and SDMX exports say in the words of a figure.

None of UNHCR's groups is "all Afghan returns": RET counts registered refugees who returned.
A group that the figure's fields cannot name (others of concern, other people in need of
protection, host community) is measure ``other``: under ``hosted`` without a status it would
read as everybody hosted. Source: definitions of UNHCR's Refugee Data Finder; HAPI's code lists.
"""

from dataclasses import dataclass
from datetime import date

from concord.evidence import Kind, PartialDate
from concord.situation import Situation

__all__ = ["GROUPS", "Meaning", "meaning_of"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Measure, kind, legal status and manner."""

    measure: str
    kind: Kind | None = None
    status: str | None = None
    manner: str | None = None


STOCK, FLOW = Kind.STOCK, Kind.FLOW
OTHER_STOCK, OTHER_FLOW = Meaning("other", STOCK), Meaning("other", FLOW)

GROUPS = {
    "REF": Meaning("hosted", STOCK, "refugee"),
    "ASY": Meaning("hosted", STOCK, "asylum_seeker"),
    "OOC": OTHER_STOCK,  # but see _holds_cards
    "OIP": OTHER_STOCK,
    "ROC": OTHER_STOCK,
    "IOC": OTHER_STOCK,
    "HST": OTHER_STOCK,
    "STA": OTHER_STOCK,
    "IDP": Meaning("displaced", STOCK),
    "RET": Meaning("returned", FLOW, "refugee"),
    "RDP": OTHER_FLOW,
    "RST": OTHER_FLOW,
    "NAT": OTHER_FLOW,
    "NEW_REF": Meaning("fled", FLOW, "refugee"),
    "NEW_ASY": Meaning("fled", FLOW, "asylum_seeker"),
    "NEW_OTHER": OTHER_FLOW,
    "NEW_IDP": OTHER_FLOW,
    "RET_TOTAL": Meaning("returned", FLOW),
    "RET_SPONT": Meaning("returned", FLOW, manner="voluntary"),
    "RET_ASSIST": Meaning("returned", FLOW, manner="facilitated"),
    "RET_DEPORT": Meaning("deported", FLOW),
    "RET_EXCL": OTHER_FLOW,
    "ARREST": Meaning("arrested", FLOW),
    "AWAIT": Meaning("awaiting", STOCK),
    "STOCK": Meaning("hosted", STOCK),
    "CARD_HOLD": Meaning("registered", STOCK),
    "REACHED": Meaning("assisted", FLOW),
    "NEED": Meaning("in_need", STOCK),
}
CARDS_IN_OTHERS = date(
    2024, 12, 31
)  # from this count on UNHCR's OOC in Pakistan are holders of Afghan Citizen Cards


def meaning_of(
    code: str,
    situation: Situation,
    *,
    nationality: str | None = None,
    country: str | None = None,
    end: PartialDate | None = None,
) -> Meaning | None:
    """What a code counts, of these people in this country at the end of this period; None if unknown."""
    if code.upper() == "OOC" and _holds_cards(nationality, country, end):
        return Meaning("hosted", STOCK, "acc")
    if (known := GROUPS.get(code.upper())) is not None:
        return known
    measure = situation.measure(code.lower())
    if measure is None:
        return None
    return Meaning(measure.code, Kind(measure.kind) if measure.kind else None)


def _holds_cards(nationality: str | None, country: str | None, end: PartialDate | None) -> bool:
    return (nationality, country) == ("AFG", "PAK") and end is not None and end.last >= CARDS_IN_OTHERS
