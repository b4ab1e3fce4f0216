"""Paying online: only the provider's signed word settles a payment, once, in time and for the same amount."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.access.watch import IDENTITY
from graph.backends.memory import MemoryStore
from graph.patrons.errors import InvalidPatron, UnknownPatron
from graph.patrons.fees import FeeService
from graph.patrons.model import EntryKind, Fee, FeeType, Patron
from graph.patrons.payment_model import (
    AlreadySettled,
    BadNotification,
    NoPaymentProvider,
    PaidTwice,
    Payment,
    PaymentClosed,
    PaymentDiffers,
    PaymentExpired,
    PaymentRefused,
    PaymentState,
    TooManyPayments,
    UnknownPayment,
    WrongSignature,
)
from graph.patrons.payment_signing import notification_signature
from graph.patrons.payments import LASTS, PaymentService
from graph.patrons.register import Register
from graph.patrons.service import PatronService, PatronWanted
from graph.store.names import Names
from graph.tenants.payment_provider import PaymentProviders, provider_key
from graph.tenants.removal import TenantRemoval
from graph.tenants.service import TenantService
from graph.tenants.texts import InvalidSettings, StaleSettings
from mappings.money import Money

NAMES = Names("https://c.example/")
SECRET = "0123456789abcdef" * 4
DESK = operator("harbor")


class Clock:
    """A clock that a test sets."""

    now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.now


@dataclass
class House:
    """A library with two readers."""

    store: MemoryStore
    fees: FeeService
    providers: PaymentProviders
    payments: PaymentService
    readers: dict[str, tuple[Actor, Patron]]
    clock: Clock

    def owes(self, reader: str, *amounts: int, currency: str = "EUR") -> list[Fee]:
        """Fees of a reader."""
        patron = self.readers[reader][1].iri
        return [self.fees.charge(DESK, patron, FeeType.OTHER, Money(each, currency)) for each in amounts]

    def begin(self, reader: str, fees: list[Fee]) -> Payment:
        """A payment of a reader."""
        return self.payments.begin(self.readers[reader][0], [each.iri for each in fees])

    def say(self, payment: Payment, secret: str = SECRET, library: str = "harbor", **other: str) -> Payment:
        """What the provider says of a payment, signed."""
        body = orjson.dumps(said_of(payment) | other)
        return self.payments.notified(library, payment.reference, body, notification_signature(secret, body))

    def remaining(self, fees: list[Fee]) -> list[int]:
        """What remains of fees."""
        return [each.remaining.minor for each in self.fees.fees(DESK, [each.iri for each in fees]) if each]

    def kept(self) -> list[str]:
        """The codes of the refusals that staff see."""
        return sorted(each.code for each in self.payments.refusals(DESK))


def said_of(payment: Payment) -> dict[str, str]:
    amount, currency = str(payment.amount).split(" ")
    return {
        "reference": payment.reference,
        "state": "paid",
        "amount": amount,
        "currency": currency,
        "transaction": "tx-1",
    }


@pytest.fixture
def house() -> House:
    store = MemoryStore()
    clock, register = Clock(), Register(store, NAMES)
    providers = PaymentProviders(store, NAMES, clock)
    patrons = PatronService(register, clock)
    readers: dict[str, tuple[Actor, Patron]] = {}
    for name in ("ada", "bo"):
        patron = patrons.create(DESK, PatronWanted(name, f"Reader {name}", "adult"))
        readers[name] = (Actor(name, "Patron", "harbor", {}, {"harbor": patron.iri}), patron)
    payments = PaymentService(store, NAMES, register, providers, clock)
    made = House(store, FeeService(register, clock), providers, payments, readers, clock)
    providers.put(DESK, "https://pay.example/start", SECRET)
    return made


def test_the_providers_word_pays_the_fees_as_the_desk_would(house: House) -> None:
    fees = house.owes("ada", 150, 250)
    payment = house.begin("ada", fees)
    assert (payment.state, payment.amount) == (PaymentState.OPEN, Money(400, "EUR"))
    assert house.remaining(fees) == [150, 250], "beginning pays nothing"
    paid = house.say(payment)
    assert (paid.state, paid.transaction) == (PaymentState.PAID, "tx-1")
    assert house.remaining(fees) == [0, 0]
    (first, _) = house.fees.fees(DESK, [each.iri for each in fees])
    assert first is not None
    last = first.entries[-1]
    assert (last.kind, last.method, last.note) == (EntryKind.PAY, "online", "tx-1")
    assert house.payments.shown(house.readers["ada"][0], payment.reference).state is PaymentState.PAID
    assert house.kept() == []


def test_the_same_word_again_changes_nothing(house: House) -> None:
    payment = house.begin("ada", house.owes("ada", 150))
    house.say(payment)
    position = house.store.position()
    house.clock.now += 2 * LASTS
    assert house.say(payment).state is PaymentState.PAID
    assert house.store.position() == position


def test_what_failed_is_owed_still(house: House) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    for _ in range(2):
        assert house.say(payment, state="failed", transaction="").state is PaymentState.FAILED
    assert house.remaining(fees) == [150]
    with pytest.raises(PaymentClosed):
        house.say(payment)
    assert house.remaining(fees) == [150]
    assert house.begin("ada", fees).reference != payment.reference


REFUSED: list[tuple[str, Callable[[House, Payment], object], type[PaymentRefused]]] = [
    ("less money", lambda house, payment: house.say(payment, amount="0.01"), PaymentDiffers),
    ("other money", lambda house, payment: house.say(payment, currency="USD"), PaymentDiffers),
    ("about another", lambda house, payment: house.say(payment, reference="x"), PaymentDiffers),
    ("another secret", lambda house, payment: house.say(payment, secret=SECRET[::-1]), WrongSignature),
    ("no such state", lambda house, payment: house.say(payment, state="maybe"), BadNotification),
    ("no transaction", lambda house, payment: house.say(payment, transaction=""), BadNotification),
    ("a name in it", lambda house, payment: house.say(payment, transaction="Ada L"), BadNotification),
]


@pytest.mark.parametrize(("say", "refusal"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_is_refused_pays_nothing_and_staff_see_it_once(house: House, say: Any, refusal: Any) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    for _ in range(3):
        with pytest.raises(refusal):
            say(house, payment)
    assert house.remaining(fees) == [150]
    assert house.payments.shown(house.readers["ada"][0], payment.reference) == payment
    assert house.kept() == [refusal.code]
    house.say(payment)
    assert house.remaining(fees) == [0], "the right word counts afterwards"


def test_what_comes_too_late_is_refused(house: House) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    assert house.payments.address(payment) is not None
    house.clock.now = payment.expires
    assert house.payments.address(payment) is None
    with pytest.raises(PaymentExpired):
        house.say(payment)
    house.begin("ada", fees)  # sets the one that is over aside
    with pytest.raises(PaymentExpired):
        house.say(payment, transaction="tx-2")
    assert house.remaining(fees) == [150]
    assert [each.transaction for each in house.payments.refusals(DESK)] in (["tx-1", "tx-2"], ["tx-2", "tx-1"])


def test_nothing_is_paid_twice(house: House) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    house.say(payment)
    with pytest.raises(PaidTwice):
        house.say(payment, transaction="tx-2")
    assert house.remaining(fees) == [0]
    (kept,) = house.payments.refusals(DESK)
    assert house.payments.payers(DESK, [kept.reference, "none", "…"]) == [house.readers["ada"][1].iri, None, None]
    assert (kept.reference, kept.amount, kept.transaction) == (payment.reference, Money(150, "EUR"), "tx-2")


def test_fees_that_were_settled_at_the_desk_meanwhile_are_not_paid_again(house: House) -> None:
    fees = house.owes("ada", 150, 250)
    payment = house.begin("ada", fees)
    house.fees.pay(DESK, [fees[0].iri], Money(50, "EUR"), method="cash")
    assert house.payments.address(payment) is None, "nobody is led to pay more than is owed"
    with pytest.raises(AlreadySettled):
        house.say(payment)
    assert house.remaining(fees) == [100, 250]
    assert house.payments.shown(house.readers["ada"][0], payment.reference).state is PaymentState.FAILED
    assert house.kept() == ["ALREADY_SETTLED"]


def test_an_unknown_reference_is_kept_only_where_it_is_signed(house: House) -> None:
    payment = replace(house.begin("ada", house.owes("ada", 150)), iri="https://c.example/harbor/payments/none")
    position = house.store.position()
    with pytest.raises(WrongSignature):
        house.say(payment, secret="x" * 40)
    assert house.store.position() == position, "a stranger writes nothing"
    with pytest.raises(UnknownPayment):
        house.say(payment)
    assert house.kept() == ["UNKNOWN_PAYMENT"]


def test_the_word_of_another_librarys_provider_counts_for_nothing(house: House) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    with pytest.raises(UnknownPayment):
        house.say(payment, library="lindenau")  # it has named none
    house.providers.put(operator("lindenau"), "https://pay.example/", SECRET)
    with pytest.raises(UnknownPayment):
        house.say(payment, library="lindenau")  # not even with the same secret
    assert house.remaining(fees) == [150]


def test_a_reader_pays_what_is_their_own_alone(house: House) -> None:
    fees = house.owes("ada", 150)
    with pytest.raises(UnknownPatron):
        house.begin("bo", fees)
    payment = house.begin("ada", fees)
    with pytest.raises(UnknownPayment):
        house.payments.shown(house.readers["bo"][0], payment.reference)
    elsewhere = house.readers["ada"][0].at("lindenau")
    for act in (lambda: house.payments.begin(elsewhere, [fees[0].iri]), lambda: house.payments.begin(DESK, ["x"])):
        with pytest.raises(Forbidden):
            act()


def test_a_notification_that_comes_many_times_at_once_counts_once(house: House) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    with ThreadPoolExecutor(8) as threads:
        same = list(threads.map(lambda _: house.say(payment), range(16)))
    assert {each.state for each in same} == {PaymentState.PAID}
    (fee,) = house.fees.fees(DESK, [fees[0].iri])
    assert fee is not None
    assert [each.kind for each in fee.entries] == [EntryKind.CHARGE, EntryKind.PAY]


def test_somebody_who_pays_at_the_desk_at_the_same_moment_is_not_made_to_pay_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fees = house.owes("ada", 150)
    payment = house.begin("ada", fees)
    commit = house.payments._register.commit

    def late(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(house.payments._register, "commit", commit)
        house.fees.pay(DESK, [fees[0].iri], Money(150, "EUR"), method="cash")
        return commit(*given, **named)

    monkeypatch.setattr(house.payments._register, "commit", late)
    with pytest.raises(AlreadySettled):
        house.say(payment)
    assert house.remaining(fees) == [0]
    assert house.kept() == ["ALREADY_SETTLED"]


def test_a_removed_library_leaves_no_secret(house: House) -> None:
    TenantService(house.store, NAMES, house.clock).create_tenant(DESK, "harbor", {"en": "Harbor"})
    TenantRemoval(house.store, NAMES, house.clock).remove(DESK, "harbor")
    assert house.providers.of("harbor") is None
    assert house.store.history([provider_key(NAMES, "harbor")], IDENTITY) == [()]


def test_one_currency_at_a_time_and_only_what_is_owed(house: House) -> None:
    euros, yen = house.owes("ada", 150), house.owes("ada", 300, currency="JPY")
    for chosen in ([], [*euros, *yen]):
        with pytest.raises(InvalidPatron):
            house.begin("ada", chosen)
    assert str(house.begin("ada", yen).amount) == "300 JPY"
    house.fees.pay(DESK, [euros[0].iri], Money(150, "EUR"))
    with pytest.raises(UnknownPatron):
        house.begin("ada", euros)


def test_beginning_the_same_again_is_the_same_and_nobody_begins_without_end(house: House) -> None:
    fees = house.owes("ada", *range(100, 1200, 100))
    assert house.begin("ada", fees[:2]) == house.begin("ada", fees[:2])
    for each in fees[:9]:
        house.begin("ada", [each])
    with pytest.raises(TooManyPayments):
        house.begin("ada", fees[9:])
    house.clock.now += LASTS + timedelta(seconds=1)
    house.begin("ada", fees[9:])


def test_without_a_provider_nobody_pays(house: House) -> None:
    fees = house.owes("ada", 150)
    house.providers.remove(DESK, 1)
    assert not house.payments.taken_at("harbor")
    with pytest.raises(NoPaymentProvider):
        house.begin("ada", fees)


def test_a_provider_is_named_by_administrators_and_its_secret_is_kept(house: House) -> None:
    clerk = Actor("c", "Clerk", "harbor", {"harbor": frozenset(Permission) - {Permission.TENANT_ADMIN}})
    for act in (
        lambda: house.providers.put(clerk, "https://x.example/", SECRET, 1),
        lambda: house.providers.administered(clerk),
        lambda: house.providers.remove(clerk, 1),
    ):
        with pytest.raises(Forbidden):
            act()
    with pytest.raises(StaleSettings):
        house.providers.put(DESK, "https://x.example/", SECRET)
    moved = house.providers.put(DESK, "https://x.example/?shop=7", None, 1)
    assert (moved.secret, moved.revision) == (SECRET, 2)
    assert SECRET not in repr(moved)


@pytest.mark.parametrize(
    "address",
    ["", "pay.example", "http://pay.example/", "javascript:alert(1)", "https://", "https://u:p@pay.example/",
     "https://pay.example/#x", "https://pay.example/ x", 'https://pay.example/"x', "https://pay.example:x/",
     "https://[/", "https://pay.example/" + "x" * 500],
)  # fmt: skip
def test_a_provider_is_at_a_safe_address(house: House, address: str) -> None:
    with pytest.raises(InvalidSettings):
        house.providers.put(DESK, address, SECRET, 1)


@pytest.mark.parametrize("secret", ["", "short", "x" * 201, "x" * 31 + "é", "x" * 31 + " ", "x" * 31 + "\n"])
def test_a_secret_can_not_be_guessed(house: House, secret: str) -> None:
    with pytest.raises(InvalidSettings):
        house.providers.put(DESK, "https://pay.example/", secret, 1)
