"""The follower that keeps the statements of shareable graphs in an Oxigraph store on disk, and its snapshots."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.backends.oxigraph import snapshots
from graph.backends.oxigraph.audiences import Audiences, Places
from graph.backends.oxigraph.differences import difference, is_new, states_between, write
from graph.backends.oxigraph.loading import Loader
from graph.backends.oxigraph.snapshots import Snapshot
from graph.store.collecting import uncollected
from graph.store.durable import replacing
from graph.store.errors import ProjectionUnavailable, Unavailable
from graph.store.follower import emptied_marks
from graph.store.model import Document, Event, Key
from graph.store.names import SHAREABLE, GraphKind, names_of, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.rdf import ntriples
from mappings.bibframe.vocabulary import terms

VERSION: Final = 1
_POSITION: Final = "position"
_DATA: Final = "data"
_CURRENT: Final = "CURRENT"
"""The file by which the store finds all its others."""
_NOT_DAMAGE: Final = ("no space", "too large", "quota", "permission", "read-only", "too many open")
"""What the system says of a place that can't be used now, and says nothing of what is kept there."""
_AT_ONCE: Final = 1000
_QUADS_AT_ONCE: Final = 100_000


class SparqlFollower:
    """Keeps the statements in `directory`. Only one process may hold it; everyone else reads the snapshots.

    With `only`, it keeps those of these graphs alone: the dataset of an audience.
    """

    name = "sparql"

    def __init__(self, directory: Path, only: frozenset[str] | None = None) -> None:
        self._directory, self._only = directory, only
        self._home = directory / f"statements-{VERSION}"
        self._snapshots = snapshots_of(directory)
        directory.mkdir(parents=True, exist_ok=True)
        self._statements: ox.Store | None = _opened(self._home)
        self._loader: Loader | None = None
        self._vocabularies_described = self._damaged = False
        self._position = self._read_position()
        self._applied = self._position
        if only is None and snapshots.newest(self._snapshots) is None:
            snapshots.take(self._statements, self._snapshots, self._position)
        self._audiences = None if only else Audiences(places_of(directory), self._snapshots, SparqlFollower)

    def position(self) -> int:
        """The last event held durably."""
        return self._position

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Bring the statements of every shareable document these events touched to what it says now.

        New documents may still be on their way in when this returns; `flush` waits for them.
        """
        with uncollected(), self._whole():
            self._apply(events, store, scope)
            if emptied_marks(events):
                self._remove_gone(store, scope)
        if self._audiences is not None:
            self._audiences.apply(events, store, scope)
        if events:
            self._applied = max(self._applied, events[-1].sequence)

    def tend(self, store: Store, scope: Scope) -> None:
        """See to the datasets of audiences: those asked for are made, those nobody asks for go."""
        if self._audiences is not None:
            self._audiences.tend(store, scope)

    def reached(self) -> int:
        """The last event applied, durable or not."""
        return self._applied

    def fill(self, snapshot: Snapshot, stopped: Callable[[], bool]) -> None:
        """Begin with what a snapshot of all statements says in the graphs of this dataset. Raises `OSError`."""
        only, statements = self._only or frozenset(), self._open()
        with snapshot.held() as source:
            names = [ox.NamedNode(graph) for graph in sorted(only & snapshot.graphs())]
            found = chain.from_iterable(source.quads_for_pattern(None, None, None, name) for name in names)
            while data := ox.serialize(islice(found, _QUADS_AT_ONCE), format=ox.RdfFormat.N_QUADS):
                if stopped():
                    return
                statements.bulk_load(data, format=ox.RdfFormat.N_QUADS)
        statements.optimize()
        self._applied = snapshot.position
        self.flush()

    def flush(self) -> None:
        """Make it durable, write down the position, and hand readers a new snapshot."""
        if self._applied == self._position:
            return
        if self._audiences is not None:
            self._audiences.flush()
        statements = self._open()
        with self._whole():
            if self._loader is not None:
                self._loader.finish()
            statements.flush()
        self._write_position(self._applied)
        self._position = self._applied
        snapshots.take(statements, self._snapshots, self._position)

    def is_whole(self) -> bool:
        """Whether the statements and a snapshot of them are still there, and nothing was found damaged."""
        return (
            not self._damaged
            and (self._home / _DATA / _CURRENT).exists()
            and snapshots.newest(self._snapshots) is not None
        )

    def reset(self) -> None:
        """Forget every statement; readers see an empty store until the next flush."""
        if self._audiences is not None:
            self._audiences.reset()
        self._release()
        self._home.mkdir(parents=True, exist_ok=True)
        # Moved away in one step: killed in the middle, nothing old is left under a new position.
        old = self._directory / "old"
        shutil.rmtree(old, ignore_errors=True)
        self._home.rename(old)
        shutil.rmtree(old, ignore_errors=True)
        self._statements = _opened(self._home)
        self._vocabularies_described = self._damaged = False
        self._position = self._applied = 0
        snapshots.take(self._statements, self._snapshots, 0)

    def replace_by(self, directory: Path) -> None:
        """See `graph.store.remaking`. A snapshot that is being read goes when it is read no more."""
        self.flush()
        self._release()
        old = self._directory / "old"
        shutil.rmtree(old, ignore_errors=True)
        self._home.rename(old)
        (directory / self._home.name).rename(self._home)
        shutil.rmtree(old, ignore_errors=True)
        self._statements = _opened(self._home)
        self._position = self._applied = self._read_position()
        snapshots.take(self._statements, self._snapshots, self._position)
        snapshots.clean(self._snapshots, kept=1)

    def close(self) -> None:
        """Flush and let another process hold the statements."""
        try:
            if self._statements is not None and self.is_whole():
                self.flush()
        finally:
            self._release()
            if self._audiences is not None:
                self._audiences.close()

    def _release(self) -> None:
        if self._loader is not None:
            self._loader.close()
        self._loader = self._statements = None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """After an error, what was on its way counts as not applied: it is taken from the log again.

        Raises `ProjectionUnavailable` where a file isn't what was written; the statements are not whole then.
        """
        try:
            yield
        except BaseException as error:
            self._applied = self._position
            if self._loader is not None:
                self._loader.close()
                self._loader = None
            if isinstance(error, RuntimeError) and "corruption" in str(error).lower():
                self._damaged = True
                raise ProjectionUnavailable("The SPARQL store is damaged.") from error
            raise

    def _open(self) -> ox.Store:
        if self._statements is None:
            self._statements = _opened(self._home)
        return self._statements

    def _apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        spans = _spans(events, self._only)
        if not spans:
            return
        statements = self._open()
        self._describe_vocabularies(next(iter(spans)).graph)
        changed: dict[Key, Document | None] = {}
        if self._loader is None:
            self._loader = Loader(statements)
        for document in self._new(spans, store, scope, changed):
            self._loader.add(document)
        if changed:
            # What changes now may have come a moment ago.
            self._loader.finish()
            self._loader.forget_seen()
            self._change(spans, changed, store, scope)

    def _new(
        self, spans: dict[Key, tuple[int, int]], store: Store, scope: Scope, changed: dict[Key, Document | None]
    ) -> Iterator[Document]:
        """Documents of which nothing can be there yet; all others are put into `changed`."""
        keys = list(spans)
        for start in range(0, len(keys), _AT_ONCE):
            batch = keys[start : start + _AT_ONCE]
            for key, document in zip(batch, store.read(batch, scope), strict=True):
                if document is not None and is_new(document, spans[key][0]):
                    yield document
                else:
                    changed[key] = document

    def _change(
        self, spans: dict[Key, tuple[int, int]], changed: dict[Key, Document | None], store: Store, scope: Scope
    ) -> None:
        # A run that was killed may have left any state since the event it had reached: all of them are taken away.
        states = states_between(
            {
                key: (spans[key][0], spans[key][1] + 1 if document is None else document.version)
                for key, document in changed.items()
            },
            store,
            scope,
        )
        found = [
            difference(key, states[key], None if document is None else document.body)
            for key, document in changed.items()
        ]
        write(self._open(), found, store, scope)

    def _remove_gone(self, store: Store, scope: Scope) -> None:
        """Take away the graphs of libraries that hold nothing any more."""
        if self._loader is not None:
            self._loader.finish()
        statements = self._open()
        for graph in [each.value for each in statements.named_graphs() if isinstance(each, ox.NamedNode)]:
            if parse_graph(graph).kind is GraphKind.CATALOGUE and not store.scan(graph, scope, first=1).keys:
                statements.remove_graph(ox.NamedNode(graph))

    def _describe_vocabularies(self, graph: str) -> None:
        """Controlled vocabularies stand once, in the installation's shared graph, and not in every description."""
        if self._vocabularies_described:
            return
        self._vocabularies_described = True
        vocabulary = ox.NamedNode(names_of(graph).vocabulary)
        statements = self._open()
        if self._only is not None and vocabulary.value not in self._only:
            return
        if not statements.contains_named_graph(vocabulary):
            data = ntriples(terms()).encode()
            statements.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=vocabulary)

    def _read_position(self) -> int:
        try:
            return int((self._home / _POSITION).read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _write_position(self, position: int) -> None:
        self._home.mkdir(parents=True, exist_ok=True)
        with replacing(self._home / _POSITION) as part:
            part.write_text(str(position), "ascii")


def snapshots_of(directory: Path) -> Path:
    """Where the snapshots of this version are."""
    return directory / f"snapshots-{VERSION}"


def places_of(directory: Path) -> Places:
    """Where the datasets of audiences of this version are."""
    return Places(directory / f"audiences-{VERSION}")


def _opened(home: Path) -> ox.Store:
    home.mkdir(parents=True, exist_ok=True)
    try:
        return ox.Store(str(home / _DATA))
    except (OSError, RuntimeError) as error:  # the second where a file says something else than its checksum
        if "lock" in str(error).lower():
            raise Unavailable("Another process is writing the SPARQL store.") from error
        if any(words in str(error).lower() for words in _NOT_DAMAGE):
            raise Unavailable("The SPARQL store's folder can't be used.") from error
        # It can be made anew from the log: a damaged one is not worth keeping.
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        return ox.Store(str(home / _DATA))


def _spans(events: Sequence[Event], only: frozenset[str] | None) -> dict[Key, tuple[int, int]]:
    """Per touched document of a shareable graph, or of one of `only`, the version before the first event and the
    highest known.
    """
    found: dict[Key, tuple[int, int]] = {}
    for event in events:
        for key, version, previous in event.touched:
            if parse_graph(key.graph).kind in SHAREABLE and (only is None or key.graph in only):
                first, last = found.get(key, (previous, 0))
                found[key] = (first, max(last, version, previous))
    return found
