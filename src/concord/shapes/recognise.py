"""Of which known shape an answer is, by its content alone, and its reading.

Whatever a file is called, its keys, headers, tags or root element tell. What is of no known
shape is a document like any other and none of this room's business.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.errors import UnknownShape
from concord.shapes.opening import Opened, open_answer

__all__ = ["KNOWN", "Known", "parse", "read_known", "recognise"]


@dataclass(frozen=True, slots=True)
class Known:
    """A shape, the module that reads it, and what to tell people of it."""

    shape: Shape
    module: str
    label: str
    gives: str
    setting: str | None = None


class _Module(Protocol):
    def is_this(self, opened: Opened) -> bool: ...
    def parse(self, opened: Opened, given: Given) -> Parsed: ...


# In the order in which they are tried: what is told by more comes first.
KNOWN = (
    Known(Shape.UNHCR_STATISTICS, "unhcr_statistics", "UNHCR Refugee Statistics API v1", "figures"),
    Known(Shape.UNHCR_PORTAL, "unhcr_portal", "UNHCR operational portal", "figures"),
    Known(Shape.HDX_HAPI, "hdx_hapi", "HDX HAPI v2", "figures", "HDX_HAPI_APP_IDENTIFIER"),
    Known(Shape.IOM_DTM, "iom_dtm", "IOM DTM API v3", "figures", "DTMAPI_SUBSCRIPTION_KEY"),
    Known(Shape.KOBO, "kobo", "KoboToolbox API v2, submissions", "figures, or a refusal", "KOBO_TOKEN"),
    Known(Shape.RELIEFWEB, "reliefweb", "ReliefWeb API v2, reports", "documents, leads", "RELIEFWEB_APPNAME"),
    Known(Shape.CKAN, "ckan", "CKAN package_show", "leads"),
    Known(Shape.FEED, "feed", "RSS and Atom", "documents, leads"),
    Known(Shape.SDMX_ML, "sdmx_ml", "SDMX-ML 2.1 data", "figures"),
    Known(Shape.SDMX_CSV, "sdmx_csv", "SDMX-CSV 2.0 and 1.0", "figures"),
    Known(Shape.KNOWN_TABLE, "known_tables", "Plain tables of known headers", "figures"),
    Known(Shape.HXL, "hxl", "HXL-tagged tables", "figures"),
)


def recognise(content: bytes, name: str = "answer") -> Shape | None:
    """The shape of these bytes, or None; never raises."""
    known = _known(open_answer(content, name))
    return None if known is None else known.shape


def parse(content: bytes, given: Given, shape: Shape | None = None) -> Parsed:
    """The answer in these bytes; ``shape`` where it is known, as on an empty last page.

    Raises:
        UnknownShape: no shape is told and none is recognised.
        ShapeError: one of its classes, by cause.
    """
    opened = open_answer(content, given.name)
    known = _known(opened) if shape is None else next(k for k in KNOWN if k.shape is shape)
    if known is None:
        raise UnknownShape(given.name, "its content is of no known shape")
    return _module(known).parse(opened, given)


def read_known(content: bytes, given: Given) -> Parsed | None:
    """The answer in these bytes, or None where they are of no known shape."""
    opened = open_answer(content, given.name)
    known = _known(opened)
    return None if known is None else _module(known).parse(opened, given)


def _known(opened: Opened) -> Known | None:
    return next((known for known in KNOWN if _module(known).is_this(opened)), None)


def _module(known: Known) -> _Module:
    return cast(_Module, import_module(f"concord.shapes.{known.module}"))
