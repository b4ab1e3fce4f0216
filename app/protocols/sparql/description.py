"""What an endpoint says of itself to who asks nothing: the SPARQL 1.1 service description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from app.protocols.linked.formats import from_nodes
from graph.research.examples import EXAMPLES
from graph.research.saved import Language
from mappings.bibframe.node import Node

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_SCHEMA: Final = "https://schema.org/"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD",
)  # fmt: skip
_MOST: Final = 1_000
"""Named graphs of one description."""


def described(endpoint: str, graphs: Iterable[str], ending: str) -> bytes:
    """The description of the endpoint at an address, whose queries see these graphs, in a format of RDF; with queries
    to begin from, each as SHACL has executable ones.
    """
    named = [
        {"@id": f"#graph-{number}", "@type": [SD + "NamedGraph"], SD + "name": [{"@id": graph}]}
        for number, graph in enumerate(sorted(graphs)[:_MOST], 1)
    ]
    default_graph = {"@id": "#default-graph", "@type": [SD + "Graph"]}
    data_set = {
        "@id": "#dataset",
        "@type": [SD + "Dataset"],
        SD + "defaultGraph": [default_graph],
        SD + "namedGraph": named,
    }
    service: Node = {
        "@id": endpoint,
        "@type": [SD + "Service"],
        SD + "endpoint": [{"@id": endpoint}],
        SD + "supportedLanguage": [{"@id": SD + "SPARQL11Query"}],
        SD + "resultFormat": [{"@id": _FORMATS + each} for each in _RESULTS],
        SD + "feature": [{"@id": SD + "UnionDefaultGraph"}],
        SD + "defaultDataset": [data_set],
    }
    return from_nodes([service, *_examples(endpoint)], {"sd": SD, "sh": _SH}, ending)


def _examples(endpoint: str) -> Iterator[Node]:
    for each in EXAMPLES:
        if each.language is Language.SPARQL:
            asks = "construct" if "CONSTRUCT" in each.text else "select"
            yield {
                "@id": f"{endpoint}#example-{each.key}",
                "@type": [_SH + "SPARQLExecutable", f"{_SH}SPARQL{asks.title()}Executable"],
                "rdfs:label": [{"@value": each.title, "@language": "en"}],
                "rdfs:comment": [{"@value": each.about, "@language": "en"}],
                _SH + asks: [each.text],
                _SCHEMA + "target": [{"@id": endpoint}],
            }
