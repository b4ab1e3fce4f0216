"""The search index follows the log: changes are seen, crashes lose nothing, and a rebuild makes the same index."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.backends.sqlite import SqliteStore
from graph.backends.tantivy import SearchFollower, TantivySearch
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.store.errors import ProjectionUnavailable
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.remaking import Remaking
from graph.store.scope import SystemScope
from graph.store.search import FacetField, SearchKind, SearchQuery

AGENT = SearchKind.AGENT
OWNERS = frozenset({"harbor", "lindenau", "network:coast"})


def everything(index: TantivySearch) -> Any:
    """All that can be seen of an index: every hit and every bucket."""
    found: dict[str, Any] = {}
    for kind in SearchKind:
        query = SearchQuery(
            owners=OWNERS, kinds=frozenset({kind}), first=10_000, facets=tuple(FacetField), facet_size=1000
        )
        answer = index.search(query)
        found[kind] = sorted((hit.owner, hit.iri, hit.label) for hit in answer.hits)
        for facet in answer.facets:
            found[kind, facet.field] = sorted((each.value, each.label, each.count) for each in facet.buckets)
    return found


def test_an_edited_item_and_instance_are_seen_on_their_work(union: Any) -> None:
    assert "Anna Karenina" not in union.labels(available_only=True)
    union.write("harbor", union.item("harbor", "anna-1-a", "anna-1", barcode="31111000009"))
    union.follow()
    assert "Anna Karenina" in union.labels(available_only=True)
    assert union.labels("31111000009") == ["Anna Karenina"]
    assert union.labels("31111000002") == []
    union.write("harbor", union.instance("harbor", "anna-1", "anna", "Anna K.", publisher="Vintage"))
    union.follow()
    assert union.labels("vintage") == ["Anna Karenina"]
    assert union.labels("penguin anna") == []


def test_an_instance_that_moves_to_another_work_leaves_the_first(union: Any) -> None:
    union.write("harbor", union.instance("harbor", "anna-1", "peace", "Anna Karenina", isbn="9780140444179"))
    union.follow()
    assert "A plan for perpetual peace" in union.labels("9780140444179")
    assert union.find("anna").hits[0].label == "Anna Karenina"
    assert "31111000002" not in repr(union.find("title:anna author:tolstoy 31111000002").hits)


def test_a_deleted_work_is_gone_and_its_instances_stand_alone(union: Any) -> None:
    instances = frozenset({SearchKind.INSTANCE})
    union.write("harbor", delete=("https://c.example/harbor/works/anna",))
    union.follow()
    assert union.labels("karenina") == []
    assert union.labels("karenina", kinds=instances) == ["Anna Karenina"]
    assert union.labels("tolstoy karenina", kinds=instances) == []
    union.write("harbor", delete=("https://c.example/harbor/instances/anna-1",))
    union.follow()
    assert union.labels("karenina", kinds=instances) == []


@pytest.mark.parametrize("between", [True, False], ids=["followed before", "at once"])
def test_what_leads_to_another_by_now_is_found_no_more(union: Any, between: bool) -> None:
    kinds = frozenset({SearchKind.WORK, SearchKind.INSTANCE})
    before = union.find(kinds=kinds).total
    union.write("harbor", union.work("harbor", "twice", "Twice"), union.instance("harbor", "twice-1", "twice", "Twice"))
    if between:
        union.follow()
    names = [f"https://c.example/harbor/{each}" for each in ("works/twice", "instances/twice-1")]
    union.write(
        "harbor", *({"@id": each, "@type": [REDIRECT], REPLACED_BY: [{"@id": f"{each}-now"}]} for each in names)
    )
    union.follow()
    assert union.find("twice", kinds=kinds).total == 0
    assert union.find(kinds=kinds).total == before


def test_a_heading_goes_with_its_last_use_and_comes_back_with_the_next(union: Any) -> None:
    kant = frozenset({AGENT})
    union.write("harbor", union.work("harbor", "peace", "A plan"))
    union.follow()
    assert union.labels("kant", kinds=kant) == []
    union.write("harbor", union.work("harbor", "peace", "A plan", author="Kant, Immanuel, 1724-1804"))
    union.follow()
    assert union.labels("kant", kinds=kant) == ["Kant, Immanuel, 1724-1804"]


def test_a_described_heading_is_found_by_its_variants(union: Any) -> None:
    described = {
        **union.agent("harbor", "Tolstoy, Leo, 1828-1910"),
        "skos:altLabel": ["Tolstoï, Léon"],
    }
    union.write("harbor", described)
    union.follow()
    assert union.labels("leon tolstoi", kinds=frozenset({AGENT})) == ["Tolstoy, Leo, 1828-1910"]


def _authority(union: Any, *variants: str) -> dict[str, Any]:
    """What an authority record makes of Tolstoy: the agent, and the authority with its variants below."""
    return {
        **union.agent("harbor", "Tolstoy, Leo, 1828-1910"),
        "madsrdf:isIdentifiedByAuthority": [
            {
                "@id": "#authority-1",
                "@type": ["madsrdf:PersonalName", "madsrdf:Authority"],
                "madsrdf:hasVariant": [
                    {"@id": f"#variant-{at}", "@type": ["madsrdf:Variant"], "madsrdf:variantLabel": [variant]}
                    for at, variant in enumerate(variants)
                ],
            }
        ],
    }


def _suggested(union: Any, text: str) -> list[tuple[str, int]]:
    found = union.index.suggest(text, frozenset({"harbor"}), [AGENT], 5)
    return [(each.label, each.uses) for each in found]


def test_an_agent_is_suggested_by_a_variant_of_its_authority_with_the_works_that_name_it(union: Any) -> None:
    assert _suggested(union, "tolstoj") == []
    union.write("harbor", _authority(union, "Tolstoj, Lew", "Толстой, Лев"))
    union.follow()
    assert _suggested(union, "tolstoj") == [("Tolstoy, Leo, 1828-1910", 2)]
    assert _suggested(union, "толст") == [("Tolstoy, Leo, 1828-1910", 2)]


def test_a_variant_that_is_taken_back_finds_nothing_any_more(union: Any) -> None:
    union.write("harbor", authority := _authority(union, "Tolstoj, Lew", "Tolstoï, Léon"))
    union.follow()
    union.write("harbor", _authority(union, "Tolstoï, Léon"))
    union.follow()
    assert _suggested(union, "tolstoj") == []
    assert _suggested(union, "leon") == [("Tolstoy, Leo, 1828-1910", 2)]
    union.write("harbor", delete=(authority["@id"],))
    union.follow()
    assert _suggested(union, "leon") == []
    assert _suggested(union, "leo") == [("Tolstoy, Leo, 1828-1910", 2)]


def test_private_graphs_are_never_indexed(union: Any) -> None:
    for kind in GraphKind:
        if kind not in {GraphKind.CATALOGUE, GraphKind.NETWORK, GraphKind.IDENTITY, GraphKind.VOCABULARY}:
            union.write("harbor", union.work("harbor", f"x-{kind}", f"Secret {kind}"), kind=kind)
    union.follow()
    assert union.find("secret", kinds=frozenset(SearchKind)).total == 0


def test_an_answer_tells_up_to_which_event_it_knows(union: Any) -> None:
    sequence = union.write("harbor", union.work("harbor", "new", "Brand new"))
    assert union.find("brand").position < sequence
    union.follow()
    assert union.find("brand").hits[0].label == "Brand new"
    assert union.find("brand").position >= sequence


def test_a_reader_opened_before_the_index_sees_it_appear(tmp_path: Path, libraries: Any) -> None:
    reader = TantivySearch(tmp_path / "other")
    libraries.write("harbor", libraries.work("harbor", "one", "First"))
    follower = SearchFollower(tmp_path / "other", lambda _: True)
    catch_up(follower, libraries.store, libraries.scope)
    follower.close()
    assert reader.search(SearchQuery(owners=OWNERS, text="first")).total == 1


def test_an_index_deleted_under_reader_and_follower_is_told_and_made_anew(tmp_path: Path, libraries: Any) -> None:
    place = tmp_path / "other"
    reader = TantivySearch(place)
    libraries.write("harbor", libraries.work("harbor", "one", "First"))
    follower = SearchFollower(place, lambda _: True)
    catch_up(follower, libraries.store, libraries.scope)
    assert reader.search(SearchQuery(owners=OWNERS, text="first")).total == 1
    shutil.rmtree(place)
    assert not follower.is_whole()
    with pytest.raises(ProjectionUnavailable):
        reader.search(SearchQuery(owners=OWNERS, text="first"))
    follower.reset()
    catch_up(follower, libraries.store, libraries.scope)
    assert reader.search(SearchQuery(owners=OWNERS, text="first")).total == 1
    shutil.rmtree(place)
    follower.close()


def test_a_damaged_index_is_made_anew_when_a_follower_opens_it(tmp_path: Path, libraries: Any) -> None:
    place = tmp_path / "other"
    libraries.write("harbor", libraries.work("harbor", "one", "First"))
    follower = SearchFollower(place, lambda _: True)
    catch_up(follower, libraries.store, libraries.scope)
    follower.close()
    for file in place.rglob("*.*"):
        if file.suffix != ".json":
            file.write_bytes(os.urandom(file.stat().st_size))
    with pytest.raises(ProjectionUnavailable):
        TantivySearch(place).search(SearchQuery(owners=OWNERS, text="first"))
    follower = SearchFollower(place, lambda _: True)
    catch_up(follower, libraries.store, libraries.scope)
    assert TantivySearch(place).search(SearchQuery(owners=OWNERS, text="first")).total == 1
    follower.close()


WRITES = st.lists(
    st.tuples(
        st.sampled_from(["work", "instance", "item", "drop work", "drop instance", "drop item", "follow"]),
        st.integers(0, 2),
        st.integers(0, 3),
        st.sampled_from(["Ann", "Ben", "Čapek"]),
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(writes=WRITES)
def test_following_step_by_step_and_rebuilding_make_the_same_index(
    tmp_path_factory: Any, libraries: Any, writes: list[tuple[str, int, int, str]]
) -> None:
    libraries.write("harbor", libraries.work("harbor", "anchor", "Anchor"))
    for what, number, of, name in writes:
        if what == "work":
            libraries.write(
                "harbor", libraries.work("harbor", f"w{number}", f"W {name}", author=name, subjects=(f"{name}--Life",))
            )
        elif what == "instance":
            libraries.write(
                "harbor", libraries.instance("harbor", f"i{number}", f"w{of}", f"I {name}", year=f"19{of}0")
            )
        elif what == "item":
            libraries.write("harbor", libraries.item("harbor", f"t{number}", f"i{of}", missing=name == "Ben"))
        elif what == "follow":
            libraries.follow()
        else:
            kind = what.removeprefix("drop ") + "s"
            name_of = {"works": "w", "instances": "i", "items": "t"}[kind]
            iri = f"https://c.example/harbor/{kind}/{name_of}{number}"
            if libraries.store.layers([iri], libraries.scope)[0]:
                libraries.write("harbor", delete=(iri,))
    libraries.follow()
    fresh = libraries.reopened(tmp_path_factory.mktemp("fresh"))
    fresh.follow()
    assert everything(fresh.index) == everything(libraries.index)
    fresh.follower.close()
    libraries.follower.reset()
    libraries.follow()
    assert everything(libraries.index) == everything(fresh.index)


def test_applying_the_same_events_twice_changes_nothing(union: Any) -> None:
    before = everything(union.index)
    events = union.store.changes(0, 100, union.scope)
    union.follower.apply(events, union.store, union.scope)
    union.write("harbor", union.work("harbor", "x", "X"), delete=())
    union.write("harbor", delete=("https://c.example/harbor/works/x",))
    union.follow()
    assert everything(union.index) == before


FOLLOW = """
import sys
from pathlib import Path
from graph.backends.sqlite import SqliteStore
from graph.backends.tantivy import SearchFollower
from graph.store.scope import SystemScope
store, scope = SqliteStore(Path(sys.argv[1])), SystemScope()
follower = SearchFollower(Path(sys.argv[2]), lambda item: True)
print("ready", flush=True)
while follower.position() < store.position():
    follower.apply(store.changes(follower.position(), 1, scope), store, scope)
    follower.flush()
