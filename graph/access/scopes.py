"""Which graphs an actor may read and write: the wall between tenants, in one file.

A catalogue graph is readable to everyone when its tenant shares it publicly, to readers of any tenant in one of its
networks when it is shared with the network, and always to those with `catalogue.read` in the tenant itself; a tenant
may say otherwise of single tenants and networks, for each kind of what it shares. Every
other kind of graph is read by holders of permissions of its own in that tenant and by nobody else. Writing is in the
acting tenant alone, and in the shared graph of a network for those who catalogue for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from graph.access.model import Actor, Forbidden, Permission, Reading, SharedKind, SharingLevel, network_owner
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Grant, Scope, grant


@dataclass(frozen=True, slots=True)
class Policy:
    """What access needs to know of a tenant: with whom it shares what, and its networks' slugs. `given` says otherwise
    of single libraries, and of networks as `network_owner` names them: whether they have a kind.
    """

    sharing: SharingLevel
    networks: tuple[str, ...] = ()
    availability: SharingLevel = SharingLevel.PUBLIC
    requests: SharingLevel = SharingLevel.NETWORK
    given: Mapping[tuple[SharedKind, str], bool] = field(default_factory=dict)

    def level(self, kind: SharedKind) -> SharingLevel:
        """With whom a kind is shared where nothing else is said."""
        levels = (self.sharing, self.availability, self.requests)
        return dict(zip(SharedKind, levels, strict=True))[kind]

    def networks_of(self, kind: SharedKind) -> tuple[str, ...]:
        """Its networks whose members have a kind."""
        by_level = self.level(kind) is not SharingLevel.PRIVATE
        return tuple(each for each in self.networks if self.given.get((kind, network_owner(each)), by_level))


@dataclass(frozen=True, slots=True)
class _Reach:
    """Who has a kind, turned round: the tenants that everybody has it of, the readers of a network, and single ones."""

    public: frozenset[str]
    of_network: Mapping[str, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    refused: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Policies:
    """Every tenant's policy and with whom each network shares its own graph, by slug."""

    tenants: Mapping[str, Policy]
    networks: Mapping[str, SharingLevel]

    @property
    def public(self) -> frozenset[str]:
        """Tenants whose catalogue everyone reads."""
        return self._reaches[SharedKind.CATALOGUE].public

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """Per network, its tenants."""
        found: dict[str, set[str]] = {slug: set() for slug in self.networks}
        for slug, policy in self.tenants.items():
            for network in policy.networks:
                found.setdefault(network, set()).add(slug)
        return {network: frozenset(slugs) for network, slugs in found.items()}

    @cached_property
    def _reaches(self) -> Mapping[SharedKind, _Reach]:
        return {kind: self._reach(kind) for kind in SharedKind}

    def _reach(self, kind: SharedKind) -> _Reach:
        of_network: dict[str, set[str]] = {}
        given: dict[str, set[str]] = {}
        refused: dict[str, set[str]] = {}
        for slug, policy in self.tenants.items():
            for network in policy.networks_of(kind):
                of_network.setdefault(network, set()).add(slug)
            for (of, whom), allowed in policy.given.items():
                if of is kind:
                    (given if allowed else refused).setdefault(whom, set()).add(slug)
        public = (slug for slug, policy in self.tenants.items() if policy.level(kind) is SharingLevel.PUBLIC)
        return _Reach(frozenset(public), *(_frozen(each) for each in (of_network, given, refused)))

    def had_by(self, tenant: str, kind: SharedKind) -> frozenset[str]:
        """The other tenants of which a tenant has a kind by what they share."""
        reach, policy = self._reaches[kind], self.tenants.get(tenant)
        near = (reach.of_network.get(each, frozenset()) for each in (policy.networks if policy is not None else ()))
        shared = frozenset[str]().union(*near) - reach.refused.get(tenant, frozenset())
        return shared.union(reach.public, reach.given.get(tenant, frozenset()))

    def belongs_to(self, actor: Actor) -> frozenset[str]:
        """The networks an actor belongs to: those of tenants where they read the catalogue, and those granted."""
        found: set[str] = set()
        for owner, permissions in actor.grants.items():
            if Permission.CATALOGUE_READ not in permissions:
                continue
            policy = self.tenants.get(owner)
            if policy is not None:
                found.update(policy.networks)
            elif owner == EVERY:
                return frozenset(self.networks)
        granted = (slug for slug in self.networks if actor.may(Permission.CATALOGUE_READ, network_owner(slug)))
        return frozenset(found.union(granted))

    def readable(self, actor: Actor) -> frozenset[str]:
        """The tenants whose catalogue this actor reads."""
        if EVERY in actor.grants:
            return frozenset(self.tenants)
        return self._had(actor, SharedKind.CATALOGUE)

    def untold(self, actor: Actor, tenants: frozenset[str]) -> frozenset[str]:
        """Those of these tenants that don't tell this actor whether their copies can be had."""
        if EVERY in actor.grants or tenants <= self._reaches[SharedKind.AVAILABILITY].public:
            return frozenset()
        return tenants - self._had(actor, SharedKind.AVAILABILITY) - actor.patrons.keys()

    def _had(self, actor: Actor, kind: SharedKind) -> frozenset[str]:
        own = [
            owner
            for owner, permissions in actor.grants.items()
            if owner in self.tenants and Permission.CATALOGUE_READ in permissions
        ]
        granted = (slug for slug in self.networks if actor.may(Permission.CATALOGUE_READ, network_owner(slug)))
        reach = self._reaches[kind]
        shared = (reach.of_network.get(network, frozenset()) for network in granted)
        return reach.public.union(own, *(self.had_by(each, kind) for each in own), *shared)

    def readable_networks(self, actor: Actor) -> frozenset[str]:
        """The networks whose shared graph this actor reads."""
        public = (slug for slug, sharing in self.networks.items() if sharing is SharingLevel.PUBLIC)
        return self.belongs_to(actor).union(public)


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {each: frozenset(slugs) for each, slugs in found.items()}


