"""What people see of clusters and decide about them: the review queue, together and apart, and taking it back.

A decision is about pairs, each a document of its own, and holds against every later score until it is taken back or
another is made. What was said at once is one act, and is taken back at once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, product
from typing import ClassVar, Final

from graph.access.model import Actor, Permission, network_owner, require
from graph.catalogue.lists import filled
from graph.network.clusters import documents, listing
from graph.network.clusters.documents import Answer, Cluster, Decision, Kind, Proposal
from graph.network.clusters.grouping import Pair, pair
from graph.network.clusters.making import Making
from graph.store import walking
from graph.store.alike import CLUSTER, MEMBER
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names, opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Grant, Scope, grant
from graph.tenants.unchanged import with_settings
from mappings.bibframe.reading.values import iris
from mappings.errors import CatalographError

MOST_WORKS: Final = 50
_MOST_PAIRS: Final = 400
_MOST: Final = 1000
_FIRST: Final = Page()


class ClusterError(CatalographError):
    """Anything that can be wrong with clusters and what is decided about them."""

    code: ClassVar[str] = "CLUSTER"


class InvalidDecision(ClusterError):
    """A decision about too many or too few works, or about a work and itself."""

    code: ClassVar[str] = "INVALID_CLUSTER_DECISION"
    hint: ClassVar[str] = "Name two to fifty works, each once; to take some out of a cluster, name them and the others."


class UnknownWork(ClusterError):
    """A work that no member of the network shows the others, or that isn't there."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "Only works that a member shares with whoever reads the network can be decided on."


class UnknownAct(ClusterError):
    """Nothing that was decided stands any more under this address: it was taken back, or something else was said."""

    code: ClassVar[str] = "UNKNOWN_CLUSTER_ACT"
    hint: ClassVar[str] = "The answer to a decision names it; a later decision about the same works takes its place."


class StaleCluster(ClusterError):
    """A cluster or proposal was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and decide on what is there now."


@dataclass(frozen=True, slots=True)
class Act:
    """What was decided at once: its address, the answer, and the works it is about."""

    iri: str
    answer: Answer
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An act that holds: of which network, what it said of which works, and one of the decisions it is made of."""

    act: Act
    network: str
    decision: str
    changed: datetime


