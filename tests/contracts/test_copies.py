"""Copies of a store and putting them back."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from graph.store.errors import Corrupt, NoSuchPoint, StoreError, Unavailable
from graph.store.model import ANY, Put
from graph.store.names import GraphKind


def test_a_backup_put_back_is_the_store_as_it_was(library, tmp_path):
    key, later = library.key("1"), library.key("2")
    library.put(key, library.work("a"))
    library.put(key, library.work("b"))
    library.store.backup(tmp_path / "copy", library.everything)
    library.put(key, library.work("c"))
    library.add(later)
    library.store.restore(tmp_path / "copy", library.everything)
    assert library.store.position() == 2
    assert library.body(key)["rdfs:label"] == ["b"]
    assert library.body(later) is None
    assert len(library.store.history([key], library.everything)[0]) == 2
    library.put(key, library.work("d"), 2)
    assert library.store.check(library.everything) == []


def test_a_backup_goes_into_another_store(library, other_library, tmp_path):
    library.put(library.key("1"), library.item("100"))
    library.store.backup(tmp_path / "copy", library.everything)
    other_library.add(other_library.key("other"))
    other_library.store.restore(tmp_path / "copy", other_library.everything)
    assert other_library.store.find("barcode", ["100"], other_library.everything) == [(library.key("1"),)]
    assert other_library.body(other_library.key("other")) is None
    assert other_library.store.check(other_library.everything) == []


def test_what_was_forgotten_since_the_backup_stays_forgotten(library, tmp_path):
    kept, gone, early = (library.key(name, kind=GraphKind.PATRONS) for name in ("kept", "gone", "early"))
    library.add(kept, gone)
    library.add(early)
    library.store.forget([early], library.everything)
    library.store.backup(tmp_path / "copy", library.everything)
    library.add(early)
    library.store.backup(tmp_path / "later", library.everything)
    library.store.forget([gone], library.everything)
    for copy in ("copy", "later", "copy"):
        library.store.restore(tmp_path / copy, library.everything)
        assert library.body(gone) is None
        assert library.store.history([gone], library.everything) == [()]
        assert library.body(kept) is not None
    library.store.restore(tmp_path / "later", library.everything)
    assert library.body(early) is not None


def test_a_backup_during_writes_is_one_moment_of_the_store(library, tmp_path):
    stop = threading.Event()
    failures = []

    def write():
        n = 0
        while not stop.is_set():
            n += 1
            try:
                library.add(library.key(f"{n}-a"), library.key(f"{n}-b"))
            except StoreError as error:
                failures.append(error)
                return

    thread = threading.Thread(target=write)
    thread.start()
    while library.store.position() < 20:
        assert thread.is_alive(), failures
    library.store.backup(tmp_path / "copy", library.everything)
    stop.set()
    thread.join()
    assert failures == []
    library.store.restore(tmp_path / "copy", library.everything)
    keys = library.store.scan(library.graph(), library.everything).keys
    assert len(keys) >= 20
    assert len(keys) == 2 * library.store.position()
    assert library.store.check(library.everything) == []


def test_a_copy_that_is_none_is_refused_and_the_store_stays(library, tmp_path):
    library.add(library.key("1"))
    (tmp_path / "text").write_text("this is no store, and long enough to look like something " * 100)
    with pytest.raises(Corrupt):
        library.store.restore(tmp_path / "text", library.everything)
    with pytest.raises(Unavailable):
        library.store.restore(tmp_path / "missing", library.everything)
    with pytest.raises(Unavailable):
        library.store.backup(tmp_path / "no-folder" / "copy", library.everything)
    assert library.body(library.key("1")) is not None


def test_a_backup_tells_how_far_it_is(library, tmp_path):
    library.add(*(library.key(str(n)) for n in range(20)))
    told = []
    library.store.backup(tmp_path / "copy", library.everything, lambda done, whole: told.append((done, whole)))
    assert told
    assert all(done <= whole for done, whole in told)


def test_a_backup_is_restored_as_of_an_earlier_event(library, tmp_path):
    edited, gone, late, back, untouched = (
        library.key(name) for name in ("edited", "gone", "late", "back", "untouched")
    )
    library.add(untouched)
    library.put(edited, library.work("first", bf_subject=[{"@id": "urn:before"}]))
    library.add(gone)
    library.put(back, library.item("100"))
    library.delete(back)
    wanted = library.store.position()
    states = library.store.read([edited, gone, untouched], library.everything)
    library.put(edited, library.work("second", bf_subject=[{"@id": "urn:after"}]), request="edit-again")
    library.delete(gone)
    library.add(late)
    library.put(back, library.item("200"))
    library.put(edited, library.work("third"))
    library.store.backup(tmp_path / "copy", library.everything)
    library.store.restore(tmp_path / "copy", library.everything, wanted)
    assert library.store.position() == wanted
    assert library.store.read([edited, gone, untouched], library.everything) == states
    assert [library.body(key) for key in (late, back)] == [None, None]
    assert library.store.find("barcode", ["100", "200"], library.everything) == [(), ()]
    before, after = library.store.incoming(["urn:before", "urn:after"], ["bf:subject"], library.everything)
    assert (before.keys, after.keys) == ((edited,), ())
    assert library.store.check(library.everything) == []
    assert not library.put(edited, library.work("second"), 1, request="edit-again").replayed
    assert library.put(back, library.item("100")).written == 1
    assert library.store.check(library.everything) == []


def test_a_backup_is_restored_as_of_a_time_between_two_events(library, tmp_path):
    key = library.key("1")
    times = []
    for title in ("a", "b", "c"):
        change = library.change(Put(key, library.work(title), ANY))
        library.store.commit(change, library.everything)
        times.append(change.cause.at)
    library.store.backup(tmp_path / "copy", library.everything)
    library.store.restore(tmp_path / "copy", library.everything, times[1] + timedelta(milliseconds=500))
    assert library.body(key)["rdfs:label"] == ["b"]
    library.store.restore(tmp_path / "copy", library.everything, times[2])
    assert library.body(key)["rdfs:label"] == ["c"]
    library.store.restore(tmp_path / "copy", library.everything, times[0] - timedelta(seconds=1))
    assert library.store.position() == 0


def test_what_was_forgotten_after_the_backup_stays_forgotten_at_every_point(library, tmp_path):
    patron, work = library.key("patron", kind=GraphKind.PATRONS), library.key("1")
    library.add(patron)
    library.put(patron, library.work("moved house"))
    library.add(work)
    library.store.backup(tmp_path / "copy", library.everything)
    library.store.forget([patron], library.everything)
    for event in (1, 2, 3):
        library.store.restore(tmp_path / "copy", library.everything, event)
        assert library.body(patron) is None
        assert library.store.history([patron], library.everything) == [()]
        assert library.store.position() == event


@pytest.mark.parametrize("point", [-1, 3])
def test_a_point_the_backup_does_not_hold_is_refused_and_the_store_stays(library, tmp_path, point):
    library.add(library.key("1"))
    library.add(library.key("2"))
    library.store.backup(tmp_path / "copy", library.everything)
    library.add(library.key("3"))
    with pytest.raises(NoSuchPoint):
        library.store.restore(tmp_path / "copy", library.everything, point)
    assert library.store.position() == 3


def test_a_point_before_a_graph_was_dropped_is_refused_and_the_store_stays(library, tmp_path):
    library.add(library.key("1"))
    library.store.drop(library.graph(), library.everything)
    library.add(library.key("2"))
    library.store.backup(tmp_path / "copy", library.everything)
    with pytest.raises(NoSuchPoint, match="dropped"):
        library.store.restore(tmp_path / "copy", library.everything, 1)
    assert library.body(library.key("2")) is not None
    library.store.restore(tmp_path / "copy", library.everything, 2)
    assert library.store.position() == 2
    assert library.body(library.key("2")) is None


def test_a_restored_store_has_another_log(library, tmp_path):
    library.add(library.key("one"))
    before = library.store.head()
    assert before.sequence == library.store.position() == 1
    library.add(library.key("two"))
    library.store.drop(library.graph("lindenau"), library.everything, forget=True)
    assert library.store.head() == (before.log, 2)
    library.store.backup(tmp_path / "copy", library.everything)
    library.store.restore(tmp_path / "copy", library.everything)
    after = library.store.head()
    assert after.log != before.log
    assert after.sequence == 2
