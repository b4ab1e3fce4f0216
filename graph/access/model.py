"""Permissions, roles, actors and what an actor asks to read: the values of access, with no store behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, TypeVar

from graph.store.scope import EVERY
from mappings.errors import CatalographError

T = TypeVar("T")


class AccessError(CatalographError):
    """Anything access refuses."""

    code: ClassVar[str] = "ACCESS"


class Forbidden(AccessError):
    """The caller lacks the permission, or named a library or network that isn't there for them to read."""

    code: ClassVar[str] = "FORBIDDEN"
    hint: ClassVar[str] = "Ask an administrator of the library for a role that allows it, or sign in as someone else."


class InvalidToken(AccessError):
    """The token is unknown, malformed, expired or revoked; which of them is not told."""

    code: ClassVar[str] = "UNAUTHENTICATED"
    hint: ClassVar[str] = "Check the token, or have a new one issued with `catalograph token issue`."


class UnknownRole(AccessError):
    """A role that no table of roles has."""

    code: ClassVar[str] = "UNKNOWN_ROLE"


class ScopeRefused(AccessError):
    """A token's scope that is no permission, or none that its account has anywhere."""

    code: ClassVar[str] = "SCOPE_REFUSED"
    hint: ClassVar[str] = "A token may do less than its account, never more; docs/how-to/sign-in.md has an example."


class UnknownAccount(AccessError):
    """An account or token id that doesn't exist."""

    code: ClassVar[str] = "UNKNOWN_ACCOUNT"
    hint: ClassVar[str] = "`catalograph token list` shows the accounts and tokens of a library."


class StaleAccount(AccessError):
    """The account was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and make the change on what is there now."


class OwnAccount(AccessError):
    """An administrator would keep themselves out: locked, or without the role that makes them one."""

    code: ClassVar[str] = "OWN_ACCOUNT"
    hint: ClassVar[str] = "Ask another administrator of the library to do it."


class Permission(StrEnum):
    """One right, granted by role in a tenant or in a network."""

    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_PROPOSE = "catalogue.propose"
    CATALOGUE_WRITE = "catalogue.write"
    CATALOGUE_IMPORT = "catalogue.import"
    CATALOGUE_MERGE = "catalogue.merge"
    HOLDINGS_READ = "holdings.read"
    HOLDINGS_WRITE = "holdings.write"
    CIRCULATION_READ = "circulation.read"
    CIRCULATION_WRITE = "circulation.write"
    OVERRIDE_BLOCKS = "circulation.override.blocks"
    OVERRIDE_RULES = "circulation.override.rules"
    OVERRIDE_REQUESTS = "circulation.override.requests"
    PATRONS_READ = "patrons.read"
    PATRONS_WRITE = "patrons.write"
    PATRONS_FEES = "patrons.fees"
    PATRONS_WAIVE = "patrons.waive"
    PATRONS_ERASE = "patrons.erase"
    ACQUISITIONS_READ = "acquisitions.read"
    ACQUISITIONS_WRITE = "acquisitions.write"
    TENANT_ADMIN = "tenant.admin"
    NETWORK_ADMIN = "network.admin"
    RESEARCH_SPARQL = "research.sparql"


class SharingLevel(StrEnum):
    """With whom a catalogue, or a network's own graph, is shared."""

    PUBLIC = "public"
    NETWORK = "network"
    PRIVATE = "private"


class SharedKind(StrEnum):
    """What of a library's others may have: its catalogue (descriptions, holdings and copies as they are recorded),
    whether copies can be had, and to ask for them.
    """

    CATALOGUE = "catalogue"
    AVAILABILITY = "availability"
    REQUESTS = "requests"


