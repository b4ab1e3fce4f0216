"""Patrons and fees: who sees and changes them, what is refused, and that money adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.patrons.documents import fee_node, fee_of, patron_node, patron_of
from graph.patrons.errors import DuplicatePatron, InvalidPatron, MoreThanOwed, StalePatron, UnknownPatron
from graph.patrons.fees import FeeService
from graph.patrons.model import BlockScope, Contact, EntryKind, FeeType, Patron
from graph.patrons.register import Register
from graph.patrons.service import PatronService, PatronWanted
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from mappings.money import Money

NAMES = Names("https://c.example/")
DESK = operator("harbor")
READER = Actor("r", "Reader", "harbor", {"harbor": frozenset({Permission.PATRONS_READ})})
CLERK = Actor("c", "Clerk", "harbor", {"harbor": frozenset({Permission.PATRONS_READ, Permission.PATRONS_FEES})})
STRANGER = Actor("s", "Stranger", "harbor")
ADA = PatronWanted("P-1", "Ada Løvelace", "adult", "s01", contact=Contact("ada@example.org", language="en"))
FIVE = Money(500, "EUR")


class House(NamedTuple):
    """The library under test."""

    store: MemoryStore
    patrons: PatronService
    fees: FeeService


def now() -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def house() -> House:
    store = MemoryStore()
    register = Register(store, NAMES)
    return House(store, PatronService(register, now), FeeService(register, now))


def oneself(patron: Patron) -> Actor:
    """The patron, signed in."""
    return Actor("self", "Self", "harbor", patrons={"harbor": patron.iri})


def test_a_patron_is_found_by_barcode_address_external_id_and_words_of_the_name(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    assert house.patrons.patrons(DESK, [" P-1 ", ada.iri, "P-2"]) == [ada, ada, None]
    assert house.patrons.by_external_id(DESK, ["s01", "s02"]) == [ada, None]
    assert house.patrons.search(DESK, "lovelace ADA") == [ada]
    assert house.patrons.search(DESK, "P-1") == [ada]
    assert house.patrons.search(DESK, "ada byron") == []


def test_everything_about_a_patron_comes_back_as_it_was_written() -> None:
    register = Register(MemoryStore(), NAMES)
    service = PatronService(register, now)
    ada = service.create(DESK, replace(ADA, expires=date(2027, 1, 1), notes=("owls",), keep_history=True))
    ada = service.update(DESK, ada.iri, 1, proxies=(NAMES.resource("harbor", "patrons", "x"),), active=False)
    ada = service.add_block(
        DESK, ada.iri, [BlockScope.BORROW, BlockScope.RENEW], "lost card", "Ask us", date(2026, 4, 1)
    )
    assert service.patrons(DESK, [ada.iri]) == [ada]
    assert ada.blocks[0].holds(BlockScope.RENEW, date(2026, 4, 1))
    assert not ada.blocks[0].holds(BlockScope.RENEW, date(2026, 4, 2))
    assert service.lift_block(DESK, ada.iri, ada.blocks[0].id).blocks == ()


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (replace(ADA, barcode=" "), InvalidPatron),
        (replace(ADA, external_id="s09"), DuplicatePatron),
        (replace(ADA, barcode="P-9"), DuplicatePatron),
        (replace(ADA, barcode="P-9", external_id="", contact=Contact("no address")), InvalidPatron),
        (replace(ADA, barcode="P-9", external_id="", name="x" * 501), InvalidPatron),
    ],
)
def test_a_patron_that_can_not_be_is_refused_and_nothing_is_written(
    house: House, wanted: PatronWanted, error: type[Exception]
) -> None:
    house.patrons.create(DESK, ADA)
    before = house.store.position()
    with pytest.raises(error):
        house.patrons.create(DESK, wanted)
    assert house.store.position() == before


def test_the_same_request_makes_one_patron(house: House) -> None:
    assert house.patrons.create(DESK, ADA, request_id="one") == house.patrons.create(DESK, ADA, request_id="one")


def test_another_library_may_use_the_same_barcode_and_sees_nobody_of_this_one(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    there = operator("lindenau")
    assert house.patrons.create(there, ADA).iri != ada.iri
    assert house.patrons.patrons(there, [ada.iri]) == [None]


def test_an_edit_of_what_changed_meanwhile_is_refused(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    house.patrons.update(DESK, ada.iri, 1, group="child")
    with pytest.raises(StalePatron):
        house.patrons.update(DESK, ada.iri, 1, group="staff")
    with pytest.raises(UnknownPatron):
        house.patrons.lift_block(DESK, ada.iri, "none")


def test_patrons_see_themselves_alone_and_change_how_they_are_reached(house: House) -> None:
    ada, bob = house.patrons.create(DESK, ADA), house.patrons.create(DESK, PatronWanted("P-2", "Bob", "adult"))
    me = oneself(ada)
    assert house.patrons.patrons(me, ["P-1", "P-2"]) == [ada, None]
    mine = house.patrons.update(me, ada.iri, 1, contact=Contact("new@example.org"), keep_history=True)
    assert mine.contact.email == "new@example.org"
    for change in (
        lambda: house.patrons.update(me, ada.iri, 2, group="staff"),
        lambda: house.patrons.update(me, bob.iri, 1, contact=Contact()),
        lambda: house.patrons.search(me, "Bob"),
        lambda: house.fees.of_patrons(me, [bob.iri]),
        lambda: house.fees.waive(me, "x", FIVE, "me"),
    ):
        with pytest.raises(Forbidden):
            change()


@pytest.mark.parametrize("actor", [STRANGER, READER])
def test_nobody_without_the_right_changes_a_patron(house: House, actor: Actor) -> None:
    ada = house.patrons.create(DESK, ADA)
    before = house.store.position()
    for change in (
        lambda: house.patrons.create(actor, replace(ADA, barcode="P-3", external_id="")),
        lambda: house.patrons.update(actor, ada.iri, 1, group="staff"),
        lambda: house.patrons.add_block(actor, ada.iri, [BlockScope.BORROW], "why"),
        lambda: house.patrons.lift_block(actor, ada.iri, "x"),
        lambda: house.fees.charge(actor, ada.iri, FeeType.OTHER, FIVE),
        lambda: house.fees.pay(actor, ["x"], FIVE),
        lambda: house.fees.cancel(actor, "x", "why"),
    ):
        with pytest.raises(Forbidden):
            change()
    assert house.store.position() == before
    with pytest.raises(Forbidden):
        house.patrons.patrons(STRANGER, ["P-1"])


def test_a_payment_goes_to_the_fees_in_the_order_named_and_to_no_more_than_is_owed(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    one, two = (house.fees.charge(CLERK, ada.iri, FeeType.DAMAGE, FIVE, note="torn") for _ in range(2))
    with pytest.raises(MoreThanOwed):
        house.fees.pay(CLERK, [one.iri, two.iri], Money(1001, "EUR"))
    paid = house.fees.pay(CLERK, [two.iri, one.iri], Money(700, "EUR"), method="cash")
    assert [str(each.remaining) for each in paid] == ["0.00 EUR", "3.00 EUR"]
    assert [each.iri for each in house.fees.of_patrons(CLERK, [ada.iri])[0]] == [one.iri]
    assert len(house.fees.of_patrons(CLERK, [ada.iri], settled=True)[0]) == 2


def test_a_fee_is_waived_moved_given_back_and_cancelled_with_a_reason(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    fee = house.fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE)
    house.fees.waive(DESK, fee.iri, Money(100, "EUR"), "goodwill")
    house.fees.transfer(DESK, fee.iri, Money(100, "EUR"), "bursar")
    house.fees.pay(DESK, [fee.iri], Money(300, "EUR"))
    with pytest.raises(MoreThanOwed):
        house.fees.refund(DESK, fee.iri, Money(301, "EUR"), "wrong")
    assert str(house.fees.refund(DESK, fee.iri, Money(300, "EUR"), "wrong").remaining) == "3.00 EUR"
    done = house.fees.cancel(DESK, fee.iri, "wrong")
    assert [each.kind for each in done.entries] == [
        EntryKind.CHARGE, EntryKind.WAIVE, EntryKind.TRANSFER, EntryKind.PAY, EntryKind.REFUND, EntryKind.CANCEL,
    ]  # fmt: skip
    assert done.remaining.minor == 0
    with pytest.raises(Forbidden):
        house.fees.waive(CLERK, fee.iri, FIVE, "goodwill")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda fees, fee: fees.pay(DESK, [fee], Money(1, "USD")), InvalidPatron),
        (lambda fees, fee: fees.pay(DESK, [fee], Money(0, "EUR")), InvalidPatron),
        (lambda fees, fee: fees.waive(DESK, fee, Money(-5, "EUR"), "why"), InvalidPatron),
        (lambda fees, fee: fees.waive(DESK, fee, FIVE, " "), InvalidPatron),
        (lambda fees, fee: fees.transfer(DESK, fee, FIVE, ""), InvalidPatron),
        (lambda fees, fee: fees.pay(DESK, [fee + "x"], FIVE), UnknownPatron),
        (
            lambda fees, _: fees.charge(DESK, "https://c.example/harbor/patrons/none", FeeType.OTHER, FIVE),
            UnknownPatron,
        ),
    ],
)
def test_a_wrong_amount_is_refused_and_nothing_is_written(
    house: House, call: Callable[[FeeService, str], object], error: type[Exception]
) -> None:
    ada = house.patrons.create(DESK, ADA)
    fee = house.fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE)
    before = house.store.position()
    with pytest.raises(error):
        call(house.fees, fee.iri)
    assert house.store.position() == before


def test_a_payment_whose_answer_was_lost_is_booked_once(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    fee = house.fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE, request_id="c")
    assert house.fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE, request_id="c").iri == fee.iri
    part = Money(200, "EUR")
    for call in (
        lambda: house.fees.pay(DESK, [fee.iri], part, request_id="p")[0],
        lambda: house.fees.refund(DESK, fee.iri, part, "wrong", request_id="r"),
        lambda: house.fees.waive(DESK, fee.iri, part, "why", request_id="w"),
        lambda: house.fees.cancel(DESK, fee.iri, "why", request_id="x"),
    ):
        first = call()
        position = house.store.position()
        assert call() == first
        assert house.store.position() == position


@given(st.lists(st.tuples(st.sampled_from(["charge", "pay", "waive", "refund", "cancel"]), st.integers(1, 900))))
def test_what_remains_is_the_sum_of_the_entries_and_never_less_than_nothing(steps: list[tuple[str, int]]) -> None:
    register = Register(MemoryStore(), NAMES)
    fees = FeeService(register, now)
    ada = PatronService(register, now).create(DESK, ADA)
    owed = 500
    fee = fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE)
    paid = 0
    for kind, minor in steps:
        amount = Money(minor, "EUR")
        try:
            match kind:
                case "charge":
                    fees.charge(DESK, ada.iri, FeeType.OTHER, amount)
                    continue
                case "pay":
                    fees.pay(DESK, [fee.iri], amount)
                    owed, paid = owed - minor, paid + minor
                case "waive":
                    fees.waive(DESK, fee.iri, amount, "why")
                    owed -= minor
                case "refund":
                    fees.refund(DESK, fee.iri, amount, "why")
                    owed, paid = owed + minor, paid - minor
                case _:
                    fees.cancel(DESK, fee.iri, "why")
                    owed = 0
        except (MoreThanOwed, InvalidPatron):
            pass
        (fee_now,) = fees.fees(DESK, [fee.iri])
        assert fee_now is not None
        assert fee_now.remaining.minor == owed == sum(each.amount.minor for each in fee_now.entries)
        assert owed >= 0
        assert paid >= 0


def test_nothing_of_a_patron_stands_outside_the_patrons_graph(house: House) -> None:
    ada = house.patrons.create(DESK, ADA)
    fee = house.fees.charge(DESK, ada.iri, FeeType.OTHER, FIVE)
    touched = {each.key for event in house.store.changes(0, 10, SystemScope()) for each in event.touched}
    graph = NAMES.graph("harbor", GraphKind.PATRONS)
    assert touched == {Key(graph, ada.iri), Key(graph, fee.iri)}
    document = Document(Key(graph, ada.iri), 1, patron_node(ada), now(), now())
    assert patron_of(document) == ada
    assert fee_of(Document(Key(graph, fee.iri), 1, fee_node(fee), now(), now())) == fee
