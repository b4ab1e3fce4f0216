"""Batches as values, and how they are written as documents of a library's staff graph and read back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

import orjson

from graph.catalogue.operations import Operation, OperationKind
from graph.store.model import Document
from graph.store.names import Names
from mappings.bibframe.node import Node


class BatchState(StrEnum):
    """Where a batch is in its life. One that stays `RUNNING` was cut off: what it did can be taken back."""

    RUNNING = "RUNNING"
    DONE = "DONE"
    UNDOING = "UNDOING"
    UNDONE = "UNDONE"


class BatchKind(StrEnum):
    """What a batch does."""

    CHANGE = "CHANGE"
    MERGE = "MERGE"
    SPLIT = "SPLIT"


@dataclass(frozen=True, slots=True)
class Hit:
    """A description that a batch changed, and the version of its layer that it met: 0 where there was none. `staff`
    tells that this is what staff alone see of it.
    """

    iri: str
    version: int
    staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The same operations on many descriptions: who, when, what was looked for and found, and what was changed."""

    iri: str
    actor: str
    at: datetime
    title: str
    query: str | None
    operations: tuple[Operation, ...]
    state: BatchState
    found: int
    hits: tuple[Hit, ...] = ()
    refused: int = 0
    revision: int = 0
    kind: BatchKind = BatchKind.CHANGE


def batch_node(batch: Batch, names: Names, tenant: str) -> Node:
    """The document of a batch."""
    node: Node = {
        "@id": batch.iri,
        "@type": ["lsp:BatchChange"],
        "lsp:batchOf": [{"@id": names.tenant(tenant)}],
        "lsp:actor": [batch.actor],
        "lsp:started": [{"@value": batch.at.isoformat(), "@type": "xsd:dateTime"}],
        "lsp:title": [batch.title],
        "lsp:operations": [orjson.dumps([asdict(each) for each in batch.operations]).decode()],
        "lsp:state": [batch.state.value],
        "lsp:found": [str(batch.found)],
        "lsp:refused": [str(batch.refused)],
        "lsp:hits": [orjson.dumps([[each.iri, each.version, each.staff] for each in batch.hits]).decode()],
        "lsp:batchKind": [batch.kind.value],
    }
    return node if batch.query is None else {**node, "lsp:query": [batch.query]}


def batch_of(document: Document) -> Batch:
    """A batch from its document."""
    node = document.body
    return Batch(
        iri=document.key.iri,
        actor=node["lsp:actor"][0],
        at=datetime.fromisoformat(node["lsp:started"][0]["@value"]),
        title=str(node.get("lsp:title", [""])[0]),
        query=node["lsp:query"][0] if "lsp:query" in node else None,
        operations=tuple(
            Operation(**{**each, "kind": OperationKind(each["kind"])})
            for each in orjson.loads(node["lsp:operations"][0])
        ),
        state=BatchState(node["lsp:state"][0]),
        found=int(node["lsp:found"][0]),
        hits=tuple(Hit(*each) for each in orjson.loads(node["lsp:hits"][0])),
        refused=int(node["lsp:refused"][0]),
        revision=document.version,
        kind=BatchKind(node.get("lsp:batchKind", [BatchKind.CHANGE])[0]),
    )
