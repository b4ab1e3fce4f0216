"""Whom a library tells by itself what changes in its catalogue: addresses of other systems, and the secret that each
message to one is signed with.

The secret is needed as it is, so it can't be hashed. Like a payment provider's it is kept in the private identity
graph, which no scope of a person holds and no parcel of a library carries. How far each was told is kept beside it.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from graph.access.model import Actor, Permission, acting
from graph.access.watch import IDENTITY
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.model import TenantError
from graph.tenants.payment_provider import checked_address

MOST: Final = 10
MOST_FAILURES: Final = 20
"""So often in a row, over about five days, until it is left alone."""
_LONGEST_WAIT: Final = timedelta(hours=12)
_SECRET_OCTETS: Final = 32
_BY: Final = "webhooks"
"""Who notes in the log how far each was told."""
_TRIES: Final = 5


class UnknownWebhook(TenantError):
    """The library has no webhook of this name."""

    code: ClassVar[str] = "UNKNOWN_WEBHOOK"
    hint: ClassVar[str] = "`catalograph webhook list` shows those there are."


class TooManyWebhooks(TenantError):
    """A library has as many webhooks as it may."""

    code: ClassVar[str] = "TOO_MANY_WEBHOOKS"
    hint: ClassVar[str] = "Remove one first: `catalograph webhook remove`."


@dataclass(frozen=True, slots=True)
class Webhook:
    """One of those a library tells. `seen` is how many activities of the library's feed it was told of, `failures` how
    often in a row it didn't take the next ones up to `until`, `next_at` when it is tried again. A `suspended` one is
    told nothing.
    """

    id: str
    address: str
    secret: str = field(repr=False)
    seen: int
    failures: int = 0
    until: int = 0
    next_at: datetime | None = None
    suspended: bool = False


class Webhooks:
    """The webhooks of libraries. Seeing and changing them needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._clock = store, names, clock

    def of(self, tenant: str) -> tuple[Webhook, ...]:
        """Those of a library, in the order in which they came."""
        return self._read(tenant)[0]

    def administered(self, actor: Actor) -> tuple[Webhook, ...]:
        """Those of the acting library. Raises `Forbidden`."""
        return self.of(acting(actor, Permission.TENANT_ADMIN))

    def add(self, actor: Actor, address: str, seen: int) -> Webhook:
        """Tell this address, too, from the activity after `seen` on. Raises `InvalidSettings` for an address that isn't
        safe, `TooManyWebhooks`, `Forbidden`.
        """
        tenant = acting(actor, Permission.TENANT_ADMIN)
        secret = f"whsec_{b64encode(secrets.token_bytes(_SECRET_OCTETS)).decode()}"
        made = Webhook(secrets.token_hex(4), checked_address(address, "A webhook"), secret, seen)

        def added(hooks: tuple[Webhook, ...]) -> tuple[Webhook, ...]:
            if len(hooks) >= MOST:
                raise TooManyWebhooks(f"A library has at most {MOST} webhooks.")
            return (*hooks, made)

        self._change(tenant, actor.id, "webhook.add", added)
        return made

    def remove(self, actor: Actor, id: str) -> None:
        """Tell one nothing any more. Raises `UnknownWebhook`, `Forbidden`."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        self._known(tenant, id)
        self._change(tenant, actor.id, "webhook.remove", lambda hooks: tuple(each for each in hooks if each.id != id))

    def resume(self, actor: Actor, id: str) -> None:
        """Try one again at once that was given up, or waits. Raises `UnknownWebhook`, `Forbidden`."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        self._known(tenant, id)

        def again(hook: Webhook) -> Webhook:
            return replace(hook, failures=0, next_at=None, suspended=False)

        self._one(tenant, id, again, actor.id, "webhook.resume")

    def told(self, tenant: str, id: str, seen: int) -> None:
        """It took everything up to this activity."""
        self._one(tenant, id, lambda hook: replace(hook, seen=seen, failures=0, until=0, next_at=None))

    def failed(self, tenant: str, id: str, until: int, *, wants_no_more: bool = False) -> None:
        """It didn't take the next ones up to `until`: it is told the same again later, each time twice as much later;
        not again where it wants no more or failed too often.
        """

        def later(hook: Webhook) -> Webhook:
            failures = hook.failures + 1
            wait = min(timedelta(minutes=2 ** min(hook.failures, 12)), _LONGEST_WAIT)
            over = wants_no_more or failures >= MOST_FAILURES
            return replace(hook, failures=failures, until=until, next_at=self._clock() + wait, suspended=over)

        self._one(tenant, id, later)

    # inside

    def _known(self, tenant: str, id: str) -> None:
        if all(each.id != id for each in self.of(tenant)):
            raise UnknownWebhook(f"“{tenant}” has no webhook “{id}”.")

    def _one(
        self, tenant: str, id: str, changed: Callable[[Webhook], Webhook], by: str = _BY, command: str = "webhook.told"
    ) -> None:
        self._change(
            tenant, by, command, lambda hooks: tuple(changed(each) if each.id == id else each for each in hooks)
        )

    def _change(
        self, tenant: str, by: str, command: str, changed: Callable[[tuple[Webhook, ...]], tuple[Webhook, ...]]
    ) -> None:
        key = webhooks_key(self._names, tenant)
        for left in reversed(range(_TRIES)):
            hooks, version = self._read(tenant)
            node = {"@id": key.iri, "@type": ["lsp:Webhooks"], "lsp:webhook": [_node(each) for each in changed(hooks)]}
            try:
                cause = Cause(by, command, self._clock())
                self._store.commit(Change(cause, (Put(key, node, version or ABSENT),)), IDENTITY)
            except Conflict:
                if not left:
                    raise
            else:
                return

    def _read(self, tenant: str) -> tuple[tuple[Webhook, ...], int]:
        (document,) = self._store.read([webhooks_key(self._names, tenant)], IDENTITY)
        if document is None:
            return (), 0
        return tuple(_hook(each) for each in document.body.get("lsp:webhook", ())), document.version


def webhooks_key(names: Names, tenant: str) -> Key:
    """Where a library's webhooks are kept."""
    return Key(names.identity, f"{names.base}webhooks/{tenant}")


def _node(hook: Webhook) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": f"#{hook.id}",
        "@type": ["lsp:Webhook"],
        "lsp:address": [hook.address],
        "lsp:secret": [hook.secret],
        "lsp:seen": [str(hook.seen)],
        "lsp:failures": [str(hook.failures)],
        "lsp:until": [str(hook.until)],
    }
    if hook.next_at is not None:
        node["lsp:nextAt"] = [hook.next_at.isoformat()]
    if hook.suspended:
        node["lsp:suspended"] = ["true"]
    return node


def _hook(node: dict[str, Any]) -> Webhook:
    next_at = node.get("lsp:nextAt")
    return Webhook(
        node["@id"].removeprefix("#"),
        node["lsp:address"][0],
        node["lsp:secret"][0],
        int(node["lsp:seen"][0]),
        int(node["lsp:failures"][0]),
        int(node["lsp:until"][0]),
        None if next_at is None else datetime.fromisoformat(next_at[0]),
        "lsp:suspended" in node,
    )
