"""What administrators of a library or a network do with the accounts of their people and programs, roles and tokens.

They see and change the accounts that belong to it: with roles there, or at home there. Accounts that patrons see their
loans with are none of them: those are the desk's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from graph.access.model import (
    ROLES,
    AccessError,
    Account,
    Actor,
    Forbidden,
    Issued,
    Permission,
    Token,
    UnknownAccount,
    acting,
    network_owner,
    permissions_of,
    require,
)
from graph.access.rights import administers
from graph.access.service import AccessService
from graph.access.sign_in import SignInService
from mappings import text as words

LONGEST_NAME: Final = 200


class InvalidAccount(AccessError):
    """An account or token that can't be: no name, one that is too long, an end that is past."""

    code: ClassVar[str] = "INVALID_ACCOUNT"


@dataclass(frozen=True, slots=True)
class Role:
    """A role by name and what it allows; `grantable` where the caller may give it."""

    name: str
    permissions: tuple[Permission, ...]
    grantable: bool


class Administration:
    """Accounts, roles and tokens of the acting library, or of a network where one is named. Every method needs the
    administrator of that; none tells of, or changes, an account that doesn't belong to it.
    """

    def __init__(self, access: AccessService, sign_in: SignInService, clock: Callable[[], datetime]) -> None:
        self._access, self._sign_in, self._clock = access, sign_in, clock

    # queries

    def roles(self, actor: Actor, network: str | None = None) -> list[Role]:
        """Every role, in the order people know them."""
        owner = owner_of(actor, network)
        return [
            Role(name, tuple(sorted(allowed)), all(actor.may(each, owner) for each in allowed))
            for name, allowed in ROLES.items()
        ]

    def accounts(self, actor: Actor, network: str | None = None, text: str = "") -> list[Account]:
        """The accounts by name; with `text`, those whose name or username holds it, however it is capitalised."""
        owner, wanted = owner_of(actor, network), words.fold(text).strip()
        found = (each for each in self._access.all_accounts(actor, owner) if _belongs(each, owner))
        return [each for each in found if wanted in words.fold(f"{each.name} {each.username}")]

    def tokens(self, actor: Actor, network: str | None = None) -> list[tuple[Token, Account]]:
        """The tokens of those accounts, the newest first, ended ones as well."""
        owner = owner_of(actor, network)
        found = self._access.tokens(actor, owner)
        return [(token, holder) for token, holder in reversed(found) if _belongs(holder, owner)]

    def names(self, actor: Actor, accounts: Sequence[str], network: str | None = None) -> dict[str, str]:
        """What those of these accounts (ids) are called that belong to the acting library, or to a network."""
        owner, asked = owner_of(actor, network), list(dict.fromkeys(accounts))
        found = self._access.accounts(asked) if asked else []
        return {each.id: each.name for each in found if each is not None and _belongs(each, owner)}

    # commands

    def create(
        self, actor: Actor, name: str, roles: Sequence[str], username: str = "", network: str | None = None
    ) -> Account:
        """A new account with these roles, at home in the acting library; without a username, a program's.

        Raises `InvalidAccount`, `NameTaken`, `InvalidUsername`, `UnknownRole`, `Forbidden`.
        """
        owner = owner_of(actor, network)
        held = {owner: _each_once(roles)} if roles else {}
        permissions_of(_each_once(roles))
        home = actor.tenant if network is None else None
        if not roles and network is not None:
            raise InvalidAccount("In a network an account has at least one role.", which="network-role")
        return self._access.create_account(actor, _checked_name(name), held, home, username)

    def set_locked(self, actor: Actor, account: str, *, locked: bool, if_revision: int | None = None) -> Account:
        """Keep an account out, its sessions and tokens included, or let it in again."""
        self._wholly(actor, account)
        return self._sign_in.lock(actor, account, locked=locked, if_revision=if_revision)

    def set_roles(
        self,
        actor: Actor,
        account: str,
        roles: Sequence[str],
        if_revision: int | None = None,
        network: str | None = None,
    ) -> Account:
        """Replace the roles that an account was given here; none takes them away."""
        owner = owner_of(actor, network)
        self._known(account, owner)
        return self._access.set_roles(actor, account, owner, _each_once(roles), if_revision)

    def issue_token(
        self, actor: Actor, account: str, label: str = "", expires: datetime | None = None, scopes: Sequence[str] = ()
    ) -> Issued:
        """A new token for an account, its secret shown this once. Raises `InvalidAccount`, `ScopeRefused`."""
        self._wholly(actor, account)
        if len(label) > LONGEST_NAME:
            raise InvalidAccount(
                f"A label has at most {LONGEST_NAME} characters.", which="label-long", values={"most": LONGEST_NAME}
            )
        if expires is not None and expires <= self._clock():
            raise InvalidAccount(
                "The token would have ended already.", hint="Choose an end that is to come.", which="ended"
            )
        return self._access.issue_token(actor, account, label.strip(), expires, scopes)

    def revoke_token(self, actor: Actor, token: str) -> tuple[Token, Account]:
        """End a token, named by its id, for good."""
        owner = owner_of(actor)
        holder = next((of for each, of in self.tokens(actor) if each.id == token), None)
        if holder is None:
            raise UnknownAccount(f"No account of “{owner}” has such a token.")
        return self._access.revoke_token(actor, token), holder

    def issue_code(self, actor: Actor, account: str) -> tuple[str, Account]:
        """A code with which the holder sets a password, shown this once. Raises `NoUsername`."""
        holder = self._wholly(actor, account)
        return self._sign_in.issue_code(actor, account), holder

    # inside

    def _wholly(self, actor: Actor, account: str) -> Account:
        """An account of the acting library that is nobody else's to administer as well."""
        found = self._known(account, owner_of(actor))
        if not all(administers(actor, each) for each in (*found.held, *found.patrons)):
            raise Forbidden(
                "The account has rights in other libraries or networks as well.",
                hint="Take its roles here away, or ask the operator of the installation.",
                which="elsewhere-too",
            )
        return found

    def _known(self, account: str, owner: str) -> Account:
        (found,) = self._access.accounts([account]) if len(account) <= LONGEST_NAME else [None]
        if found is None or not _belongs(found, owner):
            raise UnknownAccount("There is no such account here.", hint="`accounts` lists those there are.")
        return found


def owner_of(actor: Actor, network: str | None = None) -> str:
    """Where the actor administers: the acting library, or the network that is named. Raises `Forbidden`."""
    owner = acting(actor) if network is None else network_owner(network)
    if not administers(actor, owner):
        require(actor, Permission.TENANT_ADMIN if network is None else Permission.NETWORK_ADMIN, owner)
    return owner


def _belongs(account: Account, owner: str) -> bool:
    return owner in account.held or (account.tenant == owner and not account.patrons)


def _each_once(roles: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles))


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise InvalidAccount(f"A name has 1 to {LONGEST_NAME} characters.", which="name", values={"most": LONGEST_NAME})
    return name
