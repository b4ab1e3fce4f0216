"""`orgUnitPut`, `orgUnitDelete`, `servicePointPut`, `servicePointDelete`: where a library is and lends."""

from __future__ import annotations

from datetime import timedelta

import strawberry

from graph.tenants.organisation import InvalidPlace
from graph.tenants.organisation import OrgUnit as KnownUnit
from graph.tenants.organisation import ServicePoint as KnownPoint
from graph.tenants.places import PointWanted, UnitWanted
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.scalars import LanguageTag, Revision
from schema.types.place import OrgUnit, ServicePoint, UnitKind, point_of, unit_of

REVISION = "The revision the caller saw; absent, it must be new."


@strawberry.input(description="A name in one language.")
class NameInput:
    """A name in one language."""

    value: str = strawberry.field(description="The name.")
    lang: LanguageTag | None = strawberry.field(default=None, description="The BCP 47 tag of its language.")


@strawberry.input(description="A unit to make, or to change by its code.")
class OrgUnitPutInput:
    """A unit to make or change."""

    code: str = strawberry.field(description="What records call it.")
    name: list[NameInput] = strawberry.field(description="What it is called, once a language.")
    kind: UnitKind = strawberry.field(default=UnitKind.LOCATION, description="What it is: LIBRARY or LOCATION.")
    parent: str | None = strawberry.field(default=None, description="The code of the unit above it.")
    timezone: str | None = strawberry.field(default=None, description="Its time zone, such as Europe/Berlin.")
    isil: str | None = strawberry.field(default=None, description="Its ISIL (ISO 15511).")
    if_revision: Revision | None = strawberry.field(default=None, description=REVISION)


@strawberry.input(description="A service point to make, or to change by its code.")
class ServicePointPutInput:
    """A service point to make or change."""

    code: str = strawberry.field(description="Its code.")
    name: list[NameInput] = strawberry.field(description="What it is called, once a language.")
    library: str | None = strawberry.field(default=None, description="The code of the unit it belongs to.")
    pickup: bool = strawberry.field(default=True, description="Whether requested things can be fetched here.")
    hold_shelf_days: int = strawberry.field(default=7, description="How many days a requested thing waits here.")
    serves: list[str] = strawberry.field(
        default_factory=list, description="The codes of the locations whose items are at home here."
    )
    if_revision: Revision | None = strawberry.field(default=None, description=REVISION)


@strawberry.input(description="A service point to take away.")
class ServicePointDeleteInput:
    """A service point to take away."""

    code: str = strawberry.field(description="Its code.")
    if_revision: Revision = strawberry.field(description="The revision the caller saw.")


@strawberry.input(description="A unit to take away.")
class OrgUnitDeleteInput:
    """A unit to take away."""

    code: str = strawberry.field(description="Its code.")
    if_revision: Revision = strawberry.field(description="The revision the caller saw.")


@strawberry.type(description="A unit, or why nothing was changed.")
class OrgUnitPayload:
    """A unit, or why nothing was changed."""

    unit: OrgUnit | None = attribute("The unit as it is now; null once it is gone.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[OrgUnitPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.type(description="A service point, or why nothing was changed.")
class ServicePointPayload:
    """A service point, or why nothing was changed."""

    service_point: ServicePoint | None = attribute(
        "The service point as it is now; null once it is gone.", default=None
    )
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[ServicePointPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def org_unit_put(input: OrgUnitPutInput, ask: Ask) -> OrgUnitPayload:
    """Make or change a unit."""

    def command() -> KnownUnit:
        wanted = UnitWanted(
            input.code,
            names_given(input.name),
            input.parent,
            input.kind.value,
            input.timezone or None,
            input.isil or None,
        )
        return ask.services.places.put_unit(ask.actor, wanted, revision_in(input.if_revision))

    return attempt(
        ask,
        lambda: OrgUnitPayload(unit=unit_of(command()), user_errors=[]),
        lambda errors: OrgUnitPayload(user_errors=errors),
    )


def org_unit_delete(input: OrgUnitDeleteInput, ask: Ask) -> OrgUnitPayload:
    """Take a unit away."""

    def command() -> OrgUnitPayload:
        ask.services.places.remove_unit(ask.actor, input.code, revision_in(input.if_revision) or 0)
        return OrgUnitPayload(user_errors=[])

    return attempt(ask, command, lambda errors: OrgUnitPayload(user_errors=errors))


def service_point_put(input: ServicePointPutInput, ask: Ask) -> ServicePointPayload:
    """Make or change a service point."""

    def command() -> KnownPoint:
        if not 0 <= input.hold_shelf_days <= 1_000:
            raise InvalidPlace("A hold shelf keeps things for 1 to 365 days.", which="shelf-days")
        wanted = PointWanted(
            input.code,
            names_given(input.name),
            input.library,
            input.pickup,
            timedelta(days=input.hold_shelf_days),
            tuple(input.serves),
        )
        return ask.services.places.put_point(ask.actor, wanted, revision_in(input.if_revision))

    return attempt(
        ask,
        lambda: ServicePointPayload(service_point=point_of(command()), user_errors=[]),
        lambda errors: ServicePointPayload(user_errors=errors),
    )


def service_point_delete(input: ServicePointDeleteInput, ask: Ask) -> ServicePointPayload:
    """Take a service point away."""

    def command() -> ServicePointPayload:
        ask.services.places.remove_point(ask.actor, input.code, revision_in(input.if_revision) or 0)
        return ServicePointPayload(user_errors=[])

    return attempt(ask, command, lambda errors: ServicePointPayload(user_errors=errors))


def revision_in(text: Revision | None) -> int | None:
    """The revision as the store counts it. Raises `InvalidPlace`."""
    if text is None:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise InvalidPlace("A revision is one that a query told.")
    return int(text)


def names_given(given: list[NameInput]) -> dict[str, str]:
    """A name in several languages. Raises `InvalidPlace`."""
    if not given or any(not each.value.strip() or len(each.value) > 500 for each in given):
        raise InvalidPlace("A name has 1 to 500 characters.", which="name")
    return {each.lang or "und": each.value.strip() for each in given}
