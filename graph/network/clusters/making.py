"""Clusters follow what libraries describe: what changed since is compared again, and the network's graph says what
comes of it and of what people decided.

Only what a change can reach is looked at: the works that changed, their clusters, and whoever they are alike. Making
all anew gives the same clusters under the same addresses, and then writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from graph.access.model import SharingLevel, network_owner, operator
from graph.catalogue.resources import REPLACED_BY
from graph.network.clusters import documents
from graph.network.clusters.addresses import Addresses, counting
from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.documents import Answer, Cluster, Decision
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.grouping import Grouped, Link, Pair, grouped, pair
from graph.network.clusters.neighbours import Neighbours
from graph.network.clusters.region import Region
from graph.network.clusters.scoring import Verdict
from graph.network.clusters.things import Facts
from graph.store.alike import MEMBER
from graph.store.collecting import uncollected
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.store.walking import chunks
from graph.tenants.service import TenantService
from graph.tenants.unchanged import unchanged, with_settings
from mappings.bibframe.reading.values import iris

_SEEDS: Final = 300
_TRIES: Final = 5
_MOST: Final = 1000
_FOREVER_S: Final = 86_400.0
_LOOK_S: Final = 0.5


class Making:
    """Makes the clusters of networks."""

    def __init__(
        self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService, file: ClusterFile
    ) -> None:
        self._store, self._names, self._clock, self._tenants, self._file = store, names, clock, tenants, file

    def bring_up(self, network: str, stop: Callable[[], bool] = lambda: False) -> int:
        """Bring a network's clusters up to what its libraries describe by now; how many documents were written. `stop`
        is asked before each step; where it asks to end, the next time goes on after the last event that was done with.
        """
        owners, written = self.owners(network), 0

        def is_over() -> bool:
            """Who is asked about may have left meanwhile: nothing is said of them any more."""
            return stop() or self.owners(network) != owners

        self._file.follow(_FOREVER_S)
        with self._file.read() as (file, event, _):
            since, before = file.execute(
                "SELECT event, members FROM made WHERE network = ? UNION ALL SELECT 0, '' LIMIT 1", (network,)
            ).fetchone()
            others, concerned = set(owners) ^ set(before.split()), set(owners) | set(before.split())
            changed = file.execute(
                "SELECT event, iri, owner FROM changed WHERE event > ? ORDER BY event, iri", (since,)
            )
            rows = [(at, iri) for at, iri, owner in changed if owner in concerned]
            rows += [(event, iri) for owner in sorted(others) for (iri,) in
                     file.execute("SELECT iri FROM thing WHERE owner = ?", (owner,))]  # fmt: skip
            seen, neighbours = set[str](), Neighbours(file, network, owners)
            for reached, works in [(event, [iri for _, iri in rows])] if others else _by_event(rows):
                written += self._over(network, works, neighbours, seen, is_over)
                if is_over():
                    return written
                self._file.note(network, reached, sorted(owners))
            self._file.note(network, event, sorted(owners))
        return written

    @contextmanager
    def alone(self, stop: Callable[[], bool], *, waits: bool) -> Iterator[bool]:
        """Nobody else brings clusters up meanwhile, on this machine; False where somebody does, or, where it `waits`
        for them, where `stop` asked to end before.
        """
        lock = self._file.making_lock
        while not lock.acquire(_LOOK_S if waits else 0.0) and waits and not stop():
            pass
        try:
            yield lock.held
        finally:
            lock.release()

    def look_again(self, network: str, works: Sequence[str]) -> int:
        """Make the clusters of these works anew, as decisions about them ask; how many documents were written."""
        with self._file.read() as (file, _, _):
            neighbours = Neighbours(file, network, self.owners(network))
            today = neighbours.addresses.today(works)
            return self._over(network, [each for own in today.values() for each in own], neighbours, set())

    @contextmanager
    def listed(self, network: str) -> Iterator[sqlite3.Connection]:
        """The file with all that is in the log by now; where there is too much to take in, as it is since the network's
        clusters were last made of it. Raises `Unavailable` where that takes too long and none were.
        """
        made = "SELECT 1 FROM made WHERE network = ?"
        with self._file.read_whole(lambda file: file.execute(made, (network,)).fetchone() is not None) as file:
            yield file

    def networks(self, tenant: str | None = None) -> tuple[str, ...]:
        """The networks of a library, or all."""
        policies = self._tenants.policies()
        return tuple(policies.networks if tenant is None else policies.tenants[tenant].networks)

    def known(self, network: str, works: Sequence[str]) -> set[str]:
        """Those of the works that the network's clusters may name."""
        with self._file.read() as (file, _, _):
            return set(Neighbours(file, network, self.owners(network)).facts(works))

    def owners(self, network: str) -> frozenset[str]:
        """Whose works a network's clusters may name: members that let everybody see theirs who sees the network's."""
        policies = self._tenants.policies()
        self._tenants.network(network)
        allowed = {SharingLevel.PUBLIC}
        if policies.networks[network] is not SharingLevel.PUBLIC:
            allowed.add(SharingLevel.NETWORK)
        members = policies.members.get(network, frozenset())
        return frozenset(each for each in members if policies.tenants[each].sharing in allowed) | {
            network_owner(network)
        }

    def unchanged(self, works: Iterable[str]) -> tuple[Put, ...]:
        """See `graph.tenants.unchanged`: of the libraries in whose name these are. Who leaves a network while it is
        written of is named by nothing then.
        """
        return unchanged(self._store, self._names, {self._names.owner_of(each) for each in works} - {NETWORKS})

    # inside

    def _over(
        self,
        network: str,
        works: Iterable[str],
        neighbours: Neighbours,
        seen: set[str],
        stop: Callable[[], bool] = lambda: False,
    ) -> int:
        written = 0
        for part in chunks(dict.fromkeys(works), _SEEDS):
            if stop():
                break
            if seeds := [each for each in part if each not in seen]:
                written += self._settled(network, seeds, neighbours, seen)
        return written

    def _settled(self, network: str, seeds: Sequence[str], neighbours: Neighbours, seen: set[str]) -> int:
        for left in reversed(range(_TRIES)):
            with uncollected():
                works, puts, deletes = self._anew(network, seeds, neighbours)
            held = self.unchanged(works)
            if self.owners(network) != neighbours.owners:  # who left meanwhile is named no more
                return 0
            try:
                if puts or deletes:
                    cause = Cause(operator().id, "clusters.follow", self._clock())
                    self._store.commit(Change(cause, (*puts, *held), tuple(deletes)), with_settings(_of(network)))
            except Conflict:
                if not left:
                    raise
            else:
                break
        seen.update(works)
        return len(puts) + len(deletes)

    def _anew(
        self, network: str, seeds: Sequence[str], neighbours: Neighbours
    ) -> tuple[list[str], list[Put], list[Delete]]:
        """The works of the region around these, and what is to be written of them."""
        region = self._region(network, seeds, neighbours)
        made = grouped(region.works, region.inside, region.decided)
        return list(region.works), *self._difference(network, region, made)

    def _region(self, network: str, seeds: Sequence[str], neighbours: Neighbours) -> Region:
        """The seeds, everything they are joined with, and so on: with the cluster each is in, and what was decided."""
        region, wanted = Region(), set(seeds)
        while wanted:
            found = neighbours.facts(sorted(wanted))
            region.gone |= wanted - found.keys()
            region.works |= found
            met = neighbours.meeting(found)
            others = neighbours.facts({each for own in met.values() for each in own} - region.works.keys())
            wanted = self._compared(region, neighbours, found, met, others)
            wanted |= {each for one in self._clusters(network, [*found, *region.gone]) for each in one.members}
            for both, answer in self._decided(network, found, neighbours.addresses).items():
                region.decisions[both] = answer
                wanted.update(both if answer is Answer.TOGETHER else ())
            wanted -= region.works.keys() | region.gone
        return region

    @staticmethod
    def _compared(
        region: Region,
        neighbours: Neighbours,
        found: Mapping[str, Facts],
        met: Mapping[str, set[str]],
        others: Mapping[str, Facts],
    ) -> set[str]:
        """Compare each with whom it met; whoever is to be joined from outside the region."""
        further = set()
        for iri, own in met.items():
            for each in own:
                other = region.works.get(each) or others.get(each)
                if other is None or (both := pair(iri, each)) in region.links:
                    continue
                if (told := neighbours.score(found[iri], other)) is not None:
                    region.links[both] = Link(both, told)
                    if told.verdict is Verdict.JOIN:
                        further.add(each)
        return further

    def _clusters(self, network: str, works: Sequence[str]) -> list[Cluster]:
        found = self._pointing(network, works, MEMBER)
        return [each for one in found if (each := documents.cluster_of(one)) is not None]

    def _decided(self, network: str, works: Mapping[str, Facts], addresses: Addresses) -> dict[Pair, Answer]:
        """What people said of these works, under whatever address they had then."""
        asked = dict.fromkeys(each for own in addresses.before(works).values() for each in own)
        found = self._decisions(network, list(asked))
        today = addresses.today({each for one in found for each in one.works})
        beyond = sorted(each for each, own in today.items() if each not in asked and len(own) > 1)
        return counting(found, self._decisions(network, beyond), today, works.keys())

    def _decisions(self, network: str, works: Sequence[str]) -> list[Decision]:
        found = self._pointing(network, works, documents.DECIDED)
        return [each for one in found if (each := documents.decision_of(one)) is not None]

    def _pointing(self, network: str, works: Sequence[str], path: str) -> list[Document]:
        if not works:
            return []
        pages = self._store.incoming(works, (path,), _of(network), first=_MOST)
        keys = dict.fromkeys(key for page in pages for key in page.keys)
        return [each for each in self._store.read(list(keys), _of(network)) if each is not None]

    def _difference(self, network: str, region: Region, made: Grouped) -> tuple[list[Put], list[Delete]]:
        """What is to be written so that the graph says what was made."""
        concerned = [*region.works, *region.gone]
        there = {each.key: each for each in self._pointing(network, concerned, MEMBER)}
        wanted = dict(self._addressed(network, list(there.values()), region, made))
        past = {each.key: each for each in self._pointing(network, concerned, documents.PROPOSED)}
        for link in self._outward(region, made):
            key = documents.proposal_key(self._names, network, link.pair)
            wanted[key] = documents.proposal_node(key.iri, link)
        known = there | past
        missing = [key for key in wanted if key not in known]
        known |= {each.key: each for each in self._store.read(missing, _of(network)) if each is not None}
        puts = [
            Put(key, body, known[key].version if key in known else ABSENT)
            for key, body in wanted.items()
            if key not in known or known[key].body != body
        ]
        deletes = [Delete(each.key, each.version) for key, each in known.items() if key not in wanted]
        return puts, deletes

    @staticmethod
    def _outward(region: Region, made: Grouped) -> list[Link]:
        """What a person is to look at: in the region, and between it and works that it didn't reach."""
        apart = region.decided.apart
        inside = {each.pair for each in region.inside}
        beyond = [each for both, each in region.links.items() if both not in inside and both not in apart]
        return [*made.review, *beyond]

    def _addressed(
        self, network: str, there: Sequence[Document], region: Region, made: Grouped
    ) -> list[tuple[Key, dict[str, object]]]:
        """The documents of clusters: what comes apart has the addresses again that it had before it came together;
        otherwise each keeps the oldest address that most of it had, and the others lead there.
        """
        given = self._remembered(network, there, made)
        free = set(made.clusters) - given.keys()
        leading: list[tuple[Key, tuple[str, ...]]] = []
        kept = set(given.values())
        for each in sorted(there, key=lambda one: (one.created, one.key.iri)):
            before = documents.cluster_of(each)
            if before is None or each.key in kept:
                continue
            best = _nearest(before.members, made.clusters)
            if best in free:
                free.discard(best)
                given[best] = each.key
            elif best is not None:
                leading.append((each.key, best))
        taken = set(given.values()) | {key for key, _ in leading}
        firsts = [documents.first_key(self._names, network, members[0]) for members in free]
        taken |= self._alive(network, firsts)
        for members in sorted(free):
            given[members] = self._new(network, members, taken)
        joined = _by_cluster(made)
        found: list[tuple[Key, dict[str, object]]] = []
        for members, key in given.items():
            agents = isinstance(region.works[members[0]], AgentFacts)
            found.append((key, documents.cluster_node(key.iri, members, joined[members], agents=agents)))
        return found + [(key, documents.leading_to(key.iri, given[best].iri)) for key, best in leading]

    def _remembered(self, network: str, there: Sequence[Document], made: Grouped) -> dict[tuple[str, ...], Key]:
        """Where clusters lose members, or come up anew: what was a cluster before, with the address it had then."""
        parted = [each.key for each in there if _is_parted(iris(each.body, MEMBER), made.clusters)]
        joined = [key.iri for key in parted]
        pages = self._store.incoming(joined, (REPLACED_BY,), _of(network), first=_MOST) if parted else ()
        known = {work for each in there for work in iris(each.body, MEMBER)}
        new = [each for each in made.clusters if known.isdisjoint(each)]
        firsts = [documents.first_key(self._names, network, work) for each in new for work in each]
        past = list(dict.fromkeys([*(key for page in pages for key in page.keys), *firsts]))
        elsewhere = self._alive(network, past)
        keys = [*parted, *(each for each in past if each not in elsewhere and each not in parted)]
        if not keys:
            return {}
        free, found = set(made.clusters), dict[tuple[str, ...], Key]()
        for key, states in zip(keys, self._store.history(keys, _of(network)), strict=True):
            was = [tuple(iris(each.body, MEMBER)) for each in reversed(states) if each.body is not None]
            if (best := next((members for members in was if members in free), None)) is not None:
                free.discard(best)
                found[best] = key
        return found

    def _alive(self, network: str, keys: Sequence[Key]) -> set[Key]:
        """Which of these addresses are those of clusters."""
        found = self._store.read(keys, _of(network)) if keys else []
        return {each.key for each in found if each is not None and documents.cluster_of(each) is not None}

    def _new(self, network: str, members: tuple[str, ...], taken: Collection[Key]) -> Key:
        number = 0
        while True:
            key = documents.first_key(self._names, network, members[0], number)
            if key not in taken and not (number and self._alive(network, [key])):
                return key
            number += 1


def _by_event(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """What changed, by event, a part of at least so many works at a time; and the last event of each part."""
    works: list[str] = []
    for event, own in groupby(rows, key=itemgetter(0)):
        works += [iri for _, iri in own]
        if len(works) >= _SEEDS:
            yield event, works
            works = []
    if works:
        yield rows[-1][0], works


def _by_cluster(made: Grouped) -> Mapping[tuple[str, ...], list[Link]]:
    """Per cluster the links that joined it, the surest first."""
    of = {iri: members for members in made.clusters for iri in members}
    found: dict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in made.joined:
        found[of[link.pair[0]]].append(link)
    return found


def _nearest(members: Collection[str], clusters: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """The cluster in which most of these are now, the one with the least address among equals; None where none is."""
    known = frozenset(members)
    best = min(clusters, key=lambda each: (-len(known.intersection(each)), each), default=None)
    return best if best is not None and not known.isdisjoint(best) else None


def _is_parted(members: Collection[str], clusters: Sequence[tuple[str, ...]]) -> bool:
    """Whether these are in no cluster together."""
    return not any(frozenset(members).issubset(each) for each in clusters)


def _of(network: str) -> Scope:
    own = (grant({GraphKind.NETWORK}, {network}),)
    return Scope(own, own)
