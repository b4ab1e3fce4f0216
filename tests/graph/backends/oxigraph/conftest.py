"""A store with shareable and private graphs, its statements, and a service that answers from snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from graph.backends.memory import MemoryStore
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.backends.oxigraph.follower import snapshots_of
from graph.backends.oxigraph.snapshots import newest
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store as DocumentStore
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")


def work(name: str, title: str, *agents: tuple[str, str], tenant: str = "harbor") -> Node:
    """A work with agents (IRI, label) described in place."""
    return {
        "@id": NAMES.resource(tenant, "works", name),
        "@type": ["bf:Work"],
        "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}],
        "bf:contribution": [
            {
                "@id": f"#contribution-{number}",
                "@type": ["bf:Contribution"],
                "bf:agent": [{"@id": iri, "@type": ["bf:Person"], "rdfs:label": [label]}],
            }
            for number, (iri, label) in enumerate(agents, 1)
        ],
    }


@dataclass
class Statements:
    """Writes documents, follows them, and asks."""

    store: DocumentStore
    follower: SparqlFollower
    service: OxigraphSparql
    directory: Path
    scope: SystemScope = field(default_factory=SystemScope)
    work = staticmethod(work)

    def write(
        self, *bodies: Node, delete: tuple[str, ...] = (), tenant: str = "harbor", kind: GraphKind = GraphKind.CATALOGUE
    ) -> int:
        graph = NAMES.graph(tenant, kind)
        puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
        deletes = tuple(Delete(Key(graph, iri), ANY) for iri in delete)
        return self.store.commit(Change(Cause("tester", "test", datetime.now(UTC)), puts, deletes), self.scope).sequence

    def follow(self) -> None:
        catch_up(self.follower, self.store, self.scope)

    def ask(self, text: str, *tenants: str, **more: Any) -> list[tuple[str | None, ...]]:
        """Rows over the catalogues of `tenants`; without any, over every graph."""
        graphs = frozenset(NAMES.graph(each, GraphKind.CATALOGUE) for each in tenants)
        if not tenants:
            graphs = frozenset(each.value for each in self._newest().named_graphs())
        answer = self.service.query(text, graphs, **more)
        return sorted(tuple(None if term is None else term.value for term in row) for row in answer.rows)

    def all_lines(self) -> list[str]:
        """Every statement of the newest snapshot with its graph, vocabularies left out."""
        return sorted(str(quad) for quad in self._newest() if not str(quad.graph_name).endswith("/vocabulary>"))

    def _newest(self) -> Store:
        snapshot = newest(snapshots_of(self.directory))
        return Store.read_only(str(snapshot.data)) if snapshot is not None else Store()


@pytest.fixture
def statements(tmp_path: Path) -> Iterator[Statements]:
    """An empty store and its statements."""
    service = OxigraphSparql(tmp_path / "sparql")
    follower = SparqlFollower(tmp_path / "sparql")
    yield Statements(MemoryStore(), follower, service, tmp_path / "sparql")
    follower.close()
    service.close()