follower.close()
"""


def test_a_follower_killed_at_any_moment_catches_up_to_the_same_index(tmp_path: Path, libraries: Any) -> None:
    store, scope, graph = SqliteStore(tmp_path / "store.db"), SystemScope(), Names("https://c.example/").graph
    for number in range(60):
        bodies = [
            libraries.work("harbor", f"w{number}", f"Book {number}", author=f"Author {number % 9}"),
            libraries.instance("harbor", f"i{number}", f"w{number}", f"Book {number}", year="1999"),
        ]
        if number > 30:
            bodies.append(
                libraries.work("harbor", f"w{number - 30}", f"Changed {number}", author=f"Author {number % 4}")
            )
        puts = tuple(Put(Key(graph("harbor", GraphKind.CATALOGUE), body["@id"]), body, ANY) for body in bodies)
        store.commit(Change(Cause("tester", "test", libraries.clock), puts), scope)
    chance = random.Random(5)
    arguments = [sys.executable, "-c", FOLLOW, str(tmp_path / "store.db"), str(tmp_path / "killed")]
    kills = 0
    for _ in range(40):
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=os.environ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            done = process.poll() is not None
            process.send_signal(signal.SIGKILL)
            kills += not done
        if done:
            break
    assert kills
    ours = SearchFollower(tmp_path / "killed", lambda _: True)
    catch_up(ours, store, scope)
    fresh = SearchFollower(tmp_path / "fresh", lambda _: True)
    catch_up(fresh, store, scope)
    assert everything(TantivySearch(tmp_path / "killed")) == everything(TantivySearch(tmp_path / "fresh"))
    for each in (ours, fresh, store):
        each.close()


def test_an_index_made_anew_beside_takes_its_place_though_it_was_broken_off_once(union: Any, tmp_path: Path) -> None:
    before = everything(union.index)
    again = tmp_path / "search" / "again"
    broken_off = Remaking(again, lambda directory: SearchFollower(directory, lambda _: True))
    broken_off.begin()
    assert not broken_off.step(union.follower, union.store, union.scope)
    broken_off.close()
    assert everything(union.index) == before
    remaking = Remaking(again, lambda directory: SearchFollower(directory, lambda _: True))
    assert remaking.is_under_way
    while not remaking.step(union.follower, union.store, union.scope):
        assert everything(union.index) == before
    assert (remaking.is_under_way, union.follower.position()) == (False, union.store.position())
    assert union.index.position() == union.store.position()
    union.write("harbor", union.work("harbor", "new", "Brand new"))
    union.follow()
    assert union.labels("brand") == ["Brand new"]
