"""Whether a store keeps its word when processes are killed: `kill -9` at random moments under writers that race.

Five writers commit all the time through an installation as a server opens it, each in a process of its own: families of
work, instance and item with a barcode, edits and removals of earlier ones, and a tally that all of them count up; the
first one loads in bulk. Each writes down what was acknowledged, brought to the disk, in a file of its own. Search and
SPARQL follow in processes of theirs. At each moment one writer is killed, with or without a follower, every tenth time
all of them at once, and on Neo4j every tenth time the server. Whoever was killed begins again with the change that it
doesn't know the end of, under the same request id.

After each moment what was acknowledged is looked for (`lost`), each event is compared with the change it is of and
a change that has no event must have left nothing (`half`), the numbers are counted through (`gaps`), and no request may
have two events (`twice`). Every twentieth moment and at the end writing stops, the followers catch up and the store's
own `check` looks at everything (`findings`). At the end the store must hold what all changes make together and no tally
may have missed one (`differing`), what followed is compared with what is built anew from the log (`followers`), and no
process may have ended by itself (`died`). All of these are 0, or the exit code is 1.

    python bench/kills.py [--engine sqlite|neo4j] [--moments 200] [--seed 1]

A Neo4j server is started from Maven artifacts, as the tests do. Ctrl-C makes the next moment the last one.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from threading import Event

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox

from app.bootstrap import Installation, follower_of, install
from app.layout import Layout
from app.projecting import PROJECTIONS
from app.settings import Settings, StoreAddress
from bench.writers import (
    COMMAND,
    EVERYTHING,
    GRAPH,
    LIBRARY,
    NAMES,
    TALLIES,
    acknowledged,
    change_of,
    family,
    follow,
    tally_key,
    write,
)
from graph.access.model import operator
from graph.backends.oxigraph.follower import snapshots_of
from graph.backends.oxigraph.snapshots import newest
from graph.backends.tantivy import TantivySearch
from graph.store import walking
from graph.store.model import Event as LogEvent
from graph.store.model import Key
from graph.store.port import Store
from graph.store.prepared import prepare
from graph.store.projector import catch_up
from graph.store.search import SearchKind, SearchQuery
from mappings.bibframe.node import Node
from tests.neo4j_server import HURRIED, free_port, running

WRITERS = 5
PATIENCE_S = 120
PROCESSES = get_context("forkserver")
HEAVY = (
    "graph.backends.neo4j.store",
    "graph.backends.oxigraph",
    "graph.backends.sqlite.store",
    "graph.catalogue.jobs",
    "graph.catalogue.sending",
    "graph.discovery.service",
    "graph.holdings.status",
    "graph.research.service",
    "bench.writers",
)


def main() -> int:
    """Kill, look, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("sqlite", "neo4j"), default="sqlite")
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    # Each process is forked from one that has everything imported: it is there in milliseconds.
    PROCESSES.set_forkserver_preload(["__main__", *HEAVY])
    with tempfile.TemporaryDirectory(prefix="catalograph-kills-") as name:
        figures = killed(chosen.engine, Path(name), chosen.moments, Random(chosen.seed))
    print(json.dumps({"name": "kills", "figures": {"engine": chosen.engine, "seed": chosen.seed, **figures}}))
    return 1 if any(figures[each] for each in WRONG) else 0


WRONG = ("lost", "half", "gaps", "twice", "findings", "differing", "followers", "died")


def killed(engine: str, folder: Path, moments: int, chance: Random) -> dict[str, object]:
    """The figures of so many moments."""
    ending = Event()
    with Scene(engine, folder) as scene:
        signal.signal(signal.SIGINT, lambda *_: ending.set())
        look = Look(scene.installation.store, folder)
        for moment in range(1, moments + 1):
            scene.revive()
            if chance.random() < 0.8:  # the others are killed at their start
                look.until_all_write()
            time.sleep(chance.uniform(0.02, 0.3))
            scene.strike(moment, chance)
            last = moment == moments or ending.is_set()
            if moment % 20 == 0 or last:
                scene.hush()
                look.wrong["findings"] += findings(scene.installation)
            look.at_the_log()
            told(f"{moment} of {moments}: {look.acknowledged} acknowledged, {look.wrong}")
            if last:
                break
        scene.end()
        look.at_the_state()
        look.wrong["followers"] = differing_followers(scene.installation, folder / "anew")
        figures = {"moments": moment, "killed": scene.killed, "acknowledged": look.acknowledged, "events": look.last}
        return {**figures, **look.wrong, "died": scene.died}


