"""What keeps an item in the house from being withdrawn, deleted or marked."""

from __future__ import annotations

from graph.circulation.hindering import Hindering
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish


def test_every_reason_is_told_of_each_item_and_none_of_what_stands_free(house) -> None:
    house.book("31", "32", "33", "34")
    for barcode in ("P1", "P2", "P3"):
        house.patron(barcode)
    house.lending.check_out(house.staff, "31", "P1", house.point())
    for target in ("31", "32"):
        wish = Wish(house.item(target), RequestLevel.ITEM, None, house.point("main"))
        house.circulation.requesting.place(house.staff, "P2", wish)
    house.returning.check_in(house.staff, "33", house.point("branch"))
    found = Hindering(house.store).hindrances("harbor", [house.item(each) for each in ("31", "32", "33", "34")])
    assert [[each.code for each in reasons] for reasons in found] == [
        ["ON_LOAN", "REQUESTED"],
        ["KEPT"],
        ["IN_TRANSIT"],
        [],
    ]
    assert Hindering(house.store).hindrances("lindenau", [house.item("31")]) == [()]
    assert not any("P1" in each.message or "P2" in each.message for reasons in found for each in reasons)
