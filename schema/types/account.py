"""Accounts, roles and tokens as the administrators of a library or network see them. Secrets are in none of them."""

from __future__ import annotations

import strawberry

from graph.access.administration import Role as KnownRole
from graph.access.model import Account as KnownAccount
from graph.access.model import Token
from schema.fields import attribute
from schema.scalars import DateTime, Revision


@strawberry.type(description="What an account may do somewhere, by name.")
class Role:
    """What an account may do somewhere."""

    name: str = attribute("Its name.")
    permissions: list[str] = attribute("What it allows.")
    grantable: bool = attribute("Whether the caller may give it: nobody gives what they may not do themselves.")


@strawberry.type(description="A person or program that signs in, as the library or network it was asked about sees it.")
class Account:
    """A person or program that signs in."""

    id: strawberry.ID = attribute("Its id, as the audit trail names it.")
    name: str = attribute("What it is called.")
    username: str | None = attribute("The name its holder signs in with; null for programs and where a provider does.")
    roles: list[str] = attribute("The roles that were given to it here.")
    claimed_roles: list[str] = attribute("The roles here that the provider's claims gave at the last sign-in there.")
    elsewhere: bool = attribute("Whether it has rights elsewhere as well: then it isn't locked from here.")
    linked: bool = attribute("Whether its holder may sign in by a provider.")
    locked: bool = attribute("Whether it is kept out.")
    revision: Revision = attribute("What a change of it must name.")


@strawberry.type(description="What a program signs in with, without its secret.")
class AccessToken:
    """What a program signs in with."""

    id: strawberry.ID = attribute("Its id, as the audit trail names it.")
    label: str = attribute("What it is for.")
    account: Account = attribute("The account that it acts for.")
    scopes: list[str] = attribute("All that it may do of what its account may; everything where there are none.")
    issued_at: DateTime = attribute("When it was issued.")
    expires_at: DateTime | None = attribute("When it ends by itself.")
    revoked_at: DateTime | None = attribute("When it was ended.")


def role_of(known: KnownRole) -> Role:
    """A role for the API."""
    return Role(name=known.name, permissions=[each.value for each in known.permissions], grantable=known.grantable)


def account_of(known: KnownAccount, owner: str) -> Account:
    """An account for the API, with what it is at one library or network."""
    return Account(
        id=strawberry.ID(known.id),
        name=known.name,
        username=known.username or None,
        roles=list(known.roles.get(owner, ())),
        claimed_roles=list(known.claimed.get(owner, ())),
        elsewhere=any(each != owner for each in (*known.held, *known.patrons)),
        linked=bool(known.identities),
        locked=known.locked,
        revision=Revision(str(known.revision)),
    )


def token_of(known: Token, holder: KnownAccount, owner: str) -> AccessToken:
    """A token for the API."""
    return AccessToken(
        id=strawberry.ID(known.id),
        label=known.label,
        account=account_of(holder, owner),
        scopes=[each.value for each in known.scopes],
        issued_at=DateTime(known.created),
        expires_at=None if known.expires is None else DateTime(known.expires),
        revoked_at=None if known.revoked is None else DateTime(known.revoked),
    )
