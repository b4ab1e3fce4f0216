"""Lending between libraries in one place: each theme is a service. And reading it, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple, TypedDict

from graph.access.model import Actor, Permission, acting, require
from graph.access.service import AccessService
from graph.catalogue.service import CatalogueService
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Attempt
from graph.circulation.refusals import Override
from graph.network.holders import Holders
from graph.patrons.register import Register
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.model import ForReaders
from graph.tenants.partners import Partner, PartnerService
from graph.workflows.interlending.accounts import Accounts
from graph.workflows.interlending.carrying import MOST_LISTED, Keeper, Stepped
from graph.workflows.interlending.foreign_copy import MATERIAL
from graph.workflows.interlending.forgetting import ForgettingService
from graph.workflows.interlending.matching import Matching
from graph.workflows.interlending.model import Letter, LibraryRequest
from graph.workflows.interlending.outbox import Outbox
from graph.workflows.interlending.owing import OwingService
from graph.workflows.interlending.readers import ReaderService
from graph.workflows.interlending.requesting import RequestingService
from graph.workflows.interlending.routing import RoutingService
from graph.workflows.interlending.steps import ROWS, Side, Step
from graph.workflows.interlending.supplying import Answer, SupplyingService
from graph.workflows.interlending.taking import TakingService
from mappings.iso18626.messages import Message


class Finding(NamedTuple):
    """What tells whom a library can ask, and what it has of what it is asked for."""

    matching: Matching
    holders: Holders
    access: AccessService
    catalogue: CatalogueService


class Library(NamedTuple):
    """What a library is called, what it has settled about requests of its readers, and its time zone, by its slug."""

    called: Callable[[str], str]
    for_readers: Callable[[str], ForReaders] = lambda _: ForReaders.NOT
    zone: Callable[[str], tzinfo] = lambda _: UTC


class _Tried(TypedDict):
    dry_run: bool
    request_id: str | None


class Interlending:
    """What a library asks others for, and is asked for."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        circulation: Circulation,
        register: Register,
        partners: PartnerService,
        finding: Finding,
        library: Library,
    ) -> None:
        self._keeper = Keeper(store, circulation.desk, partners, self._beside)
        self.partners = partners
        accounts = Accounts(register, names)
        self.supplying = SupplyingService(self._keeper, circulation, accounts)
        self.owing = OwingService(self._keeper, register, accounts, library.zone)
        self.requesting = RequestingService(self._keeper, circulation, library.called)
        self.taking = TakingService(self._keeper, circulation, finding.matching)
        self.routing = RoutingService(self._keeper, self.requesting, finding.holders, finding.access, finding.catalogue)
        self.readers = ReaderService(
            self._keeper, self.requesting, self.routing, finding.holders, finding.access, library.for_readers
        )
        self.outbox = Outbox(store, self._keeper, clock)
        self.forgetting = ForgettingService(store, self._keeper, self.outbox, register, clock)

    def do(
        self,
        actor: Actor,
        iri: str,
        answer: Answer,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Stepped:
        """Do a step of whichever side the acting library is. `item` of a copy that is received is the barcode it gets.

        Raises `StepNotPossible`, `Refused`, `UnknownLibraryRequest`, `InvalidLibraryRequest`, `Forbidden`.
        """
        step, note, point = answer.step, answer.more.note, answer.point or ""
        tried: _Tried = {"dry_run": dry_run, "request_id": request_id}
        if step is Step.RECEIVE:
            return self.requesting.receive(actor, iri, answer.item or "", point, **tried)
        if step is Step.SEND_BACK:
            return self.requesting.send_back(actor, iri, note, **tried)
        if ROWS[step].by is Side.REQUESTING:
            return self.requesting.do(actor, iri, step, note, **tried)
        return self.supplying.answer(actor, iri, answer, override=override, **tried)

    def follow(self, actor: Actor) -> list[Stepped]:
        """Tell partners what happened to their loans, and ask the next for what one could not fill. Safe to run at any
        time and again. Needs `circulation.write`.
        """
        return [*self.supplying.follow(actor), *self.routing.follow(actor)]

    def _beside(self, attempt: Attempt, partner: Partner, request: LibraryRequest, message: Message) -> LibraryRequest:
        return self.taking.beside(attempt, partner, request, message)

    def requests(self, actor: Actor, iris: Sequence[str]) -> list[LibraryRequest | None]:
        """The requests with these IRIs, in the order asked. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        return self._keeper.requests(tenant, iris)

    def listed(self, actor: Actor, side: Side | None = None, *, only_open: bool = True) -> list[LibraryRequest]:
        """The requests of the acting library, the latest change first, at most 1,000. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        every = (each for each in self._keeper.every(tenant, only_open=only_open) if each.open or not only_open)
        found = [each for each in every if side in {None, each.side}]
        return sorted(found, key=lambda each: (each.changed_at, each.iri), reverse=True)[:MOST_LISTED]

    def send_again(self, actor: Actor, iri: str) -> int:
        """Send what was given up or refused about a request, or waits, now; how many. Needs `circulation.write`.

        Raises `UnknownLibraryRequest`, `Forbidden`.
        """
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        return self.outbox.again(actor, self._keeper.one(tenant, iri).iri)

    def titles(self, tenant: str, items: Sequence[str]) -> list[str | None]:
        """Per item (an IRI), what it is called where it is a copy from another library, for whoever has it or waits for
        it; None for the library's own. Two calls of the store.
        """
        facts = self._keeper.desk.facts
        found = facts.items(tenant, items) if items else []
        foreign = [each if each is not None and each.loan_type == MATERIAL else None for each in found]
        editions = list(dict.fromkeys(each.instance for each in foreign if each is not None and each.instance))
        known = dict(zip(editions, facts.labels(tenant, editions), strict=True)) if editions else {}
        return [None if each is None else known.get(each.instance or "") for each in foreign]

    def letters(self, actor: Actor, requests: Sequence[str]) -> list[tuple[Letter, ...]]:
        """Per request, what was written to the partner, in order. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self.outbox.about(acting(actor), list(requests))
