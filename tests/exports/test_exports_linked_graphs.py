"""JSON-LD and GeoJSON that leave: read back offline by rdflib, held to shapes by pyshacl."""

import io
import json
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF

from concord.accounts import Finding, FindingCode
from concord.evidence import Decision, DecisionKind
from concord.publish.exports.about import About
from concord.publish.exports.claimreview import Verdict, verdict_of, write_claim_reviews
from concord.publish.exports.columns import CLAIMS
from concord.publish.exports.dcat import Catalogue, Distribution, catalogue
from concord.publish.exports.formats import FORMATS
from concord.publish.exports.geojson import CAVEAT, write_geojson
from concord.publish.exports.json_text import write_graph
from concord.publish.exports.prov import Traced, context, decision_nodes, figure_nodes
from concord.situation import bundled

BASE = "https://concord.example/"
SITUATION = bundled("afghanistan-pakistan")
SCHEMA = Namespace("https://schema.org/")
SHAPES = Path(__file__).parent / "shapes.ttl"
# rdflib 7.6 parses JSON-LD through a class of its own that it deprecates; the notice is not about us.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
HOSTILE = 'قال "907,391" <&>\u202e\x00\ud800\n\t=1+1'


def traced(**other: object) -> Traced:
    told: dict[str, object] = {
        "figure": "f1", "document": "d1", "value": "907391", "text": "907,391", "start": 87, "end": 94,
        "claimant": "gov-pk", "speaker": "Minister of State", "publisher": "A daily", "sha256": "ab" * 32,
        "url": "https://news.example/a page", "captured": "2025-04-19T08:00:00+00:00",
        "known": "2025-04-19", "method": "concord 0.1.0",
    }  # fmt: skip
    return Traced(**(told | other))  # type: ignore[arg-type]


def decision(kind: DecisionKind, *claims: str) -> Decision:
    fields = (("value", "907319"),) if kind is DecisionKind.CORRECTED_READING else ()
    return Decision(
        kind=kind, claims=claims, party="unhcr", by="Reporting officer", at="2025-05-01T09:00:00+00:00",
        why="counted otherwise", correction=fields,
    )  # fmt: skip


def provenance(figures: list[Traced], decisions: list[Decision]) -> Graph:
    out = io.BytesIO()
    known = {one.figure for one in figures}
    nodes = [*figure_nodes(figures, BASE), *decision_nodes(decisions, known.__contains__, BASE)]
    assert write_graph(context(BASE), nodes, out) == len(nodes)
    return Graph().parse(data=out.getvalue(), format="json-ld")


def conforms(graph: Graph) -> None:
    held, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert held, text


def test_a_figure_leads_to_its_words_its_document_its_run_and_its_claimant() -> None:
    graph = provenance([traced()], [])
    conforms(graph)
    figure = URIRef(f"{BASE}figures/f1/")
    span = graph.value(figure, PROV.wasDerivedFrom)
    assert graph.value(span, PROV.value) == Literal("907,391")
    document = graph.value(span, PROV.wasQuotedFrom)
    assert graph.value(document, PROV.hadPrimarySource) == URIRef("https://news.example/a%20page")
    assert graph.value(graph.value(figure, PROV.wasGeneratedBy), PROV.used) == document
    roles = {str(role).rsplit("#")[-1] for _, _, role in graph.triples((None, PROV.hadRole, None))}
    assert roles == {"claimant", "relay"}


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_every_kind_of_decision_has_its_party(kind: DecisionKind) -> None:
    graph = provenance([traced(), traced(figure="f2")], [decision(kind, "f1", "f2")])
    conforms(graph)
    assert (None, PROV.wasAssociatedWith, URIRef("urn:concord:agent:unhcr")) in graph


def test_a_figure_that_takes_the_place_of_another_ends_it() -> None:
    graph = provenance([traced(), traced(figure="f2")], [decision(DecisionKind.SUPERSEDES, "f1", "f2")])
    one, other = URIRef(f"{BASE}figures/f1/"), URIRef(f"{BASE}figures/f2/")
    assert (one, PROV.wasRevisionOf, other) in graph
    assert graph.value(other, PROV.invalidatedAtTime) is not None


def test_a_decision_about_a_figure_that_is_not_shown_is_not_told() -> None:
    assert not list(decision_nodes([decision(DecisionKind.DISPUTED, "hidden")], lambda _: False, BASE))


def test_hostile_texts_stay_texts() -> None:
    graph = provenance([traced(text=HOSTILE, url="javascript://x y", speaker=HOSTILE, publisher=HOSTILE)], [])
    conforms(graph)
    assert str(graph.value(URIRef(f"{BASE}figures/f1/#span"), PROV.value)).startswith("قال")


def test_documents_are_told_once_however_many_figures_they_have() -> None:
    nodes = list(figure_nodes((traced(figure=f"f{n}") for n in range(50)), BASE))
    ids = [node["@id"] for node in nodes]
    assert len(ids) == len(set(ids))


