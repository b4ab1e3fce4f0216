"""The file beside the store that holds what works are compared by, and the follower that keeps it.

It knows every work of every library and the agents that it names, who stands in which block, which address leads
where, what waits for a person and what people decided, and whose surroundings changed at which event: themselves, what
a person said of them, what leads to them, or a block of theirs that became too large to be compared wholly, or small
enough again. Who may see what is the business of whoever asks it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from graph.access.model import network_owner
from graph.network.clusters.addresses import LEADS, around, leads
from graph.network.clusters.agent_facts import AgentFacts, agents_in
from graph.network.clusters.blocking import MOST_IN_BLOCK
from graph.network.clusters.documents import begun, decision_of
from graph.network.clusters.facts import work_facts
from graph.network.clusters.headings import HEADINGS, Headings
from graph.network.clusters.listing import LISTS, note_decision, note_proposal
from graph.network.clusters.packing import packed, unpacked
from graph.network.clusters.things import Facts, keys_of, year_of
from graph.store.asked import AskedFile, FileFollower, FileForm
from graph.store.filelock import FileLock
from graph.store.model import Document, Event, Key
from graph.store.names import NETWORKS, GraphKind, names_of, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.reading.values import iris

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), event INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS thing (
  iri TEXT, owner TEXT, facts BLOB NOT NULL, PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thing_owner ON thing (owner);
CREATE TABLE IF NOT EXISTS mention (
  owner TEXT, agent TEXT, work TEXT, facts BLOB NOT NULL, PRIMARY KEY (owner, agent, work)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS mention_work ON mention (work);
CREATE INDEX IF NOT EXISTS mention_first ON mention (owner, agent, facts);
CREATE TABLE IF NOT EXISTS block (
  key TEXT, year INTEGER, iri TEXT, owner TEXT, PRIMARY KEY (key, year, iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS block_iri ON block (iri, owner);
CREATE TABLE IF NOT EXISTS instance (iri TEXT PRIMARY KEY, work TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed (
  iri TEXT, owner TEXT, event INTEGER NOT NULL, PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS changed_event ON changed (event);
CREATE TABLE IF NOT EXISTS decided (decision TEXT, iri TEXT, PRIMARY KEY (decision, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (network TEXT PRIMARY KEY, event INTEGER NOT NULL, members TEXT NOT NULL);
"""
_DESCRIBING: Final = frozenset({GraphKind.CATALOGUE, GraphKind.NETWORK})
_MOST_INSTANCES: Final = 50
_WORK, _INSTANCE = "bf:Work", "bf:Instance"


