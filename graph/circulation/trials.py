"""Texts of settings that are not in force, tried: what is wrong in them, whom they would concern, and what they would
have made of past loans. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.circulation.affected import Affected, Kind, affected
from graph.circulation.publishing import SettingsService
from graph.circulation.reading import ReadingService
from graph.circulation.rules.formatter import format_rules
from graph.circulation.rules.parser import parse
from graph.circulation.settings import LendingSettings
from graph.circulation.simulating import Simulation, simulate
from graph.holdings.model import Item
from graph.holdings.service import HoldingsService
from graph.holdings.status import ItemStatus
from graph.patrons.documents import patron_of
from graph.store import walking
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.texts import check_length

MOST_LOOKED_AT: Final = 20_000
"""Items, patrons and loans that one question looks at, each: a few seconds' work."""
_NEEDED: Final = (Permission.TENANT_ADMIN, Permission.CIRCULATION_READ)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What would have become of the loans looked at; not `complete` where there were more."""

    simulation: Simulation
    complete: bool


class Trials:
    """Tries lending rules for the acting library. Needs `tenant.admin` and `circulation.read`."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        settings: SettingsService,
        reading: ReadingService,
        most: int = MOST_LOOKED_AT,
    ) -> None:
        self._store, self._names, self._settings, self._reading = store, names, settings, reading
        self._items, self._most = HoldingsService(store, clock), most

    def affected(self, actor: Actor, text: str, network: str | None = None) -> Affected:
        """Whom these rules would treat otherwise than those in force: the library's, or those of a network that it
        would follow. Raises `InvalidRules`, `IncompleteRules`.
        """
        tenant = acting(actor, *_NEEDED)
        proposed, settings = self._settings.proposed(tenant, text, network), self._settings.of(tenant)
        items, more_items = self._kinds(tenant, settings)
        groups, more_patrons = self._groups(tenant)
        loans = self._reading.open_loans(actor)
        found = affected(settings, proposed, items, groups, islice(loans, self._most))
        found.complete = not more_items and not more_patrons and next(loans, None) is None
        return found

    def simulated(
        self, actor: Actor, text: str, since: datetime | None = None, network: str | None = None
    ) -> Simulated:
        """What these rules would have made of past loans, those that began then or later. Otherwise as `affected`."""
        tenant = acting(actor, *_NEEDED)
        proposed, settings = self._settings.proposed(tenant, text, network), self._settings.of(tenant)
        loans = self._reading.every_loan(actor, since)
        return Simulated(simulate(settings, proposed, islice(loans, self._most)), next(loans, None) is None)

    def formatted(self, text: str) -> str:
        """The rules in their canonical form. Raises `InvalidRules`."""
        check_length(text)
        return format_rules(parse(text))

    # inside

    def _kinds(self, tenant: str, settings: LendingSettings) -> tuple[Counter[Kind], bool]:
        """How many items there are of each kind, withdrawn ones not counted, and whether there are more."""
        items = self._every_item(tenant)
        counted = Counter(
            Kind(settings.unit(each.location), each.material_type, each.loan_type)
            for each in islice(items, self._most)
            if each.status is not ItemStatus.WITHDRAWN
        )
        return counted, next(items, None) is not None

    def _groups(self, tenant: str) -> tuple[Counter[str], bool]:
        """How many active patrons there are of each group, and whether there are more."""
        graph, scope = self._names.graph(tenant, GraphKind.PATRONS), _scope(tenant, GraphKind.PATRONS)
        patrons = map(patron_of, walking.documents(self._store, graph, scope, type="lsp:Patron"))
        counted = Counter(each.group for each in islice(patrons, self._most) if each.active)
        return counted, next(patrons, None) is not None

    def _every_item(self, tenant: str) -> Iterator[Item]:
        graph, scope = self._names.graph(tenant, GraphKind.CATALOGUE), _scope(tenant, GraphKind.CATALOGUE)
        for page in walking.pages(self._store, graph, scope, type="bf:Item"):
            yield from (each for each in self._items.items([key.iri for key in page], scope) if each is not None)


def _scope(tenant: str, kind: GraphKind) -> Scope:
    return Scope((grant({kind}, {tenant}),))
