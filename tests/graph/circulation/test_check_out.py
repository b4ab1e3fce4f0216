"""Whom and what a desk lends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from graph.access.model import Actor, Forbidden, Permission
from graph.circulation.model import LoanState
from graph.circulation.reasons import REASONS
from graph.circulation.refusals import Override, OverrideNeedsReason, Refused, RequestIdReused
from graph.circulation.settings import BlockLimits
from graph.holdings.status import ItemStatus
from graph.patrons.model import Block, BlockScope
from graph.store.names import GraphKind
from mappings.money import Money


@pytest.fixture
def ada(house):
    return house.patron("P1")


@pytest.fixture
def lend(house, ada):
    house.book("31", "32")

    def check_out(item="31", patron="P1", point="main", actor=None, **more):
        return house.lending.check_out(actor or house.staff, item, patron, house.point(point), **more)

    return check_out


def test_an_item_is_lent_until_the_library_closes_on_the_last_day(house, ada, lend) -> None:
    made = lend()
    assert made.loan.patron == ada.iri
    assert made.loan.item == house.item("31")
    assert made.loan.due_at - house.now == timedelta(days=28, hours=8)
    assert made.loan.state is LoanState.OPEN
    assert made.loan.checkout_point == house.point()
    assert ("period", "line 4, everywhere") in made.loan.policy
    assert made.sequence == house.store.position()
    assert house.desk.facts.loans("harbor", [made.loan.iri]) == [made.loan]
    assert house.status("31") is ItemStatus.CHECKED_OUT
    assert house.status("32") is ItemStatus.AVAILABLE


def test_a_due_date_never_falls_on_a_closed_day(house, lend) -> None:
    house.later(days=6)  # a Sunday
    assert lend().loan.due_at.weekday() == 0


def test_an_item_and_a_patron_may_be_given_by_iri(house, ada, lend) -> None:
    assert lend(house.item("31"), ada.iri).loan.patron == ada.iri


def test_every_reason_is_told_at_once_and_nothing_is_written(house, lend, refused) -> None:
    house.patron("P1", active=False, expires=date(2026, 1, 1))
    house.book("40", work="w9", loan="reference", marker="Unavailable")
    with refused(
        "NO_SERVICE_POINT", "PATRON_INACTIVE", "PATRON_EXPIRED", "PROXY_INVALID", "STATUS_NOT_LENDABLE", "NOT_LOANABLE"
    ):
        lend("40", point="nowhere", proxy="P7")
    with refused("PATRON_UNKNOWN", "ITEM_UNKNOWN"):
        lend("99", "P9")


def test_an_item_on_loan_is_not_lent_again(house, lend, refused) -> None:
    house.patron("P2")
    lend()
    with refused("ALREADY_CHECKED_OUT"):
        lend(patron="P2")
    with refused("ALREADY_CHECKED_OUT"):
        lend()


def test_an_item_of_another_library_is_not_there(house, lend, refused) -> None:
    house.book("77", tenant="lindenau")
    with refused("ITEM_UNKNOWN"):
        lend("77")
    with refused("ITEM_UNKNOWN"):
        lend(house.item("77", "lindenau"))
    house.patron("P3", tenant="lindenau")
    with refused("PATRON_UNKNOWN"):
        lend(patron="P3")
    with refused("NO_SERVICE_POINT"):
        house.lending.check_out(house.staff, "31", "P1", house.point(tenant="lindenau"))


def test_lending_needs_the_permission(house, ada, lend) -> None:
    before = house.snapshot()
    for actor in (Actor("a", "A", "harbor", {"lindenau": frozenset(Permission)}), house.actor(ada)):
        with pytest.raises(Forbidden):
            lend(actor=actor)
    assert house.snapshot() == before


def test_a_block_by_staff_keeps_from_what_it_names_while_it_is_in_force(house, lend, refused) -> None:
    block = Block("b1", frozenset({BlockScope.BORROW}), "rude", "See the desk.", date(2026, 3, 2))
    house.patron("P1", blocks=(block,))
    with refused("PATRON_BLOCKED"):
        lend()
    house.later(days=1)
    assert lend().loan.open
    house.patron("P2", blocks=(replace(block, scopes=frozenset({BlockScope.RENEW}), expires=None),))
    assert lend("32", "P2").loan.open


def test_a_patron_blocks_themselves_by_what_is_out_late_or_owed(house, lend, refused) -> None:
    house.limits = BlockLimits(owed=Money(1000, "EUR"), overdue=1, loans=1)
    lend()
    with refused("TOO_MANY_LOANS"):
        lend("32")
    house.later(days=60)
    with refused("TOO_MANY_LOANS", "TOO_MANY_OVERDUE"):
        lend("32")
    house.returning.check_in(house.staff, "31", house.point())
    with refused("OWES_TOO_MUCH"):
        lend("32")


def test_an_item_limit_counts_what_its_rule_is_about(house, lend, refused) -> None:
    house.book("51", "52", work="w5", type="dvd")
    lend("51")
    with refused("ITEM_LIMIT"):
        lend("52")
    assert lend("31").loan.open


def test_a_proxy_borrows_for_whom_named_them(house, lend, refused) -> None:
    proxy = house.patron("P2")
    with refused("PROXY_INVALID"):
        lend(proxy="P2")
    house.patron("P1", proxies=(proxy.iri,))
    assert lend(proxy="P2").loan.proxy == proxy.iri
    house.patron("P2", active=False)
    with refused("PROXY_INVALID"):
        lend("32", proxy="P2")


def test_a_missing_item_that_comes_to_the_desk_is_found(house, lend) -> None:
    house.book("60", work="w6", marker="Missing")
    assert house.status("60") is ItemStatus.MISSING
    lend("60")
    assert house.status("60") is ItemStatus.CHECKED_OUT
    house.returning.check_in(house.staff, "60", house.point())
    assert house.status("60") is ItemStatus.AVAILABLE


def test_an_item_in_process_is_lent_by_permission_alone(house, lend, refused) -> None:
    house.book("61", work="w6", lifecycle="InProcess")
    with refused("ITEM_IN_PROCESS"):
        lend("61")
    lent = lend("61", override=Override(frozenset({"ITEM_IN_PROCESS"}), "needed for a class"))
    assert lent.lifted == ("ITEM_IN_PROCESS",)


def test_what_may_be_let_pass_needs_the_permission_the_code_and_a_reason(house, lend, refused) -> None:
    house.patron("P1", active=False)
    why = Override(frozenset({"PATRON_INACTIVE"}), "the form came today")
    clerk = Actor("clerk", "Clerk", "harbor", {"harbor": frozenset({Permission.CIRCULATION_WRITE})})
    with refused("PATRON_INACTIVE"):
        lend(actor=clerk, override=why)
    with refused("PATRON_INACTIVE"):
        lend(override=Override(frozenset({"ITEM_LIMIT"}), "wrong code"))
    for wrong in (Override(why.codes, " "), Override(frozenset({"NO_SUCH"}), "x")):
        with pytest.raises(OverrideNeedsReason):
            lend(override=wrong)
    lead = Actor("lead", "Lead", "harbor", {"harbor": clerk.grants["harbor"] | {Permission.OVERRIDE_BLOCKS}})
    assert lend(actor=lead, override=why).lifted == ("PATRON_INACTIVE",)
    (audit,) = house.store.scan(
        house.names.graph("harbor", GraphKind.CIRCULATION), house.everything, type="lsp:Override"
    ).keys
    (document,) = house.store.read([audit], house.everything)
    assert document is not None
    assert (document.body["lsp:code"], document.body["lsp:by"]) == (["PATRON_INACTIVE"], ["lead"])


def test_some_reasons_can_never_be_let_pass(house, lend, refused) -> None:
    lend()
    never = {code for code, reason in REASONS.items() if reason.override is None}
    with refused("ALREADY_CHECKED_OUT"):
        lend(override=Override(frozenset(never), "because"))


def test_a_dry_run_says_what_would_be_and_writes_nothing(house, lend, refused) -> None:
    before = house.snapshot()
    assert lend(dry_run=True).loan.open
    assert lend(dry_run=True).sequence == 0
    assert house.snapshot() == before
    lend()
    with refused("ALREADY_CHECKED_OUT"):
        lend(dry_run=True)


def test_the_same_request_id_answers_as_the_first_time(house, lend) -> None:
    first = lend(request_id="r1")
    before = house.snapshot()
    again = lend(request_id="r1")
    assert again.loan == first.loan
    assert house.snapshot() == before
    with pytest.raises(RequestIdReused):
        house.returning.check_in(house.staff, "31", house.point(), request_id="r1")


def test_refusals_say_nothing_of_a_person(house, lend) -> None:
    house.patron("P1", name="Ada Lovelace", active=False)
    with pytest.raises(Refused) as caught:
        lend()
    assert "Lovelace" not in str(caught.value)
