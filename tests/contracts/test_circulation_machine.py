"""Whatever two libraries' desks and patrons do, in whatever order, what must always hold of lending holds."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from graph.access.model import operator
from graph.circulation.model import Fulfilment, RequestLevel, RequestState
from graph.circulation.nightly import Due
from graph.circulation.queues import covers, waits
from graph.circulation.reasons import Code
from graph.circulation.refusals import Override, Refused
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.circulation.rules.model import RequestType
from graph.holdings.status import ItemStatus
from graph.store.names import GraphKind
from tests.contracts.machines import run_machine
from tests.graph.circulation.lending_desk import House

TENANTS = st.sampled_from(["harbor", "lindenau"])
ITEMS = st.sampled_from(["31", "32", "33"])
PATRONS = st.sampled_from(["P1", "P2", "P3"])
POINTS = st.sampled_from(["main", "branch"])
PLACES = st.integers(0, 4)
ANYTHING = Override(frozenset(each.value for each in Code), "let it pass")


class Machine(RuleBasedStateMachine):
    """Two libraries with the same barcodes and, beside them, who has what: all a small model has to know."""

    make_store = None

    def __init__(self) -> None:
        super().__init__()
        self.house = House(type(self).make_store())
        self.on_loan: dict = {}
        self.known: list = []
        for tenant in ("harbor", "lindenau"):
            self.house.book("31", "32", tenant=tenant)
            self.house.book("33", tenant=tenant, edition="-second")
            for barcode, group in (("P1", "adult"), ("P2", "adult"), ("P3", "child")):
                self.house.patron(barcode, tenant, group=group)

    # words

    def attempt(self, command, *arguments, **more):
        """What a command answers; None where it was refused, and then nothing has changed."""
        before = self.house.snapshot()
        try:
            return command(*arguments, **more)
        except Refused as refused:
            reasons = refused.blocks
        assert reasons
        assert self.house.snapshot() == before
        return None

    def patron(self, barcode, tenant):
        return self.house.names.resource(tenant, "patrons", barcode.lower())

    def queue(self, tenant):
        (found,) = self.house.desk.facts.queues(tenant, [self.house.work(tenant=tenant)])
        return found

    def request(self, which):
        return self.known[which % len(self.known)] if self.known else ("harbor", "https://c.example/harbor/requests/x")

    # what people do

    @rule(tenant=TENANTS, item=ITEMS, patron=PATRONS, point=POINTS, override=st.sampled_from([None, None, ANYTHING]))
    def check_out(self, tenant, item, patron, point, override):
        copy = self.house.desk.copy(tenant, item)
        who, staff = self.patron(patron, tenant), operator(tenant)
        made = self.attempt(
            self.house.lending.check_out, staff, item, patron, self.house.point(point, tenant), override=override
        )
        if made is None:
            return
        assert (tenant, item) not in self.on_loan
        kept = copy.held.kept
        assert override or kept is None or kept.patron == who, "kept for somebody else"
        assert made.loan.due_at > self.house.now
        assert self.house.settings(tenant).calendar(None).is_open(made.loan.due_at)
        if made.filled is not None:
            assert (made.filled.patron, made.filled.state) == (who, RequestState.FILLED)
        self.on_loan[tenant, item] = who

    @rule(tenant=TENANTS, item=ITEMS, point=POINTS)
    def check_in(self, tenant, item, point):
        before = self.house.desk.copy(tenant, item)
        expected = self.first_it_can_serve(before, tenant)
        here = self.house.point(point, tenant)
        back = self.attempt(self.house.returning.check_in, operator(tenant), item, here)
        if back is None:
            return
        had = self.on_loan.pop((tenant, item), None)
        assert (had is not None) == (before.held.loan is not None)
        assert back.loan is None or back.loan.iri == (before.held.loan or before.held.lost).iri
        if back.next is Next.SET_ASIDE:
            return
        assert (back.request and back.request.iri) == expected
        if back.next is Next.HOLD_SHELF:
            assert (back.request.waiting_at, back.request.pickup) == (here, here)
        if back.next is Next.SEND:
            assert back.transit is not None
            assert here not in {back.transit.to, *self.house.settings(tenant).serving(back.transit.to)}

    def first_it_can_serve(self, copy, tenant):
        """The request a check-in must serve, by going through the queue one by one."""
        if copy.held.kept is not None:
            return copy.held.kept.iri
        for each in self.queue(tenant):
            if (
                each.type is not RequestType.PAGE
                and waits(each, self.house.now.date())
                and covers(each, copy.item.iri, copy.item.instance, copy.queue_of)
            ):
                return each.iri
        return None

    @rule(tenant=TENANTS, item=ITEMS, itself=st.booleans())
    def renew(self, tenant, item, itself):
        who = self.on_loan.get((tenant, item))
        actor = operator(tenant)
        if itself and who is not None:
            (patron,) = self.house.register.patrons(tenant, [who])
            actor = self.house.actor(patron)
        done = self.attempt(self.house.lending.renew, actor, item)
        if done is not None:
            assert done.loan.due_at > done.previous_due_at
            assert done.loan.patron == who

    @rule(
        tenant=TENANTS,
        item=ITEMS,
        patron=PATRONS,
        point=POINTS,
        level=st.sampled_from(RequestLevel),
        type=st.sampled_from([None, None, RequestType.RECALL]),
        delivered=st.sampled_from([False, False, True]),
        days=st.sampled_from([None, None, 5]),
    )
    def place(self, tenant, item, patron, point, level, type, delivered, days):
        instance = self.house.names.resource(tenant, "instances", "w1" if item != "33" else "w1-second")
        target = {"Item": item, "Instance": instance, "Work": self.house.work(tenant=tenant)}[level.value]
        expires = None if days is None else self.house.now.date() + timedelta(days=days)
        fulfilment = Fulfilment.DELIVERY if delivered else Fulfilment.HOLD_SHELF
        wish = Wish(target, level, type, self.house.point(point, tenant), fulfilment, expires)
        before = self.queue(tenant)
        made = self.attempt(self.house.circulation.requesting.place, operator(tenant), patron, wish)
        if made is not None:
            self.known.append((tenant, made.request.iri))
            assert made.position == len(before) + 1
            assert self.queue(tenant)[-1].iri == made.request.iri

    @rule(which=PLACES)
    def cancel(self, which):
        tenant, iri = self.request(which)
        self.attempt(self.house.circulation.queueing.cancel, operator(tenant), iri)

    @rule(which=PLACES, place=PLACES)
    def reorder(self, which, place):
        tenant, iri = self.request(which)
        moved = self.attempt(self.house.circulation.queueing.reorder, operator(tenant), iri, place)
        if moved is not None:
            assert self.queue(tenant)[place - 1].iri == iri

    @rule(which=PLACES, days=st.sampled_from([None, 3]))
    def suspend(self, which, days):
        tenant, iri = self.request(which)
        until = None if days is None else self.house.now.date() + timedelta(days=days)
        self.attempt(self.house.circulation.queueing.suspend, operator(tenant), iri, until)

    @rule(which=PLACES, point=POINTS)
    def move_pickup(self, which, point):
        tenant, iri = self.request(which)
        self.attempt(
            self.house.circulation.queueing.move_pickup, operator(tenant), iri, self.house.point(point, tenant)
        )

    @rule(tenant=TENANTS, item=ITEMS, what=st.sampled_from(["claim_returned", "declare_lost", "recall"]))
    def say_of_a_loan(self, tenant, item, what):
        self.attempt(getattr(self.house.circulation.losses, what), operator(tenant), item)

    @rule(tenant=TENANTS, item=ITEMS)
    def close_a_lost_loan(self, tenant, item):
        self.house.pay_all(tenant)
        if self.attempt(self.house.circulation.losses.pay_lost, operator(tenant), item) is not None:
            del self.on_loan[tenant, item]
            assert self.house.status(item, tenant) is ItemStatus.LOST_AND_PAID

    @rule(tenant=TENANTS, item=ITEMS, what=st.sampled_from(["mark_missing", "clear_marker", "mark_unavailable"]))
    def mark(self, tenant, item, what):
        more = {"reason": "mould"} if what == "mark_unavailable" else {}
        self.attempt(getattr(self.house.circulation.losses, what), operator(tenant), item, **more)

    @rule(days=st.sampled_from([1, 3, 9, 30]), tenant=TENANTS)
    def time_passes(self, days, tenant):
        self.house.later(days=days)
        done = self.house.circulation.nightly.due(operator(tenant))
        assert done.problems == []
        for loan in done.paid:
            del self.on_loan[tenant, loan.item.rpartition("/i")[2]]
        again = self.house.circulation.nightly.due(operator(tenant))
        assert again == Due()

    # what always holds

    @invariant()
    def an_item_is_in_one_open_loan_at_most_and_that_has_a_patron(self):
        found = {}
        for tenant in ("harbor", "lindenau"):
            for loan in self.house.desk.facts.every_loan(tenant):
                assert loan.patron
                assert found.setdefault((tenant, loan.item.rpartition("/i")[2]), loan.patron) is loan.patron
        assert found == self.on_loan

    @invariant()
    def whoever_is_served_stands_before_whoever_waits(self):
        for tenant in ("harbor", "lindenau"):
            queue = self.queue(tenant)
            assert list(queue) == sorted(queue, key=lambda each: not each.ready)
            assert len({each.order for each in queue if not each.ready}) == sum(not each.ready for each in queue)
            kept = [each.item for each in queue if each.item is not None]
            assert len(kept) == len(set(kept))

    @invariant()
    def an_item_is_in_one_place(self):
        for tenant in ("harbor", "lindenau"):
            items = [self.house.item(item, tenant) for item in ("31", "32", "33")]
            for copy in self.house.desk.facts.copies(tenant, items):
                has = copy.held
                assert has.loan is None or (has.kept, has.transit, has.lost) == (None, None, None)
                if has.kept is not None:
                    assert (has.transit is not None) == (has.kept.state is RequestState.IN_TRANSIT)
                    at_shelf = has.kept.state in {RequestState.AWAITING_PICKUP, RequestState.AWAITING_DELIVERY}
                    assert at_shelf == (has.kept.waiting_at is not None)

    @invariant()
    def nothing_of_one_library_names_the_other(self):
        for tenant, other in (("harbor", "lindenau"), ("lindenau", "harbor")):
            graph = self.house.names.graph(tenant, GraphKind.CIRCULATION)
            keys = self.house.store.scan(graph, self.house.everything).keys
            for document in self.house.store.read(keys, self.house.everything):
                assert f"/{other}/" not in str(document.body)

    def teardown(self):
        with suppress(AttributeError):
            assert self.house.store.check(self.house.everything) == []
            self.house.store.close()


def test_whatever_desks_and_patrons_do_what_must_hold_of_lending_holds(make_store, request):
    run_machine(Machine, make_store, request)
