"""The file beside the store that holds what works are compared by, and the follower that keeps it.

It knows every work of every library and the agents that it names, who stands in which block, which address leads
where, what waits for a person and what people decided, and whose surroundings changed at which event: themselves, what
a person said of them, what leads to them, or a block of theirs that became too large to be compared wholly, or small
enough again. Who may see what is the business of whoever asks it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.access.model import network_owner
from graph.network.clusters.addresses import LEADS, around, leads
from graph.network.clusters.agent_facts import agents_in
from graph.network.clusters.documents import begun, decision_of
from graph.network.clusters.facts import work_facts
from graph.network.clusters.headings import HEADINGS, Heading, Headings
from graph.network.clusters.keeping import TABLES, Keeping, Said, Thing
from graph.network.clusters.listing import LISTS, note_decision, note_proposal
from graph.network.clusters.standing import json
from graph.store.asked import AskedFile, FileFollower, FileForm
from graph.store.collecting import uncollected
from graph.store.filelock import FileLock
from graph.store.model import Document, Event, Key
from graph.store.names import NETWORKS, GraphKind, Names, names_of, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.reading.agents import contributions
from mappings.bibframe.reading.values import iris

_TABLES: Final = f"""
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), event INTEGER NOT NULL);
{TABLES}{LEADS}{HEADINGS}{LISTS}
CREATE TABLE IF NOT EXISTS instance (iri TEXT PRIMARY KEY, work TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decided (decision TEXT, iri TEXT, PRIMARY KEY (decision, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (network TEXT PRIMARY KEY, event INTEGER NOT NULL, members TEXT NOT NULL);
"""
_DESCRIBING: Final = frozenset({GraphKind.CATALOGUE, GraphKind.NETWORK})
_MOST_INSTANCES: Final = 50
_WORK, _INSTANCE = "bf:Work", "bf:Instance"


@dataclass(frozen=True, slots=True)
class _Read:
    """Reads documents, those of `known` no second time."""

    store: Store
    scope: Scope
    known: Mapping[Key, Document | None]

    def __call__(self, keys: Iterable[Key]) -> dict[Key, Document | None]:
        """These by their keys, None where there is none."""
        wanted = dict.fromkeys(keys)
        missing = [key for key in wanted if key not in self.known]
        found = dict(zip(missing, self.store.read(missing, self.scope) if missing else (), strict=True))
        return {key: found[key] if key in found else self.known[key] for key in wanted}


class ClusterFollower(FileFollower):
    """Keeps the file. Only who holds its lock may write it."""

    name = "clusters"
    form = FileForm("clusters.sqlite", _TABLES, 9)

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Read again what these events touched, as it is by now: what comes later in the log changes nothing then."""
        touched = {each.key: event.sequence for event in events for each in event.touched if _describes(each.key)}
        self._begin()
        with uncollected():
            self._take_in(touched, store, scope)
        self._applied = max(self._applied, events[-1].sequence)

    def _take_in(self, touched: Mapping[Key, int], store: Store, scope: Scope) -> None:
        keys = list(touched)
        found = dict(zip(keys, store.read(keys, scope) if keys else (), strict=True))
        works: dict[Key, int] = {}
        for key, work in self._works_of(found):
            works[work] = max(works.get(work, 0), touched[key])
        self._take(works, _Read(store, scope, found))
        self._lead({key: each for key, each in found.items() if _is_at_home(key)}, touched)
        said = {key: each for key, each in found.items() if parse_graph(key.graph).kind is GraphKind.NETWORK}
        self._decide(said, touched)
        for key, document in said.items():
            note_proposal(self._connection, key, document)
        self._list_decisions(said, store, scope)

    @property
    def _keeping(self) -> Keeping:
        return Keeping(self._connection)

    def _rows(self, asked: str, values: Collection[str]) -> list[Any]:
        """What a question says of these values."""
        question = f"{asked} (SELECT value FROM json_each(?))"  # noqa: S608 - words of our own
        return self._connection.execute(question, (json(values),)).fetchall()

    def _works_of(self, found: Mapping[Key, Document | None]) -> Iterator[tuple[Key, Key]]:
        """With each changed description the works that it counts for: itself, what it is an instance of, and what it
        was of.
        """
        known = dict(self._rows("SELECT iri, work FROM instance WHERE iri IN", {key.iri for key in found}))
        before = dict(known)
        for key, document in found.items():
            was = known.get(key.iri)
            if was is not None:
                yield key, Key(key.graph, was)
            if document is not None and _INSTANCE in document.body.get("@type", ()):
                for work in iris(document.body, "bf:instanceOf")[:1]:
                    known[key.iri] = work
                    yield key, Key(key.graph, work)
            elif was is not None:
                del known[key.iri]
            else:
                yield key, key
        run = self._connection.executemany
        run("DELETE FROM instance WHERE iri = ?", [(iri,) for iri in before.keys() - known.keys()])
        new = sorted((iri, work) for iri, work in known.items() if before.get(iri) != work)
        run("INSERT OR REPLACE INTO instance VALUES (?, ?)", new)

    def _take(self, works: Mapping[Key, int], read: _Read) -> None:
        at_home = {key: event for key, event in works.items() if _is_at_home(key)}
        described = {
            key: document.body
            for key, document in read(at_home).items()
            if document is not None and _WORK in document.body.get("@type", ())
        }
        listed = {key: iris(body, "bf:hasInstance")[:_MOST_INSTANCES] for key, body in described.items()}
        instances = read(Key(key.graph, iri) for key, own in listed.items() for iri in own)
        said: dict[Thing, Said] = {}
        for key, event in at_home.items():
            thing = key.iri, owner_of(key.graph)
            if key not in described:
                said[thing] = Said(None, (), event)
                continue
            own = [each.body for iri in listed[key] if (each := instances[Key(key.graph, iri)]) is not None]
            by = contributions(described[key])
            facts = work_facts({**described[key], "@id": key.iri}, own, by)
            said[thing] = Said(facts, tuple(agents_in(by)), event)
        headings, led = Headings(self._connection), self._led(at_home)
        called = _called(headings, led)
        self._keeping.take(said)
        if led:
            self._look_around(headings.replace(called, _called(headings, led)), max(at_home.values()))

    def _led(self, works: Iterable[Key]) -> dict[str, Names]:
        """Those of the works that lead somewhere or to which something leads, each with the names it has."""
        names = {key.iri: names_of(key.graph) for key in works}
        found = [
            *self._rows("SELECT iri FROM leading WHERE iri IN", names.keys()),
            *self._rows("SELECT target FROM leading WHERE target IN", names.keys()),
        ]
        return {iri: names[iri] for (iri,) in found}

    def _lead(self, found: Mapping[Key, Document | None], touched: Mapping[Key, int]) -> None:
        """Where addresses lead from now on; what was decided of the one counts for others then, or no more."""
        before: dict[str, set[tuple[str, bool]]] = defaultdict(set)
        there = {key.iri for key in found}
        for iri, to, copy in self._rows("SELECT iri, target, is_copy FROM leading WHERE iri IN", there):
            before[iri].add((to, bool(copy)))
        for key, document in found.items():
            after = leads(document.body, names_of(key.graph)) if document is not None else set()
            if before.get(key.iri, set()) == after:
                continue
            before[key.iri] = after
            concerned = around(self._connection, key.iri)
            headings, names = Headings(self._connection), names_of(key.graph)
            called = headings.of_work(key.iri, names)
            self._connection.execute("DELETE FROM leading WHERE iri = ?", (key.iri,))
            rows = [(key.iri, to, copy) for to, copy in after]
            self._connection.executemany("INSERT OR REPLACE INTO leading VALUES (?, ?, ?)", rows)
            self._keeping.look_again(concerned | around(self._connection, key.iri), touched[key])
            self._look_around(headings.replace(called, headings.of_work(key.iri, names)), touched[key])

    def _decide(self, found: Mapping[Key, Document | None], touched: Mapping[Key, int]) -> None:
        """What a person said something of, or no more, is looked at anew: who decided may not have come to it."""
        before: dict[str, set[str]] = defaultdict(set)
        there = {key.iri for key in found}
        for decision, iri in self._rows("SELECT decision, iri FROM decided WHERE decision IN", there):
            before[decision].add(iri)
        for key, document in found.items():
            decision = decision_of(document)
            works = set(decision.works) if decision is not None else set[str]()
            was = before.get(key.iri, set())
            before[key.iri] = works
            if was != works:
                self._connection.execute("DELETE FROM decided WHERE decision = ?", (key.iri,))
                self._connection.executemany("INSERT INTO decided VALUES (?, ?)", [(key.iri, iri) for iri in works])
            self._look_around(was | works, touched[key])

    def _look_around(self, things: Iterable[str], event: int) -> None:
        self._keeping.look_again({each for iri in things for each in around(self._connection, iri)}, event)

    def _list_decisions(self, said: Mapping[Key, Document | None], store: Store, scope: Scope) -> None:
        """Each stands where its act began, whatever was said in between and taken back."""
        known = {key: decision for key, each in said.items() if (decision := decision_of(each)) is not None}
        for key in said.keys() - known.keys():
            note_decision(self._connection, key, None, 0)
        pasts = store.history(list(known), scope) if known else []
        for (key, decision), past in zip(known.items(), pasts, strict=True):
            at = begun(past, decision.act)
            note_decision(self._connection, key, decision, past[at].sequence if at is not None else 0)


class ClusterFile(AskedFile):
    """The file of what works are compared by; see `AskedFile`."""

    following = ClusterFollower

    @property
    def making_lock(self) -> FileLock:
        """What whoever makes clusters of the file holds."""
        return FileLock(self._lock.with_suffix(".making.lock"))

    def note(self, network: str, event: int, members: Sequence[str]) -> None:
        """Note that a network's clusters are made of what was described up to an event, by these."""
        connection = self.following.form.opened(self._folder)
        try:
            row = (network, event, " ".join(members))
            connection.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", row)
        finally:
            connection.close()


def _called(headings: Headings, works: Mapping[str, Names]) -> set[tuple[str, str, Heading]]:
    return {each for iri, names in works.items() for each in headings.of_work(iri, names)}


def owner_of(graph: str) -> str:
    """Whose a graph is; a network is never a library, whatever it is called."""
    kind, owner = parse_graph(graph)
    return network_owner(owner) if kind is GraphKind.NETWORK else owner


def _describes(key: Key) -> bool:
    return parse_graph(key.graph).kind in _DESCRIBING


def _is_at_home(key: Key) -> bool:
    """Whether a description is its owner's own: an overlay of a network's isn't a work of its own."""
    kind, owner = parse_graph(key.graph)
    return names_of(key.graph).owner_of(key.iri) == (NETWORKS if kind is GraphKind.NETWORK else owner)
