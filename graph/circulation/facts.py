"""What a command has to know of an item and of a patron before it decides, read for many at a time.

The number of store calls is the same for one item and for a thousand. Everything is read within the one library that
acts: an item of another is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from graph.catalogue.lists import incoming
from graph.catalogue.model import Resource
from graph.catalogue.readdressing import leading
from graph.catalogue.resources import ResourceReader
from graph.catalogue.shareable import SOURCE
from graph.circulation import documents
from graph.circulation.custody import HELD_BY, NOTHING, Held, held
from graph.circulation.model import Loan, Queue, Request, Sighting, Transit
from graph.circulation.queues import in_order
from graph.holdings.model import Item
from graph.holdings.service import HoldingsService
from graph.holdings.status import Facts, ItemStatus, facts_of, status_of
from graph.holdings.terms import ITEM_OF
from graph.patrons.model import Fee, Patron
from graph.store import walking
from graph.store.model import Document, Key
from graph.store.names import NETWORKS, GraphKind, Names, opaque_id, parse_graph
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.read import iris, resource_label

_INSTANCE_OF: Final = "bf:instanceOf"
_MOST: Final = 1000
IN_QUEUE: Final = "lsp:inQueueOf"
_OWN: Final = (GraphKind.CATALOGUE, GraphKind.STAFF)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Copy:
    """An item of the acting library with everything that lending asks of it."""

    item: Item
    queue_of: str
    """The work in whose queue requests for it stand; its edition where that has no work."""
    layer: Document
    """The library's own description of it."""
    sighting: Sighting
    head: Queue
    """What is known of its queue as a whole."""
    held: Held = NOTHING
    queue: tuple[Request, ...] = ()

    @property
    def facts(self) -> Facts:
        """What its status follows from."""
        return facts_of(self.item.resource.body, self.held.custody)

    @property
    def status(self) -> ItemStatus:
        """Its status."""
        return status_of(self.facts)


@dataclass(frozen=True, slots=True)
class Borrower:
    """A patron with what they have out, what they wait for and what they owe."""

    patron: Patron
    loans: tuple[Loan, ...] = ()
    requests: tuple[Request, ...] = ()
    fees: tuple[Fee, ...] = ()

    @property
    def iri(self) -> str:
        """The patron's IRI."""
        return self.patron.iri


