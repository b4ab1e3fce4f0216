"""The copies that were chosen for requests and stand on their shelves, kept from one look to the next.

Of a copy it is kept where it stands, whether it could be taken from there, and what circulation has on it. It is read
again where its description or its holdings were changed, or anything in circulation that is about it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Final

from graph.circulation import documents
from graph.circulation.custody import HELD_BY
from graph.circulation.facts import FactsReader
from graph.circulation.model import Request
from graph.holdings.model import Item
from graph.holdings.status import Custody, ItemStatus, facts_of, status_of
from graph.store.model import Head, Key
from graph.store.port import Store
from graph.store.touched import touched
from mappings.bibframe.read import iris

_KEPT: Final = 8
"""Of how many libraries they are kept."""
_MOST: Final = 2000
"""How many changes in circulation are looked into; where there were more, everything is read again."""
_ABOUT: Final = (documents.ITEM, *HELD_BY)
_CHOSEN: Final = Custody(paged=True)


@dataclass(frozen=True, slots=True)
class Shelved:
    """Where a copy stands: its location, shelf mark and barcode."""

    item: str
    location: str | None
    mark: str
    barcode: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A copy as it was. `names` are of its descriptions, `shelved` is None where it can't be taken from a shelf."""

    names: frozenset[str]
    holders: tuple[str, ...]
    shelved: Shelved | None


@dataclass(slots=True)
class _Kept:
    head: Head | None = None
    copies: dict[str, _Seen] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class ChosenCopies:
    """Reads them for one library after the other. Safe to use from several threads."""

    def __init__(self, store: Store, facts: FactsReader) -> None:
        self._store, self._facts = store, facts
        self._kept = lru_cache(_KEPT)(lambda _: _Kept())

    def of(self, tenant: str, requests: Sequence[Request]) -> Iterator[tuple[Request, Shelved]]:
        """Those of the requests for which a copy was chosen that still stands on its shelf, and that nothing else
        has; where it stands. A constant number of store calls.
        """
        chosen = {each.item: each for each in requests if each.item is not None}
        kept = self._kept(tenant)
        with kept.lock:
            head = self._store.head()  # before anything is read: a later change is seen as a later event
            kept.copies = self._read(tenant, list(chosen), self._still(tenant, kept, head))
            kept.head = head
            copies = kept.copies
        for name, request in chosen.items():
            seen = copies[name]
            if seen.shelved is not None and seen.holders == (request.iri,):
                yield request, seen.shelved

    def _read(self, tenant: str, chosen: Sequence[str], known: dict[str, _Seen]) -> dict[str, _Seen]:
        fresh = [each for each in chosen if each not in known]
        items, holders = self._facts.items(tenant, fresh), self._facts.holders(tenant, fresh)
        read = {name: _seen(name, item, has) for name, item, has in zip(fresh, items, holders, strict=True)}
        return {each: known[each] if each in known else read[each] for each in chosen}

    def _still(self, tenant: str, kept: _Kept, now: Head) -> dict[str, _Seen]:
        """What is as it was."""
        if kept.head == now:
            return kept.copies
        changed = touched(self._store, kept.head, now, self._facts.scope(tenant))
        stirred = None if changed is None else self._stirred(tenant, changed)
        if stirred is None:
            return {}
        return {name: seen for name, seen in kept.copies.items() if stirred.isdisjoint(seen.names)}

    def _stirred(self, tenant: str, changed: Collection[Key]) -> set[str] | None:
        """The names of what was changed, and of the items that changes in circulation are about."""
        graph = self._facts.graph(tenant)
        lending = [key for key in changed if key.graph == graph]
        if len(lending) > _MOST:
            return None
        found = self._store.read(lending, self._facts.scope(tenant)) if lending else ()
        about = {name for each in found if each is not None for path in _ABOUT for name in iris(each.body, path)}
        return {key.iri for key in changed} | about


def _seen(name: str, item: Item | None, holders: tuple[str, ...]) -> _Seen:
    if item is None:
        return _Seen(frozenset({name}), holders, None)
    there = status_of(facts_of(item.resource.body, _CHOSEN)) is ItemStatus.PAGED
    names = frozenset(filter(None, (name, item.iri, item.holding)))
    return _Seen(names, holders, shelved(item) if there else None)


def shelved(item: Item) -> Shelved:
    """Where an item stands."""
    return Shelved(item.iri, item.location, item.call_number or "", item.barcode or "")
