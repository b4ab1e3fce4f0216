"""Batches of heading changes as values, and how they are written as documents of a library's settings and read back.

A batch is one document; beside it stands a document for each Change it made, which tells the versions before and after:
written together with them, so that a batch can be undone from whatever point it got to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final

import orjson

from graph.authorities.rewriting import Rewrite
from graph.catalogue.job_documents import JobState, Runner, is_id
from graph.store.model import Key
from graph.store.names import Names, parse_graph
from mappings.bibframe.node import Node
from mappings.errors import CatalographError

BATCH: Final = "lsp:Batch"
HEADING_BATCHES: Final = "heading-batches"
"""The collection of them in addresses."""
_MOST_LISTED: Final = 1000


class BatchError(CatalographError):
    """Anything a batch of heading changes could not do."""

    code: ClassVar[str] = "HEADING_BATCH"


class UnknownBatch(BatchError):
    """No batch with this id in this library."""

    code: ClassVar[str] = "UNKNOWN_BATCH"
    hint: ClassVar[str] = "Use the id that starting it returned; those who may import in a library see its batches."


class BatchNotReady(BatchError):
    """A batch that runs can't be run or undone, nor one that was undone be undone again."""

    code: ClassVar[str] = "BATCH_NOT_READY"
    hint: ClassVar[str] = "Wait until it has ended, and look at its state."


class BatchKind(StrEnum):
    """What a batch does."""

    CARRY = "carry"
    ADOPT = "adopt"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """A description that a batch left as it is, and why."""

    iri: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How far a batch is. `found` descriptions were looked at: `changed`, `unchanged`, or `refused` with a problem, of
    which the first 1,000 are kept.
    """

    found: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: tuple[BatchProblem, ...] = ()

    def plus(self, changed: int, unchanged: int, problems: Sequence[BatchProblem] = ()) -> BatchReport:
        """The same with more done."""
        return BatchReport(
            self.found + changed + unchanged + len(problems),
            self.changed + changed,
            self.unchanged + unchanged,
            self.refused + len(problems),
            (*self.problems, *problems)[:_MOST_LISTED],
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Heading changes carried into the descriptions of one library. `undoes` is the batch that this one takes back,
    `undone_by` the one that took it back.
    """

    id: str
    tenant: str
    kind: BatchKind
    state: JobState
    actor: str
    rewrites: tuple[Rewrite, ...] = ()
    report: BatchReport = field(default_factory=BatchReport)
    undoes: str | None = None
    undone_by: str | None = None
    message: str | None = None
    created: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None
    seen: datetime | None = None
    runner: Runner | None = None

    def with_(self, **changes: Any) -> Batch:
        """The same batch with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Written:
    """One description that a batch changed, and its versions before and after."""

    iri: str
    before: int
    after: int


def batch_iri(names: Names, id: str) -> str:
    """The address of a batch's document. Raises `UnknownBatch`."""
    tenant, local = split_id(id)
    return names.resource(tenant, HEADING_BATCHES, local)


def id_of(key: Key) -> str:
    """The id of the batch whose document has this key."""
    return f"{parse_graph(key.graph).owner}.{key.iri.rpartition('/')[2]}"


def split_id(id: str) -> tuple[str, str]:
    """The tenant and the local part of a batch's id. Raises `UnknownBatch`."""
    if not is_id(id):
        raise UnknownBatch(f"“{id[:100]}” is no batch.")
    tenant, _, local = id.partition(".")
    return tenant, local


def written_iri(names: Names, id: str, number: int) -> str:
    """The address of what a batch's Change of this number wrote."""
    return f"{batch_iri(names, id)}/written/{number}"


def written_node(names: Names, id: str, number: int, written: Sequence[Written]) -> Node:
    """The document of what one Change wrote."""
    return {
        "@id": written_iri(names, id, number),
        "@type": ["lsp:BatchWritten"],
        "lsp:batch": [{"@id": batch_iri(names, id)}],
        "lsp:written": [_json([[each.iri, each.before, each.after] for each in written])],
    }


def written_of(node: Node) -> tuple[Written, ...]:
    """What one Change wrote, from its document."""
    return tuple(Written(*each) for each in orjson.loads(node["lsp:written"][0]))


def batch_node(batch: Batch, names: Names) -> Node:
    """The document of a batch."""
    node: Node = {
        "@id": batch_iri(names, batch.id),
        "@type": [BATCH],
        "lsp:jobId": [batch.id],
        "lsp:batchKind": [batch.kind.value],
        "lsp:state": [batch.state.value],
        "lsp:actor": [batch.actor],
        "lsp:options": [_json([asdict(each) for each in batch.rewrites])],
        "lsp:report": [_json(asdict(batch.report))],
    }
    texts = (("lsp:undoes", batch.undoes), ("lsp:undoneBy", batch.undone_by), ("lsp:message", batch.message))
    node |= {name: [text] for name, text in texts if text is not None}
    for name in ("created", "started", "finished", "seen"):
        if (moment := getattr(batch, name)) is not None:
            node[f"lsp:{name}"] = [{"@value": moment.isoformat(), "@type": "xsd:dateTime"}]
    if batch.runner is not None:
        node["lsp:runner"] = [_json(asdict(batch.runner))]
    return node


def batch_of(node: Node) -> Batch:
    """A batch from its document."""
    name = str(node["lsp:jobId"][0])
    report = orjson.loads(node["lsp:report"][0])
    problems = tuple(BatchProblem(**each) for each in report.pop("problems"))
    return Batch(
        id=name,
        tenant=split_id(name)[0],
        kind=BatchKind(node["lsp:batchKind"][0]),
        state=JobState(node["lsp:state"][0]),
        actor=node["lsp:actor"][0],
        rewrites=tuple(
            Rewrite(**{**each, "names": tuple(each["names"])}) for each in orjson.loads(node["lsp:options"][0])
        ),
        report=BatchReport(**report, problems=problems),
        undoes=_text(node, "lsp:undoes"),
        undone_by=_text(node, "lsp:undoneBy"),
        message=_text(node, "lsp:message"),
        created=_moment(node, "lsp:created"),
        started=_moment(node, "lsp:started"),
        finished=_moment(node, "lsp:finished"),
        seen=_moment(node, "lsp:seen"),
        runner=Runner(**orjson.loads(node["lsp:runner"][0])) if "lsp:runner" in node else None,
    )


def broken_off(batch: Batch) -> Batch:
    """A batch whose process is gone, as it is told."""
    message = "The process that ran it ended before it was done."
    return batch.with_(state=JobState.FAILED, message=message, finished=batch.seen)


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _text(node: Node, name: str) -> str | None:
    return str(node[name][0]) if name in node else None


def _moment(node: Node, name: str) -> datetime | None:
    return datetime.fromisoformat(node[name][0]["@value"]) if name in node else None
