"""What a change would do is told by the rules it is then written by."""

from __future__ import annotations

import pytest

from graph.store.errors import Conflict, InvalidDocument, OutOfScope
from graph.store.model import ABSENT, Delete, Put
from graph.store.names import GraphKind
from graph.store.rehearsal import rehearse


def test_a_rehearsal_leaves_what_the_change_would_and_writes_nothing(library):
    same, changed, gone, new = (library.key(each) for each in ("same", "changed", "gone", "new"))
    library.add(same, changed, gone)
    change = library.change(
        Put(same, library.work(same.iri), 1), Put(changed, library.work("b"), 1),
        Put(new, library.item("1"), ABSENT), Delete(gone, 1),
    )  # fmt: skip
    before = library.store.position()
    left = rehearse(change, library.store, library.scope("harbor"))
    assert library.store.position() == before
    assert library.store.read([new], library.everything) == [None]
    library.store.commit(change, library.everything)
    keys = [same, changed, gone, new]
    assert [left[key] for key in keys] == library.store.read(keys, library.everything)


def test_what_would_be_a_conflict_is_one_of_the_same_subjects(library):
    holder, stale, mine = library.key("holder"), library.key("stale"), library.key("mine")
    library.put(holder, library.item("77"))
    library.put(library.key("theirs", "lindenau"), library.item("88"))
    library.add(stale)
    change = library.change(
        Put(stale, library.work("b"), 7), Put(library.key("absent"), library.work("c"), 1),
        Put(mine, library.item("77"), ABSENT),
    )  # fmt: skip
    subjects = []
    for attempt in (rehearse, lambda change, store, scope: store.commit(change, scope)):
        with pytest.raises(Conflict) as caught:
            attempt(change, library.store, library.scope("harbor"))
        subjects.append(caught.value.subjects)
    assert subjects[0] == subjects[1]
    assert "barcode:77" in subjects[0]
    elsewhere = library.change(Put(mine, library.item("88"), ABSENT))
    assert rehearse(elsewhere, library.store, library.everything)[mine] is not None


def test_what_would_be_refused_is_refused(library):
    outside = library.change(Put(library.key("1", kind=GraphKind.STAFF), library.work(), ABSENT))
    with pytest.raises(OutOfScope):
        rehearse(outside, library.store, library.scope("harbor"))
    key = library.key("1")
    with pytest.raises(InvalidDocument):
        rehearse(library.change(Put(key, library.work("a"), ABSENT), Delete(key, 1)), library.store, library.everything)
