"""Signing in by an identity provider: whose account it is, and which roles the provider's claims give and take away.

Who somebody is has been checked before anything here is called. An account is found by provider and subject alone: an
e-mail address or a name that a provider tells never leads to an account that is there already.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar, Final

from graph.access.attempts import Addresses
from graph.access.claims import ClaimRule, name_of, roles_of
from graph.access.documents import account_node, account_of
from graph.access.identities import Identity, account_in, identity_node, spent_ends, spent_iri, spent_node
from graph.access.model import ANONYMOUS, AccessError, Account, Actor, Forbidden, network_owner
from graph.access.scopes import Policies
from graph.access.service import AccessService
from graph.access.sessions import Begun, SessionService
from graph.access.sign_in import SignInRefused
from graph.access.watch import IDENTITY
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Key, Put
from graph.store.names import Names
from graph.store.port import Store

ATTEMPT_LASTS: Final = timedelta(minutes=10)
"""How long somebody may take to sign in at the provider."""
_BY_CLAIMS: Final = "provider"
"""Who does what follows from claims, in the log: nobody makes an account or gives roles to themselves."""
_ID_OCTETS: Final = 8
_TRIES: Final = 5


class AttemptOver(AccessError):
    """The sign-in was not begun in this browser, or more than ten minutes ago, or has been finished before."""

    code: ClassVar[str] = "SIGN_IN_OVER"
    hint: ClassVar[str] = "Begin again on the page to sign in, in this browser, with cookies allowed."


class NoRoles(AccessError):
    """The provider knows the person, and nothing it says of them gives a role here."""

    code: ClassVar[str] = "NO_ROLES"
    hint: ClassVar[str] = "Ask an administrator of the library for a role, here or at the provider."


class AccountLocked(AccessError):
    """An administrator keeps the account out, whatever the provider says."""

    code: ClassVar[str] = "ACCOUNT_LOCKED"
    hint: ClassVar[str] = "Ask an administrator of the library."


class IdentityTaken(AccessError):
    """Somebody at the provider is linked to another account already."""

    code: ClassVar[str] = "IDENTITY_TAKEN"
    hint: ClassVar[str] = "Part the other account from the provider first, with `catalograph account link --off`."


@dataclass(frozen=True, slots=True)
class _Person:
    """Who came, and what the claims give them here."""

    identity: Identity
    name: str
    roles: Mapping[str, tuple[str, ...]]


class ProviderSignIn:
    """Accounts of people whom a provider knows. `policies` tells which libraries and networks there are."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        sessions: SessionService,
        policies: Callable[[], Policies],
        claim: str = "roles",
        rules: Sequence[ClaimRule] = (),
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._access, self._sessions, self._policies = access, sessions, policies
        self._claim, self._rules = claim, rules
        self._addresses = Addresses(clock)
        self._purged = clock()

    def begin(self, address: str) -> None:
        """Count an attempt of an address as failed until `let_off`. Raises `SignInRefused` after too many."""
        if not self._addresses.begin(address):
            raise SignInRefused("There were too many attempts.", hint="Wait a quarter of an hour.")

    def let_off(self, address: str) -> None:
        """Take one attempt back: it succeeded, or failed for no fault of who made it."""
        self._addresses.succeeded(address)

    def sign_in(self, claims: Mapping[str, object], attempt: str) -> Begun:
        """A new session for whom the claims of a checked id token are about. `attempt` is a hash, good for once.

        The account is made at the first sign-in; roles follow the claims at each. Raises `AttemptOver`, `NoRoles`,
        `AccountLocked`.
        """
        self._spend(attempt)
        person = self._person(claims)
        for last in range(_TRIES):
            try:
                return self._sessions.begin(self._admitted(person).id)
            except Conflict:  # the same person at the same moment: look again
                if last == _TRIES - 1:
                    raise
        raise AssertionError

    def link(self, actor: Actor, account: str, identity: Identity) -> Account:
        """Let somebody at a provider sign in to an account that is there. Needs its administrator.

        Raises `IdentityTaken`, `UnknownAccount`, `Forbidden`.
        """
        before, document = self._administered(actor, account)
        iri = identity.iri(self._names)
        if iri in before.identities:
            return before
        after = replace(before, identities=(*before.identities, iri))
        new = Put(Key(self._names.identity, iri), identity_node(iri, account), ABSENT)
        try:
            self._commit(actor.id, "account.link", self._put(document, after), new)
        except Conflict as error:
            if self._store.read([new.key], IDENTITY) == [None]:  # the account was changed meanwhile
                raise
            raise IdentityTaken("Another account is that person's already.") from error
        return after

    def unlink(self, actor: Actor, account: str) -> Account:
        """Part an account from every provider, with the roles their claims gave. Needs its administrator."""
        before, document = self._administered(actor, account)
        after = replace(before, identities=(), claimed={})
        found = self._store.read([Key(self._names.identity, each) for each in before.identities], IDENTITY)
        deletes = tuple(Delete(each.key, each.version) for each in found if each is not None)
        cause = Cause(actor.id, "account.unlink-identity", self._clock())
        self._store.commit(Change(cause, (self._put(document, after),), deletes), IDENTITY)
        self._sessions.end_all(account)
        return after

    # inside

    def _person(self, claims: Mapping[str, object]) -> _Person:
        policies = self._policies()
        known = {*policies.tenants, *map(network_owner, policies.networks)}
        roles = roles_of(claims, self._claim, self._rules)
        identity = Identity(str(claims["iss"]), str(claims["sub"]))
        return _Person(identity, name_of(claims), {each: held for each, held in roles.items() if each in known})

    def _admitted(self, person: _Person) -> Account:
        """The account of a person, with the roles of the day. Raises `NoRoles`, `AccountLocked`, `Conflict`."""
        link, document = self._found(person)
        if link is None or document is None:
            self._make(person, link)
            link, document = self._found(person)
        if link is None or document is None:
            raise Forbidden("This account may not be used.")
        account = self._refreshed(document, person)
        refusal = _refusal(account)
        command = "sign-in.provider" if refusal is None else "sign-in.refused"
        self._commit(
            account.id, command, Put(link.key, identity_node(link.key.iri, account.id, self._clock()), link.version)
        )
        if refusal is not None:
            self._sessions.end_all(account.id)
            raise refusal
        return account

    def _found(self, person: _Person) -> tuple[Document | None, Document | None]:
        """The documents of a person's identity and of its account."""
        (link,) = self._store.read([Key(self._names.identity, person.identity.iri(self._names))], IDENTITY)
        return link, None if link is None else self._account(account_in(link.body))

    def _make(self, person: _Person, link: Document | None) -> None:
        """Write the account and the identity that leads to it, in one change. Raises `NoRoles`, `Conflict`."""
        if not person.roles:
            raise _no_roles()
        iri, identifier = person.identity.iri(self._names), secrets.token_hex(_ID_OCTETS)
        home = next((each for each in person.roles if ":" not in each), None)
        account = Account(identifier, person.name, home, {}, claimed=person.roles, identities=(iri,))
        expected = ABSENT if link is None else link.version
        identity = Put(Key(self._names.identity, iri), identity_node(iri, identifier), expected)
        self._commit(_BY_CLAIMS, "account.create", self._put(None, account), identity)

    def _refreshed(self, document: Document, person: _Person) -> Account:
        """The account with what the provider says now; the name of one that has a name here stays."""
        before = account_of(document.body)
        after = replace(before, claimed=person.roles, name=before.name if before.username else person.name)
        if after != before:
            self._commit(_BY_CLAIMS, "account.roles", self._put(document, after))
        return after

    def _spend(self, attempt: str) -> None:
        """Write that an attempt is made. Raises `AttemptOver` where it was made before."""
        self._purge()
        iri = spent_iri(attempt, self._names)
        put = Put(Key(self._names.identity, iri), spent_node(iri, self._clock() + 2 * ATTEMPT_LASTS), ABSENT)
        try:
            self._commit(ANONYMOUS.id, "sign-in.spent", put)
        except Conflict:
            raise AttemptOver("This sign-in has been finished before.") from None

    def _purge(self) -> None:
        """Forget the attempts that are over in any case, at most once an hour."""
        now = self._clock()
        if now - self._purged > timedelta(hours=1):
            self._purged = now
            made = walking.documents(self._store, self._names.identity, IDENTITY, type="lsp:SpentSignIn")
            if over := [each.key for each in made if spent_ends(each.body) <= now]:
                self._store.forget(over, IDENTITY)

    def _administered(self, actor: Actor, account: str) -> tuple[Account, Document]:
        self._access.may_administer(actor, account)
        document = self._account(account)
        if document is None:
            raise Forbidden("This account may not be used.")
        return account_of(document.body), document

    def _account(self, identifier: str) -> Document | None:
        (found,) = self._store.read([self._key(identifier)], IDENTITY)
        return found

    def _put(self, document: Document | None, account: Account) -> Put:
        expected = ABSENT if document is None else document.version
        return Put(self._key(account.id), account_node(account, self._names), expected)

    def _commit(self, actor: str, command: str, *puts: Put) -> None:
        self._store.commit(Change(Cause(actor, command, self._clock()), puts), IDENTITY)

    def _key(self, account: str) -> Key:
        return Key(self._names.identity, f"{self._names.base}accounts/{account}")


def _refusal(account: Account) -> AccessError | None:
    if account.locked:
        return AccountLocked("This account is kept out by an administrator.")
    return None if account.held or account.patrons else _no_roles()


def _no_roles() -> NoRoles:
    return NoRoles("The provider knows you, but you have no role here.")
