"""What a desk has to do: which copies it takes from its shelves, what is on its way, and who waits."""

from __future__ import annotations

import pytest

from graph.access.model import Forbidden
from graph.circulation.errands import Direction, Wanted, shelf_order
from graph.circulation.model import RequestLevel, RequestState, TransitReason
from graph.circulation.refusals import Override
from graph.circulation.requesting import Wish
from graph.circulation.rules.model import RequestType
from tests.graph.circulation.lending_desk import House


@pytest.fixture
def desk(house):
    """Two copies in the stacks, one at the branch; P1 and P2 are readers."""
    house.book("31", "32")
    house.book("41", work="w4", location="branch-shelves")
    house.patron("P1")
    house.patron("P2")
    return house


def pulled(desk, point="main"):
    """What is on the pick list of a point, which is what somebody finds there who has looked at nothing before."""
    new = House(desk.store)
    new.now = desk.now
    (found,), (anew,) = (each.circulation.errands.pick_lists(desk.staff, [desk.point(point)]) for each in (desk, new))
    assert found == anew
    return [(each.item, each.request.patron) for each in found]


def wish(desk, barcode, patron, point="main", **more):
    asked = Wish(desk.item(barcode), pickup=desk.point(point), **more)
    return desk.circulation.requesting.place(desk.staff, patron, asked).request


def test_a_copy_that_was_chosen_is_pulled_where_it_stands_and_not_where_it_is_fetched(desk) -> None:
    request = wish(desk, "41", "P1")
    assert request.type is RequestType.PAGE
    assert pulled(desk) == []
    assert pulled(desk, "branch") == [(desk.item("41"), request.patron)]


def test_whoever_waits_is_served_by_what_came_home_past_them(desk) -> None:
    desk.lending.check_out(desk.staff, "31", "P2", desk.point())
    desk.lending.check_out(desk.staff, "32", "P2", desk.point())
    waiting = wish(desk, "31", "P1")
    desk.circulation.queueing.suspend(desk.staff, waiting.iri, desk.now.date().replace(month=4))
    desk.returning.check_in(desk.staff, "31", desk.point())
    assert pulled(desk) == []
    desk.circulation.queueing.suspend(desk.staff, waiting.iri, None)
    assert pulled(desk) == [(desk.item("31"), waiting.patron)]
    desk.returning.check_in(desk.staff, "31", desk.point())
    assert pulled(desk) == []


def test_a_copy_at_home_where_it_is_fetched_comes_before_another(desk) -> None:
    desk.book("50", work="w5")
    desk.book("51", work="w5", edition="b", location="branch-shelves")
    for barcode in ("50", "51"):
        desk.lending.check_out(desk.staff, barcode, "P2", desk.point())
    asked = Wish(desk.work("w5"), RequestLevel.WORK, pickup=desk.point("branch"))
    waiting = desk.circulation.requesting.place(desk.staff, "P1", asked).request
    desk.circulation.queueing.suspend(desk.staff, waiting.iri, desk.now.date().replace(month=4))
    desk.returning.check_in(desk.staff, "50", desk.point())
    desk.returning.check_in(desk.staff, "51", desk.point("branch"))
    desk.circulation.queueing.suspend(desk.staff, waiting.iri, None)
    assert (pulled(desk), pulled(desk, "branch")) == ([], [(desk.item("51"), waiting.patron)])


def test_a_pick_list_is_walked_along_the_shelves(desk) -> None:
    desk.book("60", "61", "62", work="w6")
    for barcode, mark in (("60", "QA 100"), ("61", "qa 9"), ("62", "B 2")):
        desk.edit(barcode, **{"bf:shelfMark": [{"@id": "#mark", "@type": ["bf:ShelfMark"], "rdf:value": [mark]}]})
        wish(desk, barcode, "P1")
    assert [item for item, _ in pulled(desk)] == [desk.item(each) for each in ("62", "61", "60")]
    assert sorted(["QA 100", "QA 9 .b", "qa 9 .A2", "B"], key=shelf_order) == ["B", "qa 9 .A2", "QA 9 .b", "QA 100"]


def test_things_on_their_way_are_told_at_both_ends_until_they_arrive(desk) -> None:
    request = wish(desk, "31", "P1", "branch")
    desk.returning.check_in(desk.staff, "31", desk.point())
    desk.returning.check_in(desk.staff, "32", desk.point("branch"))
    errands, points = desk.circulation.errands, [desk.point("main"), desk.point("branch")]
    (main, branch) = errands.transits(desk.staff, points, Direction.TO)
    assert [(each.item, each.reason) for each in main] == [(desk.item("32"), TransitReason.HOME)]
    assert [(each.item, each.request) for each in branch] == [(desk.item("31"), request.iri)]
    assert errands.transits(desk.staff, points, Direction.FROM) == [branch, main]
    desk.returning.check_in(desk.staff, "31", desk.point("branch"))
    desk.returning.check_in(desk.staff, "32", desk.point())
    assert errands.transits(desk.staff, points, Direction.TO) == [(), ()]


