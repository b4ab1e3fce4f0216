"""A library that leaves its network takes along what is its own and leaves nothing of it behind, wherever it was cut
off on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
import pytest

from graph.access.model import ROLES, Actor, Forbidden, network_owner, operator
from graph.catalogue import promoting
from graph.catalogue.promoting import Promoting
from graph.network.clusters.deciding import Clustering, StaleCluster
from graph.network.clusters.documents import Answer
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.making import Making
from graph.network.departure import Departure, Departures
from graph.network.traces import Traces, of_network
from graph.store.errors import Conflict
from graph.store.followed import LogNote
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, opaque_id
from graph.store.scope import SystemScope
from graph.store.walking import keys
from graph.tenants.applications import Applications
from tests.graph.catalogue.stored import SALT, of_type
from tests.graph.network.killing import EndsAfter, Killed, Lives

ROLE = ROLES["cataloguer"]
ANA = Actor("ana", "Ana", "harbor", {"harbor": ROLE, network_owner("rivers"): ROLE})
LINDA = Actor("linda", "Linda", "lindenau", {"lindenau": ROLE, network_owner("rivers"): ROLE})
EVERYTHING = SystemScope()
pytestmark = pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)
"""What stores must do alike is held in tests/contracts."""


class Rivers:
    """Harbor brought two works into the network, each with an edition: Salt, of which Lindenau has a copy too, and a
    private one. It has a copy of what Lindenau brought, said something of it, and is named in what the network says.
    """

    def __init__(self, catalogue, tenants, access, store, names, clock, load, marc) -> None:
        self.catalogue, self.tenants, self.access, self.store, self.names = catalogue, tenants, access, store, names
        self.departures = Departures(store, names, clock, Applications(tenants), access, catalogue.taking_back)
        load(marc(*SALT, "500 ## $a In both."))
        load(marc("001 s2", "100 1# $a Canary, Harbor.", "245 10 $a Harborcanary."))
        self.works, self.instances = of_type(store, names, "bf:Work"), of_type(store, names, "bf:Instance")
        self.shared = dict(self.share(ANA, *self.works, *self.instances))
        salt = next(each for each in self.instances if "Salt" in str(self.read(each, ANA).body))
        self.salt = self.shared[salt]
        self.canaries = [
            new for old, new in self.shared.items() if "canary" in str(self.read(old, ANA).body).casefold()
        ]
        self.copy = catalogue.create(LINDA, "bf:Item", {"bf:itemOf": [{"@id": self.salt}]}).iri
        theirs = catalogue.create(LINDA, "bf:Work", {"rdfs:label": ["Of Lindenau"]})
        (self.theirs,) = self.share(LINDA, theirs.iri).values()
        seen = self.read(self.theirs, ANA)
        catalogue.update(ANA, self.theirs, seen.revision, {**seen.body, "bf:note": ["harbornote"]})
        seen = self.read(self.theirs, LINDA)
        named = {
            **seen.body,
            "bf:relation": [{"@type": ["bf:Relation"], "bf:associatedResource": [{"@id": self.works[0]}]}],
        }
        catalogue.update(LINDA, self.theirs, seen.revision, named, network="rivers")
        self.account = access.create_account(
            operator(), "Ida", {"harbor": ["cataloguer"], network_owner("rivers"): ["cataloguer"]}, "harbor", "ida"
        )

    def share(self, actor: Actor, *iris: str) -> dict[str, str]:
        promoting: Promoting = self.catalogue.promoting
        return dict(promoting.promote(actor, "rivers", {each: self.read(each, actor).revision for each in iris}).moved)

    def read(self, iri: str, actor: Actor):
        (found,) = self.catalogue.resources([iri], self.access.scope(actor))
        return found

    def leave(self, **more) -> Departure:
        return self.departures.leave(operator("harbor"), "harbor", "rivers", **more)

    def elsewhere(self) -> Iterator[bytes]:
        """Everything that every graph but Harbor's own says and said."""
        graphs = [self.names.network_graph("rivers"), self.names.vocabulary]
        graphs += [self.names.graph("lindenau", each) for each in GraphKind if each not in
                   {GraphKind.IDENTITY, GraphKind.NETWORK, GraphKind.VOCABULARY}]  # fmt: skip
        for event in self.store.changes(0, 10_000, EVERYTHING):
            for touched in event.touched:
                if touched.key.graph in graphs:
                    yield touched.key.iri.encode()
                    for each in self.store.history([touched.key], EVERYTHING)[0]:
                        yield orjson.dumps(each.body)


