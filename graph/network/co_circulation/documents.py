"""How co-circulation is written. Settings stand beside their network's; what is published, in the network's graph.

How far a library's loans are counted is noted in its own circulation graph, and expected by whoever counts them: so a
loan is in one publication and no other, whichever network publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from graph.network.co_circulation.model import Pooling, Publication, Together, Window
from graph.store.model import Document, Key
from graph.store.names import NETWORKS, GraphKind, Names, opaque_id, parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, nodes, plain

PUBLICATION: Final = "lsp:CoCirculationPublication"
TOGETHER: Final = "lsp:CoCirculation"
OF: Final = "lsp:of"
"""How it is said which work was borrowed with others."""
PUBLISHED_IN: Final = "lsp:publishedIn"
"""How a publication alone points at its network."""
KEPT: Final = 4
"""Of how many publications a work tells what it was borrowed with."""


def pooling_key(names: Names, network: str) -> Key:
    """Where a network's settings are kept."""
    return Key(names.identity, f"{names.network(network)}/co-circulation")


def pooling_node(pooling: Pooling) -> Node:
    """The document of a network's settings (`lsp:Settings`)."""
    return {"@type": ["lsp:Settings"], "lsp:k": [str(pooling.k)], "lsp:months": [str(pooling.months)]}


def pooling_of(document: Document | None) -> Pooling | None:
    """A network's settings; None where it publishes nothing."""
    if document is None:
        return None
    k, months = (_number(document.body, name) for name in ("lsp:k", "lsp:months"))
    return Pooling(k, months, document.changed.date(), document.version)


def counted_key(names: Names, tenant: str) -> Key:
    """Where it is noted how far a library's loans are counted."""
    graph = names.graph(tenant, GraphKind.CIRCULATION)
    return Key(graph, names.resource(tenant, "co-circulation", "counted"))


def counted_node(until: date) -> Node:
    """The document of that note (`lsp:Counted`)."""
    return {"@type": ["lsp:Counted"], "lsp:until": [until.isoformat()]}


def counted_of(document: Document | None) -> date:
    """The day before which a library's loans are counted."""
    return date.min if document is None else date.fromisoformat(plain(document.body, "lsp:until") or "")


def publication_key(names: Names, network: str, window: Window) -> Key:
    """Where a publication is."""
    local = opaque_id(network, window.start.isoformat(), window.end.isoformat())
    return Key(names.network_graph(network), names.resource(NETWORKS, "co-circulation-publications", local))


def publication_node(publication: Publication, names: Names) -> Node:
    """The document of a publication."""
    return {
        "@type": [PUBLICATION],
        PUBLISHED_IN: [{"@id": names.network(publication.network)}],
        "lsp:from": [publication.window.start.isoformat()],
        "lsp:until": [publication.window.end.isoformat()],
        "lsp:k": [str(publication.k)],
        "lsp:pairs": [str(publication.pairs)],
        "lsp:published": [publication.published_at.isoformat()],
    }


def publication_of(document: Document) -> Publication:
    """A publication from its document."""
    body = document.body
    network = parse_graph(document.key.graph).owner
    published = datetime.fromisoformat(plain(body, "lsp:published") or "")
    return Publication(
        document.key.iri, network, _window(body), _number(body, "lsp:k"), _number(body, "lsp:pairs"), published
    )


def together_key(names: Names, network: str, work: str) -> Key:
    """Where it is said what a work was borrowed with."""
    return Key(names.network_graph(network), names.resource(NETWORKS, "co-circulation", opaque_id(network, work)))


def together_node(work: str, found: Sequence[Together], before: Document | None) -> Node:
    """The document of what a work was borrowed with, the last window first; the oldest is left out."""
    old = () if before is None else together_of(before)
    windows = sorted({each.window for each in (*found, *old)}, reverse=True)[:KEPT]
    parts: list[Node] = [
        {
            "@id": f"#together-{number}",
            "@type": ["lsp:BorrowedTogether"],
            "lsp:with": [{"@id": each.work}],
            "lsp:atLeast": [str(each.borrowers)],
            "lsp:k": [str(each.k)],
            "lsp:from": [each.window.start.isoformat()],
            "lsp:until": [each.window.end.isoformat()],
        }
        for number, each in enumerate((one for one in (*found, *old) if one.window in windows), 1)
    ]
    return {"@type": [TOGETHER], OF: [{"@id": work}], "lsp:borrowedTogether": list(parts)}


def together_of(document: Document) -> tuple[Together, ...]:
    """What a work was borrowed with, the last window first and in it the most borrowed. A work of a library that left
    the network is named no more.
    """
    network = parse_graph(document.key.graph).owner
    return tuple(
        Together(other, _number(each, "lsp:atLeast"), _number(each, "lsp:k"), _window(each), network)
        for each in nodes(document.body, "lsp:borrowedTogether")
        for other in iris(each, "lsp:with")
    )


def naming(body: Node, allowed: Callable[[str], bool]) -> Node:
    """The same, naming those works alone that may be; of what then tells of nothing, what it is."""
    beside = nodes(body, "lsp:borrowedTogether")
    kept = [each for each in beside if all(allowed(work) for work in iris(each, "lsp:with"))]
    if not kept or not all(allowed(work) for work in iris(body, OF)):
        return {"@id": body["@id"], "@type": body["@type"]}
    return {**body, "lsp:borrowedTogether": list(kept)}


def _window(node: Node) -> Window:
    start, end = (date.fromisoformat(plain(node, name) or "") for name in ("lsp:from", "lsp:until"))
    return Window(start, end)


def _number(node: Node, name: str) -> int:
    return int(plain(node, name) or 0)
