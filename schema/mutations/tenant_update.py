"""`tenantUpdate`: what a library has settled about itself."""

from __future__ import annotations

from dataclasses import replace

import strawberry

from graph.tenants.model import ImportPolicy, Sharing
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import NameInput, names_given, revision_in
from schema.scalars import Revision
from schema.types.tenant import Sharing as SharingLevel
from schema.types.tenant_settings import ImportConflict, ImportMatch, TenantSettings


@strawberry.input(description="How imports are to treat what is there; what is absent stays as it is.")
class ImportPolicyInput:
    """How imports are to treat what is there."""

    match_on: list[str] | None = strawberry.field(
        default=None, description="The identifiers to match on besides the control number: of lccn, oclc and isbn."
    )
    on_match: ImportMatch | None = strawberry.field(default=None, description="What a record does that meets one.")
    on_conflict: ImportConflict | None = strawberry.field(default=None, description="Whose statement wins.")
    source: str | None = strawberry.field(default=None, description="The source to declare where none is named.")


@strawberry.input(description="What to settle about the acting library; what is absent stays as it is.")
class TenantUpdateInput:
    """What to settle about the acting library."""

    name: list[NameInput] | None = strawberry.field(default=None, description="What it is called, once a language.")
    sharing: SharingLevel | None = strawberry.field(
        default=None, description="With whom it shares its catalogue, holdings included."
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
            sharing=None if input.sharing is None else Sharing(input.sharing.value),
            policy=None if input.imports is None else _policy(before.policy, input.imports),
            item_table=input.item_table,
            if_revision=revision_in(input.if_revision),
        )
        return TenantUpdatePayload(tenant_settings=TenantSettings(known=made), user_errors=[])

    return attempt(ask, command, lambda errors: TenantUpdatePayload(user_errors=errors))


def _policy(before: ImportPolicy, wanted: ImportPolicyInput) -> ImportPolicy:
    return replace(
        before,
        match_on=before.match_on if wanted.match_on is None else tuple(dict.fromkeys(wanted.match_on)),
        on_match=before.on_match if wanted.on_match is None else wanted.on_match.value,
        on_conflict=before.on_conflict if wanted.on_conflict is None else wanted.on_conflict.value,
        source=before.source if wanted.source is None else wanted.source.strip(),
    )
