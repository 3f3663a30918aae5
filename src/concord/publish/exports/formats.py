"""Every format as data: its name, what it is, its media type and the function that writes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from concord.errors import ConcordError
from concord.publish.exports.about import About
from concord.publish.exports.claimreview import write_claim_reviews
from concord.publish.exports.columns import Table
from concord.publish.exports.dcat import write_dcat
from concord.publish.exports.geojson import write_geojson
from concord.publish.exports.hxl_csv import write_csv
from concord.publish.exports.package import write_package
from concord.publish.exports.parquet import write_parquet
from concord.publish.exports.prov import write_prov
from concord.publish.exports.rows import Row
from concord.publish.exports.sdmx_csv import write_sdmx_csv
from concord.publish.exports.sdmx_ml import write_sdmx_ml
from concord.publish.exports.sdmx_structure import write_structure
from concord.publish.exports.xlsx import write_xlsx

__all__ = ["FORMATS", "ExportFormat", "UnknownExportFormat", "format_named"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format; ``write(table, rows, out, about)`` returns how many rows it has written.

    ``findings``: whether it tells contradictions, for which the account must be known.
    """

    name: str
    label: str
    ending: str
    media_type: str
    write: Callable[[Table, Iterable[Row], BinaryIO, About], int]
    findings: bool = False


class UnknownExportFormat(ConcordError):
    """No format of exports has this name; carries the name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no export is called {name!r}; choose one of {', '.join(FORMATS)}")


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SDMX = "application/vnd.sdmx."
FORMATS = {
    one.name: one
    for one in (
        ExportFormat("csv", "CSV with HXL tags", "csv", "text/csv; charset=utf-8", write_csv),
        ExportFormat("xlsx", "XLSX", "xlsx", _SHEET, write_xlsx),
        ExportFormat("parquet", "Parquet", "parquet", "application/vnd.apache.parquet", write_parquet),
        ExportFormat("sdmx-csv", "SDMX-CSV 2.0", "csv", f"{_SDMX}data+csv;version=2.0.0", write_sdmx_csv),
        ExportFormat(
            "sdmx-ml", "SDMX-ML 2.1", "xml", f"{_SDMX}structurespecificdata+xml;version=2.1", write_sdmx_ml
        ),
        ExportFormat(
            "sdmx-structure",
            "SDMX-ML 2.1 structure",
            "xml",
            f"{_SDMX}structure+xml;version=2.1",
            write_structure,
        ),
        ExportFormat("geojson", "GeoJSON", "geojson", "application/geo+json", write_geojson),
        ExportFormat("prov", "PROV-O", "jsonld", "application/ld+json", write_prov),
        ExportFormat("dcat", "DCAT", "jsonld", "application/ld+json", write_dcat),
        ExportFormat(
            "claimreview", "ClaimReview", "jsonld", "application/ld+json", write_claim_reviews, findings=True
        ),
        ExportFormat("package", "Data package", "zip", "application/zip", write_package),
    )
}


def format_named(name: str) -> ExportFormat:
    """The format of that name.

    Raises:
        UnknownExportFormat
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise UnknownExportFormat(name) from None
