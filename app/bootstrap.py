"""Settings to backends to services: the only file that names a backend.

An `Installation` is one process's view of a store and what hangs on it. Search and SPARQL are read through the index
and the snapshots that a projector keeps; which process projects is decided by a lock, see `app.projecting`.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app import checking
from app.clock import clock
from app.layout import BaseDiffers, Layout, NoSuchStore
from app.projecting import CLUSTERS, wait_until_caught_up
from app.settings import DEFAULT_BASE, Settings, StoreAddress, read_settings
from app.settings_file import NoStore, SettingError
from graph.access.model import operator
from graph.feeds.following import FeedFollower
from graph.feeds.service import FeedFile
from graph.insights.following import LedgerFollower
from graph.insights.ledger import Ledger
from graph.network.clusters.following import ClusterFile, ClusterFollower
from graph.services import Services
from graph.store.filelock import AlreadyRunning, FileLock
from graph.store.followed import Freshness, LogNote, reached
from graph.store.moving import copy
from graph.store.names import GraphKind, Names, check_slug
from graph.store.projector import Projector, catch_up
from graph.store.remaking import Remaking
from graph.store.scope import SystemScope
from graph.tenants.guard import guarded
from graph.tenants.removal import TenantRemoval

if TYPE_CHECKING:
    from graph.store.follower import Follower
    from graph.store.formats import Plan
    from graph.store.model import Finding
    from graph.store.moving import Copied
    from graph.store.moving import Progress as CopyProgress
    from graph.store.port import Copying, Point, Store
    from graph.store.portable import Portable
    from graph.store.projector import Progress
    from graph.store.search import SearchIndex
    from graph.store.sparql import SparqlService
    from graph.tenants.removal import Removed


FIGURES: Final = "figures"
FEEDS: Final = "feeds"
"""Projections that follow the log when they are asked, and have no process of their own."""
_ASKED_S: Final = 10.0
"""How long to wait for somebody who asks for figures or feeds and brings them up to date."""


@dataclass(slots=True)
class Installation:
    """One open installation. Close it, or use `opened`."""

    settings: Settings
    layout: Layout
    store: Store
    search: SearchIndex
    sparql: SparqlService
    services: Services
    positions: Mapping[str, Callable[[], int]]
    """Per projection, the last event its readers answer with."""
    _portable: Portable
    _temporary: Path | None = field(default=None)

    def position(self, projection: str) -> int:
        """The last event that readers of a projection of `app.projecting.PROJECTIONS` answer with."""
        return self.positions[projection]()

    def is_projected(self, projection: str) -> bool:
        """Whether some process holds the projection's lock."""
        lock = FileLock(self.layout.lock(projection))
        if lock.acquire():
            lock.release()
            return False
        return True

    def bring_up_to_date(self, projection: str, progress: Progress | None = None, *, again: bool = False) -> int:
        """Project here and now what is missing, or everything anew with `again`, whatever state its files are in; the
        last event that is in them then.

        Raises `AlreadyRunning` when another process projects.
        """
        lock = FileLock(self.layout.lock(projection))
        if projection in {FIGURES, FEEDS, CLUSTERS}:
            lock.acquire(_ASKED_S)  # whoever asks for them holds it for a moment
        with lock:
            if again:
                self.layout.drop(projection)
            follower = follower_of(projection, self.layout)
            try:
                note = LogNote(self.layout.note(projection))
                return catch_up(follower, self.store, SystemScope(), progress=progress, note=note)
            finally:
                follower.close()

    def have_projected(self, projection: str, progress: Progress | None = None, *, again: bool = False) -> int:
        """The same, done here or by the process that projects: that one notices that its files are gone."""
        try:
            return self.bring_up_to_date(projection, progress, again=again)
        except AlreadyRunning:
            if projection not in self.positions:  # nobody follows it but who asks
                raise
            if again:
                self.layout.drop(projection)
            if not wait_until_caught_up(self, (projection,), progress):
                with suppress(AlreadyRunning):  # who held the lock has ended, and nobody follows it
                    self.bring_up_to_date(projection, progress)
        return self.position(projection)

    def check(self) -> list[Finding]:
        """What is wrong in the store and in what follows it: nothing, as a rule."""
        return checking.findings(self)

    def mend(self, findings: Sequence[Finding], progress: Progress | None = None) -> None:
        """Make anew what these findings are about, as far as it follows from documents or from the log."""
        checking.mend(self, findings, progress)

    def backup(self, to: Path, progress: Copying | None = None) -> None:
        """A consistent copy of the store, made while others use it."""
        self.store.backup(to, SystemScope(), progress)

    def restore(self, source: Path, to: Point = None) -> None:
        """Replace the store by a backup, as of a point of its; what was forgotten since stays forgotten.

        A projection that no process follows is emptied here: its events are not those of the store any more.
        """
        self.store.restore(source, SystemScope(), to)
        for name in self.positions:
            with suppress(AlreadyRunning), FileLock(self.layout.lock(name)):
                follower = follower_of(name, self.layout)
                try:
                    follower.reset()
                finally:
                    follower.close()

    def contract(self) -> Plan:
        """Do the second phase of this release's migrations; what was done. Raises `OlderReleaseRuns`."""
        return self.store.contract(SystemScope())

    def remove_tenant(self, slug: str, told: Callable[[str], object]) -> Removed:
        """Remove a library without a trace; `told` hears which of its graphs goes next. Raises `UnknownTenant`."""
        for file in self.layout.uploads.glob(f"{check_slug(slug)}.*"):
            file.unlink(missing_ok=True)
        (tenant,) = self.services.tenants.tenants([slug])
        for network in () if tenant is None else tenant.networks:  # what networks say of it goes first
            self.services.departures.leave(operator(slug), slug, network)
        removed = TenantRemoval(self._portable, self.services.names, clock).remove(operator(), slug, told)
        self.layout.drop(FIGURES)
        self.layout.drop(FEEDS)
        self.layout.drop(CLUSTERS)
        shutil.rmtree(self.layout.downloads / slug, ignore_errors=True)
        for each in (self.services.query_runs, self.services.past):
            each.forget(self.services.names.graph(slug, GraphKind.CATALOGUE))
        return removed

    def close(self) -> None:
        """Release files and connections."""
        for each in (self.search, self.sparql, self.store):
            with suppress(AttributeError):
                each.close()  # type: ignore[union-attr] # only some backends hold something
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)