@pytest.fixture
def rivers(catalogue, tenants, access, store, names, clock, load, marc) -> Rivers:
    return Rivers(catalogue, tenants, access, store, names, clock, load, marc)


def left_behind(rivers: Rivers) -> list[bytes]:
    told = (b"c.example/harbor/", b"tenants/harbor", b"arborcanary", b"anary, Harbor", b"harbornote")
    return [each for each in rivers.elsewhere() if any(mark in each for mark in told)]


def test_nothing_of_the_library_is_left_behind_and_what_is_its_own_comes_along(rivers: Rivers) -> None:
    assert left_behind(rivers)
    tried = rivers.leave(dry_run=True)
    done = rivers.leave()
    assert left_behind(rivers) == []
    assert (done.taken, done.removed, done.cleared, done.accounts) == (5, 2, 1, 1)
    assert done.tenant.networks == ()
    assert (tried.taken, tried.removed, tried.cleared, tried.accounts, tried.tenant.networks) == (5, 2, 1, 1, ())
    graph = rivers.names.network_graph("rivers")
    stays = {key.iri for key in keys(rivers.store, graph, EVERYTHING)}
    assert stays == {*rivers.shared.values(), rivers.theirs} - set(rivers.canaries), "what others use stays"
    assert rivers.read(rivers.copy, LINDA).body["bf:itemOf"] == [{"@id": rivers.salt}]
    for iri in (*rivers.works, *rivers.instances):
        assert rivers.read(iri, ANA).iri == iri, "its addresses are its own again"
    own = list(keys(rivers.store, rivers.names.graph("harbor", GraphKind.CATALOGUE), EVERYTHING))
    assert [each for each in own if "/networks/" in each.iri] == []
    ours = [each for each in own if "harbornote" in str(rivers.read(each.iri, ANA).body)]
    (copied,) = ours
    assert rivers.read(copied.iri, ANA).body["dcterms:source"] == [{"@id": rivers.theirs}]
    assert network_owner("rivers") not in rivers.access.accounts([rivers.account.id])[0].held


@pytest.mark.parametrize("is_killed", [False, True])
@pytest.mark.parametrize("how", ["under an address as earlier versions gave it", "and took it back and deleted it"])
def test_what_a_library_shared_goes_with_it_where_the_log_alone_tells(
    rivers: Rivers, how: str, is_killed: bool, monkeypatch
) -> None:
    own = rivers.catalogue.create(ANA, "bf:Work", {"rdfs:label": ["Harborcanary of old"]}).iri
    with monkeypatch.context() as patching:
        if how.startswith("under"):
            patching.setattr(promoting, "shared_id", lambda _, iri: opaque_id("shared", iri))
        shared = rivers.share(ANA, own)[own]
    if how.startswith("and"):
        seen = rivers.read(shared, ANA)
        rivers.catalogue.taking_back.take_back(ANA, "rivers", {shared: seen.revision})
        rivers.catalogue.delete(ANA, own, rivers.read(own, ANA).revision)
    theirs = rivers.catalogue.create(LINDA, "bf:Work", {"rdfs:label": ["Nobody's but Lindenau's"]}).iri
    theirs = rivers.share(LINDA, theirs)[theirs]
    rivers.catalogue.taking_back.take_back(LINDA, "rivers", {theirs: rivers.read(theirs, LINDA).revision})
    if is_killed:
        lives = Lives(rivers.store, monkeypatch)
        for writes in range(1_000):
            lives.left = writes // 4
            try:
                rivers.leave()
            except Killed:
                continue
            break
        lives.left = 1_000
    else:
        assert rivers.leave(dry_run=True).removed == rivers.leave().removed == 3
    assert left_behind(rivers) == []
    there = {key.iri for key in keys(rivers.store, rivers.names.network_graph("rivers"), EVERYTHING)}
    assert shared not in there
    assert theirs in there, "what another brought in stays"


