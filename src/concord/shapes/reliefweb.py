"""ReliefWeb API v2, reports: documents to read, no figures of its own.

A report's words are its title and its body; what is attached to it (mostly PDF) is a lead. The
server answers only who comes with an approved name (since November 2025), and the old v1 is gone;
a recorded v1 answer has the same form and is read as well.
Source: apidoc.reliefweb.int.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord.evidence import Document, PartialDate
from concord.shapes.answer import Given, Lead, Parsed, Shape
from concord.shapes.building import item_of
from concord.shapes.errors import RefusedByServer
from concord.shapes.opening import Opened
from concord.shapes.plain import plain_text
from concord.shapes.request import Credential, Paging, Request

__all__ = ["ReportsQuery", "fetch", "is_this", "parse"]

ADDRESS = "https://api.reliefweb.int/v2/reports"
LARGEST_PAGE = 1_000
TOLD = (
    "title",
    "body",
    "date",
    "url",
    "url_alias",
    "source",
    "language",
    "file",
    "country",
    "primary_country",
)
IGNORED = {
    **dict.fromkeys(("country", "primary_country"), "what the body speaks of is read from its words"),
    **dict.fromkeys(
        ("theme", "disaster", "disaster_type", "format", "vulnerable_groups"), "a label of the editors"
    ),
    **dict.fromkeys(
        ("id", "status", "origin", "headline", "image", "feature", "ocha_product"), "of the editors"
    ),
}
TAKEN = frozenset(("title", "body", "body-html", "date", "url", "url_alias", "source", "language", "file"))


@dataclass(frozen=True, slots=True)
class ReportsQuery:
    """Reports on any of these countries (ISO 3166-1 alpha-3), of these formats, from day to day."""

    countries: tuple[str, ...] = ("afg", "pak", "irn")
    formats: tuple[str, ...] = ("Situation Report", "News and Press Release", "Assessment")
    since: str | None = None
    until: str | None = None
    words: str | None = None
    limit: int = 100


def fetch(query: ReportsQuery) -> Request:
    """The request for the first page, the oldest report first."""
    conditions: list[dict[str, Any]] = [
        {"field": "country.iso3", "value": [code.lower() for code in query.countries], "operator": "OR"},
        {"field": "format.name", "value": list(query.formats), "operator": "OR"},
    ]
    days = {"from": query.since, "to": query.until}
    if told := {name: f"{day}T00:00:00+00:00" for name, day in days.items() if day is not None}:
        conditions.append({"field": "date.original", "value": told})
    body: dict[str, Any] = {
        "filter": {"operator": "AND", "conditions": conditions},
        "fields": {"include": list(TOLD)},
        "sort": ["date.original:asc"],
        "limit": min(query.limit, LARGEST_PAGE),
        "offset": 0,
    }
    if query.words is not None:
        body["query"] = {"value": query.words}
    return Request(
        ADDRESS,
        headers=(("Content-Type", "application/json"), ("Accept", "application/json")),
        method="POST",
        body=json.dumps(body),
        credential=Credential("RELIEFWEB_APPNAME", "param", "appname"),
        paging=Paging("offset", body["limit"], in_body=True),
    )


def is_this(opened: Opened) -> bool:
    """Whether the bytes are an answer with reports."""
    found = opened.json
    return isinstance(found, dict) and {"data", "totalCount"} <= found.keys() and _reports(found) is not None


def parse(opened: Opened, given: Given) -> Parsed:
    """A document for each report that has a body, a lead for each attachment and for each that has none.

    Raises:
        RefusedByServer: there are no reports in the answer.
    """
    reports = _reports(opened.json) if isinstance(opened.json, dict) else None
    if reports is None:
        raise RefusedByServer(opened.name, f"ReliefWeb answers {opened.json!r:.200}")
    documents: list[Document] = []
    leads: list[Lead] = []
    for report in reports:
        document = _document(report, given)
        if document is not None:
            documents.append(document)
        leads += _leads(report["fields"], with_page=document is None)
    names = dict.fromkeys(name for report in reports for name in report["fields"])
    links = opened.json.get("links")
    return Parsed(
        Shape.RELIEFWEB,
        opened.content,
        tuple(documents),
        leads=tuple(leads),
        ignored={name: IGNORED[name] for name in names if name in IGNORED},
        unhandled=tuple(name for name in names if name not in IGNORED and name not in TAKEN),
        rows=len(reports),
        more="next" in links if isinstance(links, dict) else None,
    )


def _reports(found: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    reports = found.get("data")
    if not isinstance(reports, list):
        return None
    whole = all(isinstance(report, dict) and isinstance(report.get("fields"), dict) for report in reports)
    return reports if whole else None


def _document(report: Mapping[str, Any], given: Given) -> Document | None:
    fields = report["fields"]
    body = _text(fields, "body") or plain_text(_text(fields, "body-html"))
    if not body.strip():
        return None
    title = _text(fields, "title")
    return item_of(
        given,
        body if body.startswith(title) else f"{title}\n\n{body}",
        "text/markdown",
        name=f"reliefweb-{report.get('id', '')}",
        title=title or None,
        publisher=_publisher(fields),
        published=_published(fields),
        language=next((_text(one, "code") for one in _each(fields, "language")), "") or None,
        address=_address(fields),
    )


def _leads(fields: Mapping[str, Any], *, with_page: bool) -> Iterator[Lead]:
    title, published = _text(fields, "title") or None, _published(fields)
    address = _address(fields)
    if with_page and address is not None:
        yield Lead(address, title, "text/html", published=published)
    for file in _each(fields, "file"):
        if _text(file, "url"):
            told = _text(file, "description") or title
            yield Lead(file["url"], told, _text(file, "mimetype") or None, published=published)


def _address(fields: Mapping[str, Any]) -> str | None:
    return _text(fields, "url_alias") or _text(fields, "url") or None


def _publisher(fields: Mapping[str, Any]) -> str | None:
    names = [_text(source, "shortname") or _text(source, "name") for source in _each(fields, "source")]
    return ", ".join(name for name in names if name) or None


def _published(fields: Mapping[str, Any]) -> PartialDate | None:
    dates = fields.get("date")
    told = _text(dates, "original") or _text(dates, "created") if isinstance(dates, dict) else ""
    try:
        return PartialDate(told[:10]) if told else None
    except ValueError:
        return None


def _each(fields: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = fields.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(fields: Any, name: str) -> str:
    found = fields.get(name) if isinstance(fields, dict) else None
    return found if isinstance(found, str) else ""
