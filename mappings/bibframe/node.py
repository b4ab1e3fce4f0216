"""The shape of a description: compact JSON-LD, one form everywhere.

A `Node` maps `@id`, `@type` and prefixed property names to lists. A value in such a list is a plain string, a literal
object
(`@value` with `@language` or `@type`), a reference (`{"@id": …}`), a nested node, or an ordered list (`{"@list":
[…]}`).
Parts hang where they belong and have fragment ids (`#title-1`) relative to their root. There are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

Node: TypeAlias = dict[str, Any]
"""One JSON-LD object: `@id` a string, `@type` a list of prefixed names, every other key a list of values."""

Value: TypeAlias = str | Node
"""A member of a property's list."""

PREFIXES: Final[dict[str, str]] = {
    "bf": "http://id.loc.gov/ontologies/bibframe/",
    "bflc": "http://id.loc.gov/ontologies/bflc/",
    "madsrdf": "http://www.loc.gov/mads/rdf/v1#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/",
    "lsp": "https://catalograph.org/ns/lsp#",
}
"""The one fixed context: every prefix a stored document may use. `lsp:` is our own ontology."""


def expand(name: str) -> str:
    """The absolute IRI of a prefixed name; anything whose prefix is not ours is returned as it is."""
    prefix, colon, local = name.partition(":")
    if colon and (namespace := PREFIXES.get(prefix)) is not None:
        return namespace + local
    return name


_BY_LENGTH = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))


def compact(iri: str) -> str:
    """The prefixed name of an IRI in one of our namespaces, or the IRI itself."""
    for namespace, prefix in _BY_LENGTH:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def nodes_below(node: Node) -> Iterator[Node]:
    """`node` and every node object nested in it, literals and bare references left out, parents first."""
    yield node
    for key, values in node.items():
        if key[0] != "@":
            for value in values:
                yield from _nodes_of(value)


def _nodes_of(value: Value) -> Iterator[Node]:
    if not isinstance(value, dict) or "@value" in value:
        return
    if "@list" in value:
        for member in value["@list"]:
            yield from _nodes_of(member)
    elif len(value) > 1 or "@id" not in value:
        yield from nodes_below(value)
