"""What the feeds' file makes of a log: whatever happened, following it ends where the graph is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from graph.backends.memory import MemoryStore
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.feeds.following import FeedFollower
from graph.feeds.model import Act, Activity, BeingMade, Harvest, Wanted
from graph.feeds.service import FeedFile, FeedService
from graph.store import walking
from graph.store.errors import OutOfScope
from graph.store.filelock import FileLock
from graph.store.followed import LogNote
from graph.store.model import ANY, Cause, Change, Delete, Key, Put, Touched
from graph.store.names import GraphKind, Names
from graph.store.portable import Portable
from graph.store.scope import Scope, SystemScope, grant
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
GRAPH = NAMES.graph("harbor", GraphKind.CATALOGUE)
PUBLIC = Scope((grant({GraphKind.CATALOGUE}, {"harbor"}),))
DAY = datetime(2026, 1, 1, tzinfo=UTC)


class Library:
    """A store with its feeds, and a hand that changes things in it."""

    def __init__(self, store: Portable, folder: Path, seed: int = 0) -> None:
        self.store, self.folder, self.random, self.now = store, folder, Random(seed), DAY
        self.feeds = self.beside("feeds")

    def beside(self, name: str) -> FeedService:
        note, lock = LogNote(self.folder / f"{name}.log"), self.folder / f"{name}.lock"
        return FeedService(FeedFile(self.folder / name, lock, note, self.store, SystemScope(), 0.5), self.store)

    def commit(self, puts: tuple[Put, ...] = (), deletes: tuple[Delete, ...] = ()) -> None:
        self.now += timedelta(seconds=1)
        self.store.commit(Change(Cause("ada", "edit", self.now), puts, deletes), SystemScope())

    def put(self, collection: str, name: int, **body: object) -> Put:
        iri = NAMES.resource("harbor", collection, str(name))
        type_ = {"works": "bf:Work", "instances": "bf:Instance", "items": "bf:Item"}[collection]
        node: Node = {"@id": iri, "@type": [type_], **body}
        return Put(Key(GRAPH, iri), node, ANY)

    def happen(self, times: int) -> None:
        """Things come, change, move, merge and go."""
        for n in range(times):
            which = self.random.randrange(8)
            label = {"rdfs:label": [f"{n}"]}
            work = {"@id": NAMES.resource("harbor", "works", str(self.random.randrange(4)))}
            edition = {"@id": NAMES.resource("harbor", "instances", str(self.random.randrange(8)))}
            one = self.random.choice([
                self.put("works", which % 4, **label),
                self.put("instances", which, **label, **{"bf:instanceOf": [work]}),
                self.put("items", which, **label, **{"bf:itemOf": [edition], "lsp:location": [{"@id": "urn:l"}]}),
            ])  # fmt: skip
            match self.random.randrange(6):
                case 0:
                    self.commit(deletes=(Delete(one.key, ANY),))
                case 1:
                    target = [{"@id": edition["@id"]}]
                    self.commit((Put(one.key, {"@id": one.key.iri, "@type": [REDIRECT], REPLACED_BY: target}, ANY),))
                case _:
                    self.commit((one,))

    def there(self) -> set[str]:
        return {
            each.key.iri
            for each in walking.documents(self.store, GRAPH, PUBLIC)
            if REDIRECT not in each.body["@type"]
        }  # fmt: skip

    def activities(self, feeds: FeedService | None = None, after: int = 0) -> list[Activity]:
        found: list[Activity] = []
        while page := (feeds or self.feeds).activities(GRAPH, PUBLIC, after + len(found), 7).items:
            found.extend(page)
        return found

    def records(self, feeds: FeedService | None = None, wanted: Wanted | None = None) -> Harvest:
        return (feeds or self.feeds).records(GRAPH, PUBLIC, wanted or Wanted(), 0, 1000, count=True)


@pytest.fixture(params=["memory", "sqlite"])
def library(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.sqlite")
    yield Library(store, tmp_path)
    store.close()


def walked(activities: list[Activity], there: set[str]) -> set[str]:
    for each in activities:
        if each.act in {Act.CREATE, Act.UPDATE}:
            there.add(each.iri)
        else:
            there.discard(each.iri)
    return there


def test_from_any_point_the_activities_end_where_the_graph_is(library: Library) -> None:
    copies: list[tuple[int, set[str]]] = [(0, set())]
    for _ in range(5):
        library.happen(24)
        copies.append((len(library.activities()), library.there()))
    every = library.activities()
    assert [each.number for each in every] == list(range(1, len(every) + 1))
    for after, there in copies:
        assert walked(every[after:], set(there)) == library.there()


def test_a_file_made_anew_tells_the_same(library: Library) -> None:
    library.happen(60)
    library.records()
    library.happen(60)
    again = library.beside("again")
    assert library.activities(again) == library.activities()
    first, second = library.records(), library.records(again)
    assert [(each.iri, each.number, each.gone, each.locations) for each in first.items] == [
        (each.iri, each.number, each.gone, each.locations) for each in second.items
    ]
    live = {each.iri for each in first.items if not each.gone}
    assert live == {iri for iri in library.there() if "/instances/" in iri}


def test_events_taken_in_twice_change_nothing_and_those_that_fail_leave_nothing(library: Library) -> None:
    library.happen(30)
    before = (library.activities(), library.records().items)
    follower = FeedFollower(library.folder / "feeds")
    events = library.store.changes(0, 100, SystemScope())
    follower.apply(events, library.store, SystemScope())
    library.happen(1)
    (further,) = library.store.changes(events[-1].sequence, 10, SystemScope())
    broken = replace(further, touched=(*further.touched, Touched(Key(GRAPH, "\ud800"), 0, 1)))
    with pytest.raises(UnicodeEncodeError):
        follower.apply([broken], library.store, SystemScope())
    follower.close()
    after = library.activities()
    assert (after[: len(before[0])], len(after)) == (before[0], len(before[0]) + len(further.touched))
    assert len({each.number for each in after}) == len(after)


def test_what_is_committed_after_an_answer_has_no_earlier_time_whatever_its_clock_says(library: Library) -> None:
    library.commit((library.put("instances", 1),))
    moment = library.records().moment
    assert moment > library.now  # the clock of who answers is ahead
    library.commit((library.put("instances", 2),))
    later = library.records(wanted=Wanted(since=moment))
    assert [each.iri for each in later.items] == [NAMES.resource("harbor", "instances", "2")]


def test_after_a_restore_the_list_is_of_another_log(library: Library, tmp_path: Path) -> None:
    library.happen(20)
    before = library.records()
    library.store.backup(tmp_path / "copy", SystemScope())
    library.happen(20)
    library.records()
    library.store.restore(tmp_path / "copy", SystemScope())
    after = library.records()
    assert after.log != before.log
    assert [each.iri for each in after.items] == [each.iri for each in before.items]


def test_what_a_scope_does_not_read_has_no_feed_and_a_log_not_read_yet_has_none_either(library: Library) -> None:
    library.happen(5)
    with pytest.raises(OutOfScope):
        library.feeds.activities(GRAPH, Scope(), 0, 10)
    with FileLock(library.folder / "feeds.lock"), pytest.raises(BeingMade):
        library.feeds.activities(GRAPH, PUBLIC, 0, 10)


def test_many_ask_at_once_and_each_sees_a_whole_moment(library: Library) -> None:
    library.happen(50)
    seen: list[list[Activity]] = []
    asking = [Thread(target=lambda: seen.append(library.activities())) for _ in range(4)]
    for each in asking:
        each.start()
    library.happen(50)
    for each in asking:
        each.join()
    every = library.activities()
    assert len(seen) == 4
    assert all(each == every[: len(each)] for each in seen)
