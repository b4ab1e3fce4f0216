"""Readers paying online: a payment is begun here, made at the library's provider, and settled by the provider's word.

Whoever comes back from the provider's page decides nothing. A notification counts when it is signed, about a payment
that is open, in time and of the same amount; the fees and the payment are then written together, once, however often it
is sent. What is refused though it was signed is kept for staff, since money may have been taken; of what isn't signed
only that it happened, once for each payment, so that nobody fills the store.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Final

from graph.access.model import Actor, Forbidden, Permission, acting
from graph.patrons.errors import InvalidPatron, MoreThanOwed, StalePatron, UnknownPatron
from graph.patrons.fees import divided
from graph.patrons.model import Entry, EntryKind, Fee
from graph.patrons.payment_documents import (
    OPEN_BY,
    PAYMENT,
    PAYMENTS,
    REFUSAL,
    REFUSALS,
    payment_node,
    payment_of,
    refusal_node,
    refusal_of,
)
from graph.patrons.payment_model import (
    AlreadySettled,
    NoPaymentProvider,
    Notification,
    PaidTwice,
    Payment,
    PaymentClosed,
    PaymentDiffers,
    PaymentExpired,
    PaymentRefused,
    PaymentState,
    Refusal,
    TooManyPayments,
    UnknownPayment,
    WrongSignature,
    read_notification,
)
from graph.patrons.payment_signing import Order, is_signed, return_address, signed_address
from graph.patrons.register import Register
from graph.store import walking
from graph.store.model import ABSENT, Cause, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.port import Store
from graph.tenants.payment_provider import PaymentProvider, PaymentProviders
from mappings.money import Money

METHOD: Final = "online"
LASTS: Final = timedelta(hours=24)
_BY: Final = "payment-provider"
_REFERENCE: Final = re.compile(r"[A-Za-z0-9]{1,64}")
_MOST_FEES: Final = 100
_MOST_OPEN: Final = 10
_SHOWN: Final = 1000
_TRIES: Final = 5


class PaymentService:
    """Payments of readers. Only the reader begins and sees one; only the provider settles one."""

    def __init__(
        self,
        store: Store,
        names: Names,
        register: Register,
        providers: PaymentProviders,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._names, self._register = store, names, register
        self._providers, self._clock = providers, clock

    def taken_at(self, tenant: str) -> bool:
        """Whether a library takes payments online."""
        return self._providers.of(tenant) is not None

    def begin(self, actor: Actor, fees: Sequence[str]) -> Payment:
        """Set out to pay what remains of some of one's own fees; the same again while it is open.

        Raises `NoPaymentProvider`, `UnknownPatron` for what is not one's own or not owed, `InvalidPatron` for none or
        for several currencies, `TooManyPayments`, `Forbidden`.
        """
        tenant, patron = _reader(actor)
        if not self.taken_at(tenant):
            raise NoPaymentProvider("Nothing can be paid online in this library.")
        owed = self._owed(tenant, patron, fees)
        amount = Money(sum(each.remaining.minor for each in owed), owed[0].remaining.currency)
        chosen, now = tuple(each.iri for each in owed), self._clock()
        begun = self._open(tenant, patron)
        live = [each for each in begun if not each.is_over(now)]
        for each in live:
            if (set(each.fees), each.amount) == (set(chosen), amount):
                return each
        if len(live) >= _MOST_OPEN:
            raise TooManyPayments("Too many payments are begun and not finished.")
        expires = (now + LASTS).replace(microsecond=0)
        iri = self._names.resource(tenant, PAYMENTS, secrets.token_hex(16))
        payment = Payment(iri, tenant, patron, chosen, amount, now, expires)
        over = [self._put(replace(each, state=PaymentState.FAILED)) for each in begun if each not in live]
        self._register.commit(tenant, Cause(actor.id, "payment.begin", now), [self._put(payment), *over])
        return replace(payment, revision=1)

    def shown(self, actor: Actor, reference: str) -> Payment:
        """One's own payment of this reference. Raises `UnknownPayment`, `Forbidden`."""
        tenant, patron = _reader(actor)
        found = self._named(tenant, reference)
        if found is None or found.patron != patron:
            raise UnknownPayment("There is no such payment.")
        return found

    def address(self, payment: Payment) -> str | None:
        """The link to the provider's page on which an open payment is made; None where it can't be any more: its time
        is over, or less is owed now.
        """
        provider = self._providers.of(payment.tenant)
        if provider is None or payment.state is not PaymentState.OPEN or payment.is_over(self._clock()):
            return None
        fees = self._register.fees(payment.tenant, payment.fees)
        if sum(each.remaining.minor for each in fees if each is not None) < payment.amount.minor:
            return None
        back = return_address(self._names.base, payment.tenant, payment.reference)
        order = Order(payment.tenant, payment.reference, payment.amount, payment.expires, back)
        return signed_address(provider.address, provider.secret, order)

    def notified(self, tenant: str, reference: str, body: bytes, signature: str) -> Payment:
        """Take a provider's word on a payment; the same again changes nothing. Raises `PaymentRefused`."""
        provider = self._providers.of(tenant)
        if provider is None:
            raise UnknownPayment("There is no such payment.")
        self._check_signed(provider, tenant, reference, body, signature)
        said: Notification | None = None
        try:
            said = read_notification(body)
            return self._taken(tenant, reference, said)
        except PaymentRefused as error:
            self._keep(tenant, self._refusal(tenant, reference, error.code, sha256(body).hexdigest(), said))
            raise

    def refusals(self, actor: Actor) -> list[Refusal]:
        """What was refused of what providers said in the acting tenant, the latest first, at most 1,000. Needs
        `patrons.fees`.
        """
        tenant = acting(actor, Permission.PATRONS_FEES)
        graph = self._names.graph(tenant, GraphKind.PATRONS)
        found = walking.documents(self._store, graph, self._register.scope(tenant), type=REFUSAL)
        return sorted(map(refusal_of, islice(found, _SHOWN)), key=lambda each: (each.at, each.iri), reverse=True)

    def payers(self, actor: Actor, references: Sequence[str]) -> list[str | None]:
        """The patrons (IRIs) who began the payments of these references, in the order asked; None where there is no
        such payment, or no more. Needs `patrons.fees`.
        """
        tenant = acting(actor, Permission.PATRONS_FEES)
        return [None if each is None else each.patron for each in self._with(tenant, references)]

    # inside

    def _owed(self, tenant: str, patron: str, fees: Sequence[str]) -> list[Fee]:
        wanted = list(dict.fromkeys(fees))
        if not wanted:
            raise InvalidPatron("Choose what to pay.", which="pay-nothing")
        if len(wanted) > _MOST_FEES:
            raise InvalidPatron(
                f"At most {_MOST_FEES} fees are paid at once.", which="pay-many", values={"most": _MOST_FEES}
            )
        found = [
            each
            for each in self._register.fees(tenant, wanted)
            if each is not None and each.patron == patron and each.remaining.minor > 0
        ]
        if len(found) < len(wanted):
            raise UnknownPatron("Something that was chosen is not owed any more.", hint="Look at the account again.")
        if len({each.remaining.currency for each in found}) > 1:
            raise InvalidPatron("Pay what is in each currency by itself.", which="pay-currencies")
        return found

    def _open(self, tenant: str, patron: str) -> list[Payment]:
        scope = self._register.scope(tenant)
        (page,) = self._store.incoming([patron], (OPEN_BY,), scope, first=_SHOWN)
        read = self._store.read(page.keys, scope) if page.keys else []
        return [payment_of(each) for each in read if each is not None]

    def _named(self, tenant: str, reference: str) -> Payment | None:
        return self._with(tenant, [reference])[0]

    def _with(self, tenant: str, references: Sequence[str]) -> list[Payment | None]:
        """The payments of these references, in the order asked."""
        wanted = [each for each in dict.fromkeys(references) if _REFERENCE.fullmatch(each)]
        keys = [self._register.key(tenant, self._names.resource(tenant, PAYMENTS, each)) for each in wanted]
        read = self._store.read(keys, self._register.scope(tenant)) if keys else []
        found = [payment_of(each) for each in read if each is not None and PAYMENT in each.body["@type"]]
        known = {each.reference: each for each in found}
        return [known.get(each) for each in references]

    def _check_signed(
        self, provider: PaymentProvider, tenant: str, reference: str, body: bytes, signature: str
    ) -> None:
        if is_signed(provider.secret, body, signature):
            return
        if self._named(tenant, reference) is not None:
            self._keep(tenant, self._refusal(tenant, reference, WrongSignature.code, "unsigned", None))
        raise WrongSignature("The notification is not signed with the secret of this library.")

    def _taken(self, tenant: str, reference: str, said: Notification) -> Payment:
        """Somebody may write the same fees at this moment: it is read again then."""
        for _ in range(_TRIES - 1):
            with suppress(StalePatron):
                return self._take(tenant, reference, said)
        return self._take(tenant, reference, said)

    def _take(self, tenant: str, reference: str, said: Notification) -> Payment:
        payment = self._named(tenant, reference)
        if payment is None:
            raise UnknownPayment("There is no such payment.")
        if (said.reference, said.amount) != (reference, payment.amount):
            raise PaymentDiffers("The notification is not about this payment, or of another amount.")
        if _is_known(payment, said):
            return payment
        if payment.state is PaymentState.PAID:
            raise PaidTwice("This payment was paid before.")
        if said.paid and payment.is_over(self._clock()):
            raise PaymentExpired("The time of this payment is over.")
        if payment.state is PaymentState.FAILED:
            raise PaymentClosed("This payment failed before.")
        return self._settled(payment, said) if said.paid else self._failed(payment)

    def _settled(self, payment: Payment, said: Notification) -> Payment:
        """Pay the fees and close the payment in one change. Raises `AlreadySettled`."""
        at = self._clock()

        def entry(part: Money) -> Entry:
            return Entry(EntryKind.PAY, part, at, _BY, METHOD, said.transaction)

        found = [each for each in self._register.fees(payment.tenant, payment.fees) if each is not None]
        try:
            _, puts = divided(self._register, found, payment.amount, entry)
        except MoreThanOwed:
            self._failed(payment)
            raise AlreadySettled("Less is owed than was paid.") from None
        after = replace(payment, state=PaymentState.PAID, transaction=said.transaction)
        return self._close(after, "payment.paid", puts)

    def _failed(self, payment: Payment) -> Payment:
        return self._close(replace(payment, state=PaymentState.FAILED), "payment.failed", ())

    def _close(self, payment: Payment, command: str, puts: Sequence[Put]) -> Payment:
        cause = Cause(_BY, command, self._clock())
        self._register.commit(payment.tenant, cause, [self._put(payment), *puts])
        return replace(payment, revision=payment.revision + 1)

    def _refusal(self, tenant: str, reference: str, code: str, what: str, said: Notification | None) -> Refusal:
        """`what` tells refusals of one payment apart: the same notification is kept once."""
        iri = self._names.resource(tenant, REFUSALS, opaque_id(reference, what))
        amount, transaction = (None, "") if said is None else (said.amount, said.transaction)
        return Refusal(iri, reference[:64], code, self._clock(), amount, transaction)

    def _keep(self, tenant: str, refusal: Refusal) -> None:
        known = self._named(tenant, refusal.reference)
        node = refusal_node(refusal, None if known is None else known.iri)
        put = Put(self._register.key(tenant, refusal.iri), node, ABSENT)
        with suppress(StalePatron):  # kept before
            self._register.commit(tenant, Cause(_BY, "payment.refuse", refusal.at), [put])

    def _put(self, payment: Payment) -> Put:
        return Put(self._register.key(payment.tenant, payment.iri), payment_node(payment), payment.revision or ABSENT)


def _is_known(payment: Payment, said: Notification) -> bool:
    """Whether a provider says what it said before."""
    if payment.state is PaymentState.PAID:
        return said.paid and said.transaction == payment.transaction
    return payment.state is PaymentState.FAILED and not said.paid


def _reader(actor: Actor) -> tuple[str, str]:
    if actor.tenant is None or actor.patron is None:
        raise Forbidden("Sign in with the card of this library to pay.", hint="Sign in with your library card.")
    return actor.tenant, actor.patron
