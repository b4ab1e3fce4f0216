"""What a library has settled about itself, for its administrator."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.access.model import SharedKind as Kind
from graph.access.model import network_owner
from graph.tenants.model import MATCH_SCHEMES, OnConflict, OnMatch
from graph.tenants.model import ForReaders as KnownForReaders
from graph.tenants.model import Tenant as KnownTenant
from mappings.rules.tables.item_fields import ITEM_TABLE_NAMES
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.languages import LangString, lang_strings
from schema.scalars import Revision
from schema.types.tenant import Sharing, Tenant, tenant_of


@strawberry.enum(description="What an import does with a record that meets one there by another key than its own.")
class ImportMatch(Enum):
    """What an import does with a record that meets one already there."""

    UPDATE = choice(OnMatch.UPDATE, "It updates what is there.")
    SKIP = choice(OnMatch.SKIP, "It is left out.")
    ADD = choice(OnMatch.ADD, "It is added beside it.")


@strawberry.enum(description="Which statement wins when a person and the source both changed it since the last import.")
class ImportConflict(Enum):
    """Which statement wins."""

    KEEP = choice(OnConflict.KEEP, "The person's.")
    REPLACE = choice(OnConflict.REPLACE, "The source's.")


@strawberry.enum(description="Whether members are asked for what readers request and the library can't lend.")
class ForReaders(Enum):
    """Whether members are asked for what readers request and the library can't lend."""

    NOT = choice(KnownForReaders.NOT, "They aren't; staff ask.")
    BY_STAFF = choice(KnownForReaders.BY_STAFF, "They are, once staff agree.")
    AT_ONCE = choice(KnownForReaders.AT_ONCE, "They are, at once.")


@strawberry.type(description="How imports treat what is there.")
class ImportPolicy:
    """How imports treat what is there."""

    match_on: list[str] = attribute("The identifiers they match on besides the control number: lccn, oclc, isbn.")
    on_match: ImportMatch = attribute("What a record does that meets one by them.")
    on_conflict: ImportConflict = attribute("Whose statement wins.")
    source: str = attribute("The source they declare where none is named.")


@strawberry.enum(description="What of a library's others may have.")
class SharedKind(Enum):
    """What of a library's others may have."""

    CATALOGUE = choice(Kind.CATALOGUE, "Its descriptions, holdings and copies, as they are recorded.")
    AVAILABILITY = choice(Kind.AVAILABILITY, "Whether its copies can be had; else they can't, to who asks.")
    REQUESTS = choice(Kind.REQUESTS, "To ask for its copies.")


@strawberry.type(description="That a library, or the members of a network, have something of this library's, or not.")
class SharingException:
    """That somebody has something of this library's, or not."""

    kind: SharedKind = attribute("What.")
    tenant: str | None = attribute("The library's slug.", default=None)
    network: str | None = attribute("The network's slug.", default=None)
    allowed: bool = attribute("Whether they have it.")


@strawberry.type(description="How long something from another library is on its way.")
class TransitTime:
    """How long something from another library is on its way."""

    tenant: str = attribute("The library's slug.")
    days: int = attribute("The days.")


@strawberry.type(description="By whose lending rules one member of the library's networks is lent to.")
class MemberGroup:
    """By whose lending rules one member is lent to."""

    tenant: str = attribute("The library's slug.")
    group: str = attribute("The group of patrons.")


@strawberry.type(description="What the library may use. The installation's operator sets it.")
class Quota:
    """What the library may use."""

    records: int | None = attribute("How many records (instances) its catalogue may have; null: any number.")
    cost_per_minute: int | None = attribute("What its requests may cost a minute on one machine; null: no quota.")
    import_lanes: int = attribute("How many of its imports run at once on one machine.")


@strawberry.type(description="The networks of a library, for those who administer it or them.")
class Membership:
    """The networks of a library."""

    slug: str = attribute("The library's name in addresses.")
    names: list[LangString] = attribute("What it is called, in every language there is a name in.")
    networks: list[str] = attribute("The slugs of the networks it belongs to.")
    applied: list[str] = attribute("The slugs of those it asks to belong to.")


