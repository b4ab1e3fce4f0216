"""`tokenIssue`, `tokenRevoke`: what programs sign in with."""

from __future__ import annotations

import strawberry

from graph.access.administration import owner_of
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.accounts import ACCOUNT
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.scalars import DateTime
from schema.types.account import AccessToken, token_of


@strawberry.input(description="A token to issue.")
class TokenIssueInput:
    """A token to issue."""

    account: strawberry.ID = strawberry.field(description=ACCOUNT)
    label: str = strawberry.field(default="", description="What it is for.")
    expires_at: DateTime | None = strawberry.field(default=None, description="When it ends; absent, not by itself.")
    scopes: list[str] = strawberry.field(
        default_factory=list,
        description="The permissions it is held to, of those its account has; none: all that the account may.",
    )


@strawberry.input(description="A token to end.")
class TokenRevokeInput:
    """A token to end."""

    token: strawberry.ID = strawberry.field(description="The token, by its id.")


@strawberry.type(description="A new token, or why there is none.")
class TokenIssuePayload:
    """A new token."""

    secret: str | None = attribute("The whole token as it is sent, shown this once.", default=None)
    token: AccessToken | None = attribute("What stays known of it.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[TokenIssuePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.type(description="A token that ended, or why it did not.")
class TokenRevokePayload:
    """A token that ended."""

    token: AccessToken | None = attribute("The token.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[TokenRevokePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def token_issue(input: TokenIssueInput, ask: Ask) -> TokenIssuePayload:
    """Issue a token."""

    def command() -> TokenIssuePayload:
        service = ask.services.administration
        issued = service.issue_token(ask.actor, input.account, input.label, input.expires_at, input.scopes)
        token = token_of(issued.token, issued.account, owner_of(ask.actor))
        return TokenIssuePayload(secret=issued.secret, token=token, user_errors=[])

    return attempt(ask, command, lambda errors: TokenIssuePayload(user_errors=errors))


def token_revoke(input: TokenRevokeInput, ask: Ask) -> TokenRevokePayload:
    """End a token."""

    def command() -> TokenRevokePayload:
        ended, holder = ask.services.administration.revoke_token(ask.actor, input.token)
        return TokenRevokePayload(token=token_of(ended, holder, owner_of(ask.actor)), user_errors=[])

    return attempt(ask, command, lambda errors: TokenRevokePayload(user_errors=errors))
