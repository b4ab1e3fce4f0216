"""How clusters are written into a network's graph: what is one, what a person is to look at, and what people decided.

A cluster keeps its address while its members change; one that was joined with an older leads there. Nothing names a
person: who decided is in the log alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.network.clusters.agent_features import AGENT_FEATURES
from graph.network.clusters.grouping import Link, Pair
from graph.network.clusters.scoring import row
from graph.store.alike import CLUSTER, MEMBER
from graph.store.model import Document, Key, Version
from graph.store.names import NETWORKS, Names, opaque_id, parse_graph
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import iris, nodes, plain, texts

AGENTS: Final = "lsp:AgentCluster"
PROPOSAL: Final = "lsp:ClusterProposal"
PROPOSED: Final = "lsp:proposedSame"
DECISION: Final = "lsp:ClusterDecision"
DECIDED: Final = "lsp:decidedOn"
ACT: Final = "lsp:act"
_OF_AGENTS: Final = frozenset(each.name for each in AGENT_FEATURES)


class Answer(StrEnum):
    """What a person said of two works."""

    TOGETHER = "together"
    APART = "apart"


class Kind(StrEnum):
    """What is compared."""

    WORKS = "works"
    AGENTS = "agents"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against: what was compared, the outcome, and the sentence for a person."""

    feature: str
    outcome: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two works that were compared, the score from 0 to 1, and why."""

    works: Pair
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def kind(self) -> Kind:
        """Whether the two are works or agents, as what was compared tells."""
        return Kind.WORKS if _OF_AGENTS.isdisjoint(each.feature for each in self.evidence) else Kind.AGENTS


@dataclass(frozen=True, slots=True)
class Cluster:
    """Works that are one, or agents, in a network. `likenesses` are what joined them, the surest first."""

    iri: str
    network: str
    members: tuple[str, ...]
    likenesses: tuple[Likeness, ...]
    revision: int


Clusters: TypeAlias = Callable[[Sequence[str], Scope], list[list[Cluster]]]
"""Per work its clusters, one in each network whose graph the scope reads."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two works that may be one, for a person to look at."""

    iri: str
    network: str
    likeness: Likeness
    revision: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of two works; `act` is the address of everything they said at once."""

    iri: str
    works: Pair
    answer: Answer
    act: str
    revision: int


def cluster_key(names: Names, network: str, local: str) -> Key:
    """Where a cluster is."""
    return Key(names.network_graph(network), names.resource(NETWORKS, "clusters", local))


def first_key(names: Names, network: str, work: str, number: int = 0) -> Key:
    """Where a cluster is made of which this work is the first; other numbers where something is there already."""
    return cluster_key(names, network, opaque_id("cluster", network, work, str(number)))


def proposal_key(names: Names, network: str, pair: Pair) -> Key:
    """Where it is said that two works may be one."""
    local = opaque_id("proposal", network, *pair)
    return Key(names.network_graph(network), names.resource(NETWORKS, "cluster-proposals", local))


def decision_key(names: Names, network: str, pair: Pair) -> Key:
    """Where it is said what a person decided of two works."""
    local = opaque_id("decision", network, *pair)
    return Key(names.network_graph(network), names.resource(NETWORKS, "cluster-decisions", local))


def cluster_node(iri: str, members: Sequence[str], joined: Collection[Link], *, agents: bool = False) -> Node:
    """The document of a cluster of works, or of agents."""
    said = [
        {"@id": f"#likeness-{number}", **_likeness("lsp:between", each)}
        for number, each in enumerate((each for each in joined if each.pair[0] in members), 1)
    ]
    node: Node = {"@id": iri, "@type": [AGENTS if agents else CLUSTER], MEMBER: _references(members)}
    return {**node, "lsp:likeness": said} if said else node


def leading_to(iri: str, kept: str) -> Node:
    """The document of a cluster that was joined with another."""
    return {"@id": iri, "@type": [REDIRECT], REPLACED_BY: [{"@id": kept}]}


def proposal_node(iri: str, link: Link) -> Node:
    """The document of a proposal."""
    return {"@id": iri, **_likeness(PROPOSED, link), "@type": [PROPOSAL]}


def decision_node(iri: str, pair: Pair, answer: Answer, act: str) -> Node:
    """The document of a decision."""
    return {
        "@id": iri,
        "@type": [DECISION],
        DECIDED: _references(pair),
        "lsp:verdict": [answer.value],
        ACT: [{"@id": act}],
    }


def cluster_of(document: Document | None) -> Cluster | None:
    """A cluster from its document; None for another document."""
    if document is None or {CLUSTER, AGENTS}.isdisjoint(document.body["@type"]):
        return None
    body = document.body
    found = [read for each in nodes(body, "lsp:likeness") if (read := _likeness_of(each, "lsp:between")) is not None]
    network = parse_graph(document.key.graph).owner
    return Cluster(document.key.iri, network, tuple(sorted(iris(body, MEMBER))), tuple(found), document.version)


def proposal_of(document: Document | None) -> Proposal | None:
    """A proposal from its document; None for another document, and where one of the two is no longer named."""
    if document is None or PROPOSAL not in document.body["@type"]:
        return None
    likeness = _likeness_of(document.body, PROPOSED)
    network = parse_graph(document.key.graph).owner
    return None if likeness is None else Proposal(document.key.iri, network, likeness, document.version)


def decision_of(document: Document | None) -> Decision | None:
    """A decision from its document; None for another document, and where one of the two is no longer named."""
    if document is None or DECISION not in document.body["@type"]:
        return None
    works, acts = sorted(iris(document.body, DECIDED)), iris(document.body, ACT)
    if len(works) != 2 or not acts:
        return None
    answer = Answer(plain(document.body, "lsp:verdict") or "")
    return Decision(document.key.iri, (works[0], works[1]), answer, acts[0], document.version)


def begun(past: Sequence[Version], act: str) -> int | None:
    """Where in a decision's history, oldest first, an act begins; None where that is forgotten."""
    found = (at for at, each in enumerate(past) if each.body is not None and act in iris(each.body, ACT))
    return next(found, None)


def _references(of: Sequence[str]) -> list[Node]:
    return [{"@id": each} for each in of]


def _likeness(name: str, link: Link) -> Node:
    return {
        "@type": ["lsp:Likeness"],
        name: _references(link.pair),
        "lsp:score": [str(link.score.value)],
        "lsp:evidence": [" ".join(each) for each in link.score.evidence],
    }


def _likeness_of(node: Node, name: str) -> Likeness | None:
    works = sorted(iris(node, name))
    if len(works) != 2:
        return None
    found = []
    for each in texts(node, "lsp:evidence"):
        feature, _, outcome = each.value.partition(" ")
        if (known := row(feature, outcome)) is not None:
            found.append(Evidence(feature, outcome, known.says, known.weight))
    return Likeness((works[0], works[1]), float(plain(node, "lsp:score") or 0), tuple(found))
