"""A follower that is killed anywhere catches up to the same state; one runs at a time on a machine."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.backends.memory import MemoryStore
from graph.store.errors import Unavailable
from graph.store.filelock import AlreadyRunning, FileLock
from graph.store.followed import LogNote
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.projector import Projector, catch_up, rounds
from graph.store.scope import SystemScope

SCOPE = SystemScope()
GRAPH = "https://c.example/harbor/graphs/catalogue"


def key(local):
    return Key(GRAPH, f"https://c.example/harbor/works/{local}")


class Store(MemoryStore):
    """A store with a short word for writing."""

    def write(self, *locals, note="n"):
        puts = tuple(Put(key(each), {"@type": ["bf:Work"], "bf:note": [note]}, ANY) for each in locals)
        self.commit(Change(Cause("ada", "edit", datetime.now(UTC)), puts), SCOPE)

    def remove(self, local):
        self.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (), (Delete(key(local), ANY),)), SCOPE)


class Roots:
    """A projection of which roots are there; `kept` survives being killed, `held` does not."""

    name = "roots"

    def __init__(self) -> None:
        self.kept: tuple[int, frozenset[str]] = (0, frozenset())
        self.resets = 0
        self.failing = 0
        self.largest = 0
        self.closed = False
        self.whole = True
        self.kill()

    def kill(self):
        self.reached, self.held = self.kept[0], set(self.kept[1])

    def apply(self, events, store, scope):
        if self.failing:
            self.failing -= 1
            raise Unavailable("Not now.")
        self.largest = max(self.largest, sum(len(event.touched) for event in events))
        for event in events:
            assert event.sequence <= self.reached + 1
            for touched in event.touched:
                (self.held.add if touched.version else self.held.discard)(touched.key.iri)
            self.reached = max(self.reached, event.sequence)

    def tend(self, store, scope): ...

    def flush(self):
        self.kept = (self.reached, frozenset(self.held))

    def position(self):
        return self.kept[0]

    def is_whole(self):
        return self.whole

    def reset(self):
        self.resets += 1
        self.whole = True
        self.kept = (0, frozenset())
        self.kill()

    def close(self):
        self.flush()
        self.closed = True


@pytest.fixture
def store():
    return Store()


def until(holds, wait_s=10.0):
    end = time.monotonic() + wait_s
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def names(*locals):
    return frozenset(key(each).iri for each in locals)


def test_a_follower_catches_up_from_nothing_and_again_from_where_it_is(store):
    follower = Roots()
    store.write("1", "2")
    store.remove("1")
    assert catch_up(follower, store, SCOPE) == 2
    store.write("3")
    assert catch_up(follower, store, SCOPE) == 3
    assert follower.kept == (3, names("2", "3"))
    assert catch_up(follower, store, SCOPE) == 3


def test_progress_is_told_and_may_ask_to_stop(store):
    follower, told = Roots(), []
    for n in range(10):
        store.write(str(n))

    def progress(reached, last):
        told.append((reached, last))
        return len(told) < 2

    assert catch_up(follower, store, SCOPE, batch_events=3, progress=progress) == 6
    assert told == [(3, 10), (6, 10)]


def test_rounds_hold_few_documents_however_large_the_events_are(store):
    follower = Roots()
    for n in range(12):
        store.write(*(f"{n}-{m}" for m in range(40)))
    store.write(*(f"large-{m}" for m in range(500)))
    catch_up(follower, store, SCOPE, batch_documents=100)
    assert follower.largest == 500
    sizes = [sum(len(event.touched) for event in each) for each in rounds(store, SCOPE, 0, 64, 100)]
    assert sizes == [80] * 6 + [500]


def test_a_follower_ahead_of_a_restored_log_is_built_again(store, tmp_path):
    follower = Roots()
    store.write("1")
    store.backup(tmp_path / "copy", SCOPE)
    store.write("2")
    catch_up(follower, store, SCOPE)
    store.restore(tmp_path / "copy", SCOPE)
    assert catch_up(follower, store, SCOPE) == 1
    assert (follower.resets, follower.kept[1]) == (1, names("1"))


def test_a_follower_of_a_restored_log_is_built_again_though_it_is_not_ahead(store, tmp_path):
    follower, note = Roots(), LogNote(tmp_path / "roots.log")
    store.write("1")
    store.backup(tmp_path / "copy", SCOPE)
    store.write("2")
    catch_up(follower, store, SCOPE, note=note)
    catch_up(follower, store, SCOPE, note=note)
    assert follower.resets == 0
    store.restore(tmp_path / "copy", SCOPE)
    store.write("3")
    assert catch_up(follower, store, SCOPE, note=note) == 2
    assert (follower.resets, follower.kept[1]) == (1, names("1", "3"))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans(), st.booleans()), max_size=12))
def test_a_follower_killed_at_any_point_catches_up_to_the_same_state(steps):
    store, follower = Store(), Roots()
    for local, there, flushed, killed in steps:
        store.write(local, note=str(store.position())) if there else store.remove(local)
        for events in rounds(store, SCOPE, follower.reached, 64, 100):
            follower.apply(events, store, SCOPE)
        if flushed:
            follower.flush()
        if killed:
            follower.kill()
    catch_up(follower, store, SCOPE)
    whole = Roots()
    catch_up(whole, store, SCOPE)
    assert follower.kept == whole.kept


def test_a_projector_follows_what_is_written_and_flushes_at_its_end(store, tmp_path):
    follower, flushed = Roots(), []
    projector = Projector(
        "roots", lambda: follower, store, SCOPE, tmp_path / "lock", poll_s=0.01, flush_s=0.02, on_flush=flushed.append
    )
    projector.start()
    store.write("1")
    until(lambda: follower.position() == 1)
    store.write("2")
    until(lambda: follower.position() == 2)
    store.write("3")
    projector.stop()
    assert (projector.failure, follower.closed) == (None, True)
    assert flushed[-1] >= 2
    assert catch_up(follower, store, SCOPE) == 3


def test_many_documents_are_flushed_before_the_time_is_up(store, tmp_path):
    follower = Roots()
    projector = Projector("roots", lambda: follower, store, SCOPE, tmp_path / "lock", flush_s=3600, flush_documents=50)
    for n in range(60):
        store.write(str(n))
    projector.start()
    until(lambda: follower.position() >= 50)
    projector.stop()


def test_a_projector_waits_while_the_store_is_unavailable(store, tmp_path):
    follower = Roots()
    follower.failing = 3
    projector = Projector("roots", lambda: follower, store, SCOPE, tmp_path / "lock", poll_s=0.001, flush_s=0.001)
    store.write("1")
    projector.start()
    until(lambda: follower.position() == 1)
    projector.stop()
    assert projector.failure is None


def test_a_projector_builds_again_what_was_deleted_under_it_though_nothing_new_comes(store, tmp_path, caplog):
    follower = Roots()
    store.write("1")
    projector = Projector("roots", lambda: follower, store, SCOPE, tmp_path / "lock", poll_s=0.01, flush_s=0.01)
    projector.start()
    until(lambda: follower.position() == 1)
    with caplog.at_level("WARNING"):
        follower.whole = False
        until(lambda: follower.resets == 1 and follower.kept == (1, names("1")))
    projector.stop()
    assert projector.failure is None
    assert [record.getMessage() for record in caplog.records] == [
        "the files of roots are gone or damaged; it is made anew from the log"
    ]


def test_a_projector_notices_a_restored_log(store, tmp_path):
    follower = Roots()
    store.write("1")
    store.backup(tmp_path / "copy", SCOPE)
    store.write("2")
    projector = Projector("roots", lambda: follower, store, SCOPE, tmp_path / "lock", poll_s=0.01, flush_s=0.01)
    projector.start()
    until(lambda: follower.position() == 2)
    store.restore(tmp_path / "copy", SCOPE)
    until(lambda: follower.kept == (1, names("1")))
    projector.stop()


def test_any_other_error_ends_the_run_and_is_kept(store, tmp_path):
    class Broken(Roots):
        def apply(self, events, store, scope):
            raise ZeroDivisionError

    projector = Projector("roots", Broken, store, SCOPE, tmp_path / "lock", poll_s=0.01)
    projector.start()
    store.write("1")
    until(lambda: projector.failure is not None)
    assert isinstance(projector.failure, ZeroDivisionError)
    with FileLock(tmp_path / "lock"):
        pass


def test_a_second_projector_takes_over_when_the_first_ends(store, tmp_path):
    opened = []

    def opening():
        opened.append(Roots())
        return opened[-1]

    first, second = (
        Projector("roots", opening, store, SCOPE, tmp_path / "lock", poll_s=0.01, flush_s=0.01) for _ in range(2)
    )
    first.start()
    until(lambda: len(opened) == 1)
    second.start()
    store.write("1")
    until(lambda: opened[0].position() == 1)
    assert len(opened) == 1
    first.stop()
    until(lambda: len(opened) == 2 and opened[1].position() == 1)
    second.stop()


def test_a_lock_is_held_by_one_and_released_at_the_end(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    with first:
        assert first.held
        assert first.acquire()
        assert not second.acquire()
        with pytest.raises(AlreadyRunning), second:
            pass
    assert not first.held
    assert second.acquire()
    second.release()
    second.release()


def test_a_lock_is_released_when_its_holder_is_killed(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from graph.store.filelock import FileLock\n"
        "FileLock(Path(sys.argv[1])).__enter__(); print('held', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout.readline() == "held\n"
        lock = FileLock(tmp_path / "lock")
        assert not lock.acquire()
        assert (tmp_path / "lock").read_text().strip() == str(child.pid)
        child.kill()
        child.wait()
        assert lock.acquire(wait_s=5)
        lock.release()


def test_a_lock_in_a_folder_that_is_not_there_is_unavailable(tmp_path):
    with pytest.raises(Unavailable):
        FileLock(tmp_path / "none" / "lock").acquire()
