"""How a library comes to belong to a network: its administrator asks, and the network's lets it in.

Nothing is shared before both have said so, and a network's administrator learns of a library what concerns the network.
"""

from __future__ import annotations

from dataclasses import replace

from graph.access.model import Actor, Permission, network_owner, require
from graph.tenants.model import NoApplication, Tenant
from graph.tenants.service import TenantService


class Applications:
    """Applications of libraries for networks, and memberships. To who administers the network alone, a library is told
    with that network and no other.
    """

    def __init__(self, tenants: TenantService) -> None:
        self._tenants = tenants

    def apply(self, actor: Actor, network: str) -> Tenant:
        """Ask that the acting library may belong to a network; one that does stays so. Raises `UnknownNetwork`."""
        tenant = self._tenants.administered(actor).slug
        self._tenants.network(network)

        def asked(before: Tenant) -> Tenant:
            there = {*before.networks, *before.applied}
            return before if network in there else replace(before, applied=(*before.applied, network))

        return self._tenants.change(actor, tenant, "tenant.apply", asked)

    def admit(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """Let a library that asked belong to a network. Needs the network's administrator. Raises `NoApplication`."""
        if tenant not in {each.slug for each in self.of(actor, network)}:
            raise _none(tenant)

        def let_in(before: Tenant) -> Tenant:
            if network not in before.applied:
                raise _none(tenant)
            return before.joined(network)

        return _as_seen(actor, self._tenants.change(actor, tenant, "tenant.join", let_in))

    def leave(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """End a membership, or an application: as the library's administrator, or as the network's. Raises
        `NoApplication` to the latter where there is neither.
        """
        self.leaving(actor, tenant, network)
        return _as_seen(actor, self._tenants.leave(actor, tenant, network))

    def gone(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """Note that nothing of a library is left in a network. Callers have asked whether the actor may."""
        after = self._tenants.change(actor, tenant, "tenant.gone", lambda before: before.gone_from(network))
        return _as_seen(actor, after)

    def unfinished(self) -> list[tuple[Tenant, str]]:
        """The libraries of which something may be left in a network that they belong to no more, and the network."""
        every = self._tenants.directory().tenants.values()
        return [(each, network) for each in every for network in each.leaving]

    def leaving(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """The library, where the actor may end its membership or application, or complete that. Raises as `leave`."""
        if not actor.may(Permission.TENANT_ADMIN, tenant):
            require(actor, Permission.NETWORK_ADMIN, network_owner(network))
            (known,) = self._tenants.tenants([tenant])
            if known is None or network not in {*known.networks, *known.applied, *known.leaving}:
                raise _none(tenant)
        return _as_seen(actor, self._tenants.tenant(tenant))

    def of(self, actor: Actor, network: str) -> list[Tenant]:
        """The libraries that ask to belong to a network, by slug. Needs the network's administrator."""
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        self._tenants.network(network)
        every = self._tenants.directory().tenants.values()
        return [_as_seen(actor, each) for each in every if network in each.applied]


def _as_seen(actor: Actor, tenant: Tenant) -> Tenant:
    if actor.may(Permission.TENANT_ADMIN, tenant.slug):
        return tenant

    def own(networks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in networks if actor.may(Permission.NETWORK_ADMIN, network_owner(each)))

    return replace(tenant, networks=own(tenant.networks), applied=own(tenant.applied), leaving=own(tenant.leaving))


def _none(tenant: str) -> NoApplication:
    return NoApplication(f"No library “{tenant[:40]}” belongs to the network, or asks to.")
