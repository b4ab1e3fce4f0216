"""What readers want from other libraries by their own hand: as their library settled, and told to nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.access.model import Forbidden, SharingLevel, operator
from graph.backends.memory import MemoryStore
from graph.circulation.refusals import Refused
from graph.tenants.model import ForReaders
from graph.workflows.interlending.model import NobodyHasIt, PartnerNotAsked, StepNotPossible
from graph.workflows.interlending.readers import MOST_WANTED, STAGES, Row, Stage, row_of, stage_of
from graph.workflows.interlending.routing import SILENT
from graph.workflows.interlending.steps import Side, Step
from tests.graph.circulation.lending_desk import codes
from tests.graph.workflows.rivers import LENDERS, Rivers

READER = "Canary Wren"


class House(Rivers):
    """Harbor, whose reader signs in and asks for themselves."""

    def __init__(self, how: ForReaders) -> None:
        super().__init__(MemoryStore())
        self.me = self.patron("P1", name=READER)
        self.settle(how)

    def settle(self, how: ForReaders) -> None:
        self.tenants.update(operator("harbor"), "harbor", asks_for_readers=how)

    def want(self, work: str = "", **more: object):
        wanted = work or self.work("rare", "outpost")
        found = self.between.readers.ask(self.actor(self.me), "P1", wanted, self.point(), **more)
        return found.request

    def stages(self) -> list[Stage]:
        """How what the reader wants stands, as they see it."""
        (found,) = self.between.readers.of_patrons(self.actor(self.me), [self.me.iri])
        return [stage_of(each) for each in found]


@pytest.fixture
def house():
    return House(ForReaders.AT_ONCE)


@pytest.mark.parametrize("row", STAGES, ids=lambda row: row.stage.value)
def test_each_stage_is_that_of_its_example(row: Row):
    assert row_of(row.example) is row


def test_a_library_that_settled_nothing_asks_nobody_for_its_readers():
    house = House(ForReaders.NOT)
    with pytest.raises(PartnerNotAsked):
        house.want()
    assert house.asked() == []


def test_a_reader_asks_and_sees_in_plain_words_how_it_stands_until_it_arrives(house):
    asked = house.want()
    assert house.stages() == [Stage.ASKED]
    house.refuse("quay")
    assert house.stages() == [Stage.ASKED], "the next is about to be asked"
    house.between.follow(operator("harbor"))
    (came,) = house.between.listed(operator("lindenau"), Side.SUPPLYING)
    house.answer("lindenau", came.iri, Step.WILL_SUPPLY)
    assert house.stages() == [Stage.PROMISED]
    house.answer("lindenau", came.iri, Step.LEND, "99")
    assert house.stages() == [Stage.ON_ITS_WAY]
    (mine,) = house.between.listed(operator("harbor"), Side.REQUESTING)
    assert asked.iri in mine.after
    house.between.requesting.receive(operator("harbor"), mine.iri, "ILL-1", house.point())
    assert house.stages() == [], "it is among their own requests now"
    for tenant in LENDERS:
        assert READER not in house.written(tenant)
        assert "/harbor/patrons/" not in house.written(tenant)


def test_what_waits_for_staff_goes_to_nobody_before_they_agree():
    house = House(ForReaders.BY_STAFF)
    wanted = house.want()
    assert house.stages() == [Stage.WAITS_FOR_STAFF]
    assert all(house.between.listed(operator(tenant)) == [] for tenant in LENDERS)
    house.later(days=SILENT.days + 1)
    assert house.between.follow(operator("harbor")) == []
    with pytest.raises(Forbidden):
        house.between.readers.agree(house.actor(house.me), wanted.iri)
    sent, again = (
        house.between.readers.agree(operator("harbor"), wanted.iri, request_id="a1").request for _ in range(2)
    )
    assert sent == again
    assert (sent.iri, sent.partner) == (wanted.iri, "member-quay")
    assert house.stages() == [Stage.ASKED]
    assert house.between.follow(operator("harbor")) == [], "who was asked just now is not silent"
    with pytest.raises(StepNotPossible):
        house.between.readers.agree(operator("harbor"), wanted.iri)


@pytest.mark.parametrize("how", [ForReaders.BY_STAFF, ForReaders.AT_ONCE])
def test_a_reader_takes_back_what_they_wanted_and_nobody_else_can(how):
    house = House(how)
    wanted, other = house.want(), house.patron("P2")
    with pytest.raises(Forbidden):
        house.between.readers.cancel(house.actor(other), wanted.iri)
    house.between.readers.cancel(house.actor(house.me), wanted.iri)
    assert house.stages() == [Stage.CANCELLED]
    assert house.between.follow(operator("harbor")) == []
    house.later(days=31)
    assert house.stages() == []


def test_no_other_library_is_told_the_account_of_a_reader_who_asks_and_takes_back(house):
    account = house.actor(house.me).id
    wanted, again = (house.want(request_id="r1") for _ in range(2))
    assert wanted.iri == again.iri
    for _ in range(2):
        house.between.readers.cancel(house.actor(house.me), wanted.iri, request_id="r2")
    second = house.want()
    (came,) = [each for each in house.between.listed(operator("quay"), Side.SUPPLYING) if each.id == second.id]
    house.answer("quay", came.iri, Step.LEND, "99")
    for tenant in LENDERS:
        told = house.told(tenant)
        assert account not in told
        assert READER not in told
        assert "/harbor/patrons/" not in told
    (_, asked) = sorted(house.requests("quay")[Side.SUPPLYING], key=lambda each: each.open)
    assert asked.iri in house.told("quay")
    assert "partner-member-harbor" in house.told("quay"), "it is told which library it was"


def test_taken_back_between_two_libraries_the_next_is_not_asked(house):
    wanted = house.want()
    house.refuse("quay")
    house.between.readers.cancel(house.actor(house.me), wanted.iri)
    assert house.between.follow(operator("harbor")) == []
    assert house.asked() == [("quay", "Unfilled")]


def test_a_reader_asks_for_themselves_alone_and_not_twice_nor_for_what_is_here(house):
    other = house.patron("P2")
    with pytest.raises(Forbidden):
        house.between.readers.ask(house.actor(other), "P1", house.work("rare", "outpost"))
    first, again = (house.want(request_id="r1") for _ in range(2))
    assert house.between.readers.of_patrons(house.actor(other), [house.me.iri]) == [()]
    assert first.iri == again.iri
    with pytest.raises(Refused) as refused:
        house.want()
    assert codes(refused.value.blocks) == ["ALREADY_REQUESTED"]
    house.book("77", work="rare", tenant="harbor")
    house.same_work("harbor", *LENDERS)
    with pytest.raises(Refused) as refused:
        house.want()
    assert codes(refused.value.blocks) == ["REQUEST_TYPE_NOT_POSSIBLE", "ALREADY_REQUESTED"]


def test_who_is_blocked_or_has_asked_for_as_much_as_one_may_is_refused(house):
    for number in range(MOST_WANTED):
        house.book(f"A{number}", work=f"other-{number}", tenant="quay")
        house.want(house.work(f"other-{number}", "quay"))
    with pytest.raises(Refused) as refused:
        house.want()
    assert codes(refused.value.blocks) == ["ITEM_LIMIT"]
    house.patron("P1", active=False)
    with pytest.raises(Refused) as refused:
        house.want()
    assert "PATRON_INACTIVE" in codes(refused.value.blocks)


def test_the_same_request_sent_again_is_answered_whoever_can_still_be_asked():
    house = House(ForReaders.BY_STAFF)
    wanted = house.want(request_id="r1")
    sent = house.between.readers.agree(operator("harbor"), wanted.iri, request_id="a1").request
    for lender in LENDERS:
        house.tenants.update(
            operator(), lender, sharing=replace(house.tenants.tenant(lender).sharing, requests=SharingLevel.PRIVATE)
        )
    assert house.between.readers.agree(operator("harbor"), wanted.iri, request_id="a1").request == sent
    house.settle(ForReaders.NOT)
    assert house.want(request_id="r1").iri == wanted.iri
    house.settle(ForReaders.AT_ONCE)
    with pytest.raises(NobodyHasIt):
        house.want(house.work("rare", "quay"))


@pytest.mark.parametrize("how", [ForReaders.BY_STAFF, ForReaders.AT_ONCE])
def test_a_reader_asks_for_a_work_once_by_whichever_librarys_description(how):
    house = House(how)
    house.want()
    for tenant in LENDERS:
        with pytest.raises(Refused, match="asked for already"):
            house.want(house.work("rare", tenant))
