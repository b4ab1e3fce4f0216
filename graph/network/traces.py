"""What a library that leaves a network would leave behind there, and how that goes: what it brought in and nobody else
uses, and whatever names an address of its own, the past of both included.

Every step may be done again, and may end before all is done: the next one finds what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final

from graph.access.model import Actor, network_owner
from graph.catalogue.dependents import not_listing
from graph.catalogue.lists import LONGEST
from graph.catalogue.promoting import Promoting, shared_id
from graph.catalogue.readdressing import leading
from graph.catalogue.resources import REPLACED_BY
from graph.catalogue.shareable import SOURCE, mentions, without_addresses
from graph.catalogue.taking_back import HANGING, reach
from graph.network.clusters.documents import DECIDED, PROPOSED
from graph.network.co_circulation.documents import OF
from graph.store import walking
from graph.store.alike import MEMBER
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Delete, Document, Key, Put, Version
from graph.store.names import NETWORKS, GraphKind, Names, parse_graph
from graph.store.portable import Portable
from graph.store.scope import EVERY, Scope, grant
from mappings.bibframe.node import Node

ABOUT: Final = (DECIDED, PROPOSED, OF)
"""What says of which works a document of the network is: without one of them it tells of nothing."""
_COMMAND: Final = "networkLeave"
_AT_ONCE: Final = 50
_EVENTS: Final = 1000
_TRIES: Final = 5
_DESCRIBING: Final = (GraphKind.CATALOGUE, GraphKind.STAFF)
_OTHERS: Final = Scope((grant((*_DESCRIBING, GraphKind.NETWORK), {EVERY}),))


class Traces:
    """Finds and takes away what is left of a library in a network. Callers have asked whether the actor may."""

    def __init__(self, store: Portable, names: Names, clock: Callable[[], datetime]) -> None:
        self._store, self._names, self._clock = store, names, clock

    def unused(self, tenant: str, network: str) -> Iterator[Document]:
        """What the library brought into the network and no other member has anything of: editions before works."""
        gone: set[Key] = set()
        graph, scope = self._names.network_graph(network), of_network(network)
        for type_ in ("bf:Instance", "bf:Work"):
            for page in walking.pages(self._store, graph, scope, type=type_):
                iris = [key.iri for key in page]
                unused = [iri for iri, used in zip(iris, self._used(iris, tenant, gone), strict=True) if not used]
                free = self._brought(unused, tenant, network)
                gone |= {Key(graph, iri) for iri in free}
                keys = [Key(graph, iri) for iri in free]
                found = self._store.read(keys, scope) if keys else ()
                yield from (each for each in found if each is not None)

    def telling(self, tenant: str, network: str) -> Iterator[Document]:
        """What the network says that names an address of the library."""
        graph = self._names.network_graph(network)
        for each in walking.documents(self._store, graph, of_network(network)):
            if mentions(each.body, self._names, tenant):
                yield each

    def remove(self, actor: Actor, tenant: str, network: str, most: int | None) -> tuple[int, bool]:
        """Take away what nobody else uses, with its past, at most about `most`; how many, and whether none is left."""
        removed = 0
        found = list(islice(self.unused(tenant, network), None if most is None else most + _AT_ONCE))
        going = {each.key for each in found}
        for some in walking.chunks(found, _AT_ONCE):
            if most is not None and removed >= most:
                return removed, False
            self._remove(actor, some, going, network)
            removed += len(some)
        return removed, True

    def clear(self, actor: Actor, tenant: str, network: str, most: int | None) -> tuple[int, bool]:
        """Rid what the network says, and said, of the library's addresses, about `most` at once; how many had some, and
        whether none is left.
        """
        cleared = 0
        for some in walking.chunks(self.telling(tenant, network), _AT_ONCE):
            if most is not None and cleared >= most:
                return cleared, False
            self._clear(actor, tenant, network, some)
            cleared += len(some)
        forgotten = 0
        for page in self._with_a_past(network):
            if most is not None and cleared + forgotten >= most:
                return cleared, False
            forgotten += self._lose(page, network, lambda body: mentions(body, self._names, tenant))
        return cleared, True

    def clear_late(self, actor: Actor, tenant: str, network: str, since: int) -> None:
        """The same for what was written after an event, while the rest was cleared: clusters follow what is described.
        Nothing that the library has is written there any more.
        """
        graph, scope = self._names.network_graph(network), of_network(network)
        found: dict[Key, None] = {}
        while events := self._store.changes(since, _EVENTS, scope):
            since = events[-1].sequence
            found.update((each.key, None) for event in events for each in event.touched if each.key.graph == graph)
        for some in walking.chunks(found, _AT_ONCE):
            there = [each for each in self._store.read(some, scope) if each is not None]
            if telling := [each for each in there if mentions(each.body, self._names, tenant)]:
                self._clear(actor, tenant, network, telling)
            self._lose(some, network, lambda body: mentions(body, self._names, tenant))

    # inside

    def _remove(self, actor: Actor, some: Sequence[Document], going: set[Key], network: str) -> None:
        """Empty it, drop its past, delete it: cut off anywhere, it is found again."""

        def empty(now: Sequence[Document]) -> Change:
            stubs = [
                Put(each.key, {"@id": each.key.iri, "@type": list(each.body["@type"])}, each.version) for each in now
            ]
            return self._change(actor, (*stubs, *self._unlisted(some, going, network)))

        self._write(some, network, empty)
        self._lose([each.key for each in some], network, lambda _: True)
        self._write(
            some,
            network,
            lambda now: self._change(actor, deletes=tuple(Delete(each.key, each.version) for each in now)),
        )

    def _unlisted(self, instances: Sequence[Document], going: set[Key], network: str) -> list[Put]:
        """The works that stay, without those of their instances that go."""
        scope, gone = of_network(network), [each.key.iri for each in instances]
        pages = self._store.incoming(gone, ("bf:hasInstance",), scope, first=LONGEST)
        stay = list(dict.fromkeys(key for page in pages for key in page.keys if key not in going))
        puts = []
        for work in self._store.read(stay, scope) if stay else ():
            if work is not None:
                body = work.body
                for each in gone:
                    body = not_listing(body, each)
                puts.append(Put(work.key, body, work.version))
        return puts

    def _clear(self, actor: Actor, tenant: str, network: str, some: Sequence[Document]) -> None:
        def without(now: Sequence[Document]) -> Change:
            puts, deletes = [], []
            for each in now:
                if (body := self._cleared(each.body, tenant)) is None:
                    deletes.append(Delete(each.key, each.version))
                else:
                    puts.append(Put(each.key, body, each.version))
            return self._change(actor, tuple(puts), tuple(deletes))

        self._write(some, network, without)

    def _cleared(self, body: Node, tenant: str) -> Node | None:
        """What is left of a document without the library's addresses; None for one that then tells of nothing."""
        left = without_addresses(body, self._names, tenant)
        is_about_it = any(body.get(name, ()) != left.get(name, ()) for name in ABOUT)
        return None if is_about_it or (MEMBER in body and len(left.get(MEMBER, ())) < 2) else left

    def _write(self, some: Sequence[Document], network: str, change: Callable[[Sequence[Document]], Change]) -> None:
        """Write what is to become of these, as they are by now where somebody was faster. Raises `Conflict`."""
        scope = of_network(network)
        for left in reversed(range(_TRIES)):
            now = [each for each in self._store.read([each.key for each in some], scope) if each is not None]
            try:
                self._store.commit(change(now), scope)
            except Conflict:
                if not left:
                    raise
            else:
                return

    def _lose(self, keys: Sequence[Key], network: str, told: Callable[[Node], bool]) -> int:
        """Drop from the past of these what tells; how much that was."""
        past = [each for found in self._store.history(keys, of_network(network)) for each in found[:-1]]
        telling = [(each.key, each.version) for each in past if each.body is not None and told(each.body)]
        if telling:
            self._store.lose(telling)
        return len(telling)

    def _with_a_past(self, network: str) -> Iterable[Sequence[Key]]:
        graph, scope = self._names.network_graph(network), of_network(network)
        return chain(walking.pages(self._store, graph, scope), self._deleted(graph, scope))

    def _deleted(self, graph: str, scope: Scope) -> Iterator[Sequence[Key]]:
        """What was in a graph once and no more, as the log tells: proposals, and clusters that came to an end; a few at
        a time, and no more of the log than is asked for.
        """
        after = 0
        while events := self._store.changes(after, _EVENTS, scope):
            after = events[-1].sequence
            ended = (each.key for event in events for each in event.touched if not each.version)
            for some in walking.chunks(dict.fromkeys(key for key in ended if key.graph == graph), _AT_ONCE):
                now = self._store.read(some, scope)
                if gone := [key for key, each in zip(some, now, strict=True) if each is None]:
                    yield gone

    def _brought(self, shared: Sequence[str], tenant: str, network: str) -> list[str]:
        """Which of these descriptions were a library's before they were the network's: as their addresses tell beside
        what leads there, or else the log.
        """
        if not shared:
            return []
        catalogue, scope = self._names.graph(tenant, GraphKind.CATALOGUE), reach(tenant, network)
        own = [leading(self._store, shared, path, catalogue, scope) for path in (SOURCE, REPLACED_BY)]
        told = {
            iri
            for iri, *found in zip(shared, *own, strict=True)
            if self._names.owner_of(iri) == NETWORKS
            and any(each is not None and shared_id(network, each.key.iri) == iri.rpartition("/")[2] for each in found)
        }
        told |= self._logged([iri for iri in shared if iri not in told], catalogue, network, scope)
        return [iri for iri in shared if iri in told]

    def _logged(self, shared: Sequence[str], catalogue: str, network: str, scope: Scope) -> set[str]:
        """Which of these came to be when something of this graph was shared, as the log has it, whatever address they
        got, and where nothing leads there any more; or were emptied to go, and have no past by now.
        """
        keys = [Key(self._names.network_graph(network), iri) for iri in shared]
        pasts = self._store.history(keys, scope) if keys else ()
        return {
            key.iri
            for key, past in zip(keys, pasts, strict=True)
            if any(map(_is_emptied, past[-1:])) or any(self._is_made(each, catalogue, scope) for each in past)
        }

    def _is_made(self, state: Version, catalogue: str, scope: Scope) -> bool:
        """Whether a description came to be at this state, and at once something of a library's graph changed."""
        if state.cause.command != Promoting.command:
            return False
        touched = [each for event in self._store.changes(state.sequence - 1, 1, scope) for each in event.touched]
        is_new = any(each.key == state.key and not each.previous for each in touched)
        return is_new and any(each.key.graph == catalogue for each in touched)

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

    def _change(self, actor: Actor, puts: Sequence[Put] = (), deletes: Sequence[Delete] = ()) -> Change:
        return Change(Cause(actor.id, _COMMAND, self._clock()), tuple(puts), tuple(deletes))


def of_network(network: str) -> Scope:
    """What a network says, to read and write."""
    own = (grant({GraphKind.NETWORK}, {network}),)
    return Scope(own, own)


def _is_emptied(state: Version) -> bool:
    """Whether a description was emptied because it goes with a library."""
    return state.cause.command == _COMMAND and state.body is not None and state.body.keys() <= {"@id", "@type"}


def _owner(graph: str) -> str:
    """Whose a graph is; a network is never a library, whatever it is called."""
    name = parse_graph(graph)
    return network_owner(name.owner) if name.kind is GraphKind.NETWORK else name.owner