def test_the_catalogue_has_one_dataset_a_flow_and_one_distribution_a_format() -> None:
    about = Catalogue(
        base=BASE, prepared="2026-01-01", edition="release 3", first="2023-09-15",
        last="2025-12-31", countries=("AFG", "PAK"), method="concord 0.1.0",
    )  # fmt: skip
    files = [Distribution(f, f, "text/csv", f"{BASE}api/v1/exports/{f}") for f in ("csv", "sdmx-csv")]
    text = catalogue(
        about, {"CLAIMS": ("C", "c"), "ACCOUNT": ("A", "a")}, {"CLAIMS": files, "ACCOUNT": files}
    )
    graph = Graph().parse(data=text, format="json-ld")
    conforms(graph)
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == 2
    assert all(len(set(graph.objects(one, DCAT.distribution))) == 2 for one in datasets)
    assert len(set(graph.objects(next(iter(datasets)), DCTERMS.spatial))) == 2


ROW = {"figure_id": "f1", "party": "gov-pk", "claimant": "Somebody Named", "quote": "907,391 were deported",
       "source_url": "https://news.example/a", "said": "2025-04-18", "disclosure": "ok"}  # fmt: skip


def reviews_of(code: FindingCode, **other: object) -> str:
    finding = Finding(code, ("f1",), 72.0, 0.0001, (), "Two counts differ.")
    about = About("A situation", "2025-05-01", site=BASE, vocabulary=SITUATION, findings=(("k1", finding),))
    row = tuple((ROW | other).get(name) for name in CLAIMS.names)
    out = io.BytesIO()
    write_claim_reviews(CLAIMS, [row], out, about)
    return out.getvalue().decode()


@pytest.mark.parametrize("code", list(FindingCode))
def test_a_review_has_one_of_five_words_and_no_score(code: FindingCode) -> None:
    told = reviews_of(code)
    assert "ratingValue" not in told
    graph = Graph().parse(data=told, format="json-ld")
    conforms(graph)
    words = [str(word) for word in graph.objects(None, SCHEMA.alternateName)]
    assert words[0] in {verdict.value for verdict in Verdict}


def test_a_review_names_the_party_and_no_person() -> None:
    told = reviews_of(FindingCode.RIVAL_COUNTS)
    assert "Somebody Named" not in told
    assert SITUATION.party("gov-pk").label in told  # type: ignore[union-attr]


def test_a_finding_about_a_withheld_number_has_no_review() -> None:
    assert "Two counts" not in reviews_of(FindingCode.RIVAL_COUNTS, disclosure="cover")


def test_claims_of_several_parties_are_never_called_one_source() -> None:
    found = {verdict_of(code, ["gov-pk", "gov-af"]) for code in FindingCode}
    assert Verdict.SAME_SOURCE not in found


def geojson(rows: list[dict[str, object]]) -> dict[str, object]:
    out = io.BytesIO()
    about = About("A situation", "2025-05-01", vocabulary=SITUATION)
    write_geojson(CLAIMS, [tuple(map(row.get, CLAIMS.names)) for row in rows], out, about)
    found: dict[str, object] = json.loads(out.getvalue())
    return found


def test_points_lie_at_crossings_and_provinces_and_no_row_is_lost() -> None:
    rows: list[dict[str, object]] = [
        {"figure_id": "a", "place": "torkham"}, {"figure_id": "b", "place": "Nangarhar"},
        {"figure_id": "c", "place": None}, {"figure_id": "d", "place": "nowhere known"},
    ]  # fmt: skip
    told = geojson(rows)
    assert told["type"] == "FeatureCollection"
    assert told["caveat"] == CAVEAT
    features = told["features"]
    assert isinstance(features, list)
    assert [one["geometry"] is not None for one in features] == [True, True, False, False]
    for one in features[:2]:
        longitude, latitude = one["geometry"]["coordinates"]
        assert 60 < longitude < 75
        assert 29 < latitude < 39


@given(st.lists(st.fixed_dictionaries({"figure_id": st.text(min_size=1), "quote": st.text()}), max_size=5))
def test_every_text_survives_geojson(rows: list[dict[str, object]]) -> None:
    features = geojson(rows)["features"]
    assert isinstance(features, list)
    assert [{"figure_id": f["id"], "quote": f["properties"]["quote"]} for f in features] == rows


@pytest.mark.parametrize("name", ["sdmx-csv", "sdmx-ml", "geojson", "prov"])
def test_a_streaming_writer_holds_no_row(name: str) -> None:
    """The rows that passed before are gone when the next is asked for."""
    alive: weakref.WeakSet[Cell] = weakref.WeakSet()
    most = 0

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal most
        for number in range(200):
            cell = Cell(f"quote {number}")
            alive.add(cell)
            most = max(most, len(alive))
            told = {"figure_id": f"f{number}", "source_id": "d1", "quote": cell, "address": "a"}
            del cell
            yield tuple(map(told.get, CLAIMS.names))

    about = About("A situation", "2025-05-01", vocabulary=SITUATION)
    assert FORMATS[name].write(CLAIMS, rows(), io.BytesIO(), about) == 200
    assert most < 10


class Cell(str):
    """A text that tells when it is let go."""

    __slots__ = ("__weakref__",)
