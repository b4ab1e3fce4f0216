"""Several desks at once: of commands that exclude each other one wins, and nobody is overlooked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from graph.backends.memory import MemoryStore
from graph.backends.sqlite import SqliteStore
from graph.circulation.model import RequestLevel, RequestState
from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.offline.uploading import OfflineService
from graph.circulation.privacy import PrivacyService
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.holdings.status import ItemStatus
from graph.patrons.errors import StalePatron, StillInUse
from graph.patrons.model import Patron
from tests.graph.circulation.lending_desk import House

ROUNDS = 12


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.sqlite")
    house = House(store)
    for number in range(1, 7):
        house.patron(f"P{number}")
    yield house
    store.close()


def at_once(*commands: Callable[[], object]) -> list[object]:
    """What each answers, or the codes with which it was refused; all begin at the same moment."""
    barrier = Barrier(len(commands))

    def run(command: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return command()
        except Refused as refused:
            return [each.value for each in refused.codes]

    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(run, commands))


def test_an_item_that_six_desks_lend_at_once_is_lent_once(house) -> None:
    house.book("31")
    answers = at_once(
        *(lambda n=n: house.lending.check_out(house.staff, "31", f"P{n}", house.point()) for n in range(1, 7))
    )
    assert sum(each == ["ALREADY_CHECKED_OUT"] for each in answers) == 5
    assert len(list(house.desk.facts.every_loan("harbor"))) == 1


def test_a_request_placed_at_the_moment_of_a_return_is_served(house) -> None:
    for n in range(ROUNDS):
        barcode = f"4{n}"
        house.book(barcode, work=f"w{n}")
        house.lending.check_out(house.staff, barcode, "P1", house.point())
        at_once(
            lambda barcode=barcode: house.returning.check_in(house.staff, barcode, house.point()),
            lambda barcode=barcode: house.circulation.requesting.place(
                house.staff, "P2", Wish(barcode, pickup=house.point())
            ),
        )
        (queue,) = house.desk.facts.queues("harbor", [house.work(f"w{n}")])
        # It was waited for and served, or stood on the shelf again and is to be fetched.
        assert [each.item for each in queue] == [house.item(barcode)]


def test_what_is_fetched_for_one_is_not_lent_to_another_at_that_moment(house) -> None:
    for n in range(ROUNDS):
        barcode = f"5{n}"
        house.book(barcode, work=f"w{n}")
        at_once(
            lambda barcode=barcode: house.lending.check_out(house.staff, barcode, "P1", house.point()),
            lambda barcode=barcode: house.circulation.requesting.place(
                house.staff, "P2", Wish(barcode, pickup=house.point())
            ),
        )
        (copy,) = house.desk.facts.copies("harbor", [house.item(barcode)])
        assert copy is not None
        assert (copy.held.loan is None) != (copy.held.kept is None)
        house.later(minutes=1)
        if copy.held.loan is not None:
            house.returning.check_in(house.staff, barcode, house.point())


def test_what_is_withdrawn_is_not_lent_at_that_moment(house) -> None:
    for n in range(ROUNDS):
        barcode = f"6{n}"
        house.book(barcode, work=f"w{n}")
        at_once(
            lambda barcode=barcode, n=n: house.lending.check_out(house.staff, barcode, f"P{1 + n % 6}", house.point()),
            lambda barcode=barcode: house.circulation.losses.withdraw(house.staff, barcode),
        )
        loans = [each.item for each in house.desk.facts.every_loan("harbor")]
        assert (house.item(barcode) in loans) != (house.status(barcode) is ItemStatus.WITHDRAWN)
        if house.item(barcode) in loans:
            house.returning.check_in(house.staff, barcode, house.point())


def test_a_request_is_served_by_one_of_two_items_that_come_back_at_once(house) -> None:
    for n in range(ROUNDS):
        house.book(f"7{n}", f"8{n}", work=f"w{n}")
        for barcode, patron in ((f"7{n}", "P1"), (f"8{n}", "P3")):
            house.lending.check_out(house.staff, barcode, patron, house.point())
        wish = Wish(
            house.names.resource("harbor", "instances", f"w{n}"), pickup=house.point(), level=RequestLevel.INSTANCE
        )
        placed = house.circulation.requesting.place(house.staff, "P2", wish)
        at_once(
            *(
                lambda barcode=barcode: house.returning.check_in(house.staff, barcode, house.point())
                for barcode in (f"7{n}", f"8{n}")
            )
        )
        (request,) = house.desk.facts.requests("harbor", [placed.request.iri])
        assert request is not None
        assert request.state is RequestState.AWAITING_PICKUP
        statuses = {house.status(f"7{n}"), house.status(f"8{n}")}
        assert statuses == {ItemStatus.AWAITING_PICKUP, ItemStatus.AVAILABLE}
        house.circulation.queueing.cancel(house.staff, placed.request.iri)


def test_two_orders_of_one_queue_at_once_leave_one_order(house) -> None:
    house.book("31")
    house.lending.check_out(house.staff, "31", "P1", house.point())
    iris = [
        house.circulation.requesting.place(house.staff, f"P{n}", Wish("31", pickup=house.point())).request.iri
        for n in range(2, 6)
    ]
    at_once(
        *(
            lambda iri=iri: house.circulation.queueing.reorder(house.staff, iri, 1)
            for iri in (iris[3], iris[2], iris[1])
        )
    )
    (queue,) = house.desk.facts.queues("harbor", [house.work()])
    assert sorted(each.order for each in queue) == [1, 2, 3, 4]


def test_nobody_who_was_erased_has_a_loan_and_who_has_one_is_not_erased(house) -> None:
    privacy = house.privacy()
    for n in range(ROUNDS):
        house.book(f"6{n}", work=f"e{n}")
        patron = house.patron(f"E{n}")
        lend = partial(house.lending.check_out, house.staff, f"6{n}", patron.iri, house.point())
        at_once(lend, partial(_erased, privacy, house, patron))
        (left,) = house.register.patrons("harbor", [patron.iri])
        (standing,) = house.desk.facts.standing("harbor", [patron.iri])
        assert (left is not None and left.active) == bool(standing.loans)


def _erased(privacy: PrivacyService, house: House, patron: Patron) -> object:
    try:
        return privacy.erase(house.staff, patron.iri)
    except (StillInUse, StalePatron) as refusal:
        return refusal


def test_two_uploads_of_the_same_acts_at_once_have_one_effect(house) -> None:
    house.book(*(f"4{n}" for n in range(ROUNDS)), work="w4")
    service = OfflineService(house.store, house.desk, house.lending, house.returning)
    left, point = house.now, house.point()
    house.later(hours=1)
    acts = [Reported(f"r{n}", ActKind.CHECK_OUT, left, f"4{n}", f"P{n % 6 + 1}", point) for n in range(ROUNDS)]
    both = at_once(*[partial(service.upload, house.staff, acts)] * 2)
    outcomes = [sorted(each.outcome.value for each in pair) for pair in zip(*both, strict=True)]
    assert outcomes == [["done", "repeated"]] * ROUNDS
    assert sum(1 for _ in house.desk.facts.every_loan("harbor")) == ROUNDS
