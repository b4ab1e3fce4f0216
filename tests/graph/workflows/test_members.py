"""Requests between members of a network: written for both libraries at once, with nothing that tells of a reader."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.circulation.model import RequestState
from graph.circulation.refusals import Refused
from graph.workflows.interlending.model import PartnerNotAsked, StepNotPossible
from graph.workflows.interlending.steps import Side, Step
from graph.workflows.interlending.supplying import Answer
from tests.graph.workflows.members import Members


@pytest.fixture
def members():
    return Members(MemoryStore())


def stands(members, request):
    (mine,) = [each for each in members.requests("harbor")[Side.REQUESTING] if each.id == request.id]
    there = members.copy_there("harbor", request.id)
    assert mine.state == there.state
    return mine


def test_a_book_of_another_member_reaches_a_reader_and_goes_back_without_a_message_being_sent(members):
    asked = members.ask()
    came = members.copy_there("harbor", asked.id)
    assert (came.partner, came.instance) == ("member-harbor", members.names.resource("lindenau", "instances", "w1"))
    assert members.answer("lindenau", came.iri, Step.WILL_SUPPLY).queued is not None
    lent = members.answer("lindenau", came.iri, Step.LEND, "31")
    assert stands(members, asked).due_at == lent.due_at
    here = operator("harbor")
    requesting = members.between.requesting
    received = requesting.receive(here, asked.iri, "ILL-1", members.point()).request
    members.lending.check_out(here, "ILL-1", "P1", members.point())
    with pytest.raises(Refused):
        requesting.send_back(here, asked.iri)
    members.returning.check_in(here, "ILL-1", members.point())
    requesting.send_back(here, asked.iri)
    members.returning.check_in(operator("lindenau"), "31", members.point(tenant="lindenau"))
    members.between.supplying.follow(operator("lindenau"))
    assert str(stands(members, asked).state) == "LoanCompleted + Received + ShippedReturn"
    (kept,) = members.circulation.reading.requests(here, [received.queued])
    assert kept.state is RequestState.FILLED
    assert members.between.letters(here, [asked.iri]) == [()]


def test_what_nobody_has_begun_with_is_cancelled_for_both_at_once(members):
    asked = members.ask()
    done = members.between.requesting.do(operator("harbor"), asked.iri, Step.CANCEL).request
    assert str(done.state) == "Cancelled"
    assert stands(members, asked).history[-1].what == "AgreeToCancel"


def test_the_same_request_id_asks_once_and_answers_as_it_stands(members):
    first, again = (members.ask(request_id="r1") for _ in range(2))
    assert first.id == again.id
    assert len(members.requests("lindenau")[Side.SUPPLYING]) == 1


def test_a_dry_run_writes_for_neither(members):
    before = members.store.position()
    members.ask(dry_run=True)
    assert members.store.position() == before


@pytest.mark.parametrize(
    ("step", "item", "refused"),
    [(Step.LEND, "31", False), (Step.LEND, "unknown", True), (Step.WILL_SUPPLY, None, False)],
)
def test_neither_a_dry_run_of_an_answer_nor_a_refused_one_leaves_an_account_or_anything_behind(
    members, step, item, refused
):
    there, staff = members.copy_there("harbor", members.ask().id), operator("lindenau")
    answer = Answer(step, item=item, point=members.point(tenant="lindenau"))
    before = members.store.position()
    for dry_run in (True, *([False] if refused else [])):
        with pytest.raises(Refused) if refused else nullcontext():
            members.between.supplying.answer(staff, there.iri, answer, dry_run=dry_run)
    assert members.store.position() == before
    assert members.register.patrons("lindenau", ["partner-member-harbor"]) == [None]


def test_a_member_is_lent_to_in_one_event_its_account_included_which_says_what_is_settled_of_it(members):
    for item, group in (("31", "member"), ("32", "other")):
        members.tenants.update(operator("lindenau"), "lindenau", member_group=group)
        there = members.copy_there("harbor", members.ask().id)
        before = members.store.position()
        members.answer("lindenau", there.iri, Step.LEND, item)
        assert members.store.position() == before + 1
        (account,) = members.register.patrons("lindenau", ["partner-member-harbor"])
        assert account.group == group


def test_a_library_that_lends_to_no_member_is_no_partner_and_what_is_open_with_it_stays(members):
    asked = members.ask()
    members.tenants.update(operator("lindenau"), "lindenau", member_group="")
    with pytest.raises(PartnerNotAsked):
        members.ask()
    members.tenants.update(operator("harbor"), "harbor", member_group="")
    with pytest.raises(StepNotPossible):
        members.answer("lindenau", members.copy_there("harbor", asked.id).iri, Step.RECALL)
    assert stands(members, asked).open


def test_who_may_not_lend_writes_for_no_library_of_a_network(members):
    reading = Actor("d", "D", "harbor", {"harbor": frozenset({Permission.CIRCULATION_READ})})
    asked = members.ask()
    with pytest.raises(Forbidden):
        members.between.requesting.do(reading, asked.iri, Step.CANCEL)
    there = members.copy_there("harbor", asked.id)
    with pytest.raises(Exception, match="no such request"):
        members.answer("harbor", there.iri, Step.WILL_SUPPLY)


def test_a_reader_is_named_in_nothing_the_other_library_has(members):
    asked = members.ask()
    there = members.copy_there("harbor", asked.id)
    members.answer("lindenau", there.iri, Step.LEND, "31")
    members.between.requesting.receive(operator("harbor"), asked.iri, "ILL-1", members.point())
    assert "/harbor/patrons/" in members.written("harbor")
    assert "/harbor/patrons/" not in members.written("lindenau")
    assert "Somebody" not in members.written("lindenau")


def test_both_stand_alike_when_the_clock_of_the_library_that_lends_goes_back_between_two_steps(members):
    asked = members.ask()
    there = members.copy_there("harbor", asked.id)
    members.answer("lindenau", there.iri, Step.WILL_SUPPLY)
    members.later(seconds=-2)
    lent = members.answer("lindenau", there.iri, Step.LEND, "31")
    mine = stands(members, asked)
    assert (mine.state, mine.due_at) == (lent.state, lent.due_at)


def test_what_the_lender_calls_back_is_called_back_from_the_reader_who_has_it(members):
    asked = members.ask()
    there = members.copy_there("harbor", asked.id)
    members.answer("lindenau", there.iri, Step.LEND, "31")
    members.between.requesting.receive(operator("harbor"), asked.iri, "ILL-1", members.point())
    before = members.circulation.lending.check_out(operator("harbor"), "ILL-1", "P1", members.point()).loan
    members.answer("lindenau", there.iri, Step.RECALL)
    due = stands(members, asked).due_at
    (reader,) = members.register.patrons("harbor", ["P1"])
    (standing,) = members.circulation.reading.standing(operator("harbor"), [reader.iri])
    (after,) = standing.loans
    assert (after.due_at, after.recalled_at) == (due, members.now)
    assert due < before.due_at
    shown = members.told("lindenau")
    assert reader.iri not in shown
    assert after.iri not in shown, "of a loan over there it is told nothing"
