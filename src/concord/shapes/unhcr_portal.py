"""UNHCR operational portal, ``population/get/origin``: the latest count of each origin in one country.

Numbers are strings, some null. Each row is as of its own day, so their sum is of no day. A row may
join several population groups and bear the type of the first: where its groups are refugees and
asylum-seekers both, the status is ``mixed``. Households and bands are printed 0 where the
country gives none, so a zero there is unknown.
Source: data.unhcr.org; recorded answers by OCHA's collector, data CC BY-IGO.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from concord.evidence import Unit
from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Columns, Role, Voice, count
from concord.shapes.countries import iso_by_name, iso_by_unhcr_code
from concord.shapes.errors import BrokenAnswer
from concord.shapes.opening import Opened, records
from concord.shapes.request import Request
from concord.shapes.sex_age import group_of

__all__ = ["PortalQuery", "fetch", "is_this", "parse"]

ADDRESS = "https://data.unhcr.org/population/get/origin"
VOICE = Voice("UNHCR operational portal", "UNHCR", "unhcr", "CC BY-IGO")
BANDS = {"04": (0, 4), "511": (5, 11), "1217": (12, 17), "1859": (18, 59), "60": (60, None)}
SEXES = {"male": "m", "female": "f"}
RUNNING = {"C": "cumulative", "N": "flow"}
STOCKS = {"REF", "ASY", "IDP", "STA", "OOC", "ROC", "OIP", "HST"}  # "cumulative" of these is the level so far
_LABEL = "a label of the code beside it"
_PLACE = "where the portal draws the country"
_KIND = "of the first of the groups that the row joins"
IGNORED = {
    "id": "number of a record in the portal",
    **dict.fromkeys(("master_record", "master_depth", "master_id"), "number of a record in the portal"),
    **dict.fromkeys(("geomaster_id", "geomaster_id1"), "the portal's own number; the name is used"),
    **dict.fromkeys(("centroid_lon", "centroid_lat", "min_master_depth"), _PLACE),
    "admin_level": "rows below a country are set aside by their name",
    **dict.fromkeys(("pop_accommodation_code", "pop_accommodation_name"), _KIND),
    **dict.fromkeys(("pop_data_type_code", "pop_data_type_name"), _KIND),
    **dict.fromkeys(("pop_type_name", "pop_origin_name", "pop_frequency_cumulative"), _LABEL),
    **dict.fromkeys(("pop_frequency_name", "pop_frequency_code"), "how often it is counted, not when"),
    **dict.fromkeys(("month", "year", "numRecords"), "the date is used"),
    **dict.fromkeys(("population_groups", "population_group_id"), "used for the status"),
    **dict.fromkeys(("male_hhs", "female_hhs"), "households by their head: no field of a figure says it"),
    "uac_total": "unaccompanied children: no field of a figure says it",
}


@dataclass(frozen=True, slots=True)
class PortalQuery:
    """A country by the portal's number, and the collections of counts to look in."""

    country: int
    collections: tuple[int, ...] = ()


def fetch(query: PortalQuery) -> Request:
    """The one request; no credential is needed."""
    params = [("geo_id", str(query.country))]
    if query.collections:
        params.append(("population_collection", ",".join(map(str, query.collections))))
    return Request(ADDRESS, params=tuple(params), headers=(("Accept", "application/json"),))


def is_this(opened: Opened) -> bool:
    """Whether the bytes are such an answer."""
    return isinstance(opened.json, dict) and {"pop_frequency_code", "data"} <= opened.json.keys()


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of one country.

    Raises:
        BrokenAnswer: ``data`` is no list of objects.
    """
    found = opened.json["data"]
    if not isinstance(found, list):
        raise BrokenAnswer(opened.name, "its 'data' is no list")
    rows = records(found, opened.name)
    types = {str(row.get("pop_type_code")) for row in found if isinstance(row, dict)}
    parsed = parsed_table(
        Shape.UNHCR_PORTAL, opened.content, rows, _columns(flows=not types <= STOCKS), given, VOICE,
        ignored=IGNORED, media_type="application/json",
    )  # fmt: skip
    return _with_mixed(parsed, found)


def _columns(*, flows: bool) -> Columns:
    bands = {
        f"{sex}_{band}": count(sex_age=group_of(code, *ages), zero_unknown=True)
        for sex, code in SEXES.items()
        for band, ages in BANDS.items()
    }
    columns = {
        "geomaster_name": Column(Role.COUNTRY, codes=iso_by_name()),
        "pop_origin_code": Column(Role.NATIONALITY, codes=iso_by_unhcr_code()),
        "pop_type_code": Column(Role.GROUP),
        "date": Column(Role.AS_OF),
        "source": Column(Role.SOURCE),
        "individuals": count(),
        "households": Column(Role.COUNT, unit=Unit.FAMILIES, zero_unknown=True),
        **bands,
        "male_total": count(sex_age="men_and_boys", zero_unknown=True),
        "female_total": count(sex_age="women_and_girls", zero_unknown=True),
        "children_total": count(sex_age="children", zero_unknown=True),
    }
    cumulative = Column(Role.RUNNING if flows else Role.LIMIT, codes=RUNNING)
    return {**columns, "pop_frequency_cumulative_code": cumulative}


def _with_mixed(parsed: Parsed, rows: list[Mapping[str, object]]) -> Parsed:
    """Figures of rows that join refugees and asylum-seekers, with the status that says so."""
    text = parsed.documents[0].text
    mixed = {number for number, row in enumerate(rows, start=1) if _joins(str(row.get("population_groups")))}
    figures = (
        replace(figure, status="mixed") if text.count("\n", 0, figure.start) in mixed else figure
        for figure in parsed.figures
    )
    return replace(parsed, figures=tuple(figures))


def _joins(groups: str) -> bool:
    words = groups.lower()
    return "refugee" in words and "asylum" in words
