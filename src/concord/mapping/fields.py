"""What a column can be: the fields of a figure, and how the words of a cell or a rule become their values.

Codes are the situation's. A word that is no code and no name of one is told, never guessed at.
"""

from enum import StrEnum

from concord.evidence import Kind, PartialDate, Precision, Unit
from concord.mapping.days import day_of
from concord.mapping.words import table_words
from concord.situation import Situation
from concord.situation.names import fold

__all__ = ["DATES", "FIELDS", "FIXABLE", "IGNORE", "VALUE", "code_of", "codes_of", "is_total"]

VALUE, IGNORE = "value", "ignore"
DATES = ("period", "period_start", "period_end", "as_of")
CODED = ("measure", "status", "sex_age", "nationality", "country", "unit", "phase", "manner", "party")
# What a column may be, with the line that tells a person.
FIELDS = {
    VALUE: "numbers of people; what holds for the column follows a colon: value:status=acc,measure=deported",
    "place": "place, crossing or centre, as written",
    "country": "country that they are in or leave",
    "nationality": "nationality of those counted",
    "status": "legal status",
    "sex_age": "men, women, children, boys, girls, elderly",
    "measure": "what is counted: returned, deported, arrested, ...",
    "unit": "individuals, families or percent",
    "manner": "voluntary, facilitated or forced",
    "phase": "phase of the campaign",
    "period": "day, month or year that a row is about",
    "period_start": "first day of the period",
    "period_end": "last day of the period",
    "as_of": "day for which a level holds",
    "source": "who says so, as written; the party is told from it",
    IGNORE: "left out",
}
# What a rule may say once for a column or for the whole table.
FIXABLE = (*CODED, "place", "source", "kind", "precision", "projected", "cumulative", *DATES)
ENUMS: dict[str, type[StrEnum]] = {"kind": Kind, "precision": Precision, "unit": Unit}
BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
MANNERS = ("voluntary", "facilitated", "forced")


def code_of(
    field: str, text: str, situation: Situation, *, order: str | None = None
) -> str | bool | PartialDate | None:
    """The value of a field that these words name; None where they name none.

    >>> from concord.situation import bundled
    >>> code_of("status", "Afghan Citizen Card", bundled("afghanistan-pakistan"))
    'acc'
    """
    if field in DATES:
        return day_of(text, order)
    if field in ("place", "source"):
        return text
    if field in ("projected", "cumulative"):
        return BOOLEANS.get(text.casefold())
    if field in ENUMS:
        word = table_words().codes.get(field, {}).get(fold(text), text.casefold())
        return ENUMS[field](word) if word in list(ENUMS[field]) else None
    return _named(field, text, situation)


def codes_of(field: str, situation: Situation) -> list[str]:
    """The codes that a field can have, for messages; empty where any words will do."""
    if field in ENUMS:
        return [member.value for member in ENUMS[field]]
    listed = {
        "measure": [measure.code for measure in situation.measures],
        "status": [status.code for status in situation.statuses],
        "phase": [phase.code for phase in situation.phases],
        "party": [party.code for party in situation.parties],
        "sex_age": sorted(set(table_words().codes["sex_age"].values())),
        "manner": list(MANNERS),
        "country": [place.code for place in situation.places if place.kind == "country"],
    }
    return listed.get("country" if field == "nationality" else field, [])


def is_total(text: str) -> bool:
    """Whether a label says that nothing is left out: Total, مجموعہ, کل, ټول."""
    return fold(text) in table_words().total


def _named(field: str, text: str, situation: Situation) -> str | None:
    known = codes_of(field, situation)
    if (bare := text.strip()) in known or (bare := text.strip().casefold()) in known:
        return bare
    if field in ("country", "nationality"):
        upper = text.strip().upper()
        return upper if len(upper) == 3 and upper.isascii() and upper.isalpha() else _country(text, situation)
    if field == "party":
        return situation.party_of(text)
    if field == "status":
        return _only(_statuses(text, situation))
    if field in ("measure", "phase"):
        entries = situation.measures if field == "measure" else situation.phases
        labelled = [entry.code for entry in entries if fold(entry.label) == fold(text)]
        return _only(labelled) or table_words().codes.get(field, {}).get(fold(text))
    return table_words().codes.get(field, {}).get(fold(text))


def _statuses(text: str, situation: Situation) -> list[str]:
    wanted = fold(text)
    return [
        status.code
        for status in situation.statuses
        if wanted == fold(status.label)
        or any(wanted == fold(name) for names in status.names.values() for name in names)
    ]


def _country(text: str, situation: Situation) -> str | None:
    return _only([place.code for place in situation.places_named(text) if place.kind == "country"])


def _only(codes: list[str]) -> str | None:
    return codes[0] if len(set(codes)) == 1 else None