_READS: Final[tuple[tuple[Permission, frozenset[GraphKind]], ...]] = (
    (Permission.CATALOGUE_WRITE, frozenset({GraphKind.SOURCE, GraphKind.STAFF})),
    (Permission.HOLDINGS_WRITE, frozenset({GraphKind.STAFF})),
    (Permission.CATALOGUE_IMPORT, frozenset({GraphKind.SETTINGS})),  # where the states of imports are kept
    (Permission.TENANT_ADMIN, frozenset({GraphKind.SETTINGS})),
    (Permission.CIRCULATION_READ, frozenset({GraphKind.CIRCULATION})),
    (Permission.PATRONS_READ, frozenset({GraphKind.PATRONS})),
    (Permission.ACQUISITIONS_READ, frozenset({GraphKind.ACQUISITIONS})),
)
"""The private graphs of a tenant that a permission there opens for reading."""

_DESCRIBING: Final = frozenset({GraphKind.CATALOGUE, GraphKind.SOURCE, GraphKind.STAFF})
_WRITES: Final[tuple[tuple[Permission, frozenset[GraphKind]], ...]] = (
    (Permission.CATALOGUE_WRITE, _DESCRIBING),
    (Permission.CATALOGUE_IMPORT, _DESCRIBING | {GraphKind.SETTINGS}),
    (Permission.HOLDINGS_WRITE, frozenset({GraphKind.CATALOGUE, GraphKind.STAFF})),
    (Permission.TENANT_ADMIN, frozenset({GraphKind.CATALOGUE, GraphKind.SETTINGS})),
    (Permission.CIRCULATION_WRITE, frozenset({GraphKind.CIRCULATION})),
    (Permission.PATRONS_WRITE, frozenset({GraphKind.PATRONS})),
    (Permission.ACQUISITIONS_WRITE, frozenset({GraphKind.ACQUISITIONS})),
)
"""The graphs of the acting tenant that a permission there opens for writing."""


def scope_of(actor: Actor, reading: Reading | None, policies: Policies) -> Scope:
    """The scope of one question or command. Raises `Forbidden` when something unreadable is asked for by name."""
    tenants, networks = _wanted(actor, reading or Reading(), policies)
    shared = (
        grant({GraphKind.VOCABULARY}, {""}),
        grant({GraphKind.NETWORK}, networks),
        grant({GraphKind.CATALOGUE}, tenants),
    )
    untold = policies.untold(actor, tenants)
    home = reading.tenants[0] if reading is not None and len(reading.tenants) == 1 else actor.tenant
    return Scope(shared + _private(actor, tenants), _writing(actor, policies), untold=untold, home=home or "")


def readable_tenants(scope: Scope, known: Mapping[str, Policy]) -> frozenset[str]:
    """The tenants whose catalogue graph the scope reads; every known one where it reads all."""
    owners = frozenset().union(*(each.owners for each in scope.reading if GraphKind.CATALOGUE in each.kinds))
    return frozenset(known) if EVERY in owners else owners


def _wanted(actor: Actor, reading: Reading, policies: Policies) -> tuple[frozenset[str], frozenset[str]]:
    """The tenants and networks whose shareable graphs are meant, all of them readable."""
    readable, networks = policies.readable(actor), policies.readable_networks(actor)
    if reading.all:
        return readable, networks
    if not reading.tenants and reading.network is None:
        if actor.tenant is None:
            return readable, networks
        return readable & {actor.tenant}, networks & _networks_of({actor.tenant}, policies)
    named = frozenset(reading.tenants)
    if missing := sorted(named - readable):
        raise Forbidden(f"There is no library “{missing[0]}” that you may read.")
    if reading.network is None:
        return named, networks & _networks_of(named, policies)
    if reading.network not in networks:
        raise Forbidden(f"There is no network “{reading.network}” that you may read.")
    return named | (policies.members[reading.network] & readable), frozenset({reading.network})


def _networks_of(tenants: frozenset[str] | set[str], policies: Policies) -> frozenset[str]:
    return frozenset(
        network for slug in tenants if slug in policies.tenants for network in policies.tenants[slug].networks
    )


def _private(actor: Actor, tenants: frozenset[str]) -> tuple[Grant, ...]:
    own = tenants if EVERY in actor.grants else tenants.intersection(actor.grants)
    if not own:
        return ()
    pairs = ((kinds, [slug for slug in own if actor.may(permission, slug)]) for permission, kinds in _READS)
    return tuple(grant(kinds, slugs) for kinds, slugs in pairs if slugs)


def _writing(actor: Actor, policies: Policies) -> tuple[Grant, ...]:
    kinds: set[GraphKind] = set()
    if actor.tenant in policies.tenants:
        kinds.update(*(opened for permission, opened in _WRITES if actor.may(permission, actor.tenant)))
    networks = [slug for slug in policies.networks if actor.may(Permission.CATALOGUE_WRITE, network_owner(slug))]
    found = []
    if kinds and actor.tenant is not None:
        found.append(grant(kinds, {actor.tenant}))
    if networks:
        found.append(grant({GraphKind.NETWORK}, networks))
    return tuple(found)