class ClusterFollower(FileFollower):
    """Keeps the file. Only who holds its lock may write it."""

    name = "clusters"
    form = FileForm("clusters.sqlite", _TABLES + LEADS + HEADINGS + LISTS, 8)

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Read again what these events touched, as it is by now: what comes later in the log changes nothing then."""
        touched = {each.key: event.sequence for event in events for each in event.touched if _describes(each.key)}
        keys = list(touched)
        found = dict(zip(keys, store.read(keys, scope) if keys else (), strict=True))
        self._begin()
        works: dict[Key, int] = {}
        for key, document in found.items():
            for work in self._works_of(key, document):
                works[work] = max(works.get(work, 0), touched[key])
        self._take(works, store, scope)
        for key, document in found.items():
            if _is_at_home(key):
                self._lead(key, document, touched[key])
        said = {key: each for key, each in found.items() if parse_graph(key.graph).kind is GraphKind.NETWORK}
        for key, document in said.items():
            self._decide(key, document, touched[key])
            note_proposal(self._connection, key, document)
        self._list_decisions(said, store, scope)
        self._applied = max(self._applied, events[-1].sequence)

    def _works_of(self, key: Key, document: Document | None) -> Iterable[Key]:
        """The works that a changed description counts for: itself, what it is an instance of, and what it was of."""
        types = () if document is None else document.body.get("@type", ())
        row = self._connection.execute("SELECT work FROM instance WHERE iri = ?", (key.iri,)).fetchone()
        if row is not None:
            yield Key(key.graph, row[0])
        if document is not None and _INSTANCE in types:
            for work in iris(document.body, "bf:instanceOf")[:1]:
                self._connection.execute("INSERT OR REPLACE INTO instance VALUES (?, ?)", (key.iri, work))
                yield Key(key.graph, work)
        elif row is not None:
            self._connection.execute("DELETE FROM instance WHERE iri = ?", (key.iri,))
        else:
            yield key

    def _take(self, works: dict[Key, int], store: Store, scope: Scope) -> None:
        keys = [key for key in works if _is_at_home(key)]
        found = store.read(keys, scope) if keys else []
        listed = {
            document.key: iris(document.body, "bf:hasInstance")[:_MOST_INSTANCES]
            for document in found
            if document is not None and _WORK in document.body.get("@type", ())
        }
        instances = [Key(key.graph, iri) for key, own in listed.items() for iri in own]
        bodies = dict(zip(instances, store.read(instances, scope) if instances else (), strict=True))
        for key, document in zip(keys, found, strict=True):
            owner, event = owner_of(key.graph), works[key]
            if document is None or key not in listed:
                self._put(key.iri, owner, None, event)
                self._mention(key, owner, (), event)
                continue
            own = [each.body for iri in listed[key] if (each := bodies[Key(key.graph, iri)]) is not None]
            self._put(key.iri, owner, work_facts({**document.body, "@id": key.iri}, own), event)
            self._mention(key, owner, agents_in(document.body), event)

    def _lead(self, key: Key, document: Document | None, event: int) -> None:
        """Where an address leads from now on; what was decided of the one counts for others then, or no more."""
        run = self._connection.execute
        before = {(to, bool(copy)) for to, copy in run("SELECT target, is_copy FROM leading WHERE iri = ?", (key.iri,))}
        after = leads(document.body, names_of(key.graph)) if document is not None else set()
        if before == after:
            return
        concerned = around(self._connection, key.iri)
        headings, names = Headings(self._connection), names_of(key.graph)
        called = headings.of_work(key.iri, names)
        run("DELETE FROM leading WHERE iri = ?", (key.iri,))
        rows = [(key.iri, to, copy) for to, copy in after]
        self._connection.executemany("INSERT OR REPLACE INTO leading VALUES (?, ?, ?)", rows)
        self._look_again(concerned | around(self._connection, key.iri), event)
        self._look_around(headings.replace(called, headings.of_work(key.iri, names)), event)

    def _decide(self, key: Key, document: Document | None, event: int) -> None:
        """What a person said something of, or no more, is looked at anew: who decided may not have come to it."""
        run = self._connection.execute
        before = {iri for (iri,) in run("SELECT iri FROM decided WHERE decision = ?", (key.iri,))}
        decision = decision_of(document)
        works = set(decision.works) if decision is not None else set[str]()
        run("DELETE FROM decided WHERE decision = ?", (key.iri,))
        self._connection.executemany("INSERT INTO decided VALUES (?, ?)", [(key.iri, iri) for iri in works])
        self._look_around(before | works, event)

    def _look_around(self, things: Iterable[str], event: int) -> None:
        for iri in things:
            self._look_again(around(self._connection, iri), event)

    def _list_decisions(self, said: Mapping[Key, Document | None], store: Store, scope: Scope) -> None:
        """Each stands where its act began, whatever was said in between and taken back."""
        known = {key: decision for key, each in said.items() if (decision := decision_of(each)) is not None}
        for key in said.keys() - known.keys():
            note_decision(self._connection, key, None, 0)
        pasts = store.history(list(known), scope) if known else []
        for (key, decision), past in zip(known.items(), pasts, strict=True):
            at = begun(past, decision.act)
            note_decision(self._connection, key, decision, past[at].sequence if at is not None else 0)

    def _look_again(self, things: Iterable[str], event: int) -> None:
        marked = "INSERT OR REPLACE INTO changed SELECT iri, owner, ? FROM thing WHERE iri = ?"
        self._connection.executemany(marked, [(event, iri) for iri in things])

    def _mention(self, key: Key, owner: str, agents: Iterable[AgentFacts], event: int) -> None:
        """Replace whom a work names. What is known of an agent is what the first of its names says, in the alphabet:
        the same in whichever order works came.
        """
        run, work = self._connection.execute, key.iri
        before = dict(run("SELECT agent, facts FROM mention WHERE work = ?", (work,)))
        after = {each.iri: packed(each) for each in agents}
        if before == after:
            return
        headings, names = Headings(self._connection), names_of(key.graph)
        called = headings.of_work(work, names) if (led := headings.concerns(work)) else set()
        run("DELETE FROM mention WHERE work = ?", (work,))
        rows = [(owner, agent, work, text) for agent, text in after.items()]
        self._connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?)", rows)
        for agent in sorted(agent for agent in before.keys() | after.keys() if before.get(agent) != after.get(agent)):
            (text,) = run("SELECT min(facts) FROM mention WHERE owner = ? AND agent = ?", (owner, agent)).fetchone()
            self._put(agent, owner, None if text is None else unpacked(text), event)
        if led:
            self._look_around(headings.replace(called, headings.of_work(work, names)), event)

    def _put(self, iri: str, owner: str, facts: Facts | None, event: int) -> None:
        """Replace what is known of a thing; None takes it away."""
        run = self._connection.execute
        text = None if facts is None else packed(facts)
        row = run("SELECT facts FROM thing WHERE iri = ? AND owner = ?", (iri, owner)).fetchone()
        if (None if row is None else row[0]) == text:
            return
        before = set(run("SELECT key, year FROM block WHERE iri = ? AND owner = ?", (iri, owner)))
        after = set() if facts is None else {(key, year_of(facts)) for key in keys_of(facts)}
        for key, year in sorted(before - after):
            run("DELETE FROM block WHERE key = ? AND year = ? AND iri = ? AND owner = ?", (key, year, iri, owner))
            self._bounded(key, year, event, MOST_IN_BLOCK)
        for key, year in sorted(after - before):
            run("INSERT INTO block VALUES (?, ?, ?, ?)", (key, year, iri, owner))
            self._bounded(key, year, event, MOST_IN_BLOCK + 1)
        if text is None:
            run("DELETE FROM thing WHERE iri = ? AND owner = ?", (iri, owner))
        else:
            run("INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", (iri, owner, text))
        run("INSERT OR REPLACE INTO changed VALUES (?, ?, ?)", (iri, owner, event))

    def _bounded(self, key: str, year: int, event: int, turning: int) -> None:
        """Where a block or its year has just grown or shrunk past what is compared wholly, all in it are looked at
        anew.
        """
        for condition, values in (("key = ?", (key,)), ("key = ? AND year = ?", (key, year))):
            limited = f"SELECT DISTINCT iri FROM block WHERE {condition} LIMIT {turning + 1}"  # noqa: S608 - words of our own
            (count,) = self._connection.execute(f"SELECT count(*) FROM ({limited})", values).fetchone()  # noqa: S608
            if count == turning:
                members = f"SELECT iri FROM block WHERE {condition}"  # noqa: S608 - words of our own
                marked = f"INSERT OR REPLACE INTO changed SELECT iri, owner, ? FROM thing WHERE iri IN ({members})"  # noqa: S608
                self._connection.execute(marked, (event, *values))


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
