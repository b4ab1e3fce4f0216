"""Several graphs may describe one root: a network's shared description, a tenant's overlay, a draft. Here they become
one, and what a person changed in the one becomes an overlay again.

An overlay adds values, and by `lsp:hides` takes values of other layers out of sight. A hidden part is named by its id
(`{"@id": "#title-2"}`), a hidden text or reference by its property and value (`lsp:property`, `rdf:value`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from graph.catalogue.alignment import content, is_node
from graph.catalogue.model import Resource
from graph.store.model import Document
from graph.store.names import GraphKind, opaque_id, parse_graph
from mappings.bibframe.node import Node, Value

HIDES: Final = "lsp:hides"
_ORDER: Final = {GraphKind.VOCABULARY: 0, GraphKind.NETWORK: 1, GraphKind.CATALOGUE: 2, GraphKind.STAFF: 3}


def resource(layers: Sequence[Document]) -> Resource:
    """What these documents of one root say together. There is at least one of them."""
    ordered = tuple(sorted(layers, key=_rank)) if len(layers) > 1 else tuple(layers)
    body = ordered[0].body if len(ordered) == 1 and HIDES not in ordered[0].body else merged(ordered)
    return Resource(
        iri=ordered[0].key.iri,
        types=tuple(body.get("@type", ())),
        body=body,
        layers=ordered,
        revision=revision(ordered),
        created=min(layer.created for layer in ordered),
        changed=max(layer.changed for layer in ordered),
    )


def merged(layers: Sequence[Document]) -> Node:
    """One body: values of every layer once, parts of the same id joined, hidden ones out."""
    bodies = [layer.body for layer in sorted(layers, key=_rank)]
    node: Node = {"@id": bodies[0]["@id"], "@type": []}
    for body in bodies:
        _join(node, {name: values for name, values in body.items() if name != HIDES})
    hidden_parts, hidden_values = _hidden(bodies, node["@id"])
    return _without(node, hidden_parts, hidden_values) if hidden_parts or hidden_values else node


def revision(layers: Sequence[Document]) -> str:
    """The state of these layers as a caller hands it back: a mark and the version of each."""
    return "_".join(sorted(f"{graph_mark(layer.key.graph)}-{layer.version}" for layer in layers))


@lru_cache(maxsize=4096)
def graph_mark(graph: str) -> str:
    """A short stand-in for a graph's name in revisions."""
    return opaque_id(graph)[:8]


def versions_of(revision: str) -> dict[str, int]:
    """The version of each layer in a revision, by the graph's mark; empty for a text that is none."""
    found = {}
    for part in revision.split("_"):
        mark, _, version = part.partition("-")
        if version.isdecimal():
            found[mark] = int(version)
    return found


def overlay(below: Node, wanted: Node, owner: str) -> Node:
    """The overlay document that turns what the other layers say into what is wanted.

    Parts that it adds get ids of their own (`#title-1-harbor`), so that they never run into the shared ones.
    """
    node: Node = {"@id": wanted["@id"], "@type": list(wanted["@type"])}
    hidden: list[Value] = []
    for name in dict.fromkeys((*below, *wanted)):
        if name[0] == "@" or name == HIDES:
            continue
        ours, theirs = wanted.get(name, ()), below.get(name, ())
        said, kept = {content(value) for value in theirs}, {content(value) for value in ours}
        added = [_own(value, owner) for value in ours if content(value) not in said]
        if added:
            node[name] = added
        hidden.extend(_hiding(name, value) for value in theirs if content(value) not in kept)
    if hidden:
        node[HIDES] = [{"@id": f"#hides-{n}-{owner}", **value} if "@id" not in value else value
                       for n, value in enumerate(hidden, 1) if isinstance(value, dict)]  # fmt: skip
    return node


def _rank(layer: Document) -> tuple[int, str]:
    return _ORDER.get(parse_graph(layer.key.graph).kind, 4), layer.key.graph


def _join(node: Node, other: Node) -> None:
    for name, values in other.items():
        if name == "@id":
            continue
        mine = node.setdefault(name, [])
        node[name] = mine = list(mine)
        known = {value if name == "@type" else content(value) for value in mine}
        places = {
            value["@id"]: at
            for at, value in enumerate(mine)
            if isinstance(value, dict) and is_node(value) and "@id" in value
        }
        for value in values:
            mark = value if name == "@type" else content(value)
            at = places.get(value.get("@id", "")) if isinstance(value, dict) and is_node(value) else None
            if at is not None:
                joined = dict(mine[at])
                _join(joined, value)
                mine[at] = joined
            elif mark not in known:
                mine.append(value)
                known.add(mark)


def _hidden(bodies: Sequence[Node], root: str) -> tuple[set[str], set[tuple[str, bytes]]]:
    parts: set[str] = set()
    values: set[tuple[str, bytes]] = set()
    for body in bodies:
        for each in body.get(HIDES, ()):
            if not isinstance(each, dict):
                continue
            if "lsp:property" in each:
                values.update((str(each["lsp:property"][0]), content(value)) for value in each.get("rdf:value", ()))
            elif "@id" in each:
                parts.add(str(each["@id"]).removeprefix(root))
    return parts, values


def _without(node: Node, parts: set[str], values: set[tuple[str, bytes]]) -> Node:
    answer: Node = {}
    for name, found in node.items():
        if name[0] == "@":
            answer[name] = found
        elif kept := list(_seen(name, found, parts, values)):
            answer[name] = kept
    return answer


def _seen(name: str, found: Sequence[Value], parts: set[str], values: set[tuple[str, bytes]]) -> Iterator[Value]:
    for value in found:
        if isinstance(value, dict) and is_node(value):
            if value.get("@id") not in parts:
                yield _without(value, parts, set())
        elif (name, content(value)) not in values:
            yield value


def _hiding(name: str, value: Value) -> Node:
    if isinstance(value, dict) and is_node(value) and "@id" in value:
        return {"@id": value["@id"]}
    return {"@type": ["lsp:Hidden"], "lsp:property": [name], "rdf:value": [value]}


def _own(value: Value, owner: str) -> Value:
    """A value with the ids of its parts made the overlay's own."""
    if not isinstance(value, dict) or "@value" in value:
        return value
    answer: Node = {}
    for name, found in value.items():
        if name == "@id":
            own = found.startswith("#") and len(value) > 1 and not found.endswith(f"-{owner}")
            answer[name] = f"{found}-{owner}" if own else found
        elif name == "@type":
            answer[name] = found
        else:
            answer[name] = [_own(each, owner) for each in found]
    return answer
