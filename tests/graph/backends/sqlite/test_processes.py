"""Several processes at one file: none waits for ever, none sees half a change, none loses an acknowledged one."""

from __future__ import annotations

import random
import threading
import time

import pytest

from graph.store.errors import StoreError

WRITER = """
store = SqliteStore(PATH)
name = sys.argv[2]
for n in range(40):
    print(store.commit(change(key(f"{name}-{n}"), expects=ABSENT), SCOPE).sequence, flush=True)
store.close()
"""


def test_processes_that_write_at_once_leave_no_gap_in_the_log(bench):
    store = bench.open()
    children = [bench.child(WRITER, name) for name in "abc"]
    sequences = [int(line) for child in children for line in child.communicate()[0].split()]
    assert [child.returncode for child in children] == [0, 0, 0]
    assert sorted(sequences) == list(range(1, 121))
    assert [event.sequence for event in store.changes(0, 1000, bench.scope)] == list(range(1, 121))
    assert store.check(bench.scope) == []


RACER = """
store = SqliteStore(PATH)
print("ready", flush=True)
sys.stdin.readline()
item = {"@type": ["bf:Item"], "bf:identifiedBy": [{"@id": "#i", "@type": ["bf:Barcode"], "rdf:value": ["100"]}]}
try:
    store.commit(Change(Cause("ada", "lend", AT), (Put(key(sys.argv[2]), item, ABSENT),)), SCOPE)
    print("won")
except Conflict as conflict:
    print("lost", *conflict.subjects)
store.close()
"""


def test_eight_processes_that_race_for_one_key_leave_one_holder(bench):
    store = bench.open()
    children = [bench.child(RACER, str(n)) for n in range(8)]
    for child in children:
        child.stdout.readline()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    said = sorted(child.communicate()[0].strip() for child in children)
    assert said == ["lost barcode:100"] * 7 + ["won"]
    assert len(store.find("barcode", ["100"], bench.scope)[0]) == 1


COMMITTER = """
store = SqliteStore(PATH)
n = 0
while True:
    n += 1
    a, b = key(f"{n}-a"), key(f"{n}-b")
    answer = store.commit(change(a, b, key("counter"), note=str(n), request=str(n)), SCOPE)
    print(n, answer.sequence, flush=True)
"""


@pytest.mark.parametrize("attempt", range(4))
def test_a_process_killed_while_it_commits_loses_nothing_acknowledged_and_leaves_no_half(bench, attempt):
    child = bench.child(COMMITTER)
    acknowledged = child.stdout.readline()
    time.sleep(random.uniform(0.02, 0.25))
    child.kill()
    acknowledged = (acknowledged + child.stdout.read()).splitlines()
    last = max(int(line.split()[0]) for line in acknowledged if len(line.split()) == 2)
    store = bench.open()
    written = store.position()
    assert written in {last, last + 1}
    assert store.check(bench.scope) == []
    (counter,) = store.read([bench.key("counter")], bench.scope)
    assert counter.body["bf:note"] == [str(written)]
    pairs = [bench.key(f"{n}-{half}") for n in range(1, written + 2) for half in "ab"]
    there = [document is not None for document in store.read(pairs, bench.scope)]
    assert there == [True] * 2 * written + [False, False]
    assert store.commit(bench.change(bench.key("x"), request=str(last)), bench.scope).replayed


LOADER = """
store = SqliteStore(PATH)
def changes():
    n = 0
    while True:
        n += 1
        yield change(*(key(f"{n}-{m}") for m in range(100)), note=str(n))
store.load(changes(), SCOPE)
"""


def test_a_process_killed_in_a_bulk_import_leaves_whole_changes_only(bench):
    store = bench.open()
    child = bench.child(LOADER)
    while store.position() < 20:
        time.sleep(0.01)
        assert child.poll() is None
    child.kill()
    child.wait()
    events = store.changes(0, 100_000, bench.scope)
    assert {len(event.touched) for event in events} == {100}
    assert store.check(bench.scope) == []


def test_a_desk_gets_its_turn_while_an_import_runs(bench):
    store = bench.open()
    child = bench.child(LOADER)
    while store.position() < 5:
        time.sleep(0.01)
    before = store.position()
    for n in range(20):
        store.commit(bench.change(bench.key(f"desk-{n}")), bench.scope)
    between = store.position() - before - 20
    child.kill()
    # Twenty commits in turn with the import: it can't have got in much more often than the desk.
    assert between < 20 * 12


def test_threads_of_one_process_read_and_write_together(bench):
    store = bench.open()
    failures = []

    def work(name):
        try:
            for n in range(30):
                store.commit(bench.change(bench.key(f"{name}-{n}")), bench.scope)
                assert store.read([bench.key(f"{name}-{n}")], bench.scope)[0] is not None
        except (AssertionError, StoreError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcdef"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.position() == 180


def test_a_forked_child_uses_a_connection_of_its_own(bench):
    child = bench.child(
        """
import os
store = SqliteStore(PATH)
store.commit(change(key("before")), SCOPE)
number = os.fork()
store.commit(change(key("child" if number == 0 else "parent")), SCOPE)
if number == 0:
    os._exit(0)
print(os.waitpid(number, 0)[1], store.position())
store.close()
"""
    )
    assert child.communicate()[0].split() == ["0", "3"]
