"""Tenants, networks and locations as values, with the policies a library sets for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, Final, TypeAlias, Unpack

from graph.access.model import SharedKind, SharingLevel, network_owner
from mappings.errors import CatalographError, Said

Names: TypeAlias = Mapping[str, str]
"""A name in several languages: BCP 47 tag → text. `und` where the language isn't known."""


class TenantError(CatalographError):
    """Anything that can be wrong with a tenant, network or location."""

    code: ClassVar[str] = "TENANT"


class UnknownTenant(TenantError):
    """No library with this slug."""

    code: ClassVar[str] = "UNKNOWN_TENANT"
    hint: ClassVar[str] = "`catalograph tenant list` shows the libraries; `catalograph tenant create` adds one."


class UnknownNetwork(TenantError):
    """No network with this slug."""

    code: ClassVar[str] = "UNKNOWN_NETWORK"
    hint: ClassVar[str] = "`catalograph tenant network list` shows them; `catalograph tenant network create` adds one."


class NotAMember(TenantError):
    """The library doesn't belong to the network whose lending rules it would follow."""

    code: ClassVar[str] = "NOT_A_MEMBER"
    hint: ClassVar[str] = "`catalograph tenant show` names a library's networks; `catalograph tenant join` adds one."


class NoApplication(TenantError):
    """The library neither belongs to the network nor asks to, or there is no such library."""

    code: ClassVar[str] = "NO_APPLICATION"
    hint: ClassVar[str] = "An administrator of the library asks first: `networkApply`."


class SlugTaken(TenantError):
    """Another library or network already has this slug."""

    code: ClassVar[str] = "SLUG_TAKEN"
    hint: ClassVar[str] = "Choose another: a slug is part of every address and stays for good."


class StaleTenant(TenantError):
    """A library's settings were changed since the caller read them. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read them again and make the change on what is there now."


class InvalidPolicy(TenantError):
    """A sharing or import policy with a value it can't have."""

    code: ClassVar[str] = "INVALID_POLICY"


class QuotaExceeded(TenantError):
    """A library would have more records than it may. The change was not written; what was there before stays."""

    code: ClassVar[str] = "QUOTA_EXCEEDED"
    hint: ClassVar[str] = "Take records away, or ask the operator to raise it: `catalograph tenant set --records`."


class WrongRegion(TenantError):
    """A library's data may not be written to this store: it is kept in another region."""

    code: ClassVar[str] = "WRONG_REGION"
    hint: ClassVar[str] = "Write to the installation of the library's region."


class RegionDiffers(TenantError):
    """The region in the settings is not the one this store was placed in; a store stays where it is."""

    code: ClassVar[str] = "REGION_DIFFERS"
    hint: ClassVar[str] = "Correct CATALOGRAPH_REGION, or name the store of that region."


class InvalidAppearance(TenantError):
    """A setting of the public pages that can't be: `path` names which."""

    code: ClassVar[str] = "INVALID_APPEARANCE"

    def __init__(self, message: str, path: Sequence[str] = (), **said: Unpack[Said]) -> None:
        super().__init__(message, **said)
        self.path = tuple(path)


class OnMatch(StrEnum):
    """What an import does with a record that matches one already there by another key than its control number."""

    UPDATE = "update"
    SKIP = "skip"
    ADD = "add"


class OnConflict(StrEnum):
    """Which statement wins when a person and the source both changed it since the last import."""

    KEEP = "keep"
    REPLACE = "replace"


MATCH_SCHEMES: Final = ("lccn", "oclc", "isbn")
"""The identifiers an import may match on besides the control number."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom each kind of data is shared. Only the catalogue graph can be; all others are always private.

    Who reads the catalogue learns whether copies can be had as far as `availability` says, and may ask for them as far
    as `requests` does. `given` says otherwise of single libraries (slugs) and networks (as `network_owner` names them).
    """

    catalogue: SharingLevel = SharingLevel.PUBLIC
    availability: SharingLevel = SharingLevel.PUBLIC
    requests: SharingLevel = SharingLevel.NETWORK
    given: Mapping[tuple[SharedKind, str], bool] = field(default_factory=dict)

    def without(self, network: str) -> Sharing:
        """The same where nothing is said of a network."""
        owner = network_owner(network)
        return replace(self, given={each: allowed for each, allowed in self.given.items() if each[1] != owner})


