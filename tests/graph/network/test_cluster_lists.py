"""What waits for a coordinator and what was decided are read in pages, however much there is, on every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from graph.access.model import operator
from graph.network.clusters import documents, listing
from graph.network.clusters.deciding import Clustering
from graph.network.clusters.documents import Answer, Kind
from graph.network.clusters.following import ClusterFile, ClusterFollower
from graph.network.clusters.grouping import Link, pair
from graph.network.clusters.making import Making
from graph.network.clusters.scoring import Score, Verdict
from graph.store.cursor import write_cursor
from graph.store.errors import InvalidCursor, Unavailable
from graph.store.filelock import FileLock
from graph.store.followed import LogNote
from graph.store.model import ANY, Cause, Change, Delete, Put
from graph.store.names import NETWORKS, Names
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import SystemScope
from graph.tenants.service import TenantService
from tests.graph.counting import Counting

NETWORK = "rivers"
EVERYTHING = SystemScope()
FIRST = Page()
T = TypeVar("T")


class Desk:
    """Writes what waits and what was decided as the documents they are, and reads the lists."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants, folder: Path) -> None:
        self.store, self.names, self.clock, self.tenants, self.folder = store, names, clock, tenants, folder
        self.counted = Counting(store)
        self.clusters = self.with_file("clusters")

    def with_file(self, name: str) -> Clustering:
        return self.with_lists_of(self.file(name))

    def file(self, name: str, patience_s: float = 3.0) -> ClusterFile:
        notes = self.folder / f"{name}.lock", LogNote(self.folder / f"{name}.note")
        return ClusterFile(self.folder / name, *notes, self.store, EVERYTHING, patience_s)

    def with_lists_of(self, file: ClusterFile) -> Clustering:
        making = Making(self.store, self.names, self.clock, self.tenants, file)
        return Clustering(self.counted, self.names, self.clock, making)  # type: ignore[arg-type]

    def work(self, library: str, number: int) -> str:
        return self.names.resource(library, "works", f"w{number}")

    def wait(self, number: int, *libraries: str, score: float, feature: str = "title") -> str:
        one, other = (self.work(each, number * 2 + at) for at, each in enumerate(libraries))
        link = Link(pair(one, other), Score(score, Verdict.REVIEW, ((feature, "equal"),)))
        key = documents.proposal_key(self.names, NETWORK, link.pair)
        self._commit(Put(key, documents.proposal_node(key.iri, link), ANY))
        return key.iri

    def take(self, proposal: str) -> None:
        key = documents.proposal_key(self.names, NETWORK, ("", ""))._replace(iri=proposal)
        self._commit(Delete(key, ANY))

    def decide(self, number: int, *others: int) -> str:
        """An act about a work and some others."""
        act = self.names.resource(NETWORKS, "cluster-acts", f"act{number}x{len(others)}")
        pairs = [pair(self.work("harbor", number), self.work("lindenau", each)) for each in (number, *others)]
        keys = [documents.decision_key(self.names, NETWORK, each) for each in pairs]
        said = [
            documents.decision_node(key.iri, each, Answer.APART, act) for key, each in zip(keys, pairs, strict=True)
        ]
        self._commit(*(Put(key, body, ANY) for key, body in zip(keys, said, strict=True)))
        return act

    def acts(self, page: Page = FIRST) -> Slice[str]:
        found = self.clusters.standing(operator(), NETWORK, page)
        return Slice(tuple(each.act.iri for each in found.items), found.cursors, found.total, found.has_next)

    def waiting(self, page: Page = FIRST, kind: Kind | None = None, library: str | None = None) -> Slice[str]:
        found = self.clusters.waiting(operator(), NETWORK, kind, library, page)
        return Slice(tuple(each.iri for each in found.items), found.cursors, found.total, found.has_next)

    def read_by(self, ask: Callable[[], Slice[str]]) -> int:
        """How many documents it reads to answer."""
        before = self.counted.read_of
        ask()
        return self.counted.read_of - before

    def _commit(self, *writes: Put | Delete) -> None:
        puts = tuple(each for each in writes if isinstance(each, Put))
        deletes = tuple(each for each in writes if isinstance(each, Delete))
        self.store.commit(Change(Cause("cora", "clusterDecide", self.clock()), puts, deletes), EVERYTHING)


@pytest.fixture
def desk(store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService, tmp_path: Path) -> Desk:
    return Desk(store, names, clock, tenants, tmp_path)


def read_through(ask: Callable[[Page], Slice[str]], size: int, between: Callable[[], object]) -> list[str]:
    """All pages of a list from its beginning; something happens between any two."""
    found: list[str] = []
    after = None
    while True:
        part = ask(Page(size, after))
        found += part.items
        if not part.has_next:
            return found
        after = part.cursors[-1]
        between()


def counter(start: int = 0) -> Iterator[int]:
    return iter(range(start, start + 1000))


def test_what_was_decided_is_read_in_pages_the_last_first_and_nothing_twice_or_missed(desk: Desk) -> None:
    acts = [desk.decide(number) for number in range(9)]
    more = counter(100)
    assert read_through(desk.acts, 2, lambda: desk.decide(next(more))) == acts[::-1]
    assert desk.acts(Page(first=1)).total == 9 + 4
    whole = desk.acts(Page(first=50))
    assert desk.acts(Page(first=None, last=3)).items == whole.items[-3:]
    before = desk.acts(Page(first=None, last=3, before=whole.cursors[5]))
    assert (before.items, before.has_next) == (whole.items[2:5], True)


