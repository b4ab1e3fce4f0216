"""The backends that the contract holds for, and a small library to write into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.backends.memory import MemoryStore
from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite import SqliteStore
from graph.store.model import ABSENT, ANY, Cause, Change, Committed, Delete, Expected, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import EVERY, Scope, SystemScope, grant
from mappings.bibframe.node import Node
from tests.conftest import STORES

START = datetime(2026, 1, 1, 9, tzinfo=UTC)


class Library:
    """Short words for tests: keys, bodies, changes and scopes of tenants in one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.names = Names("https://c.example/")
        self.everything = SystemScope()
        self._ticks = 0

    def graph(self, tenant: str = "harbor", kind: GraphKind = GraphKind.CATALOGUE) -> str:
        return self.names.graph(tenant, kind)

    def key(self, local: str, tenant: str = "harbor", kind: GraphKind = GraphKind.CATALOGUE) -> Key:
        return Key(self.graph(tenant, kind), self.names.resource(tenant, "works", local))

    def scope(self, *tenants: str, kinds: tuple[GraphKind, ...] = (GraphKind.CATALOGUE,)) -> Scope:
        """Reading and writing these kinds of graph of these tenants."""
        return Scope((grant(kinds, tenants),), (grant(kinds, tenants),))

    def readers(self, kind: GraphKind = GraphKind.CATALOGUE) -> Scope:
        """Reading this kind of graph, whoever owns it."""
        return Scope((grant((kind,), (EVERY,)),))

    def cause(self, actor: str = "ada", request: str | None = None, command: str = "edit") -> Cause:
        self._ticks += 1
        return Cause(actor, command, START + timedelta(seconds=self._ticks), request)

    def work(self, title: str = "A title", **more: object) -> Node:
        return {
            "@type": ["bf:Work"],
            "rdfs:label": [title],
            **{name.replace("_", ":"): each for name, each in more.items()},
        }

    def item(self, barcode: str) -> Node:
        identifier = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
        return {"@type": ["bf:Item"], "bf:identifiedBy": [identifier]}

    def put(
        self, key: Key, body: Node, expects: Expected = ANY, *, request: str | None = None, actor: str = "ada"
    ) -> Committed:
        return self.commit(Put(key, body, expects), request=request, actor=actor)

    def add(self, *keys: Key, body: Node | None = None) -> Committed:
        return self.commit(*(Put(key, body or self.work(key.iri), ABSENT) for key in keys))

    def delete(self, key: Key, expects: Expected = ANY) -> Committed:
        return self.commit(Delete(key, expects))

    def commit(self, *writes: Put | Delete, request: str | None = None, actor: str = "ada") -> Committed:
        return self.store.commit(self.change(*writes, request=request, actor=actor), self.everything)

    def change(self, *writes: Put | Delete, request: str | None = None, actor: str = "ada") -> Change:
        puts = tuple(each for each in writes if isinstance(each, Put))
        deletes = tuple(each for each in writes if isinstance(each, Delete))
        return Change(self.cause(actor, request), puts, deletes)

    def body(self, key: Key) -> Node | None:
        (document,) = self.store.read([key], self.everything)
        return None if document is None else document.body


@pytest.fixture(params=STORES)
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes empty stores of one backend. A Neo4j server holds one, so two at a time are on two servers."""
    made: list[Store] = []

    def make() -> Store:
        match request.param:
            case "memory":
                store: Store = MemoryStore()
            case "sqlite":
                store = SqliteStore(tmp_path / f"store{len(made)}.db")
            case _:
                store = Neo4jStore(request.getfixturevalue("neo4j").empty(min(len(made), 1)))
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture
def library(make_store: Callable[[], Store]) -> Library:
    return Library(make_store())


@pytest.fixture
def other_library(make_store: Callable[[], Store]) -> Library:
    return Library(make_store())
