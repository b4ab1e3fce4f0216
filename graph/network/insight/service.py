"""Answers the questions of the table over a network, for those who belong to it.

Each is the answer of its SPARQL, so nothing here can say another thing than a query does. Needs no right to run
queries: the texts are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from graph.access.model import Actor, Forbidden, Reading
from graph.access.service import AccessService
from graph.network.insight import questions
from graph.network.insight.questions import Question
from graph.research.service import ResearchService
from graph.store.errors import InvalidName
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.sparql import SparqlAnswer, Term
from graph.tenants.service import TenantService

_NOT_IN_IRIS: Final = frozenset('<>"{}|^`\\ ')

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """The rows of an answer; whether it was cut because there were more than an answer may have."""

    rows: tuple[T, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A library and how many copies of a work it has."""

    tenant: str
    copies: int


@dataclass(frozen=True, slots=True)
class LastCopy:
    """A work and the one copy of it in the network."""

    work: str
    item: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many works two libraries describe, and how many of them both do."""

    here: int
    there: int
    both: int


@dataclass(frozen=True, slots=True)
class Common:
    """A library, how many works it describes, and how many of them the library that was asked about does as well."""

    tenant: str
    works: int
    both: int


@dataclass(frozen=True, slots=True)
class Version:
    """An edition of a work or of what is a version of it, and the language (an IRI) of that, where it is said."""

    work: str
    instance: str
    language: str | None


@dataclass(frozen=True, slots=True)
class LinkingAgent:
    """Who made works in both of two collections: the name as both write it, and of how many works in each."""

    name: str
    here: int
    there: int


class CollectionInsight:
    """What the collections of a network are to each other. Each answer has at most as many rows as a query's."""

    def __init__(self, names: Names, access: AccessService, tenants: TenantService, research: ResearchService) -> None:
        self._names, self._access, self._tenants, self._research = names, access, tenants, research

    def holders(self, actor: Actor, network: str, work: str, *, after_event: int | None = None) -> list[Holding]:
        """Which libraries have a work. Raises `Forbidden`, and as `ResearchService.answer` does."""
        answer = self._answer(actor, network, questions.HOLDERS, after_event, work=work)
        return [Holding(parse_graph(_text(graph)).owner, _number(copies)) for graph, copies in answer.rows]

    def last_copies(
        self, actor: Actor, network: str, library: str, *, after_event: int | None = None
    ) -> Answered[LastCopy]:
        """Works of which a library has the only copy in the network. Raises as `holders` does."""
        graph = self._member(network, library)
        answer = self._answer(actor, network, questions.LAST_COPIES, after_event, library=graph)
        return Answered(tuple(LastCopy(_text(work), _text(item)) for work, item in answer.rows), answer.truncated)

    def overlap(
        self, actor: Actor, network: str, library: str, other: str, *, after_event: int | None = None
    ) -> Overlap:
        """How many works two libraries have in common. Raises as `holders` does."""
        graphs = {"library": self._member(network, library), "other": self._member(network, other)}
        answer = self._answer(actor, network, questions.OVERLAP, after_event, **graphs)
        return Overlap(*map(_number, answer.rows[0]))

    def overlaps(self, actor: Actor, network: str, library: str, *, after_event: int | None = None) -> list[Common]:
        """What each library has in common with one, itself among them, the most first. Raises as `holders` does."""
        graph = self._member(network, library)
        answer = self._answer(actor, network, questions.OVERLAPS, after_event, library=graph)
        return [
            Common(parse_graph(_text(other)).owner, _number(works), _number(both)) for other, works, both in answer.rows
        ]

    def versions(self, actor: Actor, network: str, work: str, *, after_event: int | None = None) -> list[Version]:
        """Editions and translations of a work, by language. Raises as `holders` does."""
        answer = self._answer(actor, network, questions.VERSIONS, after_event, work=work)
        return [
            Version(_text(version), _text(instance), None if language is None else language.value)
            for version, instance, language in answer.rows
        ]

    def linking_agents(
        self, actor: Actor, network: str, library: str, other: str, *, after_event: int | None = None
    ) -> Answered[LinkingAgent]:
        """Who made works in both collections, the most linking first. Raises as `holders` does."""
        graphs = {"library": self._member(network, library), "other": self._member(network, other)}
        answer = self._answer(actor, network, questions.LINKING_AGENTS, after_event, **graphs)
        agents = (LinkingAgent(_text(name), _number(here), _number(there)) for name, here, there in answer.rows)
        return Answered(tuple(agents), answer.truncated)

    # inside

    def _member(self, network: str, library: str) -> str:
        """The graph of a member's catalogue."""
        if library not in self._tenants.network(network).members:
            raise Forbidden(f"There is no library “{library[:40]}” in the network that you may read.")
        return self._names.graph(library, GraphKind.CATALOGUE)

    def _answer(
        self, actor: Actor, network: str, question: Question, after_event: int | None, **given: str
    ) -> SparqlAnswer:
        if network not in self._tenants.policies().belongs_to(actor):
            raise Forbidden(f"There is no network “{network[:40]}” of yours.")
        scope = self._access.scope(actor, Reading(network=network))
        for each in given.values():
            if not _NOT_IN_IRIS.isdisjoint(each) or not each.startswith(self._names.base):
                raise InvalidName("That is no address of this installation.")
        graphs = self._research.graphs(scope)
        for name, graph in given.items():
            if name != "work" and graph not in graphs:
                raise Forbidden(f"There is no library “{parse_graph(graph).owner}” in the network that you may read.")
        return self._research.answer(question.text(**given), scope, f"network:{network}", after_event=after_event)


def _text(term: Term | None) -> str:
    return "" if term is None else term.value


def _number(term: Term | None) -> int:
    return 0 if term is None else int(term.value)
