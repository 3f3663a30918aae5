"""UNHCR Refugee Statistics API v1: yearly stocks, returns and new displacement, as JSON or as a table.

``population`` and ``solutions`` give a row a year, origin and asylum; ``demographics`` divides
by place, sex and age. For returns the asylum country is the one they left. The answer does not
say of which half of a year it is: a mid-year edition stores its half under the year's name, and
whoever knows that says so with ``Given.mid_year``.
Source: api.unhcr.org/docs/refugee-statistics.html and the package of the same tables; CC BY 4.0.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Role, Voice, count
from concord.shapes.errors import BrokenAnswer
from concord.shapes.opening import Opened, records
from concord.shapes.request import Paging, Request
from concord.shapes.sex_age import group_of

__all__ = ["Endpoint", "StatisticsQuery", "fetch", "is_this", "parse"]

ADDRESS = "https://api.unhcr.org/population/v1/"
PAGE = re.compile(r"\d{1,9}")
VOICE = Voice("UNHCR", "UNHCR", "unhcr", "CC BY 4.0")

SCOPE = {
    "year": Column(Role.YEAR),
    "coo_iso": Column(Role.NATIONALITY),
    "coa_iso": Column(Role.COUNTRY),
}
TOTALS = {
    "refugees": count("REF"),
    "asylum_seekers": count("ASY"),
    "returned_refugees": count("RET"),
    "idps": count("IDP"),
    "returned_idps": count("RDP"),
    "stateless": count("STA"),
    "ooc": count("OOC"),
    "oip": count("OIP"),
    "hst": count("HST"),
    "resettlement": count("RST"),
    "naturalisation": count("NAT"),
}
ARRIVALS = {
    "refugees": count("NEW_REF"),
    "asylum_seekers": count("NEW_ASY"),
    "refugee_like": count("NEW_OTHER"),
    "oip": count("NEW_OTHER"),
}
BANDS = {"0_4": (0, 4), "5_11": (5, 11), "12_17": (12, 17), "18_59": (18, 59), "60": (60, None)}
PLACED = {
    "pop_type": Column(Role.GROUP),
    "location": Column(Role.PLACE_NAME),
    "loc_type": Column(Role.AREA_KIND),
    "acc_type": Column(Role.LIMIT),
    "total": count(),
    "f_total": count(sex_age="women_and_girls"),
    "m_total": count(sex_age="men_and_boys"),
    "f_other": count(sex_age="women_and_girls_of_age_not_told"),
    "m_other": count(sex_age="men_and_boys_of_age_not_told"),
    **{
        f"{sex}_{band}": count(sex_age=group_of(sex, *ages))
        for sex in ("f", "m")
        for band, ages in BANDS.items()
    },
}
IGNORED = {
    "coo": "UNHCR's own code; coo_iso is used",
    "coa": "UNHCR's own code; coa_iso is used",
    "coo_name": "coo_iso is used",
    "coa_name": "coa_iso is used",
    "coo_id": "coo_iso is used",
    "coa_id": "coa_iso is used",
}


class Endpoint(StrEnum):
    """The tables that are read."""

    POPULATION = "population"
    SOLUTIONS = "solutions"
    DEMOGRAPHICS = "demographics"


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """Years of an endpoint between countries by ISO codes; no country means every country, each alone."""

    endpoint: Endpoint
    year_from: int
    year_to: int
    origins: tuple[str, ...] = ()
    asylums: tuple[str, ...] = ()
    limit: int = 1000


def fetch(query: StatisticsQuery) -> Request:
    """The request for the first page; no credential is needed."""
    countries = [
        (name, ",".join(codes)) if codes else (f"{name}_all", "true")
        for name, codes in (("coo", query.origins), ("coa", query.asylums))
    ]
    return Request(
        ADDRESS + query.endpoint.value + "/",
        params=(
            ("cf_type", "ISO"),
            *countries,
            ("yearFrom", str(query.year_from)),
            ("yearTo", str(query.year_to)),
            ("limit", str(query.limit)),
            ("page", "1"),
        ),
        headers=(("Accept", "application/json"),),
        paging=Paging("page", 1),
    )


def is_this(opened: Opened) -> bool:
    """Whether the bytes are such an answer, or its rows as a table."""
    if isinstance(opened.json, dict):
        return {"page", "maxPages", "items"} <= opened.json.keys()
    counts = TOTALS.keys() | ARRIVALS.keys() | PLACED.keys()
    return {"year", "coo_iso", "coa_iso"} <= opened.header and bool(counts & opened.header)


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of one page.

    Raises:
        BrokenAnswer: ``items`` is no list of objects.
    """
    more: bool | None = None
    if isinstance(opened.json, dict):
        items = opened.json["items"]
        if not isinstance(items, list):
            raise BrokenAnswer(opened.name, "its 'items' are no list")
        rows = records(items, opened.name)
        more = _number(opened.json["page"]) < _number(opened.json["maxPages"])
    else:
        rows = list(opened.rows())
    counts = PLACED if "pop_type" in rows[0] else ARRIVALS if "refugee_like" in rows[0] else TOTALS
    return parsed_table(
        Shape.UNHCR_STATISTICS, opened.content, rows, {**SCOPE, **counts}, given, VOICE,
        ignored=IGNORED, media_type=_media_type(opened), more=more,
    )  # fmt: skip


def _number(words: object) -> int:
    return int(words) if isinstance(words, str) and PAGE.fullmatch(words) else 1


def _media_type(opened: Opened) -> str:
    return "text/csv" if opened.json is None else "application/json"
