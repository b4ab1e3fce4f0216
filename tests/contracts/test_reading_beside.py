"""What is read while somebody writes is one state and no mixture of two."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Thread

from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope
from tests.contracts.conftest import Library

SCOPE = SystemScope()
NAMES = Names("https://c.example/")
KEY = Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", "w1"))
WRITES = 150


def write(store: Store, number: int) -> None:
    """Make the document say its own version, in bodies of changing length."""
    body = {"@type": ["bf:Work"], "bf:note": [str(number)], "rdfs:label": ["x" * (number % 3 * 400 + 1)]}
    put = Put(KEY, body, number - 1 or ABSENT)
    store.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (put,)), SCOPE)


def test_a_body_is_always_of_the_version_it_is_read_with_and_no_version_is_missing(library: Library) -> None:
    store = library.store
    write(store, 1)
    writer = Thread(target=lambda: [write(store, number) for number in range(2, WRITES + 1)])
    writer.start()
    while writer.is_alive():
        (document,) = store.read([KEY], SCOPE)
        assert document is not None
        assert document.body["bf:note"] == [str(document.version)]
        (version,) = store.versions([(KEY, document.version)], SCOPE)
        assert version is not None
        assert version.body is not None
        assert version.body["bf:note"] == [str(version.version)]
        (history,) = store.history([KEY], SCOPE)
        assert [each.version for each in history] == list(range(1, len(history) + 1))
    writer.join()
    (document,) = store.read([KEY], SCOPE)
    assert document is not None
    assert document.version == WRITES


def test_whoever_hears_of_a_document_finds_it_by_its_key_its_name_and_its_links(library: Library) -> None:
    store = library.store
    target = NAMES.resource("harbor", "works", "target")

    def make(number: int) -> None:
        key = Key(KEY.graph, NAMES.resource("harbor", "instances", f"i{number}"))
        body = {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": target}], "bf:note": [str(number)]}
        store.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (Put(key, body, ABSENT),)), SCOPE)

    writer = Thread(target=lambda: [make(number) for number in range(WRITES)])
    writer.start()
    position = 0
    while writer.is_alive() or position < store.position():
        for event in store.changes(position, 100, SCOPE):
            keys = [each.key for each in event.touched]
            assert len(keys) == 1
            assert all(store.read(keys, SCOPE))
            assert all(store.layers([key.iri for key in keys], SCOPE))
            position = event.sequence
        (page,) = store.incoming([target], ["bf:instanceOf"], SCOPE, first=1000, count=True)
        assert len(page.keys) >= position
    writer.join()
    assert position == WRITES