_P = Permission
_READING = frozenset({_P.CATALOGUE_READ, _P.HOLDINGS_READ})
_PROPOSING = _READING | {_P.CATALOGUE_PROPOSE}
_CATALOGUING = _PROPOSING | {_P.CATALOGUE_WRITE, _P.CATALOGUE_IMPORT, _P.CATALOGUE_MERGE, _P.HOLDINGS_WRITE}
_LENDING = frozenset({_P.CIRCULATION_READ, _P.CIRCULATION_WRITE, _P.PATRONS_READ, _P.PATRONS_WRITE, _P.PATRONS_FEES})
_OVERRIDING = frozenset({_P.OVERRIDE_BLOCKS, _P.OVERRIDE_RULES, _P.OVERRIDE_REQUESTS})
_BUYING = frozenset({_P.ACQUISITIONS_READ, _P.ACQUISITIONS_WRITE})

ROLES: Final[Mapping[str, frozenset[Permission]]] = MappingProxyType(
    {
        "reader": frozenset({_P.CATALOGUE_READ}),  # a discovery layer
        "researcher": _READING | {_P.RESEARCH_SPARQL},
        "contributor": _PROPOSING,  # a volunteer, a student, a colleague of another department
        "cataloguer": _CATALOGUING,
        "desk": _READING | {_P.HOLDINGS_WRITE} | _LENDING,
        "desk-lead": _READING | {_P.HOLDINGS_WRITE, _P.PATRONS_WAIVE, _P.PATRONS_ERASE} | _LENDING | _OVERRIDING,
        "acquisitions": _READING | {_P.HOLDINGS_WRITE} | _BUYING,
        "administrator": frozenset(Permission) - {_P.NETWORK_ADMIN},
        "coordinator": _CATALOGUING | {_P.RESEARCH_SPARQL, _P.NETWORK_ADMIN},  # of a network
    }
)
"""What each role may do where it is granted."""

_OF_NO_ONE_TENANT: Final = frozenset({_P.RESEARCH_SPARQL, _P.NETWORK_ADMIN})
"""Rights that aren't about one tenant's graphs: without a tenant named, a grant anywhere counts."""


def permissions_of(roles: tuple[str, ...]) -> frozenset[Permission]:
    """What these roles allow together. Raises `UnknownRole`."""
    for role in roles:
        if role not in ROLES:
            raise UnknownRole(
                f"There is no role “{role}”.", hint=f"The roles are: {', '.join(sorted(ROLES))}.", values={"role": role}
            )
    return frozenset().union(*(ROLES[role] for role in roles))


def scopes_of(names: Sequence[str], roles: Mapping[str, tuple[str, ...]]) -> tuple[Permission, ...]:
    """The permissions of these names, in order, each once. Raises `ScopeRefused` with every name that no permission
    has, or that none of the roles allow.
    """
    if unknown := [name for name in names if name not in set(Permission)]:
        raise ScopeRefused(f"There is no scope {_listed(unknown)}.", hint=f"The scopes are: {', '.join(Permission)}.")
    held = frozenset().union(*map(permissions_of, roles.values()))
    if missing := [name for name in names if Permission(name) not in held]:
        raise ScopeRefused(f"The account itself may not do this: {_listed(missing)}.")
    return tuple(sorted({Permission(name) for name in names}))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def network_owner(slug: str) -> str:
    """How grants name a network as their owner; a tenant is named by its slug."""
    return f"network:{slug}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `id` is opaque, `tenant` the tenant acted in, `grants` the permissions per owner.

    An owner is a tenant's slug, a network as `network_owner` names it, or EVERY for the installation's operator.
    """

    id: str
    name: str
    tenant: str | None = None
    grants: Mapping[str, frozenset[Permission]] = field(default_factory=dict)
    patrons: Mapping[str, str] = field(default_factory=dict)
    """Per tenant, the IRI of the patron this person is there."""

    @property
    def patron(self) -> str | None:
        """The patron this person is in the acting tenant: they read and change their own account by it."""
        return self.patrons.get(self.tenant) if self.tenant is not None else None

    def may(self, permission: Permission, tenant: str | None = None) -> bool:
        """Whether the permission holds in `tenant` (any owner), or in the acting tenant when none is named."""
        if permission in self.grants.get(EVERY, ()):
            return True
        owner = tenant if tenant is not None else self.tenant
        if owner is not None and permission in self.grants.get(owner, ()):
            return True
        return (
            tenant is None
            and permission in _OF_NO_ONE_TENANT
            and any(permission in each for each in self.grants.values())
        )

    def at(self, tenant: str | None) -> Actor:
        """The same person acting in another tenant. Grants stay as they are."""
        return replace(self, tenant=tenant)


ANONYMOUS: Final = Actor("anonymous", "Anonymous")
"""Whoever has not signed in: reads public catalogues and nothing else."""


def operator(tenant: str | None = None) -> Actor:
    """Whoever has the store's file in their hands: the command line. No request over the network becomes it."""
    return Actor("operator", "Operator", tenant, {EVERY: frozenset(Permission)})


