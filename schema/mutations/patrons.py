"""`patronCreate`, `patronUpdate`, `patronBlockAdd`, `patronBlockLift`: patrons as staff and they change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import strawberry

from graph.patrons.errors import InvalidPatron
from graph.patrons.model import Contact
from graph.patrons.model import Patron as Known
from graph.patrons.service import PatronWanted
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import POINT, point_named
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.scalars import Revision
from schema.types.patron import BlockScope, Patron, patron_of

REVISION = "The revision the caller saw. If it is no longer current, nothing is written."


@strawberry.input(description="How a patron is reached.")
class ContactInput:
    """How a patron is reached."""

    email: str = strawberry.field(default="", description="The address for e-mail.")
    phone: str = strawberry.field(default="", description="The telephone number.")
    address: str = strawberry.field(default="", description="The postal address.")
    language: str = strawberry.field(default="", description="The BCP 47 tag of the language to write in.")


@strawberry.input(description="A new patron.")
class PatronCreateInput:
    """A new patron."""

    barcode: str = strawberry.field(description="The number of the library card.")
    name: str = strawberry.field(description="The name.")
    group: str = strawberry.field(description="The group that lending rules name.")
    external_id: str = strawberry.field(default="", description="The id in another system.")
    expires: date | None = strawberry.field(default=None, description="The last good day of the card.")
    contact: ContactInput | None = strawberry.field(default=None, description="How they are reached.")
    pickup: str | None = strawberry.field(default=None, description=f"Where they prefer to fetch things. {POINT}")
    notes: list[str] = strawberry.field(default_factory=list, description="Notes for staff.")
    keep_history: bool = strawberry.field(default=False, description="Whether closed loans stay theirs.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(
    description="A change of a patron: what is absent stays. Patrons change contact, pickup, keepHistory."
)
class PatronUpdateInput:
    """A change of a patron."""

    patron: strawberry.ID = strawberry.field(description="The patron.")
    if_revision: Revision = strawberry.field(description=REVISION)
    barcode: str | None = strawberry.field(default=None, description="The number of the library card.")
    name: str | None = strawberry.field(default=None, description="The name.")
    group: str | None = strawberry.field(default=None, description="The group that lending rules name.")
    external_id: str | None = strawberry.field(default=None, description="The id in another system.")
    active: bool | None = strawberry.field(default=None, description="Whether they may use the library at all.")
    expires: date | None = strawberry.field(default=strawberry.UNSET, description="The last good day; null: none.")
    contact: ContactInput | None = strawberry.field(default=None, description="How they are reached, whole.")
    pickup: str | None = strawberry.field(
        default=strawberry.UNSET, description=f"Where they prefer to fetch things; null: nowhere. {POINT}"
    )
    proxies: list[strawberry.ID] | None = strawberry.field(
        default=None, description="The patrons who may borrow and fetch for this one, all of them."
    )
    notes: list[str] | None = strawberry.field(default=None, description="Notes for staff, all of them.")
    keep_history: bool | None = strawberry.field(default=None, description="Whether closed loans stay theirs.")


@strawberry.input(description="A block to set against a patron.")
class PatronBlockAddInput:
    """A block to set against a patron."""

    patron: strawberry.ID = strawberry.field(description="The patron.")
    scopes: list[BlockScope] = strawberry.field(description="What it keeps the patron from.")
    reason: str = strawberry.field(description="Why, for staff.")
    message: str = strawberry.field(default="", description="What the patron is told.")
    expires: date | None = strawberry.field(default=None, description="Its last day.")


@strawberry.input(description="A block to lift.")
class PatronBlockLiftInput:
    """A block to lift."""

    patron: strawberry.ID = strawberry.field(description="The patron.")
    block: strawberry.ID = strawberry.field(description="The block.")


@strawberry.type(description="A patron, or why nothing was changed.")
class PatronPayload:
    """A patron, or why nothing was changed."""

    patron: Patron | None = attribute("The patron as they are now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PatronPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def patron_create(input: PatronCreateInput, ask: Ask) -> PatronPayload:
    """Register a patron."""

    def command() -> Known:
        wanted = PatronWanted(
            input.barcode,
            input.name,
            input.group,
            input.external_id,
            input.expires,
            _contact(input.contact) or Contact(),
            None if input.pickup is None else point_named(input.pickup, ask),
            tuple(input.notes),
            input.keep_history,
        )
        return ask.services.patrons.create(ask.actor, wanted, request_id=input.request_id)

    return _answer(command, ask, input.request_id)


def patron_update(input: PatronUpdateInput, ask: Ask) -> PatronPayload:
    """Change a patron."""

    def command() -> Known:
        given: dict[str, Any] = {
            "barcode": input.barcode,
            "name": input.name,
            "group": input.group,
            "external_id": input.external_id,
            "active": input.active,
            "contact": _contact(input.contact),
            "keep_history": input.keep_history,
            "notes": None if input.notes is None else tuple(input.notes),
            "proxies": None if input.proxies is None else tuple(name_in(each, Naming.PATRON) for each in input.proxies),
        }
        changes = {name: value for name, value in given.items() if value is not None}
        if input.expires is not strawberry.UNSET:
            changes["expires"] = input.expires
        if input.pickup is not strawberry.UNSET:
            changes["pickup"] = None if input.pickup is None else point_named(input.pickup, ask)
        patron = name_in(input.patron, Naming.PATRON)
        return ask.services.patrons.update(ask.actor, patron, _revision(input.if_revision), **changes)

    return _answer(command, ask)


def patron_block_add(input: PatronBlockAddInput, ask: Ask) -> PatronPayload:
    """Keep a patron from something."""
    return _answer(
        lambda: ask.services.patrons.add_block(
            ask.actor,
            name_in(input.patron, Naming.PATRON),
            [each.value for each in input.scopes],
            input.reason,
            input.message,
            input.expires,
        ),
        ask,
    )


def patron_block_lift(input: PatronBlockLiftInput, ask: Ask) -> PatronPayload:
    """Lift a block."""
    patrons = ask.services.patrons
    return _answer(lambda: patrons.lift_block(ask.actor, name_in(input.patron, Naming.PATRON), input.block), ask)


def _answer(command: Callable[[], Known], ask: Ask, request_id: str | None = None) -> PatronPayload:
    return attempt(
        ask,
        lambda: PatronPayload(patron=patron_of(command()), request_id=request_id, user_errors=[]),
        lambda errors: PatronPayload(request_id=request_id, user_errors=errors),
    )


def _contact(given: ContactInput | None) -> Contact | None:
    return None if given is None else Contact(given.email, given.phone, given.address, given.language)


def _revision(text: Revision) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise InvalidPatron("A revision is one that a query told.")
    return int(text)
