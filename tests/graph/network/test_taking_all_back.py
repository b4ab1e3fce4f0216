"""Whatever is united and parted, in a network's clusters and in the catalogues of its members, taking it all back gives
the state that was: the same octets of all that hangs on it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite import SqliteStore
from graph.catalogue.statements import Statement
from graph.network.clusters.documents import Answer
from graph.store.portable import Portable
from mappings.errors import CatalographError
from tests.conftest import STORES
from tests.graph.network.planted import NETWORK, Planted

EXAMPLES = {"memory": 12, "sqlite": 3}
TENANTS = st.sampled_from(["harbor", "lindenau"])
DECISION = st.tuples(
    st.just("decide"),
    st.sampled_from([Answer.TOGETHER, Answer.APART]),
    st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True),
)
MERGE = st.tuples(st.just("merge"), TENANTS, st.permutations([0, 1, 2]))
EDITIONS = st.tuples(st.just("merge_editions"), TENANTS, st.permutations([0, 1, 2]))
SPLIT = st.tuples(st.just("split"), TENANTS, st.integers(0, 1))
NIGHT = st.tuples(st.just("night"), TENANTS, st.just(None))
EACH = [
    ("merge", "harbor", [1, 0, 2]),
    ("merge", "harbor", [2, 1, 0]),
    ("decide", Answer.TOGETHER, [2, 4]),
    ("split", "lindenau", 1),
    ("night", "harbor", None),
]
"""Something of each, on every store; more is drawn on those that are quick."""
ACTS = st.lists(DECISION | MERGE | EDITIONS | SPLIT | NIGHT, min_size=1, max_size=5)


class Uniting:
    """What people do in the planted network, each with how it is taken back."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        self.back: list[Callable[[], object]] = []

    def own(self, tenant: str, collection: str) -> list[str]:
        names, shared = self.planted.names, self.planted.shared
        third = shared if collection == "works" else self.planted.edition
        mine = [names.resource(tenant, collection, f"w{n}") for n in (1, 2)]
        return [*mine, third if tenant == "harbor" else names.resource(tenant, collection, "w3")]

    def decide(self, answer: Answer, chosen: list[int]) -> None:
        named = [self.planted.works[each] for each in chosen]
        first, rest = (named, []) if answer is Answer.TOGETHER else (named[:1], named[1:])
        clusters, who = self.planted.clusters, operator()
        known = self.planted.making.known(NETWORK, named)
        if known.issuperset(named):  # what was merged into another is no work any more
            act = clusters.decide(who, NETWORK, answer, first, rest)
            self.back.append(lambda: clusters.undo(who, NETWORK, act.iri))

    def merge(self, tenant: str, order: list[int], collection: str = "works") -> None:
        keep, other, _ = (self.own(tenant, collection)[each] for each in order)
        seen = {each: self.planted.of(tenant, each).revision for each in (keep, other)}
        self._batch(tenant, lambda who: self.planted.catalogue.merging.merge(who, keep, [other], seen, dry_run=False))

    def merge_editions(self, tenant: str, order: list[int]) -> None:
        self.merge(tenant, order, "instances")

    def split(self, tenant: str, number: int) -> None:
        work = self.planted.of(tenant, self.own(tenant, "works")[number])
        editions = [each["@id"] for each in work.body.get("bf:hasInstance", ())]
        said = [Statement("bf:language", each) for each in work.body.get("bf:language", ())]
        splitting = self.planted.catalogue.splitting
        self._batch(
            tenant, lambda who: splitting.split(who, work.iri, work.revision, editions[:1], said[:1], dry_run=False)
        )

    def night(self, tenant: str, _: None) -> None:
        self.planted.circulation.nightly.due(operator(tenant))
        self.planted.making.bring_up(NETWORK)

    def _batch(self, tenant: str, do: Callable[..., object]) -> None:
        who, before = operator(tenant), self.planted.whole()
        try:
            batch = do(who).batch  # type: ignore[attr-defined]
        except CatalographError:
            assert self.planted.whole() == before, "what is refused changes nothing"
        else:
            self.planted.making.bring_up(NETWORK)
            self.back.append(lambda: self.planted.catalogue.batches.undo(who, batch.iri, dry_run=False))

    def take_all_back(self) -> None:
        for each in reversed(self.back):
            each()
            self.planted.making.bring_up(NETWORK)
        self.nights()

    def nights(self) -> None:
        for tenant in ("harbor", "lindenau"):
            self.night(tenant, None)


@pytest.mark.parametrize("backend", STORES)
def test_whatever_is_united_and_parted_and_taken_back_all_is_as_it_was(backend: str, request) -> None:
    def opened(folder: Path) -> Portable:
        match backend:
            case "memory":
                return MemoryStore()
            case "sqlite":
                return SqliteStore(folder / "store.sqlite")
            case _:
                return Neo4jStore(request.getfixturevalue("neo4j").empty())

    def holds(acts) -> None:
        with TemporaryDirectory() as folder:
            planted = Planted(opened(Path(folder)), Path(folder))
            uniting = Uniting(planted)
            uniting.nights()
            before = planted.whole()
            for name, *rest in acts:
                getattr(uniting, name)(*rest)
            uniting.take_all_back()
            after = planted.whole()
            assert after.keys() == before.keys()
            for key, body in before.items():
                assert orjson.dumps(after[key]) == orjson.dumps(body)
            planted.store.close()

    holds(EACH)
    if backend in EXAMPLES:
        drawn = settings(
            max_examples=EXAMPLES[backend],
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=[Phase.generate],
        )
        drawn(given(ACTS)(holds))()
