"""What happens to an item that comes to a desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.access.model import Forbidden
from graph.circulation.model import LoanState, TransitReason
from graph.circulation.routing import Next
from graph.holdings.status import ItemStatus
from graph.store.names import GraphKind


@pytest.fixture
def ada(house):
    house.book("31", "32")
    return house.patron("P1")


@pytest.fixture
def lend(house, ada):
    return lambda item="31", patron="P1": house.lending.check_out(house.staff, item, patron, house.point())


@pytest.fixture
def take_in(house, ada):
    return lambda item="31", point="main", **more: house.returning.check_in(
        house.staff, item, house.point(point), **more
    )


def test_a_returned_item_ends_its_loan_and_goes_back_to_the_shelf(house, lend, take_in) -> None:
    lent = lend()
    back = take_in()
    assert back.loan is not None
    assert (back.loan.iri, back.loan.state, back.loan.checkin_point) == (
        lent.loan.iri,
        LoanState.RETURNED,
        house.point(),
    )
    assert (back.next, back.fee, back.in_house) == (Next.RESHELVE, None, False)
    assert house.status("31") is ItemStatus.AVAILABLE
    assert house.desk.facts.standing("harbor", [lent.loan.patron or ""])[0].loans == ()


def test_an_item_returned_elsewhere_travels_home(house, lend, take_in) -> None:
    lend()
    away = take_in(point="branch")
    assert away.next is Next.SEND
    assert away.transit is not None
    assert (away.transit.to, away.transit.reason) == (house.location("stacks"), TransitReason.HOME)
    assert house.status("31") is ItemStatus.IN_TRANSIT
    home = take_in()
    assert (home.next, home.transit) == (Next.RESHELVE, None)
    assert house.status("31") is ItemStatus.AVAILABLE
    assert house.desk.facts.transits("harbor", [away.transit.iri])[0].received_at == house.now


def test_an_item_on_its_way_home_may_be_lent(house, lend, take_in) -> None:
    lend()
    take_in(point="branch")
    assert lend().loan.open
    assert house.status("31") is ItemStatus.CHECKED_OUT


def test_a_late_return_costs_what_the_rules_say(house, ada, lend, take_in) -> None:
    lend()
    house.later(days=28 + 5)
    assert str(take_in().fee) == "2.50 EUR"
    assert house.fees(ada) == ["Overdue 2.50 EUR"]


def test_a_return_from_the_book_drop_counts_from_when_it_was_handed_in(house, ada, lend, take_in, refused) -> None:
    lend()
    house.later(days=35)
    with refused("RETURN_TIME_INVALID"):
        take_in(returned_at=house.now + timedelta(hours=1))
    with refused("RETURN_TIME_INVALID"):
        take_in(returned_at=house.now - timedelta(days=90))
    assert take_in(returned_at=house.now - timedelta(days=8)).fee is None
    assert house.fees(ada) == []


def test_an_item_without_a_loan_at_home_was_used_in_the_house(house, take_in) -> None:
    used = take_in()
    assert used.in_house
    assert used.next is Next.RESHELVE
    circulation = house.names.graph("harbor", GraphKind.CIRCULATION)
    assert len(house.store.scan(circulation, house.everything, type="lsp:InHouseUse").keys) == 1


def test_what_can_not_be_used_is_set_aside(house, ada, take_in) -> None:
    house.book("41", work="w4", marker="Unavailable")
    house.book("42", work="w4", lifecycle="Withdrawn")
    assert take_in("41").next is Next.SET_ASIDE
    assert take_in("42").next is Next.SET_ASIDE
    assert house.status("41") is ItemStatus.UNAVAILABLE


def test_every_reason_is_told_at_once(house, ada, take_in, refused) -> None:
    with refused("NO_SERVICE_POINT", "ITEM_UNKNOWN"):
        take_in("99", "nowhere")


def test_taking_in_needs_the_permission(house, ada) -> None:
    with pytest.raises(Forbidden):
        house.returning.check_in(house.actor(ada), "31", house.point())


def test_a_dry_run_writes_nothing_and_the_same_request_id_answers_again(house, lend, take_in) -> None:
    lend()
    house.later(days=40)
    before = house.snapshot()
    assert take_in(dry_run=True).fee is not None
    assert house.snapshot() == before
    first = take_in(point="branch", request_id="r2")
    before = house.snapshot()
    assert take_in(point="branch", request_id="r2") == first
    assert house.snapshot() == before
