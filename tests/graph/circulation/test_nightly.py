"""What becomes due by itself, however often somebody looks."""

from __future__ import annotations

from datetime import date

import pytest

from graph.access.model import Forbidden, operator
from graph.access.service import AccessService
from graph.catalogue.exporter import Exporter
from graph.catalogue.service import CatalogueService
from graph.circulation.model import RequestLevel, RequestState
from graph.circulation.refusals import Override
from graph.circulation.requesting import Wish
from graph.holdings.status import ItemStatus
from graph.tenants.service import TenantService


@pytest.fixture
def desk(house):
    house.book("31", "32")
    for barcode in ("P1", "P2", "P3"):
        house.patron(barcode)
    house.run = lambda: run(house)
    house.lend = lambda item="31", patron="P1": house.lending.check_out(house.staff, item, patron, house.point()).loan
    house.ask = lambda patron, **more: (
        house.circulation.requesting.place(house.staff, patron, Wish("31", pickup=house.point(), **more)).request
    )
    return house


def run(house):
    """Do what is due; a dry run before tells all of it and writes nothing."""
    before = house.snapshot()
    tried = house.circulation.nightly.due(house.staff, dry_run=True)
    assert house.snapshot() == before
    done = house.circulation.nightly.due(house.staff)
    assert told(tried) == told(done)
    return done


def told(done) -> list[object]:
    requests = [(each.iri, each.state) for each in (*(one.request for one in done.expired), *done.moved, *done.fetched)]
    loans = [(each.iri, each.state, each.claim) for each in (*done.lost, *done.paid)]
    return [requests, loans, sorted((each.template, each.about) for each in done.notices), done.problems]


def sent(done) -> list[str]:
    return [each.template for each in done.notices]


def test_nothing_is_due_in_a_quiet_library(desk) -> None:
    desk.lend()
    before = desk.snapshot()
    done = desk.run()
    assert (done.expired, done.lost, done.notices, done.problems) == ([], [], [], [])
    assert desk.snapshot() == before


def test_requests_and_shelves_run_out_and_the_next_is_served(desk) -> None:
    desk.lend()
    first, second, third = desk.ask("P2"), desk.ask("P3", expires=date(2026, 3, 5)), None
    desk.returning.check_in(desk.staff, "31", desk.point())
    third = desk.ask("P1")
    desk.later(days=10)
    done = desk.run()
    states = {each.request.iri: each.request.state for each in done.expired}
    assert states == {first.iri: RequestState.PICKUP_EXPIRED, second.iri: RequestState.EXPIRED}
    (served,) = desk.desk.facts.requests("harbor", [third.iri])
    assert served is not None
    assert served.state is RequestState.AWAITING_PICKUP
    assert sorted(sent(done)) == ["expired", "not-fetched", "ready"]
    assert sent(desk.run()) == []


def test_long_overdue_items_count_as_lost_and_are_billed_once(desk) -> None:
    desk.lend()
    desk.later(days=28 + 43)
    done = desk.run()
    assert [each.item for each in done.lost] == [desk.item("31")]
    assert desk.status("31") is ItemStatus.AGED_TO_LOST
    assert sent(done) == ["lost"]
    assert desk.run().lost == []
    assert desk.fees(desk.patron("P1")) == ["LostItem 30.00 EUR", "LostProcessing 3.00 EUR"]


def test_a_lost_item_that_is_paid_for_ends_its_loan(desk) -> None:
    desk.lend()
    desk.circulation.losses.declare_lost(desk.staff, "31")
    assert desk.run().paid == []
    desk.pay_all()
    assert [each.item for each in desk.run().paid] == [desk.item("31")]
    assert desk.status("31") is ItemStatus.LOST_AND_PAID
    assert desk.run().paid == []


def test_notices_go_out_when_the_rules_say_and_once(desk) -> None:
    loan = desk.lend()
    desk.later(days=25, hours=9)
    done = desk.run()
    assert [(each.template, each.about, each.patron) for each in done.notices] == [("courtesy", loan.iri, loan.patron)]
    assert sent(desk.run()) == []
    desk.later(days=5)
    assert sent(desk.run()) == ["overdue"]
    assert sent(desk.run()) == []


def test_a_renewed_loan_has_notices_of_its_own(desk) -> None:
    desk.lend()
    desk.later(days=26)
    assert sent(desk.run()) == ["courtesy"]
    desk.lending.renew(desk.staff, "31")
    assert sent(desk.run()) == []
    desk.later(days=28)
    assert sent(desk.run()) == ["courtesy"]


def test_of_notices_that_were_late_the_last_one_goes_out(desk) -> None:
    desk.rules = desk.rules.replace("overdue 2 days after due", "overdue 2 days after due, last 9 days after due")
    desk.lend()
    desk.later(days=40)
    assert sent(desk.run()) == ["last"]
    assert sent(desk.run()) == []


