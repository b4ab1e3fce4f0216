"""Whatever members answer, or don't, a request goes on until one fills it, and none learns for whom it is."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, suppress

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from graph.access.model import operator
from graph.circulation.errors import CirculationError
from graph.store.errors import Unavailable
from graph.workflows.interlending.steps import CLOSED, NOT_FILLED, OUT, Side, Step
from tests.contracts.machines import run_machine
from tests.graph.workflows.rivers import LENDERS, Rivers

READER = "Canary Wren"
WHO, NUMBERS = st.sampled_from(LENDERS), st.lists(st.integers(0, 7), min_size=1, max_size=3)
DIES = st.sampled_from([None, None, None, 0, 1, 2])
"""After how many commits the store goes away."""


class Machine(RuleBasedStateMachine):
    """Harbor asks its networks for a work that three members have; the store goes away now and then."""

    make_store = None

    def __init__(self) -> None:
        super().__init__()
        self.rivers = Rivers(type(self).make_store())
        self.rivers.patron("P1", name=READER)
        self.rivers.ask_any()

    @contextmanager
    def attempted(self, dies: int | None, *, told: bool = False):
        """What may be refused, or meet a store that goes away after some commits: before the next, or once it is
        written and before that is told.
        """
        store, left = self.rivers.store, dies
        commit = store.commit

        def until_it_dies(*change):
            nonlocal left
            left -= 1
            if left >= 0:
                return commit(*change)
            if told:
                commit(*change)
            raise Unavailable("The store is away.")

        if dies is not None:
            store.commit = until_it_dies
        try:
            with suppress(CirculationError, Unavailable):
                yield
        finally:
            store.commit = commit

    def mine(self):
        return self.rivers.requests("harbor")[Side.REQUESTING]

    @rule(dies=DIES, told=st.booleans())
    def ask(self, dies, told):
        """Asked again with the same id where the answer was lost, it is asked once."""
        if sum(each.open or bool(each.rota) for each in self.mine()) < 2:
            name = f"r{len(self.mine())}"
            with self.attempted(dies, told=told):
                self.rivers.ask_any(request_id=name)
            once = self.rivers.ask_any(request_id=name)
            assert self.rivers.ask_any(request_id=name).iri == once.iri

    @rule(tenant=WHO, numbers=NUMBERS, dies=DIES, told=st.booleans())
    def a_member_answers(self, tenant, numbers, dies, told):
        for number in numbers:
            for request in [each for each in self.rivers.requests(tenant)[Side.SUPPLYING] if each.open][:1]:
                step = request.next_steps[number % len(request.next_steps)]
                with self.attempted(dies, told=told):
                    self.rivers.answer(tenant, request.iri, step, "99")

    @rule(numbers=NUMBERS, dies=DIES, told=st.booleans())
    def harbor_acts(self, numbers, dies, told):
        here, requesting = operator("harbor"), self.rivers.between.requesting
        for number in numbers:
            for request in [each for each in self.mine() if each.next_steps][:1]:
                step = request.next_steps[number % len(request.next_steps)]
                if step is Step.CANCEL and number:  # seldom, or nothing else would happen
                    continue
                with self.attempted(dies, told=told):
                    if step is Step.RECEIVE:
                        requesting.receive(here, request.iri, f"ILL-{request.id}", self.rivers.point())
                    elif step is Step.SEND_BACK:
                        requesting.send_back(here, request.iri)
                    else:
                        requesting.do(here, request.iri, step)

    @rule(days=st.sampled_from([0, 0, 1, 1, 4, 40]), dies=DIES, told=st.booleans())
    def time_passes_and_what_follows_is_done(self, days, dies, told):
        self.rivers.later(days=days)
        with self.attempted(dies, told=told):
            self.follow()
        self.follow()
        assert not [each for each in self.mine() if each.state.status in NOT_FILLED and each.rota]

    def follow(self):
        for tenant in ("harbor", *LENDERS):
            self.rivers.between.follow(operator(tenant))

    @invariant()
    def both_libraries_keep_the_same_of_each_request(self):
        there = {each.id: each for one in LENDERS for each in self.rivers.requests(one)[Side.SUPPLYING]}
        here = {each.id: each for each in self.mine()}
        assert here.keys() == there.keys()
        for name, mine in here.items():
            assert (mine.state, mine.due_at, len(mine.history)) == (
                there[name].state,
                there[name].due_at,
                len(there[name].history),
            )
            assert not there[name].rota
            assert not there[name].after

    @invariant()
    def each_member_is_asked_once_and_one_at_a_time_and_nobody_after_it_was_filled(self):
        every = {each.iri: each for each in self.mine()}
        followed = Counter(each.after[-1] for each in every.values() if each.after)
        assert all(count == 1 for count in followed.values())
        for each in every.values():
            before = [every[iri] for iri in each.after]
            assert len({one.partner for one in (*before, each)}) == len(before) + 1
            assert {one.partner for one in (*before, each)}.isdisjoint(partner for partner, _ in each.rota)
            assert all(one.state.status in NOT_FILLED and not one.rota for one in before)
            assert not each.rota or each.state.status not in OUT | (CLOSED - NOT_FILLED)

    @invariant()
    def no_member_learns_for_whom_or_who_else_was_asked(self):
        for tenant in LENDERS:
            written = self.rivers.written(tenant)
            assert "/harbor/patrons/" not in written
            assert READER not in written
            assert not [other for other in LENDERS if other != tenant and f"member-{other}" in written]

    def teardown(self):
        with suppress(AttributeError):
            assert self.rivers.store.check(self.rivers.everything) == []
            self.rivers.store.close()


def test_a_request_goes_from_member_to_member_until_it_is_filled_and_both_keep_the_same_of_it(make_store, request):
    run_machine(Machine, make_store, request, examples=6, steps=25, slow_steps=5)
