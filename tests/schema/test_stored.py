"""What is looked at when nothing may be written: each difference has a line, and nothing else is told."""

from __future__ import annotations

from graph.store.model import ABSENT, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from tests.schema.library import World
from tests.schema.marked import HARBOR


def _written(world: World, puts: tuple[Put, ...], deletes: tuple[Delete, ...] = ()) -> None:
    now = world.installation.services.jobs.now()
    world.installation.store.commit(Change(Cause("ana", "test", now), puts, deletes), SystemScope())


def test_what_was_written_is_told_line_by_line(world: World) -> None:
    graph = world.installation.services.names.graph(HARBOR, GraphKind.STAFF)
    there, gone, new = (Key(graph, f"http://localhost:8000/harbor/x/{each}") for each in ("there", "gone", "new"))
    put = [Put(key, {"@id": key.iri, "@type": ["bf:Note"], "rdfs:label": ["before"]}, ABSENT) for key in (there, gone)]
    _written(world, tuple(put))
    before = world.state()
    assert world.changed_since(before) == []
    changed = Put(there, {"@id": there.iri, "@type": ["bf:Note"], "rdfs:label": ["after"]}, 1)
    added = Put(new, {"@id": new.iri, "@type": ["bf:Note"]}, ABSENT)
    _written(world, (changed, added), (Delete(gone, 1),))
    position, *documents, event = world.changed_since(before)
    assert position == f"position {before.position} became {before.position + 1}"
    assert [each.partition(":")[0] for each in documents] == ["gone", "added", "changed"]
    assert all(f"{key.iri} in {graph}" in line for key, line in zip((gone, new, there), documents, strict=True))
    assert "before" in documents[2]
    assert "after" in documents[2]
    assert event == f"event {before.position + 1}: test by ana, 3 documents"


def test_what_is_forgotten_is_seen_although_the_log_does_not_say_so(world: World) -> None:
    key = Key(world.installation.services.names.graph(HARBOR, GraphKind.PATRONS), "http://localhost:8000/harbor/x/one")
    _written(world, (Put(key, {"@id": key.iri, "@type": ["bf:Note"]}, ABSENT),))
    before = world.state()
    world.installation.store.forget([key], SystemScope())
    (line,) = world.changed_since(before)
    assert line.startswith("gone")


def test_what_is_carried_out_beside_a_test_has_ended_when_it_looks(world: World) -> None:
    before = world.state()
    begin = world.beside(lambda _: _written(world, (Put(_key(world), {"@type": ["bf:Note"]}, ABSENT),)))
    begin("late")
    assert len(world.changed_since(before)) == 3


def _key(world: World) -> Key:
    return Key(world.installation.services.names.graph(HARBOR, GraphKind.STAFF), "http://localhost:8000/harbor/x/late")
