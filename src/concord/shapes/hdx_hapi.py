"""HDX Humanitarian API v2: returnees, refugees and displaced people, as JSON or CSV, tagged or not.

Its files begin with a byte-order mark; those before 2026 have a row of HXL tags under the header.
For returns the asylum country is the origin itself: the country they left is lost, so the figure
has none. Of displaced people each operation and round is a count of its own: rows of several
operations in one country are parts of an untold whole. Rows with an ``error`` are not in the API.
Source: hapi.humdata.org/docs; data CC BY (UNHCR), or under the terms of IOM.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Role, Voice, count
from concord.shapes.errors import RefusedByServer
from concord.shapes.hxl_tags import is_tag_row
from concord.shapes.opening import Opened, records
from concord.shapes.request import Credential, Paging, Request

__all__ = ["HapiQuery", "Theme", "fetch", "is_this", "parse"]

ADDRESS = "https://hapi.humdata.org/api/v2/affected-people/"
LARGEST_PAGE = 10_000  # rows that the server gives at once
UNHCR = Voice("HDX HAPI", "UNHCR", "unhcr", "CC BY")
IOM = Voice("HDX HAPI", "IOM", "iom", "IOM terms of use: not for redistribution")

PERIOD = {"reference_period_start": Column(Role.START), "reference_period_end": Column(Role.END)}
FLAGS = {"error": Column(Role.VOID)}
MOVED = {
    "origin_location_code": Column(Role.NATIONALITY),
    "asylum_location_code": Column(Role.COUNTRY),
    "population_group": Column(Role.GROUP),
    "gender": Column(Role.SEX),
    "age_range": Column(Role.AGE),
    "population": count(),
    **PERIOD,
    **FLAGS,
}
DISPLACED = {
    "location_code": Column(Role.COUNTRY),
    "provider_admin1_name": Column(Role.PLACE_NAME, level=1),
    "provider_admin2_name": Column(Role.PLACE_NAME, level=2),
    "admin1_code": Column(Role.PLACE_CODE, level=1),
    "admin2_code": Column(Role.PLACE_CODE, level=2),
    "operation": Column(Role.LIMIT),
    "assessment_type": Column(Role.LIMIT),
    "reporting_round": Column(Role.LIMIT),
    "population": count("IDP"),
    **PERIOD,
    **FLAGS,
}
_PLAN = "whether the country has a response plan says nothing of the people"
_NAMED = "the code is used"
IGNORED = {
    **dict.fromkeys(("has_hrp", "in_gho", "origin_has_hrp", "origin_in_gho"), _PLAN),
    **dict.fromkeys(("asylum_has_hrp", "asylum_in_gho"), _PLAN),
    **dict.fromkeys(("min_age", "max_age"), "age_range is used"),
    **dict.fromkeys(("dataset_hdx_id", "resource_hdx_id"), "where HDX keeps the file; stands in the text"),
    **dict.fromkeys(("admin1_name", "admin2_name", "admin1_ref", "admin2_ref"), _NAMED),
    **dict.fromkeys(("location_name", "origin_location_name", "asylum_location_name"), _NAMED),
    **dict.fromkeys(("location_ref", "origin_location_ref", "asylum_location_ref"), _NAMED),
    "admin_level": "the finest filled place is used",
    "warning": "the provider's remark; stands in the text",
}


class Theme(StrEnum):
    """The tables that are read."""

    RETURNEES = "returnees"
    REFUGEES = "refugees"
    IDPS = "idps"


@dataclass(frozen=True, slots=True)
class HapiQuery:
    """Rows of a theme for one country and, where told, between two days (ISO 8601)."""

    theme: Theme
    country: str
    since: str | None = None
    until: str | None = None
    limit: int = LARGEST_PAGE


def fetch(query: HapiQuery) -> Request:
    """The request for the first page; it needs an application identifier, which anybody can make."""
    where = "location_code" if query.theme is Theme.IDPS else "origin_location_code"
    days = (("start_date", query.since), ("end_date", query.until))
    return Request(
        ADDRESS + query.theme.value,
        params=(
            (where, query.country),
            *((name, day) for name, day in days if day is not None),
            ("output_format", "json"),
            ("limit", str(query.limit)),
            ("offset", "0"),
        ),
        credential=Credential("HDX_HAPI_APP_IDENTIFIER", "param", "app_identifier"),
        paging=Paging("offset", query.limit),
    )


def is_this(opened: Opened) -> bool:
    """Whether the bytes are such an answer or file."""
    return _names(opened.header) or _names(frozenset(_keys(opened)))


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of one page or file.

    Raises:
        RefusedByServer: there are no rows in the answer.
    """
    rows = list(opened.rows()) if opened.json is None else records(_data(opened), opened.name)
    displaced = "reporting_round" in rows[0] or "location_code" in rows[0]
    tagged = len(rows) > 1 and is_tag_row(rows[1])
    return parsed_table(
        Shape.HDX_HAPI, opened.content, rows, DISPLACED if displaced else MOVED, given,
        IOM if displaced else UNHCR, ignored=IGNORED, skip=int(tagged),
        media_type="text/csv" if opened.json is None else "application/json",
    )  # fmt: skip


def _keys(opened: Opened) -> list[str]:
    found = opened.json.get("data") if isinstance(opened.json, dict) else None
    return list(found[0]) if isinstance(found, list) and found and isinstance(found[0], dict) else []


def _names(columns: frozenset[str]) -> bool:
    moved = {"origin_location_code", "asylum_location_code", "population_group", "population"} <= columns
    return moved or {"location_code", "reporting_round", "population", "operation"} <= columns


def _data(opened: Opened) -> list[Any]:
    found = opened.json.get("data") if isinstance(opened.json, dict) else None
    if not isinstance(found, list):
        raise RefusedByServer(opened.name, f"HAPI answers {opened.json!r:.200}")
    return found
