"""What members charge each other for what they lend: by their own rules, told before they are asked."""

from __future__ import annotations

from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.patrons.libraries import account_of
from graph.patrons.model import Entry, EntryKind, FeeType
from graph.store.errors import InvalidCursor
from graph.store.paging import Page, Slice
from graph.workflows.interlending.owing import Owed
from graph.workflows.interlending.steps import Side, Step
from mappings.money import Money
from tests.graph.counting import Counting
from tests.graph.workflows.rivers import LENDERS, Rivers


class World(NamedTuple):
    """The same on any store, and what is read of it."""

    rivers: Rivers
    store: Counting

    def charge(self, lender: str, amount: int) -> None:
        self.rivers.later(minutes=1)
        account = account_of(self.rivers.names, lender, "member-harbor")
        entry = Entry(EntryKind.CHARGE, Money(amount, "EUR"), self.rivers.now, "clerk")
        self.rivers.write_put(self.rivers.register.charge(lender, account, FeeType.OTHER, entry)[1])

    def owed(self, page: Page) -> Slice[Owed]:
        return self.rivers.between.owing.owed(operator("harbor"), page)


@pytest.fixture
def world(store):
    counting = Counting(store)
    return World(Rivers(counting), counting)  # type: ignore[arg-type]


@pytest.fixture
def rivers():
    rivers = Rivers(MemoryStore())
    rivers.rules += """
lindenau group=member : fee 2.00 EUR, lost { after 6 weeks, bill 30.00 EUR, processing 3.00 EUR }
quay group=member : not loanable
"""
    return rivers


def lent(rivers):
    """Harbor asks, and Lindenau lends."""
    asked = rivers.ask_any()
    (came,) = rivers.between.listed(operator("lindenau"), Side.SUPPLYING)
    return asked, rivers.answer("lindenau", came.iri, Step.LEND, "99")


def owed(rivers, tenant="harbor"):
    return [
        (each.type.value, str(each.amount), str(each.remaining))
        for each in rivers.between.owing.owed(operator(tenant)).items
    ]


def test_what_it_costs_is_told_before_it_is_asked_and_who_lends_nothing_is_not_asked(rivers):
    (offers,) = rivers.between.routing.offers(operator("harbor"), [rivers.work("rare", "outpost")])
    assert [(each.partner.tenant, str(each.chance.fee)) for each in offers] == [
        ("lindenau", "2.00 EUR"),
        ("outpost", "None"),
    ]
    assert "a fee of 2.00 EUR" in offers[0].says


def test_one_member_may_be_lent_to_by_other_rules_than_all(rivers):
    rivers.rules += "lindenau group=friend : fee none\n"
    rivers.tenants.update(operator(), "lindenau", member_groups={"harbor": "friend"})
    (offers,) = rivers.between.routing.offers(operator("harbor"), [rivers.work("rare", "outpost")])
    assert [each.chance.fee for each in offers if each.partner.tenant == "lindenau"] == [None]
    lent(rivers)
    assert owed(rivers) == []
    rivers.tenants.update(operator(), "lindenau", member_groups={"harbor": ""})
    (offers,) = rivers.between.routing.offers(operator("quay"), [rivers.work("rare", "outpost")])
    assert [str(each.chance.fee) for each in offers if each.partner.tenant == "lindenau"] == ["2.00 EUR"]


def test_a_copy_that_is_lent_is_charged_and_one_that_is_not_costs_nothing(rivers):
    rivers.ask_any()
    assert owed(rivers) == []
    rivers.refuse("lindenau")
    assert owed(rivers) == []
    asked, _ = lent(rivers)
    assert owed(rivers) == [("Lending", "2.00 EUR", "2.00 EUR")]
    (charge,) = rivers.between.owing.owed(operator("harbor")).items
    assert (charge.partner, charge.request.id) == ("member-lindenau", asked.id)
    assert owed(rivers, "outpost") == owed(rivers, "lindenau") == []


