"""`noticeTemplatesPublish`, `noticesRetry`: what messages to patrons say, and those that could not be sent."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.connections import MOST
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import InvalidId, Naming, name_in
from schema.mutations.lending_settings import SettingsTextInput, SettingsTextPayload, publish
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.types.notice import Notice, notice_of


@strawberry.input(description="Notices that failed, to be tried again.")
class NoticesRetryInput:
    """Notices that failed, to be tried again."""

    ids: list[strawberry.ID] = strawberry.field(description="The notices, at most 100.")


@strawberry.type(description="The notices as they wait now, or why they don't.")
class NoticesRetryPayload:
    """The notices as they wait now."""

    notices: list[Notice] = attribute("The notices.", default=())
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[NoticesRetryPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def notice_templates_publish(input: SettingsTextInput, ask: Ask) -> SettingsTextPayload:
    """Put templates of messages in force."""
    return publish(input, ask, ask.services.settings.publish_templates)


def notices_retry(input: NoticesRetryInput, ask: Ask) -> NoticesRetryPayload:
    """Have notices tried again."""

    def command() -> NoticesRetryPayload:
        if not 0 < len(input.ids) <= MOST:
            raise InvalidId(f"Name 1 to {MOST} notices.")
        found = ask.services.sending.again(ask.actor, [name_in(each, Naming.NOTICE) for each in input.ids])
        return NoticesRetryPayload(notices=[notice_of(each) for each in found], user_errors=[])

    return attempt(ask, command, lambda errors: NoticesRetryPayload(user_errors=errors))
