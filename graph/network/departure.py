"""A library leaves a network: it takes along what is its own, and nothing of it is left behind.

What it has something of becomes its own description. What it brought in and no other member uses goes, and so does
whatever named an address of the library in the network's descriptions, their past included. What others use by now is
the network's. Every step may be done again, and the membership ends after them: a departure that was killed is
completed by starting it once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from graph.access.model import Actor, network_owner, operator
from graph.access.service import AccessService
from graph.catalogue.dependents import not_listing
from graph.catalogue.lists import LONGEST
from graph.catalogue.promoting import shared_id
from graph.catalogue.readdressing import leading
from graph.catalogue.resources import REPLACED_BY
from graph.catalogue.shareable import SOURCE, mentions, without_addresses
from graph.catalogue.taking_back import HANGING, TakingBack, reach
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Delete, Document, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names, parse_graph
from graph.store.portable import Portable
from graph.store.scope import EVERY, Scope, grant
from graph.tenants.applications import Applications
from graph.tenants.model import Tenant

MOST_AT_ONCE: Final = 2_000
"""Descriptions that one request takes along; a larger departure goes on with the next."""
_CHUNK: Final = 50
_EVENTS: Final = 1000
_TRIES: Final = 5
_PASSES: Final = 100
_DESCRIBING: Final = (GraphKind.CATALOGUE, GraphKind.STAFF)
_OTHERS: Final = Scope((grant((*_DESCRIBING, GraphKind.NETWORK), {EVERY}),))


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaving comes to: the library after it, how many shared descriptions it takes along as its own, how many
    that it brought in go because nobody else uses them, how many of the network's are rid of its addresses, and how
    many of its accounts lose their roles there. `ended` is False where more is to be taken along.
    """

    tenant: Tenant
    taken: int = 0
    removed: int = 0
    cleared: int = 0
    accounts: int = 0
    ended: bool = True


