"""The two tables as dataflows of SDMX: every column is a component, and none is left out.

Where a component holds less than its column (a code for a word, a place of the bundled list for
a place as written), a further attribute holds the column as it is.
"""

from collections.abc import Mapping

from concord.publish.exports.columns import ACCOUNT, CLAIMS, Column, Table, Type
from concord.publish.exports.columns import Role as ColumnRole
from concord.publish.exports.sdmx_components import TIME, Component, Flow, Role
from concord.publish.exports.sdmx_lists import ALL, NOT_APPLICABLE, UNKNOWN

__all__ = ["BASES", "CONFIDENTIAL", "EMPTY", "REVIEWED", "SDMX_FLOWS", "flow_of"]

_CODES: Mapping[str, str] = {
    "MEASURE": "CL_MEASURE",
    "AGGREGATION": "CL_AGGREGATION",
    "UNIT_MEASURE": "CL_UNIT",
    "REF_AREA": "CL_AREA",
    "COUNTERPART_AREA": "CL_AREA",
    "LOCATION": "CL_LOCATION",
    "LEGAL_STATUS": "CL_LEGAL_STATUS",
    "PHASE": "CL_PHASE",
    "MANNER": "CL_MANNER",
    "SEX_AGE": "CL_SEX_AGE",
    "CLAIMANT": "CL_PARTY",
    "COUNTED_BY": "CL_PARTY",
    "BOUND": "CL_BOUND",
    "OBS_STATUS": "CL_OBS_STATUS",
    "CONF_STATUS": "CL_CONF_STATUS",
}
_TYPES = {
    Type.TEXT: "String",
    Type.NUMBER: "Decimal",
    Type.INTEGER: "Integer",
    Type.BOOLEAN: "Boolean",
    Type.PERIOD: "ObservationalTimePeriod",
    Type.MOMENT: "DateTime",
}
_AS_IT_IS = {  # what holds a column whole, where its component holds a code for it
    "place": ("PLACE_TEXT", "Place as told"),
    "state": ("REVIEW_STATE", "Where the parties stand"),
    "disclosure": ("DISCLOSURE", "Disclosure"),
    "period_end": ("PERIOD_END", "End of the period"),
}
EMPTY = {  # what an empty dimension means; everybody or everywhere, where nothing stands here
    "AGGREGATION": UNKNOWN,
    "MEASURE": UNKNOWN,
    "REF_AREA": UNKNOWN,
    "COUNTERPART_AREA": UNKNOWN,
    "CLAIMANT": UNKNOWN,
    "FIGURE_ID": UNKNOWN,
    "SOURCE_ID": UNKNOWN,
    "ESTIMATE_ID": UNKNOWN,
    "COUNTED_BY": NOT_APPLICABLE,
} | dict.fromkeys(("LOCATION", "LEGAL_STATUS", "PHASE", "MANNER", "SEX_AGE"), ALL)
BASES = (  # columns that can date an observation, the first that has a date does
    ("period_end", "end of the period"),
    ("said", "day on which it was said"),
    ("edition", "day of the document"),
    ("known", "moment at which it came to be known"),
)
REVIEWED = {"agreed": "A", "disputed": "U", "unreviewed": "P", "balanced": "E"} | dict.fromkeys(
    ("withdrawn", "superseded", "discarded", "out_of_scope"), "W"
)
CONFIDENTIAL = {"ok": "F", "coarse": "F", "small": "C", "cover": "C"}
_MADE = (
    Component(
        id="TIME_BASIS",
        name="Basis of the time",
        meaning="What TIME_PERIOD is the date of.",
        role=Role.ATTRIBUTE,
        always=True,
    ),
    Component(
        id="REMAINDER",
        name="Remainder",
        meaning="JSON object of what a component could not carry, by component.",
        role=Role.ATTRIBUTE,
    ),
)


def flow_of(table: Table) -> Flow:
    """The dataflow of a table."""
    components = tuple(map(_component, table.columns))
    twins = tuple(_whole(one) for one in table.columns if one.name in _AS_IT_IS)
    name = f"{table.name.capitalize()} about the return of refugees"
    return Flow(table.name, name, f"{table.meaning}.".capitalize(), (*components, *twins, *_MADE))


def _component(column: Column) -> Component:
    role = Role.TIME if column.role is ColumnRole.TIME else Role(column.role.value)
    return Component(
        id=column.concept,
        name=column.concept.replace("_", " ").capitalize(),
        meaning=f"{column.meaning[:1].upper()}{column.meaning[1:]}.",
        role=role,
        column="" if column.concept == TIME else column.name,
        codes=_CODES.get(column.concept),
        type=_TYPES[column.type],
    )


def _whole(column: Column) -> Component:
    identity, name = _AS_IT_IS[column.name]
    kind = _TYPES[column.type]
    return Component(
        id=identity, name=name, meaning=column.meaning, role=Role.ATTRIBUTE, column=column.name, type=kind
    )


SDMX_FLOWS: Mapping[str, Flow] = {table.name: flow_of(table) for table in (CLAIMS, ACCOUNT)}
