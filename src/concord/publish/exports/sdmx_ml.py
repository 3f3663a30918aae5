"""SDMX-ML 2.1 structure-specific data: one element an observation, all values as attributes.

All dimensions stand at the observation (``AllDimensions``), so that rows need no order and
none has to be held back until its series is complete: the file is written as a stream.
"""

from collections.abc import Iterable
from typing import BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Table
from concord.publish.exports.rows import Row
from concord.publish.exports.sdmx_components import AGENCY, VERSION, Flow
from concord.publish.exports.sdmx_flows import SDMX_FLOWS
from concord.publish.exports.sdmx_structure import HEADER_NAMESPACES, header
from concord.publish.exports.sdmx_values import encoder
from concord.publish.exports.xml_text import attribute

__all__ = ["write_sdmx_ml"]

_SPECIFIC = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"


def write_sdmx_ml(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows as one message and return how many; the stream stays open."""
    flow = SDMX_FLOWS[table.name]
    out.write(_opening(flow, about.as_of).encode())
    names = [one.id for one in (*flow.keys, flow.measure, *flow.attributes)]
    count = 0
    for row in map(encoder(flow, table, about.vocabulary), rows):
        told = "".join([attribute(name, row[name]) for name in names if row.get(name)])
        out.write(f"<Obs{told}/>\n".encode())
        count += 1
    out.write(b"</mes:DataSet></mes:StructureSpecificData>\n")
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