class Clustering:
    """Reads clusters and decides about them. Deciding needs `network.admin` in the network."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], making: Making) -> None:
        self._store, self._names, self._clock, self._making = store, names, clock, making

    # what there is

    def of_works(self, works: Sequence[str], scope: Scope) -> list[list[Cluster]]:
        """Per work its clusters, one in each network whose graph the scope reads. Two calls of the store."""
        own = _networks_in(scope)
        pages = self._store.incoming(works, (MEMBER,), own) if works else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        found = dict(zip(keys, self._store.read(keys, own) if keys else (), strict=True))
        known = {key: cluster for key, each in found.items() if (cluster := documents.cluster_of(each)) is not None}
        return [[known[key] for key in page.keys if key in known] for page in pages]

    def beside(self, works: Sequence[str], scope: Scope) -> list[list[str]]:
        """Per work, those that a network takes for the same. Two calls of the store."""
        found = self.of_works(works, scope)
        return [
            [iri for one in each for iri in one.members if iri != work] for work, each in zip(works, found, strict=True)
        ]

    def all_of(self, network: str, scope: Scope) -> Iterator[Cluster]:
        """Every cluster of a network, by address."""
        graph = self._names.network_graph(network)
        for each in walking.documents(self._store, graph, _networks_in(scope), type=CLUSTER):
            if (cluster := documents.cluster_of(each)) is not None:
                yield cluster

    def waiting(
        self,
        actor: Actor,
        network: str,
        kind: Kind | None = None,
        library: str | None = None,
        page: Page = _FIRST,
    ) -> Slice[Proposal]:
        """What waits for a person, the likeliest first: of one kind, and with something of one library, where that is
        asked for. Needs `network.admin` there. Raises `InvalidCursor`, `Unavailable`.
        """
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        with self._making.listed(network) as file:
            found = listing.proposals(file, network, page, kind, library)
        return filled(found, [documents.proposal_of(each) for each in self._read(network, found.items)])

    def standing(self, actor: Actor, network: str, page: Page = _FIRST) -> Slice[Standing]:
        """What people decided and holds, the last first. Needs `network.admin` there. Raises `InvalidCursor`,
        `Unavailable`.
        """
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        with self._making.listed(network) as file:
            found = listing.acts(file, network, page)
            made_of = listing.decisions(file, network, found.items)
        acts: dict[str, Standing] = {}
        for each in self._read(network, made_of):
            if each is not None and (decision := documents.decision_of(each)) is not None:
                acts[decision.act] = _with(acts.get(decision.act), decision, each, network)
        return filled(found, [acts.get(act) for act in found.items])

    def causes(self, acts: Sequence[Standing]) -> list[Cause | None]:
        """Who decided each of these acts, and when; None where that is forgotten. One call of the store."""
        keys = [Key(self._names.network_graph(each.network), each.decision) for each in acts]
        pasts = self._store.history(keys, _of(*{each.network for each in acts})) if keys else []
        begun = [documents.begun(past, each.act.iri) for past, each in zip(pasts, acts, strict=True)]
        return [None if at is None else past[at].cause for past, at in zip(pasts, begun, strict=True)]

    def follow(
        self, tenant: str | None = None, stop: Callable[[], bool] = lambda: False, *, waits: bool = True
    ) -> dict[str, int]:
        """Bring the clusters of every network up to what is described by now, or of those of one library; how many
        documents each wrote. Where `stop` asks to end, the rest is left for the next time. One process does so at a
        time; another `waits` for it, or leaves it to that one.
        """
        with self._making.alone(stop, waits=waits) as turn:
            return {network: self._making.bring_up(network, stop) for network in self._making.networks(tenant) if turn}

    # what is decided

    def decide(
        self,
        actor: Actor,
        network: str,
        answer: Answer,
        works: Sequence[str],
        against: Sequence[str] = (),
        *,
        seen: Mapping[str, int] | None = None,
        request_id: str | None = None,
    ) -> Act:
        """Say that all these works are one, or that each of them is another than each of `against`.

        `seen` are the revisions of clusters and proposals by address that the caller decided on. Raises `Forbidden`,
        `InvalidDecision`, `UnknownWork`, `StaleCluster`.
        """
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        pairs = _pairs(answer, works, against)
        concerned = list(dict.fromkeys([*works, *against]))
        held = self._making.unchanged(concerned)
        if not self._making.known(network, concerned).issuperset(concerned):
            raise UnknownWork("One of these is none that the network knows.")
        local = opaque_id("act", actor.id, request_id) if request_id else secrets.token_hex(10)
        act = self._names.resource(NETWORKS, "cluster-acts", local)
        if request_id and self._of_act(network, act):
            self._making.look_again(network, concerned)  # whoever said so may have been cut off before
            return Act(act, answer, tuple(concerned))
        self._refuse_stale(network, seen or {})
        keys = [documents.decision_key(self._names, network, each) for each in pairs]
        there = self._store.read(keys, _of(network))
        puts = tuple(
            Put(key, documents.decision_node(key.iri, each, answer, act), ABSENT if old is None else old.version)
            for key, each, old in zip(keys, pairs, there, strict=True)
        )
        self._commit(actor, "clusterDecide", network, (*puts, *held), (), request_id)
        self._making.look_again(network, concerned)
        return Act(act, answer, tuple(concerned))

    def undo(self, actor: Actor, network: str, act: str, request_id: str | None = None) -> tuple[str, ...]:
        """Take an act back: what was decided before it about the same works holds again; the works. Raises `Forbidden`,
        `UnknownAct`.
        """
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        decisions = self._of_act(network, act)
        if not decisions:
            if request_id and (works := self._taken_back(actor, network, request_id)):
                self._making.look_again(network, works)
                return works
            raise UnknownAct("Nothing decided stands under this address.")
        keys = [Key(self._names.network_graph(network), each.iri) for each in decisions]
        puts, deletes = [], []
        for key, decision, past in zip(keys, decisions, self._store.history(keys, _of(network)), strict=True):
            before = past[begun - 1].body if (begun := documents.begun(past, act)) else None
            if before is None:
                deletes.append(Delete(key, decision.revision))
            else:
                puts.append(Put(key, before, decision.revision))
        self._commit(actor, "clusterUndo", network, tuple(puts), tuple(deletes), request_id)
        works = tuple(dict.fromkeys(work for each in decisions for work in each.works))
        self._making.look_again(network, works)
        return works

    # inside

    def _read(self, network: str, iris: Sequence[str]) -> list[Document | None]:
        keys = [Key(self._names.network_graph(network), iri) for iri in iris]
        return self._store.read(keys, _of(network)) if keys else []

    def _taken_back(self, actor: Actor, network: str, request_id: str) -> tuple[str, ...]:
        """The works of what an earlier request of the same id took back; none where none did."""
        done = self._store.commit(Change(Cause(actor.id, "clusterUndo", self._clock(), request_id)), _of(network))
        if not done.replayed or not done.written:
            return ()
        events = self._store.changes(done.sequence - 1, 1, _of(network))
        before = [(each.key, each.previous) for event in events for each in event.touched]
        found = self._store.versions(before, _of(network)) if before else []
        bodies = [each.body for each in found if each is not None and each.body is not None]
        return tuple(dict.fromkeys(work for each in bodies for work in sorted(iris(each, documents.DECIDED))))

    def _of_act(self, network: str, act: str) -> list[Decision]:
        (page,) = self._store.incoming([act], (documents.ACT,), _of(network), first=_MOST)
        found = [documents.decision_of(each) for each in self._store.read(page.keys, _of(network))]
        return [each for each in found if each is not None]

    def _refuse_stale(self, network: str, seen: Mapping[str, int]) -> None:
        keys = [Key(self._names.network_graph(network), iri) for iri in seen]
        for key, each in zip(keys, self._store.read(keys, _of(network)) if keys else (), strict=True):
            if each is None or each.version != seen[key.iri]:
                raise StaleCluster("It was changed since, or decided.")

    def _commit(
        self,
        actor: Actor,
        command: str,
        network: str,
        puts: tuple[Put, ...],
        deletes: tuple[Delete, ...],
        request_id: str | None = None,
    ) -> None:
        cause = Cause(actor.id, command, self._clock(), request_id)
        try:
            self._store.commit(Change(cause, puts, deletes), with_settings(_of(network)))
        except Conflict as error:
            raise StaleCluster("Somebody else decided about these works at the same moment.") from error


def _pairs(answer: Answer, works: Sequence[str], against: Sequence[str]) -> list[Pair]:
    """The pairs that a decision is about. Raises `InvalidDecision`."""
    named = [*works, *against]
    if len(set(named)) != len(named):
        raise InvalidDecision("A work is named twice.")
    if answer is Answer.TOGETHER and not against and 2 <= len(works) <= MOST_WORKS:
        return [pair(*each) for each in pairwise(sorted(works))]
    if answer is Answer.APART and works and against and len(works) * len(against) <= _MOST_PAIRS:
        return [pair(*each) for each in product(works, against)]
    raise InvalidDecision(f"That is no decision about two to {MOST_WORKS} works.")


def _with(before: Standing | None, decision: Decision, document: Document, network: str) -> Standing:
    """An act with one more of the decisions it is made of."""
    works = (*(before.act.works if before else ()), *decision.works)
    changed = document.changed if before is None else max(before.changed, document.changed)
    act = Act(decision.act, decision.answer, tuple(dict.fromkeys(works)))
    return Standing(act, network, decision.iri, changed)


def _of(*networks: str) -> Scope:
    own = (grant({GraphKind.NETWORK}, set(networks)),)
    return Scope(own, own)


def _networks_in(scope: Scope) -> Scope:
    """Of what a scope reads, the graphs of networks."""
    wanted = frozenset({GraphKind.NETWORK})
    return Scope(tuple(Grant(each.kinds & wanted, each.owners) for each in scope.reading))
