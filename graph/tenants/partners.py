"""Libraries elsewhere that a library lends to and borrows from: how both are known to each other, what may be asked.

A partner shows a key that we gave it, of which only a hash is kept. What we show it is needed as it is, so it can't be
hashed: like a webhook's secret it is kept in the private identity graph, which no scope of a person holds and no parcel
of a library carries, and no answer has it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Final

from graph.access.model import Actor, Permission, SharedKind, acting
from graph.access.watch import IDENTITY
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.model import Tenant, TenantError
from graph.tenants.payment_provider import checked_address
from graph.tenants.service import TenantService
from graph.tenants.texts import InvalidSettings, StaleSettings
from mappings.iso18626.messages import Agency

MOST: Final = 200
_LONGEST: Final = 200
_KEY_OCTETS: Final = 32
_MEMBER: Final = "Catalograph"
"""The type of the symbol by which members of an installation are known to each other."""
_MEMBER_ID: Final = "member-"


class UnknownPartner(TenantError):
    """The library has no partner of this id."""

    code: ClassVar[str] = "UNKNOWN_PARTNER"
    hint: ClassVar[str] = "`catalograph partner list` shows those there are."


@dataclass(frozen=True, slots=True)
class PartnerWanted:
    """A partner as an administrator wants it. `secret` None leaves the one that is there."""

    name: str
    symbol: Agency
    """What it is known as."""
    ours: Agency
    """What this library is known as to it."""
    group: str
    """The group of patrons by whose lending rules it is lent to."""
    address: str = ""
    """Where messages to it are sent; empty: none are."""
    asks: bool = True
    """Whether it may request of this library."""
    asked: bool = True
    """Whether this library may request of it."""
    account: str = ""
    secret: str | None = None
    """How this library makes itself known to it."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A library that is lent to or borrowed from; see `PartnerWanted`."""

    id: str
    name: str
    symbol: Agency
    ours: Agency
    group: str
    address: str
    asks: bool
    asked: bool
    account: str
    secret: str = field(repr=False)
    key: str = field(default="", repr=False)
    """The hash of what it shows; empty: it may send nothing."""
    tenant: str = ""
    """Its slug, where it is a member of one of the library's networks: what one of both does is written for both."""
    called: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """What a member is called, by language; of any other partner `name` is all there is."""


@dataclass(frozen=True, slots=True)
class Partners:
    """The partners of a library, in order of name, then the members of its networks. `revision` is what a change
    expects.
    """

    every: tuple[Partner, ...] = ()
    revision: int = 0

    def named(self, id: str) -> Partner | None:
        """The partner of this id."""
        return next((each for each in self.every if each.id == id), None)


