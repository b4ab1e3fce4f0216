"""What members charge each other for what they lend: by their own rules, told before they are asked."""

from __future__ import annotations

import pytest

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.patrons.libraries import account_of
from graph.patrons.model import Entry, EntryKind, FeeType
from graph.workflows.interlending.steps import Side, Step
from mappings.money import Money
from tests.graph.workflows.rivers import Rivers


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
        (each.type.value, str(each.amount), str(each.remaining)) for each in rivers.between.owing.owed(operator(tenant))
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
    (charge,) = rivers.between.owing.owed(operator("harbor"))
    assert (charge.partner, charge.request.id) == ("member-lindenau", asked.id)
    assert owed(rivers, "outpost") == owed(rivers, "lindenau") == []


def test_what_is_charged_for_no_loan_is_of_no_request(rivers):
    rivers.ask_any()
    account = account_of(rivers.names, "lindenau", "member-harbor")
    charge = Entry(EntryKind.CHARGE, Money(500, "EUR"), rivers.now, "clerk")
    rivers.write_put(rivers.register.charge("lindenau", account, FeeType.OTHER, charge)[1])
    (mine,) = rivers.between.owing.owed(operator("harbor"))
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
