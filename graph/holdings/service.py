"""What libraries have and whether it can be had: items, holdings and availability, many at a time.

Every function makes a constant number of store calls. At most 1,000 instances of a work, and items of an instance, are
counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from graph.catalogue.lists import LONGEST, incoming
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.holdings.model import Availability, Holding, Item
from graph.holdings.status import (
    UNKNOWN,
    UNTOLD,
    Custodies,
    ItemStatus,
    Whereabouts,
    facts_of,
    nobody_has_any,
    status_of,
)
from graph.holdings.terms import BOUND_WITH, HOLDINGS_FOR, IN_HOLDINGS, ITEM_OF
from graph.store.model import Document, Key
from graph.store.names import GraphKind, parse_graph
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.read import (
    call_number,
    enumeration,
    holdings_statements,
    iris,
    label,
    nodes,
    note_texts,
    plain,
    policies,
)

_COPIES: Final = (ITEM_OF, BOUND_WITH)
"""How items point at the instances they are copies of."""


class HoldingsService:
    """Items and holdings for reading. `custodies` answers who has an item, as circulation knows it."""

    def __init__(self, store: Store, clock: Callable[[], datetime], custodies: Custodies = nobody_has_any) -> None:
        self._store, self._clock, self._custodies = store, clock, custodies
        self._resources = ResourceReader(store)

    def items_of(self, instances: Sequence[str], scope: Scope, page: Page) -> list[Slice[Item]]:
        """Per instance, its items in every library read."""
        return self._items_at(incoming(self._store, instances, _COPIES, scope, page), scope)

    def items_of_holdings(self, holdings: Sequence[str], scope: Scope, page: Page) -> list[Slice[Item]]:
        """Per holdings, the items in it."""
        return self._items_at(incoming(self._store, holdings, (IN_HOLDINGS,), scope, page), scope)

    def holdings_of(self, instances: Sequence[str], scope: Scope, page: Page) -> list[Slice[Holding]]:
        """Per instance, its holdings in every library read."""
        slices = incoming(self._store, instances, (HOLDINGS_FOR,), scope, page)
        wanted = list(dict.fromkeys(key.iri for each in slices for key in each.items))
        there = dict(zip(wanted, self.holdings(wanted, scope), strict=True))
        return [
            Slice(
                tuple(found for key in each.items if (found := there[key.iri]) is not None),
                tuple(c for key, c in zip(each.items, each.cursors, strict=True) if there[key.iri] is not None),
                each.total,
                each.has_next,
                each.has_previous,
            )
            for each in slices
        ]

    def items(self, iris: Sequence[str], scope: Scope) -> list[Item | None]:
        """The items in the order asked, None where there is none for this reader."""
        found = self._resources.resources(iris, scope) if iris else []
        items = [None if each is None or "bf:Item" not in each.types else item_of(each) for each in found]
        return self._kept(self._placed(items, scope), scope)

    def items_as(self, described: Sequence[Resource], scope: Scope) -> list[Item]:
        """Items as they are described, such as by what a change would make of them."""
        items = self._kept(self._placed([item_of(each) for each in described], scope), scope)
        return [each for each in items if each is not None]

    def holdings(self, iris: Sequence[str], scope: Scope) -> list[Holding | None]:
        """The holdings in the order asked, None where there are none for this reader."""
        found = self._resources.resources(iris, scope) if iris else []
        return [None if each is None or "lsp:Holdings" not in each.types else holding_of(each) for each in found]

    def items_by_barcode(self, barcodes: Sequence[str], scope: Scope) -> list[tuple[Item, ...]]:
        """Per barcode, the items that have it: one a library at most."""
        trimmed = [barcode.strip() for barcode in barcodes]
        known = list(dict.fromkeys(barcode for barcode in trimmed if barcode))
        keys = dict(zip(known, self._store.find("barcode", known, scope), strict=True)) if known else {}
        wanted = list(dict.fromkeys(key.iri for found in keys.values() for key in found))
        there = dict(zip(wanted, self.items(wanted, scope), strict=True))
        return [
            tuple(
                found
                for iri in dict.fromkeys(key.iri for key in keys.get(barcode, ()))
                if (found := there[iri]) is not None
            )
            for barcode in trimmed
        ]

    def availability(self, iris: Sequence[str], scope: Scope) -> list[Availability]:
        """Per work or instance, how many items there are in the libraries read, and how many can be had now."""
        now = self._clock()
        found = self._copies_of(iris, scope) if iris else {}
        keys = list(dict.fromkeys(key for each in found.values() for key in each))
        documents = self._store.read(keys, scope) if keys else []
        states = self._states(keys, documents, scope)
        counted = {iri: _counted(each, states, now) for iri, each in found.items()}
        return [counted[iri] for iri in iris]

    def copies(self, iris: Sequence[str], scope: Scope) -> list[tuple[Item, ...]]:
        """Per work or instance, its copies in the libraries read that readers see, withdrawn ones left out."""
        found = self._copies_of(iris, scope) if iris else {}
        wanted = list(dict.fromkeys(key.iri for each in found.values() for key in each))
        items = dict(zip(wanted, self.items(wanted, scope), strict=True)) if wanted else {}
        there = {iri: each for iri, each in items.items() if each and each.status is not ItemStatus.WITHDRAWN}
        return [tuple({key.iri: there[key.iri] for key in found[iri] if key.iri in there}.values()) for iri in iris]

    def _copies_of(self, iris: Sequence[str], scope: Scope) -> dict[str, list[Key]]:
        """Per work or instance, the documents that say they are copies of it. Two calls."""
        wanted = list(dict.fromkeys(iris))
        works = self._store.incoming(wanted, ("bf:instanceOf",), scope, first=LONGEST)
        instances = {
            iri: list(dict.fromkeys((iri, *(key.iri for key in page.keys))))
            for iri, page in zip(wanted, works, strict=True)
        }
        every = list(dict.fromkeys(instance for found in instances.values() for instance in found))
        pages = self._store.incoming(every, _COPIES, scope, first=LONGEST)
        items = {
            instance: [key for key in page.keys if _is_shown(key)] for instance, page in zip(every, pages, strict=True)
        }
        return {iri: [key for instance in found for key in items[instance]] for iri, found in instances.items()}

    def _states(
        self, keys: Sequence[Key], documents: Sequence[Document | None], scope: Scope
    ) -> dict[Key, ItemStatus | None]:
        """The status of each item that is there, None for anything else."""
        there = {
            key: found
            for key, found in zip(keys, documents, strict=True)
            if found is not None and "bf:Item" in found.body["@type"]
        }
        known = self._known({key.iri: parse_graph(key.graph).owner for key in there}, scope)
        states: dict[Key, ItemStatus | None] = dict.fromkeys(keys)
        for key, found in there.items():
            states[key] = status_of(facts_of(found.body, known[key.iri].custody))
        return states

    def _known(self, items: Mapping[str, str], scope: Scope) -> Mapping[str, Whereabouts]:
        """What circulation knows of items (by IRI, with their tenant), as far as that is told to who asks."""
        told = [iri for iri, tenant in items.items() if tenant not in scope.untold]
        known = dict(zip(told, self._custodies(told), strict=True)) if told else {}
        return {iri: known.get(iri, UNTOLD) for iri in items}

    def _kept(self, items: Sequence[Item | None], scope: Scope) -> list[Item | None]:
        """The items with what circulation knows of them."""
        known = self._known({each.iri: each.tenant for each in items if each is not None}, scope)
        return [None if each is None else _in_custody(each, known[each.iri]) for each in items]

    def _items_at(self, slices: Sequence[Slice[Key]], scope: Scope) -> list[Slice[Item]]:
        wanted = list(dict.fromkeys(key.iri for each in slices for key in each.items))
        there = dict(zip(wanted, self.items(wanted, scope), strict=True))
        return [
            Slice(
                tuple(found for key in each.items if (found := there[key.iri]) is not None),
                tuple(c for key, c in zip(each.items, each.cursors, strict=True) if there[key.iri] is not None),
                each.total,
                each.has_next,
                each.has_previous,
            )
            for each in slices
        ]

    def _placed(self, items: Sequence[Item | None], scope: Scope) -> list[Item | None]:
        """Items that don't say where they are or what they are marked with stand where their holdings do."""
        wanted = list(dict.fromkeys(each.holding for each in items if each is not None and _is_vague(each)))
        if not wanted:
            return list(items)
        there = dict(zip(wanted, self.holdings([iri for iri in wanted if iri], scope), strict=True))
        return [
            replace(each, location=each.location or found.location, call_number=each.call_number or found.call_number)
            if each is not None and _is_vague(each) and (found := there.get(each.holding)) is not None
            else each
            for each in items
        ]


