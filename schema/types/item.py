"""Holdings and items: what libraries have of an instance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.catalogue.model import Resource as Described
from graph.holdings.details import ItemDetails, holding_details, item_details
from graph.holdings.explaining import explanation
from graph.holdings.model import Holding as Held
from graph.holdings.model import Item as Copy
from graph.holdings.service import holding_of as held_of
from graph.holdings.status import facts_of
from graph.store.scope import Scope
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page
from schema.directives import Iri
from schema.fields import attribute, reading, relation
from schema.scalars import IRI, DateTime
from schema.types.holding_parts import HoldingPolicies, HoldingStatement, policies_of, statements_of
from schema.types.item_status import ItemLifecycle, ItemMarker, ItemStatusExplanation, explanation_of
from schema.types.resource import Resource, in_scope
from schema.types.status import ItemStatus
from schema.types.tenant import Location, Tenant, known_tenants, locations_by_iri

if TYPE_CHECKING:
    from schema.types.instance import Instance


@strawberry.type(description="Whether one item can be had, derived from what is known of it now.")
class ItemAvailability:
    """Whether one item can be had."""

    status: ItemStatus = attribute("Its status, derived, never stored.")
    available: bool = attribute("Whether it can be had now.")
    due_at: DateTime | None = attribute("When it is due back, where it is on loan.")
    as_of: DateTime = attribute("When this was so.")
    copy: strawberry.Private[Copy]
    scope: strawberry.Private[Scope]

    @relation()
    @staticmethod
    def queue_length(parents: list[ItemAvailability], ask: Ask) -> list[int]:
        """How many wait for it, or for any copy of its edition or work, in its library."""
        return ask.by_scope(
            [each.copy for each in parents],
            [each.scope for each in parents],
            ask.services.elsewhere.queue_lengths,
        )


@strawberry.type(
    description="What one library holds of an instance at one place.", directives=[Iri(term="lsp:Holdings")]
)
class Holding(Resource):
    """What one library holds of an instance at one place."""

    held: strawberry.Private[Held]
    call_number: str | None = attribute("Where it stands on the shelf.")
    kind: str | None = attribute("single-part, multipart or serial, where recorded.", iri="lsp:holdingsType")
    summary: list[str] = attribute("What of it is held: the texts of the statements.")
    holding_statements: list[HoldingStatement] = attribute("What of it is held: basic unit, supplements, indexes.")
    policies: HoldingPolicies = attribute("How it grows, is kept, lent and copied.")
    notes: list[str] = attribute("Notes for the public.", iri="bf:note")

    @reading(iri="lsp:staffNote")
    def staff_notes(self) -> list[str]:
        """Notes for staff of the library; empty for everybody else."""
        return list(holding_details(self.held.resource).staff_notes)

    @reading()
    def suppressed(self) -> bool:
        """Whether staff of the library alone see it."""
        return holding_details(self.held.resource).suppressed

    @reading()
    def shelving_scheme(self) -> str | None:
        """The scheme of the call number: lcc, ddc, nlm, or the code of another."""
        return holding_details(self.held.resource).shelving_scheme

    @reading(iri="lsp:copyNumber")
    def copy_number(self) -> str | None:
        """Its number among the holdings of the same thing."""
        return holding_details(self.held.resource).copy_number

    @relation(iri="lsp:location")
    @staticmethod
    def permanent_location(parents: list[Holding], ask: Ask) -> list[Location | None]:
        """Where it belongs for good."""
        return locations_by_iri([holding_details(each.held.resource).location for each in parents], ask)

    @relation(iri="lsp:temporaryLocation")
    @staticmethod
    def temporary_location(parents: list[Holding], ask: Ask) -> list[Location | None]:
        """Where it is for a while instead of its own place."""
        return locations_by_iri([holding_details(each.held.resource).temporary_location for each in parents], ask)

    @relation()
    @staticmethod
    def tenant(parents: list[Holding], ask: Ask) -> list[Tenant]:
        """The library."""
        return known_tenants([each.held.tenant for each in parents], ask)

    @relation(iri="lsp:holdingsFor")
    @staticmethod
    def instance(
        parents: list[Holding], ask: Ask
    ) -> list[Annotated[Instance, strawberry.lazy("schema.types.instance")] | None]:
        """What is held; null where the caller may not read its description."""
        return instances_at([each.held.instance for each in parents], parents, ask)

    @relation()
    @staticmethod
    def location(parents: list[Holding], ask: Ask) -> list[Location | None]:
        """Where it is; null where that isn't recorded."""
        return locations_by_iri([each.held.location for each in parents], ask)

    @relation(per="first")
    @staticmethod
    def items(
        parents: list[Holding],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Annotated[Item, strawberry.lazy("schema.types.item")]]]:
        """The copies in it."""
        wanted = page(first, after, last, before)
        return [
            connection(found, within, item_of)
            for found, within in in_scope(
                parents,
                ask,
                None,
                lambda iris, within: ask.services.holdings.items_of_holdings(iris, within, wanted),
            )
        ]


