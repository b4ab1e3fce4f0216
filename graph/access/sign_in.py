"""Signing in with a name and a password, and how passwords come to be: set by their holder, with a code the first time.

An attempt is counted as failed before the password is compared, so that many at once get no more guesses than one
after the other. Whatever is wrong, the answer is the same sentence, after the same work.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, TypeAlias

from graph.access.attempts import FREE_OF_ACCOUNT, Addresses, delay
from graph.access.credentials import Credential, credential_iri, credential_node, credential_of
from graph.access.model import AccessError, Account, Actor
from graph.access.passwords import Passwords
from graph.access.service import AccessService
from graph.access.sessions import Begun, SessionService
from graph.access.watch import IDENTITY
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put
from graph.store.names import Names
from graph.store.port import Store

_CODE_OCTETS: Final = 18
_CODE_LASTS: Final = timedelta(hours=72)
_FAILURES_COUNT: Final = timedelta(days=1)
"""Failures longer ago than this are no longer held against an account."""
_TRIES: Final = 5
Holder: TypeAlias = Callable[[], Account | None]
"""Finds the account that an attempt is about. It is asked only where the address may try."""


class SignInRefused(AccessError):
    """Name, password or code are wrong, or there were too many attempts; which of them is not told."""

    code: ClassVar[str] = "SIGN_IN_REFUSED"
    hint: ClassVar[str] = (
        "Check both. After several failures every attempt is refused for a while, a right one too: wait a quarter of "
        "an hour, or ask an administrator of the library for a code to set a new password."
    )


class NoUsername(AccessError):
    """A code to set a password, for an account that nobody signs in to by name."""

    code: ClassVar[str] = "NO_USERNAME"
    hint: ClassVar[str] = "Its holder signs in by the provider, or it is a program's and has tokens."


class PasswordsOff(AccessError):
    """People sign in by the provider of their organisation alone here."""

    code: ClassVar[str] = "PASSWORD_SIGN_IN_OFF"
    hint: ClassVar[str] = "Sign in by the provider, on the page to sign in."


def _refused() -> SignInRefused:
    return SignInRefused("The name or the password is wrong, or there were too many attempts.")


class SignInService:
    """Local accounts: names, passwords, codes, and the sessions that begin with them.

    Where people don't sign in `by_name`, patrons still do with their cards.
    """

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        sessions: SessionService,
        passwords: Passwords,
        *,
        by_name: bool = True,
    ) -> None:
        self.by_name = by_name
        self._store, self._names, self._clock = store, names, clock
        self._access, self._passwords = access, passwords
        self.sessions = sessions
        self._addresses = Addresses(clock)

    def sign_in(self, username: str, password: str, address: str) -> Begun:
        """A new session for the holder of the name. Raises `SignInRefused`, `PasswordsOff`."""
        return self.admit(self._holder(username), password, address)

    def admit(self, holder: Holder, password: str, address: str) -> Begun:
        """A new session for whoever `holder` finds, None for nobody. Raises `SignInRefused`."""
        known = self._may_try(holder, address)
        matches = self._passwords.matches("" if known is None else known.password, password)
        if known is None or not matches:
            raise _refused()
        account = known.account
        outdated = self._passwords.is_outdated(known.password)
        kept = self._passwords.hashed(password) if outdated else known.password
        # a password that was changed meanwhile stays changed
        self._change(
            account,
            "sign-in",
            lambda now: replace(now, failures=0, password=kept if now.password == known.password else now.password),
        )
        self._addresses.succeeded(address)
        return self.sessions.begin(account)

    def change_password(self, username: str, old: str, new: str, address: str) -> Begun:
        """Set another password, knowing the old one. Every session ends; the new one is answered.

        Raises `SignInRefused`, `WeakPassword`, `PasswordsOff`.
        """
        return self.change(self._holder(username), old, new, address, username)

    def change(self, holder: Holder, old: str, new: str, address: str, name: str) -> Begun:
        """As `change_password`, for whoever `holder` finds; `name` is what they call themselves."""
        self._passwords.check(new, name)
        known = self._may_try(holder, address)
        if not self._passwords.matches("" if known is None else known.password, old) or known is None:
            raise _refused()
        return self._set(known.account, new, address)

    def use_code(self, username: str, code: str, new: str, address: str) -> Begun:
        """Set a password with a code that an administrator issued; it works once. Raises as `change_password`."""
        return self.redeem(self._holder(username), code, new, address, username)

    def redeem(self, holder: Holder, code: str, new: str, address: str, name: str) -> Begun:
        """As `use_code`, for whoever `holder` finds; `name` is what they call themselves."""
        self._passwords.check(new, name)
        known = self._may_try(holder, address)
        given = _digest(code.strip())
        fits = known is not None and bool(known.code) and hmac.compare_digest(known.code, given)
        if known is None or not fits or known.code_ends is None or known.code_ends <= self._clock():
            raise _refused()
        return self._set(known.account, new, address)

    def issue_code(self, actor: Actor, account: str) -> str:
        """A code with which the holder sets a password, shown this once. Needs the account's administrator, who may do
        all that it may. Raises `NoUsername`.
        """
        if not self._access.may_become(actor, account).username:
            raise NoUsername("This account has no name to sign in with.")
        return self.new_code(actor, account, "account.code")

    def new_code(self, actor: Actor, account: str, command: str) -> str:
        """As `issue_code`, for callers that have asked whether the actor may."""
        code = secrets.token_urlsafe(_CODE_OCTETS)
        ends = self._clock() + _CODE_LASTS
        self._change(account, command, lambda now: replace(
            now, code=_digest(code), code_ends=ends, failures=0
        ), actor=actor.id)  # fmt: skip
        return code

    def lock(self, actor: Actor, account: str, *, locked: bool = True, if_revision: int | None = None) -> Account:
        """Keep an account out, its tokens and sessions included, or let it in again; as `AccessService.set_locked`."""
        after = self._access.set_locked(actor, account, locked=locked, if_revision=if_revision)
        if locked:
            self.sessions.end_all(account)
        return after

    def _holder(self, username: str) -> Holder:
        if not self.by_name:
            raise PasswordsOff("Nobody signs in with a name and a password here.")
        return lambda: self._access.account_named(username)

    def _set(self, account: str, new: str, address: str) -> Begun:
        hashed = self._passwords.hashed(new)
        self._change(account, "account.password", lambda now: Credential(account, hashed, tried=now.tried))
        self._addresses.succeeded(address)
        self.sessions.end_all(account)
        return self.sessions.begin(account)

    def _may_try(self, holder: Holder, address: str) -> Credential | None:
        """The credential to compare with, the attempt counted; None where nothing can match."""
        if not self._addresses.begin(address):
            return None
        account = holder()
        if account is None or account.locked:
            return None
        document, known = self._read(account.id)
        now = self._clock()
        failures = known.failures if known.tried is None or now - known.tried < _FAILURES_COUNT else 0
        if document is None or (known.tried is not None and now < known.tried + delay(failures, FREE_OF_ACCOUNT)):
            return None
        counted = replace(known, failures=failures + 1, tried=now)
        try:
            self._put(document, counted, Cause(account.id, "sign-in.attempt", now))
        except Conflict:  # another attempt at the same moment: this one is not made
            return None
        return counted

    def _change(
        self, account: str, command: str, change: Callable[[Credential], Credential], *, actor: str | None = None
    ) -> None:
        for last in range(_TRIES):
            document, known = self._read(account)
            try:
                self._put(document, change(known), Cause(actor or account, command, self._clock()))
            except Conflict:
                if last == _TRIES - 1:
                    raise
            else:
                return

    def _read(self, account: str) -> tuple[Document | None, Credential]:
        (document,) = self._store.read([self._key(account)], IDENTITY)
        return document, Credential(account) if document is None else credential_of(document.body)

    def _put(self, document: Document | None, credential: Credential, cause: Cause) -> None:
        expected = ABSENT if document is None else document.version
        put = Put(self._key(credential.account), credential_node(credential, self._names), expected)
        self._store.commit(Change(cause, (put,)), IDENTITY)

    def _key(self, account: str) -> Key:
        return Key(self._names.identity, credential_iri(account, self._names))


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
