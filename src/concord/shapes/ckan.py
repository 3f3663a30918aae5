"""CKAN ``package_show`` and ``package_search``: what a data portal such as HDX offers, as leads.

No figure is in such an answer. Each resource is a lead with its format, its licence and the day it
was last modified, by which whoever watches tells whether to get it again.
Source: docs.ckan.org, the action interface; fields of HDX as in its own collectors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from concord.evidence import PartialDate
from concord.shapes.answer import Given, Lead, Parsed, Shape
from concord.shapes.building import document_of
from concord.shapes.errors import BrokenAnswer, RefusedByServer
from concord.shapes.opening import Opened
from concord.shapes.request import Request
from concord.shapes.table import lay_out

__all__ = ["PackageQuery", "fetch", "is_this", "parse"]

HDX = "https://data.humdata.org"
HEADER = ["Dataset", "Resource", "Format", "Last modified", "Dates", "Licence", "Address"]
TAKEN = frozenset(("name", "format", "last_modified", "url", "description", "mimetype"))
_SYSTEM = "the portal's own bookkeeping"
IGNORED = {
    **dict.fromkeys(("id", "package_id", "position", "state", "hash", "revision_id", "url_type"), _SYSTEM),
    **dict.fromkeys(
        ("created", "metadata_modified", "cache_url", "cache_last_updated", "mimetype_inner"), _SYSTEM
    ),
    **dict.fromkeys(
        ("resource_type", "size", "download_url", "hdx_rel_url", "alt_url", "dataset_preview"), _SYSTEM
    ),
    **dict.fromkeys(
        ("datastore_active", "microdata", "pii", "shape_info", "in_quarantine", "fs_check_info"), _SYSTEM
    ),
    "archived": _SYSTEM,
}


@dataclass(frozen=True, slots=True)
class PackageQuery:
    """A dataset by its name or number on a portal."""

    dataset: str
    site: str = HDX


def fetch(query: PackageQuery) -> Request:
    """The one request; public datasets need no credential."""
    return Request(f"{query.site}/api/3/action/package_show", params=(("id", query.dataset),))


def is_this(opened: Opened) -> bool:
    """Whether the bytes are such an answer."""
    found = opened.json
    return isinstance(found, dict) and isinstance(found.get("success"), bool) and "help" in found


def parse(opened: Opened, given: Given) -> Parsed:
    """The resources as leads, and as a table to look at.

    Raises:
        RefusedByServer: the answer says that it was no success.
        BrokenAnswer: there are no datasets in it.
    """
    if opened.json["success"] is not True:
        raise RefusedByServer(opened.name, f"CKAN answers {opened.json.get('error')!r:.200}")
    packages = _packages(opened)
    offered = [(package, resource) for package in packages for resource in _resources(package)]
    text, _ = lay_out([HEADER, *(_row(*pair) for pair in offered)], opened.name)
    first = packages[0] if len(packages) == 1 else {}
    document = document_of(
        opened.content,
        given,
        text,
        "application/json",
        title=_word(first, "title") or None,
        publisher=_word(first.get("organization"), "title") or None,
        published=_day(_word(first, "metadata_modified")),
    )
    names = dict.fromkeys(name for _, resource in offered for name in resource)
    return Parsed(
        Shape.CKAN,
        opened.content,
        (document,),
        leads=tuple(_lead(*pair) for pair in offered if _word(pair[1], "url")),
        ignored={name: IGNORED[name] for name in names if name in IGNORED},
        unhandled=tuple(name for name in names if name not in IGNORED and name not in TAKEN),
        rows=len(offered),
    )


def _packages(opened: Opened) -> list[Mapping[str, Any]]:
    result = opened.json.get("result")
    found = result.get("results", [result]) if isinstance(result, dict) else None
    if not isinstance(found, list) or not all(isinstance(package, dict) for package in found):
        raise BrokenAnswer(opened.name, "there are no datasets under 'result'")
    return list(found)


def _resources(package: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = package.get("resources")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _row(package: Mapping[str, Any], resource: Mapping[str, Any]) -> list[str]:
    said = (_word(resource, name) for name in ("name", "format", "last_modified"))
    about = (_word(package, name) for name in ("dataset_date", "license_id"))
    return [_word(package, "title") or _word(package, "name"), *said, *about, _word(resource, "url")]


def _lead(package: Mapping[str, Any], resource: Mapping[str, Any]) -> Lead:
    return Lead(
        _word(resource, "url"),
        _word(resource, "name") or _word(resource, "description") or None,
        (_word(resource, "mimetype") or _word(resource, "format")).lower() or None,
        _word(resource, "last_modified") or None,
        _day(_word(package, "metadata_modified")),
        _word(package, "license_id") or None,
    )


def _day(words: str) -> PartialDate | None:
    try:
        return PartialDate(words[:10]) if words else None
    except ValueError:
        return None


def _word(fields: Any, name: str) -> str:
    found = fields.get(name) if isinstance(fields, dict) else None
    return found if isinstance(found, str) else ""
