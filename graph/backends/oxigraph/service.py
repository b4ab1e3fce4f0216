"""SPARQL as services see it: a query is checked here and answered by a worker process from the newest snapshot of all
statements, or of those that its readers may read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any, Final

from graph.backends.oxigraph.audiences import FEW
from graph.backends.oxigraph.follower import places_of, snapshots_of
from graph.backends.oxigraph.keeping import keep
from graph.backends.oxigraph.pool import Worker, Workers
from graph.backends.oxigraph.refusal import Dataset, checked
from graph.backends.oxigraph.snapshots import Snapshot, newest
from graph.store.errors import ProjectionUnavailable
from graph.store.model import Document
from graph.store.sparql import Kept, NamedGraphs, SparqlAnswer, SparqlRefused, Term, TermType

_WORKERS: Final = 3
_MEMORY_BYTES: Final = 2**30


class OxigraphSparql:
    """Answers from the snapshots in `directory`, which another process keeps making.

    `memory_bytes` is what one worker may hold; a query that needs more is stopped. `base` is what addresses in a query
    that are not whole ones are relative to, where it names no base itself.
    """

    def __init__(
        self, directory: Path, *, workers: int = _WORKERS, memory_bytes: int = _MEMORY_BYTES, base: str | None = None
    ) -> None:
        self._snapshots, self._places = snapshots_of(directory), places_of(directory)
        self._seen: tuple[Snapshot | None, frozenset[str]] = (None, frozenset())
        self._workers = Workers(workers, memory_bytes)
        self._memory_bytes, self._base = memory_bytes, base

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
        """Run `text` over `graphs` (default and named alike), or those that `dataset` names, when it is the turn of
        `party`; of what was `kept`, or of the newest snapshot.

        Raises `SparqlRefused`, `SparqlTimeout`, `Unavailable`.
        """
        if kept is None:
            request = self._request(text, graphs, dataset, max_rows)
        else:
            request = _request_of(kept, text, graphs, dataset, max_rows)
        request["base"] = self._base
        began = time.perf_counter()
        found = self._workers.run(request, time_limit_s, party)
        return _answer(_held(found), int((time.perf_counter() - began) * 1000))

    def keep(self, folder: Path, documents: Iterable[Document], position: int) -> None:
        """See `SparqlService.keep`."""
        keep(folder, documents, position)

    def check(self, text: str, graphs: frozenset[str], dataset: NamedGraphs | None = None) -> None:
        """See `SparqlService.check`."""
        checked(text, graphs, dataset)

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
        """See `SparqlService.parts`: a worker is started for it, and ended."""
        request = self._request(text, graphs, dataset, max_rows)
        request |= {"time_limit_s": time_limit_s, "base": self._base}
        worker = Worker.start(self._memory_bytes, tied=True)
        began = time.perf_counter()
        try:
            for found in worker.ask_in_parts(request, time.monotonic() + time_limit_s, stopped):
                held = _held(found)
                if not held.keys() <= {"last", "position"}:
                    yield _answer(held, int((time.perf_counter() - began) * 1000))
        finally:
            worker.stop()

    def _request(self, text: str, graphs: frozenset[str], dataset: NamedGraphs | None, max_rows: int) -> dict[str, Any]:
        """What a worker is asked. Raises `SparqlRefused`, `ProjectionUnavailable`."""
        chosen = checked(text, graphs, dataset)
        if self.position() == 0:
            raise ProjectionUnavailable("There is no SPARQL store here, or it is being made.")
        return _asking(text, self._snapshots_for(chosen, graphs), chosen, max_rows)

    def _snapshots_for(self, dataset: Dataset, graphs: frozenset[str]) -> Path:
        """Where the query is answered soonest: all statements, or its audience's where that is as new."""
        last = newest(self._snapshots)
        if last is None or len(graphs) <= FEW or len(dataset.default) < len(graphs) or self._graphs(last) <= graphs:
            return self._snapshots
        self._places.ask(graphs)
        own = snapshots_of(self._places.of(graphs))
        found = newest(own)
        return self._snapshots if found is None or found.position < last.position else own

    def _graphs(self, snapshot: Snapshot) -> frozenset[str]:
        seen, graphs = self._seen
        if seen != snapshot:
            try:
                graphs = snapshot.graphs()
            except OSError:  # it was removed just now, or an earlier release made it
                return frozenset()
            self._seen = (snapshot, graphs)
        return graphs

    def position(self) -> int:
        """The last event the newest snapshot holds."""
        found = newest(self._snapshots)
        return 0 if found is None else found.position

    def close(self) -> None:
        """End the worker processes."""
        self._workers.close()


def _request_of(
    kept: Kept, text: str, graphs: frozenset[str], dataset: NamedGraphs | None, max_rows: int
) -> dict[str, Any]:
    """What a worker is asked of statements that are kept by themselves. Raises `SparqlRefused`,
    `ProjectionUnavailable`.
    """
    chosen = checked(text, graphs, dataset)
    if len(chosen.default) == len(chosen.named) == len(graphs):
        chosen = Dataset(tuple(each for each in chosen.default if each not in kept.beside), chosen.named)
    if newest(snapshots_of(kept.folder)) is None:
        raise ProjectionUnavailable("What was kept is there no more.", hint="Ask again.")
    return _asking(text, snapshots_of(kept.folder), chosen, max_rows)


def _asking(text: str, directory: Path, dataset: Dataset, max_rows: int) -> dict[str, Any]:
    return {
        "text": text,
        "directory": str(directory),
        "default": dataset.default,
        "named": dataset.named,
        "max_rows": max(max_rows, 0),
    }


def _held(found: dict[str, Any]) -> dict[str, Any]:
    """What a worker found. Raises `SparqlRefused`, `ProjectionUnavailable` where that is nothing."""
    if "refused" in found:
        raise SparqlRefused(f"The query is not well formed: {found['refused']}.")
    if "failed" in found:
        raise ProjectionUnavailable("The SPARQL store can't be read.")
    return found


def _answer(found: dict[str, Any], took_ms: int) -> SparqlAnswer:
    return SparqlAnswer(
        variables=tuple(found.get("variables", ())),
        rows=tuple(tuple(None if term is None else _term(term) for term in row) for row in found.get("rows", ())),
        boolean=found.get("boolean"),
        triples=found.get("triples"),
        truncated=bool(found.get("truncated", False)),
        took_ms=took_ms,
        position=int(found["position"]),
    )


def _term(parts: list[Any]) -> Term:
    if parts[0] == "literal":
        return Term(TermType.LITERAL, parts[1], parts[2], parts[3])
    return Term(TermType(parts[0]), parts[1])
