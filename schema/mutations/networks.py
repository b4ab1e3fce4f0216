"""`networkApply`, `networkAdmit`, `networkLeave`: to which networks a library belongs."""

from __future__ import annotations

import strawberry

from graph.tenants.model import Tenant as KnownTenant
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.types.scope import slug_in
from schema.types.tenant_settings import Membership, membership_of

NETWORK = "The network, by id or slug."


@strawberry.input(description="A network that the acting library asks to belong to.")
class NetworkApplyInput:
    """A network that the acting library asks to belong to."""

    network: strawberry.ID = strawberry.field(description=NETWORK)


@strawberry.input(description="A library that asked to belong to a network.")
class NetworkAdmitInput:
    """A library that asked to belong to a network."""

    network: strawberry.ID = strawberry.field(description=NETWORK)
    tenant: strawberry.ID = strawberry.field(description="The library, by id or slug.")


@strawberry.input(description="A network that a library is to belong to no more, or asks no more to belong to.")
class NetworkLeaveInput:
    """A network that a library is to belong to no more."""

    network: strawberry.ID = strawberry.field(description=NETWORK)
    tenant: strawberry.ID | None = strawberry.field(
        default=None, description="The library, by id or slug, where the network's administrator ends it."
    )


@strawberry.type(description="To which networks a library belongs now, or why nothing was changed.")
class MembershipPayload:
    """To which networks a library belongs now."""

    membership: Membership | None = attribute("The library's networks.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[MembershipPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def network_apply(input: NetworkApplyInput, ask: Ask) -> MembershipPayload:
    """Ask to belong to a network."""

    def command() -> KnownTenant:
        return ask.services.applications.apply(ask.actor, slug_in(input.network, Naming.NETWORK))

    return attempt(ask, lambda: _payload(command()), lambda errors: MembershipPayload(user_errors=errors))


def network_admit(input: NetworkAdmitInput, ask: Ask) -> MembershipPayload:
    """Let a library belong to a network."""

    def command() -> KnownTenant:
        network, tenant = slug_in(input.network, Naming.NETWORK), slug_in(input.tenant, Naming.TENANT)
        return ask.services.applications.admit(ask.actor, tenant, network)

    return attempt(ask, lambda: _payload(command()), lambda errors: MembershipPayload(user_errors=errors))


def network_leave(input: NetworkLeaveInput, ask: Ask) -> MembershipPayload:
    """End a membership, or an application for one."""

    def command() -> KnownTenant:
        tenant = ask.actor.tenant if input.tenant is None else slug_in(input.tenant, Naming.TENANT)
        return ask.services.applications.leave(ask.actor, tenant or "", slug_in(input.network, Naming.NETWORK))

    return attempt(ask, lambda: _payload(command()), lambda errors: MembershipPayload(user_errors=errors))


def _payload(made: KnownTenant) -> MembershipPayload:
    return MembershipPayload(membership=membership_of(made), user_errors=[])
