"""Large queries that are answered later: what is known of one, how far one may go, and why one isn't there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

import orjson

from graph.store.sparql import NamedGraphs
from mappings.errors import CatalographError

MOST_WAITING: Final = 20
"""How many runs of one person may wait or be under way."""
MOST_KEPT: Final = 100
"""How many runs of one person are kept, done or not."""


class RunError(CatalographError):
    """Anything that runs refuse."""

    code: ClassVar[str] = "QUERY_RUN"


class NoSuchRun(RunError):
    """There is no run of this name of the caller's: it was thrown away, its time was over, or it is somebody else's."""

    code: ClassVar[str] = "NO_SUCH_RUN"
    hint: ClassVar[str] = "`sparqlRuns` lists those there are; start the query again."


class TooManyRuns(RunError):
    """The caller has as many runs waiting, or as much kept of earlier ones, as one person may."""

    code: ClassVar[str] = "TOO_MANY_RUNS"
    hint: ClassVar[str] = "Throw away runs that you don't need any more."


class RunNotDone(RunError):
    """The answer of a run was asked for that has none yet, or failed."""

    code: ClassVar[str] = "RUN_NOT_DONE"
    hint: ClassVar[str] = "Ask for the run itself: it tells how far it is, and why it failed."


class RunState(StrEnum):
    """Where a run is in its life."""

    QUEUED = "Queued"
    RUNNING = "Running"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"


class AnswerForm(StrEnum):
    """What the answer of a run is."""

    ROWS = "rows"
    TRUTH = "truth"
    GRAPH = "graph"


ENDED: Final = frozenset({RunState.SUCCEEDED, RunState.FAILED})

FORMATS: Final[Mapping[AnswerForm, Mapping[str, str]]] = {
    AnswerForm.ROWS: {
        "csv": "text/csv",
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "tsv": "text/tab-separated-values",
    },
    AnswerForm.TRUTH: {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml"},
    AnswerForm.GRAPH: {
        "ttl": "text/turtle",
        "nt": "application/n-triples",
        "rdf": "application/rdf+xml",
        "jsonld": "application/ld+json",
        "nq": "application/n-quads",
        "trig": "application/trig",
    },
}
"""In which formats an answer is there: their media types by the ending of the file, the usual one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLimits:
    """How far a run may go: rows and octets of its answer, seconds; how much is kept for one person, for how long, and
    how many run at once on a machine.
    """

    rows: int = 1_000_000
    octets: int = 256_000_000
    seconds: float = 1800.0
    quota: int = 1_000_000_000
    kept: timedelta = timedelta(days=7)
    at_once: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a query. `owner` is the account whose it is, `graphs` what it could read when it was asked for: more
    is never read for it. `rows` counts triples where the answer is a graph.
    """

    id: str
    owner: str
    text: str
    graphs: tuple[str, ...]
    dataset: NamedGraphs | None
    created: datetime
    expires: datetime
    state: RunState = RunState.QUEUED
    attempts: int = 0
    form: AnswerForm | None = None
    rows: int = 0
    octets: int = 0
    truncated: bool = False
    position: int = 0
    started: datetime | None = None
    finished: datetime | None = None
    code: str | None = None
    message: str | None = None


def formats_of(run: Run) -> Mapping[str, str]:
    """The formats that the answer of a run is there in; none before it succeeded."""
    return FORMATS[run.form] if run.form is not None and run.state is RunState.SUCCEEDED else {}


def run_json(run: Run) -> bytes:
    """A run as it is kept."""
    return orjson.dumps(asdict(run))


def run_of(text: bytes) -> Run:
    """A run that was kept. Raises `ValueError`, `KeyError`, `TypeError` for what is none."""
    said: dict[str, Any] = orjson.loads(text)
    dataset: Mapping[str, Any] | None = said.pop("dataset")
    form = said.pop("form")
    return Run(
        graphs=tuple(said.pop("graphs")),
        dataset=None if dataset is None else NamedGraphs(tuple(dataset["default"]), tuple(dataset["named"])),
        created=datetime.fromisoformat(said.pop("created")),
        expires=datetime.fromisoformat(said.pop("expires")),
        state=RunState(said.pop("state")),
        form=None if form is None else AnswerForm(form),
        started=_moment(said.pop("started")),
        finished=_moment(said.pop("finished")),
        **said,
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
