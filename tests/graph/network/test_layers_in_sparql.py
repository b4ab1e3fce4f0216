"""The query of docs/how-to/networks.md finds what a library reads of a shared description: its own words with it, and
without what it hides.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings

from graph.catalogue.layers import merged, overlay
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import nquads, ntriples
from tests.graph.catalogue.test_merge import DESCRIPTIONS

NAMES = Names("https://c.example/")
NETWORK, OWN = NAMES.network_graph("rivers"), NAMES.graph("harbor", GraphKind.CATALOGUE)
GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "networks.md").read_text()
(QUERY,) = re.findall(r"```sparql\n(.*?)```", GUIDE, re.DOTALL)


def layer(graph: str, body: Node) -> Document:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Document(Key(graph, body["@id"]), 1, body, at, at)


def nothing_twice(body: Node) -> Node:
    """A description without values that say what another says: read in one they are one, in a graph two."""
    return {
        name: list({repr({**each, "@id": ""}) if isinstance(each, dict) else each: each for each in values}.values())
        if isinstance(values, list)
        else values
        for name, values in body.items()
    }


SAID_ONCE = DESCRIPTIONS.map(nothing_twice)


@settings(max_examples=40)
@given(SAID_ONCE, SAID_ONCE)
def test_the_query_of_the_guide_reads_a_description_as_a_library_does(shared: Node, wanted: Node) -> None:
    own = overlay(shared, wanted, "harbor")
    store = ox.Store()
    for graph, body in ((NETWORK, shared), (OWN, own)):
        store.load(nquads([body], graph).encode(), ox.RdfFormat.N_QUADS)
    expected = ox.Store()
    expected.load(ntriples([merged([layer(NETWORK, shared), layer(OWN, own)])]).encode(), ox.RdfFormat.N_TRIPLES)
    found = store.query(QUERY)
    assert isinstance(found, ox.QueryTriples)
    assert set(found) == {each.triple for each in expected}