def test_requests_follow_what_they_ask_for_to_another_work(desk) -> None:
    desk.lend()
    waiting = desk.ask("P2")
    desk.book(work="w2")
    edition = desk.names.resource("harbor", "instances", "w1")
    desk.write("harbor", edition, {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": desk.work("w2")}]})
    done = desk.run()
    assert [(each.iri, each.queue) for each in done.moved] == [(waiting.iri, desk.work("w2"))]
    assert desk.run().moved == []
    served = desk.returning.check_in(desk.staff, "31", desk.point()).request
    assert served is not None
    assert served.iri == waiting.iri


def test_requests_for_a_work_that_was_joined_with_another_stand_in_its_queue(desk) -> None:
    desk.lend()
    desk.lend("32", "P3")
    wish = Wish(desk.work(), RequestLevel.WORK, pickup=desk.point())
    waiting = desk.circulation.requesting.place(desk.staff, "P2", wish).request
    desk.book(work="w2")
    edition = desk.names.resource("harbor", "instances", "w1")
    desk.write("harbor", edition, {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": desk.work("w2")}]})
    desk.write("harbor", desk.work(), {"@type": ["lsp:Redirect"], "dcterms:isReplacedBy": [{"@id": desk.work("w2")}]})
    assert [each.target for each in desk.run().moved] == [desk.work("w2")]
    served = desk.returning.check_in(desk.staff, "31", desk.point()).request
    assert served is not None
    assert served.iri == waiting.iri


def test_a_request_is_for_what_was_asked_for_again_when_its_work_is_parted_from_another(desk) -> None:
    desk.lend()
    desk.lend("32", "P3")
    wish = Wish(desk.work(), RequestLevel.WORK, pickup=desk.point())
    asked = desk.circulation.requesting.place(desk.staff, "P2", wish).request
    desk.book("41", work="w2")
    desk.write("harbor", desk.work(), {"@type": ["lsp:Redirect"], "dcterms:isReplacedBy": [{"@id": desk.work("w2")}]})
    done = desk.circulation.nightly.due(desk.staff)
    assert [each.item for each in done.fetched] == [desk.item("41")]
    desk.write("harbor", desk.work(), {"@type": ["bf:Work"]})
    (again,) = desk.circulation.nightly.due(desk.staff).moved
    assert (again.target, again.queue, again.item, again.asked) == (asked.target, asked.queue, None, "")
    assert desk.status("41") is ItemStatus.AVAILABLE


def test_loans_and_requests_of_a_merged_edition_are_served_by_the_copies_of_the_kept_one(desk) -> None:
    tenants = TenantService(desk.store, desk.names, lambda: desk.now)
    tenants.create_tenant(desk.staff, "harbor", {"en": "Harbor"})
    access = AccessService(desk.store, desk.names, lambda: desk.now, tenants.policies)
    exporter = Exporter(desk.store, desk.names, tenants)
    catalogue = CatalogueService(desk.store, desk.names, lambda: desk.now, access, exporter)
    gone, keep = desk.names.resource("harbor", "instances", "w1"), desk.book("41", work="w2")
    desk.lend()
    desk.lend("41", "P3")
    desk.lend("32", "P3")
    wish = Wish(gone, RequestLevel.INSTANCE, pickup=desk.point())
    waiting = desk.circulation.requesting.place(desk.staff, "P2", wish).request
    found = catalogue.resources([keep, gone], desk.everything)
    catalogue.merging.merge(
        operator("harbor"), keep, [gone], {each.iri: each.revision for each in found if each}, dry_run=False
    )
    assert [each.target for each in desk.run().moved] == [keep]
    assert desk.holdings.availability([keep], desk.everything)[0].total == 3
    assert desk.status("31") is ItemStatus.CHECKED_OUT
    served = desk.returning.check_in(desk.staff, "41", desk.point()).request
    assert served is not None
    assert served.iri == waiting.iri
    assert desk.returning.check_in(desk.staff, "31", desk.point()).request is None


def test_what_came_home_past_somebody_is_fetched_for_them_when_they_wait_again(desk) -> None:
    desk.lend()
    waiting = desk.ask("P2")
    desk.circulation.queueing.suspend(desk.staff, waiting.iri, date(2026, 3, 10))
    assert desk.returning.check_in(desk.staff, "31", desk.point()).request is None
    assert desk.run().fetched == []
    desk.later(days=9)
    assert [(each.iri, each.item) for each in desk.run().fetched] == [(waiting.iri, desk.item("31"))]
    assert desk.status("31") is ItemStatus.PAGED
    assert desk.run().fetched == []


def test_of_several_who_wait_each_gets_one_copy_in_order(desk) -> None:
    for barcode, patron in (("31", "P1"), ("32", "P3")):
        desk.lend(barcode, patron)
    edition = desk.names.resource("harbor", "instances", "w1")
    asked = []
    for patron in ("P2", "P1", "P3"):
        wish = Wish(edition, RequestLevel.INSTANCE, pickup=desk.point())
        why = Override(frozenset({"ALREADY_BORROWED"}), "for a class")
        placed = desk.circulation.requesting.place(desk.staff, patron, wish, override=why)
        desk.circulation.queueing.suspend(desk.staff, placed.request.iri, date(2026, 3, 5))
        asked.append(placed.request.iri)
    for barcode in ("31", "32"):
        desk.returning.check_in(desk.staff, barcode, desk.point())
    desk.later(days=4)
    assert [each.iri for each in desk.run().fetched] == asked[:2]


def test_what_goes_wrong_with_one_loan_keeps_no_other_from_its_turn(desk) -> None:
    desk.book("41", work="w4", type="map")
    wrong = desk.lend("41", "P2")
    desk.lend("31")
    desk.rules = desk.rules.replace("everywhere :", "everywhere type=book :")  # no rule for maps any more
    desk.later(days=28 + 43)
    done = desk.run()
    assert [each.item for each in done.lost] == [desk.item("31")]
    assert [each.partition(": ")[0] for each in done.problems] == [wrong.iri]
    assert sent(done) == ["lost"]


def test_nothing_is_written_to_a_patron_who_was_erased_meanwhile(desk) -> None:
    desk.lend()
    desk.ask("P2", expires=date(2026, 3, 5))
    desk.later(days=5)
    desk.store.forget([desk.register.key("harbor", desk.patron("P2").iri)], desk.everything)
    done = desk.run()
    assert [each.request.state for each in done.expired] == [RequestState.EXPIRED]
    assert sent(done) == []


def test_it_needs_the_permission(desk) -> None:
    with pytest.raises(Forbidden):
        desk.circulation.nightly.due(desk.actor(desk.patron("P1")))