def _is_shown(key: Key) -> bool:
    """Whether readers see it: what is suppressed is counted for nobody."""
    return parse_graph(key.graph).kind is GraphKind.CATALOGUE


def _is_vague(item: Item) -> bool:
    return bool(item.holding) and (item.location is None or item.call_number is None)


def item_of(resource: Resource) -> Item:
    """An item from its description."""
    body = resource.body
    return Item(
        iri=resource.iri,
        tenant=_tenant(resource),
        instance=_first(iris(body, ITEM_OF)),
        holding=_first(iris(body, IN_HOLDINGS)),
        barcode=_barcode(body),
        call_number=call_number(body),
        copy_number=plain(body, "lsp:copyNumber"),
        enumeration=enumeration(body),
        location=_location(body),
        material_type=_coded(body, "lsp:materialType"),
        loan_type=_coded(body, "lsp:temporaryLoanType") or _coded(body, "lsp:loanType"),
        restrictions=tuple(found for each in nodes(body, "bf:usageAndAccessPolicy") if (found := label(each))),
        notes=note_texts(body),
        status=status_of(facts_of(body)),
        resource=resource,
    )


def holding_of(resource: Resource) -> Holding:
    """Holdings from their description."""
    body = resource.body
    return Holding(
        iri=resource.iri,
        tenant=_tenant(resource),
        instance=_first(iris(body, HOLDINGS_FOR)),
        location=_location(body),
        call_number=call_number(body),
        statements=holdings_statements(body),
        policies=policies(body),
        notes=note_texts(body),
        type=plain(body, "lsp:holdingsType"),
        resource=resource,
    )