def test_a_library_that_leaves_is_in_no_cluster_and_no_past_of_one(rivers: Rivers, tmp_path) -> None:
    file = ClusterFile(tmp_path / "clusters", tmp_path / "lock", LogNote(tmp_path / "note"), rivers.store, EVERYTHING)
    making = Making(rivers.store, rivers.names, rivers.departures._clock, rivers.tenants, file)
    clusters = Clustering(rivers.store, rivers.names, rivers.departures._clock, making)
    own = [rivers.catalogue.create(who, "bf:Work", {"rdfs:label": ["Tides"]}).iri for who in (ANA, LINDA)]
    act = clusters.decide(operator(), "rivers", Answer.TOGETHER, own)
    clusters.undo(operator(), "rivers", act.iri)
    clusters.decide(operator(), "rivers", Answer.TOGETHER, own)
    rivers.departures._forget_files = lambda *_: (
        rivers.tenants.tenant("harbor").networks and clusters.decide(operator(), "rivers", Answer.TOGETHER, own)
    )
    rivers.leave()
    assert left_behind(rivers) == [], "nor what somebody decided, or a process joined, while it left"
    making.bring_up("rivers")
    assert left_behind(rivers) == []
    assert clusters.of_works(own, EVERYTHING) == [[], []]


def test_who_brings_clusters_up_while_a_library_leaves_says_nothing_of_it_any_more(rivers: Rivers, tmp_path) -> None:
    file = ClusterFile(tmp_path / "clusters", tmp_path / "lock", LogNote(tmp_path / "note"), rivers.store, EVERYTHING)
    making = Making(rivers.store, rivers.names, rivers.departures._clock, rivers.tenants, file)
    said = {
        "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Tides and their tables"]}],
        "bf:originDate": ["1999"],
    }
    for who in (ANA, LINDA):
        rivers.catalogue.create(who, "bf:Work", said)
    follow = file.follow

    def left_then(patience: float | None = None) -> None:
        follow(patience)
        if rivers.tenants.tenant("harbor").networks:
            rivers.leave()

    file.follow = left_then
    making.bring_up("rivers")
    assert left_behind(rivers) == []


def test_a_departure_that_is_killed_anywhere_ends_right_when_it_is_started_again(rivers: Rivers, monkeypatch) -> None:
    lives = Lives(rivers.store, monkeypatch)
    for writes in range(20):
        lives.left = writes // 4  # each place is met, and some of them again
        try:
            done = rivers.leave()
        except Killed:
            assert rivers.tenants.tenant("harbor").networks == ("rivers",), "a member until all is taken along"
        else:
            break
    lives.left = 1_000
    assert done.tenant.networks == ()
    assert left_behind(rivers) == []
    for iri in (*rivers.works, *rivers.instances):
        assert rivers.read(iri, ANA).iri == iri


@pytest.fixture
def late(rivers: Rivers, tmp_path) -> Rivers:
    """Where a coordinator decides about a work of Harbor's, takes that back and decides again, just before the
    membership ends; Harbor says something of a shared work then, and its account is given its role again.
    """
    file = ClusterFile(tmp_path / "clusters", tmp_path / "lock", LogNote(tmp_path / "note"), rivers.store, EVERYTHING)
    making = Making(rivers.store, rivers.names, rivers.departures._clock, rivers.tenants, file)
    clusters = Clustering(rivers.store, rivers.names, rivers.departures._clock, making)
    own = [rivers.catalogue.create(who, "bf:Work", {"rdfs:label": ["Tides"]}).iri for who in (ANA, LINDA)]

    def meanwhile(*_: object) -> None:
        if rivers.tenants.tenant("harbor").networks:
            act = clusters.decide(operator(), "rivers", Answer.TOGETHER, own)
            clusters.undo(operator(), "rivers", act.iri)
            clusters.decide(operator(), "rivers", Answer.TOGETHER, own)
            seen = rivers.read(rivers.theirs, ANA)
            rivers.catalogue.update(ANA, seen.iri, seen.revision, {**seen.body, "bf:note": ["said late"]})

    rivers.departures._forget_files = meanwhile
    return rivers


