"""What becomes of requests while they stand in their queue."""

from __future__ import annotations

from datetime import date

import pytest

from graph.access.model import Forbidden
from graph.circulation.model import RequestState
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.holdings.status import ItemStatus


@pytest.fixture
def desk(house):
    """A book that P1 has and for which P2, P3 and P4 wait in this order."""
    house.book("31")
    for barcode in ("P1", "P2", "P3", "P4"):
        house.patron(barcode)
    house.lending.check_out(house.staff, "31", "P1", house.point())
    house.requests = {
        barcode: house.circulation.requesting.place(house.staff, barcode, Wish("31", pickup=house.point())).request.iri
        for barcode in ("P2", "P3", "P4")
    }
    house.queueing = house.circulation.queueing
    house.take_in = lambda point="main": house.returning.check_in(house.staff, "31", house.point(point))

    def order():
        (queue,) = house.desk.facts.queues("harbor", [house.work()])
        who = {iri: barcode for barcode, iri in house.requests.items()}
        return [who[each.iri] for each in queue]

    house.order = order
    return house


def test_places_have_no_gaps_when_somebody_leaves(desk) -> None:
    cancelled = desk.queueing.cancel(desk.staff, desk.requests["P2"], "no longer wanted")
    assert (cancelled.request.state, cancelled.request.reason, cancelled.position) == (
        RequestState.CANCELLED,
        "no longer wanted",
        None,
    )
    assert desk.order() == ["P3", "P4"]


def test_what_was_kept_for_a_cancelled_request_goes_to_the_next(desk) -> None:
    desk.take_in()
    cancelled = desk.queueing.cancel(desk.staff, desk.requests["P2"])
    assert cancelled.item is not None
    assert cancelled.item.request is not None
    assert (cancelled.item.next, cancelled.item.request.iri) == (Next.HOLD_SHELF, desk.requests["P3"])
    assert desk.status("31") is ItemStatus.AWAITING_PICKUP
    for barcode in ("P4", "P3"):
        left = desk.queueing.cancel(desk.staff, desk.requests[barcode])
    assert left.item is not None
    assert left.item.next is Next.RESHELVE
    assert desk.status("31") is ItemStatus.AVAILABLE


def test_a_place_may_be_given_but_never_before_who_is_served(desk, refused) -> None:
    assert desk.queueing.reorder(desk.staff, desk.requests["P4"], 1).position == 1
    assert desk.order() == ["P4", "P2", "P3"]
    desk.take_in()
    for place in (0, 1, 4):
        with refused("POSITION_INVALID"):
            desk.queueing.reorder(desk.staff, desk.requests["P3"], place)
    with refused("REQUEST_READY"):
        desk.queueing.reorder(desk.staff, desk.requests["P4"], 3)
    desk.queueing.reorder(desk.staff, desk.requests["P3"], 2)
    assert desk.order() == ["P4", "P3", "P2"]


def test_a_request_that_is_put_off_is_passed_by_until_its_day(desk, refused) -> None:
    with refused("DATE_IN_THE_PAST"):
        desk.queueing.suspend(desk.staff, desk.requests["P2"], date(2026, 3, 2))
    assert desk.queueing.suspend(desk.staff, desk.requests["P2"], date(2026, 3, 20)).position == 1
    served = desk.take_in().request
    assert served is not None
    assert served.iri == desk.requests["P3"]
    desk.later(days=20)
    desk.lending.check_out(desk.staff, "31", "P3", desk.point())
    served = desk.take_in().request
    assert served is not None
    assert served.iri == desk.requests["P2"]


def test_what_is_fetched_elsewhere_travels_there(desk, refused) -> None:
    with refused("PICKUP_UNKNOWN"):
        desk.queueing.move_pickup(desk.staff, desk.requests["P2"], desk.point("back"))
    desk.take_in()
    moved = desk.queueing.move_pickup(desk.staff, desk.requests["P2"], desk.point("branch"))
    assert moved.item is not None
    assert (moved.item.next, moved.request.state, moved.position) == (Next.SEND, RequestState.IN_TRANSIT, 1)
    assert desk.status("31") is ItemStatus.IN_TRANSIT
    assert desk.take_in("branch").next is Next.HOLD_SHELF


def test_what_nobody_fetches_goes_to_the_next(desk, refused) -> None:
    desk.take_in()
    with refused("REQUEST_NOT_OVER"):
        desk.queueing.expire(desk.staff, desk.requests["P2"])
    desk.later(days=8)
    over = desk.queueing.expire(desk.staff, desk.requests["P2"])
    assert over.request.state is RequestState.PICKUP_EXPIRED
    assert over.item is not None
    assert over.item.request is not None
    assert over.item.request.iri == desk.requests["P3"]


def test_staff_have_a_copy_fetched_for_whoever_waits(desk, refused) -> None:
    with refused("REQUEST_TYPE_NOT_POSSIBLE"):
        desk.queueing.fetch(desk.staff, desk.requests["P2"], "31")
    desk.book("41", work="w4")
    with refused("REQUEST_TYPE_NOT_POSSIBLE"):
        desk.queueing.fetch(desk.staff, desk.requests["P2"], "41")
    with refused("ITEM_UNKNOWN"):
        desk.queueing.fetch(desk.staff, desk.requests["P2"], "99")


def test_what_was_to_be_fetched_stays_on_the_shelf_when_it_is_put_off(desk) -> None:
    desk.book("42", work="w5")
    page = desk.circulation.requesting.place(desk.staff, "P2", Wish("42", pickup=desk.point())).request
    assert desk.status("42") is ItemStatus.PAGED
    desk.queueing.suspend(desk.staff, page.iri, date(2026, 3, 20))
    assert desk.status("42") is ItemStatus.AVAILABLE


def test_what_is_over_stays_over(desk, refused) -> None:
    desk.queueing.cancel(desk.staff, desk.requests["P2"])
    with refused("REQUEST_CLOSED"):
        desk.queueing.cancel(desk.staff, desk.requests["P2"])
    with refused("REQUEST_CLOSED"):
        desk.queueing.suspend(desk.staff, desk.requests["P2"], None)
    with refused("REQUEST_UNKNOWN"):
        desk.queueing.cancel(desk.staff, desk.names.resource("harbor", "requests", "none"))


def test_patrons_change_their_own_requests_and_nobody_elses(desk) -> None:
    own = desk.actor(desk.patron("P2"))
    before = desk.snapshot()
    for request in (desk.requests["P3"], desk.names.resource("harbor", "requests", "none")):
        with pytest.raises(Forbidden):
            desk.queueing.cancel(own, request)
    with pytest.raises(Forbidden):
        desk.queueing.reorder(own, desk.requests["P2"], 1)
    assert desk.snapshot() == before
    assert not desk.queueing.cancel(own, desk.requests["P2"]).request.open


def test_the_same_request_id_answers_again(desk) -> None:
    first = desk.queueing.cancel(desk.staff, desk.requests["P2"], request_id="r1")
    before = desk.snapshot()
    again = desk.queueing.cancel(desk.staff, desk.requests["P2"], request_id="r1")
    assert again.request == first.request
    assert desk.snapshot() == before
