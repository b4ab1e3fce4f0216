"""`coCirculationSettle`, `poolingNetworkSet`: whether and how what the same people borrow is counted in a network."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.scope import slug_in
from schema.types.tenant import Network, Tenant, network_of, tenant_of


@strawberry.input(description="How a network counts what the same people borrow.")
class CoCirculationSettleInput:
    """How a network counts what the same people borrow."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")
    k: int | None = strawberry.field(
        default=None,
        description="From how many distinct borrowers on a pair of works is told of, at least 5. Absent: it counts no "
        "more, and what was published is taken back.",
    )
    months: int = strawberry.field(default=3, description="How many months are counted together: 3, 6 or 12.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="The `revision` the caller saw; absent where it doesn't count yet."
    )


@strawberry.type(description="A network, or why nothing was changed.")
class CoCirculationSettlePayload:
    """A network, or why nothing was changed."""

    network: Network | None = attribute("The network as it is now.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[CoCirculationSettlePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.input(description="The network in which the acting library's loans are counted with those of others.")
class PoolingNetworkInput:
    """The network in which the acting library's loans are counted with those of others."""

    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network, by id or slug; one the library belongs to. Absent: none."
    )


@strawberry.type(description="A library and the network in which its loans are counted, or why nothing was changed.")
class PoolingNetworkPayload:
    """A library and the network in which its loans are counted."""

    tenant: Tenant | None = attribute("The library as it is now.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PoolingNetworkPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def co_circulation_settle(input: CoCirculationSettleInput, ask: Ask) -> CoCirculationSettlePayload:
    """Let a network count, or end that."""

    def command() -> CoCirculationSettlePayload:
        network, services = slug_in(input.network, Naming.NETWORK), ask.services
        if input.k is None:
            services.co_circulation.end(ask.actor, network)
        else:
            services.co_circulation.settle(ask.actor, network, input.k, input.months, revision_in(input.if_revision))
        return CoCirculationSettlePayload(network=network_of(services.tenants.network(network)), user_errors=[])

    return attempt(ask, command, lambda errors: CoCirculationSettlePayload(user_errors=errors))


def pooling_network_set(input: PoolingNetworkInput, ask: Ask) -> PoolingNetworkPayload:
    """Choose the network in which the acting tenant's loans are counted."""

    def command() -> PoolingNetworkPayload:
        network = None if input.network is None else slug_in(input.network, Naming.NETWORK)
        tenant = ask.services.tenants.administered(ask.actor).slug
        pooled = ask.services.tenants.pool(ask.actor, tenant, network)
        return PoolingNetworkPayload(tenant=tenant_of(pooled, ask), user_errors=[])

    return attempt(ask, command, lambda errors: PoolingNetworkPayload(user_errors=errors))
