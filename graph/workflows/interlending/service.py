"""Lending between libraries in one place: each theme is a service. And reading it, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from graph.access.model import Actor, Permission, acting, require
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Attempt
from graph.patrons.register import Register
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.partners import Partner, PartnerService
from graph.workflows.interlending.accounts import Accounts
from graph.workflows.interlending.carrying import MOST_LISTED, Keeper
from graph.workflows.interlending.matching import Matching
from graph.workflows.interlending.model import Letter, LibraryRequest
from graph.workflows.interlending.outbox import Outbox
from graph.workflows.interlending.requesting import RequestingService
from graph.workflows.interlending.steps import Side
from graph.workflows.interlending.supplying import SupplyingService
from graph.workflows.interlending.taking import TakingService
from mappings.iso18626.messages import Message


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
        matching: Matching,
        called: Callable[[str], str],
    ) -> None:
        self._keeper = Keeper(store, circulation.desk, partners, self._beside)
        self.partners = partners
        self.supplying = SupplyingService(self._keeper, circulation, Accounts(register, names, clock))
        self.requesting = RequestingService(self._keeper, circulation, called)
        self.taking = TakingService(self._keeper, circulation, matching)
        self.outbox = Outbox(store, self._keeper, clock)

    def _beside(self, attempt: Attempt, partner: Partner, request: LibraryRequest, message: Message) -> LibraryRequest:
        return self.taking.beside(attempt, partner, request, message)

    def requests(self, actor: Actor, iris: Sequence[str]) -> list[LibraryRequest | None]:
        """The requests with these IRIs, in the order asked. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        return self._keeper.requests(tenant, iris)

    def listed(self, actor: Actor, side: Side | None = None, *, only_open: bool = True) -> list[LibraryRequest]:
        """The requests of the acting library, the latest change first, at most 1,000. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        found = [each for each in self._keeper.every(tenant, only_open=only_open) if side in {None, each.side}]
        return sorted(found, key=lambda each: (each.changed_at, each.iri), reverse=True)[:MOST_LISTED]

    def letters(self, actor: Actor, requests: Sequence[str]) -> list[tuple[Letter, ...]]:
        """Per request, what was written to the partner, in order. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self.outbox.about(acting(actor), list(requests))