class PartnerService:
    """The partners of libraries. Changing them needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def of(self, tenant: str) -> Partners:
        """Those of a library, for services that have asked who wants to know."""
        kept = self._kept(tenant)
        return Partners((*kept.every, *self._members(tenant)), kept.revision)

    def member(self, tenant: str, other: str) -> Partner | None:
        """Another member of one of a library's networks, where one of both lends to the other."""
        return next((each for each in self._members(tenant) if each.tenant == other), None)

    def others(self, tenant: str) -> tuple[str, ...]:
        """Every other library of the installation, whether it is a partner, was one, or never was, by slug."""
        return tuple(each for each in self._tenants.directory().tenants if each != tenant)

    def under_way(self, tenant: str, id: str) -> Partner | None:
        """Who a request that is under way is with: a partner, or a library of the same installation that is none any
        more, which neither asks nor is asked for anything else.
        """
        if (known := self.of(tenant).named(id)) is not None:
            return known
        every = self._tenants.directory().tenants
        other = every.get(id.removeprefix(_MEMBER_ID)) if id.startswith(_MEMBER_ID) else None
        return None if other is None else _member(every[tenant], other, asks=False, asked=False)

    def _members(self, tenant: str) -> Iterator[Partner]:
        known = self._tenants.directory()
        own = known.tenants[tenant]
        slugs = sorted({slug for network in own.networks for slug in known.networks[network].members} - {tenant})
        lenders = known.policies.had_by(tenant, SharedKind.REQUESTS)
        for other in (known.tenants[slug] for slug in slugs):
            asked = other.member_group is not None and other.slug in lenders
            asks = own.member_group is not None and tenant in known.policies.had_by(other.slug, SharedKind.REQUESTS)
            if asked or asks:
                yield _member(own, other, asks=asks, asked=asked)

    def _kept(self, tenant: str) -> Partners:
        (document,) = self._store.read([partners_key(self._names, tenant)], IDENTITY)
        if document is None:
            return Partners()
        every = sorted((_partner(each) for each in document.body.get("lsp:partner", ())), key=lambda each: each.name)
        return Partners(tuple(every), document.version)

    def seen(self, actor: Actor) -> Partners:
        """Those of the acting library, for who reads its lending. Raises `Forbidden`."""
        return self.of(acting(actor, Permission.CIRCULATION_READ))

    def showing(self, tenant: str, key: str) -> Partner | None:
        """The partner that shows this key."""
        digest = _digest(key)
        return next(
            (each for each in self.of(tenant).every if each.key and hmac.compare_digest(each.key, digest)), None
        )

    def add(self, actor: Actor, wanted: PartnerWanted, if_revision: int | None = None) -> tuple[Partner, str]:
        """A new partner, and the key that it has to show, which is told this once.

        Raises `InvalidSettings`, `StaleSettings`, `Forbidden`.
        """
        tenant, secret = acting(actor, Permission.TENANT_ADMIN), _new_key()
        made = _checked(wanted, secrets.token_hex(4), None, _digest(secret))
        known = self._expected(tenant, if_revision)
        if len(known.every) >= MOST:
            raise InvalidSettings(f"A library has at most {MOST} partners.")
        self._write(actor, tenant, "partner.add", (*known.every, made), known.revision)
        return made, secret

    def change(self, actor: Actor, id: str, wanted: PartnerWanted, if_revision: int | None = None) -> Partner:
        """Change a partner. Raises `UnknownPartner`, `InvalidSettings`, `StaleSettings`, `Forbidden`."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        known = self._expected(tenant, if_revision)
        before = _there(known, id)
        made = _checked(wanted, id, before.secret, before.key)
        self._write(actor, tenant, "partner.change", _with(known, made), known.revision)
        return made

    def new_key(self, actor: Actor, id: str) -> str:
        """Another key for a partner to show; the one it had is no good any more. Raises as `change` does."""
        tenant, secret = acting(actor, Permission.TENANT_ADMIN), _new_key()
        known = self._kept(tenant)
        made = replace(_there(known, id), key=_digest(secret))
        self._write(actor, tenant, "partner.key", _with(known, made), known.revision)
        return secret

    def remove(self, actor: Actor, id: str, if_revision: int | None = None) -> None:
        """Lend to and borrow from one no more; what is open with it stays as it is. Raises as `change` does."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        known = self._expected(tenant, if_revision)
        _there(known, id)
        left = tuple(each for each in known.every if each.id != id)
        self._write(actor, tenant, "partner.remove", left, known.revision)

    # inside

    def _expected(self, tenant: str, if_revision: int | None) -> Partners:
        known = self._kept(tenant)
        if if_revision is not None and if_revision != known.revision:
            raise StaleSettings("The partners are not as the caller saw them.")
        return known

    def _write(self, actor: Actor, tenant: str, command: str, every: tuple[Partner, ...], version: int) -> None:
        key = partners_key(self._names, tenant)
        node = {"@id": key.iri, "@type": ["lsp:Partners"], "lsp:partner": [_node(each) for each in every]}
        cause = Cause(actor.id, command, self._clock())
        try:
            self._store.commit(Change(cause, (Put(key, node, version or ABSENT),)), IDENTITY)
        except Conflict:
            raise StaleSettings("The partners were changed meanwhile.") from None


