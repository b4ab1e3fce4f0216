"""The log: gapless, in commit order, readable while writing; and what documents were before."""

from __future__ import annotations

import threading
from datetime import timedelta

from graph.store.errors import Conflict, StoreError
from graph.store.model import ANY, NOBODY, Delete, Put, Touched
from graph.store.names import GraphKind
from graph.store.replaying import states_at


def test_an_event_tells_who_did_what_to_which_versions(library):
    one, two = library.key("1"), library.key("2")
    library.commit(Put(one, library.work("a"), ANY), Put(two, library.work("b"), ANY))
    library.commit(Put(one, library.work("c"), 1), Delete(two, 1), request="r", actor="bob")
    events = library.store.changes(0, 10, library.everything)
    assert [event.sequence for event in events] == [1, 2]
    assert events[0].touched == (Touched(one, 1, 0), Touched(two, 1, 0))
    assert events[1].touched == (Touched(one, 2, 1), Touched(two, 0, 1))
    assert (events[1].cause.actor, events[1].cause.command, events[1].cause.request) == ("bob", "edit", "r")


def test_the_log_is_read_in_parts(library):
    for n in range(7):
        library.add(library.key(str(n)))
    read = library.store.changes
    assert [event.sequence for event in read(0, 3, library.everything)] == [1, 2, 3]
    assert [event.sequence for event in read(5, 3, library.everything)] == [6, 7]
    assert read(7, 3, library.everything) == []
    assert read(99, 3, library.everything) == []
    assert library.store.position() == 7


def test_touched_documents_out_of_scope_are_left_out_and_causes_with_them(library):
    shown, hidden = library.key("1"), library.key("2", kind=GraphKind.CIRCULATION)
    library.add(shown, hidden)
    library.add(library.key("3", kind=GraphKind.CIRCULATION))
    mixed, private = library.store.changes(0, 10, library.readers())
    assert [touched.key for touched in mixed.touched] == [shown]
    assert mixed.cause.actor == "ada"
    assert (private.sequence, private.cause, private.touched) == (2, NOBODY, ())


def test_concurrent_writers_leave_no_gap_and_lose_nothing(library):
    answers, failures = [], []

    def write(name):
        try:
            answers.extend(library.put(library.key(f"{name}-{n}"), library.work(f"{n}")).sequence for n in range(25))
        except StoreError as error:
            failures.append(error)

    seen = []
    stop = threading.Event()

    def follow():
        while not stop.is_set() or (seen[-1] if seen else 0) < library.store.position():
            seen.extend(
                event.sequence for event in library.store.changes(seen[-1] if seen else 0, 10, library.everything)
            )

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    reader = threading.Thread(target=follow)
    for thread in [*writers, reader]:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert failures == []
    assert sorted(answers) == seen == list(range(1, 101))


def test_many_writers_who_race_for_one_key_leave_one_holder(library):
    won, lost = [], []

    def take(n):
        try:
            library.put(library.key(str(n)), library.item("100"))
            won.append(n)
        except Conflict:
            lost.append(n)

    threads = [threading.Thread(target=take, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 7)


def test_history_keeps_every_version_with_its_cause(library):
    key = library.key("1")
    library.put(key, library.work("a"), actor="ada")
    library.put(key, library.work("b"), actor="bob")
    library.delete(key)
    library.put(key, library.work("c"), actor="eve")
    (versions,) = library.store.history([key], library.everything)
    assert [version.version for version in versions] == [1, 2, 3, 4]
    assert [version.body and version.body["rdfs:label"] for version in versions] == [["a"], ["b"], None, ["c"]]
    assert [version.cause.actor for version in versions] == ["ada", "bob", "ada", "eve"]
    assert [version.sequence for version in versions] == [1, 2, 3, 4]


def test_history_of_a_deleted_document_stays(library):
    key = library.key("1")
    library.add(key)
    library.delete(key)
    (versions, none) = library.store.history([key, library.key("2")], library.everything)
    assert [version.body is None for version in versions] == [False, True]
    assert none == ()


def test_what_a_document_was_at_a_moment_is_read_without_its_history(library):
    key, never, elsewhere = library.key("1"), library.key("2"), library.key("1", "other")
    library.add(elsewhere)
    library.put(key, library.work("a"))
    library.put(key, library.work("b"))
    library.delete(key)
    library.put(key, library.work("c"))
    (history,) = library.store.history([key], library.everything)
    times = [each.cause.at for each in history]
    between = [each + timedelta(microseconds=more) for each in times for more in (-1, 0, 1)]
    said = [
        [each and (each.version, each.body and each.body["rdfs:label"][0], each.sequence) for each in
         library.store.as_of([never, key, elsewhere], at, library.scope("harbor"))]
        for at in between
    ]  # fmt: skip
    one, two, three, four = (1, "a", 2), (2, "b", 3), (3, None, 4), (4, "c", 5)
    expected = [None, one, one, one, two, two, two, three, three, three, four, four]
    assert said == [[None, each, None] for each in expected]


def test_a_graph_as_it_was_is_read_from_the_log_with_what_was_deleted_since(library):
    one, two, three, elsewhere = (*map(library.key, "123"), library.key("1", "other"))
    library.add(one, two, elsewhere)
    library.delete(two)
    library.put(two, library.work("again"))
    moment = library.store.history([two], library.everything)[0][-1].cause.at
    library.put(one, library.work("later"))
    library.delete(two)
    library.add(three)

    def said(at):
        pages = states_at(library.store, {one.graph}, at, library.scope("harbor"))
        return {state.key: state.body["rdfs:label"][0] for page in pages for state in page}

    assert said(moment) == {one: one.iri, two: "again"}
    assert said(moment - timedelta(seconds=1)) == {one: one.iri}
    assert said(moment + timedelta(days=1)) == {one: "later", three: three.iri}


def test_single_versions_are_read_in_the_order_asked(library):
    key = library.key("1")
    for title in "abc":
        library.put(key, library.work(title))
    asked = [(key, 3), (key, 1), (key, 9), (key, 0), (library.key("2"), 1), (key, 2)]
    found = library.store.versions(asked, library.everything)
    assert [version and version.body["rdfs:label"][0] for version in found] == ["c", "a", None, None, None, "b"]
