"""The record as it came, kept as a document of the tenant's private source graph.

It holds the bytes, so that untouched fields can be given back byte for byte and the residue (what statements don't give
back) can be worked out at any time; a digest, so that importing it again is a comparison of two strings; and which
resources it describes, each with a digest of what the converter made of it, so that people's edits can be told.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.catalogue.model import SourceRecord
from graph.catalogue.received import Received, read_back
from graph.store.model import Document
from graph.store.names import Names, parse_graph
from mappings.bibframe.node import Node
from mappings.marc.reader import FORMS
from mappings.marc.record import Record

TYPE: Final = "lsp:SourceRecord"
DESCRIBES: Final = "lsp:describes"


@dataclass(frozen=True, slots=True)
class Described:
    """A root that a record describes: the converter's name for it, its IRI, and the digest of what was made of it."""

    part: str
    iri: str
    digest: str


def source_iri(names: Names, tenant: str, record: str) -> str:
    """Where the source record with this id is kept."""
    return names.resource(tenant, "records", record)


def source_node(
    iri: str,
    record: Record | Received,
    digest: str,
    source: str,
    control_number: str | None,
    describes: tuple[Described, ...],
) -> Node:
    """The document of a source record."""
    node: Node = {
        "@id": iri,
        "@type": [TYPE],
        "lsp:source": [source],
        "lsp:digest": [digest],
        "lsp:format": [record.source_format],
        "lsp:octets": [_octets(record.source)],
        DESCRIBES: [{"@id": each.iri, "lsp:part": [each.part], "lsp:digest": [each.digest]} for each in describes],
    }
    if control_number is not None:
        node["lsp:recordControlNumber"] = [control_number]
    if record.repairs:
        node["lsp:repair"] = list(record.repairs)
    return node


def _octets(octets: bytes) -> str | Node:
    """UTF-8 as text (smaller, and it compresses); anything else in base 64."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return {"@value": base64.b64encode(octets).decode("ascii"), "@type": "xsd:base64Binary"}


def octets_of(node: Node) -> bytes:
    """The record's bytes exactly as they came."""
    value = node["lsp:octets"][0]
    return value.encode("utf-8") if isinstance(value, str) else base64.b64decode(value["@value"])


def digest_of(node: Node) -> str:
    """The digest of the source record."""
    return str(node["lsp:digest"][0])


def described_by(node: Node) -> Mapping[str, Described]:
    """The roots a source record describes, by the converter's name for them (“Work”, “Instance”, “Item1” …)."""
    found = {}
    for value in node.get(DESCRIBES, ()):
        part = value["lsp:part"][0]
        found[part] = Described(part, value["@id"], value["lsp:digest"][0])
    return found


def is_marc(node: Node) -> bool:
    """Whether a source record is one of MARC, and not statements of RDF."""
    return node["lsp:format"][0] in FORMS


def received_of(node: Node) -> Received:
    """The description that came as statements of RDF."""
    return read_back(octets_of(node), [term_of(part) for part in described_by(node)])


def part_of(kind: str, term: str) -> str:
    """The lasting name, within its record, of a root that came as statements of RDF: what it is, and its address."""
    return f"{kind} {term[1:-1] if term[0] == '<' else term}"


def term_of(part: str) -> str:
    """The term of such a root by its lasting name."""
    name = part.partition(" ")[2]
    return name if name.startswith("_:") else f"<{name}>"


def source_record(document: Document) -> SourceRecord:
    """A source record from its document."""
    node = document.body
    return SourceRecord(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        source=node["lsp:source"][0],
        control_number=next(iter(node.get("lsp:recordControlNumber", ())), None),
        octets=octets_of(node),
        format=node["lsp:format"][0],
        digest=digest_of(node),
        describes=tuple(each.iri for each in described_by(node).values()),
        recorded=document.changed,
    )
