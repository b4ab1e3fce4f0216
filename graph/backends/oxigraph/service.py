"""SPARQL as services see it: a query is checked here and answered by a worker process from the newest snapshot."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

from graph.backends.oxigraph.follower import snapshots_of
from graph.backends.oxigraph.pool import Workers
from graph.backends.oxigraph.refusal import checked
from graph.backends.oxigraph.snapshots import newest
from graph.store.errors import Unavailable
from graph.store.sparql import SparqlAnswer, SparqlRefused, Term, TermType

_WORKERS: Final = 3
_MEMORY_BYTES: Final = 2**30


class OxigraphSparql:
    """Answers from the snapshots in `directory`, which another process keeps making.

    `memory_bytes` is what one worker may hold; a query that needs more is stopped.
    """

    def __init__(self, directory: Path, *, workers: int = _WORKERS, memory_bytes: int = _MEMORY_BYTES) -> None:
        self._snapshots = snapshots_of(directory)
        self._workers = Workers(self._snapshots, workers, memory_bytes)

    def query(
        self, text: str, graphs: frozenset[str], *, max_rows: int = 1000, time_limit_s: float = 10.0, party: str = ""
    ) -> SparqlAnswer:
        """Run `text` over `graphs` (default and named alike) when it is the turn of `party`.

        Raises `SparqlRefused`, `SparqlTimeout`, `Unavailable`.
        """
        dataset = checked(text, graphs)
        began = time.perf_counter()
        found = self._workers.run(
            {
                "text": text,
                "default": dataset.default,
                "named": dataset.named,
                "max_rows": max(max_rows, 0),
            },
            time_limit_s,
            party,
        )
        if "refused" in found:
            raise SparqlRefused(f"The query is not well formed: {found['refused']}.")
        if "failed" in found:
            raise Unavailable("The SPARQL store could not answer.")
        return _answer(found, int((time.perf_counter() - began) * 1000))

    def position(self) -> int:
        """The last event the newest snapshot holds."""
        found = newest(self._snapshots)
        return 0 if found is None else found.position

    def close(self) -> None:
        """End the worker processes."""
        self._workers.close()


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
