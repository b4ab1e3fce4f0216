"""What a network shares is found once by each member, by what all layers say, and with the member's own copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.access.model import ROLES, Actor, network_owner
from graph.backends.memory import MemoryStore
from graph.backends.tantivy import TantivySearch
from graph.backends.tantivy.follower import SearchFollower
from graph.catalogue.layers import merged
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.search import SearchKind, SearchQuery
from graph.store.terms import owners_of
from tests.graph.catalogue.stored import SALT, of_type

ROLE = ROLES["cataloguer"]
ANA = Actor("ana", "Ana", "harbor", {"harbor": ROLE, network_owner("rivers"): ROLE})
LINDA = Actor("linda", "Linda", "lindenau", {"lindenau": ROLE})


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what is searched follows from what it says."""
    return MemoryStore()


@pytest.fixture
def found(store, access, tmp_path: Path):
    """The works that somebody finds in their library, by a text, as soon as search has followed."""
    follower, index = SearchFollower(tmp_path, lambda _: True, merge=merged), TantivySearch(tmp_path)

    def search(actor: Actor, text: str, *, available: bool = False, anew: bool = False):
        if anew:
            follower.reset()
        catch_up(follower, store, SystemScope())
        owners = owners_of(access.scope(actor))
        wanted = SearchQuery(owners=owners, text=text, kinds=frozenset({SearchKind.WORK}), available_only=available)
        answer = index.search(wanted)
        return [(hit.owner, hit.iri) for hit in answer.hits]

    yield search
    follower.close()


def test_each_member_finds_what_is_shared_once_with_its_own_words_and_copies(
    catalogue, access, store, names, load, marc, found
) -> None:
    load(marc(*SALT))
    (work,), (instance,) = (of_type(store, names, each) for each in ("bf:Work", "bf:Instance"))
    catalogue.create(ANA, "bf:Item", {"bf:itemOf": [{"@id": instance}]})
    assert found(ANA, "salt", available=True) == [("harbor", work)]
    seen = {each: catalogue.resources([each], access.scope(ANA))[0].revision for each in (work, instance)}
    moved = catalogue.promoting.promote(ANA, "rivers", seen).moved
    shared = moved[work]
    for anew in (False, True):
        assert found(ANA, "salt kurlansky", anew=anew) == [("harbor", shared)]
        assert found(ANA, "salt", available=True) == [("harbor", shared)]
        assert found(LINDA, "salt") == [("network:rivers", shared)]
        assert found(LINDA, "salt", available=True) == []
    theirs = catalogue.create(LINDA, "bf:Item", {"bf:itemOf": [{"@id": moved[instance]}]})
    for anew in (False, True):
        assert found(LINDA, "salt", available=True, anew=anew) == [("lindenau", shared)]
    (now,) = catalogue.resources([shared], access.scope(LINDA))
    catalogue.update(LINDA, shared, now.revision, {**now.body, "bf:note": ["zanzibar"]})
    assert found(LINDA, "zanzibar salt") == [("lindenau", shared)]
    assert found(ANA, "zanzibar") == []
    (now,) = catalogue.resources([shared], access.scope(ANA))
    titled = {**now.body, "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Sodium"]}]}
    catalogue.update(ANA, shared, now.revision, titled, network="rivers")
    for anew in (False, True):
        for actor, owner in ((ANA, "harbor"), (LINDA, "lindenau")):
            assert found(actor, "sodium", anew=anew) == [(owner, shared)], "a change of what is shared is everybody's"
    catalogue.delete(LINDA, theirs.iri, theirs.revision)
    (now,) = catalogue.resources([shared], access.scope(LINDA))
    catalogue.delete(LINDA, shared, now.revision)
    for anew in (False, True):
        assert found(LINDA, "sodium", anew=anew) == [("network:rivers", shared)], "who has nothing of it is left out"
    (now,) = catalogue.resources([shared], access.scope(ANA))
    back = catalogue.taking_back.take_back(ANA, "rivers", {shared: now.revision}).moved
    for anew in (False, True):
        assert ("harbor", back[shared]) in found(ANA, "sodium", available=True, anew=anew)
