"""`lendingRulesPublish`, `openingHoursPublish`, `lendingLimitsSet`: by what rules a library lends; and with what other
libraries it shares some, `networkRulesPublish` and `lendingNetworkSet`.
"""

from __future__ import annotations

from collections.abc import Callable

import strawberry

from graph.access.model import Actor
from graph.circulation.settings import BlockLimits
from graph.tenants.texts import Published
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.fees import MoneyInput
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import USER_ERRORS, attempt, event_unless_tried, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.fee import amount_of
from schema.types.lending import LendingLimits, SettingsText, limits_of, text_of
from schema.types.scope import slug_in
from schema.types.tenant import Tenant, tenant_of


@strawberry.input(description="A text to put in force.")
class SettingsTextInput:
    """A text to put in force."""

    text: str = strawberry.field(description="The whole text.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent while the built-in text holds."
    )
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)


@strawberry.input(description="From what on a patron is blocked without anybody's doing. Absent: never.")
class LendingLimitsInput:
    """From what on a patron is blocked without anybody's doing."""

    owed: MoneyInput | None = strawberry.field(default=None, description="What they owe.")
    overdue: int | None = strawberry.field(default=None, description="How many items are overdue.")
    lost: int | None = strawberry.field(default=None, description="How many items are lost.")
    loans: int | None = strawberry.field(default=None, description="How many items are out.")
    history_days: int | None = strawberry.field(
        default=None, description="For how many days after its end a loan stays the patron's; absent: for good."
    )
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent while none are set."
    )


@strawberry.type(description="A text as it is in force now, or would be, or why it is not.")
class SettingsTextPayload:
    """A text as it is in force now."""

    settings: SettingsText | None = attribute("The text.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[SettingsTextPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


@strawberry.type(description="The limits as they are now, or why they are not.")
class LendingLimitsPayload:
    """The limits as they are now."""

    limits: LendingLimits | None = attribute("The limits.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[LendingLimitsPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.input(description="Lending rules to put in force for a network.")
class NetworkRulesInput(SettingsTextInput):
    """Lending rules to put in force for a network."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")


@strawberry.input(description="The network whose lending rules hold behind those of the acting tenant.")
class LendingNetworkInput:
    """The network whose lending rules hold behind those of the acting tenant."""

    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network, by id or slug; one the tenant belongs to. Absent: none."
    )


@strawberry.type(description="A library and the network whose rules it follows, or why nothing was changed.")
class LendingNetworkPayload:
    """A library and the network whose rules it follows."""

    tenant: Tenant | None = attribute("The library as it is now.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[LendingNetworkPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def network_rules_publish(input: NetworkRulesInput, ask: Ask) -> SettingsTextPayload:
    """Put the lending rules of a network in force."""

    def put(actor: Actor, text: str, if_revision: int | None, *, dry_run: bool) -> Published:
        network = slug_in(input.network, Naming.NETWORK)
        return ask.services.network_rules.publish(actor, network, text, if_revision, dry_run=dry_run)

    return publish(input, ask, put)


def lending_network_set(input: LendingNetworkInput, ask: Ask) -> LendingNetworkPayload:
    """Choose the network whose rules the acting tenant follows."""

    def command() -> LendingNetworkPayload:
        network = None if input.network is None else slug_in(input.network, Naming.NETWORK)
        followed = ask.services.settings.follow(ask.actor, network)
        return LendingNetworkPayload(tenant=tenant_of(followed, ask), user_errors=[])

    return attempt(ask, command, lambda errors: LendingNetworkPayload(user_errors=errors))


def lending_rules_publish(input: SettingsTextInput, ask: Ask) -> SettingsTextPayload:
    """Put lending rules in force."""
    return publish(input, ask, ask.services.settings.publish_rules)


def opening_hours_publish(input: SettingsTextInput, ask: Ask) -> SettingsTextPayload:
    """Put opening hours in force."""
    return publish(input, ask, ask.services.settings.publish_hours)


def lending_limits_set(input: LendingLimitsInput, ask: Ask) -> LendingLimitsPayload:
    """Set from what on a patron is blocked."""

    def command() -> LendingLimitsPayload:
        owed = None if input.owed is None else amount_of(input.owed.amount, input.owed.currency)
        limits = BlockLimits(owed, input.overdue, input.lost, input.loans, input.history_days)
        made = ask.services.settings.publish_limits(ask.actor, limits, revision_in(input.if_revision))
        return LendingLimitsPayload(limits=limits_of(*made), user_errors=[])

    return attempt(ask, command, lambda errors: LendingLimitsPayload(user_errors=errors))


def publish(input: SettingsTextInput, ask: Ask, put: Callable[..., Published]) -> SettingsTextPayload:
    """Put a text in force, or say why it is not."""

    def command() -> SettingsTextPayload:
        made = put(ask.actor, input.text, revision_in(input.if_revision), dry_run=input.dry_run)
        return SettingsTextPayload(settings=text_of(made), user_errors=[], dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: SettingsTextPayload(user_errors=errors))