@pytest.mark.parametrize("again", ["at the next start", "by the next run"])
@pytest.mark.parametrize("writes", range(7))
def test_what_is_cut_off_once_the_membership_has_ended_is_completed(
    late: Rivers, writes: int, again: str, monkeypatch
) -> None:
    with monkeypatch.context() as patching:
        EndsAfter(late.store, patching, "tenant.leave", writes)
        try:
            late.leave()
        except Killed:
            assert late.tenants.tenant("harbor").networks == ()
            assert late.departures.leave(operator("harbor"), "harbor", "rivers", dry_run=True).tenant.networks == ()
    anew = Departures(
        late.store, late.names, late.departures._clock, Applications(late.tenants), late.access,
        late.catalogue.taking_back,
    )  # fmt: skip
    if again == "at the next start":
        anew.complete()
    else:
        assert anew.leave(operator("harbor"), "harbor", "rivers").ended
    assert left_behind(late) == []
    graph, own = late.names.network_graph("rivers"), late.names.graph("harbor", GraphKind.CATALOGUE)
    assert [each.iri for each in keys(late.store, own, EVERYTHING) if "/networks/" in each.iri] == []
    assert any("said late" in str(late.read(each.iri, ANA).body) for each in keys(late.store, own, EVERYTHING))
    assert late.theirs in {each.iri for each in keys(late.store, graph, EVERYTHING)}
    position = late.store.position()
    assert anew.complete() == 0
    assert late.store.position() == position, "nothing is left to do"


def test_a_library_that_is_let_in_again_before_its_departure_was_completed_is_a_member(
    late: Rivers, monkeypatch
) -> None:
    with monkeypatch.context() as patching:
        EndsAfter(late.store, patching, "tenant.leave", 0)
        with pytest.raises(Killed):
            late.leave()
    late.tenants.join(operator(), "harbor", "rivers")
    position = late.store.position()
    assert late.departures.complete() == 0
    assert late.store.position() == position
    late.departures._forget_files = lambda *_: None
    late.leave()
    assert left_behind(late) == []


def test_a_large_departure_goes_on_with_the_next_request(rivers: Rivers) -> None:
    first = rivers.leave(most=0)
    assert (first.ended, first.tenant.networks) == (False, ("rivers",))
    heard: list[int] = []
    done = rivers.departures.leave_wholly(operator("harbor"), "harbor", "rivers", heard.append)
    assert (done.ended, done.taken, heard) == (True, 5, [8])


def test_who_doesnt_belong_to_a_network_changes_nothing_of_it_by_leaving(rivers: Rivers) -> None:
    dropped: list[tuple[str, str]] = []
    rivers.departures._forget_files = lambda tenant, network: dropped.append((tenant.slug, network))
    rivers.tenants.create_tenant(operator(), "quay", {"en": "Quay"})
    theirs = rivers.read(rivers.theirs, LINDA)
    named = {**theirs.body, "bf:relation": [{"@type": ["bf:Relation"], "bf:note": ["https://c.example/quay/works/1"]}]}
    rivers.catalogue.update(LINDA, rivers.theirs, theirs.revision, named, network="rivers")
    position, admin = rivers.store.position(), Actor("q", "Q", "quay", {"quay": ROLES["administrator"]})
    for network in ("rivers", "nowhere", "../..", ""):
        assert rivers.departures.leave(admin, "quay", network).taken == 0
    assert (rivers.store.position(), dropped) == (position, [])


def test_only_the_librarys_or_the_networks_administrator_ends_a_membership(rivers: Rivers) -> None:
    position = rivers.store.position()
    for actor in (ANA, LINDA, Actor("o", "O", "lindenau", {"lindenau": ROLES["administrator"]})):
        with pytest.raises(Forbidden):
            rivers.departures.leave(actor, "harbor", "rivers")
    assert rivers.store.position() == position


