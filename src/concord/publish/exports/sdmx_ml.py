"""SDMX-ML 2.1 structure-specific data: one element an observation, all values as attributes.

All dimensions stand at the observation (``AllDimensions``), so that rows need no order and
none has to be held back until its series is complete: the file is written as a stream.
"""

from collections.abc import Iterable, Mapping
from typing import TextIO

from concord.publish.exports.sdmx_components import AGENCY, VERSION, Flow
from concord.publish.exports.sdmx_structure import HEADER_NAMESPACES, header
from concord.publish.exports.xml_text import attribute

__all__ = ["write_sdmx_ml"]

_SPECIFIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"


def write_sdmx_ml(flow: Flow, rows: Iterable[Mapping[str, str]], out: TextIO, *, prepared: str) -> int:
    """Write encoded rows as one message and return how many.

    Args:
        rows: values by component, as ``sdmx_values.encoder`` makes them.
        prepared: when the message was made, ISO 8601; the clock is the caller's.
    """
    out.write(_opening(flow, prepared))
    names = [one.id for one in (*flow.keys, flow.measure, *flow.attributes)]
    count = 0
    for row in rows:
        told = "".join([attribute(name, row[name]) for name in names if row.get(name)])
        out.write(f"<Obs{told}/>\n")
        count += 1
    out.write("</mes:DataSet></mes:StructureSpecificData>\n")
    return count


def _opening(flow: Flow, prepared: str) -> str:
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={AGENCY}:{flow.id}({VERSION})"
    space = f"{urn}:ObsLevelDim:AllDimensions"
    usage = (
        f'<mes:Structure structureID="{flow.id}" namespace="{space}" dimensionAtObservation="AllDimensions">'
        f'<com:StructureUsage><Ref id="{flow.id}" agencyID="{AGENCY}" version="{VERSION}"'
        ' class="Dataflow" package="datastructure"/></com:StructureUsage></mes:Structure>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<mes:StructureSpecificData{HEADER_NAMESPACES} xmlns:ss="{_SPECIFIC}" xmlns:ns1="{space}">'
        f"{header(f'CONCORD_{flow.id}', prepared, usage)}"
        f'<mes:DataSet ss:structureRef="{flow.id}" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure"'
        ' action="Information">\n'
    )
