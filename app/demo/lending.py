"""Readers of the demo's libraries, what they have out and what they wait for. Everybody here is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.demo.libraries import HARBOR, LINDENAU, MERIDIAN
from graph.access.model import operator
from graph.circulation.model import RequestLevel
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.holdings.model import Item
from graph.patrons.model import Contact, FeeType
from graph.patrons.service import PatronWanted
from graph.services import Services
from graph.store import walking
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.money import Money

LOANS: Final = 2
"""How many items each reader takes home."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a library card."""

    barcode: str
    name: str
    group: str


READERS: Final[dict[str, tuple[Reader, ...]]] = {
    HARBOR.slug: (
        Reader("H-1001", "Odette Marlowe", "adult"),
        Reader("H-1002", "Teodor Blythe", "adult"),
        Reader("H-1003", "Wren Castellane", "child"),
        Reader("H-1004", "Quay Street School", "institution"),
    ),
    LINDENAU.slug: (
        Reader("L-2001", "Ottilie Brandner", "student"),
        Reader("L-2002", "Dr. Falk Wendelin", "staff"),
        Reader("L-2003", "Jorinde Aschauer", "student"),
    ),
    MERIDIAN.slug: (
        Reader("M-3001", "Callum Everstone", "student"),
        Reader("M-3002", "Priya Nandakumar-Holt", "staff"),
        Reader("M-3003", "Sunniva Thorne", "student"),
    ),
}


def lend(services: Services, store: Store, told: Callable[[str], None]) -> None:
    """Register the readers who are missing; in a library that had none, let them borrow, wait and owe."""
    for slug, readers in READERS.items():
        actor = operator(slug)
        known = services.patrons.patrons(actor, [each.barcode for each in readers])
        for reader, there in zip(readers, known, strict=True):
            if there is None:
                contact = Contact(f"{reader.barcode.lower()}@{slug}.example")
                wanted = PatronWanted(reader.barcode, reader.name, reader.group, contact=contact)
                services.patrons.create(actor, wanted)
        if any(known):
            continue
        loans, requests = _borrow(services, store, slug, readers)
        told(f"registered {len(readers)} readers in {slug}: {loans} loans, {requests} requests")


def _borrow(services: Services, store: Store, slug: str, readers: tuple[Reader, ...]) -> tuple[int, int]:
    actor, scope = operator(slug), Scope((grant({GraphKind.CATALOGUE}, {slug}),))
    (points,) = services.places.points([slug], scope)
    point = points[0].iri
    wanted = items(services, store, slug, scope)
    lent: list[Item] = []
    for reader in readers:
        for item in islice(wanted, LOANS * 4):
            try:
                services.circulation.lending.check_out(actor, item.iri, reader.barcode, point)
            except Refused:
                continue
            lent.append(item)
            if len(lent) % LOANS == 0:
                break
    requests = sum(_asks(services, slug, readers[-1 - number], item, point) for number, item in enumerate(lent[:2]))
    owing = services.patrons.patrons(actor, [readers[0].barcode])[0]
    if owing is not None:
        services.fees.charge(actor, owing.iri, FeeType.OTHER, Money(250, "EUR"), note="A new library card.")
    return len(lent), requests


def _asks(services: Services, slug: str, reader: Reader, item: Item, point: str) -> bool:
    wish = Wish(item.instance or item.iri, RequestLevel.INSTANCE if item.instance else RequestLevel.ITEM, pickup=point)
    try:
        services.circulation.requesting.place(operator(slug), reader.barcode, wish)
    except Refused:
        return False
    return True


def items(services: Services, store: Store, slug: str, scope: Scope) -> Iterator[Item]:
    """Items with a barcode, spread over the collection."""
    graph = services.names.graph(slug, GraphKind.CATALOGUE)
    for keys in walking.pages(store, graph, scope, type="bf:Item", first=200):
        for item in services.holdings.items([key.iri for key in keys][::7], scope):
            if item is not None and item.barcode:
                yield item
