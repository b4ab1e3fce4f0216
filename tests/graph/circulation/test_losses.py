"""Items that don't come back, are not found, or leave."""

from __future__ import annotations

import pytest

from graph.access.model import Forbidden
from graph.circulation.model import LoanState, RequestState
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.holdings.status import ItemStatus


@pytest.fixture
def desk(house):
    house.book("31", "32")
    house.ada = house.patron("P1")
    house.patron("P2")
    house.losses = house.circulation.losses
    house.lend = lambda item="31": house.lending.check_out(house.staff, item, "P1", house.point()).loan
    house.take_in = lambda item="31": house.returning.check_in(house.staff, item, house.point())
    return house


def test_what_is_said_to_be_returned_costs_nothing_from_then_on(desk) -> None:
    desk.lend()
    claimed = desk.losses.claim_returned(desk.staff, "31")
    assert claimed.charged == ()
    assert desk.status("31") is ItemStatus.CLAIMED_RETURNED
    desk.later(days=100)
    assert desk.take_in().fee is None
    assert desk.status("31") is ItemStatus.AVAILABLE


def test_a_lost_item_is_billed_as_the_rules_say(desk) -> None:
    desk.lend()
    lost = desk.losses.declare_lost(desk.staff, "31")
    assert [str(each) for each in lost.charged] == ["30.00 EUR", "3.00 EUR"]
    assert desk.fees(desk.ada) == ["LostItem 30.00 EUR", "LostProcessing 3.00 EUR"]
    assert desk.status("31") is ItemStatus.DECLARED_LOST


@pytest.mark.parametrize(
    ("said", "charged"),
    [
        ("12.50", ["12.50 EUR", "3.00 EUR"]),
        ("12,50 EUR", ["12.50 EUR", "3.00 EUR"]),
        ("USD 40", ["40.00 USD", "3.00 EUR"]),
        ("a gift", ["3.00 EUR"]),
    ],
)
def test_the_price_may_be_the_items_own(desk, said, charged) -> None:
    desk.rules = desk.rules.replace("bill 30.00 EUR", "bill price")
    desk.lend()
    desk.edit("31", **{"lsp:replacementCost": [said]})
    assert [str(each) for each in desk.losses.declare_lost(desk.staff, "31").charged] == charged


def test_a_lost_item_that_turns_up_in_time_is_not_billed_any_more(desk) -> None:
    desk.lend()
    desk.losses.declare_lost(desk.staff, "31")
    desk.later(days=20)
    found = desk.take_in()
    assert str(found.refunded) == "0.00 EUR"
    assert desk.fees(desk.ada) == ["LostItem 0.00 EUR", "LostProcessing 0.00 EUR"]


def test_one_that_was_paid_for_is_refunded_when_it_turns_up(desk, refused) -> None:
    loan = desk.lend()
    desk.losses.declare_lost(desk.staff, "31")
    with refused("STILL_OWED"):
        desk.losses.pay_lost(desk.staff, loan.iri)
    desk.pay_all()
    closed = desk.losses.pay_lost(desk.staff, loan.iri).loan
    assert (closed.state, closed.seen) == (LoanState.LOST_AND_PAID, False)
    assert desk.status("31") is ItemStatus.LOST_AND_PAID
    with refused("STATUS_NOT_LENDABLE"):
        desk.lend()
    found = desk.take_in()
    assert str(found.refunded) == "33.00 EUR"
    assert found.loan is not None
    assert (found.loan.state, found.loan.seen) == (LoanState.LOST_AND_PAID, True)
    assert desk.status("31") is ItemStatus.AVAILABLE


def test_one_that_turns_up_too_late_stays_billed(desk) -> None:
    desk.lend()
    desk.losses.declare_lost(desk.staff, "31")
    desk.later(days=250)
    found = desk.take_in()
    assert (found.refunded, found.fee) == (None, None)
    assert desk.fees(desk.ada) == ["LostItem 30.00 EUR", "LostProcessing 3.00 EUR"]


