"""Who said what of a resource, when, and from which source, in the words of PROV-O: each state of each of its
documents, and each statement that stands.

Everybody sees which library or network said it. The people who wrote it are named to those who see who changed what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from app.protocols.linked import memento
from graph.catalogue.model import Origin, Place
from graph.catalogue.past import declared, origins_of
from graph.catalogue.then import looks_back
from graph.services import Services
from graph.store.model import Version
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.scope import Scope
from mappings.bibframe.node import Node, Value, expand
from mappings.bibframe.provenance import DC, ENTITY, PROV, said

_TYPE: Final = "rdf:type"
PROVENANCE_WORDS: Final[Mapping[str, str]] = {"prov": PROV, "dc": DC}


def who_said(services: Services, iri: str, scope: Scope, moment: datetime) -> list[Node]:
    """The states of a resource up to a moment, the last two hundred of each document, and what stands since when."""
    found = memento.moments_of(services, iri, scope, moment)
    history: dict[str, list[Version]] = {}
    for each in found.states:
        history.setdefault(each.key.graph, []).append(each)
    staff = frozenset(graph for graph in history if looks_back(graph, scope))
    people = _people(services, [each for graph in staff for each in history[graph]])
    telling = _Telling(services.names, iri, staff, people)
    nodes: list[Node] = [{"@id": iri, "@type": [ENTITY]}]
    for states in history.values():
        nodes += telling.states(states)
        nodes += telling.statements(states, since_ever=found.more is not None)
    return [*nodes, *telling.persons()]


def _people(services: Services, states: Iterable[Version]) -> dict[str, str]:
    """What those are called who wrote these states, by their accounts."""
    accounts = list(dict.fromkeys(each.cause.actor for each in states if each.cause.actor))
    found = services.access.accounts(accounts) if accounts else []
    return {each: each if known is None else known.name for each, known in zip(accounts, found, strict=True)}


class _Telling:
    """Tells of one resource. `staff` are the graphs of which whoever asks sees who changed what."""

    def __init__(self, names: Names, iri: str, staff: frozenset[str], people: Mapping[str, str]) -> None:
        self._names, self._iri, self._staff, self._people = names, iri, staff, people
        self._number = 0

    def states(self, states: Sequence[Version]) -> Iterator[Node]:
        """Each state, at the address where it can be read again."""
        before: str | None = None
        for each in states:
            own = memento.as_of(self._iri, each.cause.at)
            node: Node = {
                "@id": own,
                "@type": [ENTITY],
                PROV + "specializationOf": [{"@id": self._iri}],
                **self._said(each),
            }
            yield node if before is None else {**node, PROV + "wasRevisionOf": [{"@id": before}]}
            before = own

    def statements(self, states: Sequence[Version], *, since_ever: bool) -> Iterator[Node]:
        """What stands at the end, and since which state. Where there were more states than these, nothing is told of
        what stood in the first of them: it may be older.
        """
        by_sequence = {each.sequence: each for each in states}
        for place, origin in origins_of(states).items():
            if not (since_ever and origin.sequence == states[0].sequence) and (value := _value(place)) is not None:
                yield self._statement(place, value, by_sequence[origin.sequence], origin)

    def persons(self) -> Iterator[Node]:
        """Those who wrote it."""
        for account, name in self._people.items():
            yield {"@id": self._person(account), "@type": [PROV + "Person"], "rdfs:label": [name]}

    def _statement(self, place: Place, value: Value, state: Version, origin: Origin) -> Node:
        self._number += 1
        return {
            "@id": f"{self._iri}#said-{self._number}",
            "@type": ["rdf:Statement", ENTITY],
            "rdf:subject": [{"@id": self._iri}],
            "rdf:predicate": [{"@id": expand(_TYPE if _is_type(place) else place.path.rpartition("/")[2])}],
            "rdf:object": [value],
            "lsp:statementPath": [place.path],
            PROV + "wasDerivedFrom": [{"@id": memento.as_of(self._iri, origin.cause.at)}],
            **self._said(state),
        }

    def _said(self, state: Version) -> Node:
        graph = state.key.graph
        kind, owner = parse_graph(graph)
        who = self._names.network(owner) if kind is GraphKind.NETWORK else self._names.tenant(owner)
        node = said(who, state.cause.at, declared(state))
        if graph in self._staff and state.cause.actor in self._people:
            person: Value = {"@id": self._person(state.cause.actor)}
            return {**node, PROV + "wasAttributedTo": [*node[PROV + "wasAttributedTo"], person]}
        return node

    def _person(self, account: str) -> str:
        return f"{self._iri}#by-{list(self._people).index(account) + 1}"


def _value(place: Place) -> Value | None:
    """What a statement says, where that is a text or a reference: parts are said by their own statements."""
    found = place.value
    if _is_type(place):
        return {"@id": expand(str(found))}
    if isinstance(found, dict):
        return found if "@value" in found or set(found) == {"@id"} else None
    return found


def _is_type(place: Place) -> bool:
    return place.path.rpartition("/")[2] == "@type"
