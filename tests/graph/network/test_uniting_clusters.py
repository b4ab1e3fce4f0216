"""Whatever people unite and part in a network, taking it back gives what was, with all that hangs on it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.access.model import operator
from graph.network.clusters.documents import MEMBER, Answer
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind
from tests.graph.network.test_making_clusters import EVERYTHING, LIBRARIES, NAMES, NETWORK, World, clock, world_in

TITLES = ("History of the harbor town", "A garden of northern roses")
KINDS = (GraphKind.CATALOGUE, GraphKind.CIRCULATION)


def peopled(folder: Path) -> tuple[World, list[str]]:
    """Two works that each of three libraries describes, with a loan, a request and a copy of every one of them."""
    world, works = world_in(folder), list[str]()
    for library in LIBRARIES:
        for number, title in enumerate(TITLES):
            work = world.describe(library, f"w{number}", title=title, by=f"Lee, Ann {number}", year=f"199{number}")
            edition = work.replace("works", "instances")
            works.append(work)
            for kind, body in (
                (GraphKind.CIRCULATION, {"@type": ["lsp:Request"], "lsp:queue": [{"@id": work}]}),
                (GraphKind.CIRCULATION, {"@type": ["lsp:Loan"], "lsp:item": [{"@id": f"{work}-item"}]}),
                (
                    GraphKind.CATALOGUE,
                    {"@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]},
                ),
            ):
                name = f"{work.replace('works', 'things')}-{body['@type'][0][-4:]}"
                put = Put(Key(NAMES.graph(library, kind), name), {"@id": name, **body}, ANY)  # type: ignore[dict-item]
                world.store.commit(Change(Cause("t", "t", clock()), (put,)), EVERYTHING)
    world.making.bring_up(NETWORK)
    return world, works


def clusters_in(world: World) -> dict[str, list[object]]:
    return {iri: body[MEMBER] for iri, body in world.whole().items() if MEMBER in body}


def kept_by_libraries(world: World) -> dict[Key, int]:
    keys = [
        key
        for library in LIBRARIES
        for kind in KINDS
        for key in world.store.scan(NAMES.graph(library, kind), EVERYTHING).keys
    ]
    return {each.key: each.version for each in world.store.read(keys, EVERYTHING) if each is not None}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([Answer.TOGETHER, Answer.APART]),
            st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_united_and_parted_and_taken_back_everything_is_as_it_was(said):
    with TemporaryDirectory() as folder:
        world, works = peopled(Path(folder))
        before, libraries = clusters_in(world), kept_by_libraries(world)
        assert [len(members) for members in before.values()].count(len(LIBRARIES)) >= len(TITLES)
        acts = []
        for answer, chosen in said:
            named = [works[each] for each in chosen]
            first, rest = (named, []) if answer is Answer.TOGETHER else (named[:1], named[1:])
            acts.append(world.clusters.decide(operator(), NETWORK, answer, first, rest))
        assert kept_by_libraries(world) == libraries
        for act in reversed(acts):
            world.clusters.undo(operator(), NETWORK, act.iri)
        assert sorted(map(str, clusters_in(world).values())) == sorted(map(str, before.values()))
        assert kept_by_libraries(world) == libraries
