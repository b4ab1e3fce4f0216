"""What keeps an item in the house from being withdrawn, deleted or marked."""

from __future__ import annotations

import pytest

from graph.circulation.hindering import Hindering
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Delete, Put
from tests.graph.circulation.lending_desk import House


def test_every_reason_is_told_of_each_item_and_none_of_what_stands_free(house) -> None:
    house.book("31", "32", "33", "34")
    for barcode in ("P1", "P2", "P3"):
        house.patron(barcode)
    house.lending.check_out(house.staff, "31", "P1", house.point())
    for target in ("31", "32"):
        wish = Wish(house.item(target), RequestLevel.ITEM, None, house.point("main"))
        house.circulation.requesting.place(house.staff, "P2", wish)
    house.returning.check_in(house.staff, "33", house.point("branch"))
    hindering = Hindering(house.store, house.names)
    found = [each.reasons for each in hindering.hindrances("harbor", [house.item(n) for n in ("31", "32", "33", "34")])]
    assert [[each.code for each in reasons] for reasons in found] == [
        ["ON_LOAN", "REQUESTED"],
        ["KEPT"],
        ["IN_TRANSIT"],
        [],
    ]
    assert [each.reasons for each in hindering.hindrances("lindenau", [house.item("31")])] == [()]
    assert not any("P1" in each.message or "P2" in each.message for reasons in found for each in reasons)


def test_what_was_decided_about_an_item_fails_where_it_was_in_somebodys_hands_since(house) -> None:
    hindering, item = Hindering(house.store, house.names), house.item("31")
    house.book("31")
    house.patron("P1")
    for hands in (
        lambda: house.lending.check_out(house.staff, "31", "P1", house.point()),
        lambda: house.returning.check_in(house.staff, "31", house.point()),
    ):
        (found,) = hindering.hindrances("harbor", [item])
        hands()
        with pytest.raises(Conflict):
            write(house, found.still)
        write(house, hindering.hindrances("harbor", [item])[0].still)


def write(house: House, still: Put | Delete | None) -> None:
    assert still is not None
    puts, deletes = ((still,), ()) if isinstance(still, Put) else ((), (still,))
    house.store.commit(Change(Cause("test", "edit", house.now), puts, deletes), house.everything)