@dataclass(frozen=True, slots=True)
class Target:
    """What a request asks for, and the edition it is or belongs to; None for a work."""

    iri: str
    instance: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Open loans and requests of one patron."""

    loans: tuple[Loan, ...] = ()
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True)
class _Gathered:
    by_item: dict[str, list[Document]]
    sightings: dict[str, Sighting]
    queues: dict[str, tuple[Request, ...]]
    heads: dict[str, Queue]


class FactsReader:
    """Reads facts of one library after the other. `networks` answers whose shared descriptions a library stands on."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        networks: Callable[[str], Iterable[str]],
    ) -> None:
        self._store, self._names, self._networks = store, names, networks
        self._resources = ResourceReader(store)
        self._items = HoldingsService(store, clock)

    def scope(self, tenant: str) -> Scope:
        """What lending reads and writes for a library, whoever asks: the commands have asked for permission."""
        own = grant({*_OWN, GraphKind.CIRCULATION, GraphKind.PATRONS}, {tenant})
        shared = grant({GraphKind.NETWORK}, self._networks(tenant))
        return Scope((own, shared, grant({GraphKind.VOCABULARY}, {""})), (own,))

    def graph(self, tenant: str) -> str:
        """Where loans, requests and transits of a library are."""
        return self._names.graph(tenant, GraphKind.CIRCULATION)

    def items_named(self, tenant: str, names: Sequence[str]) -> list[str | None]:
        """The IRIs of items given by barcode or IRI, None where no item has the barcode."""
        barcodes = list(dict.fromkeys(name.strip() for name in names if not self._is_iri(name) and name.strip()))
        scope = Scope((grant(_OWN, {tenant}),))
        found = self._store.find("barcode", barcodes, scope) if barcodes else []
        known = {barcode: keys[0].iri for barcode, keys in zip(barcodes, found, strict=True) if keys}
        return [name if self._is_iri(name) else known.get(name.strip()) for name in names]

    def copies(self, tenant: str, items: Sequence[str]) -> list[Copy | None]:
        """The items with these IRIs and what circulation has on them; None where the library has no such item."""
        scope = self.scope(tenant)
        found = self._items.items(items, scope) if items else []
        there = {item.iri: item for item in found if item is not None and item.tenant == tenant}
        queues = self.queues_of(tenant, list(dict.fromkeys(each.instance for each in there.values() if each.instance)))
        queue_of = {item.iri: queues.get(item.instance or "", item.instance or item.iri) for item in there.values()}
        gathered = self._gathered(tenant, list(there), list(dict.fromkeys(queue_of.values())))
        return [
            None if item is None or item.iri not in there else self._copy(item, queue_of[item.iri], gathered, tenant)
            for item in found
        ]

    def items(self, tenant: str, items: Sequence[str]) -> list[Item | None]:
        """The items with these IRIs as they are described; None where the library has no such item."""
        found = self._items.items(items, self.scope(tenant)) if items else []
        return [each if each is not None and each.tenant == tenant else None for each in found]

    def holders(self, tenant: str, items: Sequence[str]) -> list[tuple[str, ...]]:
        """Per item, the IRIs of what circulation has on it: a loan, a transit, the request it was chosen for."""
        pages = self._store.incoming(items, HELD_BY, self._own(tenant)) if items else []
        return [tuple(key.iri for key in page.keys) for page in pages]

    def queues_of(self, tenant: str, instances: Sequence[str]) -> dict[str, str]:
        """Per instance, the work in whose queue it stands: itself where it has no work."""
        found = self._resources.resources(instances, self.scope(tenant)) if instances else []
        works = [iris(each.body, _INSTANCE_OF) if each is not None else () for each in found]
        return {instance: work[0] if work else instance for instance, work in zip(instances, works, strict=True)}

    def described(self, tenant: str, iri: str, type: str) -> str | None:
        """The IRI of a description of this type as the library sees it: another than asked where it was replaced."""
        (found,) = self._resources.resources([iri], self.scope(tenant)) if self._is_iri(iri) else (None,)
        return found.iri if found is not None and type in found.types else None

    def targets(self, tenant: str, iris_: Sequence[str]) -> list[Target | None]:
        """What these IRIs of items, editions and works lead to now: replaced ones to what replaced them, and what was
        shared and taken back to the library's own.
        """
        own = self._taken_back(tenant, iris_)
        wanted = [own.get(each, each) for each in iris_]
        found = self._resources.resources(wanted, self.scope(tenant)) if wanted else []
        return [None if each is None else _target_of(each) for each in found]

    def _taken_back(self, tenant: str, iris_: Sequence[str]) -> dict[str, str]:
        """Of shared descriptions, those that the library has as its own by now, with its own address of them."""
        shared = [each for each in iris_ if self._names.owner_of(each) == NETWORKS]
        if not shared:
            return {}
        catalogue = self._names.graph(tenant, GraphKind.CATALOGUE)
        copies = leading(self._store, shared, SOURCE, catalogue, self.scope(tenant))
        return {
            iri: copy.key.iri
            for iri, copy in zip(shared, copies, strict=True)
            if copy is not None and copy.key.iri != iri  # it shared it again
        }

    def labels(self, tenant: str, iris_: Sequence[str]) -> list[str]:
        """What these works and editions are called as the library sees them."""
        found = self._resources.resources(iris_, self.scope(tenant)) if iris_ else []
        return ["" if each is None else resource_label(each.body) for each in found]

    def items_of(self, tenant: str, instances: Sequence[str]) -> list[tuple[str, ...]]:
        """Per instance, the items of the library, at most 1,000 of them."""
        pages = self._store.incoming(instances, (ITEM_OF,), self._own(tenant), first=_MOST) if instances else []
        return [tuple(dict.fromkeys(key.iri for key in page.keys)) for page in pages]

    def instances_of(self, tenant: str, works: Sequence[str]) -> list[tuple[str, ...]]:
        """Per work, its instances as the library sees them, at most 1,000 of them."""
        pages = self._store.incoming(works, (_INSTANCE_OF,), self.scope(tenant), first=_MOST) if works else []
        return [tuple(dict.fromkeys(key.iri for key in page.keys)) for page in pages]

    def standing(self, tenant: str, patrons: Sequence[str]) -> list[Standing]:
        """Per patron, their open loans and requests, at most 1,000 of both."""
        paths = (documents.OPEN_LOAN_BY, documents.OPEN_REQUEST_BY)
        pages = self._store.incoming(patrons, paths, self._own(tenant), first=_MOST) if patrons else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._read(keys, tenant), strict=True))
        return [_standing([found for key in page.keys if (found := there[key]) is not None]) for page in pages]

    def past_loans(self, tenant: str, patrons: Sequence[str]) -> list[tuple[Loan, ...]]:
        """Per patron, their closed loans, the latest first, of at most 1,000."""
        pages = self._store.incoming(patrons, (documents.PATRON,), self._own(tenant), first=_MOST) if patrons else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._read(keys, tenant), strict=True))
        read = [[_read_as(there[key], "lsp:Loan", documents.loan_of) for key in page.keys] for page in pages]
        closed = [[each for each in some if each is not None and not each.open] for some in read]
        return [tuple(sorted(some, key=lambda loan: (loan.opened_at, loan.iri), reverse=True)) for some in closed]

    def loans(self, tenant: str, iris: Sequence[str]) -> list[Loan | None]:
        """The loans with these IRIs, None where the library has none such."""
        return [_read_as(each, "lsp:Loan", documents.loan_of) for each in self._named(tenant, iris)]

    def requests(self, tenant: str, iris: Sequence[str]) -> list[Request | None]:
        """The requests with these IRIs, None where the library has none such."""
        return [_read_as(each, "lsp:Request", documents.request_of) for each in self._named(tenant, iris)]

    def transits(self, tenant: str, iris: Sequence[str]) -> list[Transit | None]:
        """The transits with these IRIs, None where the library has none such."""
        return [_read_as(each, "lsp:Transit", documents.transit_of) for each in self._named(tenant, iris)]

    def queues(self, tenant: str, works: Sequence[str]) -> list[tuple[Request, ...]]:
        """Per work, its queue in order."""
        gathered = self._gathered(tenant, (), works)
        return [gathered.queues[work] for work in works]

    def queue_and_head(self, tenant: str, work: str) -> tuple[tuple[Request, ...], Queue]:
        """The queue of a work in order, and what is known of it as a whole."""
        gathered = self._gathered(tenant, (), [work])
        return gathered.queues[work], gathered.heads[work]

    def loans_of_items(self, tenant: str, items: Sequence[str], page: Page) -> list[Slice[Loan]]:
        """Per item, its loans, past ones too, paged."""
        return self._pages(tenant, items, documents.LOAN_OF, page, documents.loan_of)

    def waiting_at(self, tenant: str, points: Sequence[str], page: Page) -> list[Slice[Request]]:
        """Per service point, the requests whose item waits at its shelf, paged."""
        return self._pages(tenant, points, documents.WAITING_AT, page, documents.request_of)

    def there(self, tenant: str, iris: Sequence[str]) -> list[bool]:
        """Whether there are documents of these names."""
        return [each is not None for each in self._named(tenant, iris)]

    def every_loan(self, tenant: str) -> Iterator[Loan]:
        """Every open loan, read in pages."""
        return map(documents.loan_of, self._every(tenant, "lsp:OpenLoan"))

    def loans_of_every_time(self, tenant: str) -> Iterator[Loan]:
        """Every loan, past ones too, read in pages."""
        return map(documents.loan_of, self._every(tenant, "lsp:Loan"))

    def every_request(self, tenant: str) -> Iterator[Request]:
        """Every open request, read in pages."""
        return map(documents.request_of, self._every(tenant, "lsp:OpenRequest"))

    def every_transit(self, tenant: str) -> Iterator[Transit]:
        """Everything that is on its way, read in pages."""
        return map(documents.transit_of, self._every(tenant, "lsp:OpenTransit"))

    def sighting_key(self, tenant: str, item: str) -> Key:
        """Where it is noted when an item was last seen."""
        return documents.sighting_key(self._names, tenant, item)

    def _every(self, tenant: str, type: str) -> Iterator[Document]:
        return walking.documents(self._store, self.graph(tenant), self._own(tenant), type=type)

    def _pages(
        self, tenant: str, targets: Sequence[str], path: str, page: Page, reading: Callable[[Document], _T]
    ) -> list[Slice[_T]]:
        found = incoming(self._store, targets, (path,), self._own(tenant), page) if targets else []
        there = self._read_all(tenant, [key for each in found for key in each.items])
        return [
            Slice(
                tuple(reading(document) for key in each.items if (document := there[key]) is not None),
                tuple(c for key, c in zip(each.items, each.cursors, strict=True) if there[key] is not None),
                each.total,
                each.has_next,
                each.has_previous,
            )
            for each in found
        ]

    def _head_key(self, tenant: str, work: str) -> Key:
        return Key(self.graph(tenant), self._names.resource(tenant, documents.QUEUES, opaque_id("queue", work)))

    def _is_iri(self, name: str) -> bool:
        return name.startswith(self._names.base)

    def _own(self, tenant: str) -> Scope:
        return Scope((grant({*_OWN, GraphKind.CIRCULATION}, {tenant}),))

    def _named(self, tenant: str, iris: Sequence[str]) -> list[Document | None]:
        return self._read([Key(self.graph(tenant), iri) for iri in iris], tenant)

    def _read(self, keys: Sequence[Key], tenant: str) -> list[Document | None]:
        return self._store.read(keys, self._own(tenant)) if keys else []

    def _gathered(self, tenant: str, items: Sequence[str], queues: Sequence[str]) -> _Gathered:
        """What circulation has on items and queues. Sightings and heads are read first: a command that expects them
        fails when anything that is read after them has changed since.
        """
        sightings = {item: self.sighting_key(tenant, item) for item in items}
        heads = {work: self._head_key(tenant, work) for work in queues}
        known = self._read_all(tenant, [*sightings.values(), *heads.values()])
        asked = [*items, *queues]
        pages = self._store.incoming(asked, (*HELD_BY, IN_QUEUE), self._own(tenant), first=_MOST) if asked else []
        there = self._read_all(tenant, [key for page in pages for key in page.keys])
        found = {
            iri: [each for key in page.keys if (each := there[key]) is not None]
            for iri, page in zip(asked, pages, strict=True)
        }
        return _Gathered(
            {item: found[item] for item in items},
            {
                item: Sighting(key.iri, tenant, item) if (seen := known[key]) is None else documents.sighting_of(seen)
                for item, key in sightings.items()
            },
            {work: in_order(map(documents.request_of, filter(_in_queue, found[work]))) for work in queues},
            {
                work: Queue(key.iri, tenant, work) if (head := known[key]) is None else documents.queue_of(head)
                for work, key in heads.items()
            },
        )

    def _read_all(self, tenant: str, keys: Iterable[Key]) -> dict[Key, Document | None]:
        wanted = list(dict.fromkeys(keys))
        return dict(zip(wanted, self._read(wanted, tenant), strict=True))

    def _copy(self, item: Item, queue_of: str, gathered: _Gathered, tenant: str) -> Copy:
        own = next(each for each in item.resource.layers if parse_graph(each.key.graph).owner == tenant)
        return Copy(
            item,
            queue_of,
            own,
            gathered.sightings[item.iri],
            gathered.heads[queue_of],
            held(item.iri, gathered.by_item[item.iri]),
            gathered.queues[queue_of],
        )


def _standing(found: Sequence[Document]) -> Standing:
    loans = (documents.loan_of(each) for each in found if _is(each, "lsp:Loan"))
    requests = (documents.request_of(each) for each in found if _is(each, "lsp:Request"))
    return Standing(
        tuple(sorted(loans, key=lambda each: (each.due_at, each.iri))),
        tuple(sorted(requests, key=lambda each: (each.requested_at, each.iri))),
    )


def _target_of(found: Resource) -> Target:
    if "bf:Item" in found.types:
        return Target(found.iri, next(iter(iris(found.body, ITEM_OF)), None))
    return Target(found.iri, found.iri if "bf:Instance" in found.types else None)


def _in_queue(document: Document) -> bool:
    return IN_QUEUE in document.body


def _is(document: Document, type: str) -> bool:
    return type in document.body["@type"]


def _read_as(document: Document | None, type: str, reading: Callable[[Document], _T]) -> _T | None:
    return reading(document) if document is not None and _is(document, type) else None
