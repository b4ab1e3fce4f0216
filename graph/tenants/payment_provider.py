"""Where readers of a library pay online: the address of its provider's page, and the secret that both sign with.

The secret is needed as it is, so it can't be hashed. It is kept in the private identity graph, which no scope of a
person holds and no parcel of a library carries, and no answer has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from graph.access.model import Actor, Permission, acting, require
from graph.access.watch import IDENTITY
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.texts import InvalidSettings, StaleSettings

COMMAND: Final = "payment-provider.set"
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST: Final = 500
_SHORTEST_SECRET, _LONGEST_SECRET = 32, 200


@dataclass(frozen=True, slots=True)
class PaymentProvider:
    """The provider of one library. `revision` is what a change expects."""

    address: str
    secret: str = field(repr=False)
    revision: int = 0


class PaymentProviders:
    """The providers of libraries. Seeing and changing one needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._clock = store, names, clock

    def of(self, tenant: str) -> PaymentProvider | None:
        """The provider of a library, None where nobody can pay online there."""
        (document,) = self._store.read([provider_key(self._names, tenant)], IDENTITY)
        if document is None:
            return None
        address, secret = (str(document.body[name][0]) for name in ("lsp:address", "lsp:secret"))
        return PaymentProvider(address, secret, document.version)

    def administered(self, actor: Actor) -> PaymentProvider | None:
        """The provider of the acting library. Raises `Forbidden`."""
        return self.of(acting(actor, Permission.TENANT_ADMIN))

    def put(self, actor: Actor, address: str, secret: str | None, if_revision: int | None = None) -> PaymentProvider:
        """Name the provider of the acting library; without a secret the one that is there stays.

        Raises `InvalidSettings`, `StaleSettings`, `Forbidden`.
        """
        tenant = acting(actor, Permission.TENANT_ADMIN)
        before = self.of(tenant)
        kept = secret if secret is not None else "" if before is None else before.secret
        wanted = PaymentProvider(checked_address(address), _checked_secret(kept))
        key = provider_key(self._names, tenant)
        node = {
            "@id": key.iri,
            "@type": ["lsp:PaymentProvider"],
            "lsp:address": [wanted.address],
            "lsp:secret": [wanted.secret],
        }
        put = Put(key, node, if_revision or ABSENT)
        return replace(wanted, revision=self._commit(actor, Change(self._cause(actor), (put,)))[0])

    def remove(self, actor: Actor, if_revision: int | None = None) -> None:
        """Let nobody pay online in the acting library any more. Raises `StaleSettings`, `Forbidden`."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        gone = Delete(provider_key(self._names, tenant), if_revision or ABSENT)
        if if_revision or self.of(tenant) is not None:
            self._commit(actor, Change(self._cause(actor), deletes=(gone,)))

    # inside

    def _commit(self, actor: Actor, change: Change) -> tuple[int, ...]:
        require(actor, Permission.TENANT_ADMIN)
        try:
            return self._store.commit(change, IDENTITY).versions
        except Conflict:
            raise StaleSettings("The payment provider is not as the caller saw it.") from None

    def _cause(self, actor: Actor) -> Cause:
        return Cause(actor.id, COMMAND, self._clock())


def provider_key(names: Names, tenant: str) -> Key:
    """Where what is known of a library's provider is kept."""
    return Key(names.identity, f"{names.base}payment-providers/{tenant}")


def trial_key(names: Names, tenant: str) -> Key:
    """Where the last trial of a library's provider is kept."""
    return Key(names.identity, f"{provider_key(names, tenant).iri}/trial")


def checked_address(address: str, of: str = "A payment provider") -> str:
    """An address over HTTPS; without it only on this very machine. Raises `InvalidSettings`."""
    wanted = address.strip()
    try:
        parts = urlsplit(wanted)
        host, user = parts.hostname or "", parts.username
        _ = parts.port
    except ValueError:
        raise InvalidSettings("The address can't be read.", which="payment-address") from None
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    plain = wanted.isascii() and wanted.isprintable() and not set(wanted) & set(' "<>\\#')
    if not (safe and plain and host and user is None and len(wanted) <= _LONGEST):
        raise InvalidSettings(
            f"{of} is at an address that begins with https://, without a name, a space or a “#” in it.",
            which="payment-address",
        )
    return wanted


def _checked_secret(secret: str) -> str:
    fits = _SHORTEST_SECRET <= len(secret) <= _LONGEST_SECRET
    if not (fits and secret.isascii() and secret.isprintable() and " " not in secret):
        raise InvalidSettings(
            f"A secret has {_SHORTEST_SECRET} to {_LONGEST_SECRET} letters, digits and signs of ASCII, and no space.",
            hint="Make one with `openssl rand -hex 32`.",
            which="secret",
            values={"least": _SHORTEST_SECRET, "most": _LONGEST_SECRET},
        )
    return secret
