"""`tenantUpdate`: what a library has settled about itself."""

from __future__ import annotations

from dataclasses import replace

import strawberry

from graph.access.model import SharedKind as Kind
from graph.access.model import network_owner
from graph.tenants.model import ImportPolicy, InvalidPolicy, Sharing
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import NameInput, names_given, revision_in
from schema.scalars import Revision
from schema.types.scope import network_in, slug_in
from schema.types.tenant import Sharing as SharingLevel
from schema.types.tenant_settings import ForReaders, ImportConflict, ImportMatch, SharedKind, TenantSettings


@strawberry.input(description="How imports are to treat what is there; what is absent stays as it is.")
class ImportPolicyInput:
    """How imports are to treat what is there."""

    match_on: list[str] | None = strawberry.field(
        default=None, description="The identifiers to match on besides the control number: of lccn, oclc and isbn."
    )
    on_match: ImportMatch | None = strawberry.field(default=None, description="What a record does that meets one.")
    on_conflict: ImportConflict | None = strawberry.field(default=None, description="Whose statement wins.")
    source: str | None = strawberry.field(default=None, description="The source to declare where none is named.")


@strawberry.input(description="That a library, or the members of a network, have something of this library's, or not.")
class SharingExceptionInput:
    """That somebody has something of this library's, or not."""

    kind: SharedKind = strawberry.field(description="What.")
    tenant: strawberry.ID | None = strawberry.field(default=None, description="The library. Exclusive with `network`.")
    network: strawberry.ID | None = strawberry.field(default=None, description="The network. Exclusive with `tenant`.")
    allowed: bool = strawberry.field(description="Whether they have it.")


@strawberry.input(description="How long something from another library is on its way.")
class TransitTimeInput:
    """How long something from another library is on its way."""

    tenant: strawberry.ID = strawberry.field(description="The library, by id or slug.")
    days: int = strawberry.field(description="The days, 0 to 365.")


@strawberry.input(description="By whose lending rules one member of the library's networks is lent to.")
class MemberGroupInput:
    """By whose lending rules one member is lent to."""

    tenant: strawberry.ID = strawberry.field(description="The library, by id or slug.")
    group: str = strawberry.field(description="The group of patrons.")


@strawberry.input(description="What to settle about the acting library; what is absent stays as it is.")
class TenantUpdateInput:
    """What to settle about the acting library."""

    name: list[NameInput] | None = strawberry.field(default=None, description="What it is called, once a language.")
    sharing: SharingLevel | None = strawberry.field(
        default=None, description="With whom it shares its catalogue, holdings included."
    )
    availability: SharingLevel | None = strawberry.field(
        default=None, description="Whom of those who read its catalogue it tells whether copies can be had."
    )
    requests: SharingLevel | None = strawberry.field(default=None, description="Who may ask for its copies.")
    exceptions: list[SharingExceptionInput] | None = strawberry.field(
        default=None,
        description="For which libraries and networks something else holds; these instead of those before.",
    )
    transit: list[TransitTimeInput] | None = strawberry.field(
        default=None,
        description="How long things are on their way from other libraries; these instead of those before.",
    )
    member_group: str | None = strawberry.field(
        default=None,
        description="The group of patrons by whose lending rules members of its networks are lent to; empty: they "
        "aren't.",
    )
    member_groups: list[MemberGroupInput] | None = strawberry.field(
        default=None, description="Members that are lent to as another group; these instead of those before."
    )
    asks_for_readers: ForReaders | None = strawberry.field(
        default=None, description="Whether members are asked for what readers request and it can't lend."
    )
    imports: ImportPolicyInput | None = strawberry.field(
        default=None, description="How its imports treat what is there."
    )
    item_table: str | None = strawberry.field(
        default=None, description="How the local item fields of its records are read."
    )
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent, however it is now."
    )


@strawberry.type(description="The library's settings as they are now, or why nothing was changed.")
class TenantUpdatePayload:
    """The library's settings as they are now."""

    tenant_settings: TenantSettings | None = attribute("The settings.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[TenantUpdatePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def tenant_update(input: TenantUpdateInput, ask: Ask) -> TenantUpdatePayload:
    """Settle something about the acting library."""

    def command() -> TenantUpdatePayload:
        before = ask.services.tenants.administered(ask.actor)
        made = ask.services.tenants.update(
            ask.actor,
            before.slug,
            name=None if input.name is None else names_given(input.name),
            sharing=_sharing(before.sharing, input),
            transit=None
            if input.transit is None
            else {slug_in(each.tenant, Naming.TENANT): each.days for each in input.transit},
            member_group=input.member_group,
            member_groups=None
            if input.member_groups is None
            else {slug_in(each.tenant, Naming.TENANT): each.group for each in input.member_groups},
            asks_for_readers=None if input.asks_for_readers is None else input.asks_for_readers.value,
            policy=None if input.imports is None else _policy(before.policy, input.imports),
            item_table=input.item_table,
            if_revision=revision_in(input.if_revision),
        )
        return TenantUpdatePayload(tenant_settings=TenantSettings(known=made), user_errors=[])

    return attempt(ask, command, lambda errors: TenantUpdatePayload(user_errors=errors))


def _sharing(before: Sharing, wanted: TenantUpdateInput) -> Sharing | None:
    if not any(each is not None for each in (wanted.sharing, wanted.availability, wanted.requests, wanted.exceptions)):
        return None
    return Sharing(
        before.catalogue if wanted.sharing is None else wanted.sharing.value,
        before.availability if wanted.availability is None else wanted.availability.value,
        before.requests if wanted.requests is None else wanted.requests.value,
        before.given if wanted.exceptions is None else dict(map(_exception, wanted.exceptions)),
    )


def _exception(wanted: SharingExceptionInput) -> tuple[tuple[Kind, str], bool]:
    if (wanted.tenant is None) == (wanted.network is None):
        raise InvalidPolicy("An exception is for a library or for a network.", which="one-whom")
    network = network_in(wanted.network)
    whom = slug_in(wanted.tenant or "", Naming.TENANT) if network is None else network_owner(network)
    return (wanted.kind.value, whom), wanted.allowed


def _policy(before: ImportPolicy, wanted: ImportPolicyInput) -> ImportPolicy:
    return replace(
        before,
        match_on=before.match_on if wanted.match_on is None else tuple(dict.fromkeys(wanted.match_on)),
        on_match=before.on_match if wanted.on_match is None else wanted.on_match.value,
        on_conflict=before.on_conflict if wanted.on_conflict is None else wanted.on_conflict.value,
        source=before.source if wanted.source is None else wanted.source.strip(),
    )
