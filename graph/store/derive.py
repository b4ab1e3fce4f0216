"""What a store derives from a document by rules that need no look-up: its links out, its headings and its keys.

A store keeps what `derive` answers beside the document, so changing a rule (`graph.store.keys`, `graph.store.headings`,
the sets below) means deriving again (`check` names what differs).
"""

from __future__ import annotations

from typing import Final

from graph.store.headings import heading_kind, heading_urn, label_of
from graph.store.keys import keys
from graph.store.model import Derived, Key
from mappings.bibframe.node import Node

VOCABULARIES: Final = (
    "http://id.loc.gov/vocabulary/",
    "http://id.loc.gov/ontologies/",
    "http://id.loc.gov/datatypes/",
    "http://id.loc.gov/entities/relationships/",
    "http://id.loc.gov/authorities/classification/",
    "http://rdaregistry.info/",
    "http://www.w3.org/",
    "http://purl.org/dc/",
    "http://www.loc.gov/mads/rdf/",
    "https://catalograph.org/ns/",
    "https://id.loc.gov/vocabulary/",
)
"""Where controlled vocabularies live: terms that millions of records share. No links are kept to them."""

UNLINKED: Final = frozenset(
    {
        "@id",
        "@type",
        "bf:adminMetadata",  # about the description, not about what is described
        "bf:source",  # the scheme a term is from
        "madsrdf:isMemberOfMADSScheme",
        "bf:electronicLocator",  # the address of a file, not a resource
    }
)
"""Properties below which no link is kept: nobody asks what points there."""


def is_vocabulary(iri: str) -> bool:
    """Whether `iri` is a term of a controlled vocabulary, whose incoming links are not kept."""
    return iri.startswith(VOCABULARIES)


def derive(key: Key, body: Node) -> Derived:
    """The links and keys of the document `body` at `key`. Takes about 50 µs for a description of 5 kB."""
    return Derived(tuple(dict.fromkeys(_links(body, key.iri))), tuple(dict.fromkeys(keys(key, body))))


def _links(body: Node, root: str) -> list[tuple[str, str]]:
    """The (path, target) of every IRI outside the root and of every heading's name."""
    edges: list[tuple[str, str]] = []
    waiting = [(body, "")]
    for node, above in waiting:
        for name, values in node.items():
            if name in UNLINKED:
                continue
            path = ""
            for value in values:
                if value.__class__ is str or "@value" in value:
                    continue
                path = path or (f"{above}/{name}" if above else name)
                if "@list" in value:
                    for member in value["@list"]:
                        if member.__class__ is not str and "@value" not in member:
                            _follow(member, path, root, edges, waiting)
                else:
                    _follow(value, path, root, edges, waiting)
    return edges


def _follow(value: Node, path: str, root: str, edges: list[tuple[str, str]], waiting: list[tuple[Node, str]]) -> None:
    iri = value.get("@id")
    shared = False
    if iri is not None and iri[:1] != "#":
        shared = iri.startswith(VOCABULARIES)
        if not shared and not (iri.startswith(root) and iri[len(root) :][:1] in {"", "#"}):
            edges.append((path, iri))
        if len(value) == 1:
            return
    if not shared and (kind := heading_kind(value)) is not None:
        label = label_of(value)
        if label and (urn := heading_urn(kind, label)):
            edges.append((path, urn))
    waiting.append((value, path))