def partners_key(names: Names, tenant: str) -> Key:
    """Where a library's partners are kept."""
    return Key(names.identity, f"{names.base}partners/{tenant}")


def member_id(tenant: str) -> str:
    """What a library is called among the partners of another member of its networks."""
    return f"{_MEMBER_ID}{tenant}"


def _member(own: Tenant, other: Tenant, *, asks: bool, asked: bool) -> Partner:
    """Another member of a network as a partner: it may ask where it is lent to, and is asked where it lends."""
    name = next(iter(other.name.values()), other.slug)
    group = own.member_groups.get(other.slug) or own.member_group or ""
    names = Agency(_MEMBER, other.slug), Agency(_MEMBER, own.slug)
    return Partner(
        member_id(other.slug), name, *names, group, "", asks, asked, "", "", tenant=other.slug, called=other.name
    )


def _there(known: Partners, id: str) -> Partner:
    found = known.named(id)
    if found is None:
        raise UnknownPartner(f"There is no partner “{id}”.")
    return found


def _with(known: Partners, changed: Partner) -> tuple[Partner, ...]:
    return tuple(changed if each.id == changed.id else each for each in known.every)


def _new_key() -> str:
    return secrets.token_urlsafe(_KEY_OCTETS)


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(wanted: PartnerWanted, id: str, secret: str | None, key: str) -> Partner:
    address = checked_address(wanted.address, "A partner") if wanted.address.strip() else ""
    kept = (wanted.secret if wanted.secret is not None else secret) or ""
    texts = (wanted.name, wanted.group, wanted.symbol.type, wanted.symbol.value, wanted.ours.type, wanted.ours.value)
    if not all(0 < len(each.strip()) <= _LONGEST for each in texts) or len(wanted.account) > _LONGEST:
        raise InvalidSettings(
            f"A partner has a name, a group of patrons, its symbol and ours, each of at most {_LONGEST} characters."
        )
    if len(kept) > _LONGEST or not (kept.isascii() and (not kept or kept.isprintable())):
        raise InvalidSettings(f"What is shown to a partner has at most {_LONGEST} letters, digits and signs of ASCII.")
    return Partner(
        id,
        wanted.name.strip(),
        _trimmed(wanted.symbol),
        _trimmed(wanted.ours),
        wanted.group.strip(),
        address,
        wanted.asks,
        wanted.asked,
        wanted.account.strip(),
        kept,
        key,
    )


def _trimmed(agency: Agency) -> Agency:
    return Agency(agency.type.strip(), agency.value.strip())


def _node(partner: Partner) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": f"#{partner.id}",
        "@type": ["lsp:Partner"],
        "lsp:name": [partner.name],
        "lsp:symbol": [partner.symbol.type, partner.symbol.value],
        "lsp:ownSymbol": [partner.ours.type, partner.ours.value],
        "lsp:group": [partner.group],
        "lsp:may": [name for name, value in (("ask", partner.asks), ("be asked", partner.asked)) if value],
    }
    kept = (("lsp:address", partner.address), ("lsp:accountThere", partner.account), ("lsp:secret", partner.secret))
    node.update({name: [text] for name, text in (*kept, ("lsp:keyHash", partner.key)) if text})
    return {name: values for name, values in node.items() if values}


def _partner(node: dict[str, Any]) -> Partner:
    may = node.get("lsp:may", ())
    return Partner(
        node["@id"].removeprefix("#"),
        node["lsp:name"][0],
        Agency(*node["lsp:symbol"]),
        Agency(*node["lsp:ownSymbol"]),
        node["lsp:group"][0],
        node.get("lsp:address", [""])[0],
        "ask" in may,
        "be asked" in may,
        node.get("lsp:accountThere", [""])[0],
        node.get("lsp:secret", [""])[0],
        node.get("lsp:keyHash", [""])[0],
    )
