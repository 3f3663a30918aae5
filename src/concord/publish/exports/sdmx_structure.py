"""SDMX-ML 2.1 structure message: concepts, code lists, two data structures, two dataflows.

Several parties claim several values for one cell, so claimant, document and figure are
dimensions of CLAIMS and every observation has a key of its own; ACCOUNT has one value a
cell. Written as the schemas of SDMX 2.1 order it (structure, section 4), with no library.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Table
from concord.publish.exports.rows import Row
from concord.publish.exports.sdmx_components import AGENCY, VERSION, Component, Flow, Role
from concord.publish.exports.sdmx_flows import SDMX_FLOWS
from concord.publish.exports.sdmx_lists import Code, CodeList, code_lists
from concord.publish.exports.xml_text import attribute, element_text

__all__ = ["HEADER_NAMESPACES", "header", "structure_message", "write_structure"]

_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
HEADER_NAMESPACES = (
    f' xmlns:mes="{_SCHEMAS}/message" xmlns:com="{_SCHEMAS}/common"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_SCHEME = "CONCEPTS"


def write_structure(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the structure of both flows; it has no rows, and asks for none."""
    lists = code_lists(about.vocabulary)
    out.write(structure_message(SDMX_FLOWS.values(), lists, prepared=about.as_of).encode())
    return 0


def structure_message(flows: Iterable[Flow], lists: Mapping[str, CodeList], *, prepared: str) -> str:
    """The whole structure as one XML document.

    Args:
        flows: the dataflows with their components.
        lists: every code list, by its id.
        prepared: when it was made, ISO 8601; the clock is the caller's.
    """
    return "".join(_parts(tuple(flows), lists, prepared))


def header(identity: str, prepared: str, *inside: str) -> str:
    """The header of a message: who sends it and when it was prepared."""
    return (
        f"<mes:Header><mes:ID>{element_text(identity)}</mes:ID><mes:Test>false</mes:Test>"
        f"<mes:Prepared>{element_text(prepared)}</mes:Prepared>"
        f"<mes:Sender{attribute('id', AGENCY)}/>{''.join(inside)}</mes:Header>"
    )


def _parts(flows: tuple[Flow, ...], lists: Mapping[str, CodeList], prepared: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<mes:Structure{HEADER_NAMESPACES} xmlns:str="{_SCHEMAS}/structure">'
    yield header("CONCORD_STRUCTURE", prepared)
    yield "<mes:Structures><str:Dataflows>"
    yield from map(_dataflow, flows)
    yield "</str:Dataflows><str:Codelists>"
    yield from map(_code_list, lists.values())
    yield "</str:Codelists><str:Concepts>"
    yield _concepts(flows)
    yield "</str:Concepts><str:DataStructures>"
    yield from map(_data_structure, flows)
    yield "</str:DataStructures></mes:Structures></mes:Structure>\n"


def _dataflow(flow: Flow) -> str:
    reference = _reference(flow.structure, "datastructure", "DataStructure")
    return (
        f"<str:Dataflow{_maintained(flow.id)}>{_named(flow.name, flow.meaning)}"
        f"<str:Structure>{reference}</str:Structure></str:Dataflow>"
    )


def _code_list(codes: CodeList) -> str:
    told = "".join(map(_code, codes.codes))
    return f"<str:Codelist{_maintained(codes.id)}>{_named(codes.name)}{told}</str:Codelist>"


def _code(code: Code) -> str:
    parent = f"<str:Parent><Ref{attribute('id', code.parent)}/></str:Parent>" if code.parent else ""
    return f"<str:Code{attribute('id', code.id)}>{_named(code.name, code.meaning)}{parent}</str:Code>"


def _concepts(flows: Iterable[Flow]) -> str:
    known = {one.id: one for flow in reversed(tuple(flows)) for one in flow.components}
    told = "".join(
        f"<str:Concept{attribute('id', one.id)}>{_named(one.name, one.meaning)}</str:Concept>"
        for one in known.values()
    )
    return (
        f"<str:ConceptScheme{_maintained(_SCHEME)}>{_named('Concepts of Concord')}{told}</str:ConceptScheme>"
    )


def _data_structure(flow: Flow) -> str:
    keys = "".join(_dimension(one, at) for at, one in enumerate(flow.keys, start=1))
    attributes = "".join(map(_attribute, flow.attributes))
    return (
        f"<str:DataStructure{_maintained(flow.structure)}>{_named(flow.name, flow.meaning)}"
        '<str:DataStructureComponents><str:DimensionList id="DimensionDescriptor">'
        f'{keys}</str:DimensionList><str:AttributeList id="AttributeDescriptor">{attributes}'
        f'</str:AttributeList><str:MeasureList id="MeasureDescriptor">{_measure(flow.measure)}'
        "</str:MeasureList></str:DataStructureComponents></str:DataStructure>"
    )


def _dimension(one: Component, at: int) -> str:
    kind = "TimeDimension" if one.role is Role.TIME else "Dimension"
    return f'<str:{kind}{attribute("id", one.id)} position="{at}">{_meant(one)}</str:{kind}>'


def _measure(one: Component) -> str:
    return f"<str:PrimaryMeasure{attribute('id', one.id)}>{_meant(one)}</str:PrimaryMeasure>"


def _attribute(one: Component) -> str:
    status = "Mandatory" if one.always else "Conditional"
    relation = '<str:AttributeRelationship><str:PrimaryMeasure><Ref id="OBS_VALUE"/></str:PrimaryMeasure>'
    return (
        f'<str:Attribute{attribute("id", one.id)} assignmentStatus="{status}">{_meant(one)}'
        f"{relation}</str:AttributeRelationship></str:Attribute>"
    )


def _meant(one: Component) -> str:
    concept = (
        f'<Ref{attribute("id", one.id)} maintainableParentID="{_SCHEME}"'
        f' maintainableParentVersion="{VERSION}"{attribute("agencyID", AGENCY)}'
        ' package="conceptscheme" class="Concept"/>'
    )
    coded = (
        one.codes and f"<str:Enumeration>{_reference(one.codes, 'codelist', 'Codelist')}</str:Enumeration>"
    )
    text = coded or f"<str:TextFormat{attribute('textType', one.type)}/>"
    return (
        f"<str:ConceptIdentity>{concept}</str:ConceptIdentity>"
        f"<str:LocalRepresentation>{text}</str:LocalRepresentation>"
    )


def _reference(identity: str, package: str, kind: str) -> str:
    return (
        f'<Ref{attribute("id", identity)} version="{VERSION}"{attribute("agencyID", AGENCY)}'
        f' package="{package}" class="{kind}"/>'
    )


def _maintained(identity: str) -> str:
    return f'{attribute("id", identity)}{attribute("agencyID", AGENCY)} version="{VERSION}" isFinal="true"'


def _named(name: str, meaning: str = "") -> str:
    told = f'<com:Description xml:lang="en">{element_text(meaning)}</com:Description>' if meaning else ""
    return f'<com:Name xml:lang="en">{element_text(name)}</com:Name>{told}'
