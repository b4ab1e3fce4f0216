"""`networkApply`, `networkAdmit`, `networkLeave`: to which networks a library belongs."""

from __future__ import annotations

import strawberry

from graph.network.departure import MOST_AT_ONCE, Departure
from graph.tenants.model import Tenant as KnownTenant
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.payload import USER_ERRORS, attempt, event_unless_tried
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
    dry_run: bool = strawberry.field(default=False, description="Tell what it comes to, and change nothing.")


@strawberry.type(
    description="What a library that leaves a network takes along, and what goes from the network with it."
)
class NetworkDeparture:
    """What leaving comes to."""

    taken: int = attribute("How many shared descriptions it has as its own from then on.")
    removed: int = attribute("How many that it brought in go, because no other member has anything of them.")
    cleared: int = attribute("How many others named its addresses, and no longer do.")
    accounts: int = attribute("How many accounts of its own lose their roles in the network.")
    ended: bool = attribute("Whether it is over; else more is to be taken along: send it again.")


@strawberry.type(description="To which networks a library belongs now, or why nothing was changed.")
class MembershipPayload:
    """To which networks a library belongs now."""

    membership: Membership | None = attribute("The library's networks.", default=None)
    departure: NetworkDeparture | None = attribute("What leaving comes to; null where nothing is left.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[MembershipPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


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

    def command() -> Departure:
        tenant = ask.actor.tenant if input.tenant is None else slug_in(input.tenant, Naming.TENANT)
        return ask.services.departures.leave(
            ask.actor,
            tenant or "",
            slug_in(input.network, Naming.NETWORK),
            dry_run=input.dry_run,
            most=MOST_AT_ONCE,
        )

    return attempt(
        ask,
        lambda: _left(command(), dry_run=input.dry_run),
        lambda errors: MembershipPayload(user_errors=errors, dry_run=input.dry_run),
    )


def _left(done: Departure, *, dry_run: bool) -> MembershipPayload:
    departure = NetworkDeparture(
        taken=done.taken, removed=done.removed, cleared=done.cleared, accounts=done.accounts, ended=done.ended
    )
    membership = membership_of(done.tenant)
    return MembershipPayload(membership=membership, departure=departure, user_errors=[], dry_run=dry_run)


def _payload(made: KnownTenant) -> MembershipPayload:
    return MembershipPayload(membership=membership_of(made), user_errors=[])
