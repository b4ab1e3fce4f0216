"""Forgetting private documents and dropping graphs."""

from __future__ import annotations

import pytest

from graph.store.errors import OutOfScope
from graph.store.model import ANY, NOBODY, Put
from graph.store.names import SHAREABLE, GraphKind


def patron(library, local="p1"):
    return library.key(local, kind=GraphKind.PATRONS)


def test_a_forgotten_document_is_gone_with_all_it_was(library):
    key = patron(library)
    library.put(key, library.item("900"))
    library.put(key, library.item("901"))
    assert library.store.forget([key, key, patron(library, "none")], library.everything) == 1
    store, scope = library.store, library.everything
    assert store.read([key], scope) == [None]
    assert store.history([key], scope) == [()]
    assert store.versions([(key, 1), (key, 2)], scope) == [None, None]
    assert store.find("barcode", ["900", "901"], scope) == [(), ()]
    assert store.scan(key.graph, scope).keys == ()
    assert store.layers([key.iri], scope) == [()]
    assert store.check(scope) == []


def test_a_forgotten_event_keeps_its_number_and_nothing_else(library):
    key, other = patron(library), library.key("1")
    library.put(key, library.item("900"), request="r1")
    library.add(other)
    library.store.forget([key], library.everything)
    forgotten, kept = library.store.changes(0, 10, library.everything)
    assert (forgotten.sequence, forgotten.cause, forgotten.touched) == (1, NOBODY, ())
    assert (kept.sequence, kept.cause.actor) == (2, "ada")
    assert library.store.position() == 2


def test_an_event_that_touched_others_keeps_them_without_its_request(library):
    key, other = patron(library), library.key("1")
    library.commit(Put(key, library.item("900"), ANY), Put(other, library.work(), ANY), actor=key.iri, request="r1")
    library.store.forget([key], library.everything)
    (event,) = library.store.changes(0, 10, library.everything)
    assert [touched.key for touched in event.touched] == [other]
    assert (event.cause.actor, event.cause.request, event.cause.command) == ("", None, "edit")


def test_the_stored_answer_of_a_forgotten_change_is_forgotten(library):
    key = patron(library)
    library.put(key, library.item("900"), request="r1")
    library.store.forget([key], library.everything)
    assert not library.put(library.key("1"), library.work(), request="r1").replayed


def test_a_name_used_again_after_forgetting_starts_anew(library):
    key = patron(library)
    library.put(key, library.item("900"))
    library.store.forget([key], library.everything)
    assert library.put(key, library.item("900")).versions == (1,)
    (versions,) = library.store.history([key], library.everything)
    assert [version.sequence for version in versions] == [2]
    assert library.store.changes(0, 1, library.everything)[0].touched == ()


@pytest.mark.parametrize("kind", sorted(SHAREABLE - {GraphKind.NETWORK, GraphKind.VOCABULARY}))
def test_what_could_be_shared_is_not_forgotten(library, kind):
    key = library.key("1", kind=kind)
    library.add(key)
    with pytest.raises(OutOfScope):
        library.store.forget([patron(library), key], library.everything)
    assert library.body(key) is not None


def test_dropping_a_shared_graph_tells_its_followers(library):
    keys = [library.key(str(n)) for n in range(5)]
    library.add(*keys)
    library.put(keys[0], library.work("again"))
    library.delete(keys[4])
    library.add(library.key("kept", "lindenau"))
    before = library.store.position()
    assert library.store.drop(library.graph(), library.everything) == 4
    events = library.store.changes(before, 10, library.everything)
    touched = {touched.key: touched for event in events for touched in event.touched}
    assert set(touched) == set(keys[:4])
    assert {each.version for each in touched.values()} == {0}
    assert touched[keys[0]].previous == 2
    assert library.store.read(keys, library.everything) == [None] * 5
    assert all(
        version.body is None for versions in library.store.history(keys, library.everything) for version in versions
    )
    assert library.store.scan(library.graph(), library.everything).keys == ()
    assert library.body(library.key("kept", "lindenau")) is not None
    assert library.store.check(library.everything) == []
    assert library.store.drop(library.graph(), library.everything) == 0


def test_dropping_a_private_graph_forgets_it(library):
    key = patron(library)
    library.put(key, library.item("900"))
    library.put(patron(library, "gone"), library.item("901"))
    library.delete(patron(library, "gone"))
    assert library.store.drop(key.graph, library.everything) == 1
    assert library.store.history([key, patron(library, "gone")], library.everything) == [(), ()]
    assert all(event.touched == () for event in library.store.changes(0, 10, library.everything))
    assert library.store.check(library.everything) == []
