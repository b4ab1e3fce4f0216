"""A copy from another library as it is described while it is here: enough to lend it, in the graph of staff alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from graph.holdings.terms import ITEM, ITEM_OF, RETURN_BY, STAFF_NOTE, SUPPRESSED
from graph.workflows.interlending.model import LibraryRequest
from mappings.bibframe.node import Node
from mappings.iso18626.messages import Wanted

MATERIAL: Final = "interlibrary"
"""By what lending rules tell such copies apart: their material type and loan type."""
_IDENTIFIED: Final = "bf:identifiedBy"


def edition_node(iri: str, wanted: Wanted) -> Node:
    """What was asked for, as a description of staff."""
    node: Node = {
        "@id": iri,
        "@type": ["bf:Instance"],
        "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [wanted.title or "—"]}],
        SUPPRESSED: ["true"],
    }
    if wanted.author:
        node["bf:responsibilityStatement"] = [wanted.author]
    return node


def copy_node(iri: str, edition: str, barcode: str, request: LibraryRequest, partner: str) -> Node:
    """The copy, with the day by which it has to be back over there."""
    node: Node = {
        "@id": iri,
        "@type": [ITEM],
        ITEM_OF: [{"@id": edition}],
        _IDENTIFIED: [{"@id": "#barcode-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}],
        "lsp:materialType": [MATERIAL],
        "lsp:loanType": [MATERIAL],
        SUPPRESSED: ["true"],
    }
    if partner:
        node[STAFF_NOTE] = [partner]
    return due_back(node, request.due_at)


def due_back(node: Node, due: datetime | None) -> Node:
    """The copy, due back over there at a moment."""
    rest = {name: values for name, values in node.items() if name != RETURN_BY}
    return rest if due is None else {**rest, RETURN_BY: [due.astimezone(UTC).isoformat()]}


def gone(node: Node) -> Node:
    """The copy once it went back: its barcode may be another's."""
    return {name: values for name, values in node.items() if name not in {_IDENTIFIED, RETURN_BY}}
