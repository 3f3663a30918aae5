"""Sentences about claims: who says how much, of whom and of when, in neutral words."""

from collections.abc import Mapping, Sequence

from concord.accounts.pool import Claim
from concord.evidence import Kind, PartialDate, Precision, Unit

__all__ = ["amount", "listed", "number", "people", "period", "who"]

HEDGES: Mapping[Precision, str] = {
    Precision.ABOUT: "about ",
    Precision.AT_LEAST: "more than ",
    Precision.AT_MOST: "up to ",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
STATUSES: Mapping[str, str] = {
    "por": "PoR holders",
    "acc": "ACC holders",
    "undocumented": "undocumented people",
    "documented": "people with other papers",
    "refugee": "refugees",
    "asylum_seeker": "asylum-seekers",
    "mixed": "people of several statuses",
}


def number(value: float) -> str:
    """A count with its thousands told apart."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def amount(claim: Claim) -> str:
    """The number with its hedge and unit: "more than 857,000", "63 families", "24.1 per cent"."""
    figure = claim.figure
    high = "" if figure.value_high is None else f" to {number(figure.value_high)}"
    unit = {Unit.FAMILIES: " families", Unit.PERCENT: " per cent"}.get(figure.unit, "")
    return f"{HEDGES.get(figure.precision, '')}{number(figure.value)}{high}{unit}"


def who(claim: Claim, names: Mapping[str, str]) -> str:
    """The claimant as a reader knows it: the voice that the text names, with its party.

    The article of a voice that began a sentence is written small: it stands inside one here.
    """
    figure = claim.figure
    party = names.get(figure.party or "", figure.party)
    source = _inside_a_sentence(figure.source) if figure.source else None
    if source is not None and party is not None and claim.claimant == figure.party:
        return source if party == source else f"{source} ({party})"
    return source or (party if claim.claimant == figure.party else None) or figure.publisher or "a report"


def _inside_a_sentence(name: str) -> str:
    article, space, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if space and article in ("The", "A", "An") else name


def people(claim: Claim) -> str:
    """Whom the claim counts: "ACC holders deported, Torkham"."""
    scope = claim.scope
    whom = STATUSES.get(scope.status or "", scope.status) or "people"
    phase = "all phases" if scope.phase == "all" else scope.phase
    limits = [limit for limit in (scope.sex_age, scope.manner, phase, claim.figure.place) if limit]
    return ", ".join([f"{whom} {scope.measure}", *(limit.replace("_", " ") for limit in limits)])


def period(claim: Claim) -> str:
    """When the claim counts: "from 1 April 2025 to 18 April 2025", "as of 31 December 2025"."""
    start, end = claim.scope.start, claim.scope.end
    if start is not None and end is not None:
        return f"in {_day(start)}" if start == end and len(start.text) < 10 else _span(start, end)
    if end is not None:
        return f"{'as of' if claim.scope.kind is Kind.STOCK else 'up to'} {_day(end)}"
    return "at a time not told" if start is None else f"since {_day(start)}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _span(start: PartialDate, end: PartialDate) -> str:
    return f"on {_day(start)}" if start == end else f"from {_day(start)} to {_day(end)}"


def _day(when: PartialDate) -> str:
    parts = when.text.split("-")
    month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    day = [str(int(parts[2]))] if len(parts) > 2 else []
    return " ".join([*day, *month, parts[0]])
