"""A library leaves with all that a member can have, on every store, killed on the way: nothing of it is left in the
network, nobody else's is touched, and its own hangs together.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import orjson
import pytest

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.circulation.rules.model import RequestType
from graph.network.clusters.documents import Answer
from graph.network.co_circulation.documents import publication_node, together_key, together_node
from graph.network.co_circulation.model import Publication, Together, Window
from graph.network.departure import Departures
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.walking import documents
from graph.tenants.applications import Applications
from graph.tenants.partners import UnknownPartner
from graph.workflows.interlending.model import PartnerNotAsked
from graph.workflows.interlending.steps import Side, Step
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris
from tests.graph.network.killing import EndsAfter, Killed, Lives
from tests.graph.network.planted import NETWORK, Planted
from tests.graph.workflows.members import OTHER

SIDES = (("harbor", Side.REQUESTING), ("lindenau", Side.SUPPLYING))
WINDOW = Window(date(2025, 9, 1), date(2026, 3, 1))


class Everything(Planted):
    """The planted network with what people decided and took back, what was borrowed together, a description that Harbor
    alone uses, and a hold of its on what is shared; Lindenau shares more with Harbor than with others.
    """

    def __init__(self, store, folder) -> None:
        super().__init__(store, folder)
        taking_back = self.catalogue.taking_back
        self.departures = Departures(
            store, self.names, lambda: self.now, Applications(self.tenants), self.access, taking_back
        )
        decide, ones = self.clusters.decide, self.works
        decide(operator(), NETWORK, Answer.TOGETHER, ones[:2])
        self.clusters.undo(operator(), NETWORK, decide(operator(), NETWORK, Answer.APART, ones[1:2], ones[2:3]).iri)
        self._borrowed_together(ones[0], ones[2], ones[3])
        alone = self.catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": ["Canary"]})
        promote = self.catalogue.promoting.promote
        self.alone = promote(operator("harbor"), NETWORK, {alone.iri: alone.revision}).moved[alone.iri]
        place, point = self.circulation.requesting.place, self.point()
        self.lending.check_out(operator("harbor"), "32", "P1", point)
        wish = Wish(self.shared, RequestLevel.WORK, RequestType.HOLD, point)
        self.hold = place(operator("harbor"), "P3", wish).request.iri
        self.tenants.update(operator("lindenau"), "lindenau", transit={"harbor": 2})

    def _borrowed_together(self, *works: str) -> None:
        names = self.names
        about = publication_node(Publication("", NETWORK, WINDOW, 5, 2, datetime(2026, 3, 1, tzinfo=UTC)), names)
        published = f"{names.base}networks/co-circulation-publications/1"
        puts = [Put(Key(names.network_graph(NETWORK), published), {"@id": published, **about}, ABSENT)]
        for work in works:
            key, others = together_key(names, NETWORK, work), [each for each in works if each != work]
            node = together_node(work, [Together(each, 5, 5, WINDOW) for each in others], None)
            puts.append(Put(key, {"@id": key.iri, **node}, ABSENT))
        self.store.commit(Change(Cause("t", "publish", self.now), tuple(puts)), self.everything)

    def said_and_says(self) -> bytes:
        """Everything that the network says, and said."""
        graph, found = self.names.network_graph(NETWORK), set()
        for event in self.store.changes(0, 10_000, self.everything):
            found.update(each.key for each in event.touched if each.key.graph == graph)
        past = self.store.history(sorted(found), self.everything)
        return orjson.dumps([each.body for states in past for each in states])

    def says(self) -> list[Node]:
        return [each.body for each in documents(self.store, self.names.network_graph(NETWORK), self.everything)]

    def owned(self, tenant: str) -> dict[Key, Node]:
        return {key: body for key, body in self.whole().items() if f"/{tenant}/graphs/" in key.graph}


def leave(everything: Everything, monkeypatch, lives: int) -> None:
    """Leave, killed now and then, with as much at once as is little."""
    alive = Lives(everything.store, monkeypatch)
    for attempt in range(40):
        alive.left = 1_000 if attempt >= lives else attempt // 2 + 1
        try:
            done = everything.departures.leave(operator("harbor"), "harbor", NETWORK, most=3)
        except Killed:
            assert everything.tenants.tenant("harbor").networks == (NETWORK,), "a member until all is done"
        else:
            if done.ended:
                break
    alive.left = 1_000_000
    assert done.ended
    assert done.tenant.networks == ()


def test_who_leaves_takes_along_what_is_its_own_and_leaves_nothing_on_any_store(store, tmp_path, monkeypatch) -> None:
    everything = Everything(store, tmp_path)
    theirs, ours = everything.owned("lindenau"), everything.owned("harbor")
    assert b"/harbor/" in everything.said_and_says()
    leave(everything, monkeypatch, lives=4 if type(store).__name__ == "Neo4jStore" else 12)

    assert b"c.example/harbor/" not in everything.said_and_says()
    assert b"Canary" not in everything.said_and_says()
    says = everything.says()
    assert everything.alone not in [each["@id"] for each in says]
    for each in says:
        for name, fewest in (("lsp:clusterMember", 2), ("lsp:decidedOn", 2), ("lsp:proposedSame", 2), ("lsp:of", 1)):
            assert name not in each or len(each[name]) >= fewest
        assert each["@type"] != ["lsp:CoCirculation"] or "lsp:of" in each
    assert everything.owned("lindenau") == theirs, "what others have, and say of the library by name, is theirs"

    for tenant in OTHER:
        everything.circulation.nightly.due(operator(tenant))
    now, scope = everything.owned("harbor"), everything.access.scope(operator("harbor"))
    own = Key(everything.names.graph("harbor", GraphKind.CATALOGUE), everything.names.resource("harbor", "works", "w3"))
    assert now[own]["bf:note"] == ["Of harbor"]
    (hold,) = everything.circulation.reading.requests(operator("harbor"), [everything.hold])
    assert (hold.target, hold.queue) == (own.iri, own.iri), "it waits for what is the library's own by now"
    for key, body in now.items():
        for name in ("lsp:target", "lsp:queue", "bf:itemOf", "bf:instanceOf", "lsp:item"):
            for each in iris(body, name):
                assert everything.catalogue.resources([each], scope) != [None], f"{key.iri} hangs on {each}"
    loans = [key for key, body in ours.items() if "lsp:Loan" in body["@type"]]
    assert {key: now[key] for key in loans} == {key: ours[key] for key in loans}
    making = everything.making
    making.bring_up(NETWORK)
    assert b"c.example/harbor/" not in everything.said_and_says()


def test_what_comes_while_a_library_leaves_goes_at_the_next_start_on_any_store(store, tmp_path, monkeypatch) -> None:
    everything = Everything(store, tmp_path)
    theirs = everything.owned("lindenau")

    def decided_late(*_: object) -> None:
        if everything.networks("harbor"):
            decide, pair = everything.clusters.decide, everything.works[:2]
            act = decide(operator(), NETWORK, Answer.APART, pair[:1], pair[1:])
            everything.clusters.undo(operator(), NETWORK, act.iri)

    everything.departures._forget_files = decided_late
    with monkeypatch.context() as patching:
        EndsAfter(store, patching, "tenant.leave", 0)
        with pytest.raises(Killed):
            everything.departures.leave(operator("harbor"), "harbor", NETWORK)
    assert everything.networks("harbor") == ()
    assert b"c.example/harbor/" in everything.said_and_says()
    everything.making.bring_up(NETWORK)
    assert everything.departures.complete() == 1
    assert b"c.example/harbor/" not in everything.said_and_says()
    assert everything.owned("lindenau") == theirs
    assert everything.departures.complete() == 0


def test_what_is_under_way_with_a_member_is_completed_by_both_after_one_has_left(tmp_path) -> None:
    everything = Everything(MemoryStore(), tmp_path)
    (mine,) = everything.requests("harbor")[Side.REQUESTING]
    here, there = operator("harbor"), everything.copy_there("harbor", mine.id).iri
    everything.answer("lindenau", there, Step.LEND, "12")
    everything.departures.leave(here, "harbor", NETWORK)

    def stands() -> str:
        states = {str(everything.requests(tenant)[side][0].state) for tenant, side in SIDES}
        assert len(states) == 1, "both keep the same of it"
        return states.pop()

    requesting, home = everything.between.requesting, everything.point(tenant="lindenau")
    requesting.receive(here, mine.iri, "ILL-1", everything.point())
    everything.answer("lindenau", there, Step.RECALL)
    assert stands() == "Recalled + Received"
    requesting.send_back(here, mine.iri)
    everything.returning.check_in(operator("lindenau"), "12", home)
    everything.between.supplying.follow(operator("lindenau"))
    assert stands() == "LoanCompleted + Received + ShippedReturn"
    (theirs,) = everything.requests("lindenau")[Side.REQUESTING]
    requesting.do(operator("lindenau"), theirs.iri, Step.CANCEL)
    assert not everything.copy_there("lindenau", theirs.id).open
    with pytest.raises((PartnerNotAsked, UnknownPartner)):
        everything.ask()