class Server:
    """A Neo4j server on a port of its own that can be killed and started again."""

    def __init__(self, home: Path) -> None:
        self._home, self._port = home, free_port()
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again, and wait until it answers."""
        self._running = running(self._home, self._port, HURRIED)
        self.address, self._process = self._running.__enter__()

    def kill(self) -> None:
        """End it without notice."""
        self._process.kill()
        self._process.wait()
        self._running.__exit__(None, None, None)


class Scene(AbstractContextManager["Scene"]):
    """A store, its writers and its followers, and who was killed."""

    def __init__(self, engine: str, folder: Path) -> None:
        self.server = Server(folder / "neo4j") if engine == "neo4j" else None
        where = StoreAddress("sqlite", folder / "store.sqlite")
        if self.server is not None:
            where = StoreAddress("neo4j", server=self.server.address)
        settings = Settings(store=where, data=folder / "data", base=NAMES.base, store_patience_s=PATIENCE_S)
        self.installation = install(settings, create=True)
        self.installation.services.tenants.create_tenant(operator(), LIBRARY, {"en": "Harbor"})
        self.killed = {"writers": 0, "followers": 0, "servers": 0}
        self.died = 0
        hurried = replace(settings, store_patience_s=1)
        self._work = {
            **{str(each): (write, hurried, folder / f"{each}.log", each) for each in range(WRITERS)},
            **{name: (follow, hurried, name) for name in PROJECTIONS},
        }
        self._there: dict[str, ForkServerProcess] = {}

    def __exit__(self, *_: object) -> None:
        self.end()
        self.installation.close()
        if self.server is not None:
            self.server.kill()

    def revive(self, *names: str) -> None:
        """Start these, or everybody, where they aren't there."""
        for name in names or self._work:
            if name not in self._there:
                call, *arguments = self._work[name]
                process = PROCESSES.Process(target=call, args=arguments, daemon=True)
                process.start()
                self._there[name] = process

    def strike(self, moment: int, chance: Random) -> None:
        """Kill somebody."""
        if self.server is not None and moment % 10 == 5:
            self.server.kill()
            self.killed["servers"] += 1
            self.server.start()
        elif moment % 10 == 0:
            self._kill("writers", map(str, range(WRITERS)))
            self._kill("followers", [name for name in PROJECTIONS if chance.random() < 0.5])
        else:
            self._kill("writers", [str(chance.randrange(WRITERS))])
            self._kill("followers", [name for name in PROJECTIONS if chance.random() < 0.2])

    def hush(self) -> None:
        """Have nobody write and everybody follow."""
        self._kill("writers", map(str, range(WRITERS)))
        time.sleep(1)  # what a server still did for them it has done, or undone, by then
        self.revive(*PROJECTIONS)

    def end(self) -> None:
        """End everybody."""
        self._end(list(self._there))

    def _kill(self, kind: str, names: Iterable[str]) -> None:
        self.killed[kind] += self._end([name for name in names if name in self._there])

    def _end(self, names: Sequence[str]) -> int:
        ended = [self._there.pop(name) for name in names]
        for process in ended:
            self.died += process.exitcode is not None
            process.kill()
        for process in ended:
            process.join()
        return len(ended)


