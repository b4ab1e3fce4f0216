"""The caller: who they are, where they act, what they may do, and what their request costs."""

from __future__ import annotations

import strawberry

from graph.access.model import Actor, Permission, network_owner
from graph.tenants.model import Network as KnownNetwork
from schema.ask import Ask
from schema.fields import attribute, reading, relation
from schema.scalars import DateTime
from schema.types.patron import Patron, patrons_by_iri
from schema.types.tenant import Network, Tenant, network_of, readable, tenants_by_slug


@strawberry.type(description="What this request costs, and what may still be spent.")
class QueryCost:
    """What this request costs."""

    requested: int = attribute("The most this request can cost, computed before it ran.")
    limit: int = attribute("The most any one request may cost.")
    remaining: int = attribute("What the acting tenant may still spend on this server process.")
    reset_at: DateTime = attribute("When the whole budget is there again.")


@strawberry.type(description="The caller in the acting tenant.")
class Viewer:
    """The caller in the acting tenant."""

    actor: strawberry.Private[Actor]
    name: str = attribute("What the account is called.")

    @relation(cost=0)
    @staticmethod
    def tenant(parents: list[Viewer], ask: Ask) -> list[Tenant | None]:
        """The library the caller acts in; null where none."""
        return tenants_by_slug([each.actor.tenant for each in parents], ask)

    @relation(cost=0)
    @staticmethod
    def tenants(parents: list[Viewer], ask: Ask) -> list[list[Tenant]]:
        """The libraries the caller holds roles in; where that is none, the members of the networks they hold roles in
        whose catalogue they may read.
        """
        slugs = [_acting(each.actor, ask) for each in parents]
        return [[found for found in tenants_by_slug(each, ask) if found is not None] for each in slugs]

    @relation(cost=0)
    @staticmethod
    def networks(parents: list[Viewer], ask: Ask) -> list[list[Network]]:
        """The networks of the acting tenant whose shared descriptions the caller may write."""
        return [[network_of(one) for one in _written(each.actor, ask)] for each in parents]

    @relation(cost=0)
    @staticmethod
    def coordinates(parents: list[Viewer], ask: Ask) -> list[list[Network]]:
        """The networks that the caller coordinates."""
        every = list(ask.services.tenants.directory().networks)
        found = [network_of(each) for each in ask.services.tenants.networks(every) if each is not None]
        return [
            [one for one in found if each.actor.may(Permission.NETWORK_ADMIN, network_owner(str(one.slug)))]
            for each in parents
        ]

    @relation()
    @staticmethod
    def patron(parents: list[Viewer], ask: Ask) -> list[Patron | None]:
        """The caller's own account as a patron of the acting tenant; null where they are none."""
        return patrons_by_iri([each.actor.patron for each in parents], ask)

    @reading()
    def permissions(self) -> list[str]:
        """What the caller may do in the acting tenant; what is of no one tenant, wherever it is granted."""
        return sorted(each.value for each in Permission if self.actor.may(each))

    @relation(cost=0)
    @staticmethod
    def query_cost(parents: list[Viewer], ask: Ask) -> list[QueryCost]:
        """What this request costs."""
        spending = ask.spending
        cost = QueryCost(
            requested=spending.requested,
            limit=spending.limit,
            remaining=spending.remaining,
            reset_at=DateTime(spending.reset_at),
        )
        return [cost] * len(parents)


def _acting(actor: Actor, ask: Ask) -> list[str]:
    own = [slug for slug in actor.grants if ":" not in slug and slug != "*"]
    if own or not actor.grants:
        return own
    networks = [slug for slug in ask.services.tenants.directory().networks if network_owner(slug) in actor.grants]
    members = {one for each in ask.services.tenants.networks(networks) if each is not None for one in each.members}
    return sorted(members & readable(ask))


def _written(actor: Actor, ask: Ask) -> list[KnownNetwork]:
    (tenant,) = ask.services.tenants.tenants([actor.tenant or ""])
    slugs = [] if tenant is None else [
        slug for slug in tenant.networks if actor.may(Permission.CATALOGUE_WRITE, network_owner(slug))
    ]  # fmt: skip
    return [each for each in ask.services.tenants.networks(slugs) if each is not None]
