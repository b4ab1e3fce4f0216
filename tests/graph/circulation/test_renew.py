"""Which loans go on, and how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graph.access.model import Forbidden
from graph.circulation.refusals import Override
from graph.circulation.requesting import Wish
from graph.circulation.settings import BlockLimits
from graph.patrons.model import Block, BlockScope
from mappings.money import Money


@pytest.fixture
def desk(house):
    house.book("31", "32")
    house.patron("P1")
    house.patron("P2")
    house.lend = lambda item="31": house.lending.check_out(house.staff, item, "P1", house.point()).loan
    return house


def test_a_renewed_loan_is_due_a_period_later(desk) -> None:
    loan = desk.lend()
    desk.later(days=20)
    renewed = desk.lending.renew(desk.staff, loan.iri)
    assert renewed.loan.due_at == loan.due_at + timedelta(days=28)
    assert (renewed.loan.renewals, renewed.previous_due_at) == (1, loan.due_at)
    assert desk.lending.renew(desk.staff, "31").loan.renewals == 2


def test_a_renewal_must_move_forward(desk, refused) -> None:
    desk.rules = desk.rules.replace("renew-from due", "renew-from now").replace(
        "renew-period same", "renew-period 1 day"
    )
    loan = desk.lend()
    with refused("DUE_DATE_NOT_LATER"):
        desk.lending.renew(desk.staff, loan.iri)


def test_the_rules_say_how_often(desk, refused) -> None:
    loan = desk.lend()
    for _ in range(2):
        desk.lending.renew(desk.staff, loan.iri)
    with refused("RENEWAL_LIMIT"):
        desk.lending.renew(desk.staff, loan.iri)
    more = desk.lending.renew(
        desk.staff, loan.iri, override=Override(frozenset({"RENEWAL_LIMIT"}), "until the copy is replaced")
    )
    assert more.loan.renewals == 3


def test_every_reason_is_told_at_once(desk, refused) -> None:
    desk.book("51", work="w5", type="dvd")
    loan = desk.lend("51")
    desk.circulation.requesting.place(desk.staff, "P2", Wish("51", pickup=desk.point()))
    desk.patron("P1", expires=date(2026, 3, 1), blocks=(Block("b", frozenset({BlockScope.RENEW}), "x"),))
    with refused("PATRON_EXPIRED", "PATRON_BLOCKED", "REQUESTED_BY_ANOTHER", "NOT_RENEWABLE"):
        desk.lending.renew(desk.staff, loan.iri)
    desk.returning.check_in(desk.staff, "51", desk.point())
    with refused("LOAN_CLOSED", "NOT_RENEWABLE"):
        desk.lending.renew(desk.staff, loan.iri)
    with refused("LOAN_UNKNOWN"):
        desk.lending.renew(desk.staff, "99")


def test_a_late_renewal_costs_what_a_late_return_does(desk) -> None:
    loan = desk.lend()
    desk.later(days=28 + 6)
    desk.lending.renew(desk.staff, loan.iri)
    assert desk.fees(desk.patron("P1")) == ["Overdue 2.50 EUR"]


def test_patrons_renew_their_own_loans_and_nobody_elses(desk) -> None:
    loan = desk.lend()
    assert desk.lending.renew(desk.actor(desk.patron("P1")), loan.iri).loan.renewals == 1
    before = desk.snapshot()
    for name in (loan.iri, "31", "99"):
        with pytest.raises(Forbidden):
            desk.lending.renew(desk.actor(desk.patron("P2")), name)
    assert desk.snapshot() == before


def test_all_loans_are_renewed_that_can_be(desk) -> None:
    desk.book("51", work="w5", type="dvd")
    for item in ("31", "32", "51"):
        desk.lend(item)
    done = desk.lending.renew_all(desk.actor(desk.patron("P1")), "P1")
    assert {each.loan.item for each in done.renewed} == {desk.item("31"), desk.item("32")}
    ((loan, blocks),) = done.refused
    assert (loan.item, [each.code for each in blocks]) == (desk.item("51"), ["NOT_RENEWABLE"])


def test_a_dry_run_of_all_renewals_tells_what_each_leaves_to_the_next(desk) -> None:
    for item in ("31", "32"):
        desk.lend(item)
    desk.later(days=28 + 6)
    desk.limits = BlockLimits(owed=Money(200, "EUR"))  # one late renewal costs more
    before = desk.snapshot()
    tried = desk.lending.renew_all(desk.staff, "P1", dry_run=True)
    assert desk.snapshot() == before
    done = desk.lending.renew_all(desk.staff, "P1")
    for answer in (tried, done):
        ((_, blocks),) = answer.refused
        assert (len(answer.renewed), [each.code for each in blocks]) == (1, ["OWES_TOO_MUCH"])
    assert [each.loan for each in tried.renewed] == [each.loan for each in done.renewed]


def test_the_same_request_id_answers_again(desk) -> None:
    loan = desk.lend()
    first = desk.lending.renew(desk.staff, loan.iri, request_id="r1")
    before = desk.snapshot()
    assert desk.lending.renew(desk.staff, loan.iri, request_id="r1") == first
    assert desk.snapshot() == before
    assert desk.lending.renew(desk.staff, loan.iri, dry_run=True).loan.renewals == 2
    assert desk.snapshot() == before