def require(actor: Actor, permission: Permission, tenant: str | None = None) -> None:
    """Raise `Forbidden` unless the actor may do this in `tenant` (any owner), or in the acting tenant."""
    if not actor.may(permission, tenant):
        where = tenant if tenant is not None else actor.tenant
        place = " here" if where is None else " on this installation" if where == EVERY else f" in “{where}”"
        raise Forbidden(
            f"This needs the permission {permission.value}{place}.",
            which="permission",
            values={"permission": permission.value},
        )


def acting(actor: Actor, *permissions: Permission) -> str:
    """The library somebody acts in, where they may do all this. Raises `Forbidden`."""
    if actor.tenant is None:
        raise Forbidden(
            "Say in which library you are acting.", hint="Sign in to a library, or choose one.", which="no-library"
        )
    for each in permissions:
        require(actor, each)
    return actor.tenant


@dataclass(frozen=True, slots=True)
class Reading:
    """Which tenants' catalogues a question is about: some by slug, a network's members, or every readable one.

    Absent, it is the acting tenant and the graphs shared with it.
    """

    tenants: tuple[str, ...] = ()
    network: str | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A person or program that signs in. `roles` are given here, by name, per owner: a tenant's slug, or a network as
    `network_owner` names it.
    """

    id: str
    name: str
    tenant: str | None
    roles: Mapping[str, tuple[str, ...]]
    patrons: Mapping[str, str] = field(default_factory=dict)
    """Per tenant, the IRI of the patron they are there."""
    username: str = ""
    """The name a person signs in with; programs have none."""
    locked: bool = False
    """Whether an administrator keeps it out."""
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Roles as in `roles` that a provider's claims gave at the last sign-in there; the next one replaces them."""
    identities: tuple[str, ...] = ()
    """The IRIs of who its holder is at providers: documents of `graph.access.identities`."""
    revision: int = field(default=0, compare=False)
    """Which state of it this is; 0 where it was not read from a store."""

    @property
    def held(self) -> Mapping[str, tuple[str, ...]]:
        """Every role it has, given here or by claims, per owner."""
        owners = dict.fromkeys((*self.roles, *self.claimed))
        return {each: tuple(dict.fromkeys((*self.roles.get(each, ()), *self.claimed.get(each, ())))) for each in owners}

    def without(self, owner: str) -> Account:
        """The same account with nothing at one owner: no role, no patron, no home."""

        def left(what: Mapping[str, T]) -> dict[str, T]:
            return {each: value for each, value in what.items() if each != owner}

        home = None if self.tenant == owner else self.tenant
        return replace(
            self, tenant=home, roles=left(self.roles), claimed=left(self.claimed), patrons=left(self.patrons)
        )


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of an API token once it has been shown: never its secret. Times are in UTC."""

    id: str
    account: str
    label: str
    created: datetime
    expires: datetime | None = None
    revoked: datetime | None = None
    scopes: tuple[Permission, ...] = ()
    """All that it may do of what its account may; everything where there are none."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token: `secret` is the whole token as it is sent, shown this once."""

    secret: str
    token: Token
    account: Account
