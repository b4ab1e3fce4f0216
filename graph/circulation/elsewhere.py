"""What everybody may know of items wherever they are: the one read that crosses the walls between libraries.

It answers custody, due time and how many wait. Loans and requests are read for it, but its results have no field for a
person, and nothing else reads circulation for somebody who has no permission there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from graph.catalogue.resources import ResourceReader
from graph.circulation import documents
from graph.circulation.custody import HELD_BY, held
from graph.circulation.facts import IN_QUEUE
from graph.circulation.queues import covers
from graph.holdings.model import Item
from graph.holdings.status import UNKNOWN, Whereabouts
from graph.store.model import Document
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import EVERY, Scope, grant
from mappings.bibframe.read import iris

_CIRCULATION: Final = Scope((grant({GraphKind.CIRCULATION}, {EVERY}),))
_TOLD: Final = Scope((grant({GraphKind.CIRCULATION, GraphKind.CATALOGUE, GraphKind.STAFF}, {EVERY}),))
_MOST: Final = 1000
_LOOK: Final = 200


class Elsewhere:
    """Custody and queues of items of any library."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._resources = ResourceReader(store)

    def custodies(self, items: Sequence[str]) -> list[Whereabouts]:
        """Who has each item, as far as everybody may know. Two calls of the store."""
        answer = []
        for item, found in zip(items, self._pointing(items, HELD_BY), strict=True):
            if not found:
                answer.append(UNKNOWN)
                continue
            has = held(item, found)
            answer.append(Whereabouts(has.custody, has.loan.due_at if has.loan is not None else None))
        return answer

    def stirred(self, items: Sequence[Item], after: int) -> tuple[bool, int]:
        """Whether anything may have changed what everybody may know of one of these items since the event `after`, and
        the event that was looked up to. Two calls of the store.
        """
        events = self._store.changes(after, _LOOK, _TOLD)
        if not events:
            return False, after
        own, tenants = {item.iri for item in items}, {item.tenant for item in items}
        touched = list(dict.fromkeys(each.key for event in events for each in event.touched))
        if not own.isdisjoint(key.iri for key in touched):
            return True, events[-1].sequence
        names = {key: parse_graph(key.graph) for key in touched}
        lent = [k for k, name in names.items() if name.kind is GraphKind.CIRCULATION and name.owner in tenants]
        found = self._store.read(lent, _CIRCULATION) if lent else []
        return any(each is not None and _concerns(each, own) for each in found), events[-1].sequence

    def queue_lengths(self, items: Sequence[Item], scope: Scope) -> list[int]:
        """How many wait for each item, or for any copy of its edition or work; nobody where its library doesn't tell.
        `scope` is the reader's. Three calls.
        """
        instances = list(dict.fromkeys(item.instance for item in items if item.instance))
        found = self._resources.resources(instances, scope) if instances else []
        works = {
            instance: next(iter(iris(each.body, "bf:instanceOf")), instance) if each is not None else instance
            for instance, each in zip(instances, found, strict=True)
        }
        queues = [works.get(item.instance or "", item.instance or item.iri) for item in items]
        standing = self._pointing(queues, (IN_QUEUE,))
        return [
            sum(
                covers(documents.request_of(each), item.iri, item.instance, queue)
                for each in found
                if parse_graph(each.key.graph).owner == item.tenant and item.tenant not in scope.untold
            )
            for item, queue, found in zip(items, queues, standing, strict=True)
        ]

    def _pointing(self, targets: Sequence[str], paths: Sequence[str]) -> list[list[Document]]:
        pages = self._store.incoming(targets, paths, _CIRCULATION, first=_MOST) if targets else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._store.read(keys, _CIRCULATION) if keys else (), strict=True))
        return [[found for key in page.keys if (found := there[key]) is not None] for page in pages]


def _concerns(document: Document, items: Collection[str]) -> bool:
    """Whether a document of circulation is about one of the items. A request may be, by its edition or work."""
    return "lsp:Request" in document.body["@type"] or not set(iris(document.body, documents.ITEM)).isdisjoint(items)
