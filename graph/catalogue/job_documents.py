"""Import jobs as values, and how they are written as documents of a tenant's settings graph and read back."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import orjson

from graph.catalogue.errors import UnknownJob
from graph.catalogue.merge import Clash
from graph.catalogue.report import ImportConflict, ImportOptions, ImportProblem, ImportReport, OnRepeat
from graph.store.names import Names
from graph.tenants.model import ImportPolicy, OnConflict, OnMatch
from mappings.bibframe.conversion_report import ConversionReport, ReportRow
from mappings.bibframe.node import Node

JOBS: Final = "imports"
"""The collection of them in addresses."""
_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,39}\.[0-9a-z]{1,40}")


class JobState(StrEnum):
    """Where a job is in its life."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Runner:
    """Which process runs a job: machine, process number, and when that process started."""

    host: str
    process: int
    born: str


@dataclass(frozen=True, slots=True)
class ImportJob:
    """An import of a file. `report` says how far it is and what came of it; `reason` is the code of what made it fail
    as a whole and `message` the sentence. `cancelled` tells that somebody asked it to stop. `seen` is when it last
    said how far it is.
    """

    id: str
    tenant: str
    state: JobState
    actor: str
    options: ImportOptions = field(default_factory=ImportOptions)
    report: ImportReport = field(default_factory=ImportReport)
    reason: str | None = None
    message: str | None = None
    started: datetime | None = None
    finished: datetime | None = None
    seen: datetime | None = None
    cancelled: bool = False
    runner: Runner | None = None

    @property
    def source(self) -> str | None:
        """The declared source of its records, None where it is the library's usual one."""
        return self.options.source

    def with_(self, **changes: Any) -> ImportJob:
        """The same job with some fields changed."""
        return replace(self, **changes)


def is_id(id: str) -> bool:
    """Whether `id` can be that of a job: a tenant's slug, a dot, and an opaque part."""
    return _ID.fullmatch(id) is not None


def split_id(id: str) -> tuple[str, str]:
    """The tenant and the local part of a job's id. Raises `UnknownJob`."""
    if not is_id(id):
        raise UnknownJob(f"“{id[:100]}” is no import.")
    tenant, _, local = id.partition(".")
    return tenant, local


def job_iri(names: Names, id: str) -> str:
    """The address of a job's document."""
    tenant, local = split_id(id)
    return names.resource(tenant, JOBS, local)


def job_node(job: ImportJob, names: Names) -> Node:
    """The document of a job (`lsp:ImportJob`)."""
    node: Node = {
        "@id": job_iri(names, job.id),
        "@type": ["lsp:ImportJob"],
        "lsp:jobId": [job.id],
        "lsp:state": [job.state.value],
        "lsp:actor": [job.actor],
        "lsp:options": [_json(asdict(job.options))],
        "lsp:report": [_json(asdict(job.report))],
    }
    for name, text in (("lsp:reason", job.reason), ("lsp:message", job.message)):
        if text is not None:
            node[name] = [text]
    for name, moment in (("lsp:started", job.started), ("lsp:finished", job.finished), ("lsp:seen", job.seen)):
        if moment is not None:
            node[name] = [{"@value": moment.isoformat(), "@type": "xsd:dateTime"}]
    if job.cancelled:
        node["lsp:cancelRequested"] = ["yes"]
    if job.runner is not None:
        node["lsp:runner"] = [_json(asdict(job.runner))]
    return node


def job_of(node: Node) -> ImportJob:
    """A job from its document."""
    name = str(node["lsp:jobId"][0])
    return ImportJob(
        id=name,
        tenant=split_id(name)[0],
        state=JobState(node["lsp:state"][0]),
        actor=node["lsp:actor"][0],
        options=_options(orjson.loads(node["lsp:options"][0])),
        report=_report(orjson.loads(node["lsp:report"][0])),
        reason=_text(node, "lsp:reason"),
        message=_text(node, "lsp:message"),
        started=_moment(node, "lsp:started"),
        finished=_moment(node, "lsp:finished"),
        seen=_moment(node, "lsp:seen"),
        cancelled="lsp:cancelRequested" in node,
        runner=Runner(**orjson.loads(node["lsp:runner"][0])) if "lsp:runner" in node else None,
    )


def _json(value: object) -> str:
    return orjson.dumps(value).decode()


def _options(found: dict[str, Any]) -> ImportOptions:
    policy = found.pop("policy")
    known = None
    if policy is not None:
        known = ImportPolicy(
            match_on=tuple(policy["match_on"]),
            on_match=OnMatch(policy["on_match"]),
            on_conflict=OnConflict(policy["on_conflict"]),
            source=policy["source"],
        )
    return ImportOptions(**{**found, "policy": known, "on_repeat": OnRepeat(found["on_repeat"])})


def _report(found: dict[str, Any]) -> ImportReport:
    problems = [ImportProblem(**each) for each in found.pop("problems")]
    conflicts = [ImportConflict(**{**each, "clash": _clash(each["clash"])}) for each in found.pop("conflicts")]
    conversion = _conversion(found.pop("conversion", None))
    return ImportReport(**found, problems=problems, conflicts=conflicts, conversion=conversion)


def _conversion(found: dict[str, Any] | None) -> ConversionReport | None:
    if found is None:
        return None
    return ConversionReport(found["records"], {key: ReportRow(**row) for key, row in found["rows"].items()})


def _clash(found: dict[str, Any]) -> Clash:
    return Clash(found["path"], tuple(found["ours"]), tuple(found["theirs"]), tuple(found.get("base", ())))


def _text(node: Node, name: str) -> str | None:
    return str(node[name][0]) if name in node else None


def _moment(node: Node, name: str) -> datetime | None:
    return datetime.fromisoformat(node[name][0]["@value"]) if name in node else None
