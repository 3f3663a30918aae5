"""Linked files over the web: every address in them resolves for a stranger, and every shape holds."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from django.test import Client
from pysdmx.io import read_sdmx
from pyshacl import validate
from rdflib import Graph, URIRef

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # rdflib 7.6 parses JSON-LD through a class of its own that it deprecates; the notice is not about us.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
SHAPES = Path(__file__).parents[1] / "exports" / "shapes.ttl"
SITE = "http://testserver"


def fetched(name: str, flow: str) -> str:
    answer = Client().get(f"/api/v1/exports/{name}", {"flow": flow})
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def addresses(graph: Graph) -> Iterator[str]:
    for triple in graph:
        yield from (urldefrag(str(t)).url for t in triple if isinstance(t, URIRef) and t.startswith(SITE))


@pytest.mark.parametrize("flow", ["claims", "account"])
@pytest.mark.parametrize("name", ["prov", "dcat", "claimreview"])
def test_every_address_of_a_linked_file_resolves(ledger_file: Path, name: str, flow: str) -> None:
    graph = Graph().parse(data=fetched(name, flow), format="json-ld")
    held, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert held, text
    stranger = Client()
    wrong = []
    for address in sorted(set(addresses(graph))):
        answer = stranger.get(address.removeprefix(SITE))
        if answer.status_code != 200:
            wrong.append((answer.status_code, address))
        answer.close()
    assert not wrong


@pytest.mark.parametrize("flow", ["claims", "account"])
def test_sdmx_over_the_web_reads_back(ledger_file: Path, flow: str) -> None:
    rows = read_sdmx(fetched("sdmx-ml", flow), validate=True).data[0].data
    lines = read_sdmx(fetched("sdmx-csv", flow)).data[0].data
    assert len(rows) == len(lines) > 10
    assert rows["OBS_VALUE"].tolist() == lines["OBS_VALUE"].tolist()
