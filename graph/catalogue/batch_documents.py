"""Batches as values, and how they are written as documents of a library's staff graph and read back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import orjson

from graph.catalogue.job_documents import Runner
from graph.catalogue.operations import Operation, OperationKind
from graph.store.model import Document, Key
from graph.store.names import Names
from graph.store.search import FacetField, Filter
from mappings.bibframe.node import Node

BATCHES: Final = "batches"
"""The collection of them in addresses."""


class BatchState(StrEnum):
    """Where a batch is in its life. One that is cut off goes on, or what it did is taken back."""

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

    def states(self, key: Key) -> list[tuple[Key, int]]:
        """Where history has it as the batch met it and as the batch left it."""
        return [(key, self.version), (key, self.version + 1)]


@dataclass(frozen=True, slots=True)
class Pending:
    """A description that a batch has still to do, and the revision it was previewed at, where it was."""

    iri: str
    revision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The same operations on many descriptions: who, when, what was looked for and found, and what was changed.

    `pending` is what is still to do, or to take back; `may` what the account may in the library, for a process that
    does it later; `runner` the process at work, `seen` when it last said so. `undone` counts what was taken back, by
    the request `undo_request`.
    """

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
    filters: tuple[Filter, ...] = ()
    available_only: bool = False
    pending: tuple[Pending, ...] = ()
    may: tuple[str, ...] = ()
    runner: Runner | None = None
    seen: datetime | None = None
    undone: int = 0
    undo_request: str | None = None

    @property
    def done(self) -> int:
        """Of how many it is known what became of them: of those that were found, or that are taken back."""
        undoing = self.state in {BatchState.UNDOING, BatchState.UNDONE}
        return (len(self.hits) if undoing else self.found) - len(self.pending)


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
    if batch.query is not None:
        node["lsp:query"] = [batch.query]
    return node | {"lsp:progress": [_progress(batch)]}


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
        **_progressed(node),
        kind=BatchKind(node.get("lsp:batchKind", [BatchKind.CHANGE])[0]),
    )


def _progress(batch: Batch) -> str:
    told = {
        "filters": [[each.field.value, each.any_of, each.none_of] for each in batch.filters],
        "available_only": batch.available_only,
        "pending": [[each.iri, each.revision] for each in batch.pending],
        "may": batch.may,
        "runner": None if batch.runner is None else asdict(batch.runner),
        "seen": None if batch.seen is None else batch.seen.isoformat(),
        "undone": batch.undone,
        "undo_request": batch.undo_request,
    }
    return orjson.dumps(told).decode()


def _progressed(node: Node) -> dict[str, Any]:
    if "lsp:progress" not in node:
        return {}
    told: dict[str, Any] = orjson.loads(node["lsp:progress"][0])
    told["filters"] = tuple(Filter(FacetField(name), tuple(some), tuple(no)) for name, some, no in told["filters"])
    told["pending"] = tuple(Pending(*each) for each in told["pending"])
    told["may"] = tuple(told["may"])
    told["runner"] = None if told["runner"] is None else Runner(**told["runner"])
    told["seen"] = None if told["seen"] is None else datetime.fromisoformat(told["seen"])
    return told
