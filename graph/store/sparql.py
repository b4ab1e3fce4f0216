"""The SPARQL store as services see it: a read-only query over named graphs, with limits, answered from a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol

from graph.store.errors import StoreError
from graph.store.model import Document


class SparqlRefused(StoreError):
    """The query is malformed, or would write, or would call out. It was not run."""

    code: ClassVar[str] = "SPARQL_REFUSED"
    hint: ClassVar[str] = "Send one SELECT, ASK, CONSTRUCT or DESCRIBE without SERVICE."


class SparqlTimeout(StoreError):
    """The query ran longer, or took more memory, than a query may, and was stopped."""

    code: ClassVar[str] = "SPARQL_TIMEOUT"
    hint: ClassVar[str] = "Narrow the pattern, add a LIMIT, or ask for fewer graphs."


class SparqlStopped(Exception):
    """Whoever asked for a long answer had it stopped."""


class TermType(StrEnum):
    """What an RDF term is."""

    IRI = "iri"
    LITERAL = "literal"
    BNODE = "bnode"


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term of an answer."""

    type: TermType
    value: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SparqlAnswer:
    """Rows of a SELECT (a row holds a term or None per variable), the truth of an ASK, or the N-Triples of a graph.

    `truncated` tells that more rows than asked for were there. `position` is the last event the snapshot holds.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: str | None = None
    truncated: bool = False
    took_ms: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class NamedGraphs:
    """The graphs that a request names for its query, beside its text: those that make up the default graph, and those
    that can be named in it. They count in place of what FROM says.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Statements that `SparqlService.keep` wrote into a folder. Graphs that are `beside` are no part of the default
    graph unless a query names them.
    """

    folder: Path
    beside: frozenset[str] = frozenset()


class SparqlService(Protocol):
    """Answers queries over shareable graphs, in processes that can be stopped."""

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
        """Run `text` over `graphs` (default and named alike), or those of them that `dataset` names; of what was `kept`
        where that is given. Parties take turns where many ask at once.

        Raises `SparqlRefused`, `SparqlTimeout`, `Unavailable`.
        """
        ...

    def check(self, text: str, graphs: frozenset[str], dataset: NamedGraphs | None = None) -> None:
        """Raise `SparqlRefused` for what `query` would refuse without looking at any statement."""
        ...

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
        """A long answer in parts as they are found, in a process of its own that no other query waits for: each has
        some of the rows, or of the triples, and tells whether the answer ends there because of its limit.

        Raises as `query` does, and `SparqlStopped` soon after `stopped` says so.
        """
        ...

    def keep(self, folder: Path, documents: Iterable[Document], position: int) -> None:
        """Write what documents say into a folder, with the terms of shared vocabularies, to be asked by itself;
        `position` is the last event that it knows of. Raises `Unavailable`, `OSError`.
        """
        ...

    def position(self) -> int:
        """The last event the newest snapshot holds."""
        ...