@dataclass(frozen=True, slots=True)
class ImportPolicy:
    """How a tenant's imports treat what is there. `source` is the declared source where an import names none."""

    match_on: tuple[str, ...] = ()
    on_match: OnMatch = OnMatch.UPDATE
    on_conflict: OnConflict = OnConflict.KEEP
    source: str = "main"


@dataclass(frozen=True, slots=True)
class Quota:
    """What a library may use; None where nothing but the installation's own limits hold.

    `records` are instances in its catalogue, `cost_per_minute` is what its GraphQL requests may cost together on one
    machine, `import_lanes` how many of its imports run at once on one machine.
    """

    records: int | None = None
    cost_per_minute: int | None = None
    import_lanes: int = 1


PAGE_LANGUAGES: Final = ("en", "ar", "pl")
"""The languages that public pages are written in."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a library settles about its public pages. `accent` is `#rrggbb`, None for the pages' own colour.

    `languages` are offered in this order, the first where a reader asks for none of them. `welcome` is plain text per
    language; `hours` leads to the opening hours, `contact` to whom to ask.
    """

    accent: str | None = None
    languages: tuple[str, ...] = PAGE_LANGUAGES
    welcome: Names = field(default_factory=dict)
    hours: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """A consortium: tenants that share with each other. `sharing` is about the network's own graph.

    `members` are slugs in order.
    """

    slug: str
    iri: str
    name: Names
    sharing: Sharing = Sharing()
    members: tuple[str, ...] = ()


class ForReaders(StrEnum):
    """Whether what a library can't lend its readers is asked of members of its networks when they request it."""

    NOT = "not"
    BY_STAFF = "by-staff"
    AT_ONCE = "at-once"


@dataclass(frozen=True, slots=True)
class Tenant:
    """A library organisation. `networks` are slugs; `item_table` names how its local item fields are read."""

    slug: str
    iri: str
    name: Names
    networks: tuple[str, ...] = ()
    sharing: Sharing = Sharing()
    policy: ImportPolicy = ImportPolicy()
    item_table: str = "standard"
    quota: Quota = Quota()
    region: str | None = None
    """Where its data must be; None: anywhere."""
    lending_network: str | None = None
    """The one of its networks whose lending rules hold behind its own; None: none."""
    pooling_network: str | None = None
    """The one of its networks in which its loans are counted with those of others; None: none."""
    member_group: str | None = None
    """The group of patrons by whose lending rules members of its networks are lent to; None: they aren't."""
    member_groups: Mapping[str, str] = field(default_factory=dict)
    """Per other library, the group by whose rules it is lent to instead."""
    asks_for_readers: ForReaders = ForReaders.NOT
    """Whether members are asked for what readers request: not at all, once staff agree, or at once."""
    transit: Mapping[str, int] = field(default_factory=dict)
    """Per other library, the days that something from there is on its way."""
    appearance: Appearance = Appearance()
    applied: tuple[str, ...] = ()
    """The networks it has asked to belong to."""
    leaving: tuple[str, ...] = ()
    """The networks that it belongs to no more, where something of it may be left still."""
    revision: int = field(default=0, compare=False)
    """Which state of its settings this is; 0 where it is in no store."""

    def joined(self, network: str) -> Tenant:
        """The same library as a member of a network, which it asks no longer to be."""
        networks = tuple(dict.fromkeys((*self.networks, network)))
        applied, leaving = _without(self.applied, network), _without(self.leaving, network)
        return replace(self, networks=networks, applied=applied, leaving=leaving)

    def parted(self, network: str) -> Tenant:
        """The same library, not a member of a network nor asking to be, nor lending by its rules or counted in it."""
        followed = None if self.lending_network == network else self.lending_network
        pooling = None if self.pooling_network == network else self.pooling_network
        networks, applied = _without(self.networks, network), _without(self.applied, network)
        leaving = (*self.leaving, network) if network in self.networks else self.leaving
        return replace(
            self, networks=networks, lending_network=followed, pooling_network=pooling, applied=applied,
            leaving=leaving, sharing=self.sharing.without(network),
        )  # fmt: skip

    def gone_from(self, network: str) -> Tenant:
        """The same library when nothing of it is left in a network that it belonged to."""
        return replace(self, leaving=_without(self.leaving, network))


@dataclass(frozen=True, slots=True)
class Location:
    """Where items are: a library's branch, room or shelf. `code` is what its records say (852 $b and the like)."""

    iri: str
    tenant: str
    code: str
    name: Names
    parent: str | None = None


def _without(networks: tuple[str, ...], network: str) -> tuple[str, ...]:
    return tuple(each for each in networks if each != network)
