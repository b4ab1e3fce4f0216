"""What an item can be had for follows from its status, the lending rules and its holdings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.catalogue.model import Resource
from graph.circulation.offers import BACK, INTERLOAN, Lent, Service, offers
from graph.holdings.model import Item
from graph.holdings.status import STATUS, Daia, ItemStatus, Whereabouts

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
RESOURCE = Resource("i", ("bf:Item",), {}, (), "1", NOW, NOW)
ITEM = Item("i", "harbor", None, None, None, None, None, None, None, None, None, (), (), ItemStatus.AVAILABLE, RESOURCE)


def test_every_status_in_which_an_item_cant_be_had_says_when_it_can_again() -> None:
    assert set(BACK) == {row.status for row in STATUS if row.daia is Daia.UNAVAILABLE}


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row.status.value)
def test_an_item_can_be_had_as_its_status_says(row) -> None:
    found = offers(replace(ITEM, status=row.status), Lent.EVERYBODY, None, NOW)
    assert [each.service for each in found] == (
        [] if row.daia is Daia.OMITTED else [Service.PRESENTATION, Service.LOAN]
    )
    assert all(each.available is (row.daia is not Daia.UNAVAILABLE) for each in found)
    assert all(each.approval is (row.daia is Daia.APPROVAL) for each in found)


@pytest.mark.parametrize("row", INTERLOAN, ids=lambda row: row.says)
def test_interloan_is_offered_as_the_holdings_say(row) -> None:
    found = offers(ITEM, Lent.NOBODY, row.says, NOW)[-1]
    assert (found.service, found.available, found.approval) == (Service.INTERLOAN, row.available, row.approval)


def test_what_is_lent_to_nobody_is_there_to_be_used_in_the_house() -> None:
    in_house, loan = offers(ITEM, Lent.NOBODY, "unknown", NOW)
    assert (in_house.available, loan.available) == (True, False)
    in_house, loan = offers(ITEM, Lent.SOME, None, NOW)
    assert (in_house.some_only, loan.some_only) == (False, True)


@pytest.mark.parametrize(("days", "is_told"), [(3, True), (-3, False)])
def test_an_overdue_item_is_expected_on_no_day(days: int, is_told: bool) -> None:
    due = NOW + timedelta(days=days)
    lent = replace(ITEM, status=ItemStatus.CHECKED_OUT, whereabouts=Whereabouts(due_at=due))
    for each in offers(lent, Lent.EVERYBODY, None, NOW):
        assert each.expected == (due if is_told else None)
        assert each.likely
