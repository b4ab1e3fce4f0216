"""`accountCreate`, `accountLock`, `accountRolesSet`, `accountCode`: the accounts of a library's people and programs."""

from __future__ import annotations

import strawberry

from graph.access.administration import owner_of
from graph.access.model import Account as KnownAccount
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.account import Account, account_of
from schema.types.scope import slug_in

ACCOUNT = "The account, by its id."
NETWORK = "The network whose administrator acts, by id or slug; absent, the acting library's does."
SEEN = "The revision the caller saw; absent, however it is now."


@strawberry.input(description="An account to create.")
class AccountCreateInput:
    """An account to create."""

    name: str = strawberry.field(description="What it is called.")
    username: str | None = strawberry.field(
        default=None, description="The name its holder will sign in with, unique here; absent for a program."
    )
    roles: list[str] = strawberry.field(default_factory=list, description="Its roles, of those `roles` lists.")
    network: strawberry.ID | None = strawberry.field(default=None, description=NETWORK)


@strawberry.input(description="An account to keep out, or to let in again.")
class AccountLockInput:
    """An account to keep out, or to let in again."""

    account: strawberry.ID = strawberry.field(description=ACCOUNT)
    locked: bool = strawberry.field(default=True, description="Whether it is kept out: its sessions end, tokens rest.")
    if_revision: Revision | None = strawberry.field(default=None, description=SEEN)


@strawberry.input(description="The roles of an account here, whole.")
class AccountRolesSetInput:
    """The roles of an account here."""

    account: strawberry.ID = strawberry.field(description=ACCOUNT)
    roles: list[str] = strawberry.field(description="All its roles here from now on; none takes them away.")
    network: strawberry.ID | None = strawberry.field(default=None, description=NETWORK)
    if_revision: Revision | None = strawberry.field(default=None, description=SEEN)


@strawberry.input(description="An account whose holder is to set a password.")
class AccountCodeInput:
    """An account whose holder is to set a password."""

    account: strawberry.ID = strawberry.field(description=ACCOUNT)


@strawberry.type(description="An account as it is now, or why nothing was changed.")
class AccountPayload:
    """An account as it is now."""

    account: Account | None = attribute("The account.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[AccountPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.type(description="A code to set a password with, or why there is none.")
class AccountCodePayload:
    """A code to set a password with."""

    code: str | None = attribute("The code, shown this once: it works once, within 72 hours.", default=None)
    account: Account | None = attribute("Whose it is.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[AccountCodePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def account_create(input: AccountCreateInput, ask: Ask) -> AccountPayload:
    """Create an account."""

    def command() -> tuple[KnownAccount, str | None]:
        network = network_in(input.network)
        service = ask.services.administration
        return service.create(ask.actor, input.name, input.roles, input.username or "", network), network

    return attempt(ask, lambda: _payload(*command(), ask), lambda errors: AccountPayload(user_errors=errors))


def account_lock(input: AccountLockInput, ask: Ask) -> AccountPayload:
    """Keep an account out, or let it in again."""

    def command() -> KnownAccount:
        revision = revision_in(input.if_revision)
        service = ask.services.administration
        return service.set_locked(ask.actor, input.account, locked=input.locked, if_revision=revision)

    return attempt(ask, lambda: _payload(command(), None, ask), lambda errors: AccountPayload(user_errors=errors))


def account_roles_set(input: AccountRolesSetInput, ask: Ask) -> AccountPayload:
    """Replace the roles of an account here."""

    def command() -> tuple[KnownAccount, str | None]:
        network, revision = network_in(input.network), revision_in(input.if_revision)
        service = ask.services.administration
        return service.set_roles(ask.actor, input.account, input.roles, revision, network), network

    return attempt(ask, lambda: _payload(*command(), ask), lambda errors: AccountPayload(user_errors=errors))


def account_code(input: AccountCodeInput, ask: Ask) -> AccountCodePayload:
    """Issue a code with which the holder sets a password."""

    def command() -> AccountCodePayload:
        code, holder = ask.services.administration.issue_code(ask.actor, input.account)
        return AccountCodePayload(code=code, account=account_of(holder, owner_of(ask.actor)), user_errors=[])

    return attempt(ask, command, lambda errors: AccountCodePayload(user_errors=errors))


def network_in(id_or_slug: str | None) -> str | None:
    """The slug of a network, where one is named."""
    return None if id_or_slug is None else slug_in(id_or_slug, Naming.NETWORK)


def _payload(made: KnownAccount, network: str | None, ask: Ask) -> AccountPayload:
    return AccountPayload(account=account_of(made, owner_of(ask.actor, network)), user_errors=[])
