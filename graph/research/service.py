"""SPARQL within a scope: who may ask, and over which named graphs.

A query sees the graphs it is given and no others. Only kinds of graph that can be shared are ever among them, so
nothing private can be reached by any text of a query.
"""

from __future__ import annotations

from typing import Final

from graph.access.model import Actor, Permission, require
from graph.store.followed import Freshness
from graph.store.names import GraphKind, Names
from graph.store.scope import EVERY, Scope
from graph.store.sparql import Kept, NamedGraphs, SparqlAnswer, SparqlService

MAX_ROWS: Final = 10_000
"""The most rows one answer may hold unless an installation says otherwise."""


class ResearchService:
    """Runs read-only queries over the shareable graphs of a scope. No answer has more than `row_limit`
    rows or takes more than `time_limit_s` seconds.
    """

    def __init__(
        self,
        sparql: SparqlService,
        names: Names,
        freshness: Freshness,
        *,
        row_limit: int = MAX_ROWS,
        time_limit_s: float = 10.0,
    ) -> None:
        self._sparql, self._names, self._freshness = sparql, names, freshness
        self._row_limit, self._time_limit_s = row_limit, time_limit_s

    @property
    def limits(self) -> tuple[int, float]:
        """The most rows of an answer, and the most seconds that a query may take."""
        return self._row_limit, self._time_limit_s

    def sparql(
        self,
        actor: Actor,
        text: str,
        scope: Scope,
        *,
        max_rows: int | None = None,
        after_event: int | None = None,
        dataset: NamedGraphs | None = None,
    ) -> SparqlAnswer:
        """The answer of a query over every graph of `scope` that can be shared, or those of them that `dataset` names:
        `max_rows` of it at most; of the data as it was after `after_event` or later.

        Raises `Forbidden` without `research.sparql`, `SparqlRefused`, `SparqlTimeout`, `Unavailable`, and `Behind` or
        `NoSuchEvent` where an event is named.
        """
        require(actor, Permission.RESEARCH_SPARQL)
        party = _party_of(actor)
        return self.answer(text, scope, party, max_rows=max_rows, after_event=after_event, dataset=dataset)

    def answer(
        self,
        text: str,
        scope: Scope,
        party: str,
        *,
        max_rows: int | None = None,
        after_event: int | None = None,
        dataset: NamedGraphs | None = None,
    ) -> SparqlAnswer:
        """The same of a query that somebody who may ask wrote, or that stands in a table: `party` has its turn."""
        self._freshness.wait("sparql", after_event)
        rows = self._row_limit if max_rows is None else max(1, min(max_rows, self._row_limit))
        return self._sparql.query(
            text,
            self.graphs(scope),
            max_rows=rows,
            time_limit_s=self._time_limit_s,
            party=party,
            dataset=dataset,
        )

    def kept(
        self,
        actor: Actor,
        text: str,
        graphs: frozenset[str],
        kept: Kept,
        *,
        max_rows: int | None = None,
        dataset: NamedGraphs | None = None,
    ) -> SparqlAnswer:
        """The same of statements that are kept by themselves: the caller sees to it that the actor may read them."""
        require(actor, Permission.RESEARCH_SPARQL)
        rows = self._row_limit if max_rows is None else max(1, min(max_rows, self._row_limit))
        return self._sparql.query(
            text,
            graphs,
            max_rows=rows,
            time_limit_s=self._time_limit_s,
            party=_party_of(actor),
            dataset=dataset,
            kept=kept,
        )

    def prepared(
        self,
        actor: Actor,
        text: str,
        scope: Scope,
        *,
        after_event: int | None = None,
        dataset: NamedGraphs | None = None,
    ) -> frozenset[str]:
        """The graphs that a query would be answered from now, for one that runs later.

        Raises as `sparql` does for what it refuses without looking at any statement.
        """
        require(actor, Permission.RESEARCH_SPARQL)
        self._freshness.wait("sparql", after_event)
        graphs = self.graphs(scope)
        self._sparql.check(text, graphs, dataset)
        return graphs

    def graphs(self, scope: Scope) -> frozenset[str]:
        """The named graphs a query in this scope sees: catalogues, networks' shared graphs, the vocabularies."""
        found = {self._names.vocabulary}
        for each in scope.reading:
            owners = each.owners - {EVERY, ""}
            if GraphKind.CATALOGUE in each.kinds:
                found |= {self._names.graph(owner, GraphKind.CATALOGUE) for owner in owners}
            if GraphKind.NETWORK in each.kinds:
                found |= {self._names.network_graph(owner) for owner in owners}
        return frozenset(found)


def _party_of(actor: Actor) -> str:
    """With whom an actor shares a turn: all who may ask because of the same libraries and networks."""
    return " ".join(sorted(owner for owner, may in actor.grants.items() if Permission.RESEARCH_SPARQL in may))
