"""Datasets of audiences: for readers of many graphs and not of all, the statements of those graphs by themselves.

A query over all that a store holds is up to a thousand times faster than the same over a list of a thousand graphs in
it. So who may read the same graphs shares a store that holds these and nothing else, kept up to date like the store of
all statements. A service asks for one by leaving the list of graphs in a place of its own; the follower makes it from
a snapshot, follows the log with it, and drops it when nobody asked for a while.

    audiences-1/{id}/graphs        the graphs, one a line; the id follows from them
                     asked         its time tells when somebody asked last
                     statements-1, snapshots-1 ...
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from threading import Event, Thread
from typing import Final, Protocol

from graph.backends.oxigraph.snapshots import Snapshot, newest
from graph.store.durable import replacing
from graph.store.follower import Follower, emptied_marks
from graph.store.model import Event as Told
from graph.store.port import Store
from graph.store.projector import catch_up
from graph.store.scope import Scope

FEW: Final = 3
"""Up to so many graphs (a library's, its network's, the vocabularies) a list costs less than a store of their own."""

MOST: Final = 8
"""Audiences kept at once: each takes as much disk, and as much of an import's time, as its share of the whole."""
_MOST_ASKED: Final = 32
_IN_USE_S: Final = 86_400.0
"""Who was asked within a day keeps its place when others want it."""
_KEPT_S: Final = 7 * _IN_USE_S
_LOOK_S: Final = 1.0
_LOG: Final = logging.getLogger(__name__)
_GRAPHS: Final = "graphs"
_ASKED: Final = "asked"


class Filled(Follower, Protocol):
    """A follower that can begin with a snapshot of all statements."""

    def fill(self, snapshot: Snapshot, stopped: Callable[[], bool]) -> None:
        """Take over its own graphs from the snapshot and the snapshot's position; neither where it was `stopped`."""
        ...

    def reached(self) -> int:
        """The last event applied, durable or not."""
        ...


class Places:
    """Where the audiences below a directory are, by the graphs they read."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def of(self, graphs: frozenset[str]) -> Path:
        """The place of an audience, there or not."""
        return self.directory / blake2b("\n".join(sorted(graphs)).encode(), digest_size=16).hexdigest()

    def ask(self, graphs: frozenset[str]) -> None:
        """Ask for an audience's dataset, or tell that it is in use. Does nothing where nothing can be written."""
        place = self.of(graphs)
        with suppress(OSError):
            if not (place / _GRAPHS).exists():
                if len(list(self.all())) >= _MOST_ASKED:
                    return
                place.mkdir(parents=True, exist_ok=True)
                with replacing(place / _GRAPHS, racing=True) as part:
                    part.write_text("\n".join(sorted(graphs)), "utf-8")
            (place / _ASKED).touch()

    def all(self) -> Iterator[Path]:
        """Every place that somebody asked for, the last asked for first."""
        places = self.directory.iterdir() if self.directory.is_dir() else ()
        yield from sorted((each for each in places if (each / _GRAPHS).exists()), key=asked, reverse=True)


def asked(place: Path) -> float:
    """When somebody asked for an audience last, in seconds since 1970."""
    with suppress(OSError):
        return (place / _ASKED).stat().st_mtime
    return 0.0


def graphs_at(place: Path) -> frozenset[str]:
    """The graphs of the audience at a place."""
    return frozenset((place / _GRAPHS).read_text("utf-8").split("\n"))


@dataclass(slots=True)
class _Making:
    """One dataset that is being filled."""

    place: Path
    follower: Filled
    thread: Thread
    stopped: Event
    failure: BaseException | None = None