def _tenant(resource: Resource) -> str:
    return parse_graph(resource.layers[0].key.graph).owner


def _first(found: Sequence[str]) -> str | None:
    return found[0] if found else None


def _location(body: Node) -> str | None:
    return _first(iris(body, "lsp:temporaryLocation")) or _first(iris(body, "lsp:location"))


def _coded(body: Node, name: str) -> str | None:
    return _first(iris(body, name)) or plain(body, name)


def _barcode(body: Node) -> str | None:
    found = [node for node in nodes(body, "bf:identifiedBy") if "bf:Barcode" in node.get("@type", ())]
    return plain(found[0], "rdf:value") if found else None


def _in_custody(item: Item, known: Whereabouts) -> Item:
    if known == UNKNOWN:
        return item
    return replace(item, status=status_of(facts_of(item.resource.body, known.custody)), whereabouts=known)


def _counted(keys: Sequence[Key], states: Mapping[Key, ItemStatus | None], now: datetime) -> Availability:
    counts: dict[str, list[int]] = {}
    seen: set[str] = set()
    for key in keys:
        state = states[key]
        if state is None or state is ItemStatus.WITHDRAWN or key.iri in seen:
            continue
        seen.add(key.iri)
        count = counts.setdefault(parse_graph(key.graph).owner, [0, 0])
        count[0] += 1
        count[1] += state.available
    by_tenant = tuple((tenant, total, available) for tenant, (total, available) in sorted(counts.items()))
    return Availability(sum(each[1] for each in by_tenant), sum(each[2] for each in by_tenant), by_tenant, now)
