"""Which works of a network's libraries are one, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page
from schema.fields import relation
from schema.ids import Naming
from schema.mutations.clusters import (
    ClusterDecideInput,
    ClusterPayload,
    ClusterUndoInput,
    cluster_decide,
    cluster_undo,
)
from schema.roots.arguments import Input, Roots
from schema.types.cluster import ClusterAct, ClusterProposal, ClusterProposalFilterInput, act_for, proposal_for
from schema.types.scope import slug_in

NetworkArgument = Annotated[strawberry.ID, strawberry.argument(description="The network, by id or slug.")]


@strawberry.type(description="What waits to be decided about works of several libraries.")
class ClusterQueries:
    """What waits to be decided about works of several libraries."""

    @relation(cost=10, per="first", requires="network.admin")
    @staticmethod
    def cluster_proposals(
        roots: Roots,
        ask: Ask,
        network: NetworkArgument,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Annotated[
            ClusterProposalFilterInput | None, strawberry.argument(description="Which are wanted; absent, all.")
        ] = None,
    ) -> list[Connection[ClusterProposal]]:
        """Works and agents of a network that may be one, for its coordinator to decide, the likeliest first."""
        wanted = page(first, after, last, before)
        kind, library = (None, None) if filter is None else filter.wanted()
        found = ask.services.clusters.waiting(ask.actor, slug_in(network, Naming.NETWORK), kind, library, wanted)
        return [connection(found, ask.scope(), lambda each, _: proposal_for(each))]

    @relation(cost=10, per="first", requires="network.admin")
    @staticmethod
    def cluster_acts(
        roots: Roots,
        ask: Ask,
        network: NetworkArgument,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[ClusterAct]]:
        """What people decided about works and agents of a network and holds, the last first, for its coordinator."""
        wanted = page(first, after, last, before)
        found = ask.services.clusters.standing(ask.actor, slug_in(network, Naming.NETWORK), wanted)
        return [connection(found, ask.scope(), lambda each, _: act_for(each))]


@strawberry.type(description="What is decided about works of several libraries.")
class ClusterMutations:
    """What is decided about works of several libraries."""

    @relation(cost=10, requires="network.admin")
    @staticmethod
    def cluster_decide(roots: Roots, ask: Ask, input: Input[ClusterDecideInput]) -> list[ClusterPayload]:
        """Say that works of a network are one, or that they are not. That holds whatever imports bring later."""
        return [cluster_decide(input, ask)]

    @relation(cost=10, requires="network.admin")
    @staticmethod
    def cluster_undo(roots: Roots, ask: Ask, input: Input[ClusterUndoInput]) -> list[ClusterPayload]:
        """Take such a decision back: what was said before holds again."""
        return [cluster_undo(input, ask)]
