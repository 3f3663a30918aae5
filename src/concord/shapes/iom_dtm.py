"""IOM Displacement Tracking Matrix API v3: displaced people by round, no returns and no border flows.

An answer is an envelope: ``result`` with the rows, ``isSuccess`` and ``errorMessages``. A country
and round is divided by reason of displacement or by province of origin: such rows are parts and
their figures are measure ``other``; a row that stands alone counts all displaced people. A round that
does not divide by sex prints 0 there, so such a zero is unknown.
Source: the shape of recorded answers; what IOM answers may not be passed on, so tests use invented values.
"""

from dataclasses import dataclass

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Role, Voice, count
from concord.shapes.errors import BrokenAnswer, RefusedByServer
from concord.shapes.opening import Opened, records
from concord.shapes.request import Credential, Request

__all__ = ["DtmQuery", "fetch", "is_this", "parse"]

ADDRESS = "https://dtmapi.iom.int/v3/displacement/admin"
VOICE = Voice("IOM DTM", "IOM", "iom", "IOM terms of use: not for redistribution")

COLUMNS = {
    "admin0Pcode": Column(Role.COUNTRY),
    "admin1Name": Column(Role.PLACE_NAME, level=1),
    "admin1Pcode": Column(Role.PLACE_CODE, level=1),
    "admin2Name": Column(Role.PLACE_NAME, level=2),
    "admin2Pcode": Column(Role.PLACE_CODE, level=2),
    "reportingDate": Column(Role.AS_OF),
    "operation": Column(Role.LIMIT),
    "displacementReason": Column(Role.LIMIT),
    "idpOriginAdmin1Pcode": Column(Role.LIMIT),
    "idpOriginAdmin1Name": Column(Role.LIMIT),
    "assessmentType": Column(Role.LIMIT),
    "numPresentIdpInd": count("IDP"),
    "numberMales": count("IDP", "men_and_boys", zero_unknown=True),
    "numberFemales": count("IDP", "women_and_girls", zero_unknown=True),
}
IGNORED = {
    "id": "number of a record",
    "admin0Name": "admin0Pcode is used",
    **dict.fromkeys(("yearReportingDate", "monthReportingDate"), "reportingDate is used"),
    "roundNumber": "the reporting date is used; stands in the text",
    "operationStatus": "whether rounds go on says nothing of this one",
}


@dataclass(frozen=True, slots=True)
class DtmQuery:
    """Rounds of a country (ISO 3166-1 alpha-3) at an administrative level, between two days where told."""

    country: str
    level: int = 1
    since: str | None = None
    until: str | None = None


def fetch(query: DtmQuery) -> Request:
    """The one request; the server wants a subscription key."""
    days = (("FromReportingDate", query.since), ("ToReportingDate", query.until))
    return Request(
        f"{ADDRESS}{query.level}",
        params=(("Admin0Pcode", query.country), *((name, day) for name, day in days if day is not None)),
        credential=Credential("DTMAPI_SUBSCRIPTION_KEY", "header", "Ocp-Apim-Subscription-Key"),
    )


def is_this(opened: Opened) -> bool:
    """Whether the bytes are such an answer."""
    return isinstance(opened.json, dict) and {"isSuccess", "errorMessages"} <= opened.json.keys()


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of an answer.

    Raises:
        RefusedByServer: the envelope says that it was no success.
        BrokenAnswer: there is no list of rows in it.
    """
    if opened.json["isSuccess"] is not True:
        raise RefusedByServer(opened.name, f"DTM answers {opened.json['errorMessages']!r}")
    found = opened.json.get("result")
    if not isinstance(found, list):
        raise BrokenAnswer(opened.name, "there is no list of rows under 'result'")
    return parsed_table(
        Shape.IOM_DTM, opened.content, records(found, opened.name), COLUMNS, given, VOICE,
        ignored=IGNORED, media_type="application/json",
    )  # fmt: skip
