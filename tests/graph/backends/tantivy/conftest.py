"""A small union of libraries to search in: three tenants, works in many scripts, items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.backends.memory import MemoryStore
from graph.backends.tantivy import SearchFollower, TantivySearch
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.port import Store
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.search import SearchAnswer, SearchQuery
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
LANGUAGES = "http://id.loc.gov/vocabulary/languages/"


def is_available(item: Node) -> bool:
    return "lsp:missing" not in item


def agent(tenant: str, name: str, lang: str | None = None, other: str | None = None) -> Node:
    labels: list[Any] = [name]
    if other is not None:
        labels.append({"@value": other, "@language": lang})
    iri = NAMES.resource(tenant, "agents", opaque_id("agents", name))
    return {"@id": iri, "@type": ["bf:Agent", "bf:Person"], "rdfs:label": labels}


def topic(tenant: str, name: str) -> Node:
    iri = NAMES.resource(tenant, "subjects", opaque_id("subjects", name))
    parts = name.split("--")
    node: Node = {"@id": iri, "@type": ["bf:Topic", "madsrdf:Topic"], "rdfs:label": [name]}
    if len(parts) > 1:
        node["@type"] = ["bf:Topic", "madsrdf:ComplexSubject"]
        node["madsrdf:componentList"] = [
            {
                "@list": [
                    {"@id": f"#component-{number}", "@type": ["madsrdf:Topic"], "madsrdf:authoritativeLabel": [part]}
                    for number, part in enumerate(parts, 1)
                ]
            }
        ]
    return node


def work(
    tenant: str,
    name: str,
    title: str,
    *,
    original: tuple[str, str] | None = None,
    author: Node | str | None = None,
    subjects: tuple[str, ...] = (),
    language: str = "eng",
    types: tuple[str, ...] = ("bf:Text", "bf:Monograph"),
    skip: int = 0,
    genre: str | None = None,
) -> Node:
    mains: list[Any] = [title]
    if original is not None:
        mains.append({"@value": original[0], "@language": original[1]})
    titled: Node = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": mains}
    if skip:
        titled["bflc:nonSortNum"] = [str(skip)]
    body: Node = {
        "@id": NAMES.resource(tenant, "works", name),
        "@type": ["bf:Work", *types],
        "bf:title": [titled],
        "bf:language": [{"@id": LANGUAGES + language}],
    }
    if author is not None:
        made_by = agent(tenant, author) if isinstance(author, str) else author
        body["bf:contribution"] = [
            {
                "@id": "#contribution-1",
                "@type": ["bf:Contribution", "bf:PrimaryContribution"],
                "bf:agent": [made_by],
                "bf:role": [{"@id": "http://id.loc.gov/vocabulary/relators/aut"}],
            }
        ]
    if subjects:
        body["bf:subject"] = [topic(tenant, each) for each in subjects]
    if genre is not None:
        iri = NAMES.resource(tenant, "genres", opaque_id("genres", genre))
        body["bf:genreForm"] = [{"@id": iri, "@type": ["bf:GenreForm"], "rdfs:label": [genre]}]
    return body


def instance(
    tenant: str,
    name: str,
    of: str,
    title: str,
    *,
    year: str | None = None,
    isbn: str | None = None,
    publisher: str | None = None,
    carrier: str = "nc",
    series: str | None = None,
) -> Node:
    body: Node = {
        "@id": NAMES.resource(tenant, "instances", name),
        "@type": ["bf:Instance"],
        "bf:instanceOf": [{"@id": NAMES.resource(tenant, "works", of)}],
        "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}],
        "bf:carrier": [{"@id": f"http://id.loc.gov/vocabulary/carriers/{carrier}"}],
    }
    if year is not None or publisher is not None:
        activity: Node = {"@id": "#provisionActivity-1", "@type": ["bf:ProvisionActivity", "bf:Publication"]}
        if year is not None:
            activity["bf:date"] = [{"@value": year, "@type": "edtf:edtf"}]
        if publisher is not None:
            activity["bflc:simpleAgent"] = [publisher]
        body["bf:provisionActivity"] = [activity]
    if isbn is not None:
        body["bf:identifiedBy"] = [{"@id": "#identifiedBy-1", "@type": ["bf:Isbn"], "rdf:value": [isbn]}]
    if series is not None:
        body["bf:seriesStatement"] = [series]
    return body


def item(
    tenant: str, name: str, of: str, *, barcode: str | None = None, place: str = "main", missing: bool = False
) -> Node:
    body: Node = {
        "@id": NAMES.resource(tenant, "items", name),
        "@type": ["bf:Item"],
        "bf:itemOf": [{"@id": NAMES.resource(tenant, "instances", of)}],
        "lsp:location": [{"@id": NAMES.resource(tenant, "locations", place)}],
    }
    if barcode is not None:
        body["bf:identifiedBy"] = [{"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}]
    if missing:
        body["lsp:missing"] = ["true"]
    return body


@dataclass
class Libraries:
    """Writes descriptions the short way, follows, and searches."""

    store: Store
    follower: SearchFollower
    index: TantivySearch
    scope: SystemScope = field(default_factory=SystemScope)
    clock: datetime = datetime(2024, 1, 1, tzinfo=UTC)

    def write(
        self, tenant: str, *bodies: Node, delete: tuple[str, ...] = (), kind: GraphKind = GraphKind.CATALOGUE
    ) -> int:
        graph = NAMES.graph(tenant, kind)
        self.clock += timedelta(minutes=1)
        puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
        deletes = tuple(Delete(Key(graph, iri), ANY) for iri in delete)
        return self.store.commit(Change(Cause("tester", "test", self.clock), puts, deletes), self.scope).sequence

    agent = staticmethod(agent)
    work = staticmethod(work)
    instance = staticmethod(instance)
    item = staticmethod(item)

    def reopened(self, directory: Path) -> Libraries:
        """The same store with another index."""
        return replace(self, follower=SearchFollower(directory, is_available), index=TantivySearch(directory))

    def follow(self) -> None:
        catch_up(self.follower, self.store, self.scope)

    def find(self, text: str = "", owners: tuple[str, ...] = ("harbor",), **more: Any) -> SearchAnswer:
        return self.index.search(SearchQuery(owners=frozenset(owners), text=text, **more))

    def labels(self, text: str = "", owners: tuple[str, ...] = ("harbor",), **more: Any) -> list[str]:
        return [hit.label for hit in self.find(text, owners, **more).hits]


@pytest.fixture
def libraries(tmp_path: Path) -> Iterator[Libraries]:
    """Empty libraries."""
    follower = SearchFollower(tmp_path / "search", is_available)
    yield Libraries(MemoryStore(), follower, TantivySearch(tmp_path / "search"))
    follower.close()


@pytest.fixture
def union(libraries: Libraries) -> Libraries:
    """Harbor and Lindenau with their books."""
    _fill(libraries.write)
    libraries.follow()
    return libraries


def _fill(write: Callable[..., int]) -> None:
    tolstoy = agent("harbor", "Tolstoy, Leo, 1828-1910", "ru-Cyrl", "Толстой, Лев Николаевич")
    write(
        "harbor",
        work(
            "harbor",
            "war",
            "Voĭna i mir",
            original=("Война и мир", "ru-Cyrl"),
            author=tolstoy,
            language="rus",
            subjects=("Napoleonic Wars, 1800-1815--Fiction",),
            genre="Novels",
        ),
        instance("harbor", "war-1", "war", "War and peace", year="1957", publisher="Penguin", isbn="0-14-044417-3"),
        item("harbor", "war-1-a", "war-1", barcode="31111000001"),
    )
    write(
        "harbor",
        work("harbor", "anna", "Anna Karenina", author=tolstoy, subjects=("Adultery--Fiction",), genre="Novels"),
        instance("harbor", "anna-1", "anna", "Anna Karenina", year="2001", publisher="Penguin", series="Great loves"),
        item("harbor", "anna-1-a", "anna-1", barcode="31111000002", missing=True),
    )
    write(
        "harbor",
        work(
            "harbor",
            "peace",
            "A plan for perpetual peace",
            author="Kant, Immanuel, 1724-1804",
            skip=2,
            subjects=("Peace",),
        ),
        instance("harbor", "peace-1", "peace", "A plan for perpetual peace", year="1957", carrier="cr"),
    )
    write(
        "lindenau",
        work("lindenau", "krieg", "Krieg und Frieden", author=agent("lindenau", "Tolstoy, Leo, 1828-1910"),
             language="ger", subjects=("Peace",)),
        instance("lindenau", "krieg-1", "krieg", "Krieg und Frieden", year="1984"),
        item("lindenau", "krieg-1-a", "krieg-1", barcode="52222000001"),
    )  # fmt: skip
