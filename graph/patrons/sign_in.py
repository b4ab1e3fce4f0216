"""Patrons signing in to their own account, with the number of their card and a password.

The account that a patron signs in with is theirs alone: it has no roles, names nobody, and its id follows from the
patron, so that there is one, and whoever issues codes at a desk can't get into an account of staff by it. It is made
with the first code.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from graph.access.documents import account_node
from graph.access.model import Account, Actor, Permission, acting
from graph.access.scopes import Policies
from graph.access.service import AccessService
from graph.access.sessions import Begun
from graph.access.sign_in import SignInService
from graph.access.watch import IDENTITY
from graph.patrons.errors import UnknownPatron
from graph.patrons.model import Patron
from graph.patrons.register import Register
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import Names, opaque_id
from graph.store.port import Store

_NAME: Final = "Patron"
"""What every such account is called: the patron's own name stays in the library's patrons graph."""
_MOST: Final = 2_000
"""Characters of a number or an IRI; what is longer names nobody."""


class PatronSignIn:
    """Codes for patrons, and the sessions that begin with their card's number. `policies` tells what is a library."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        register: Register,
        access: AccessService,
        sign_in: SignInService,
        policies: Callable[[], Policies],
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._register, self._access, self._sign_in, self._policies = register, access, sign_in, policies

    def issue_code(self, actor: Actor, patron: str) -> str:
        """A code with which a patron (by barcode or IRI) sets a password, shown this once. Needs `patrons.write`.

        Raises `UnknownPatron`, `Forbidden`.
        """
        found = self._active(acting(actor, Permission.PATRONS_WRITE), patron)
        if found is None:
            raise UnknownPatron("There is no such active patron.")
        account = self._account(found)
        node = account_node(account, self._names)
        put = Put(Key(self._names.identity, node["@id"]), node, ABSENT)
        if self._access.accounts([account.id]) == [None]:
            with suppress(Conflict):  # somebody at the next desk was faster: it is the same account
                self._store.commit(Change(Cause(actor.id, "patron.account", self._clock()), (put,)), IDENTITY)
        return self._sign_in.new_code(actor, account.id, "patron.code")

    def sign_in(self, tenant: str, barcode: str, password: str, address: str) -> Begun:
        """A new session of a patron. Raises `SignInRefused`."""
        return self._sign_in.admit(self._holder(tenant, barcode), password, address)

    def change_password(self, tenant: str, barcode: str, old: str, new: str, address: str) -> Begun:
        """Set another password, knowing the old one. Raises `SignInRefused`, `WeakPassword`."""
        return self._sign_in.change(self._holder(tenant, barcode), old, new, address, barcode)

    def use_code(self, tenant: str, barcode: str, code: str, new: str, address: str) -> Begun:
        """Set a password with a code of the library's staff; it works once. Raises as `change_password`."""
        return self._sign_in.redeem(self._holder(tenant, barcode), code, new, address, barcode)

    # inside

    def _holder(self, tenant: str, barcode: str) -> Callable[[], Account | None]:
        def find() -> Account | None:
            patron = self._active(tenant, barcode) if tenant in self._policies().tenants else None
            return None if patron is None else self._access.accounts([self._account(patron).id])[0]

        return find

    def _active(self, tenant: str, name: str) -> Patron | None:
        if not name.strip() or len(name) > _MOST:
            return None
        (found,) = self._register.patrons(tenant, [name])
        return found if found is not None and found.active else None

    def _account(self, patron: Patron) -> Account:
        identifier = opaque_id("patron-account", patron.iri)
        return Account(identifier, _NAME, patron.tenant, {}, {patron.tenant: patron.iri})
