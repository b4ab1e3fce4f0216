"""The wall between tenants: what is out of scope is not there, and can't be written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.store.errors import Conflict, OutOfScope
from graph.store.model import ABSENT, ANY, Delete, Put
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope, grant

TENANTS = ("harbor", "lindenau", "zeta")
KINDS = (GraphKind.CATALOGUE, GraphKind.CIRCULATION, GraphKind.STAFF)
TARGET = "urn:target"


@pytest.fixture
def full(library):
    """Every tenant has one document in every kind of graph; they are alike, and some share a root."""
    for tenant in TENANTS:
        for kind in KINDS:
            for key in (
                library.key("own", tenant, kind),
                library.key("shared", "harbor", GraphKind.CATALOGUE)._replace(graph=library.graph(tenant, kind)),
            ):
                label = f"{tenant} {kind}"
                isbn = {"@id": "#identifiedBy-1", "@type": ["bf:Isbn"], "rdf:value": ["9780198534532"]}
                library.put(key, library.work(label, bf_subject=[{"@id": TARGET}], bf_identifiedBy=[isbn]))
                library.put(
                    key, library.work(label, bf_subject=[{"@id": TARGET}], bf_identifiedBy=[isbn], bf_note=["2"])
                )
    return library


SCOPES = {
    "nothing": Scope(),
    "one tenant's catalogue": Scope((grant((GraphKind.CATALOGUE,), ("harbor",)),)),
    "two kinds of one tenant": Scope((grant((GraphKind.CATALOGUE, GraphKind.STAFF), ("zeta",)),)),
    "every catalogue": Scope((grant((GraphKind.CATALOGUE,), (EVERY,)),)),
    "every catalogue, one circulation": Scope(
        (grant((GraphKind.CATALOGUE,), (EVERY,)), grant((GraphKind.CIRCULATION,), ("lindenau",)))
    ),
    "a tenant that isn't there": Scope((grant(GraphKind, ("nobody",)),)),
    "everything": Scope((grant(GraphKind, (EVERY,)),)),
    "narrowed": Scope((grant(GraphKind, (EVERY,)),)).narrowed(("harbor",)),
}


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
def test_no_call_returns_what_is_out_of_scope_and_every_call_what_is_in_it(full, scope):
    keys = all_keys(full)
    readable = {key for key in keys if scope.reads(key.graph)}
    store = full.store
    assert {document.key for document in store.read(keys, scope) if document} == readable
    roots = sorted({key.iri for key in keys})
    assert {document.key for layers in store.layers(roots, scope) for document in layers} == readable
    (page,) = store.incoming([TARGET], ["bf:subject"], scope, first=1000, count=True)
    assert set(page.keys) == readable
    assert page.total == len(readable)
    assert set(store.find("isbn", ["9780198534532"], scope)[0]) == readable
    assert {key for graph in {key.graph for key in keys} for key in store.scan(graph, scope).keys} == readable
    assert {touched.key for event in store.changes(0, 1000, scope) for touched in event.touched} == readable
    assert {version.key for versions in store.history(keys, scope) for version in versions} == readable
    assert {
        each.key for each in store.as_of(keys, datetime(2100, 1, 1, tzinfo=UTC), scope) if each is not None
    } == readable
    assert {version.key for version in store.versions([(key, 1) for key in keys], scope) if version} == readable


def all_keys(library):
    events = library.store.changes(0, 1000, library.everything)
    return sorted({touched.key for event in events for touched in event.touched})


def test_a_graph_added_later_is_seen_by_a_scope_used_before(library):
    scope = library.scope("harbor", "lindenau")
    library.add(library.key("1"))
    assert library.store.find("heading", ["x"], scope) == [()]
    library.put(library.key("2", "lindenau"), library.item("5"))
    assert library.store.find("barcode", ["5"], scope) == [(library.key("2", "lindenau"),)]


def test_a_write_out_of_scope_is_refused_and_nothing_of_its_change_is_written(library):
    mine, theirs = library.key("1"), library.key("2", "lindenau")
    library.add(theirs)
    before = library.store.position()
    for change in (
        library.change(Put(mine, library.work(), ABSENT), Put(theirs, library.work("x"), ANY)),
        library.change(Put(mine, library.work(), ABSENT), Delete(theirs, ANY)),
        library.change(Put(mine._replace(graph=library.graph(kind=GraphKind.STAFF)), library.work(), ANY)),
    ):
        with pytest.raises(OutOfScope):
            library.store.commit(change, library.scope("harbor"))
        with pytest.raises(OutOfScope):
            library.store.load([change], library.scope("harbor"))
    assert library.store.position() == before
    assert library.body(mine) is None


def test_reading_is_no_permission_to_write(library):
    with pytest.raises(OutOfScope):
        library.store.commit(library.change(Put(library.key("1"), library.work(), ANY)), library.readers())


def test_a_conflict_with_what_is_out_of_scope_says_no_more_than_the_key(library):
    staff = library.key("secret", kind=GraphKind.STAFF)
    library.put(staff, library.item("100"))
    with pytest.raises(Conflict) as caught:
        library.store.commit(
            library.change(Put(library.key("1"), library.item("100"), ABSENT)), library.scope("harbor")
        )
    assert "secret" not in f"{caught.value} {caught.value.subjects}"


def test_operations_on_the_whole_store_need_the_whole_scope(library, tmp_path):
    scope = library.scope(EVERY)
    for call in (
        lambda: library.store.backup(tmp_path / "copy", scope),
        lambda: library.store.restore(tmp_path / "copy", scope),
        lambda: library.store.check(scope),
        lambda: library.store.drop(library.graph("lindenau", GraphKind.STAFF), scope),
        lambda: library.store.forget([library.key("1", kind=GraphKind.PATRONS)], scope),
    ):
        with pytest.raises(OutOfScope):
            call()