def install(
    settings: Settings, *, create: bool = False, restoring: bool = False, measured: bool = False
) -> Installation:
    """Open the installation the settings name; `create` makes its store where there is none, `restoring` opens one
    into which a restore was broken off; `measured` counts what it does for `/metrics`.

    Raises `NoStore`, `NoSuchStore`, `BaseDiffers`, and errors of the store.
    """
    address = settings.store
    if address is None:
        raise NoStore("No store is named.")
    temporary = None if address.is_kept else Path(tempfile.mkdtemp(prefix="catalograph-"))
    if temporary is not None:
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    layout = Layout(address.path or (temporary or settings.data.resolve()) / address.engine)
    portable, base = _store(settings, address, layout, create=create, restoring=restoring)
    store: Store = portable
    search, sparql = _search(layout), _sparql(layout, base)
    if measured:
        from app import metrics

        store, sparql = metrics.measured(store), metrics.MeasuredSparql(sparql)
    positions = {
        name: partial(_reached, LogNote(layout.note(name)), portable, each.position)
        for name, each in (("search", search), ("sparql", sparql))
    }
    freshness = Freshness(store, positions, settings.after_event_patience_s)
    from app.composition import composed

    ledger = Ledger(*_beside(layout, FIGURES), portable, SystemScope())
    feeds = FeedFile(*_beside(layout, FEEDS), portable, SystemScope())
    clusters = ClusterFile(*_beside(layout, CLUSTERS), portable, SystemScope())
    services = composed(
        settings,
        address,
        layout,
        store,
        portable,
        Names(base),
        search=search,
        sparql=sparql,
        freshness=freshness,
        ledger=ledger,
        feeds=feeds,
        clusters=clusters,
    )
    store = guarded(store, services.tenants.directory)
    return Installation(settings, layout, store, search, sparql, services, positions, portable, temporary)


@contextmanager
def installed(settings: Settings, *, create: bool = False, restoring: bool = False) -> Iterator[Installation]:
    """An installation for the time of the block; see `install`."""
    installation = install(settings, create=create, restoring=restoring)
    try:
        yield installation
    finally:
        installation.close()


@contextmanager
def opened(store: str | None, *, create: bool = False, restoring: bool = False) -> Iterator[Installation]:
    """The installation that `--store` or the environment names, for the time of the block; see `install`."""
    with installed(read_settings().with_store(store), create=create, restoring=restoring) as installation:
        yield installation


def copied(source: str, target: str, progress: CopyProgress) -> Copied:
    """Copy the store at one address into the one at another, or go on with it; see `graph.store.moving.copy`."""
    settings = read_settings()
    with ExitStack() as stack:
        given, base = _opened_store(settings.with_store(source))
        stack.callback(given.close)
        made, kept = _opened_store(replace(settings.with_store(target), base=base), create=True, restoring=True)
        stack.callback(made.close)
        if kept != base:
            raise BaseDiffers(f"The source's addresses begin with {base}, those of {target} with {kept}.")
        return copy(given, made, SystemScope(), progress)


