"""What an endpoint says of itself to who asks nothing: the SPARQL 1.1 service description."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.protocols.linked.formats import from_nodes
from mappings.bibframe.node import Node

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD",
)  # fmt: skip
_MOST: Final = 1_000
"""Named graphs of one description."""


def described(endpoint: str, graphs: Iterable[str], ending: str) -> bytes:
    """The description of the endpoint at an address, whose queries see these graphs, in a format of RDF."""
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
    return from_nodes([service], {"sd": SD}, ending)