class Audiences:
    """Keeps the datasets that were asked for. `opening` opens the follower of some graphs in a directory."""

    def __init__(self, places: Places, snapshots: Path, opening: Callable[[Path, frozenset[str]], Filled]) -> None:
        self._places, self._snapshots, self._opening = places, snapshots, opening
        self._kept: dict[Path, Filled] | None = None
        self._making: _Making | None = None
        self._looked = 0.0

    def apply(self, events: Sequence[Told], store: Store, scope: Scope) -> None:
        """Bring every dataset up to these events. Where a library was removed, no list may name it any more."""
        if emptied_marks(events):
            self.reset()
        for place, follower in list(self._opened().items()):
            with self._dropped_when_broken(place):
                if events and follower.reached() < events[0].sequence - 1:
                    catch_up(follower, store, scope)
                follower.apply(events, store, scope)

    def flush(self) -> None:
        """Make it durable and visible: before the store of all statements does, so that none is behind it."""
        for place, follower in list(self._opened().items()):
            with self._dropped_when_broken(place):
                follower.flush()

    def tend(self, store: Store, scope: Scope) -> None:
        """Take over what was made, begin what was asked for, drop what nobody asks for."""
        now = time.monotonic()
        if now - self._looked < _LOOK_S:
            return
        self._looked = now
        if self._making is not None:
            if not self._making.thread.is_alive():
                self._take_over(self._making, store, scope)
            return
        kept, wanted = self._opened(), self._wanted()
        for place in self._places.all():
            if place not in wanted and (place in kept or time.time() - asked(place) > _IN_USE_S):
                self._drop(place)
        snapshot = newest(self._snapshots)
        missing = [place for place in wanted if place not in kept]
        if missing and len(kept) < MOST and snapshot is not None and snapshot.position:
            with self._dropped_when_broken(missing[0]):
                self._make(missing[0], snapshot)

    def reset(self) -> None:
        """Forget every dataset; they are made again when somebody asks."""
        self.close()
        self._kept = {}
        shutil.rmtree(self._places.directory, ignore_errors=True)

    def close(self) -> None:
        """Flush and release files."""
        if self._making is not None:
            self._making.stopped.set()
            self._making.thread.join()
            self._making.follower.close()
            self._making = None
        for place, follower in (self._kept or {}).items():
            with self._dropped_when_broken(place):
                follower.close()
        self._kept = None

    def _wanted(self) -> list[Path]:
        """The places to keep, the last asked for first: those in use stay where more than `MOST` are wanted."""
        now = time.time()
        kept = self._opened()
        places = [place for place in self._places.all() if now - asked(place) < _KEPT_S]
        in_use = [place for place in places if place in kept and now - asked(place) < _IN_USE_S]
        return [*in_use, *(place for place in places if place not in in_use)][:MOST]

    def _opened(self) -> dict[Path, Filled]:
        if self._kept is None:
            self._kept = {}
            for place in self._places.all():
                with self._dropped_when_broken(place):
                    follower = self._opening(place, graphs_at(place))
                    if follower.position():
                        self._kept[place] = follower
                    else:
                        follower.close()
        return self._kept

    def _make(self, place: Path, snapshot: Snapshot) -> None:
        follower, stopped = self._opening(place, graphs_at(place)), Event()
        follower.reset()  # something may be left of a making that was broken off

        def fill() -> None:
            try:
                follower.fill(snapshot, stopped.is_set)
            except BaseException as error:  # noqa: BLE001 - told by who takes over
                making.failure = error

        making = self._making = _Making(place, follower, Thread(target=fill, name="audience", daemon=True), stopped)
        making.thread.start()

    def _take_over(self, making: _Making, store: Store, scope: Scope) -> None:
        self._making = None
        self._opened()[making.place] = making.follower
        with self._dropped_when_broken(making.place):
            if making.failure is not None:
                raise making.failure
            catch_up(making.follower, store, scope)

    def _drop(self, place: Path) -> None:
        follower = self._opened().pop(place, None)
        if follower is not None:
            with suppress(Exception):
                follower.close()
        shutil.rmtree(place, ignore_errors=True)

    def _dropped_when_broken(self, place: Path) -> _Dropping:
        return _Dropping(self._drop, place)


class _Dropping:
    """One broken dataset is dropped: it is made anew when asked for, and the others don't suffer."""

    def __init__(self, drop: Callable[[Path], None], place: Path) -> None:
        self._drop, self._place = drop, place

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        _LOG.warning("The SPARQL dataset of an audience was dropped: %s", error)
        self._drop(self._place)
        return True
