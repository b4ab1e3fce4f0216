"""SPARQL as of a moment: the data set of an audience is made from the log when somebody asks, and kept for a while.

Who may ask now decides what is in it: of a library whose staff ask, everything that it said; of others, what was public
then of what is public still. When something of a set is taken back, the set is thrown away, and made anew without it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from graph.access.model import Actor, Permission, require
from graph.catalogue.past import declared
from graph.catalogue.then import leads_on, looks_back
from graph.research.past_sets import (
    PastBeingMade,
    PastFiles,
    PastLimits,
    PastNotMade,
    PastSet,
    PastState,
    TooManyPasts,
    provenance_graph,
)
from graph.research.service import ResearchService
from graph.store.errors import Unavailable
from graph.store.filelock import FileLock
from graph.store.follower import emptied_marks
from graph.store.model import Document, Key, Version
from graph.store.names import GraphKind, Names, opaque_id, parse_graph
from graph.store.port import Store
from graph.store.projector import rounds
from graph.store.replaying import states_at
from graph.store.scope import Scope, grant
from graph.store.sparql import Kept, NamedGraphs, SparqlAnswer, SparqlService
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node
from mappings.bibframe.provenance import ENTITY, said
from mappings.errors import CatalographError

_PATIENCE_S: Final = 1.0
_TELL_S: Final = 0.5
_ATTEMPTS: Final = 2
_AGAIN_S: Final = 15.0
"""How long after a process was started another may be, where none is at work though there is something to do."""
_EVENTS: Final = 200
_DOCUMENTS: Final = 2_000
_FAILED: Final = timedelta(minutes=10)
"""How long it is told that a set could not be made, before it is tried again."""
_FAR_BEHIND: Final = 20_000
"""So many events after which it is not looked any more what of them was taken back: the set is made anew."""
_ROOM: Final = 2 * 10**9
"""Octets that must be free on the disk to begin with."""
_LEAST: Final = 10**9
"""Octets that must be left free."""


class NotWanted(Exception):
    """A set was taken away while it was made, or its making was asked to stop."""


class PastService:
    """Asks for sets of a moment, answers from them and makes them. `launch` has somebody make what waits."""

    def __init__(
        self,
        store: Store,
        names: Names,
        tenants: TenantService,
        research: ResearchService,
        sparql: SparqlService,
        files: PastFiles,
        *,
        clock: Callable[[], datetime],
        limits: PastLimits,
        launch: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store, self._names, self._tenants, self._research = store, names, tenants, research
        self._sparql, self._files, self._clock, self._limits = sparql, files, clock, limits
        self._launch = launch
        self._seen: dict[str, int] = {}

    def sparql(
        self,
        actor: Actor,
        text: str,
        scope: Scope,
        moment: datetime,
        *,
        max_rows: int | None = None,
        dataset: NamedGraphs | None = None,
    ) -> SparqlAnswer:
        """The answer of a query over every graph of `scope` that can be shared, as of a moment. Who said what is in
        graphs of their own, which are no part of the default graph.

        Raises as `ResearchService.sparql` does, `PastBeingMade`, `PastNotMade`, `TooManyPasts`.
        """
        found = self.ask(actor, scope, moment)
        if found.state is PastState.FAILED:
            raise PastNotMade(found.message or "What was said then could not be put together.")
        if found.state is not PastState.READY:
            percent = int(100 * found.fraction)
            raise PastBeingMade(f"What was said then is being put together: {percent} %.", values={"percent": percent})
        beside = frozenset(map(provenance_graph, found.graphs))
        kept = Kept(self._files.place(found.id), beside)
        return self._research.kept(
            actor, text, frozenset(found.graphs) | beside, kept, max_rows=max_rows, dataset=dataset
        )

    def ask(self, actor: Actor, scope: Scope, moment: datetime) -> PastSet:
        """The set of what `scope` reads as of a moment, which is begun where there is none.

        Raises `Forbidden` without `research.sparql`, `PastNotMade`, `TooManyPasts`, `Unavailable`.
        """
        require(actor, Permission.RESEARCH_SPARQL)
        graphs = sorted(self._research.graphs(self._tenants.as_of(scope, moment)))
        if len(graphs) > self._limits.graphs:
            raise PastNotMade(f"These are {len(graphs)} graphs; {self._limits.graphs} can be asked as of a moment.")
        whole = [each for each in graphs if looks_back(each, scope)]
        log, now = self._store.head().log, self._clock()
        wanted = PastSet(
            id=opaque_id("past", log, moment.isoformat(), *graphs, "", *whole),
            log=log,
            moment=moment,
            graphs=tuple(graphs),
            whole=tuple(whole),
            created=now,
            expires=now + timedelta(hours=self._limits.hours),
        )
        self._tidy(log, now)
        found = self._files.read(wanted.id)
        if found is not None and not self._holds(found):
            self._files.remove(found)
            found = None
        if found is None:
            self._begin(wanted)
            self._wake(at_once=True)
            return self._files.read(wanted.id) or wanted
        if found.state in {PastState.QUEUED, PastState.MAKING}:
            self._wake()
        return found

    def by_hand(self) -> PastService:
        """The same, which has no process make what is asked for: whoever asks makes it with `work`."""
        return PastService(
            self._store, self._names, self._tenants, self._research, self._sparql, self._files,
            clock=self._clock, limits=self._limits,
        )  # fmt: skip

    def forget(self, graph: str) -> None:
        """Take away every set with this graph: it is not there any more."""
        self._files.forget(graph)

    def work(self, told: Callable[[PastSet], bool] = lambda _: True) -> None:
        """Make every set that waits, unless another process does. `told` hears how far one is; False asks to stop."""
        self._files.prepare()
        while self._waiting():
            lock = FileLock(self._files.lock)
            if not lock.acquire(_PATIENCE_S):
                return
            try:
                while waiting := self._waiting():  # looked at again: who held the lock before has made some
                    if not self._carry_out(waiting[0], told):
                        return
            finally:
                lock.release()

    def _waiting(self) -> list[PastSet]:
        return [each for each in self._files.all() if each.state in {PastState.QUEUED, PastState.MAKING}]

    def _begin(self, wanted: PastSet) -> None:
        there, unready = self._files.all(), self._waiting()
        if len(unready) >= self._limits.waiting:
            raise TooManyPasts(f"{len(unready)} moments are being put together already.", values={"n": len(unready)})
        done = [each for each in there if each not in unready]
        for each in done[: max(0, len(there) + 1 - self._limits.sets)]:
            self._files.remove(each)
        try:
            self._files.prepare()
            if self._files.free() < _ROOM:
                raise Unavailable("There is no room for the data of a moment on the disk.")
            self._files.write(wanted, new=True)
        except OSError as error:
            raise Unavailable(f"The data of a moment can't be kept here: {error.strerror}.") from error

    def _wake(self, *, at_once: bool = False) -> None:
        """Have somebody make what waits, where nobody is at it and nobody was had to a moment ago, in any process."""
        lock = FileLock(self._files.lock)
        if (at_once or self._files.is_time(_AGAIN_S)) and lock.acquire():
            lock.release()
            self._files.note_time()
            self._launch("past")

    def _tidy(self, log: str, now: datetime) -> None:
        for each in self._files.all():
            if each.expires <= now or each.log != log:
                self._files.remove(each)

    def _holds(self, made: PastSet) -> bool:
        """Whether nothing that is in a set was taken back since it was made; and a failure, for a while."""
        if made.state is PastState.FAILED:
            return self._clock() - made.created < _FAILED
        if made.state is not PastState.READY or not (hidden := set(made.graphs) - set(made.whole)):
            return True
        after = max(self._seen.get(made.id, 0), made.position)
        if self._store.position() - after > _FAR_BEHIND:
            return False
        scope = _reading(made.graphs)
        for events in rounds(self._store, scope, after, _EVENTS, _DOCUMENTS):
            keys = list({each.key: None for event in events for each in event.touched if each.key.graph in hidden})
            if emptied_marks(events) or self._took_back(keys, made.moment, scope):
                return False
            after = events[-1].sequence
        self._seen[made.id] = after
        return True

    def _took_back(self, keys: Sequence[Key], moment: datetime, scope: Scope) -> bool:
        if not keys:
            return False
        now, then = self._store.read(keys, scope), self._store.as_of(keys, moment, scope)
        there = (each is not None and each.body is not None for each in then)
        return any(was and not _is_shown(each, moment) for was, each in zip(there, now, strict=True))

    def _carry_out(self, waiting: PastSet, told: Callable[[PastSet], bool]) -> bool:
        if waiting.attempts >= _ATTEMPTS:
            why = "The process that put it together ended before it was done, twice."
            self._files.write(replace(waiting, state=PastState.FAILED, message=why))
            return True
        making = replace(
            waiting,
            state=PastState.MAKING,
            position=self._store.position(),
            fraction=0.0,
            documents=0,
            attempts=waiting.attempts + 1,
        )
        work = _Making(self._store, self._names, making, self._files, self._limits, told)
        try:
            self._sparql.keep(self._files.place(making.id), work.documents(), making.position)
            self._files.write(replace(work.set, state=PastState.READY, fraction=1.0))
        except NotWanted:
            return not self._files.write(waiting)  # asked to stop: it is left to the next process, unless it is gone
        except CatalographError as error:
            self._files.write(replace(work.set, state=PastState.FAILED, message=error.message))
        except (OSError, RuntimeError) as error:  # the second where the folder was taken away meanwhile
            why = f"The data can't be kept here: {getattr(error, 'strerror', None) or error}."
            self._files.write(replace(work.set, state=PastState.FAILED, message=why))
        return True


class _Making:
    """One set being made: its documents, and how far it is."""

    def __init__(
        self,
        store: Store,
        names: Names,
        making: PastSet,
        files: PastFiles,
        limits: PastLimits,
        told: Callable[[PastSet], bool],
    ) -> None:
        self._store, self._names, self.set, self._files = store, names, making, files
        self._limits, self._told = limits, told
        self._stepped = 0.0

    def documents(self) -> Iterator[Document]:
        """What is in the set, and who said it. Raises `NotWanted`, `PastNotMade`."""
        moment, scope = self.set.moment, _reading(self.set.graphs)
        for states in states_at(self._store, set(self.set.graphs), moment, scope, self._step):
            for each in self._allowed(states, scope):
                self._count()
                yield _document(each)
                yield self._provenance(each)

    def _allowed(self, states: Sequence[Version], scope: Scope) -> Iterator[Version]:
        """Of these states those that the readers of the set may read."""
        hidden = [each for each in states if each.key.graph not in self.set.whole]
        read = self._store.read([each.key for each in hidden], scope) if hidden else []
        gone = {
            each.key
            for each, now in zip(hidden, read, strict=True)
            if not _is_shown(now, self.set.moment) and not (now is not None and leads_on(_document(each)))
        }
        return (each for each in states if each.key not in gone)

    def _provenance(self, state: Version) -> Document:
        graph, iri = state.key
        kind, owner = parse_graph(graph)
        who = self._names.tenant(owner) if kind is GraphKind.CATALOGUE else self._names.network(owner)
        body: Node = {"@id": iri, "@type": [ENTITY], **said(who, state.cause.at, declared(state))}
        at = state.cause.at
        return Document(Key(provenance_graph(graph), iri), state.version, body, at, at)

    def _count(self) -> None:
        self.set = replace(self.set, documents=self.set.documents + 1)
        if self.set.documents > self._limits.documents:
            raise PastNotMade(f"There are more than {self._limits.documents:,} descriptions.")

    def _step(self, done: int, whole: int) -> None:
        self.set = replace(self.set, fraction=done / whole if whole else 1.0)
        if time.monotonic() - self._stepped < _TELL_S:
            return
        self._stepped = time.monotonic()
        if not self._files.write(self.set) or not self._told(self.set):
            raise NotWanted
        if self._files.free() < _LEAST:
            raise PastNotMade("There is no room for the data of a moment on the disk.")


def _is_shown(now: Document | None, moment: datetime) -> bool:
    """Whether what a document said at a moment is public still, from what it is now."""
    return now is not None and now.created <= moment and not leads_on(now)


def _document(state: Version) -> Document:
    return Document(state.key, state.version, state.body or {}, state.cause.at, state.cause.at)


def _reading(graphs: Sequence[str]) -> Scope:
    """What is read to make a set: these graphs alone."""
    parts = map(parse_graph, graphs)
    return Scope(tuple(grant((kind,), (owner,)) for kind, owner in parts))
