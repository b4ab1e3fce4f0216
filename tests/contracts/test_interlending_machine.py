"""Whatever staff of two members of a network do with requests between them, both libraries keep the same of each."""

from __future__ import annotations

from contextlib import contextmanager, suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from graph.access.model import operator
from graph.circulation.errors import CirculationError
from graph.store.errors import Unavailable
from graph.store.names import GraphKind
from graph.workflows.interlending.steps import ROWS, Side, Step
from tests.contracts.machines import run_machine
from tests.graph.workflows.members import OTHER, Members

TENANTS = st.sampled_from(sorted(OTHER))
COPIES, FOREIGN = st.sampled_from(["31", "32"]), st.sampled_from(["ILL-1", "ILL-2"])
BARCODES = COPIES | FOREIGN
WHICH, NUMBERS = st.integers(0, 1), st.lists(st.integers(0, 7), min_size=1, max_size=4)
GOES_WELL = st.sampled_from([True, True, True, False])


class Machine(RuleBasedStateMachine):
    """Two libraries, each of which asks the other for a book and is asked, while the store goes away now and then."""

    make_store = None

    def __init__(self) -> None:
        super().__init__()
        self.members = Members(type(self).make_store())
        for tenant in OTHER:
            self.members.ask(tenant)

    def snapshot(self):
        members, graphs = self.members, (GraphKind.CIRCULATION, GraphKind.STAFF, GraphKind.CATALOGUE)
        keys = [
            key
            for tenant in OTHER
            for kind in graphs
            for key in members.store.scan(members.names.graph(tenant, kind), members.everything).keys
        ]
        return {each.key: each.version for each in members.store.read(keys, members.everything) if each is not None}

    @contextmanager
    def attempted(self, *, well: bool = True):
        """A command that may be refused, or meet a store that is just going away: then neither library has anything of
        it.
        """
        store, before = self.members.store, self.snapshot()
        commit = store.commit
        if not well:
            store.commit = self.gone
        try:
            yield
        except (CirculationError, Unavailable):
            store.commit = commit
            assert self.snapshot() == before
        finally:
            store.commit = commit

    @staticmethod
    def gone(*_):
        raise Unavailable("The store is away.")

    def one(self, tenant, side, which):
        """A request of this side, an open one where there is any."""
        kept = sorted(self.members.requests(tenant)[side], key=lambda each: (not each.open, each.id))
        there = sum(each.open for each in kept) or len(kept)
        return kept[which % there]

    def step(self, tenant, side, which, number):
        """A request, and a step: mostly one that it is in the state for."""
        request = self.one(tenant, side, which)
        possible = [*request.next_steps, *(step for step, row in ROWS.items() if row.by is side)][:8]
        return request.iri, possible[number % len(possible)]

    @rule(tenant=TENANTS, well=GOES_WELL)
    def ask(self, tenant, well):
        if sum(each.open for each in self.members.requests(tenant)[Side.REQUESTING]) < 2:
            with self.attempted(well=well):
                self.members.ask(tenant)

    @rule(tenant=TENANTS, well=GOES_WELL, back=st.booleans())
    def a_reader_asks_or_takes_back_by_their_own_hand(self, tenant, well, back):
        wanted = [each for each in self.members.requests(tenant)[Side.REQUESTING] if each.open]
        if back and wanted:
            with self.attempted(well=well):
                self.members.between.readers.cancel(self.members.reader(tenant), wanted[0].iri)
        elif len(wanted) < 2:
            with self.attempted(well=well):
                self.members.ask_themselves(tenant)

    @rule(tenant=TENANTS, which=WHICH, numbers=NUMBERS, item=COPIES, well=GOES_WELL)
    def the_supplier_does_some_things(self, tenant, which, numbers, item, well):
        for number in numbers:
            iri, step = self.step(tenant, Side.SUPPLYING, which, number)
            with self.attempted(well=well):
                self.members.answer(tenant, iri, step, item)

    @rule(tenant=TENANTS, which=WHICH, numbers=NUMBERS, barcode=FOREIGN, well=GOES_WELL)
    def the_requester_does_some_things(self, tenant, which, numbers, barcode, well):
        for number in numbers:
            iri, step = self.step(tenant, Side.REQUESTING, which, number)
            with self.attempted(well=well):
                self.requested(operator(tenant), iri, step, barcode)

    def requested(self, staff, iri, step, barcode):
        requesting = self.members.between.requesting
        if step is Step.RECEIVE:
            requesting.receive(staff, iri, barcode, self.members.point(tenant=staff.tenant))
        elif step is Step.SEND_BACK:
            requesting.send_back(staff, iri)
        else:
            requesting.do(staff, iri, step)

    @rule(tenant=TENANTS, barcode=BARCODES, out=st.booleans())
    def a_copy_goes_over_the_desk(self, tenant, barcode, out):
        staff, point = operator(tenant), self.members.point(tenant=tenant)
        with self.attempted():
            if out:
                self.members.lending.check_out(staff, barcode, "P1", point)
            else:
                self.members.returning.check_in(staff, barcode, point)

    @rule(days=st.sampled_from([1, 20, 60]))
    def time_passes_and_what_follows_is_told(self, days):
        self.members.later(days=days)
        for tenant in OTHER:
            self.members.between.supplying.follow(operator(tenant))

    @invariant()
    def both_libraries_keep_the_same_of_each_request(self):
        for tenant, other in OTHER.items():
            here = {each.id: each for each in self.members.requests(tenant)[Side.REQUESTING]}
            there = {each.id: each for each in self.members.requests(other)[Side.SUPPLYING]}
            assert here.keys() == there.keys()
            for name, mine in here.items():
                assert mine.state == there[name].state
                assert mine.due_at == there[name].due_at
                assert len(mine.history) == len(there[name].history)

    @invariant()
    def neither_learns_for_whom_the_other_asks(self):
        for tenant, other in OTHER.items():
            written = self.members.written(tenant)
            assert f"/{other}/patrons/" not in written
            assert self.members.reader(other).id not in written

    def teardown(self):
        with suppress(AttributeError):
            for tenant, other in OTHER.items():
                assert self.members.reader(other).id not in self.members.told(tenant)
            assert self.members.store.check(self.members.everything) == []
            self.members.store.close()


def test_whatever_two_members_of_a_network_do_both_keep_the_same_of_each_request(make_store, request):
    run_machine(Machine, make_store, request)
