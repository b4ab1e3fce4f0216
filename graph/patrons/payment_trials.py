"""Trying the payment provider of a library before readers pay there: a payment of nobody, for no fee.

Its link is signed as those of readers are, and the provider's word on it is checked as theirs is; what came of it is
kept beside the provider and changes nothing else. One a library: a new one takes the place of the last.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.watch import IDENTITY
from graph.patrons.errors import InvalidPatron
from graph.patrons.payment_model import (
    NoPaymentProvider,
    PaymentDiffers,
    PaymentExpired,
    PaymentRefused,
    PaymentState,
    WrongSignature,
    read_notification,
)
from graph.patrons.payment_signing import Order, is_signed, return_address, signed_address
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.payment_provider import PaymentProviders, trial_key
from mappings.bibframe.node import Node
from mappings.bibframe.read import plain
from mappings.money import Money

LASTS: Final = timedelta(hours=1)
_BEGINS: Final = "trial"
_BY: Final = "payment-provider"
_MOST_MINOR: Final = 100_000


@dataclass(frozen=True, slots=True)
class PaymentTrial:
    """A payment that tries a provider. `heard` is when the provider's last word came, `code` why it was refused."""

    tenant: str
    reference: str
    amount: Money
    begun: datetime
    expires: datetime
    state: PaymentState = PaymentState.OPEN
    code: str = ""
    heard: datetime | None = None
    revision: int = 0


def is_trial(reference: str) -> bool:
    """Whether a reference is that of a trial: those of readers' payments are hexadecimal."""
    return reference.startswith(_BEGINS)


class PaymentTrials:
    """The trials of libraries. Beginning and seeing one needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, providers: PaymentProviders, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._providers, self._clock = store, names, providers, clock

    def begin(self, actor: Actor, amount: Money) -> PaymentTrial:
        """Begin to try the provider of the acting library. Raises `NoPaymentProvider`, `InvalidPatron`, `Forbidden`."""
        tenant = acting(actor, Permission.TENANT_ADMIN)
        if self._providers.of(tenant) is None:
            raise NoPaymentProvider("There is no payment provider to try.", hint="Name one first.")
        if not 0 < amount.minor <= _MOST_MINOR:
            raise InvalidPatron("A trial is of a small amount, and more than nothing.")
        now = self._clock()
        reference = f"{_BEGINS}{secrets.token_hex(14)}"
        before = self._read(tenant)
        trial = PaymentTrial(tenant, reference, amount, now, (now + LASTS).replace(microsecond=0))
        self._write(replace(trial, revision=0 if before is None else before.revision), actor.id)
        return trial

    def last(self, actor: Actor) -> PaymentTrial | None:
        """The last trial of the acting library. Raises `Forbidden`."""
        return self._read(acting(actor, Permission.TENANT_ADMIN))

    def address(self, trial: PaymentTrial) -> str | None:
        """The link to the provider's page; None where the trial has ended or its time is over."""
        provider = self._providers.of(trial.tenant)
        if provider is None or trial.state is not PaymentState.OPEN or self._clock() >= trial.expires:
            return None
        back = return_address(self._names.base, trial.tenant, trial.reference)
        order = Order(trial.tenant, trial.reference, trial.amount, trial.expires, back)
        return signed_address(provider.address, provider.secret, order)

    def notified(self, tenant: str, reference: str, body: bytes, signature: str) -> PaymentTrial | None:
        """Take a provider's word on a trial; None where the last trial is another. Raises `PaymentRefused`."""
        provider, trial = self._providers.of(tenant), self._read(tenant) if is_trial(reference) else None
        if provider is None or trial is None or trial.reference != reference:
            return None
        try:
            if not is_signed(provider.secret, body, signature):
                raise WrongSignature("The notification is not signed with the secret of this library.")
            after = replace(trial, state=self._state(trial, body), code="")
        except PaymentRefused as error:
            self._keep(trial, replace(trial, code=error.code))
            raise
        self._keep(trial, after)
        return after

    # inside

    def _state(self, trial: PaymentTrial, body: bytes) -> PaymentState:
        said = read_notification(body)
        if (said.reference, said.amount) != (trial.reference, trial.amount):
            raise PaymentDiffers("The notification is not about this payment, or of another amount.")
        if said.paid and self._clock() >= trial.expires:
            raise PaymentExpired("The time of this payment is over.")
        return PaymentState.PAID if said.paid or trial.state is PaymentState.PAID else PaymentState.FAILED

    def _keep(self, before: PaymentTrial, after: PaymentTrial) -> None:
        """Write what is new: who says the same again, or says it unsigned, fills nothing. What ended well stays."""
        if (before.state, before.code) == (after.state, after.code) or before.state is PaymentState.PAID:
            return
        with suppress(Conflict):  # another word came first
            self._write(replace(after, heard=self._clock()), _BY)

    def _read(self, tenant: str) -> PaymentTrial | None:
        (document,) = self._store.read([trial_key(self._names, tenant)], IDENTITY)
        return None if document is None else _trial_of(tenant, document.body, document.version)

    def _write(self, trial: PaymentTrial, by: str) -> None:
        key = trial_key(self._names, trial.tenant)
        put = Put(key, {"@id": key.iri, **_body(trial)}, trial.revision or ABSENT)
        self._store.commit(Change(Cause(by, "payment-provider.try", self._clock()), (put,)), IDENTITY)


def _body(trial: PaymentTrial) -> Node:
    node: Node = {
        "@type": ["lsp:PaymentTrial"],
        "lsp:reference": [trial.reference],
        "lsp:minor": [str(trial.amount.minor)],
        "lsp:currency": [trial.amount.currency],
        "lsp:at": [trial.begun.isoformat()],
        "lsp:expires": [trial.expires.isoformat()],
        "lsp:state": [trial.state.value],
    }
    if trial.code:
        node["lsp:code"] = [trial.code]
    if trial.heard is not None:
        node["lsp:heardAt"] = [trial.heard.isoformat()]
    return node


def _trial_of(tenant: str, node: Node, version: int) -> PaymentTrial:
    said = {name: plain(node, f"lsp:{name}") or "" for name in ("reference", "minor", "currency", "at", "expires")}
    heard = plain(node, "lsp:heardAt")
    return PaymentTrial(
        tenant=tenant,
        reference=said["reference"],
        amount=Money(int(said["minor"]), said["currency"]),
        begun=datetime.fromisoformat(said["at"]),
        expires=datetime.fromisoformat(said["expires"]),
        state=PaymentState(plain(node, "lsp:state") or ""),
        code=plain(node, "lsp:code") or "",
        heard=None if heard is None else datetime.fromisoformat(heard),
        revision=version,
    )
