"""What a desk did while it was cut off is applied as it happened, once, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from graph.access.model import ROLES, Actor, Forbidden
from graph.backends.memory import MemoryStore
from graph.circulation.model import LoanState
from graph.circulation.offline.model import ActKind, ActState, Outcome, Reported
from graph.circulation.offline.uploading import InvalidUpload, OfflineService, UnknownConflict
from graph.circulation.privacy import PrivacyService
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.patrons.errors import StillInUse
from tests.graph.circulation.lending_desk import House

OUT, IN, RENEW = ActKind.CHECK_OUT, ActKind.CHECK_IN, ActKind.RENEW


class OfflineDesk:
    """A desk that was cut off for three hours, and whoever uploads what it did."""

    def __init__(self, house: House) -> None:
        self.house, self.numbers = house, 0
        house.book("31", "32")
        for barcode in ("P1", "P2"):
            house.patron(barcode)
        self.service = OfflineService(house.store, house.desk, house.lending, house.returning)
        self.clerk = Actor("clerk", "Clerk", "harbor", {"harbor": ROLES["desk"]})
        self.lead = Actor("lead", "Lead", "harbor", {"harbor": ROLES["desk-lead"]})
        self.left = house.now
        house.later(hours=3)

    def act(self, kind: ActKind, item: str = "31", patron: str = "", *, minutes: int = 0) -> Reported:
        self.numbers += 1
        at, point = self.left + timedelta(minutes=minutes), "" if kind is RENEW else self.house.point()
        return Reported(f"r{self.numbers}", kind, at, item, patron, point)

    def upload(self, *acts: Reported, by: Actor | None = None) -> list[str]:
        return [each.outcome.value for each in self.service.upload(by or self.clerk, acts)]

    def codes(self, by: Actor | None = None) -> list[list[str]]:
        """The reasons of each conflict."""
        return [[block.code.value for block in each.blocks] for each in self.service.conflicts(by or self.clerk)]

    def loan_of(self, barcode: str):
        (found,) = self.house.desk.facts.copies("harbor", [self.house.item(barcode)])
        assert found is not None
        return found.held.loan


@pytest.fixture
def desk(house: House) -> OfflineDesk:
    return OfflineDesk(house)


def test_acts_are_applied_in_order_of_their_time_with_the_time_they_happened(desk) -> None:
    back = desk.act(IN, minutes=20)
    again = desk.act(OUT, patron="P2", minutes=30)
    first = desk.act(OUT, patron="P1", minutes=10)
    answers = desk.service.upload(desk.clerk, [back, again, first])
    assert [each.request_id for each in answers] == ["r1", "r2", "r3"]
    assert {each.outcome for each in answers} == {Outcome.DONE}
    (ended,) = desk.house.desk.facts.loans("harbor", [answers[0].loan or ""])
    assert ended is not None
    assert (ended.state, ended.opened_at, ended.returned_at) == (LoanState.RETURNED, first.at, back.at)
    loan = desk.loan_of("31")
    assert (loan.opened_at, loan.patron) == (again.at, desk.house.patron("P2").iri)
    assert loan.due_at.date() == datetime(2026, 3, 30).date()  # noqa: DTZ001 - four weeks after the house's own Monday
    assert answers[0].next is Next.RESHELVE


def test_the_same_act_again_has_one_effect_whoever_sends_it(desk) -> None:
    acts = [desk.act(OUT, patron="P1"), desk.act(RENEW, minutes=5), desk.act(IN, minutes=10)]
    assert desk.upload(*acts) == ["done"] * 3
    before = desk.house.snapshot()
    assert desk.upload(*acts) == ["repeated"] * 3
    assert desk.upload(*acts, by=desk.lead) == ["repeated"] * 3
    assert desk.house.snapshot() == before
    assert desk.upload(acts[0], acts[0]) == ["repeated"] * 2


def test_what_can_not_be_applied_is_a_conflict_with_every_reason_and_kept(desk) -> None:
    desk.house.patron("P1", active=False)
    desk.house.book("41", work="w4", loan="reference")
    act = desk.act(OUT, "41", "P1")
    assert desk.upload(act) == ["conflict"]
    assert desk.codes() == [["PATRON_INACTIVE", "NOT_LOANABLE"]]
    assert desk.loan_of("41") is None
    before = desk.house.snapshot()
    assert desk.upload(act) == ["repeated"]
    assert desk.house.snapshot() == before


def test_what_really_left_the_house_is_recorded_by_whoever_may_let_it_pass(desk) -> None:
    desk.house.patron("P1", active=False)
    (answer,) = desk.service.upload(desk.lead, [desk.act(OUT, patron="P1")])
    assert (answer.outcome, answer.lifted) == (Outcome.DONE, ("PATRON_INACTIVE",))
    assert desk.loan_of("31").opened_at == desk.left


def test_what_nobody_may_let_pass_stays_a_conflict_for_everybody(desk) -> None:
    assert desk.upload(desk.act(OUT, patron="P9"), desk.act(IN, "99"), desk.act(RENEW, "32"), by=desk.lead) == (
        ["conflict"] * 3
    )
    assert sorted(desk.codes()) == [["ITEM_UNKNOWN"], ["LOAN_UNKNOWN"], ["PATRON_UNKNOWN"]]


def test_what_was_seen_elsewhere_since_is_not_undone_by_what_is_told_late(desk) -> None:
    desk.house.returning.check_in(desk.house.staff, "31", desk.house.point("branch"))
    acts = desk.act(OUT, patron="P1"), desk.act(IN, minutes=5)
    assert desk.upload(*acts, by=desk.lead) == ["conflict", "conflict"]
    assert desk.codes() == [["SEEN_SINCE"], ["SEEN_SINCE"]]
    assert desk.loan_of("31") is None


@pytest.mark.parametrize("minutes", [24 * 60, -31 * 24 * 60])
def test_a_time_to_come_or_long_gone_is_refused_and_kept(desk, minutes: int) -> None:
    assert desk.upload(desk.act(OUT, patron="P1", minutes=minutes), by=desk.lead) == ["conflict"]
    assert desk.codes() == [["TIME_INVALID"]]
    assert desk.loan_of("31") is None


def test_a_time_without_a_zone_is_refused(desk) -> None:
    act = replace(desk.act(OUT, patron="P1"), at=datetime(2026, 3, 2, 11))  # noqa: DTZ001 - that is the point
    assert desk.upload(act) == ["conflict"]
    assert desk.codes() == [["TIME_INVALID"]]


def test_one_conflict_keeps_no_other_act_from_its_turn(desk) -> None:
    acts = [desk.act(OUT, "99", "P1"), desk.act(OUT, "31", "P1", minutes=1), desk.act(OUT, "31", "P2", minutes=2)]
    assert desk.upload(*acts) == ["conflict", "done", "conflict"]
    assert ["ALREADY_CHECKED_OUT"] in desk.codes()


def test_a_return_serves_who_waits_and_the_shelf_counts_from_now(desk) -> None:
    house = desk.house
    house.lending.check_out(house.staff, "31", "P1", house.point())
    placed = house.circulation.requesting.place(house.staff, "P2", Wish("31", pickup=house.point())).request
    back = replace(desk.act(IN), at=house.now)
    house.later(days=10)
    (answer,) = desk.service.upload(desk.clerk, [back])
    assert answer.next is Next.HOLD_SHELF
    (ready,) = house.desk.facts.requests("harbor", [placed.iri])
    assert ready is not None
    assert ready.shelf_expires == house.now.date() + timedelta(days=7)
    assert house.fees(house.patron("P1")) == []


def test_staff_settle_a_conflict_by_hand_or_apply_it_after_all(desk) -> None:
    desk.house.patron("P1", active=False)
    desk.upload(desk.act(OUT, "31", "P1"), desk.act(OUT, "99", "P1"))
    by_item = {each.reported.item: each for each in desk.service.conflicts(desk.clerk)}
    with pytest.raises(Refused):
        desk.service.settle(desk.clerk, by_item["31"].iri, "she has it", apply=True)
    done = desk.service.settle(desk.lead, by_item["31"].iri, "she has it", apply=True)
    assert (done.state, done.reported.at, done.settled_by) == (ActState.DONE, desk.left, "lead")
    assert desk.loan_of("31").opened_at == desk.left
    settled = desk.service.settle(desk.clerk, by_item["99"].iri, "the label is wrong")
    assert (settled.state, settled.note) == (ActState.SETTLED, "the label is wrong")
    assert desk.service.conflicts(desk.clerk) == []
    with pytest.raises(UnknownConflict):
        desk.service.settle(desk.clerk, by_item["99"].iri, "again")
    (kept,) = desk.service.named(desk.clerk, [settled.iri])
    assert kept is not None
    assert kept.reported.patron == "", "the number of the card goes once it is settled"


def test_an_upload_that_can_not_be_changes_nothing(desk) -> None:
    before = desk.house.snapshot()
    many = [desk.act(RENEW)] * 501
    for acts in ([], many, [desk.act(OUT)], [replace(desk.act(IN), point="")], [replace(desk.act(IN), item=" ")]):
        with pytest.raises(InvalidUpload):
            desk.service.upload(desk.clerk, acts)
    assert desk.house.snapshot() == before


def test_it_needs_the_permission(desk) -> None:
    patron = desk.house.actor(desk.house.patron("P1"))
    before = desk.house.snapshot()
    with pytest.raises(Forbidden):
        desk.service.upload(patron, [desk.act(OUT, patron="P1")])
    with pytest.raises(Forbidden):
        desk.service.conflicts(patron)
    with pytest.raises(Forbidden):
        desk.service.settle(patron, "https://c.example/harbor/offline/x", "")
    assert desk.service.named(patron, ["https://c.example/harbor/offline/x"]) == [None]
    assert desk.house.snapshot() == before


def test_nobody_is_erased_over_a_conflict_and_what_was_done_goes_with_them() -> None:
    store = MemoryStore()
    desk = OfflineDesk(House(store))
    house = desk.house
    privacy = PrivacyService(store, house.names, house.register, lambda: house.now, store.lose)
    patron = house.patron("P1")
    desk.upload(desk.act(OUT, "31", "P1"), desk.act(IN, "31", minutes=1), desk.act(OUT, "99", "P1"))
    with pytest.raises(StillInUse, match="offline desk"):
        privacy.erase(house.staff, patron.iri)
    (conflict,) = desk.service.conflicts(desk.clerk)
    desk.service.settle(desk.clerk, conflict.iri, "no such item")
    privacy.erase(house.staff, patron.iri)
    assert patron.iri not in str(house.snapshot())
    acts = [house.names.resource("harbor", "offline", "")]
    assert [key for key in house.snapshot()[1] if key.iri.startswith(acts[0])] == []