class Departures:
    """Ends memberships. Every method needs the library's administrator, or the network's."""

    def __init__(
        self,
        store: Portable,
        names: Names,
        clock: Callable[[], datetime],
        applications: Applications,
        access: AccessService,
        taking_back: TakingBack,
        drop_files: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`drop_files` takes away what was made of a network's graph to be fetched."""
        self._store, self._names, self._clock = store, names, clock
        self._applications, self._access, self._taking_back = applications, access, taking_back
        self._drop_files = drop_files

    def leave(
        self, actor: Actor, tenant: str, network: str, *, dry_run: bool = False, most: int | None = None
    ) -> Departure:
        """End a membership, complete a departure that was broken off, or take an application back; or tell what that
        comes to. Takes at most about `most` descriptions along, and ends the membership once none is left. Nothing is
        touched of a network that the library doesn't belong to.

        Raises `Forbidden`, `NoApplication`, `UnknownTenant`.
        """
        before = self._applications.leaving(actor, tenant, network)
        if network not in before.networks:  # it asked to belong, or has left
            return Departure(before.parted(network) if dry_run else self._applications.leave(actor, tenant, network))
        if dry_run:
            return self._foreseen(before, network)
        taken, ended = self._take_along(actor, tenant, network, most)
        if not ended:
            return Departure(before, taken, ended=False)
        removed = self._remove(actor, tenant, network)
        cleared = self._clear(actor, tenant, network)
        self._drop_files(network)
        accounts = self._end_roles(tenant, network)
        after = self._applications.leave(actor, tenant, network)
        late, _ = self._take_along(actor, tenant, network, None)  # what somebody was at while it left
        return Departure(after, taken + late, removed, cleared, accounts)

    def _foreseen(self, before: Tenant, network: str) -> Departure:
        tenant, scope, moved = before.slug, reach(before.slug, network), set[str]()
        for chunk in walking.chunks(self._had(tenant, network), _CHUNK):
            _, along, _ = self._taking_back.plan(chunk, tenant, network, scope, all_at_once=False)
            moved |= along.keys()
        gone = {each.key for each in self._unused(tenant, network)}
        cleared = sum(
            mentions(each.body, self._names, tenant) for each in self._described(network) if each.key not in gone
        )
        accounts = len(self._holders(tenant, network))
        return Departure(before.parted(network), len(moved), len(gone), cleared, accounts)

    # what is taken along

    def _take_along(self, actor: Actor, tenant: str, network: str, most: int | None) -> tuple[int, bool]:
        """How many became the library's own, and whether none is left."""
        scope, taken = reach(tenant, network), 0
        for _ in range(_PASSES):  # what has more copies than are moved at once is met again
            found = 0
            for chunk in walking.chunks(self._had(tenant, network), _CHUNK):
                if most is not None and taken + found >= most:
                    return taken + found, False
                found += self._take(actor, chunk, tenant, network, scope)
            if not found:
                return taken, True
            taken += found
        return taken, False

    def _take(self, actor: Actor, chunk: Sequence[str], tenant: str, network: str, scope: Scope) -> int:
        for left in reversed(range(_TRIES)):
            moves, moved, _ = self._taking_back.plan(chunk, tenant, network, scope, all_at_once=False)
            try:
                self._taking_back.write(actor, moves, scope)
            except Conflict:
                if not left:
                    raise
            else:
                break
        return len(moved)

    def _had(self, tenant: str, network: str) -> Iterator[str]:
        """What the network describes and the library has something of."""
        scope = _of(network)
        for page in walking.pages(self._store, self._names.network_graph(network), scope):
            yield from self._taking_back.had([key.iri for key in page], tenant)

    # what is left behind

    def _remove(self, actor: Actor, tenant: str, network: str) -> int:
        """Take away what the library brought in and nobody else uses, with its past; how many."""
        scope, found = _of(network), list(self._unused(tenant, network))
        going = {each.key for each in found}
        for each in found:
            self._unlist(actor, each.key, going, scope)
            stub = {"@id": each.key.iri, "@type": list(each.body["@type"])}
            version = self._write(actor, (Put(each.key, stub, each.version),), scope)
            self._lose(each.key, scope)
            self._write(actor, (), scope, (Delete(each.key, version or each.version),))
        return len(found)

    def _unlist(self, actor: Actor, instance: Key, going: set[Key], scope: Scope) -> None:
        """Works that stay list it no longer."""
        (page,) = self._store.incoming([instance.iri], ("bf:hasInstance",), scope, first=LONGEST)
        stay = [key for key in page.keys if key not in going]
        works = [each for each in self._store.read(stay, scope) if each is not None]
        puts = tuple(Put(each.key, not_listing(each.body, instance.iri), each.version) for each in works)
        if puts:
            self._write(actor, puts, scope)

    def _unused(self, tenant: str, network: str) -> Iterator[Document]:
        """What the library brought into the network and no other member has anything of: editions before works."""
        gone: set[Key] = set()
        graph, scope = self._names.network_graph(network), _of(network)
        for type_ in ("bf:Instance", "bf:Work"):
            for page in walking.pages(self._store, graph, scope, type=type_):
                ours = self._brought([key.iri for key in page], tenant, network)
                free = [iri for iri, used in zip(ours, self._used(ours, tenant, gone), strict=True) if not used]
                gone |= {Key(graph, iri) for iri in free}
                keys = [Key(graph, iri) for iri in free]
                yield from (each for each in self._store.read(keys, scope) if each is not None)

    def _brought(self, shared: Sequence[str], tenant: str, network: str) -> list[str]:
        """Which of these descriptions were a library's before they were the network's."""
        if not shared:
            return []
        catalogue, scope = self._names.graph(tenant, GraphKind.CATALOGUE), reach(tenant, network)
        own = [leading(self._store, shared, path, catalogue, scope) for path in (SOURCE, REPLACED_BY)]
        start = f"{self._names.base}{NETWORKS}/"
        return [
            iri
            for iri, *found in zip(shared, *own, strict=True)
            if iri.startswith(start)
            and any(each is not None and shared_id(each.key.iri) == iri.rpartition("/")[2] for each in found)
        ]

    def _used(self, shared: Sequence[str], tenant: str, gone: set[Key]) -> list[bool]:
        """Whether another member, or a description of the network that stays, hangs on each of these."""
        if not shared:
            return []
        pages = self._store.incoming(shared, (*HANGING, REPLACED_BY, SOURCE), _OTHERS, first=LONGEST)
        layers = self._store.layers(shared, Scope((grant(_DESCRIBING, {EVERY}),)))
        return [
            any(_owner(key.graph) != tenant and key not in gone for key in page.keys)
            or any(_owner(each.key.graph) != tenant for each in found)
            for page, found in zip(pages, layers, strict=True)
        ]

    def _clear(self, actor: Actor, tenant: str, network: str) -> int:
        """Rid the network's descriptions, and what they were, of the library's addresses; how many had some."""
        scope, cleared = _of(network), 0
        for each in self._described(network):
            if mentions(each.body, self._names, tenant):
                put = Put(each.key, without_addresses(each.body, self._names, tenant), each.version)
                self._write(actor, (put,), scope)
                cleared += 1
        graph = self._names.network_graph(network)
        for page in chain(
            walking.pages(self._store, graph, scope), walking.chunks(self._deleted(graph, scope), _CHUNK)
        ):
            past = [each for found in self._store.history(page, scope) for each in found[:-1] if each.body is not None]
            telling = [each for each in past if mentions(each.body or {}, self._names, tenant)]
            if telling:
                self._store.lose([(each.key, each.version) for each in telling])
        return cleared

    def _deleted(self, graph: str, scope: Scope) -> list[Key]:
        """What was in a graph once and no more, as the log tells: proposals, and clusters that came to an end."""
        found: dict[Key, None] = {}
        after = 0
        while events := self._store.changes(after, _EVENTS, scope):
            after = events[-1].sequence
            found.update((each.key, None) for event in events for each in event.touched if not each.version)
        keys = [key for key in found if key.graph == graph]
        return [key for key, each in zip(keys, self._store.read(keys, scope), strict=True) if each is None]

    def _lose(self, key: Key, scope: Scope) -> None:
        (found,) = self._store.history([key], scope)
        self._store.lose([(key, each.version) for each in found[:-1] if each.body is not None])

    def _end_roles(self, tenant: str, network: str) -> int:
        """The library's own people have no roles in the network any more; how many lost some."""
        found = self._holders(tenant, network)
        for account in found:
            self._access.set_roles(operator(), account, network_owner(network), ())
        return len(found)

    def _holders(self, tenant: str, network: str) -> list[str]:
        owner = network_owner(network)
        return [
            each.id
            for each in self._access.all_accounts(operator(), tenant)
            if each.tenant == tenant and owner in each.roles
        ]

    def _described(self, network: str) -> Iterator[Document]:
        return walking.documents(self._store, self._names.network_graph(network), _of(network))

    def _write(self, actor: Actor, puts: tuple[Put, ...], scope: Scope, deletes: tuple[Delete, ...] = ()) -> int | None:
        change = Change(Cause(actor.id, "networkLeave", self._clock()), puts, deletes)
        return next(iter(self._store.commit(change, scope).versions), None)


def _of(network: str) -> Scope:
    own = (grant({GraphKind.NETWORK}, {network}),)
    return Scope(own, own)


def _owner(graph: str) -> str:
    """Whose a graph is; a network is never a library, whatever it is called."""
    name = parse_graph(graph)
    return network_owner(name.owner) if name.kind is GraphKind.NETWORK else name.owner