def membership_of(known: KnownTenant) -> Membership:
    """The networks of a library, for the API."""
    return Membership(
        slug=known.slug, names=lang_strings(known.name), networks=list(known.networks), applied=list(known.applied)
    )


@strawberry.type(description="What a library has settled about itself, for its administrator.")
class TenantSettings:
    """What a library has settled about itself."""

    known: strawberry.Private[KnownTenant]

    @relation(cost=0)
    @staticmethod
    def tenant(parents: list[TenantSettings], ask: Ask) -> list[Tenant]:
        """The library."""
        return [tenant_of(each.known, ask) for each in parents]

    @reading()
    def names(self) -> list[LangString]:
        """What it is called, in every language there is a name in."""
        return lang_strings(self.known.name)

    @reading()
    def membership(self) -> Membership:
        """The networks it belongs to, and those it asks to belong to."""
        return membership_of(self.known)

    @reading()
    def sharing(self) -> Sharing:
        """With whom it shares its catalogue, holdings included."""
        return Sharing(self.known.sharing.catalogue)

    @reading()
    def availability(self) -> Sharing:
        """Whom of those who read its catalogue it tells whether copies can be had."""
        return Sharing(self.known.sharing.availability)

    @reading()
    def requests(self) -> Sharing:
        """Who may ask for its copies."""
        return Sharing(self.known.sharing.requests)

    @reading()
    def exceptions(self) -> list[SharingException]:
        """For which libraries and networks something else holds."""
        return [_exception(kind, whom, allowed) for (kind, whom), allowed in sorted(self.known.sharing.given.items())]

    @reading()
    def member_group(self) -> str | None:
        """The group of patrons by whose lending rules members of its networks are lent to; null: they aren't."""
        return self.known.member_group

    @reading()
    def member_groups(self) -> list[MemberGroup]:
        """Members that are lent to as another group."""
        found = sorted(self.known.member_groups.items())
        return [MemberGroup(tenant=slug, group=group) for slug, group in found]

    @reading()
    def asks_for_readers(self) -> ForReaders:
        """Whether members are asked for what readers request and the library can't lend."""
        return ForReaders(self.known.asks_for_readers)

    @reading()
    def transit(self) -> list[TransitTime]:
        """How long things are on their way from other libraries, the nearest first."""
        found = sorted(self.known.transit.items(), key=lambda each: (each[1], each[0]))
        return [TransitTime(tenant=slug, days=days) for slug, days in found]

    @reading()
    def imports(self) -> ImportPolicy:
        """How its imports treat what is there."""
        policy = self.known.policy
        return ImportPolicy(
            match_on=list(policy.match_on),
            on_match=ImportMatch(policy.on_match),
            on_conflict=ImportConflict(policy.on_conflict),
            source=policy.source,
        )

    @reading()
    def item_table(self) -> str:
        """How the local item fields of its records are read."""
        return self.known.item_table

    @reading()
    def item_tables(self) -> list[str]:
        """The ways there are to read local item fields."""
        return sorted(ITEM_TABLE_NAMES)

    @reading()
    def match_schemes(self) -> list[str]:
        """The identifiers that imports can match on."""
        return list(MATCH_SCHEMES)

    @reading()
    def quota(self) -> Quota:
        """What it may use."""
        quota = self.known.quota
        return Quota(records=quota.records, cost_per_minute=quota.cost_per_minute, import_lanes=quota.import_lanes)

    @relation(cost=20)
    @staticmethod
    def records(parents: list[TenantSettings], ask: Ask) -> list[int]:
        """How many records it has, as its quota counts them."""
        return [ask.services.tenants.records(ask.actor)] * len(parents)

    @reading()
    def region(self) -> str | None:
        """The only region its data may be written in; null: any."""
        return self.known.region

    @reading()
    def revision(self) -> Revision:
        """What a change must name."""
        return Revision(str(self.known.revision))


def _exception(kind: Kind, whom: str, allowed: bool) -> SharingException:  # noqa: FBT001 - a value
    network = whom.removeprefix(network_owner(""))
    named = {"tenant": whom} if network == whom else {"network": network}
    return SharingException(kind=SharedKind(kind), allowed=allowed, **named)
