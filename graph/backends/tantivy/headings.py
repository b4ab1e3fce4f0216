"""Headings as the index knows them: the agents and concepts that descriptions name, one document per owner and heading.

They answer searches for agents and concepts, complete what is being typed, and give facets their labels. Equal headings
have one key (`mappings.text.heading_key`), under which works are filtered and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.store.headings import heading_kind
from graph.store.search import SearchKind
from mappings.bibframe import read
from mappings.bibframe.node import Node
from mappings.bibframe.vocabulary import shared
from mappings.text import heading_key


@dataclass(frozen=True, slots=True)
class Named:
    """A heading in use: `key` under which equal ones meet; `kind` is `agent`, `concept`, or `part` for a component of a
    subject heading that has no address of its own.
    """

    key: str
    kind: str
    iri: str
    labels: tuple[str, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of one description by the facet they count in."""

    agents: tuple[Named, ...] = ()
    subjects: tuple[Named, ...] = ()
    genres: tuple[Named, ...] = ()

    def __iter__(self) -> Iterator[Named]:
        yield from self.agents
        yield from self.subjects
        yield from self.genres


def headings_of(node: Node) -> Headings:
    """The headings a Work or Instance names."""
    return Headings(
        tuple(_named(each, "agents") for each in _agents(node)) if "bf:contribution" in node else (),
        tuple(_subjects(node)) if "bf:subject" in node else (),
        tuple(_genres(node)) if "bf:genreForm" in node else (),
    )


def described(node: Node) -> Named | None:
    """The heading a document describes, its variants among the labels; None when its root is no heading."""
    kind = heading_kind(node)
    if kind is None or kind == "hubs":
        return None
    labels = [text.value for text in read.labels(node)]
    if not labels or not (key := heading_key(kind, labels[0])):
        return None
    labels.extend(text.value for text in (*read.texts(node, "skos:altLabel"), *read.variants(node)))
    return Named(key, _search_kind(kind), str(node["@id"]), tuple(dict.fromkeys(labels)))


def _agents(node: Node) -> Iterator[Node]:
    for contribution in read.nodes(node, "bf:contribution"):
        for agent in read.nodes(contribution, "bf:agent"):
            if read.labels(agent):
                yield agent


def _named(node: Node, kind: str) -> Named:
    texts = read.labels(node)
    shown = read.preferred(texts).value
    return Named(
        heading_key(kind, shown),
        _search_kind(kind),
        read.iri_of(node) or "",
        (shown, *(text.value for text in texts if text.value != shown)),
    )


def _subjects(node: Node) -> Iterator[Named]:
    seen = set()
    for each in read.nodes(node, "bf:subject"):
        kind = heading_kind(each)
        if kind is None:
            continue
        if read.labels(each):
            whole = _named(each, kind)
        elif kind == "hubs" and (label := read.resource_label(each)):
            whole = Named(heading_key(kind, label), "concept", read.iri_of(each) or "", (label,))
        else:
            continue
        for found in (whole, *_components(each)):
            if found.key and found.key not in seen:
                seen.add(found.key)
                yield found


def _components(node: Node) -> Iterator[Named]:
    for part in read.nodes(node, "madsrdf:componentList"):
        kind = heading_kind(part)
        if kind is not None and read.labels(part):
            found = _named(part, kind)
            yield found if found.iri else Named(found.key, "part", "", found.labels)


def _genres(node: Node) -> Iterator[Named]:
    for each in read.nodes(node, "bf:genreForm"):
        if read.labels(each):
            yield _named(each, "genres")
        elif (iri := read.iri_of(each)) is not None:
            # A term of a controlled vocabulary, its label kept apart: the address is its key.
            known = shared(iri)
            yield Named(iri, "part", iri, (known[2] if known is not None else iri,))


def _search_kind(kind: str) -> str:
    return SearchKind.AGENT.value if kind == "agents" else SearchKind.CONCEPT.value
