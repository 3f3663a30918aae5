"""SDMX-ML 2.1 data, generic and structure-specific, by series or flat: observations as rows of a table.

The values of a series stand in each of its rows. The parser loads nothing, expands nothing and
refuses a document type. Attributes given to groups of series are reported, not spread.
Source: SDMX 2.1, section 3A, schemas SDMXDataGeneric and SDMXDataStructureSpecific.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from concord.shapes.answer import Given, Note, Parsed, Shape
from concord.shapes.errors import BrokenAnswer, MissingLibrary
from concord.shapes.opening import Opened
from concord.shapes.sdmx import read_observations

__all__ = ["is_this", "parse"]

ROOTS = frozenset(
    ("GenericData", "GenericTimeSeriesData", "StructureSpecificData", "StructureSpecificTimeSeriesData")
)
TIME, VALUE, ACTION = "TIME_PERIOD", "OBS_VALUE", "ACTION"
DELETE = "Delete"

Words = dict[str, str]


def is_this(opened: Opened) -> bool:
    """Whether the root element is that of a data message."""
    return opened.root in ROOTS


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of a message.

    Raises:
        BrokenAnswer: it is no well-formed XML, declares a document type, or holds no observation.
        MissingLibrary: lxml is not installed.
    """
    root = _root(opened)
    rows = [row for dataset in _named(root, "DataSet") for row in _rows(dataset, _dimension(root))]
    if not rows:
        raise BrokenAnswer(opened.name, "there is no observation in it")
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    parsed = read_observations(Shape.SDMX_ML, opened.content, table, given, media_type="application/xml")
    groups = sum(1 for _ in _named(root, "Group"))
    note = Note(parsed.documents[0].id, 0, f"attributes of {groups} groups of series are not spread to them")
    return replace(parsed, notes=(note, *parsed.notes)) if groups else parsed


def _root(opened: Opened) -> Any:
    try:
        from lxml import etree
    except ImportError:
        raise MissingLibrary(opened.name, "html") from None
    if b"<!DOCTYPE" in opened.content or b"<!ENTITY" in opened.content:
        raise BrokenAnswer(opened.name, "it declares a document type, which SDMX-ML has none")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(opened.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenAnswer(opened.name, f"it is no well-formed XML ({error})") from None


def _dimension(root: Any) -> str:
    """The dimension that changes from observation to observation."""
    told = [str(one.get("dimensionAtObservation")) for one in _named(root, "Structure")]
    return told[0] if told and told[0] != "None" else TIME


def _rows(dataset: Any, dimension: str) -> Iterator[Words]:
    action = {ACTION: DELETE} if dataset.get("action") == DELETE else {}
    for series in _children(dataset, "Series"):
        above = {**_own(series), **_values(series, "SeriesKey"), **_values(series, "Attributes"), **action}
        for observation in _children(series, "Obs"):
            yield {**above, **_observation(observation, dimension)}
    for observation in _children(dataset, "Obs"):
        yield {**_observation(observation, dimension), **action}


def _observation(element: Any, dimension: str) -> Words:
    """One observation: everything as attributes of its own, or as values inside."""
    inside: Words = {}
    for one in _children(element, "ObsDimension"):
        inside[one.get("id") or dimension] = one.get("value", "")
    for one in _children(element, "ObsValue"):
        inside[VALUE] = one.get("value", "")
    return {**_own(element), **_values(element, "ObsKey"), **inside, **_values(element, "Attributes")}


def _own(element: Any) -> Words:
    return {name: value for name, value in element.attrib.items() if not name.startswith("{")}


def _values(element: Any, holder: str) -> Words:
    return {
        one.get("id", ""): one.get("value", "")
        for held in _children(element, holder)
        for one in _children(held, "Value")
    }


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name)


def _named(root: Any, name: str) -> Iterator[Any]:
    return (one for one in root.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)
