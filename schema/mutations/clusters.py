"""`clusterDecide` and `clusterUndo`: people say which works of a network are one, and take that back."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import IRI, Revision
from schema.types.cluster import Cluster, ClusterAnswer, cluster_for
from schema.types.scope import slug_in
from schema.types.tenant import EVERYWHERE


@strawberry.input(description="A cluster or a proposal, as the caller saw it.")
class SeenClusterInput:
    """A cluster or a proposal, as the caller saw it."""

    iri: IRI = strawberry.field(description="Its IRI.")
    revision: Revision = strawberry.field(description="Its `revision` then.")


@strawberry.input(
    description="What a person says of works or agents: to accept or refuse a proposal, to join or split clusters."
)
class ClusterDecideInput:
    """What a person says of works."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")
    answer: ClusterAnswer = strawberry.field(description="Whether they are one.")
    works: list[strawberry.ID] = strawberry.field(
        description="Works, or agents, at most 50. TOGETHER: all are one. APART: those that are others than `against`."
    )
    against: list[strawberry.ID] | None = strawberry.field(
        default=None, description="APART alone: those that they are different from, such as the rest of a cluster."
    )
    if_revisions: list[SeenClusterInput] | None = strawberry.field(
        default=None, description="The clusters and proposals on which this is decided; it isn't where one has changed."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A decision to take back.")
class ClusterUndoInput:
    """A decision to take back."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")
    act: IRI = strawberry.field(description="The `act` of the decision. Once it is taken back, there is none.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="What was decided and the clusters that come of it, or why nothing was changed.")
class ClusterPayload:
    """What was decided and the clusters that come of it."""

    act: IRI | None = attribute("The decision, to take it back by.", default=None)
    clusters: list[Cluster] = strawberry.field(
        default_factory=list,
        description="The clusters in which its works are now; a work that is in none is by itself.",
    )
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[ClusterPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def cluster_decide(input: ClusterDecideInput, ask: Ask) -> ClusterPayload:
    """Say that works are one, or that they are not."""

    def command() -> ClusterPayload:
        network = slug_in(input.network, Naming.NETWORK)
        works, against = (
            [name_in(each, Naming.RESOURCE) for each in some] for some in (input.works, input.against or ())
        )
        act = ask.services.clusters.decide(
            ask.actor,
            network,
            input.answer.value,
            works,
            against,
            seen={str(each.iri): revision_in(each.revision) or 0 for each in input.if_revisions or ()},
            request_id=input.request_id,
        )
        return _made(network, act.iri, act.works, ask)

    return attempt(ask, command, lambda errors: ClusterPayload(user_errors=errors))


def cluster_undo(input: ClusterUndoInput, ask: Ask) -> ClusterPayload:
    """Take a decision back."""

    def command() -> ClusterPayload:
        network = slug_in(input.network, Naming.NETWORK)
        works = ask.services.clusters.undo(ask.actor, network, str(input.act), input.request_id)
        return _made(network, str(input.act), works, ask)

    return attempt(ask, command, lambda errors: ClusterPayload(user_errors=errors))


def _made(network: str, act: str, works: tuple[str, ...], ask: Ask) -> ClusterPayload:
    found = ask.services.clusters.of_works(works, ask.scope(EVERYWHERE))
    clusters = {one.iri: one for each in found for one in each if one.network == network}
    return ClusterPayload(act=IRI(act), clusters=[cluster_for(each) for each in clusters.values()], user_errors=[])