def _opened_store(settings: Settings, *, create: bool = False, restoring: bool = False) -> tuple[Portable, str]:
    address = settings.store
    if address is None or not address.is_kept:
        raise NoStore("A store in memory can't be copied, nor be a copy.")
    layout = Layout(address.path or settings.data.resolve() / address.engine)
    return _store(settings, address, layout, create=create, restoring=restoring)


def projector(installation: Installation, name: str) -> Projector:
    """What keeps one projection caught up, in this process, as soon as it holds the lock."""
    layout = installation.layout
    return Projector(
        name,
        lambda: follower_of(name, layout),
        installation.store,
        SystemScope(),
        layout.lock(name),
        note=LogNote(layout.note(name)),
        again=Remaking(layout.again(name), partial(_follower_in, name)),
    )


def follower_of(name: str, layout: Layout) -> Follower:
    """The follower of a projection; only who holds its lock may open it."""
    return _follower_in(name, layout.projection(name))


def _follower_in(name: str, directory: Path) -> Follower:
    if name == "search":
        from app.search_facts import away, is_available, merged
        from graph.backends.tantivy import SearchFollower

        return SearchFollower(directory, is_available, away, merged)
    if name == "sparql":
        from graph.backends.oxigraph import SparqlFollower

        return SparqlFollower(directory)
    if name == FIGURES:
        return LedgerFollower(directory)
    if name == FEEDS:
        return FeedFollower(directory)
    if name == CLUSTERS:
        return ClusterFollower(directory)
    raise SettingError(
        f"There is no projection “{name}”.", hint="There are search, sparql, figures, feeds and clusters."
    )


def _reached(note: LogNote, store: Store, position: Callable[[], int]) -> int:
    return reached(note, store.head(), position())


def _beside(layout: Layout, name: str) -> tuple[Path, Path, LogNote]:
    return layout.projection(name), layout.lock(name), LogNote(layout.note(name))


def _store(
    settings: Settings, address: StoreAddress, layout: Layout, *, create: bool, restoring: bool
) -> tuple[Portable, str]:
    """The store, and the base of its IRIs, which it keeps from its first day on."""
    if address.engine == "memory":
        from graph.backends.memory.store import MemoryStore

        return MemoryStore(), settings.base or DEFAULT_BASE
    if address.engine == "neo4j":
        return _neo4j(settings, address, create=create, restoring=restoring)
    from graph.backends.sqlite.store import SqliteStore

    base = layout.base(settings.base, create=create)
    return SqliteStore(layout.store, patience_s=settings.store_patience_s, restoring=restoring), base


def _neo4j(settings: Settings, address: StoreAddress, *, create: bool, restoring: bool) -> tuple[Portable, str]:
    from graph.backends.neo4j.store import Neo4jStore

    store = Neo4jStore(
        address.server,
        auth=_sign_in(settings),
        database=settings.neo4j_database,
        patience_s=settings.store_patience_s,
        create=create,
        restoring=restoring,
    )
    if store.is_empty:
        store.close()
        raise NoSuchStore(f"There is no store at {address.server} yet.")
    kept = store.kept_base(settings.base or DEFAULT_BASE)
    if settings.base not in {None, kept}:
        store.close()
        raise BaseDiffers(f"CATALOGRAPH_BASE is {settings.base}, but this store was made with {kept}.")
    settings.data.mkdir(parents=True, exist_ok=True)
    return store, kept


def _search(layout: Layout) -> SearchIndex:
    from graph.backends.tantivy import TantivySearch

    return TantivySearch(layout.search)


def _sparql(layout: Layout, base: str) -> SparqlService:
    from graph.backends.oxigraph import OxigraphSparql

    return OxigraphSparql(layout.sparql, base=base)


def migration_plan(settings: Settings) -> Plan:
    """What this release would do to the store, which stays as it is. Raises `NoStore`, `NoSuchStore`."""
    address = settings.store
    if address is None:
        raise NoStore("No store is named.")
    if address.engine == "neo4j":
        from graph.backends.neo4j.running import plan_at

        return plan_at(address.server, _sign_in(settings), settings.neo4j_database, settings.store_patience_s)
    if address.path is None or not address.path.exists():
        raise NoSuchStore(f"There is no store at {address}.")
    from graph.backends.sqlite.schema import plan_of_file

    return plan_of_file(address.path)


def _sign_in(settings: Settings) -> tuple[str, str] | None:
    return None if settings.neo4j_password is None else (settings.neo4j_user, settings.neo4j_password)