class Look:
    """What is found in the store beside what writers were told, and what differs."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self.last = store.position()
        self.acknowledged = 0
        self.wrong = dict.fromkeys(WRONG[:-1], 0)
        self._events: dict[tuple[int, int], int] = {}
        self._newest = dict.fromkeys(range(WRITERS), 0)

    def at_the_log(self) -> None:
        """Compare what was acknowledged with what is in the log, and the log with what is in the store."""
        told = [
            ((writer, number), sequence)
            for writer in range(WRITERS)
            for number, sequence in acknowledged(self._folder / f"{writer}.log")
        ]
        self._read_log()
        self.acknowledged = len(told)
        self.wrong["lost"] = sum(self._events.get(each) != sequence for each, sequence in told)
        nexts = [(writer, number + 1) for writer, number in self._newest.items()]
        until = time.monotonic() + PATIENCE_S
        # What is there without an event now may have been committed since the log was read: then it has one soon.
        while nexts := [each for each in nexts if each not in self._events and self._is_there(*each)]:
            if time.monotonic() > until:
                self.wrong["half"] += len(nexts)
                break
            self._read_log()

    def until_all_write(self) -> None:
        """Wait until every writer has been told of something new."""
        before = self._told()
        until = time.monotonic() + PATIENCE_S
        while any(now == then for now, then in zip(self._told(), before, strict=True)) and time.monotonic() < until:
            time.sleep(0.05)

    def _told(self) -> list[int]:
        logs = [self._folder / f"{writer}.log" for writer in range(WRITERS)]
        return [log.stat().st_size if log.exists() else 0 for log in logs]

    def at_the_state(self) -> None:
        """Compare the documents with what all events together make."""
        alive: dict[Key, Node] = {}
        for each in sorted(self._events):
            change = prepare(change_of(*each), EVERYTHING)
            alive.update((put.key, put.body) for put in change.puts)
            for delete in change.deletes:
                del alive[delete.key]
        keys = list(alive)
        for some in (keys[at : at + 1000] for at in range(0, len(keys), 1000)):
            found = self._store.read(some, EVERYTHING)
            told_bodies = [None if document is None else document.body for document in found]
            self.wrong["differing"] += sum(alive[key] != body for key, body in zip(some, told_bodies, strict=True))
        tallies = [each for each in self._store.read([tally_key(n) for n in range(TALLIES)], EVERYTHING) if each]
        counted = sum(int(str(each.body["bf:note"][0])) for each in tallies)
        self.wrong["differing"] += abs(counted - sum(writer > 0 for writer, _ in self._events))
        there = set(walking.keys(self._store, GRAPH, EVERYTHING))
        self.wrong["differing"] += len(there ^ {*alive, *(each.key for each in tallies)})

    def _is_there(self, writer: int, number: int) -> bool:
        return any(self._store.read(family(writer, number), EVERYTHING))

    def _read_log(self) -> None:
        while events := self._store.changes(self.last, 200, EVERYTHING):
            for event in events:
                self.wrong["gaps"] += event.sequence != self.last + 1
                self.last = event.sequence
            self._compare([event for event in events if event.cause.command == COMMAND])

    def _compare(self, events: Sequence[LogEvent]) -> None:
        """Each event with the change it is of: the documents it names, and what they were after it."""
        asked: list[tuple[Key, int]] = []
        expected: list[Node | None] = []
        for event in events:
            writer, number = (int(part) for part in str(event.cause.request).split("-"))
            self.wrong["twice"] += (writer, number) in self._events
            self._events[writer, number] = event.sequence
            self._newest[writer] = max(self._newest[writer], number)
            change = prepare(change_of(writer, number), EVERYTHING)
            bodies: dict[Key, Node | None] = {put.key: put.body for put in change.puts}
            bodies |= {delete.key: None for delete in change.deletes}
            counted = {tally_key(number)} if writer else set()
            self.wrong["half"] += {each.key for each in event.touched} != {*bodies, *counted}
            for key, version, _ in event.touched:
                if key in bodies:
                    self.wrong["half"] += (version == 0) != (bodies[key] is None)
                    if version:
                        asked.append((key, version))
                        expected.append(bodies[key])
        found = self._store.versions(asked, EVERYTHING)
        states = [None if each is None else each.body for each in found]
        self.wrong["half"] += sum(state != body for state, body in zip(states, expected, strict=True))


def findings(installation: Installation) -> int:
    """How much the store's own check finds, once the followers have had time to catch up."""
    until = time.monotonic() + PATIENCE_S
    late = list(PROJECTIONS)
    while late and time.monotonic() < until:
        last = installation.store.position()
        late = [name for name in PROJECTIONS if installation.position(name) < last]
        time.sleep(0.05)
    found = installation.check()
    for each in found:
        told(f"{each.subject}: {each.problem}")
    return len(found) + len(late)


def differing_followers(installation: Installation, anew: Path) -> int:
    """How many hits and statements are not those of projections that are built anew from the log."""
    layout = Layout(anew / "store")
    anew.mkdir()
    for name in PROJECTIONS:
        with closing(follower_of(name, layout)) as follower:
            catch_up(follower, installation.store, EVERYTHING)
    followed = installation.layout
    return len(hits(followed) ^ hits(layout)) + len(statements(followed) ^ statements(layout))


def hits(layout: Layout) -> set[tuple[str, str]]:
    """Everything that search finds."""
    found, after = set[tuple[str, str]](), None
    index = TantivySearch(layout.search)
    while True:
        query = SearchQuery(frozenset({LIBRARY}), kinds=frozenset(SearchKind), first=1000, after=after)
        answer = index.search(query)
        found.update((hit.iri, f"{hit.kind} {hit.label}") for hit in answer.hits)
        if not answer.has_next:
            return found
        after = answer.hits[-1].cursor


def statements(layout: Layout) -> set[str]:
    """Everything that SPARQL holds."""
    snapshot = newest(snapshots_of(layout.sparql))
    return set() if snapshot is None else {str(quad) for quad in ox.Store.read_only(str(snapshot.data))}


def told(text: str) -> None:
    """Progress goes to the error stream."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