def test_open_requests_are_one_list_the_oldest_first(desk) -> None:
    first = wish(desk, "31", "P1")
    desk.later(minutes=1)
    second = wish(desk, "41", "P2", "branch")
    desk.later(minutes=1)
    ended = wish(desk, "32", "P2")
    desk.circulation.queueing.cancel(desk.staff, ended.iri)
    ready = desk.returning.check_in(desk.staff, "41", desk.point("branch")).request
    errands = desk.circulation.errands
    assert [each.iri for each in errands.requests(desk.staff)] == [first.iri, second.iri]
    assert errands.requests(desk.staff, Wanted(frozenset({RequestState.AWAITING_PICKUP}))) == (ready,)
    assert errands.requests(desk.staff, Wanted(types=frozenset({RequestType.RECALL}))) == ()
    assert [each.iri for each in errands.requests(desk.staff, Wanted(pickup=desk.point()))] == [first.iri]


def test_a_reader_has_no_part_in_a_desks_work_and_another_library_sees_none(desk) -> None:
    request = wish(desk, "31", "P1")
    reader = desk.actor(desk.register.patrons("harbor", [request.patron])[0])
    errands = desk.circulation.errands
    for ask in (
        lambda: errands.requests(reader),
        lambda: errands.pick_lists(reader, [desk.point()]),
        lambda: errands.transits(reader, [desk.point()], Direction.TO),
    ):
        with pytest.raises(Forbidden):
            ask()
    assert errands.requests(desk.staff.at("lindenau")) == ()
    assert errands.pick_lists(desk.staff.at("lindenau"), [desk.point()]) == [()]


def test_a_pick_list_is_kept_until_something_it_stands_on_changes(desk, monkeypatch) -> None:
    settings = desk.settings("harbor")
    monkeypatch.setattr(desk.desk, "settings", lambda tenant: settings)
    request = wish(desk, "31", "P1")
    assert pulled(desk) == [(desk.item("31"), request.patron)]
    with monkeypatch.context() as kept:
        kept.setattr(desk.desk.chosen, "of", lambda *_: pytest.fail("it is found again"))
        desk.write("lindenau", desk.work("w1", "lindenau"), {"@type": ["bf:Work"]})
        assert pulled(desk) == [(desk.item("31"), request.patron)]
        assert pulled(desk, "branch") == []
    other = wish(desk, "32", "P2")
    assert pulled(desk) == [(desk.item("31"), request.patron), (desk.item("32"), other.patron)]
    desk.edit("32", **{"lsp:marker": ["Missing"]})
    assert pulled(desk) == [(desk.item("31"), request.patron)]
    desk.edit("31", **{"lsp:location": [{"@id": desk.location("branch-shelves")}]})
    assert pulled(desk) == []
    assert pulled(desk, "branch") == [(desk.item("31"), request.patron)]


def test_a_chosen_copy_that_somebody_else_gets_or_that_goes_home_otherwise_is_pulled_no_more(desk) -> None:
    request = wish(desk, "31", "P1")
    assert pulled(desk) == [(desk.item("31"), request.patron)]
    let = Override(frozenset({"REQUESTED_BY_ANOTHER"}), "reading group")
    desk.lending.check_out(desk.staff, "31", "P2", desk.point(), override=let)
    assert pulled(desk) == []
    desk.returning.check_in(desk.staff, "31", desk.point())
    assert pulled(desk) == []
    desk.circulation.queueing.cancel(desk.staff, request.iri)
    again = wish(desk, "31", "P2")
    assert pulled(desk) == [(desk.item("31"), again.patron)]
    desk.circulation.losses.mark_missing(desk.staff, "31")
    assert pulled(desk) == []


def test_requests_are_told_as_they_are_whatever_was_known_of_them(desk) -> None:
    errands, queueing = desk.circulation.errands, desk.circulation.queueing
    first, second = wish(desk, "31", "P1"), wish(desk, "32", "P2")
    assert {each.iri for each in errands.requests(desk.staff)} == {first.iri, second.iri}
    queueing.suspend(desk.staff, first.iri, desk.now.date().replace(month=4))
    third = wish(desk, "41", "P1", "branch")
    put_off = {each.iri: each.suspended_until is not None for each in errands.requests(desk.staff)}
    assert put_off == {first.iri: True, second.iri: False, third.iri: False}
    queueing.cancel(desk.staff, second.iri)
    desk.privacy().erase(desk.staff, second.patron)
    assert {each.iri for each in errands.requests(desk.staff)} == {first.iri, third.iri}
    assert {patron for _, patron in pulled(desk, "branch")} == {third.patron}


def test_how_many_wait_does_not_change_how_often_the_store_is_asked(desk) -> None:
    calls: list[str] = []

    class Counting:
        def __getattr__(self, name):
            calls.append(name)
            return getattr(desk.store, name)

    counted = House(Counting())  # type: ignore[arg-type]
    counted.circulation.errands.pick_lists(desk.staff, [desk.point()])
    found = []
    for numbers in (range(1), range(1, 12)):
        for n in numbers:
            desk.book(f"7{n}", f"8{n}", work=f"w7{n}")
            desk.patron(f"Q{n}")
            wish(desk, f"7{n}", f"Q{n}")
            desk.returning.check_in(desk.staff, f"8{n}", desk.point("branch"))
        calls.clear()
        assert counted.circulation.errands.pick_lists(desk.staff, [desk.point()])[0]
        counted.circulation.errands.transits(desk.staff, [desk.point()], Direction.TO)
        found.append(len(calls))
    assert found[0] == found[1]
