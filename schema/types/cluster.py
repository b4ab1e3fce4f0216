"""Clusters: which works or agents of a network's libraries are one, why, and what waits for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.network.clusters import documents
from graph.network.clusters.documents import Answer, Likeness, Proposal
from graph.network.clusters.documents import Cluster as Known
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.scalars import IRI, Revision
from schema.types.agent import Agent
from schema.types.tenant import EVERYWHERE, Network, network_of
from schema.types.work import Work, work_of


@strawberry.enum(description="What a person says of works.")
class ClusterAnswer(Enum):
    """What a person says of works."""

    TOGETHER = choice(Answer.TOGETHER, "They are one work.")
    APART = choice(Answer.APART, "They are different works.")


@strawberry.type(description="One thing in which two works were compared.")
class ClusterEvidence:
    """One thing in which two works were compared."""

    feature: str = attribute("What was compared, such as `title` or `maker`.")
    outcome: str = attribute("What came of it, such as `equal`.")
    says: str = attribute("The same as a sentence.")
    weight: float = attribute("What it weighs: above 0 speaks for one work, below 0 against it.")


@strawberry.type(description="How alike two works or agents are.")
class ClusterLikeness:
    """How alike two works or agents are."""

    known: strawberry.Private[Likeness]
    iris: list[IRI] = attribute("The two.")
    score: float = attribute("How likely they are one, from 0 to 1.")
    evidence: list[ClusterEvidence] = attribute("Why.")

    @relation()
    @staticmethod
    def works(parents: list[ClusterLikeness], ask: Ask) -> list[list[Work]]:
        """The two, where they are works and as far as the caller may read them."""
        return _read([each.known.works for each in parents], ask)


@strawberry.type(description="Works, or agents, of several libraries that are one, in a network.")
class Cluster:
    """Works, or agents, of several libraries that are one."""

    known: strawberry.Private[Known]
    iri: IRI = attribute("Its IRI, which stays while its members change.")
    revision: Revision = attribute("What a decision about it names.")
    members: list[IRI] = attribute("The IRIs of its works or agents.")
    likenesses: list[ClusterLikeness] = attribute("What joined them, the surest first.")

    @relation(cost=0)
    @staticmethod
    def network(parents: list[Cluster], ask: Ask) -> list[Network]:
        """The network."""
        return [network_of(ask.services.tenants.network(each.known.network)) for each in parents]

    @relation(cost=2)
    @staticmethod
    def works(parents: list[Cluster], ask: Ask) -> list[list[Work]]:
        """Its works, as far as the caller may read them; of a cluster of agents none."""
        return _read([each.known.members for each in parents], ask)


@strawberry.type(description="Two works, or agents, that may be one, for a person to decide.")
class ClusterProposal:
    """Two works, or agents, that may be one."""

    iri: IRI = attribute("Its IRI.")
    revision: Revision = attribute("What a decision about it names.")
    likeness: ClusterLikeness = attribute("How alike they are, and why.")


def clusters_of(parents: Sequence[Work] | Sequence[Agent], ask: Ask) -> list[list[Cluster]]:
    """The clusters of each work or agent, in every network whose descriptions the caller reads."""
    found = ask.services.clusters.of_works([each.iri for each in parents], ask.scope(EVERYWHERE))
    return [[cluster_for(one) for one in each] for each in found]


def cluster_for(known: Known) -> Cluster:
    """A cluster for the API."""
    return Cluster(
        known=known,
        iri=IRI(known.iri),
        revision=Revision(str(known.revision)),
        members=[IRI(each) for each in known.members],
        likenesses=[_likeness(each) for each in known.likenesses],
    )


def proposal_for(known: Proposal) -> ClusterProposal:
    """A proposal for the API."""
    return ClusterProposal(
        iri=IRI(known.iri), revision=Revision(str(known.revision)), likeness=_likeness(known.likeness)
    )


def _likeness(known: Likeness) -> ClusterLikeness:
    return ClusterLikeness(
        known=known,
        iris=[IRI(each) for each in known.works],
        score=known.score,
        evidence=[_evidence(each) for each in known.evidence],
    )


def _evidence(known: documents.Evidence) -> ClusterEvidence:
    return ClusterEvidence(feature=known.feature, outcome=known.outcome, says=known.says, weight=known.weight)


def _read(wanted: Sequence[Sequence[str]], ask: Ask) -> list[list[Work]]:
    """Works by IRI, those the caller may read."""
    scope = ask.scope(EVERYWHERE)
    iris = list(dict.fromkeys(iri for each in wanted for iri in each))
    found = ask.services.catalogue.resources(iris, scope) if iris else []
    works = {iri: work_of(each, scope) for iri, each in zip(iris, found, strict=True) if each is not None}
    return [[works[iri] for iri in each if iri in works] for each in wanted]