def test_what_is_overdue_for_long_counts_as_lost(desk, refused) -> None:
    desk.lend()
    with refused("NOT_OVERDUE_ENOUGH"):
        desk.losses.age_to_lost(desk.staff, "31")
    desk.later(days=28 + 43)
    assert len(desk.losses.age_to_lost(desk.staff, "31").charged) == 2
    assert desk.status("31") is ItemStatus.AGED_TO_LOST
    with refused("LOAN_CLAIMED"):
        desk.losses.declare_lost(desk.staff, "31")
    with refused("LOAN_CLAIMED"):
        desk.losses.claim_returned(desk.staff, "31")


def test_staff_recall_what_is_out_once(desk, refused) -> None:
    loan = desk.lend()
    desk.later(days=10)
    assert desk.losses.recall(desk.staff, "31").loan.due_at < loan.due_at
    with refused("RECALLED"):
        desk.losses.recall(desk.staff, "31")
    desk.take_in()
    with refused("LOAN_CLOSED", "RECALLED"):
        desk.losses.recall(desk.staff, loan.iri)
    with refused("LOAN_UNKNOWN"):
        desk.losses.recall(desk.staff, "31")


@pytest.mark.parametrize(
    ("command", "arguments", "status"),
    [
        ("mark_missing", {}, ItemStatus.MISSING),
        ("mark_missing", {"long": True}, ItemStatus.LONG_MISSING),
        ("mark_unavailable", {"reason": "at the binder's"}, ItemStatus.UNAVAILABLE),
        ("withdraw", {}, ItemStatus.WITHDRAWN),
    ],
)
def test_an_item_in_the_house_is_marked_and_one_on_loan_is_not(desk, refused, command, arguments, status) -> None:
    act = getattr(desk.losses, command)
    desk.lend("32")
    with refused("ON_LOAN"):
        act(desk.staff, "32", **arguments)
    act(desk.staff, "31", **arguments)
    assert desk.status("31") is status
    with refused("ITEM_UNKNOWN"):
        act(desk.staff, "99", **arguments)


def test_what_is_missing_is_found_when_it_is_checked_in(desk) -> None:
    desk.losses.mark_missing(desk.staff, "31")
    assert desk.take_in().next is Next.RESHELVE
    assert desk.status("31") is ItemStatus.AVAILABLE
    desk.losses.mark_unavailable(desk.staff, "31", "mould")
    desk.losses.clear_marker(desk.staff, "31")
    assert desk.status("31") is ItemStatus.AVAILABLE


def test_whoever_an_item_was_kept_for_waits_again_when_it_is_missing(desk) -> None:
    placed = desk.circulation.requesting.place(desk.staff, "P2", Wish("31", pickup=desk.point()))
    again = desk.losses.mark_missing(desk.staff, "31").waiting_again
    assert again is not None
    assert (again.iri, again.state, again.item) == (placed.request.iri, RequestState.PENDING, None)
    assert desk.take_in().next is Next.HOLD_SHELF


def test_what_got_lost_on_its_way_is_not_on_its_way_any_more(desk) -> None:
    desk.returning.check_in(desk.staff, "31", desk.point("branch"))
    assert desk.status("31") is ItemStatus.IN_TRANSIT
    desk.losses.mark_missing(desk.staff, "31")
    assert desk.status("31") is ItemStatus.MISSING


def test_what_has_left_the_collection_stays_away(desk, refused) -> None:
    desk.losses.withdraw(desk.staff, "31")
    with refused("ITEM_WITHDRAWN"):
        desk.losses.mark_missing(desk.staff, "31")
    with refused("STATUS_NOT_LENDABLE"):
        desk.lend()


def test_it_needs_the_permission_and_the_same_request_id_answers_again(desk) -> None:
    desk.lend()
    own = desk.actor(desk.ada)
    for command in ("claim_returned", "declare_lost", "age_to_lost", "pay_lost", "recall", "mark_missing", "withdraw"):
        with pytest.raises(Forbidden):
            getattr(desk.losses, command)(own, "31")
    first = desk.losses.declare_lost(desk.staff, "31", request_id="r1")
    before = desk.snapshot()
    assert desk.losses.declare_lost(desk.staff, "31", request_id="r1").loan == first.loan
    assert desk.snapshot() == before