@strawberry.type(description="One copy.", directives=[Iri(term="bf:Item")])
class Item(Resource):
    """One copy."""

    copy: strawberry.Private[Copy]
    barcode: str | None = attribute("Its barcode, unique in its library.")
    call_number: str | None = attribute("Where it stands on the shelf.")
    copy_number: str | None = attribute("Its number among the copies of the same thing.")
    material_type: str | None = attribute("What it is lent as (book, map, disc), in the library's own words.")
    loan_type: str | None = attribute("How it is lent (at length, shortly, not at all), in the library's own words.")
    enumeration: str | None = attribute("Which volume or part it is.", iri="bf:enumerationAndChronology")
    restrictions: list[str] = attribute("Restrictions of its use, in the library's own words.")
    notes: list[str] = attribute("Notes for the public.", iri="bf:note")

    def details(self) -> ItemDetails:
        """The copy as it is recorded."""
        return item_details(self.copy.resource)

    @reading()
    def volume(self) -> str | None:
        """Its volume or number, where recorded apart from its date."""
        return self.details().volume

    @reading()
    def chronology(self) -> str | None:
        """Its date, where recorded apart from its number."""
        return self.details().chronology

    @reading(iri="lsp:pieces")
    def pieces(self) -> int | None:
        """How many pieces it has: a box of three discs, a book with a map."""
        return self.details().pieces

    @reading(iri="lsp:condition")
    def condition(self) -> str | None:
        """Its physical condition."""
        return self.details().condition

    @reading(iri="lsp:lifecycle")
    def lifecycle(self) -> ItemLifecycle:
        """Where it is between order and withdrawal."""
        return ItemLifecycle(self.details().lifecycle)

    @reading(iri="lsp:marker")
    def marker(self) -> ItemMarker | None:
        """What staff noted about it."""
        found = self.details().marker
        return None if found is None else ItemMarker(found)

    @reading(iri="lsp:markerReason")
    def marker_reason(self) -> str | None:
        """Why it is marked."""
        return self.details().marker_reason

    @reading(iri="bf:shelfMark")
    def own_call_number(self) -> str | None:
        """The call number that is said of the copy itself; null where it has that of its holdings."""
        return self.details().call_number

    @reading()
    def shelving_scheme(self) -> str | None:
        """The scheme of its own call number: lcc, ddc, nlm, or the code of another."""
        return self.details().shelving_scheme

    @reading(iri="lsp:loanType")
    def permanent_loan_type(self) -> str | None:
        """How it is lent where nothing else holds for a while."""
        return self.details().loan_type

    @reading(iri="lsp:temporaryLoanType")
    def temporary_loan_type(self) -> str | None:
        """How it is lent for a while; it goes before its own loan type."""
        return self.details().temporary_loan_type

    @reading(iri="lsp:staffNote")
    def staff_notes(self) -> list[str]:
        """Notes for staff of the library; empty for everybody else."""
        return list(self.details().staff_notes)

    @reading()
    def suppressed(self) -> bool:
        """Whether staff of the library alone see it."""
        return self.details().suppressed

    @reading()
    def status_explained(self) -> ItemStatusExplanation:
        """Why it has its status."""
        return explanation_of(explanation(facts_of(self.copy.resource.body, self.copy.whereabouts.custody)))

    @relation(iri="lsp:location")
    @staticmethod
    def permanent_location(parents: list[Item], ask: Ask) -> list[Location | None]:
        """Where it belongs for good, where that is said of the copy itself."""
        return locations_by_iri([each.details().location for each in parents], ask)

    @relation(iri="lsp:temporaryLocation")
    @staticmethod
    def temporary_location(parents: list[Item], ask: Ask) -> list[Location | None]:
        """Where it is for a while instead of its own place."""
        return locations_by_iri([each.details().temporary_location for each in parents], ask)

    @relation(iri="lsp:boundWith")
    @staticmethod
    def bound_with(
        parents: list[Item], ask: Ask
    ) -> list[list[Annotated[Instance, strawberry.lazy("schema.types.instance")]]]:
        """What else is bound into the same volume."""
        pairs = [(iri, parent) for parent in parents for iri in parent.details().bound_with]
        if not pairs:
            return [[] for _ in parents]
        found = instances_at([iri for iri, _ in pairs], [parent for _, parent in pairs], ask)
        there: dict[int, list[Instance]] = {}
        for (_, parent), each in zip(pairs, found, strict=True):
            if each is not None:
                there.setdefault(id(parent), []).append(each)
        return [there.get(id(parent), []) for parent in parents]

    @relation()
    @staticmethod
    def tenant(parents: list[Item], ask: Ask) -> list[Tenant]:
        """The library."""
        return known_tenants([each.copy.tenant for each in parents], ask)

    @relation(iri="bf:itemOf")
    @staticmethod
    def instance(
        parents: list[Item], ask: Ask
    ) -> list[Annotated[Instance, strawberry.lazy("schema.types.instance")] | None]:
        """What it is a copy of; null where the caller may not read its description."""
        return instances_at([each.copy.instance for each in parents], parents, ask)

    @relation()
    @staticmethod
    def holding(parents: list[Item], ask: Ask) -> list[Holding | None]:
        """The holding it is part of, where there is one."""
        iris = list(dict.fromkeys(each.copy.holding for each in parents if each.copy.holding))
        found = dict(zip(iris, holdings_by_iri(iris, ask, parents[0].scope), strict=True)) if iris else {}
        return [found.get(each.copy.holding) if each.copy.holding else None for each in parents]

    @relation()
    @staticmethod
    def location(parents: list[Item], ask: Ask) -> list[Location | None]:
        """Where it belongs now; null where that isn't recorded."""
        return locations_by_iri([each.copy.location for each in parents], ask)

    @relation(cost=0)
    @staticmethod
    def availability(parents: list[Item], ask: Ask) -> list[ItemAvailability]:
        """Whether it can be had now."""
        now = DateTime(ask.clock())
        return [
            ItemAvailability(
                status=ItemStatus(each.copy.status),
                available=each.copy.status.available,
                due_at=None if (due := each.copy.whereabouts.due_at) is None else DateTime(due),
                as_of=now,
                copy=each.copy,
                scope=each.scope,
            )
            for each in parents
        ]


