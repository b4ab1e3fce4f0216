"""Who is asking, what they may do, and the scope that follows from it.

Accounts hold roles; tokens act for accounts. Both are documents of the private identity graph. A token has the form
`cat_<id>_<secret>`: the id finds its document, the secret is compared with a stored hash in constant time.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from graph.access.documents import account_node, account_of, hash_of, token_node, token_of
from graph.access.identities import came_at
from graph.access.model import (
    Account,
    Actor,
    Forbidden,
    InvalidToken,
    Issued,
    OwnAccount,
    Permission,
    Reading,
    Token,
    UnknownAccount,
    network_owner,
    permissions_of,
    require,
    scopes_of,
)
from graph.access.rights import actor_of, administers, check_seen, holds, holds_all
from graph.access.scopes import Policies, readable_tenants, scope_of
from graph.access.usernames import MOST_OF_A_NAME, NameTaken, checked_username
from graph.access.watch import IDENTITY, Watched
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import EVERY, Scope
from mappings import text as words

_PREFIX = "cat"
_SECRET_OCTETS = 32
_ID_OCTETS = 8


class AccessService:
    """Accounts, tokens, permissions and scopes. `policies` answers what each tenant shares, as it is now.

    Roles from a provider's claims hold as long after the holder last came from there as `claims_last` says: a provider
    doesn't tell when somebody leaves.
    """

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        policies: Callable[[], Policies],
        claims_last: timedelta = timedelta(days=30),
    ) -> None:
        self._claims_last = claims_last
        self._store = store
        self._names = names
        self._clock = clock
        self._policies = policies
        self._known: Watched[dict[str, tuple[str, Token, Account, datetime]]] = Watched(store, dict)

    # who asks

    def authenticate(self, token: str) -> Actor:
        """The actor a token speaks for, acting in its account's own tenant. Raises `InvalidToken`."""
        prefix, _, rest = token.strip().partition("_")
        identifier, _, secret = rest.partition("_")
        if prefix != _PREFIX or not identifier or not secret or not token.isascii():
            raise InvalidToken("This is not a token of this installation.")
        known = self._known.get()
        found = known.get(identifier)
        if found is None:
            found = known.setdefault(identifier, self._look_up(identifier))
        digest, stored, account, claims_end = found
        same = hmac.compare_digest(digest, _digest(secret))
        if (
            not same
            or account.locked
            or stored.revoked is not None
            or (stored.expires is not None and stored.expires <= self._clock())
        ):
            raise InvalidToken("This token is not valid.")
        return _narrowed(actor_of(account, claimed=self._clock() < claims_end), stored.scopes)

    def actor(self, account: str) -> Actor:
        """The actor an account is, acting in its own tenant. Raises `Forbidden` for a locked or unknown one."""
        (found,) = self.accounts([account])
        if found is None or found.locked:
            raise Forbidden("This account may not be used.")
        return actor_of(found, claimed=self._clock() < self._claims_end(found))

    def acting(self, actor: Actor, tenant: str) -> Actor:
        """The same actor acting in `tenant`: one they hold a role in or are a patron of, or whose catalogue they may
        read.
        """
        policies = self._policies()
        own = tenant in actor.grants or tenant in actor.patrons
        if tenant in policies.tenants and (own or tenant in policies.readable(actor)):
            return actor.at(tenant)
        raise Forbidden(f"There is no library “{tenant}” that you may use.")

    # what they may do

    def require(self, actor: Actor, permission: Permission, tenant: str | None = None) -> None:
        """Raise `Forbidden` unless the actor may do this in `tenant`, or in the acting tenant."""
        require(actor, permission, tenant)

    def scope(self, actor: Actor, reading: Reading | None = None) -> Scope:
        """The graphs this actor may read for this question, and may write. Raises `Forbidden`.

        Without `reading`: the acting tenant and what its networks share; without an acting tenant, every readable one.
        """
        return scope_of(actor, reading, self._policies())

    def readable_tenants(self, scope: Scope) -> frozenset[str]:
        """The tenants whose catalogue the scope reads."""
        return readable_tenants(scope, self._policies().tenants)

    # accounts and tokens

    def create_account(
        self,
        actor: Actor,
        name: str,
        roles: Mapping[str, Sequence[str]],
        tenant: str | None = None,
        username: str = "",
    ) -> Account:
        """A new account with roles per owner (tenant slug or `network_owner`), and a name to sign in with where given.

        Needs each owner's administrator, with every permission that the roles give. Raises `NameTaken`,
        `InvalidUsername`.
        """
        held = {owner: tuple(names) for owner, names in roles.items()}
        account = Account(secrets.token_hex(_ID_OCTETS), name, tenant, held, username=checked_username(username))
        self._may_grant(actor, account.roles)
        for owner, names in held.items():
            holds(actor, owner, permissions_of(names))
        put = Put(self._account_key(account.id), account_node(account, self._names), ABSENT)
        try:
            version = self._commit(actor, "account.create", put)
        except Conflict as error:
            if not username:
                raise
            raise NameTaken(
                f"Somebody signs in as “{account.username}” already.", values={"name": account.username}
            ) from error
        return replace(account, revision=version)

    def account_named(self, username: str) -> Account | None:
        """The account that signs in with a name, however it is capitalised."""
        wanted = words.fold(username).strip()
        if not wanted or len(username) > MOST_OF_A_NAME:
            return None
        (keys,) = self._store.find("username", [wanted], IDENTITY)
        found = self._store.read(keys, IDENTITY)
        return next((account_of(each.body) for each in found if each is not None), None)

    def may_administer(self, actor: Actor, account: str) -> Account:
        """The account, where `actor` administers wherever it has roles or is a patron. Raises `Forbidden`."""
        document = self._read(self._account_key(account))
        found = account_of(document.body, document.version)
        self._may_speak_for(actor, found)
        return found

    def may_become(self, actor: Actor, account: str) -> Account:
        """The account, where `actor` administers it and may do all that it may: handing out what it is signed in with
        widens nobody's rights. Raises `Forbidden`.
        """
        found = self.may_administer(actor, account)
        holds_all(actor, found)
        return found

    def set_locked(self, actor: Actor, account: str, *, locked: bool, if_revision: int | None = None) -> Account:
        """Keep an account and its tokens out, or let them in again. Needs its administrator, who is somebody else.

        Raises `StaleAccount` where it is not as in `if_revision`, `OwnAccount`.
        """
        before = self.may_administer(actor, account)
        check_seen(before, if_revision)
        if locked and actor.id == account:
            raise OwnAccount("You would keep yourself out.")
        return self._changed(actor, "account.lock" if locked else "account.unlock", replace(before, locked=locked))

    def all_accounts(self, actor: Actor, owner: str | None = None) -> list[Account]:
        """The accounts with roles at `owner`, at home there and of its patrons, by name; all when None. Needs its
        administrator.
        """
        if owner is None:
            require(actor, Permission.TENANT_ADMIN, EVERY)
        elif not administers(actor, owner):
            require(actor, Permission.TENANT_ADMIN, owner)
        found = (account_of(document.body, document.version) for document in self._all("lsp:Account"))
        listed = (each for each in found if owner is None or owner in {*each.held, *each.patrons, each.tenant})
        return sorted(listed, key=lambda each: (each.name, each.id))

    def set_roles(
        self, actor: Actor, account: str, owner: str, roles: Sequence[str], if_revision: int | None = None
    ) -> Account:
        """Replace the roles an account was given at one owner; none takes them away. Needs that owner's administrator,
        with every permission that new roles give, who keeps their own administration.

        What a provider's claims give stays until they no longer do. Raises `StaleAccount` where the account is not as
        in `if_revision`, `OwnAccount`.
        """
        document = self._read(self._account_key(account))
        before = account_of(document.body, document.version)
        self._may_grant(actor, {owner: tuple(roles)})
        holds(actor, owner, permissions_of(tuple(roles)) - permissions_of(before.held.get(owner, ())))
        check_seen(before, if_revision)
        held = {each: names for each, names in before.roles.items() if each != owner}
        if roles:
            held[owner] = tuple(roles)
        after = replace(before, roles=held)
        if actor.id == account and not administers(actor_of(after), owner):
            raise OwnAccount("You would no longer be an administrator.", which="role")
        return self._changed(actor, "account.roles", after)

    def set_patron(self, actor: Actor, account: str, tenant: str, patron: str | None) -> Account:
        """Let an account be a patron (an IRI) of a library, so that its holder sees their own loans there; None takes
        that away. Needs the library's administrator, and to let it be one the account's.
        """
        require(actor, Permission.TENANT_ADMIN, tenant)
        document = self._read(self._account_key(account))
        before = account_of(document.body, document.version)
        if patron is not None:
            self._may_speak_for(actor, before)
        others = {each: iri for each, iri in before.patrons.items() if each != tenant}
        after = replace(before, patrons=others if patron is None else {**others, tenant: patron})
        return self._changed(actor, "account.patron", after)

    def accounts(self, ids: Sequence[str]) -> list[Account | None]:
        """The accounts with these ids, in the order asked."""
        found = self._store.read([self._account_key(each) for each in ids], IDENTITY)
        return [None if document is None else account_of(document.body, document.version) for document in found]

    def issue_token(
        self,
        actor: Actor,
        account: str,
        label: str = "",
        expires: datetime | None = None,
        scopes: Sequence[str] = (),
    ) -> Issued:
        """A new token for an account, its secret shown this once. Needs the administrator of every role it carries, who
        may do all that it lets do.

        With `scopes` (names of permissions) it may do these alone, where the account may. Raises `ScopeRefused`.
        """
        holder = account_of(self._read(self._account_key(account)).body)
        if actor.id != holder.id or actor.grants != actor_of(holder).grants:  # a scoped token makes no wider one
            self._may_speak_for(actor, holder)
            holds_all(actor, holder, scopes_of(scopes, holder.held))
        wanted = scopes_of(scopes, holder.held)
        identifier = secrets.token_hex(_ID_OCTETS)
        secret = secrets.token_urlsafe(_SECRET_OCTETS)
        token = Token(identifier, holder.id, label, self._clock(), expires, scopes=wanted)
        put = Put(self._token_key(identifier), token_node(token, _digest(secret), self._names), ABSENT)
        self._commit(actor, "token.issue", put)
        return Issued(f"{_PREFIX}_{identifier}_{secret}", token, holder)

    def revoke_token(self, actor: Actor, token: str) -> Token:
        """End a token, given whole or by its id. Its holder may, and the administrator of one of its owners."""
        identifier = token.split("_")[1] if token.startswith(f"{_PREFIX}_") and token.count("_") else token
        document = self._read(self._token_key(identifier))
        stored = token_of(document.body)
        holder = account_of(self._read(self._account_key(stored.account)).body)
        owners = (*holder.held, *holder.patrons)
        if actor.id != holder.id and not any(administers(actor, owner) for owner in owners):
            require(actor, Permission.TENANT_ADMIN, EVERY)
        if stored.revoked is not None:
            return stored
        after = replace(stored, revoked=self._clock())
        put = Put(document.key, token_node(after, hash_of(document.body), self._names), document.version)
        self._commit(actor, "token.revoke", put)
        return after

    def tokens(self, actor: Actor, owner: str | None = None) -> list[tuple[Token, Account]]:
        """The tokens of accounts with roles at `owner`, oldest first; all of them when None. Needs its
        administrator.
        """
        if owner is None:
            require(actor, Permission.TENANT_ADMIN, EVERY)
        elif not administers(actor, owner):
            require(actor, Permission.TENANT_ADMIN, owner)
        tokens = [token_of(document.body) for document in self._all("lsp:Token")]
        holders = self.accounts([token.account for token in tokens])
        found = [
            (token, holder)
            for token, holder in zip(tokens, holders, strict=True)
            if holder is not None and (owner is None or owner in {*holder.held, holder.tenant})
        ]
        return sorted(found, key=lambda pair: (pair[0].created, pair[0].id))

    # inside

    def _claims_end(self, account: Account) -> datetime:
        """When the roles from claims end, where there are any."""
        keys = [Key(self._names.identity, each) for each in account.identities] if account.claimed else []
        found = self._store.read(keys, IDENTITY) if keys else []
        came = [came_at(each.body) for each in found if each is not None]
        ends = [each + self._claims_last for each in came if each is not None]
        return max(ends, default=self._clock())

    def _look_up(self, identifier: str) -> tuple[str, Token, Account, datetime]:
        (document,) = self._store.read([self._token_key(identifier)], IDENTITY)
        if document is None:
            raise InvalidToken("This token is not valid.")
        token = token_of(document.body)
        (holder,) = self.accounts([token.account])
        if holder is None:
            raise InvalidToken("This token is not valid.")
        return hash_of(document.body), token, holder, self._claims_end(holder)

    def _may_speak_for(self, actor: Actor, holder: Account) -> None:
        """Raise `Forbidden` unless the actor administers wherever the account has roles or is a patron."""
        self._may_grant(actor, holder.held)
        for tenant in holder.patrons:
            require(actor, Permission.TENANT_ADMIN, tenant)
        if not holder.held and not holder.patrons:
            require(actor, Permission.TENANT_ADMIN, holder.tenant or EVERY)

    def _may_grant(self, actor: Actor, roles: Mapping[str, tuple[str, ...]]) -> None:
        policies = self._policies()
        known = {*policies.tenants, *map(network_owner, policies.networks)}
        for owner, held in roles.items():
            permissions_of(held)
            if owner not in known:
                raise Forbidden(f"There is no library or network “{owner}” to grant roles in.")
            if not administers(actor, owner):
                require(actor, Permission.TENANT_ADMIN, owner)

    def _read(self, key: Key) -> Document:
        (document,) = self._store.read([key], IDENTITY)
        if document is None:
            raise UnknownAccount("There is no such account or token.")
        return document

    def _all(self, type: str) -> Iterator[Document]:
        return walking.documents(self._store, self._names.identity, IDENTITY, type=type)

    def _changed(self, actor: Actor, command: str, after: Account) -> Account:
        """An account as it was written in place of the state it was made from."""
        put = Put(self._account_key(after.id), account_node(after, self._names), after.revision)
        return replace(after, revision=self._commit(actor, command, put))

    def _commit(self, actor: Actor, command: str, put: Put) -> int:
        """The version that was written."""
        return self._store.commit(Change(Cause(actor.id, command, self._clock()), (put,)), IDENTITY).versions[0]

    def _account_key(self, identifier: str) -> Key:
        return Key(self._names.identity, f"{self._names.base}accounts/{identifier}")

    def _token_key(self, identifier: str) -> Key:
        return Key(self._names.identity, f"{self._names.base}tokens/{identifier}")


def _narrowed(actor: Actor, scopes: tuple[Permission, ...]) -> Actor:
    """The actor with these permissions alone, where there are any; the patron they are has rights without a name."""
    if not scopes:
        return actor
    grants = {owner: held.intersection(scopes) for owner, held in actor.grants.items()}
    return replace(actor, grants=grants, patrons={})


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
