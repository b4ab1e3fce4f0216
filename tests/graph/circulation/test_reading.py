"""Who reads which loans and requests, and what everybody may know."""

from __future__ import annotations

import typing
from dataclasses import fields

import pytest

from graph.access.model import Actor, Forbidden
from graph.circulation.elsewhere import Elsewhere
from graph.circulation.requesting import Wish
from graph.holdings.status import Custody, ItemStatus, Whereabouts
from graph.store.paging import Page
from tests.graph.circulation.lending_desk import House


@pytest.fixture
def desk(house):
    """P1 has 31, for which P2 waits."""
    house.book("31", "32")
    house.ada, house.ben = house.patron("P1"), house.patron("P2")
    house.loan = house.lending.check_out(house.staff, "31", "P1", house.point()).loan
    house.wish = house.circulation.requesting.place(house.staff, "P2", Wish("31", pickup=house.point())).request
    house.reading = house.circulation.reading
    return house


def test_staff_read_everything_of_their_library(desk) -> None:
    assert desk.reading.loans(desk.staff, [desk.loan.iri, "https://c.example/x"]) == [desk.loan, None]
    assert desk.reading.requests(desk.staff, [desk.wish.iri]) == [desk.wish]
    assert desk.reading.queues(desk.staff, [desk.work()]) == [(desk.wish,)]
    assert desk.reading.held(desk.staff, [desk.item("31")])[0].loan == desk.loan
    assert [each.loans for each in desk.reading.standing(desk.staff, [desk.ada.iri])] == [(desk.loan,)]
    assert desk.reading.loans(desk.staff.at("lindenau"), [desk.loan.iri]) == [None]


def test_patrons_read_their_own_and_nothing_else_is_there(desk) -> None:
    ada, ben = desk.actor(desk.ada), desk.actor(desk.ben)
    assert desk.reading.loans(ada, [desk.loan.iri]) == [desk.loan]
    assert desk.reading.loans(ben, [desk.loan.iri]) == [None]
    assert desk.reading.requests(ada, [desk.wish.iri]) == [None]
    first, second = desk.reading.standing(ben, [desk.ada.iri, desk.ben.iri])
    assert (first.loans, second.requests) == ((), (desk.wish,))
    (place,) = desk.reading.places(ben, [desk.wish])
    assert place is not None
    assert (place.position, place.length) == (1, 1)
    assert desk.reading.places(ada, [desk.wish]) == [None]
    for ask in (
        lambda: desk.reading.queues(ada, [desk.work()]),
        lambda: desk.reading.held(ada, [desk.item("31")]),
        lambda: desk.reading.transits(ada, []),
        lambda: desk.reading.loans_of_item(ada, [desk.item("31")], Page()),
        lambda: desk.reading.hold_shelf(ada, [desk.point()], Page()),
        lambda: desk.reading.loans(Actor("x", "X"), [desk.loan.iri]),
    ):
        with pytest.raises(Forbidden):
            ask()


def test_an_items_loans_and_a_points_shelf_are_lists(desk) -> None:
    desk.returning.check_in(desk.staff, "31", desk.point())
    desk.lending.check_out(desk.staff, "31", "P2", desk.point())
    (loans,) = desk.reading.loans_of_item(desk.staff, [desk.item("31")], Page())
    assert (loans.total, {each.patron for each in loans.items}) == (2, {desk.ada.iri, desk.ben.iri})
    desk.circulation.requesting.place(desk.staff, "P1", Wish("32", pickup=desk.point()))
    desk.returning.check_in(desk.staff, "32", desk.point())
    (shelf, other) = desk.reading.hold_shelf(desk.staff, [desk.point(), desk.point("branch")], Page())
    assert [each.item for each in shelf.items] == [desk.item("32")]
    assert other.items == ()


def test_everybody_may_know_where_an_item_is_and_when_it_is_back(desk) -> None:
    items = desk.holdings.items([desk.item("31"), desk.item("32")], desk.everything)
    assert [each.status for each in items] == [ItemStatus.CHECKED_OUT, ItemStatus.AVAILABLE]
    assert [each.whereabouts.due_at for each in items] == [desk.loan.due_at, None]
    assert Elsewhere(desk.store).queue_lengths(items, desk.everything) == [1, 0]
    (availability,) = desk.holdings.availability([desk.work()], desk.everything)
    assert (availability.total, availability.available) == (2, 1)


def test_what_everybody_may_know_has_no_field_for_a_person() -> None:
    assert {each.name for each in fields(Whereabouts)} == {"custody", "due_at"}
    kinds = typing.get_type_hints(Custody)
    assert set(kinds) == {"on_loan", "claim", "recalled", "lost_and_paid", "in_transit", "waiting", "paged", "untold"}
    assert str not in {each for kind in kinds.values() for each in (typing.get_args(kind) or (kind,))}


def test_how_many_are_read_does_not_change_how_often_the_store_is_asked(desk) -> None:
    calls: list[str] = []

    class Counting:
        def __getattr__(self, name):
            calls.append(name)
            return getattr(desk.store, name)

    counted = House(Counting())  # type: ignore[arg-type]
    desk.book(*(f"9{n}" for n in range(30)), work="w9")
    for n in range(3):
        desk.lending.check_out(desk.staff, f"9{n}", "P1", desk.point())
    found = []
    for items in ([desk.item("91")], [desk.item(f"9{n}") for n in range(30)]):
        calls.clear()
        counted.desk.facts.copies("harbor", items)
        counted.holdings.items(items, desk.everything)
        found.append(len(calls))
    assert found[0] == found[1]