def instances_at(iris: Sequence[str | None], parents: Sequence[Resource], ask: Ask) -> list[Instance | None]:
    """The instances that holdings or items are of, each read once."""
    from schema.types.instance import Instance
    from schema.types.views import resources_by_iri

    pairs = [(iri or "", parent) for iri, parent in zip(iris, parents, strict=True)]
    found = ask.by_scope(
        pairs,
        [each.scope for each in parents],
        lambda some, within: resources_by_iri([one for one, _ in some], ask, within),
    )
    return [each if isinstance(each, Instance) else None for each in found]


def item_of(copy: Copy, scope: Scope) -> Item:
    """An item for the API."""
    return Item(
        iri=IRI(copy.iri),
        node=copy.resource.body,
        scope=scope,
        found=copy.resource,
        sought=True,
        copy=copy,
        barcode=copy.barcode,
        call_number=copy.call_number,
        copy_number=copy.copy_number,
        enumeration=copy.enumeration,
        restrictions=list(copy.restrictions),
        notes=list(copy.notes),
        material_type=copy.material_type,
        loan_type=copy.loan_type,
    )


def holding_of(held: Held, scope: Scope) -> Holding:
    """A holding for the API."""
    return Holding(
        iri=IRI(held.iri),
        node=held.resource.body,
        scope=scope,
        found=held.resource,
        sought=True,
        held=held,
        call_number=held.call_number,
        kind=held.type,
        summary=list(held.summary),
        holding_statements=statements_of(held.statements),
        policies=policies_of(held.policies),
        notes=list(held.notes),
    )


def items_by_iri(iris: Sequence[str], ask: Ask, scope: Scope) -> list[Item | None]:
    """Items in the order of their IRIs."""
    found = ask.services.holdings.items(iris, scope) if iris else []
    return [None if each is None else item_of(each, scope) for each in found]


def items_as(described: Sequence[Described], ask: Ask, scope: Scope) -> list[Item]:
    """Items as they are described, such as by what a change would make of them."""
    return [item_of(each, scope) for each in ask.services.holdings.items_as(described, scope)]


def holdings_by_iri(iris: Sequence[str], ask: Ask, scope: Scope) -> list[Holding | None]:
    """Holdings in the order of their IRIs."""
    found = ask.services.holdings.holdings(iris, scope) if iris else []
    return [None if each is None else holding_of(each, scope) for each in found]


def holdings_as(described: Sequence[Described], scope: Scope) -> list[Holding]:
    """Holdings as they are described, such as by what a change would make of them."""
    return [holding_of(held_of(each), scope) for each in described]