def test_how_much_is_read_of_decisions_and_proposals_does_not_grow_with_them(desk: Desk) -> None:
    few: list[int] = []
    numbers = counter()
    for many in (6, 60):
        for number in (next(numbers) for _ in range(many)):
            desk.decide(number)
            desk.wait(number, "harbor", "lindenau", score=0.5)
        few.append(desk.read_by(lambda: desk.acts(Page(5))))
        few.append(desk.read_by(lambda: desk.waiting(Page(5), Kind.WORKS, "harbor")))
    assert few == [5, 5, 5, 5]


def test_an_act_stands_where_it_began_whatever_was_said_since_and_taken_back(desk: Desk) -> None:
    first, second = desk.decide(1, 2, 3), desk.decide(5)
    over = desk.decide(1)
    assert desk.acts().items == (over, second, first), "two of its three pairs still hold"
    desk.clusters.undo(operator(), NETWORK, over)
    assert desk.acts().items == (second, first)
    anew = desk.with_file("anew")
    assert [each.act.iri for each in anew.standing(operator(), NETWORK).items] == [second, first]
    (_, standing) = desk.clusters.standing(operator(), NETWORK).items
    assert len(standing.act.works) == 4


def test_a_filter_finds_what_is_behind_everything_else_and_reads_nothing_but_that(desk: Desk) -> None:
    for number in range(40):
        desk.wait(number, "harbor", "lindenau", score=0.9)
    last = desk.wait(90, "harbor", "meridian", score=0.41)
    person = desk.wait(91, "lindenau", "harbor", score=0.4, feature="heading")
    for wanted, found in (
        ({"library": "meridian"}, last),
        ({"kind": Kind.AGENTS}, person),
        ({"kind": Kind.AGENTS, "library": "lindenau"}, person),
    ):
        assert desk.waiting(**wanted).items == (found,)
        assert desk.read_by(lambda wanted=wanted: desk.waiting(**wanted)) == 1
    assert desk.waiting(kind=Kind.AGENTS, library="meridian").items == ()
    assert desk.waiting().total == 42
    assert desk.waiting(library="lindenau").total == 41


def test_proposals_are_read_in_pages_the_likeliest_first_while_some_come_and_are_decided(desk: Desk) -> None:
    there = [desk.wait(number, "harbor", "lindenau", score=0.9 - number // 3 / 10) for number in range(9)]
    wanted = [iri for at in range(0, 9, 3) for iri in sorted(there[at : at + 3])]
    more, decided = counter(100), iter(wanted)

    def happen() -> None:
        desk.wait(next(more), "harbor", "lindenau", score=0.95)
        desk.take(next(decided))

    assert read_through(desk.waiting, 2, happen) == wanted


def test_the_file_is_asked_by_index_however_much_is_in_it(tmp_path: Path) -> None:
    file = ClusterFollower.form.opened(tmp_path)
    steps: list[int] = []
    for many in (100, 5000):
        for number in range(many):
            act = f"act{many}x{number}"
            file.execute("INSERT INTO decision VALUES (?, ?, ?, ?)", (f"{act}d", NETWORK, -number, act))
        taken: list[None] = []
        file.set_progress_handler(lambda taken=taken: taken.append(None), 1)
        assert listing.decisions(file, NETWORK, [f"act{many}x{each}" for each in (7, 8)]) == [
            f"act{many}x7d",
            f"act{many}x8d",
        ]
        file.set_progress_handler(None, 0)
        steps.append(len(taken))
    file.close()
    assert steps[1] < steps[0] * 2


def test_a_place_in_one_list_is_none_in_another(desk: Desk) -> None:
    for number in range(3):
        desk.wait(number, "harbor", "lindenau", score=0.5)
    cursor = desk.waiting(Page(1)).cursors[0]
    page = Page(1, cursor)
    of_no_rank = write_cursor(("proposal", "network", NETWORK, "owner", ""), (1, 2, 3))
    for ask in (
        lambda: desk.acts(page),
        lambda: desk.waiting(page, Kind.WORKS),
        lambda: desk.waiting(page, None, "harbor"),
        lambda: desk.waiting(Page(1, "x")),
        lambda: desk.waiting(Page(1, of_no_rank)),
    ):
        with pytest.raises(InvalidCursor):
            ask()


def test_lists_answer_while_others_take_in_more_than_there_is_time_for_once_clusters_were_made(desk: Desk) -> None:
    first = desk.wait(1, "harbor", "lindenau", score=0.7)
    file = desk.file("late", patience_s=0.1)
    desk.clusters = desk.with_lists_of(file)
    with FileLock(desk.folder / "late.lock"), pytest.raises(Unavailable):
        desk.waiting()
    assert desk.waiting().items == (first,)
    file.note(NETWORK, desk.store.position(), ())
    second = desk.wait(2, "harbor", "lindenau", score=0.6)
    with FileLock(desk.folder / "late.lock"):
        assert desk.waiting().items == (first,)
        assert desk.acts().items == ()
    assert desk.waiting().items == (first, second)
