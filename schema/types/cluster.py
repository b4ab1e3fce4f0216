"""Clusters: which works or agents of a network's libraries are one, why, and what waits for a person to decide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

import strawberry

from graph.network.clusters import documents
from graph.network.clusters.deciding import Standing
from graph.network.clusters.documents import Answer, Kind, Likeness, Proposal
from graph.network.clusters.documents import Cluster as Known
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.ids import Naming
from schema.scalars import IRI, DateTime, Revision
from schema.types.agent import Agent
from schema.types.scope import slug_in
from schema.types.tenant import EVERYWHERE, Network, network_of
from schema.types.work import Work

R = TypeVar("R", Work, Agent)


@strawberry.enum(description="What a person says of works.")
class ClusterAnswer(Enum):
    """What a person says of works."""

    TOGETHER = choice(Answer.TOGETHER, "They are one work.")
    APART = choice(Answer.APART, "They are different works.")


@strawberry.enum(description="What is compared.")
class ClusterKind(Enum):
    """What is compared."""

    WORK = choice(Kind.WORKS, "Works.")
    AGENT = choice(Kind.AGENTS, "Persons, bodies, and whatever else is an agent.")


@strawberry.input(description="Which proposals are wanted; what is absent is no condition.")
class ClusterProposalFilterInput:
    """Which proposals are wanted."""

    kind: ClusterKind | None = strawberry.field(default=None, description="Of works, or of agents.")
    tenant: strawberry.ID | None = strawberry.field(
        default=None, description="With something that this library describes, by id or slug."
    )

    def wanted(self) -> tuple[Kind | None, str | None]:
        """The same for the services. Raises `InvalidId`."""
        library = None if self.tenant is None else slug_in(self.tenant, Naming.TENANT)
        return None if self.kind is None else self.kind.value, library


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
        return _read([each.known.works for each in parents], ask, Work)

    @relation()
    @staticmethod
    def agents(parents: list[ClusterLikeness], ask: Ask) -> list[list[Agent]]:
        """The two, where they are agents and as far as the caller may read them."""
        return _read([each.known.works for each in parents], ask, Agent)


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
        return _read([each.known.members for each in parents], ask, Work)


@strawberry.type(description="Two works, or agents, that may be one, for a person to decide.")
class ClusterProposal:
    """Two works, or agents, that may be one."""

    iri: IRI = attribute("Its IRI.")
    revision: Revision = attribute("What a decision about it names.")
    kind: ClusterKind = attribute("Whether they are works or agents.")
    likeness: ClusterLikeness = attribute("How alike they are, and why.")


@strawberry.type(description="What a person said of works, or agents, at once, and holds.")
class ClusterAct:
    """What a person said of works, or agents, at once."""

    known: strawberry.Private[Standing]
    iri: IRI = attribute("Its IRI, to take it back by.")
    answer: ClusterAnswer = attribute("What they said.")
    members: list[IRI] = attribute("The IRIs of the works or agents that it is about.")

    @relation()
    @staticmethod
    def works(parents: list[ClusterAct], ask: Ask) -> list[list[Work]]:
        """The works that it is about, as far as the caller may read them."""
        return _read([each.known.act.works for each in parents], ask, Work)

    @relation()
    @staticmethod
    def agents(parents: list[ClusterAct], ask: Ask) -> list[list[Agent]]:
        """The agents that it is about, as far as the caller may read them."""
        return _read([each.known.act.works for each in parents], ask, Agent)

    @relation()
    @staticmethod
    def decided_at(parents: list[ClusterAct], ask: Ask) -> list[DateTime]:
        """When."""
        causes = ask.services.clusters.causes([each.known for each in parents])
        return [
            DateTime(each.known.changed if cause is None else cause.at)
            for cause, each in zip(causes, parents, strict=True)
        ]

    @relation()
    @staticmethod
    def decided_by(parents: list[ClusterAct], ask: Ask) -> list[str | None]:
        """What whoever said so is called, where the account is one of the network's."""
        causes = ask.services.clusters.causes([each.known for each in parents])
        by = ["" if each is None else each.actor for each in causes]
        names = {
            network: ask.services.administration.names(ask.actor, by, network)
            for network in {each.known.network for each in parents}
        }
        return [names[each.known.network].get(one) for one, each in zip(by, parents, strict=True)]


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
        iri=IRI(known.iri),
        revision=Revision(str(known.revision)),
        kind=ClusterKind(known.likeness.kind),
        likeness=_likeness(known.likeness),
    )


def act_for(known: Standing) -> ClusterAct:
    """A decision for the API."""
    act = known.act
    return ClusterAct(
        known=known, iri=IRI(act.iri), answer=ClusterAnswer(act.answer), members=[IRI(each) for each in act.works]
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


def _read(wanted: Sequence[Sequence[str]], ask: Ask, kind: type[R]) -> list[list[R]]:
    """Works, or agents, by IRI, those the caller may read."""
    from schema.types.views import resources_by_iri

    iris = list(dict.fromkeys(iri for each in wanted for iri in each))
    found = resources_by_iri(iris, ask, ask.scope(EVERYWHERE)) if iris else []
    known = {iri: each for iri, each in zip(iris, found, strict=True) if isinstance(each, kind)}
    return [[known[iri] for iri in each if iri in known] for each in wanted]
