"""`lendingRulesPublish`, `openingHoursPublish`, `lendingLimitsSet`: by what rules a library lends."""

from __future__ import annotations

from collections.abc import Callable

import strawberry

from graph.circulation.publishing import Published
from graph.circulation.settings import BlockLimits
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.fees import MoneyInput
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import USER_ERRORS, attempt, event_unless_tried, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.fee import amount_of
from schema.types.lending import LendingLimits, SettingsText, limits_of, text_of


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
        return LendingLimitsPayload(limits=limits_of(made), user_errors=[])

    return attempt(ask, command, lambda errors: LendingLimitsPayload(user_errors=errors))


def publish(input: SettingsTextInput, ask: Ask, put: Callable[..., Published]) -> SettingsTextPayload:
    """Put a text in force, or say why it is not."""

    def command() -> SettingsTextPayload:
        made = put(ask.actor, input.text, revision_in(input.if_revision), dry_run=input.dry_run)
        return SettingsTextPayload(settings=text_of(made), user_errors=[], dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: SettingsTextPayload(user_errors=errors))
