"""What is counted and timed, for Prometheus: a fixed set of names, none of them a library's, a person's or a query's.

Several processes of one machine count together where `PROMETHEUS_MULTIPROC_DIR` names a folder (`serve` makes one):
its workers and the imports they start.
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final, cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.listening import FOLDER
from app.protocols.exchange import refusal
from graph.access.model import Forbidden
from graph.catalogue.report import ImportProgress
from graph.store.model import Document
from graph.store.port import Store
from graph.store.sparql import Kept, NamedGraphs, SparqlAnswer, SparqlService, SparqlTimeout
from mappings.errors import CatalographError

_OWN: Final = CollectorRegistry()
_BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS: Final = Counter(
    "catalograph_requests", "Requests by kind of operation and outcome.", ("operation", "outcome"), registry=_OWN
)
REQUEST_SECONDS: Final = Histogram(
    "catalograph_request_seconds", "How long requests took.", ("operation",), buckets=_BUCKETS, registry=_OWN
)
STORE_CALLS: Final = Counter(
    "catalograph_store_calls", "Calls of the store by name and outcome.", ("call", "outcome"), registry=_OWN
)
STORE_SECONDS: Final = Counter(
    "catalograph_store_seconds", "Time spent in calls of the store.", ("call",), registry=_OWN
)
IMPORTED: Final = Counter(
    "catalograph_import_records", "Records of imports asked for over HTTP, by outcome.", ("outcome",), registry=_OWN
)
SPARQL_KILLED: Final = Counter("catalograph_sparql_killed", "SPARQL queries that had to be stopped.", registry=_OWN)

OPERATIONS: Final = frozenset(
    {
        "query",
        "mutation",
        "subscription",
        "sparql",
        "daia",
        "paia",
        "ncip",
        "iso18626",
        "health",
        "socket",
        "page",
        "payment",
        "harvest",
        "other",
    }
)
_MEASURED: Final = frozenset(
    {"read", "layers", "incoming", "find", "scan", "commit", "load", "changes", "position", "head", "history",
     "versions", "as_of", "forget", "drop"}
)  # fmt: skip


class MetricsForbidden(Forbidden):
    """Metrics are read from the machine itself, or with the token set for them."""

    code: ClassVar[str] = "METRICS_FORBIDDEN"
    hint: ClassVar[str] = "Read /metrics on the machine, or send CATALOGRAPH_METRICS_TOKEN as a bearer token."


def request_ended(operation: str, outcome: str, seconds: float) -> None:
    """Count a request."""
    name = operation if operation in OPERATIONS else "other"
    REQUESTS.labels(name, outcome).inc()
    REQUEST_SECONDS.labels(name).observe(seconds)


class _Measured:
    """A store whose calls are counted and timed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if name not in _MEASURED:
            return found
        timed = _timed(name, found)
        setattr(self, name, timed)
        return timed


def _timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    done, failed, seconds = (
        STORE_CALLS.labels(name, "ok"),
        STORE_CALLS.labels(name, "error"),
        STORE_SECONDS.labels(name),
    )

    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.perf_counter()
        outcome = failed
        try:
            answer = call(*arguments, **named)
            outcome = done
        finally:
            outcome.inc()
            seconds.inc(time.perf_counter() - began)
        return answer

    return timed


def measured(store: Store) -> Store:
    """The same store, its calls counted."""
    return cast("Store", _Measured(store))


class MeasuredSparql:
    """A SPARQL service whose stopped queries are counted."""

    def __init__(self, service: SparqlService) -> None:
        self._service = service

    def query(
        self,
        text: str,
        graphs: frozenset[str],
        *,
        max_rows: int = 1000,
        time_limit_s: float = 10.0,
        party: str = "",
        dataset: NamedGraphs | None = None,
        kept: Kept | None = None,
    ) -> SparqlAnswer:
        """See `SparqlService.query`."""
        try:
            return self._service.query(
                text, graphs, max_rows=max_rows, time_limit_s=time_limit_s, party=party, dataset=dataset, kept=kept
            )
        except SparqlTimeout:
            SPARQL_KILLED.inc()
            raise

    def keep(self, folder: Path, documents: Iterable[Document], position: int) -> None:
        """See `SparqlService.keep`."""
        self._service.keep(folder, documents, position)

    def check(self, text: str, graphs: frozenset[str], dataset: NamedGraphs | None = None) -> None:
        """See `SparqlService.check`."""
        self._service.check(text, graphs, dataset)

    def parts(
        self,
        text: str,
        graphs: frozenset[str],
        *,
        max_rows: int,
        time_limit_s: float,
        stopped: Callable[[], bool],
        dataset: NamedGraphs | None = None,
    ) -> Generator[SparqlAnswer, None, None]:
        """See `SparqlService.parts`."""
        return self._service.parts(
            text, graphs, max_rows=max_rows, time_limit_s=time_limit_s, stopped=stopped, dataset=dataset
        )

    def position(self) -> int:
        """See `SparqlService.position`."""
        return self._service.position()

    def close(self) -> None:
        """Release what the service holds."""
        self._service.close()  # type: ignore[attr-defined] # the one that is measured has processes


@contextmanager
def counted_imports() -> Iterator[Callable[[ImportProgress], None]]:
    """Counts the records of one import from what its progress tells."""
    before = {"stored": 0, "unchanged": 0, "reported": 0}

    def see(state: ImportProgress) -> None:
        now = {
            "stored": state.created + state.updated,
            "unchanged": state.unchanged,
            "reported": state.reported,
        }
        for outcome, count in now.items():
            IMPORTED.labels(outcome).inc(max(0, count - before[outcome]))
        before.update(now)

    yield see


def metrics_route(
    position: Callable[[], int], projections: Mapping[str, Callable[[], int]], token: str | None
) -> Route:
    """`/metrics`: for the machine itself, and for whoever has the token."""

    def text() -> bytes:
        registry = CollectorRegistry()
        if os.environ.get(FOLDER):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # the library's own
        return generate_latest(registry if os.environ.get(FOLDER) else _OWN) + generate_latest(
            _standing(position, projections)
        )

    async def metrics(request: Request) -> Response:
        if not _may_read(request, token):
            error = MetricsForbidden("Metrics are not for everybody.")
            return refusal(error, request)
        return Response(await run_in_threadpool(text), 200, {"Cache-Control": "no-store"}, CONTENT_TYPE_LATEST)

    return Route("/metrics", metrics)


def _standing(position: Callable[[], int], projections: Mapping[str, Callable[[], int]]) -> CollectorRegistry:
    """How things stand at the moment of asking; what can't be told is left out."""
    registry = CollectorRegistry()
    log = Gauge("catalograph_log_position", "The last event of the log.", registry=registry)
    behind = Gauge(
        "catalograph_projection_behind_events", "Events a projection lacks.", ("projection",), registry=registry
    )
    up = Gauge("catalograph_store_up", "Whether the store answers.", registry=registry)
    try:
        last = position()
    except CatalographError:
        return registry
    up.set(1)
    log.set(last)
    for name, reached in projections.items():
        try:
            behind.labels(name).set(max(0, last - reached()))
        except CatalographError:
            continue
    return registry


def _may_read(request: Request, token: str | None) -> bool:
    given = request.headers.get("authorization", "")
    if token is not None and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    passed_on = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via"))
    host = request.client.host if request.client is not None else ""
    return not passed_on and (host == "::1" or host.startswith("127."))
