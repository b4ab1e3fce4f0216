"""Co-circulation of a network: settled by who administers it, published on fixed days, read with the works it is of.

A publication is one change: it is there whole or not at all, once for each window, and never altered. Each library
lets its loans be counted in one network at most, and each loan is counted once; so no two publications share a loan,
and what is left when one is taken from another tells of nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from graph.access.model import Actor, Permission, network_owner, require
from graph.access.watch import IDENTITY
from graph.network.clusters.documents import Clusters
from graph.network.co_circulation import documents
from graph.network.co_circulation.borrowing import Borrowing
from graph.network.co_circulation.clearing import Clearing, Naming
from graph.network.co_circulation.counting import Pair, beside, pairs
from graph.network.co_circulation.model import (
    FEWEST,
    MONTHS,
    InvalidCoCirculation,
    Pooling,
    Publication,
    Together,
    Window,
    last_window,
)
from graph.patrons.register import Register
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.store.walking import chunks
from graph.tenants.model import Network
from graph.tenants.service import TenantService
from graph.tenants.texts import Texts
from graph.tenants.unchanged import unchanged, with_settings
from mappings.bibframe.node import Node

_AT_ONCE: Final = 500
_MOST_WORKS: Final = 10_000
"""How many works one publication tells of, those with most borrowers first."""


class CoCirculation:
    """What the same people borrow, over the libraries of a network that let their loans be counted."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        tenants: TenantService,
        register: Register,
        clusters: Clusters,
        clearing: Clearing,
    ) -> None:
        self._clearing = clearing
        self._store, self._names, self._clock, self._tenants, self._clusters = store, names, clock, tenants, clusters
        self._borrowing, self._texts = Borrowing(store, names, register), Texts(store, clock)

    # what is settled

    def poolings(self, networks: Sequence[str]) -> list[Pooling | None]:
        """How each network counts, None where it doesn't. Everybody may know."""
        keys = [documents.pooling_key(self._names, each) for each in networks]
        return [documents.pooling_of(each) for each in (self._store.read(keys, IDENTITY) if keys else ())]

    def settle(self, actor: Actor, network: str, k: int, months: int, if_revision: int | None = None) -> Pooling:
        """Let a network count. Needs `network.admin` there. Raises `InvalidCoCirculation`, `StaleSettings`."""
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        self._tenants.network(network)
        if k < FEWEST or months not in MONTHS:
            raise InvalidCoCirculation(
                f"{k} borrowers and {months} months can't be.", values={"k": k, "months": months}
            )
        key, node = documents.pooling_key(self._names, network), documents.pooling_node(Pooling(k, months))
        revision = self._texts.put(actor, "co-circulation.settle", key, node, if_revision, IDENTITY)
        return Pooling(k, months, self._clock().date(), revision)

    def end(self, actor: Actor, network: str) -> None:
        """Publish nothing any more, and take back what was published. Needs `network.admin` there."""
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        self._tenants.network(network)
        (there,) = self._store.read([documents.pooling_key(self._names, network)], IDENTITY)
        if there is not None:
            delete = Delete(there.key, there.version)
            self._store.commit(Change(self._cause(actor, "co-circulation.end"), deletes=(delete,)), IDENTITY)
        self._take_back(actor, network)

    # what is published

    def publish(self, actor: Actor, network: str, *, dry_run: bool = False) -> Publication | None:
        """Publish the window that was over last, if it isn't yet; what it is or would be. What was published before
        names no library any more that shows its catalogue no more to whoever reads the network. Needs `network.admin`.
        """
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        about, (pooling,) = self._tenants.network(network), self.poolings([network])
        if pooling is None:
            return None
        held = unchanged(self._store, self._names, about.members)
        window = last_window(pooling.months, self._clock().astimezone(UTC).date())
        key = documents.publication_key(self._names, network, window)
        is_due = window.end > pooling.since and self._store.read([key], self._scope(network, ()))[0] is None
        try:
            if not dry_run:
                self._clearing.clear(actor, self._naming(network), past=is_due)
            return self._published(actor, about, pooling, window, held, dry_run=dry_run) if is_due else None
        except Conflict:  # another publishes or clears, or a member leaves: what is left is done the next time
            return None

    def publications(self, networks: Sequence[str], scope: Scope) -> list[list[Publication]]:
        """What each network published, the last first, as far as the scope reads it; at most 100. Two calls."""
        names = [self._names.network(each) for each in networks]
        pages = self._store.incoming(names, (documents.PUBLISHED_IN,), scope) if names else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        known = [[documents.publication_of(one) for key in page.keys if (one := there[key])] for page in pages]
        return [sorted(each, key=lambda one: one.window, reverse=True) for each in known]

    def together(self, works: Sequence[str], scope: Scope) -> list[tuple[Together, ...]]:
        """Per work what it was borrowed with, in every network whose graph the scope reads; the last window first.
        Works of libraries that show their catalogue no more are left out. One call of the store, and what telling works
        apart takes.
        """
        networks = [each for each in self._tenants.directory().networks if scope.reads(self._names.network_graph(each))]
        keys = [
            [documents.together_key(self._names, network, name) for name in self._alike(network, works)]
            for network in networks
        ]
        wanted = [key for each in keys for key in each]
        found = dict(zip(wanted, self._store.read(wanted, scope) if wanted else (), strict=True))
        allowed = {each: self._naming(each).of_work for each in networks}
        return [
            tuple(
                one
                for of in keys
                if (there := found[of[at]]) is not None
                for one in documents.together_of(there)
                if allowed[one.network](one.work)
            )
            for at in range(len(works))
        ]

    # inside

    def _alike(self, network: str, works: Sequence[str]) -> list[str]:
        """Per work, the one under whose IRI all of its cluster are counted: the first that may be named."""
        found, allowed = list[str](), self._naming(network).of_work
        for some in chunks(works, _AT_ONCE):
            clusters = self._clusters(some, self._scope(network, ()))
            found += [
                next((one for of in each[:1] for one in of.members if allowed(one)), work)
                for work, each in zip(some, clusters, strict=True)
            ]
        return found

    def _published(
        self,
        actor: Actor,
        network: Network,
        pooling: Pooling,
        window: Window,
        held: Sequence[Put],
        *,
        dry_run: bool,
    ) -> Publication:
        counted = self._counted(network, window)
        told = self._told(network.slug, list(counted), window, pooling.k)
        key = documents.publication_key(self._names, network.slug, window)
        publication = Publication(key.iri, network.slug, window, pooling.k, len(told), self._clock())
        if dry_run:
            return publication
        scope = self._scope(network.slug, counted)
        notes = tuple(
            _put(documents.counted_key(self._names, tenant), documents.counted_node(window.end), version)
            for tenant, version in counted.items()
        )
        works = self._puts(network.slug, told, publication)
        puts = (_put(key, documents.publication_node(publication, self._names), 0), *notes, *works, *held)
        self._store.commit(Change(self._cause(actor, "co-circulation.publish"), puts), with_settings(scope))
        return publication

    def _counted(self, network: Network, window: Window) -> dict[str, int]:
        """The libraries whose loans of a window may be counted, and the version of the note that says so."""
        allowed, known = self._naming(network.slug), self._tenants.directory().tenants.values()
        members = [
            each.slug for each in known if each.pooling_network == network.slug and allowed.of_library(each.slug)
        ]
        keys = [documents.counted_key(self._names, each) for each in members]
        notes = self._store.read(keys, self._scope(network.slug, members)) if keys else []
        return {
            slug: 0 if note is None else note.version
            for slug, note in zip(members, notes, strict=True)
            if documents.counted_of(note) <= window.start
        }

    def _told(self, network: str, members: Sequence[str], window: Window, k: int) -> list[Pair]:
        borrowed = [each for tenant in members for each in self._borrowing.borrowed(tenant, network, window)]
        works = list(dict.fromkeys(each.work for each in borrowed))
        alike = dict(zip(works, self._alike(network, works) if works else (), strict=True))
        told, known = [], set[str]()
        for pair in pairs((replace(each, work=alike[each.work]) for each in borrowed), k):
            known.update(pair.works)
            if len(known) > _MOST_WORKS:
                break
            told.append(pair)
        return told

    def _puts(self, network: str, told: Sequence[Pair], publication: Publication) -> Iterator[Put]:
        others = beside(told)
        keys = [documents.together_key(self._names, network, work) for work in others]
        there = self._store.read(keys, self._scope(network, ())) if keys else []
        for key, (work, found), before in zip(keys, others.items(), there, strict=True):
            together = [Together(other, count, publication.k, publication.window) for other, count in found]
            node = documents.together_node(work, together, before)
            yield _put(key, node, 0 if before is None else before.version)

    def _naming(self, network: str) -> Naming:
        return Naming(self._names, self._tenants.policies(), network)

    def _take_back(self, actor: Actor, network: str) -> None:
        scope, graph = self._scope(network, ()), self._names.network_graph(network)
        for page in walking.pages(self._store, graph, scope, type=documents.TOGETHER):
            if deletes := tuple(Delete(key, ANY) for key in page):
                self._store.commit(Change(self._cause(actor, "co-circulation.end"), deletes=deletes), scope)

    def _scope(self, network: str, members: Sequence[str] | Mapping[str, int]) -> Scope:
        allowed = (grant({GraphKind.NETWORK}, {network}), grant({GraphKind.CIRCULATION}, members))
        return Scope(allowed, allowed)

    def _cause(self, actor: Actor, command: str) -> Cause:
        return Cause(actor.id, command, self._clock())


def _put(key: Key, node: Node, version: int) -> Put:
    """A document at this key, which is there in this version, or not at all where that is 0."""
    return Put(key, {"@id": key.iri, **node}, version or ABSENT)