@pytest.fixture
def alike(rivers: Rivers, tmp_path) -> Clustering:
    """What finds the same works, of which Harbor and Lindenau have described one each."""
    file = ClusterFile(tmp_path / "clusters", tmp_path / "lock", LogNote(tmp_path / "note"), rivers.store, EVERYTHING)
    making = Making(rivers.store, rivers.names, rivers.departures._clock, rivers.tenants, file)
    title = [{"@type": ["bf:Title"], "bf:mainTitle": ["History of the town"]}]
    for actor in (ANA, LINDA):
        agent = {"@id": f"https://c.example/{actor.tenant}/agents/lee", "@type": ["bf:Person"]}
        maker = {"@type": ["bf:PrimaryContribution"], "bf:agent": [{**agent, "rdfs:label": ["Lee, Ann, 1950-"]}]}
        rivers.catalogue.create(actor, "bf:Work", {"bf:title": title, "bf:contribution": [maker]})
    return Clustering(rivers.store, rivers.names, rivers.departures._clock, making)


def test_clusters_that_were_being_made_when_the_library_left_do_not_name_it(
    rivers: Rivers, alike: Clustering, monkeypatch
) -> None:
    settled, left = alike._making._difference, list[Departure]()

    def first(*asked):
        if not left:
            left.append(rivers.leave())
        return settled(*asked)

    monkeypatch.setattr(alike._making, "_difference", first)
    assert alike.follow() == {"rivers": 0}
    assert left[0].ended
    alike.follow()
    assert left_behind(rivers) == []


@pytest.mark.parametrize("command", ["clusters.follow", "clusterDecide", "networkPromote"])
def test_nothing_is_written_of_a_library_that_left_while_it_was_being_written(
    rivers: Rivers, alike: Clustering, command: str, monkeypatch
) -> None:
    commit, left = rivers.store.commit, list[Departure]()

    def first(change, scope):
        if change.cause.command == command and not left:
            left.append(rivers.leave())
        return commit(change, scope)

    monkeypatch.setattr(rivers.store, "commit", first)
    if command == "clusterDecide":
        own = [rivers.catalogue.create(who, "bf:Work", {"rdfs:label": ["Tides"]}).iri for who in (ANA, LINDA)]
        with pytest.raises(StaleCluster):
            alike.decide(operator(), "rivers", Answer.TOGETHER, own)
    if command == "networkPromote":
        own = [rivers.catalogue.create(ANA, "bf:Work", {"rdfs:label": ["Harborcanary, late"]}).iri]
        with pytest.raises(Conflict):
            rivers.share(ANA, *own)
        assert rivers.read(own[0], ANA).iri == own[0]
    alike.follow()
    assert left[0].ended
    alike.follow()
    assert left_behind(rivers) == []


def test_what_ended_in_a_network_is_looked_through_a_few_at_a_time(store, names, clock, monkeypatch) -> None:
    graph, scope = names.network_graph("rivers"), of_network("rivers")
    gone = [Key(graph, f"{names.base}networks/proposals/{number}") for number in range(120)]
    cause, member = Cause("t", "test", clock()), {"lsp:proposedSame": [{"@id": f"{names.base}harbor/works/1"}]}
    puts = tuple(Put(key, {"@id": key.iri, "@type": ["lsp:Proposal"], **member}, ABSENT) for key in gone)
    store.commit(Change(cause, puts), scope)
    store.commit(Change(cause, deletes=tuple(Delete(key, ANY) for key in gone)), scope)
    read, asked = store.read, [0]

    def counting(keys, within):
        asked.append(len(keys))
        return read(keys, within)

    monkeypatch.setattr(store, "read", counting)
    traces = Traces(store, names, clock)
    assert traces.clear(ANA, "harbor", "rivers", 60)[1] is False
    assert traces.clear(ANA, "harbor", "rivers", None)[1] is True
    assert max(asked) <= 50
    assert not any(each.body for some in store.history(gone, scope) for each in some)
