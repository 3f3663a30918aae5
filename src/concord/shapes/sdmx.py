"""SDMX concepts as the columns of a figure; the messages that carry them are CSV and XML.

Concepts are told by their ids, those of the standard's cross-domain list and Concord's own. A concept
that is not known is reported, and rows that differ only in it are parts. ``COUNTERPART_AREA`` is
the country people left; then ``REF_AREA`` is where they belong. ``_T`` is everybody, ``_Z`` does not apply.
Source: SDMX 2.1 and 3.0, cross-domain code lists (OBS_STATUS, CONF_STATUS, SEX, AGE).
"""

from collections.abc import Sequence

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Role, Voice, count

__all__ = ["read_observations"]

VOICE = Voice()
CONCEPTS = {
    "OBS_VALUE": count(),
    "MEASURE": Column(Role.GROUP),
    "INDICATOR": Column(Role.GROUP),
    "AGGREGATION": Column(Role.RUNNING),
    "TIME_PERIOD": Column(Role.PERIOD),
    "PERIOD_START": Column(Role.START),
    "DATA_DATE": Column(Role.SAID),
    "NATIONALITY": Column(Role.NATIONALITY),
    "CITIZENSHIP": Column(Role.NATIONALITY),
    "COUNTERPART_AREA": Column(Role.COUNTRY),
    "LOCATION": Column(Role.PLACE_CODE),
    "LEGAL_STATUS": Column(Role.STATUS),
    "MANNER": Column(Role.MANNER),
    "PHASE": Column(Role.PHASE),
    "SEX": Column(Role.SEX),
    "AGE": Column(Role.AGE),
    "UNIT_MEASURE": Column(Role.UNIT),
    "BOUND": Column(Role.BOUND),
    "CLAIMANT": Column(Role.SOURCE),
    "OBS_STATUS": Column(Role.OBSERVED),
    "CONF_STATUS": Column(Role.CONFIDENTIAL),
    "ACTION": Column(Role.VOID, codes={"D": "a deletion", "Delete": "a deletion"}),
}
_NAMED = "which structure the row follows; stands in the text"
_TRACE = "where the value comes from; stands in the text"
IGNORED = {
    **dict.fromkeys(("STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "DATAFLOW"), _NAMED),
    **dict.fromkeys(("SOURCE_DETAIL", "SOURCE_URL", "CAPTURE_TIME", "COMMENT_OBS", "DEFINITION"), _TRACE),
    **dict.fromkeys(("FIGURE_ID", "PREV_FIGURE", "VERSION", "DOCUMENT"), _TRACE),
    **dict.fromkeys(("VALUE_LOW", "VALUE_HIGH"), "the bounds of an estimate; stand in the text"),
    **dict.fromkeys(("DECIMALS", "TITLE"), "how to show the value"),
    "FREQ": "how often it is counted; the period is used",
}
SCALE = "UNIT_MULT"  # a power of ten on every value


def read_observations(
    shape: Shape, content: bytes, rows: Sequence[Sequence[str]], given: Given, *, media_type: str
) -> Parsed:
    """Rows under concept ids, each an observation."""
    concepts = [_concept(cell) for cell in rows[0]]
    columns = {
        " ".join(cell.split()): c
        for cell, n in zip(rows[0], concepts, strict=True)
        if (c := _known(n, concepts))
    }
    ignored = {
        " ".join(cell.split()): IGNORED[n] for cell, n in zip(rows[0], concepts, strict=True) if n in IGNORED
    }
    return parsed_table(
        shape, content, rows, columns, given, VOICE, ignored=ignored, media_type=media_type, dividing=True
    )


def _concept(cell: str) -> str:
    """The id in a header cell, before its label: TIME_PERIOD: Time period."""
    return cell.partition(":")[0].strip()


def _known(concept: str, all_concepts: Sequence[str]) -> Column | None:
    if concept == SCALE:
        return Column(Role.VOID, codes={str(power): "a scale" for power in range(1, 13)})
    if concept != "REF_AREA":
        return CONCEPTS.get(concept)
    belongs = "COUNTERPART_AREA" in all_concepts and not {"NATIONALITY", "CITIZENSHIP"} & set(all_concepts)
    if belongs:
        return Column(Role.NATIONALITY)
    return None if "COUNTERPART_AREA" in all_concepts else Column(Role.COUNTRY)
