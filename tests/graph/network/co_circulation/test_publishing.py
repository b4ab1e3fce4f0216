"""Co-circulation of two libraries of a network, from loans made at their desks to what stands beside a work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from graph.access.model import ROLES, Actor, Forbidden, SharingLevel, network_owner, operator
from graph.backends.memory import MemoryStore
from graph.backends.sqlite.store import SqliteStore
from graph.network.clusters.deciding import Clustering
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.network.co_circulation.clearing import Clearing
from graph.network.co_circulation.documents import TOGETHER
from graph.network.co_circulation.model import InvalidCoCirculation, Together, Window, last_window, next_day
from graph.network.co_circulation.service import CoCirculation
from graph.patrons.model import Contact
from graph.store.model import ANY, Cause, Key, Put
from graph.store.names import GraphKind
from graph.store.portable import Portable
from graph.store.scope import Scope, grant
from graph.tenants.model import NotAMember, Sharing
from graph.tenants.partners import Partner, PartnerService
from graph.tenants.service import TenantService
from graph.tenants.texts import StaleSettings
from graph.workflows.interlending.accounts import Accounts
from tests.graph.circulation.lending_desk import House

K = 5
SPRING = Window(date(2026, 1, 1), date(2026, 4, 1))
COORDINATOR = Actor("c", "C", None, {network_owner("rivers"): ROLES["coordinator"]})
READER = Scope((grant({GraphKind.NETWORK}, {"rivers", "lakes"}),))


class Rivers(House):
    """Harbor and Lindenau, which both belong to the rivers and the lakes and let the rivers count."""

    def __init__(self, store: Portable) -> None:
        super().__init__(store)
        self.tenants = TenantService(store, self.names, lambda: self.now)
        for network in ("rivers", "lakes"):
            self.tenants.create_network(operator(), network, {"en": network})
        for tenant in ("harbor", "lindenau"):
            self.tenants.create_tenant(operator(), tenant, {"en": tenant}, networks=("rivers", "lakes"))
            self.tenants.pool(operator(tenant), tenant, "rivers")
        clusters = Clustering(store, self.names, lambda: self.now, None)  # type: ignore[arg-type] - none are made
        clearing = Clearing(store, lambda: self.now)
        self.counting = CoCirculation(
            store, self.names, lambda: self.now, self.tenants, self.register, clusters.of_works, clearing
        )
        for work in ("w1", "w2", "w3"):
            key = cluster_key(self.names, "rivers", work)
            members = [self.work(work, tenant) for tenant in ("harbor", "lindenau")]
            self.write_put(Put(key, cluster_node(key.iri, members, []), ANY))
        self.counting.settle(COORDINATOR, "rivers", K, 3)
        self.readers = 0

    def read_both(
        self, count: int, tenant: str = "harbor", works: tuple[str, ...] = ("w1", "w2"), **more: object
    ) -> None:
        """So many new patrons of a library each borrow a copy of these works."""
        for _ in range(count):
            self.readers += 1
            patron = self.patron(f"R{self.readers}", tenant, **more)
            for work in works:
                self.book(copy := f"{work}-{self.readers}", work=work, tenant=tenant)
                self.circulation.lending.check_out(operator(tenant), copy, patron.barcode, self.point(tenant=tenant))

    def publish(self, network: str = "rivers") -> int | None:
        """Publish what is due; how many pairs there are, None where nothing was."""
        found = self.counting.publish(operator(), network)
        return None if found is None else found.pairs

    def told(self, work: str = "w1", tenant: str = "harbor") -> list[tuple[str, int]]:
        (found,) = self.counting.together([self.work(work, tenant)], READER)
        return [(each.work.rpartition("/")[2], each.borrowers) for each in found]

    def after(self, *day: int) -> None:
        self.now = datetime(*day, 9, tzinfo=UTC)  # type: ignore[arg-type, misc]

    def together_documents(self) -> str:
        """What is said of works borrowed together, and was."""
        graph = self.names.network_graph("rivers")
        events = self.store.changes(0, 100_000, READER)
        keys = dict.fromkeys(each.key for event in events for each in event.touched if each.key.graph == graph)
        states = [each.body for some in self.store.history(list(keys), READER) for each in some]
        return repr([each for each in states if each is not None and TOGETHER in each["@type"]])

    def published(self) -> str:
        """Everything that stands in the shared graphs of the networks, and its past."""
        shared = [self.names.network_graph(each) for each in ("rivers", "lakes")]
        keys = [key for graph in shared for key in self.store.scan(graph, READER).keys]
        return repr(self.store.history(keys, READER))


@pytest.fixture(params=["memory", "sqlite"])
def rivers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rivers]:
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.db")
    yield Rivers(store)
    store.close()


def test_what_patrons_of_two_libraries_borrow_is_published_on_the_day_after_the_window_and_stands_beside_both(rivers):
    rivers.read_both(5)
    rivers.read_both(5, "lindenau")
    assert rivers.publish() is None
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 1
    assert rivers.told() == [("w2", 10)]
    assert rivers.told("w2", "lindenau") == [("w1", 10)]
    ((publication,),) = rivers.counting.publications(["rivers"], READER)
    assert (publication.window, publication.k, publication.pairs) == (SPRING, K, 1)


def test_nobody_is_named_in_what_is_published_nor_in_its_past(rivers):
    for number in range(11):
        rivers.read_both(1, contact=Contact(email=f"canary-{number}@example.org"), external_id=f"canary-{number}")
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 1
    shown = rivers.published()
    assert "w1" in shown
    assert not [word for word in ("canary", "/patrons/", "/loans/", "/items/") if word in shown]


def test_a_window_is_published_once_whatever_is_lent_or_settled_afterwards(rivers):
    rivers.read_both(9)
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 1
    rivers.read_both(1)
    before = rivers.published()
    assert rivers.publish() is None
    rivers.counting.settle(COORDINATOR, "rivers", K, 12, if_revision=1)
    assert rivers.publish() is None
    assert rivers.published() == before


def test_a_loan_that_was_counted_is_never_counted_again_in_a_longer_window_or_another_network(rivers):
    rivers.counting.settle(COORDINATOR, "rivers", K, 12, if_revision=1)
    rivers.counting.settle(operator(), "lakes", K, 3)
    rivers.read_both(9)
    rivers.tenants.pool(operator("harbor"), "harbor", "lakes")
    rivers.after(2026, 4, 2)
    assert rivers.publish("lakes") == 1
    rivers.tenants.pool(operator("harbor"), "harbor", "rivers")
    rivers.read_both(1)
    rivers.read_both(6, "lindenau")
    rivers.after(2027, 1, 5)
    assert rivers.publish() == 1
    (last,) = [each for each in rivers.counting.together([rivers.work()], READER)[0] if each.window.end.year == 2027]
    assert last.borrowers == 5, "Harbor's loan of April is in a window that overlaps one it was counted in"


def test_a_library_that_lets_nobody_count_or_shows_its_catalogue_to_nobody_is_not_counted(rivers):
    rivers.read_both(5)
    rivers.read_both(5, "lindenau")
    rivers.tenants.pool(operator("lindenau"), "lindenau", None)
    rivers.tenants.update(operator("harbor"), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 0


def test_a_library_that_turns_private_is_named_no_more_in_what_is_told_nor_from_the_next_run_on_in_what_was_published(
    rivers,
):
    """Lindenau has one work of its own, and the others have a cluster of two libraries."""
    other = rivers.work("w9", "lindenau")
    rivers.read_both(6)
    rivers.read_both(6, "lindenau", works=("w1", "w9"))
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 2
    assert "/harbor/" in rivers.together_documents()
    rivers.tenants.update(operator("harbor"), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    for work in (other, rivers.work("w1"), rivers.work("w1", "lindenau")):
        assert rivers.counting.together([work], READER) == [()]
    before = rivers.store.position()
    assert rivers.counting.publish(operator(), "rivers", dry_run=True) is None
    assert rivers.store.position() == before
    rivers.publish()
    assert "/harbor/" not in rivers.together_documents(), "nor in its past"
    assert "lsp:atLeast" not in rivers.together_documents(), "nor do the numbers stay"
    rivers.read_both(6, "lindenau", works=("w1", "w9"))
    rivers.after(2026, 7, 1)
    assert rivers.publish() == 1
    assert rivers.told("w1", "lindenau") == [("w9", 5)]
    assert "/harbor/" not in rivers.together_documents()


def test_a_library_that_leaves_while_it_is_counted_is_not_published(rivers, monkeypatch):
    rivers.read_both(5)
    rivers.after(2026, 4, 1)
    commit = rivers.store.commit

    def left_first(change, scope):
        if change.cause.command == "co-circulation.publish" and rivers.tenants.tenant("harbor").networks:
            rivers.tenants.leave(operator(), "harbor", "rivers")
            rivers.tenants.leave(operator(), "harbor", "lakes")
        return commit(change, scope)

    monkeypatch.setattr(rivers.store, "commit", left_first)
    assert rivers.publish() is None
    assert rivers.together_documents() == "[]"
    assert rivers.publish() == 0, "what is left is published the next time"


def test_what_others_borrowed_stays_when_a_library_turns_private(rivers):
    rivers.read_both(6, works=("w1", "w8"))
    for work in ("w5", "w6"):
        rivers.work(work, "lindenau")
    rivers.read_both(6, "lindenau", works=("w5", "w6"))
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 2
    before = rivers.told("w5", "lindenau")
    rivers.tenants.update(operator("harbor"), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    assert rivers.told("w5", "lindenau") == before == [("w6", 5)]
    rivers.publish()
    assert rivers.told("w5", "lindenau") == before
    written = rivers.store.position()
    rivers.publish()
    assert rivers.store.position() == written, "nothing is left to clear"


def test_loans_that_are_nobodys_any_more_are_not_counted(rivers):
    rivers.read_both(5)
    rivers.read_both(5, works=("w1", "w3"))
    for reader in range(1, 6):
        rivers.returning.check_in(rivers.staff, f"w1-{reader}", rivers.point())
        rivers.returning.check_in(rivers.staff, f"w2-{reader}", rivers.point())
    rivers.later(days=1)
    assert rivers.privacy().anonymise(rivers.staff, 0) == 10
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 1
    assert rivers.told() == [("w3", 5)]


def test_a_dry_run_tells_what_would_be_published_and_writes_nothing(rivers):
    rivers.read_both(5)
    rivers.after(2026, 4, 1)
    before = rivers.store.position()
    found = rivers.counting.publish(operator(), "rivers", dry_run=True)
    assert found is not None
    assert (found.pairs, rivers.store.position()) == (1, before)


def test_a_network_that_ends_counting_takes_back_what_it_published(rivers):
    rivers.read_both(5)
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 1
    rivers.counting.end(COORDINATOR, "rivers")
    assert rivers.told() == []


def test_only_who_administers_a_network_settles_and_publishes_and_a_library_chooses_among_its_own(rivers):
    elsewhere = Actor("e", "E", None, {network_owner("lakes"): ROLES["coordinator"]})
    for forbidden in (
        lambda: rivers.counting.settle(elsewhere, "rivers", K, 3, 1),
        lambda: rivers.counting.publish(elsewhere, "rivers"),
        lambda: rivers.counting.end(elsewhere, "rivers"),
        lambda: rivers.tenants.pool(elsewhere, "harbor", "lakes"),
    ):
        with pytest.raises(Forbidden):
            forbidden()
    with pytest.raises(NotAMember):
        rivers.tenants.pool(operator("harbor"), "harbor", "hills")
    for k, months in ((4, 3), (5, 4)):
        with pytest.raises(InvalidCoCirculation):
            rivers.counting.settle(COORDINATOR, "rivers", k, months, 1)
    with pytest.raises(StaleSettings):
        rivers.counting.settle(COORDINATOR, "rivers", K, 3)
    rivers.counting.end(COORDINATOR, "rivers")
    assert rivers.counting.poolings(["rivers"]) == [None]


def test_days_of_publication_are_the_same_every_year():
    assert last_window(6, date(2026, 3, 31)) == Window(date(2025, 7, 1), date(2026, 1, 1))
    assert last_window(12, date(2026, 1, 1)) == Window(date(2025, 1, 1), date(2026, 1, 1))
    assert next_day(3, date(2026, 12, 31)) == date(2027, 1, 1)
    assert next_day(6, date(2026, 7, 1)) == date(2027, 1, 1)


def test_the_oldest_of_many_windows_goes_from_what_stands_beside_a_work():
    from graph.network.co_circulation.documents import KEPT, together_node, together_of
    from graph.store.model import Document

    start = Window(date(2020, 1, 1), date(2020, 4, 1))
    node, document = together_node("w", [Together("x", 5, 5, start)], None), None
    for year in range(2021, 2026):
        at = datetime(year, 1, 1, tzinfo=UTC)
        document = Document(Key("https://c.example/graphs/network/rivers", "t"), 1, node, at, at)
        node = together_node("w", [Together("x", 5, 5, Window(date(year, 1, 1), date(year, 4, 1)))], document)
    assert document is not None
    assert [each.window.start.year for each in together_of(document)] == [2024, 2023, 2022, 2021][:KEPT]


def test_a_library_that_borrows_for_its_own_readers_is_no_borrower_in_what_is_published(rivers):
    rivers.read_both(4)
    partner = _member(rivers, "lindenau")
    library, point = Accounts(rivers.register, rivers.names).of("harbor", partner), rivers.point()
    rivers.register.commit("harbor", Cause("", "test", rivers.now), [rivers.register.put_patron(library)])
    for work in ("w1", "w2"):
        rivers.book(copy := f"{work}-lent", work=work)
        rivers.circulation.lending.check_out(operator("harbor"), copy, library.barcode, point)
    rivers.after(2026, 4, 1)
    assert rivers.publish() == 0, "four people, and a library that knows for whom it borrowed"


def _member(rivers: Rivers, slug: str) -> Partner:
    rivers.tenants.update(operator("harbor"), "harbor", member_group=rivers.patron("R0").group)
    partners = PartnerService(rivers.store, rivers.names, lambda: rivers.now, rivers.tenants)
    found = partners.member("harbor", slug)
    assert found is not None
    return found
