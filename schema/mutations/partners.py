"""`partnerPut`, `partnerRemove`: which libraries elsewhere are lent to and borrowed from."""

from __future__ import annotations

import strawberry

from graph.tenants.partners import PartnerWanted
from mappings.iso18626.messages import Agency
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.partner import Partner, partner_of


@strawberry.input(description="What a library is known as to others.")
class LibrarySymbolInput:
    """What a library is known as to others."""

    type: str = strawberry.field(default="ISIL", description="The kind of symbol.")
    value: str = strawberry.field(description="The symbol.")


@strawberry.input(description="A library elsewhere that is lent to and borrowed from.")
class PartnerPutInput:
    """A library elsewhere that is lent to and borrowed from."""

    id: strawberry.ID | None = strawberry.field(default=None, description="The partner; absent, a new one is made.")
    name: str = strawberry.field(description="What it is called.")
    symbol: LibrarySymbolInput = strawberry.field(description="What it is known as.")
    own_symbol: LibrarySymbolInput = strawberry.field(description="What the acting tenant is known as to it.")
    group: str = strawberry.field(description="The group of patrons by whose lending rules it is lent to.")
    address: str | None = strawberry.field(
        default=None, description="Where messages to it are sent, with https://. Absent: none are sent."
    )
    may_ask: bool = strawberry.field(default=True, description="Whether it may ask the acting tenant for something.")
    is_asked: bool = strawberry.field(default=True, description="Whether the acting tenant may ask it for something.")
    account: str = strawberry.field(default="", description="The name of the account there, where it wants one.")
    secret: str | None = strawberry.field(
        default=None, description="The key that it gave us, told by no answer. Absent: the one that is there stays."
    )
    new_key: bool = strawberry.field(
        default=False, description="Whether it gets another key to show; a new partner gets one anyhow."
    )
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent, whatever is there is changed."
    )


@strawberry.input(description="A partner to lend to and borrow from no more.")
class PartnerRemoveInput:
    """A partner to lend to and borrow from no more."""

    id: strawberry.ID = strawberry.field(description="The partner.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent, whatever is there is changed."
    )


@strawberry.type(description="A partner, or why there is none.")
class PartnerPayload:
    """A partner, or why there is none."""

    partner: Partner | None = attribute("The partner as it is now; null where it was removed.", default=None)
    key: str | None = attribute("The key that it has to show, told this once.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PartnerPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def partner_put(input: PartnerPutInput, ask: Ask) -> PartnerPayload:
    """Make a partner, or change one."""
    partners = ask.services.partners
    wanted = PartnerWanted(
        input.name,
        Agency(input.symbol.type, input.symbol.value),
        Agency(input.own_symbol.type, input.own_symbol.value),
        input.group,
        input.address or "",
        input.may_ask,
        input.is_asked,
        input.account,
        input.secret,
    )

    def command() -> PartnerPayload:
        seen, key = revision_in(input.if_revision), None
        if input.id is None:
            made, key = partners.add(ask.actor, wanted, seen)
        else:
            made = partners.change(ask.actor, str(input.id), wanted, seen)
            key = partners.new_key(ask.actor, made.id) if input.new_key else None
        revision = partners.seen(ask.actor).revision
        return PartnerPayload(partner=partner_of(made, revision, ask), key=key, user_errors=[])

    return attempt(ask, command, lambda errors: PartnerPayload(user_errors=errors))


def partner_remove(input: PartnerRemoveInput, ask: Ask) -> PartnerPayload:
    """Lend to and borrow from a partner no more."""

    def command() -> PartnerPayload:
        ask.services.partners.remove(ask.actor, str(input.id), revision_in(input.if_revision))
        return PartnerPayload(user_errors=[])

    return attempt(ask, command, lambda errors: PartnerPayload(user_errors=errors))
