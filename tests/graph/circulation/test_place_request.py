"""Who may ask for what, and what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.access.model import Forbidden
from graph.circulation.model import Fulfilment, RequestLevel, RequestState
from graph.circulation.refusals import Override
from graph.circulation.request_rules import POSSIBLE
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.circulation.rules.model import RequestType
from graph.holdings.status import ItemStatus
from graph.patrons.model import Block, BlockScope


@pytest.fixture
def desk(house):
    """A house with two copies of a book, three patrons, and short words for what they do."""
    house.edition = house.book("31", "32")
    for barcode in ("P1", "P2", "P3"):
        house.patron(barcode)
    house.lend = lambda item, patron="P1": house.lending.check_out(house.staff, item, patron, house.point())
    house.take_in = lambda item, point="main": house.returning.check_in(house.staff, item, house.point(point))

    def ask(target="31", patron="P2", level=RequestLevel.ITEM, type=None, pickup="main", actor=None, **more):
        options = {name: more.pop(name) for name in ("override", "dry_run", "request_id") if name in more}
        wish = Wish(target, level, type, pickup and house.point(pickup), **more)
        return house.requesting.place(actor or house.staff, patron, wish, **options)

    house.requesting = house.circulation.requesting
    house.ask = ask
    return house


def test_what_stands_on_the_shelf_is_fetched(desk) -> None:
    placed = desk.ask()
    assert (placed.request.type, placed.request.item, placed.position) == (RequestType.PAGE, desk.item("31"), 1)
    assert desk.status("31") is ItemStatus.PAGED
    assert desk.status("32") is ItemStatus.AVAILABLE
    fetched = desk.take_in("31")
    assert fetched.next is Next.HOLD_SHELF
    assert fetched.request is not None
    assert fetched.request.shelf_expires == date(2026, 3, 9)
    assert desk.status("31") is ItemStatus.AWAITING_PICKUP


def test_of_several_copies_the_one_nearest_to_the_pickup_is_fetched(desk) -> None:
    desk.book("33", location="branch-shelves")
    placed = desk.ask(desk.edition, level=RequestLevel.INSTANCE, pickup="branch")
    assert placed.request.item == desk.item("33")


def test_what_is_out_is_waited_for_and_the_first_in_the_queue_gets_it(desk) -> None:
    desk.lend("31")
    first, second = desk.ask(), desk.ask(patron="P3")
    assert first.request.type is RequestType.HOLD
    assert [first.position, second.position] == [1, 2]
    back = desk.take_in("31")
    assert back.request is not None
    assert (back.next, back.request.iri, back.request.state) == (
        Next.HOLD_SHELF,
        first.request.iri,
        RequestState.AWAITING_PICKUP,
    )
    lent = desk.lend("31", "P2")
    assert lent.filled is not None
    assert (lent.filled.iri, lent.filled.state) == (first.request.iri, RequestState.FILLED)
    (queue,) = desk.desk.facts.queues("harbor", [desk.work()])
    assert [each.iri for each in queue] == [second.request.iri]


def test_any_copy_of_an_edition_or_any_edition_of_a_work_will_do(desk) -> None:
    other = desk.book("35", edition="-second")
    for item in ("31", "32", "35"):
        desk.lend(item)
    edition = desk.ask(other, level=RequestLevel.INSTANCE)
    work = desk.ask(desk.work(), "P3", level=RequestLevel.WORK)
    assert (edition.request.queue, work.request.queue, work.position) == (desk.work(), desk.work(), 2)
    served = desk.take_in("31").request
    assert served is not None
    assert served.iri == work.request.iri
    served = desk.take_in("35").request
    assert served is not None
    assert served.iri == edition.request.iri


def test_an_item_for_another_pickup_travels_there(desk) -> None:
    desk.lend("31")
    desk.ask(pickup="branch")
    sent = desk.take_in("31")
    assert sent.transit is not None
    assert (sent.next, sent.transit.to, desk.status("31")) == (Next.SEND, desk.point("branch"), ItemStatus.IN_TRANSIT)
    there = desk.take_in("31", "branch")
    assert there.request is not None
    assert (there.next, there.request.state) == (Next.HOLD_SHELF, RequestState.AWAITING_PICKUP)


def test_what_is_to_be_delivered_is_delivered(desk) -> None:
    desk.lend("31")
    desk.ask(fulfilment=Fulfilment.DELIVERY, pickup=None)
    assert desk.take_in("31").next is Next.DELIVER
    assert desk.status("31") is ItemStatus.AWAITING_DELIVERY


def test_what_is_kept_for_one_is_not_lent_to_another(desk, refused) -> None:
    desk.lend("31")
    placed = desk.ask()
    desk.take_in("31")
    with refused("REQUESTED_BY_ANOTHER"):
        desk.lend("31", "P3")
    why = Override(frozenset({"REQUESTED_BY_ANOTHER"}), "the patron is in the house")
    lent = desk.lending.check_out(desk.staff, "31", "P3", desk.point(), override=why)
    assert lent.filled is None
    (waiting,) = desk.desk.facts.requests("harbor", [placed.request.iri])
    assert waiting is not None
    assert (waiting.state, waiting.item) == (RequestState.PENDING, None)


def test_a_proxy_fetches_what_is_kept_for_whom_named_them(desk) -> None:
    proxy = desk.patron("P4")
    desk.patron("P2", proxies=(proxy.iri,))
    desk.ask()
    desk.take_in("31")
    lent = desk.lending.check_out(desk.staff, "31", "P2", desk.point(), proxy="P4")
    assert lent.filled is not None
    assert lent.loan.proxy == proxy.iri


def test_whoever_cannot_be_served_is_passed_by(desk) -> None:
    desk.lend("31")
    closed, child = desk.ask(), desk.patron("P3", group="child")
    second = desk.ask(patron="P3")
    desk.patron("P2", active=False)
    served = desk.take_in("31").request
    assert served is not None
    assert served.iri == second.request.iri != closed.request.iri
    assert served.patron == child.iri


def test_a_recall_calls_back_once_what_is_out(desk, refused) -> None:
    lent = desk.lend("31")
    desk.later(days=10)
    placed = desk.ask(type=RequestType.RECALL)
    assert placed.recalled is not None
    assert placed.recalled.due_at - desk.now == timedelta(days=5, hours=8)
    assert placed.recalled.due_at < lent.loan.due_at
    desk.later(days=1)
    again = desk.ask(patron="P3", type=RequestType.RECALL)
    assert again.recalled is None
    with refused("RECALLED", "REQUESTED_BY_ANOTHER", "DUE_DATE_NOT_LATER"):
        desk.rules = desk.rules.replace("renew-from due", "renew-from now").replace("period 28 days", "period 2 days")
        desk.lending.renew(desk.staff, lent.loan.iri)


def test_a_recall_leaves_the_guaranteed_time(desk) -> None:
    lent = desk.lend("31")
    recalled = desk.ask(type=RequestType.RECALL).recalled
    assert recalled is not None
    assert recalled.due_at - lent.loan.opened_at == timedelta(days=7, hours=8)


def test_the_rules_say_who_may_ask_and_how(desk, refused) -> None:
    desk.lend("31")
    desk.patron("P2", group="child")
    with refused("REQUEST_TYPE_NOT_ALLOWED"):
        desk.ask(type=RequestType.RECALL)
    desk.rules += "everywhere type=map : recall none\neverywhere type=book : pickup-at branch\n"
    with refused("PICKUP_NOT_ALLOWED"):
        desk.ask()
    desk.book("36", work="w3", type="map")
    desk.lend("36")
    with refused("NOT_RECALLABLE"):
        desk.ask("36", "P3", type=RequestType.RECALL)


@pytest.mark.parametrize("status", sorted(set(ItemStatus) - set(POSSIBLE)))
def test_nothing_is_asked_of_what_will_not_come(desk, refused, status) -> None:
    markers = {"Unavailable": "Unavailable", "LongMissing": "LongMissing"}
    desk.book("37", work="w7", **({"marker": markers[status]} if status in markers else {"lifecycle": "Withdrawn"}))
    with refused("REQUEST_TYPE_NOT_POSSIBLE"):
        desk.ask("37")


def test_every_reason_is_told_at_once(desk, refused) -> None:
    block = Block("b", frozenset({BlockScope.REQUEST}), "x")
    desk.patron("P1", blocks=(block,))
    desk.lend("31")
    with refused("PATRON_BLOCKED", "PROXY_INVALID", "REQUEST_TYPE_NOT_POSSIBLE", "PICKUP_UNKNOWN", "ALREADY_BORROWED",
                 "DATE_IN_THE_PAST"):  # fmt: skip
        desk.ask(patron="P1", type=RequestType.PAGE, pickup="back", expires=date(2026, 1, 1), proxy="P9")
    with refused("TARGET_UNKNOWN", "PICKUP_UNKNOWN"):
        desk.ask("99", pickup="nowhere")
    desk.ask()
    with refused("ALREADY_REQUESTED"):
        desk.ask()


def test_an_edition_without_copies_and_one_of_another_kind_is_told(desk, refused) -> None:
    empty = desk.book(work="w8")
    with refused("NOTHING_TO_REQUEST"):
        desk.ask(empty, level=RequestLevel.INSTANCE)
    with refused("TARGET_UNKNOWN"):
        desk.ask(empty, level=RequestLevel.WORK)
    elsewhere = desk.book("71", tenant="lindenau")
    with refused("TARGET_UNKNOWN"):
        desk.ask(elsewhere, level=RequestLevel.INSTANCE)


def test_patrons_ask_for_themselves_and_for_nobody_else(desk) -> None:
    own = desk.actor(desk.patron("P2"))
    assert desk.ask(actor=own).request.patron == desk.names.resource("harbor", "patrons", "p2")
    before = desk.snapshot()
    for target in ("31", "99"):
        with pytest.raises(Forbidden):
            desk.ask(target, "P3", actor=own)
    with pytest.raises(Forbidden):
        desk.ask("32", "P99", actor=own)
    assert desk.snapshot() == before


def test_a_dry_run_writes_nothing_and_the_same_request_id_answers_again(desk) -> None:
    desk.lend("31")
    before = desk.snapshot()
    assert desk.ask(dry_run=True).position == 1
    assert desk.snapshot() == before
    first = desk.ask(request_id="r1", type=RequestType.RECALL)
    before = desk.snapshot()
    assert desk.ask(request_id="r1", type=RequestType.RECALL) == first
    assert desk.snapshot() == before


def test_the_queue_of_another_library_is_another_queue(desk) -> None:
    desk.book("71", tenant="lindenau")
    desk.patron("L1", tenant="lindenau")
    desk.lend("31")
    desk.ask()
    there = desk.staff.at("lindenau")
    wish = Wish("71", pickup=desk.point(tenant="lindenau"))
    placed = desk.requesting.place(there, "L1", wish)
    assert placed.position == 1
