"""Commands and queries on tenants, networks and locations.

Tenants and networks are few and asked for on every request, so they are held in memory until the log says that one
changed. Locations belong to a library's catalogue graph and are read like any document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Permission, acting, network_owner, require
from graph.access.scopes import Policies, Policy
from graph.access.watch import IDENTITY, Watched
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Expected, Key, Put
from graph.store.names import GraphKind, check_network, check_slug
from graph.store.names import Names as GraphNames
from graph.store.port import Store
from graph.store.scope import EVERY, Scope, grant
from graph.tenants.appearance import checked as checked_appearance
from graph.tenants.checks import (
    checked_group,
    checked_groups,
    checked_policy,
    checked_quota,
    checked_region,
    checked_sharing,
    checked_table,
    checked_transit,
)
from graph.tenants.documents import (
    network_node,
    network_of,
    tenant_node,
    tenant_of,
)
from graph.tenants.locations import Locations
from graph.tenants.model import (
    Appearance,
    ForReaders,
    ImportPolicy,
    Location,
    Names,
    Network,
    NotAMember,
    Quota,
    RegionDiffers,
    Sharing,
    SlugTaken,
    StaleTenant,
    Tenant,
    UnknownNetwork,
    UnknownTenant,
    WrongRegion,
)
from graph.tenants.then import as_shared
from mappings.bibframe.node import Node

RECORD: Final = "bf:Instance"
"""What counts as a record: a description of something a library holds or offers."""
_PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Directory:
    """Every tenant and network by slug, in order of slug, and what access needs to know of them."""

    tenants: Mapping[str, Tenant]
    networks: Mapping[str, Network]
    policies: Policies
    region: str | None = None
    """Where the store is, None where nobody has said."""


class TenantService:
    """Libraries, their networks and their locations."""

    def __init__(self, store: Store, names: GraphNames, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._names = names
        self._clock = clock
        self._locations = Locations(store, names)
        self._directory = Watched(store, self._read_directory)

    # queries

    def directory(self) -> Directory:
        """All tenants and networks, as they are now."""
        return self._directory.get()

    def policies(self) -> Policies:
        """Who shares what with whom, as it is now: what `AccessService` computes scopes from."""
        return self.directory().policies

    def tenants(self, slugs: Sequence[str] | None = None) -> list[Tenant | None]:
        """The tenants in the order asked, None where unknown; every one in order of slug when none are named."""
        known = self.directory().tenants
        return list(known.values()) if slugs is None else [known.get(slug) for slug in slugs]

    def tenant(self, slug: str) -> Tenant:
        """One tenant. Raises `UnknownTenant`."""
        found = self.directory().tenants.get(slug)
        if found is None:
            raise UnknownTenant(f"There is no library “{slug}”.")
        return found

    def administered(self, actor: Actor) -> Tenant:
        """The acting library with all its settings. Needs `tenant.admin`."""
        return self.tenant(acting(actor, Permission.TENANT_ADMIN))

    def records(self, actor: Actor) -> int:
        """How many records the acting library has, as its quota counts them. Needs `tenant.admin`."""
        tenant = self.administered(actor).slug
        scope = Scope((grant({GraphKind.CATALOGUE}, {tenant}),))
        page = self._store.scan(self._names.graph(tenant, GraphKind.CATALOGUE), scope, type=RECORD, first=1, count=True)
        return page.total or 0

    def by_iri(self, iris: Sequence[str]) -> list[Tenant | None]:
        """The tenants with these IRIs, in the order asked."""
        start = self._names.tenant("")
        return self.tenants([iri[len(start) :] if iri.startswith(start) else "" for iri in iris])

    def networks(self, slugs: Sequence[str] | None = None) -> list[Network | None]:
        """The networks in the order asked, None where unknown; every one in order of slug when none are named."""
        known = self.directory().networks
        return list(known.values()) if slugs is None else [known.get(slug) for slug in slugs]

    def network(self, slug: str) -> Network:
        """One network. Raises `UnknownNetwork`."""
        found = self.directory().networks.get(slug)
        if found is None:
            raise UnknownNetwork(f"There is no network “{slug}”.", values={"network": slug})
        return found

    def as_of(self, scope: Scope, moment: datetime) -> Scope:
        """The graphs of a scope as they were at a moment, as far as they were shared then as they are now."""
        return as_shared(self._store, self._names, self.directory(), scope, moment)

    def locations(self, tenants: Sequence[str], scope: Scope) -> list[tuple[Location, ...]]:
        """See `Locations.of`."""
        return self._locations.of(tenants, scope)

    def locations_by_iri(self, iris: Sequence[str], scope: Scope) -> list[Location | None]:
        """See `Locations.by_iri`."""
        return self._locations.by_iri(iris, scope)

    # commands

    def create_network(
        self, actor: Actor, slug: str, name: Names, sharing: Sharing | None = None, *, is_moved: bool = False
    ) -> Network:
        """A new network, or one that `is_moved` here and keeps the name that it has. Only the installation's operator
        may. Raises `SlugTaken`, `InvalidName`, `Forbidden`.
        """
        require(actor, Permission.NETWORK_ADMIN, EVERY)
        check = check_slug if is_moved else check_network
        network = Network(check(slug), self._names.network(slug), dict(name), sharing or Sharing())
        self._create(actor, "network.create", slug, network_node(network))
        return network

    def create_tenant(
        self,
        actor: Actor,
        slug: str,
        name: Names,
        *,
        networks: Sequence[str] = (),
        sharing: Sharing | None = None,
        policy: ImportPolicy | None = None,
        item_table: str = "standard",
        quota: Quota | None = None,
        region: str | None = None,
        appearance: Appearance | None = None,
    ) -> Tenant:
        """A new library. Only the installation's operator may. Raises `SlugTaken`, `InvalidName`, `UnknownNetwork`."""
        require(actor, Permission.TENANT_ADMIN, EVERY)
        for network in networks:
            self.network(network)
        tenant = Tenant(
            check_slug(slug),
            self._names.tenant(slug),
            dict(name),
            tuple(dict.fromkeys(networks)),
            sharing or Sharing(),
            checked_policy(policy or ImportPolicy()),
            checked_table(item_table),
            checked_quota(quota or Quota()),
            self._placed(region),
            appearance=checked_appearance(appearance or Appearance()),
        )
        return replace(tenant, revision=self._create(actor, "tenant.create", slug, tenant_node(tenant, self._names)))

    def update(
        self,
        actor: Actor,
        slug: str,
        *,
        name: Names | None = None,
        sharing: Sharing | None = None,
        policy: ImportPolicy | None = None,
        item_table: str | None = None,
        quota: Quota | None = None,
        region: str | None = None,
        appearance: Appearance | None = None,
        member_group: str | None = None,
        member_groups: Mapping[str, str] | None = None,
        transit: Mapping[str, int] | None = None,
        asks_for_readers: ForReaders | None = None,
        if_revision: int | None = None,
    ) -> Tenant:
        """Change what is given, keep the rest; a `region` or `member_group` of "" is none. Needs `tenant.admin`, and
        for quota and region the installation's operator. Raises `WrongRegion` where the store is in another,
        `StaleTenant` where the library is not as in `if_revision`.
        """
        require(actor, Permission.TENANT_ADMIN, slug)
        self._refuse_unknown(
            [
                *(whom for _, whom in (sharing.given if sharing is not None else ())),
                *(transit or ()),
                *(member_groups or ()),
            ]
        )
        if quota is not None or region is not None:
            require(actor, Permission.TENANT_ADMIN, EVERY)

        def changed(before: Tenant) -> Tenant:
            if if_revision not in {None, before.revision}:
                raise StaleTenant("The library's settings are not as the caller saw them.")
            return replace(
                before,
                name=before.name if name is None else dict(name),
                sharing=before.sharing if sharing is None else checked_sharing(sharing),
                transit=before.transit if transit is None else checked_transit(transit),
                policy=before.policy if policy is None else checked_policy(policy),
                item_table=before.item_table if item_table is None else checked_table(item_table),
                quota=before.quota if quota is None else checked_quota(quota),
                region=before.region if region is None else self._placed(region or None),
                appearance=before.appearance if appearance is None else checked_appearance(appearance),
                member_groups=before.member_groups if member_groups is None else checked_groups(member_groups),
                asks_for_readers=before.asks_for_readers if asks_for_readers is None else asks_for_readers,
                member_group=before.member_group if member_group is None else checked_group(member_group) or None,
            )

        return self.change(actor, slug, "tenant.update", changed)

    def change(self, actor: Actor, slug: str, command: str, changed: Callable[[Tenant], Tenant]) -> Tenant:
        """Write what `changed` makes of a tenant, where that is another. Callers have asked whether the actor may.

        Raises `UnknownTenant`, `StaleTenant` where somebody was faster.
        """
        self.tenant(slug)
        (document,) = self._store.read([Key(self._names.identity, self._names.tenant(slug))], IDENTITY)
        if document is None:
            raise UnknownTenant(f"There is no library “{slug}”.")
        before = tenant_of(document.body, document.version)
        after = changed(before)
        if after == before:
            return before
        try:
            version = self._put(actor, command, document.key.iri, tenant_node(after, self._names), document.version)
        except Conflict:
            raise StaleTenant("Somebody changed the library's settings meanwhile.") from None
        return replace(after, revision=version)

    def settle(self, region: str) -> None:
        """Place the store in a region, for good. Raises `RegionDiffers` where it is in another."""
        placed = self.directory().region
        if placed is None:
            iri = f"{self._names.base}installation"
            node: Node = {"@id": iri, "@type": ["lsp:Installation"], "lsp:region": [checked_region(region)]}
            put = Put(Key(self._names.identity, iri), node, ABSENT)
            try:
                self._store.commit(Change(Cause("", "installation.settle", self._clock()), (put,)), IDENTITY)
            except Conflict:
                placed = self.directory().region
        if placed is not None and placed != region:
            raise RegionDiffers(f"CATALOGRAPH_REGION is {region}, but this store is in {placed}.")

    def join(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """Make a tenant a member. Both sides open something to the other, so it needs both sides' administrators."""
        self.network(network)
        return self._membership(actor, tenant, network, belongs=True)

    def leave(self, actor: Actor, tenant: str, network: str) -> Tenant:
        """End a membership, or an application for one. Either side's administrator may."""
        return self._membership(actor, tenant, network, belongs=False)

    def follow(self, actor: Actor, tenant: str, network: str | None) -> Tenant:
        """Choose the network whose lending rules hold behind the tenant's own, None for none; leaving it ends that.
        Needs `tenant.admin`. Raises `NotAMember`.
        """
        require(actor, Permission.TENANT_ADMIN, tenant)
        return self.change(
            actor, tenant, "tenant.follow", lambda before: replace(before, lending_network=_own(before, network))
        )

    def pool(self, actor: Actor, tenant: str, network: str | None) -> Tenant:
        """Choose the network in which the tenant's loans are counted with others', None for none; leaving it ends that.
        Needs `tenant.admin`. Raises `NotAMember`.
        """
        require(actor, Permission.TENANT_ADMIN, tenant)
        return self.change(
            actor, tenant, "tenant.pool", lambda before: replace(before, pooling_network=_own(before, network))
        )

    def add_locations(self, actor: Actor, tenant: str, wanted: Sequence[tuple[str, Names, str | None]]) -> None:
        """Add or rename locations given as (code, name, parent's code or None). Needs `tenant.admin`."""
        require(actor, Permission.TENANT_ADMIN, tenant)
        self.tenant(tenant)
        self._locations.add(self._cause(actor, "location.put"), tenant, wanted)

    # inside

    def _refuse_unknown(self, whom: Iterable[str]) -> None:
        """Raises `UnknownTenant`, `UnknownNetwork`."""
        for each in whom:
            network = each.removeprefix(network_owner(""))
            if network == each:
                self.tenant(each)
            else:
                self.network(network)

    def _membership(self, actor: Actor, tenant: str, network: str, *, belongs: bool) -> Tenant:
        sides = ((Permission.TENANT_ADMIN, tenant), (Permission.NETWORK_ADMIN, network_owner(network)))
        if belongs or not any(actor.may(permission, owner) for permission, owner in sides):
            for permission, owner in sides:
                require(actor, permission, owner)

        if belongs:
            return self.change(actor, tenant, "tenant.join", lambda before: before.joined(network))
        return self.change(actor, tenant, "tenant.leave", lambda before: before.parted(network))

    def _create(self, actor: Actor, command: str, slug: str, node: Node) -> int:
        try:
            return self._put(actor, command, node["@id"], node, ABSENT)
        except Conflict:
            raise SlugTaken(f"“{slug}” is taken.") from None

    def _put(self, actor: Actor, command: str, iri: str, node: Node, expects: Expected) -> int:
        put = Put(Key(self._names.identity, iri), node, expects)
        return self._store.commit(Change(self._cause(actor, command), (put,)), IDENTITY).versions[0]

    def _cause(self, actor: Actor, command: str) -> Cause:
        return Cause(actor.id, command, self._clock())

    def _read_directory(self) -> Directory:
        read = (tenant_of(each.body, each.version) for each in self._documents("lsp:Tenant"))
        tenants = sorted(read, key=lambda tenant: tenant.slug)
        members: dict[str, list[str]] = {}
        for tenant in tenants:
            for network in tenant.networks:
                members.setdefault(network, []).append(tenant.slug)
        networks = sorted(
            (network_of(body) for body in self._bodies("lsp:Network")),
            key=lambda network: network.slug,
        )
        return Directory(
            {tenant.slug: tenant for tenant in tenants},
            {each.slug: replace(each, members=tuple(members.get(each.slug, ()))) for each in networks},
            Policies(
                {tenant.slug: _policy_of(tenant) for tenant in tenants},
                {each.slug: each.sharing.catalogue for each in networks},
            ),
            next((str(body["lsp:region"][0]) for body in self._bodies("lsp:Installation")), None),
        )

    def _placed(self, region: str | None) -> str | None:
        """A library's region, which must be the store's."""
        placed = self.directory().region
        if region is not None and checked_region(region) != placed:
            where = "in no region" if placed is None else f"in {placed}"
            raise WrongRegion(f"This store is {where}, not in {region}.", hint="Set CATALOGRAPH_REGION first.")
        return region

    def _bodies(self, type: str) -> Iterator[Node]:
        return (document.body for document in self._documents(type))

    def _documents(self, type: str) -> Iterator[Document]:
        return walking.documents(self._store, self._names.identity, IDENTITY, type=type)


def _own(tenant: Tenant, network: str | None) -> str | None:
    """A network to which a tenant belongs, or None. Raises `NotAMember`."""
    if network is not None and network not in tenant.networks:
        raise NotAMember(
            f"“{tenant.slug}” doesn't belong to a network “{network[:40]}”.", values={"network": network[:40]}
        )
    return network


def _policy_of(tenant: Tenant) -> Policy:
    sharing = tenant.sharing
    return Policy(sharing.catalogue, tenant.networks, sharing.availability, sharing.requests, sharing.given)