def test_what_is_charged_for_no_loan_is_of_no_request(rivers):
    rivers.ask_any()
    account = account_of(rivers.names, "lindenau", "member-harbor")
    charge = Entry(EntryKind.CHARGE, Money(500, "EUR"), rivers.now, "clerk")
    rivers.write_put(rivers.register.charge("lindenau", account, FeeType.OTHER, charge)[1])
    (mine,) = rivers.between.owing.owed(operator("harbor")).items
    assert (mine.partner, str(mine.amount), mine.request) == ("member-lindenau", "5.00 EUR", None)


def test_both_see_with_the_request_what_it_costs_and_what_of_it_was_waived_and_not_why(rivers):
    asked, there = lent(rivers)
    rivers.answer("lindenau", there.iri, Step.GIVE_UP)
    (fee, *_) = rivers.register.fees_of_loans("lindenau", [there.loan])[0]
    off = Entry(EntryKind.WAIVE, Money(-fee.remaining.minor, "EUR"), rivers.now, "clerk", note="a favour")
    rivers.write_put(rivers.register.entry(fee, off)[1])
    (mine,), (theirs,) = (
        rivers.between.owing.about(operator(tenant), [request])
        for tenant, request in (("harbor", asked), ("lindenau", there))
    )
    assert [(each.type, each.amount, each.remaining) for each in mine] == [
        (each.type, each.amount, each.remaining) for each in theirs
    ]
    assert {(each.type.value, str(each.amount)) for each in mine} == {
        ("Lending", "2.00 EUR"),
        ("LostItem", "30.00 EUR"),
        ("LostProcessing", "3.00 EUR"),
    }
    assert sum(each.remaining.minor for each in mine) == 3500 - fee.remaining.minor
    assert "favour" not in repr(mine)
    assert "/lindenau/patrons/" not in repr(mine)


def test_what_is_owed_is_read_in_pages_the_latest_of_all_lenders_first_and_nothing_twice_or_missed(world):
    for number in range(1, 10):
        world.charge(LENDERS[number % 3], number)
    found, after = [], None
    while True:
        part = world.owed(Page(2, after))
        found += [each.amount.minor for each in part.items]
        if not part.has_next:
            break
        after = part.cursors[-1]
        world.charge(LENDERS[0], 100)
    assert [each for each in found if each < 100] == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert found.count(100) == 0, "what came since stands before it"
    assert world.owed(Page(1)).total == 9 + 4
    within = world.owed(Page(13))
    assert [each.amount.minor for each in world.owed(Page(3, within.cursors[6])).items] == [6, 5, 4]


def test_how_much_is_read_of_what_is_owed_does_not_grow_with_it(world):
    read = []
    world.owed(Page(1))  # who the libraries are is read once
    for many in (9, 60):
        for number in range(many):
            world.charge(LENDERS[number % 3], number + 1)
        before = world.store.read_of
        world.owed(Page(3))
        read.append(world.store.read_of - before)
    assert read[0] == read[1]


def test_a_marker_that_was_not_handed_out_is_refused(world):
    for number in range(3):
        world.charge(LENDERS[0], number + 1)
    for wrong in ("x", "e30", "bnVsbA", "eyJxdWF5IjoieCJ9"):
        if wrong == "e30":  # nothing is read of anybody yet: the beginning
            assert len(world.owed(Page(3, wrong)).items) == 3
        else:
            with pytest.raises(InvalidCursor):
                world.owed(Page(3, wrong))


def test_what_was_charged_is_told_with_its_day_where_the_library_is(rivers):
    east = rivers.between.owing
    east._zone_of = lambda _: ZoneInfo("Pacific/Kiritimati")
    lent(rivers)
    (charge,) = east.owed(operator("harbor")).items
    assert charge.day == charge.at.astimezone(ZoneInfo("Pacific/Kiritimati")).date()
    assert charge.day != charge.at.date()
