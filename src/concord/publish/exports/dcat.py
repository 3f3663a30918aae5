"""DCAT 3 as JSON-LD: one dataset a dataflow, one distribution a format, its context inside.

The context is written into the document, so that a reader needs no network; terms are those
of the W3C recommendation "Data Catalog Vocabulary (DCAT) - Version 3" (22 August 2024).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from concord.evidence import PartialDate
from concord.publish.exports.about import About
from concord.publish.exports.columns import FLOWS, Table
from concord.publish.exports.rows import Row, mapped
from concord.situation import Situation

__all__ = ["CONTEXT", "Catalogue", "Distribution", "catalogue", "write_dcat"]

CONTEXT: Mapping[str, object] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"  # ISO 3166-1 alpha-3 as addresses
IRREGULAR = "http://purl.org/cld/freq/irregular"
MEDIA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file form of a dataset: its format's name, media type and address."""

    format: str
    title: str
    media_type: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What every dataset has in common.

    Attributes:
        base: address of the instance, ending in a slash.
        prepared: when the files were made, ISO 8601.
        edition: the release or the seal that the data are of.
        first, last: days between which the figures lie; None where nothing is told.
        countries: ISO 3166-1 alpha-3.
        method: code and version that made the account.
    """

    base: str
    prepared: str
    edition: str
    first: str | None
    last: str | None
    countries: tuple[str, ...]
    method: str


def write_dcat(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the catalogue of both flows and return the number of rows whose periods it tells."""
    from concord.publish.exports.formats import FORMATS  # the registry lists this format too

    count, first, last = _days(mapped(rows, table))
    found = Catalogue(
        base=about.base,
        prepared=about.as_of[:10],
        edition=about.seal or about.as_of,
        first=first,
        last=last,
        countries=_countries(about.vocabulary),
        method=about.method,
    )
    flows = {one.name: (f"{one.name.capitalize()}: {about.situation}", one.meaning) for one in FLOWS.values()}
    files = {
        one.name: [
            Distribution(
                form.name, form.label, form.media_type, f"{about.base}api/v1/exports/{form.name}?flow={flow}"
            )
            for form in FORMATS.values()
        ]
        for flow, one in FLOWS.items()
    }
    out.write(catalogue(found, flows, files).encode())
    return count


def _days(rows: Iterable[Mapping[str, object]]) -> tuple[int, str | None, str | None]:
    """How many rows, and the first and the last day that their periods name."""
    count, first, last = 0, None, None
    for row in rows:
        count += 1
        start, end = row["period_start"] or row["period_end"], row["period_end"] or row["period_start"]
        if isinstance(start, str) and isinstance(end, str):
            begins, ends = PartialDate(start).first.isoformat(), PartialDate(end).last.isoformat()
            first = begins if first is None else min(first, begins)
            last = ends if last is None else max(last, ends)
    return count, first, last


def _countries(situation: Situation | None) -> tuple[str, ...]:
    return () if situation is None else (situation.nationality, situation.host, *situation.other_hosts)


def catalogue(
    about: Catalogue,
    datasets: Mapping[str, tuple[str, str]],
    distributions: Mapping[str, Iterable[Distribution]],
) -> str:
    """The catalogue as one JSON-LD document.

    Args:
        datasets: title and description by the name of the flow.
        distributions: the files of each flow.
    """
    run = {"@id": f"{about.base}accounts/#run", "@type": "prov:Activity", "dct:title": about.method}
    told = [_dataset(about, flow, *datasets[flow], tuple(distributions[flow])) for flow in datasets]
    graph = {
        "@context": CONTEXT,
        "@id": f"{about.base}data/#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": "Concord: the shared record of refugee returns", "@language": "en"},
        "dct:publisher": _publisher(about),
        "dcat:dataset": told,
        "prov:wasInfluencedBy": run,
    }
    return json.dumps(graph, indent=1, ensure_ascii=True) + "\n"


def _dataset(
    about: Catalogue, flow: str, title: str, meaning: str, files: tuple[Distribution, ...]
) -> dict[str, object]:
    found: dict[str, object] = {
        "@id": f"{about.base}data/#{flow}",
        "@type": "dcat:Dataset",
        "dct:identifier": flow,
        "dct:title": {"@value": title, "@language": "en"},
        "dct:description": {"@value": meaning, "@language": "en"},
        "dct:publisher": _publisher(about),
        "dct:license": {"@id": LICENCE},
        "dct:accrualPeriodicity": {"@id": IRREGULAR},
        "dct:spatial": [{"@id": f"{COUNTRY}{code}"} for code in about.countries],
        "dcat:version": about.edition,
        "modified": about.prepared,
        "prov:wasGeneratedBy": {"@id": f"{about.base}accounts/#run"},
        "dcat:distribution": [_distribution(flow, one) for one in files],
    }
    return found | _temporal(about)


def _temporal(about: Catalogue) -> dict[str, object]:
    ends = {"dcat:startDate": about.first, "dcat:endDate": about.last}
    told = {name: {"@value": day, "@type": "xsd:date"} for name, day in ends.items() if day}
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", **told}} if told else {}


def _publisher(about: Catalogue) -> dict[str, object]:
    return {"@id": f"{about.base}#committee", "@type": "foaf:Organization", "foaf:name": "Concord committee"}


def _distribution(flow: str, one: Distribution) -> dict[str, object]:
    return {
        "@id": f"{one.address}#{flow}",
        "@type": "dcat:Distribution",
        "dct:title": one.title,
        "dct:format": one.format,
        "dcat:mediaType": {"@id": f"{MEDIA}{one.media_type.partition(';')[0]}"},
        "dcat:downloadURL": {"@id": one.address},
        "dcat:accessURL": {"@id": one.address},
    }
