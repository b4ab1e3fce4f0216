"""What a library's figures count, against a small history made by hand: two books, three patrons, one day at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Never
from zoneinfo import ZoneInfo

import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.backends.sqlite.store import SqliteStore
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.insights.ledger import Ledger
from graph.insights.model import Act, Counts, Figures, InvalidSpan, Period, Split, Step, Trait, periods_of
from graph.insights.service import FigureService, groups_shown
from graph.patrons.fees import FeeService
from graph.patrons.model import FeeType
from graph.store.errors import Unavailable
from graph.store.followed import LogNote
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind
from graph.store.portable import Portable
from mappings.money import Money
from tests.graph.circulation.lending_desk import House

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
PEOPLE = ("P1", "P2", "P3", "P4", "P5")


class Library(House):
    """A house with its figures."""

    def __init__(self, folder: Path, zone: str = "UTC", store: Portable | None = None) -> None:
        super().__init__(store or MemoryStore())
        self.folder = folder
        self.fee_desk = FeeService(self.register, lambda: self.now)
        self.figures_of = FigureService(self.ledger(), lambda _: ZoneInfo(zone))

    def ledger(self) -> Ledger:
        note = LogNote(self.folder / "note")
        return Ledger(self.folder / "figures", self.folder / "lock", note, self.store, self.everything)

    def figures(
        self, first: date = MARCH[0], last: date = MARCH[1], step: Step = Step.MONTH, actor: Actor | None = None
    ) -> Figures:
        return self.figures_of.figures(actor or self.staff, first, last, step)

    def rebuilt(self) -> Figures:
        """The figures from a ledger made anew."""
        for each in (self.folder / "figures").iterdir():
            each.unlink()
        return self.figures()


@pytest.fixture(params=["memory", "sqlite"])
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.sqlite")
    made = Library(tmp_path, store=store)
    made.book("1", "2")
    made.book("3", work="w2", type="map", location="branch-shelves")
    for barcode in PEOPLE:
        made.patron(barcode)
    yield made
    store.close()


def lent(library: Library, barcode: str, patron: str = "P1", point: str = "main") -> str:
    return library.lending.check_out(library.staff, barcode, patron, library.point(point)).loan.iri


def brought(library: Library, barcode: str, point: str = "main") -> None:
    library.returning.check_in(library.staff, barcode, library.point(point))


def lending(found: Figures) -> tuple[dict[Act, int], tuple[Money, ...]]:
    assert found.lending is not None
    return found.lending.total.acts, found.lending.total.money


def by(found: Figures, split: Split, act: Act = Act.LOAN) -> dict[str | None, int]:
    assert found.lending is not None
    keyed = ((None if each.key is None else each.key.rpartition("/")[2], each) for each in found.lending.shares[split])
    return {key: each.counts.of(act) for key, each in keyed if each.counts.of(act)}


def a_month(library: Library) -> None:
    """Two loans and a renewal, two returns (one late), a use, a request, a payment."""
    first = lent(library, "1")
    lent(library, "3", "P2", "branch")
    library.later(days=10)
    library.lending.renew(library.staff, first)
    placed = Wish("3", RequestLevel.ITEM, None, library.point("branch"))
    library.circulation.requesting.place(library.staff, "P3", placed)
    brought(library, "1")
    brought(library, "2")
    patron = library.patron("P1")
    fee = library.fee_desk.charge(library.staff, patron.iri, FeeType.DAMAGE, Money(500, "EUR"))
    library.fee_desk.pay(library.staff, [fee.iri], Money(300, "EUR"))
    library.fee_desk.refund(library.staff, fee.iri, Money(100, "EUR"), "too much")


COUNTED = {Act.LOAN: 2, Act.RETURN: 1, Act.RENEWAL: 1, Act.REQUEST: 1, Act.USE: 1}


def test_each_act_at_a_desk_counts_once_and_money_given_back_is_taken_off(library: Library) -> None:
    a_month(library)
    assert lending(library.figures()) == (COUNTED, (Money(200, "EUR"),))
    assert library.figures().event == library.store.position()


def test_a_ledger_made_anew_counts_the_same(library: Library) -> None:
    a_month(library)
    before = library.figures()
    assert library.rebuilt() == before


def test_each_act_falls_to_its_place_kind_and_group(library: Library) -> None:
    a_month(library)
    found = library.figures()
    assert by(found, Split.POINT) == {"main": 1, "branch": 1}
    assert by(found, Split.LOCATION) == {"stacks": 1, "branch-shelves": 1}
    assert by(found, Split.MATERIAL_TYPE) == {"book": 1, "map": 1}
    assert by(found, Split.GROUP) == {"adult": 2}
    assert by(found, Split.LOCATION, Act.REQUEST) == {"branch-shelves": 1}
    assert by(found, Split.MATERIAL_TYPE, Act.USE) == {"book": 1}


def test_a_period_is_set_beside_as_many_days_before_it(library: Library) -> None:
    lent(library, "1")
    library.later(days=2)
    lent(library, "2", "P2")
    found = library.figures(date(2026, 3, 3), date(2026, 3, 4), Step.DAY).lending
    assert found is not None
    assert (found.total.of(Act.LOAN), found.before.of(Act.LOAN)) == (1, 1)
    assert [(each.first.day, counts.of(Act.LOAN)) for each, counts in found.periods] == [(3, 0), (4, 1)]


def test_days_are_those_of_the_library_wherever_the_server_is(tmp_path: Path) -> None:
    library = Library(tmp_path, "Pacific/Auckland")  # 23:00 of the same day there
    library.book("1", "2")
    library.patron("P1")
    library.now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    lent(library, "1")
    library.later(hours=2)
    lent(library, "2")
    found = library.figures(date(2026, 3, 2), date(2026, 3, 3), Step.DAY).lending
    assert found is not None
    assert [counts.of(Act.LOAN) for _, counts in found.periods] == [1, 1]


def test_loans_count_on_when_their_holders_are_forgotten_and_once(library: Library) -> None:
    a_month(library)
    brought(library, "3", "branch")
    before = library.figures()
    library.limits = replace(library.limits, history_days=0)
    library.later(days=1)
    assert library.privacy().anonymise(library.staff, 0) > 0
    assert library.figures().lending == before.lending
    assert lending(library.rebuilt())[0] == lending(before)[0]


def test_the_ledger_names_no_loan_that_names_a_patron_and_no_erased_one(library: Library) -> None:
    first = lent(library, "1")
    brought(library, "1")
    library.figures()
    patron = library.patron("P1")
    library.privacy().erase(library.staff, patron.iri)
    library.figures()
    with library.ledger().read() as (connection, _, _):
        assert patron.iri not in "\n".join(connection.iterdump())
        rows = connection.execute("SELECT * FROM act").fetchall()
    assert rows
    assert not any(first.rpartition("/")[2] in row or patron.iri in row for row in rows)


def test_who_is_erased_while_the_store_goes_away_is_looked_for_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.figures()
    patron = library.patron("P1")
    library.privacy().erase(library.staff, patron.iri)

    def away(*_: object) -> Never:
        raise Unavailable("The store is away.")

    with monkeypatch.context() as broken:
        broken.setattr(library.store, "read", away)
        with pytest.raises(Unavailable):
            library.figures()
    library.figures()
    with library.ledger().read() as (connection, _, _):
        assert patron.iri not in "\n".join(connection.iterdump())


def test_groups_of_fewer_than_five_people_are_told_together_with_others() -> None:
    loans = {"adult": counted(9), "child": counted(4), "staff": counted(2), "guest": counted(1)}
    shown = groups_shown(loans, {"adult": 50, "child": 6, "staff": 3, "guest": 2})
    assert [(each.key, each.counts.of(Act.LOAN)) for each in shown] == [("adult", 9), ("child", 4), (None, 3)]


def test_a_single_small_group_takes_the_next_one_with_it() -> None:
    """Else what is left of the total would tell of it."""
    loans = {"adult": counted(9), "child": counted(4), "guest": counted(1)}
    shown = groups_shown(loans, {"adult": 50, "child": 6, "guest": 2})
    assert [(each.key, each.counts.of(Act.LOAN)) for each in shown] == [("adult", 9), (None, 5)]


def test_which_groups_are_told_together_does_not_depend_on_who_borrowed() -> None:
    shown = groups_shown({"child": counted(4), "adult": counted(9)}, {"adult": 50, "child": 6, "guest": 2})
    assert [(each.key, each.counts.of(Act.LOAN)) for each in shown] == [("adult", 9), (None, 4)]
    assert groups_shown({"adult": counted(9)}, {"adult": 50, "guest": 4, "staff": 4})[0].key == "adult"


def test_who_is_in_no_group_is_told_together_with_the_smallest_one() -> None:
    loans = {"adult": counted(9), "child": counted(4), None: Counts({Act.LOAN: 1, Act.USE: 7})}
    shown = groups_shown(loans, {"adult": 50, "child": 6, "": 1})
    assert [(each.key, each.counts.of(Act.LOAN), each.counts.of(Act.USE)) for each in shown] == [
        ("adult", 9, 0),
        (None, 5, 0),
    ]
    used = {"adult": counted(9), "child": counted(4), None: Counts({Act.USE: 7})}
    assert [each.key for each in groups_shown(used, {"adult": 50, "child": 6})] == ["adult", "child"]


def test_of_a_few_people_nothing_is_told_by_group(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.book("1")
    library.patron("P1")
    lent(library, "1")
    assert by(library.figures(), Split.GROUP) == {}
    assert by(library.figures(), Split.POINT) == {"main": 1}


def test_who_was_erased_does_not_make_a_group_larger(library: Library) -> None:
    lent(library, "1")
    library.privacy().erase(library.staff, library.patron("P5").iri)
    assert by(library.figures(), Split.GROUP) == {}


def counted(loans: int) -> Counts:
    return Counts({Act.LOAN: loans})


def test_the_collection_is_counted_as_it_was_at_the_end(library: Library) -> None:
    describe(library)
    lent(library, "1")
    found = library.figures().collection
    assert found is not None
    assert (found.titles, found.editions, found.copies, found.never_lent, found.turnover) == (2, 2, 3, 2, 1 / 3)
    assert dict(found.traits[Trait.TYPE]) == {"Text": 1, None: 1}
    assert dict(found.traits[Trait.LANGUAGE]) == {"pol": 1, None: 1}
    assert dict(found.traits[Trait.DECADE]) == {"1990": 1, None: 1}
    assert {(key or "").rpartition("/")[2]: n for key, n in found.traits[Trait.LOCATION]} == {
        "stacks": 2, "branch-shelves": 1,
    }  # fmt: skip
    assert dict(found.traits[Trait.MATERIAL_TYPE]) == {"book": 2, "map": 1}
    assert found.most_lent == ((library.work("w1"), 1),)
    earlier = library.figures(date(2026, 2, 1), date(2026, 2, 28)).collection
    assert earlier is not None
    assert (earlier.titles, earlier.copies, earlier.turnover) == (0, 0, None)


def describe(library: Library) -> None:
    """Say more of the first book."""
    library.write("harbor", library.work("w1"), {
        "@type": ["bf:Work", "bf:Text"],
        "bf:language": [{"@id": "http://id.loc.gov/vocabulary/languages/pol"}],
    })  # fmt: skip
    library.write("harbor", library.names.resource("harbor", "instances", "w1"), {
        "@type": ["bf:Instance"],
        "bf:instanceOf": [{"@id": library.work("w1")}],
        "bf:provisionActivity": [{"@id": "#p", "@type": ["bf:Publication"], "bf:date": ["1994"]}],
    })  # fmt: skip


def test_copies_that_are_withdrawn_or_deleted_are_gone_from_then_on(library: Library) -> None:
    library.later(days=31)
    library.edit("1", **{"lsp:lifecycle": ["Withdrawn"]})
    key = Key(library.names.graph("harbor", GraphKind.CATALOGUE), library.item("2"))
    library.store.commit(Change(Cause("test", "edit", library.now), deletes=(Delete(key, ANY),)), library.everything)
    found = library.figures(MARCH[0], date(2026, 4, 30)).collection
    assert found is not None
    assert found.copies == 1
    assert [(each.added, each.withdrawn) for each in found.periods] == [(3, 0), (0, 2)]
    march = library.figures().collection
    assert march is not None
    assert march.copies == 3


def test_a_copy_that_is_hidden_from_the_public_is_still_one_copy(library: Library) -> None:
    shown = Key(library.names.graph("harbor", GraphKind.CATALOGUE), library.item("1"))
    (document,) = library.store.read([shown], library.everything)
    assert document is not None
    kept = Put(Key(library.names.graph("harbor", GraphKind.STAFF), shown.iri), document.body, ANY)
    cause = Cause("test", "edit", library.now)
    library.store.commit(Change(cause, (kept,), (Delete(shown, ANY),)), library.everything)
    found = library.figures().collection
    assert found is not None
    assert (found.copies, found.periods[0].withdrawn) == (3, 0)


def test_one_library_counts_nothing_of_another(library: Library) -> None:
    library.book("1", tenant="lindenau")
    a_month(library)
    found = library.figures(actor=operator("lindenau"))
    assert lending(found) == ({}, ())
    assert found.collection is not None
    assert (found.collection.titles, found.collection.copies, found.collection.most_lent) == (1, 1, ())


@pytest.mark.parametrize(
    ("permission", "lends", "collects"),
    [
        (Permission.CATALOGUE_READ, False, True),
        (Permission.CIRCULATION_READ, True, False),
        (Permission.TENANT_ADMIN, True, False),
    ],
)
def test_each_sees_what_their_work_is_about(
    library: Library, permission: Permission, lends: bool, collects: bool
) -> None:
    found = library.figures(actor=Actor("a", "A", "harbor", {"harbor": frozenset({permission})}))
    assert (found.lending is not None, found.collection is not None) == (lends, collects)


def test_who_does_not_work_here_sees_nothing(library: Library) -> None:
    for actor in (Actor("a", "A", "harbor"), library.actor(library.patron("P1"))):
        with pytest.raises(Forbidden):
            library.figures(actor=actor)


def test_days_weeks_and_months_are_cut_at_the_ends_of_a_span() -> None:
    span = Period(date(2026, 2, 26), date(2026, 3, 10))
    assert [each.days for each in periods_of(span, Step.MONTH)] == [3, 10]
    assert [each.days for each in periods_of(span, Step.WEEK)] == [4, 7, 2]
    assert len(periods_of(span, Step.DAY)) == 13
    assert [each.last.month for each in periods_of(Period(date(2025, 11, 5), date(2026, 1, 2)), Step.MONTH)] == [
        11, 12, 1,
    ]  # fmt: skip
    for wrong in (Period(span.last, span.first), Period(date(2020, 1, 1), span.last)):
        with pytest.raises(InvalidSpan):
            periods_of(wrong, Step.DAY)


def test_it_goes_on_where_it_was_and_begins_anew_after_a_restore(library: Library) -> None:
    lent(library, "1")
    library.figures()
    lent(library, "2")
    assert lending(library.figures())[0] == {Act.LOAN: 2}
    (library.folder / "note").write_text("another log", "utf-8")
    assert lending(library.figures())[0] == {Act.LOAN: 2}


def test_a_damaged_ledger_is_made_anew(library: Library) -> None:
    lent(library, "1")
    before = library.figures()
    (library.folder / "figures" / "ledger.sqlite").write_bytes(b"not a database, by any means" * 100)
    for each in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
        (library.folder / "figures" / each).unlink(missing_ok=True)
    assert library.figures() == before


def test_few_may_ask_at_once_and_the_others_are_told(library: Library) -> None:
    ledger = library.ledger()
    with ExitStack() as asking:
        for _ in range(8):
            asking.enter_context(ledger.read())
        with pytest.raises(Unavailable), ledger.read():
            pass
    with ledger.read() as (_, event, last):
        assert event == last
