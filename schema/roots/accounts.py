"""What staff ask about patrons and lending, and patrons about themselves, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph.access.model import Permission, acting
from graph.circulation.audit_trail import AuditFilter
from graph.circulation.rules.model import Case
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page, paged
from schema.fields import relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import point_named
from schema.roots.arguments import Id, Point, Roots
from schema.scalars import JSONLD
from schema.types.audit import AuditEntries, AuditFilterInput, audit_entries
from schema.types.lending import (
    ItemTypes,
    LendingLimits,
    PolicyField,
    SettingsText,
    field_of,
    limits_of,
    text_of,
    types_of,
)
from schema.types.loan import Request, request_of
from schema.types.notice import Notice, NoticeStatus, notice_of
from schema.types.offline import OfflineTransaction, transaction_of
from schema.types.patron import Patron, may_read, patron_of, patrons_by_iri
from schema.types.payment import PaymentProvider, PaymentRefusal, provider_of, refusal_of
from schema.types.scope import slug_in


@strawberry.input(one_of=True, description="What names one patron. Exactly one must be given.")
class PatronKey:
    """What names one patron."""

    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="The global id.")
    barcode: str | None = strawberry.field(default=strawberry.UNSET, description="The number of the library card.")
    external_id: str | None = strawberry.field(default=strawberry.UNSET, description="The id in another system.")


Text = Annotated[str, strawberry.argument(description="A card number, an external id, or words of a name.")]
Unit = Annotated[str | None, strawberry.argument(description="The path of a unit; absent, the library itself.")]
Group = Annotated[str | None, strawberry.argument(description="The patron's group.")]
Material = Annotated[str | None, strawberry.argument(description="The item's material type.")]
LoanType = Annotated[str | None, strawberry.argument(description="The item's loan type.")]
Status = Annotated[NoticeStatus, strawberry.argument(description="FAILED, WAITING or SENDING: of others is no list.")]
Filter = Annotated[AuditFilterInput | None, strawberry.argument(description="Only some of it.")]
By = Annotated[PatronKey, strawberry.argument(description="What names the patron.")]


@strawberry.type(description="What staff ask about patrons and lending.")
class AccountQueries:
    """What staff ask about patrons and lending."""

    @relation(requires="patrons.read")
    @staticmethod
    def patron(roots: Roots, ask: Ask, by: By) -> list[Patron | None]:
        """A patron of the acting tenant; patrons find themselves. Null where there is none for the caller."""
        if by.external_id is not strawberry.UNSET and by.external_id is not None:
            found = ask.services.patrons.by_external_id(ask.actor, [by.external_id]) if may_read(ask) else [None]
            return [None if each is None else patron_of(each) for each in found]
        if by.id is not strawberry.UNSET and by.id is not None:
            return patrons_by_iri([name_in(by.id, Naming.PATRON)], ask)
        return patrons_by_iri([by.barcode or None], ask)

    @relation(cost=5, per="first", requires="patrons.read")
    @staticmethod
    def patrons(
        roots: Roots,
        ask: Ask,
        text: Text,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Patron]]:
        """Patrons of the acting tenant by card number, external id or words of the name; at most 1,000 are found."""
        wanted = page(first, after, last, before)
        found = ask.services.patrons.search(ask.actor, text)
        return [paged([patron_of(each) for each in found], wanted, lambda patron: patron.known.iri)]

    @relation(cost=50, requires="patrons.erase")
    @staticmethod
    def patron_data(roots: Roots, ask: Ask, id: Id) -> list[list[JSONLD] | None]:
        """Everything the acting tenant holds about one patron, as JSON-LD; patrons ask for their own."""
        return [[JSONLD(each) for each in ask.services.privacy.export(ask.actor, name_in(id, Naming.PATRON))]]

    @relation(cost=50, requires="tenant.admin")
    @staticmethod
    def audit_trail(
        roots: Roots, ask: Ask, first: First = 50, after: After = None, filter: Filter = None
    ) -> list[AuditEntries]:
        """What was done with and to the acting tenant's own accounts and settings, and let pass in its lending, newest
        first.
        """
        wanted = page(first, after)
        only = AuditFilter() if filter is None else filter.wanted()
        found = ask.services.audit_trail.entries(ask.actor, wanted.first or 0, after, only)
        return [audit_entries(found, after)]

    @relation(cost=5, per="first", requires="circulation.read")
    @staticmethod
    def queue(
        roots: Roots,
        ask: Ask,
        id: Id,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Request]]:
        """The queue of a work (or of an edition that has none) in the acting tenant, in order."""
        wanted = page(first, after, last, before)
        (found,) = ask.services.circulation.reading.queues(ask.actor, [name_in(id, Naming.RESOURCE)])
        return [paged([request_of(each) for each in found], wanted, lambda request: request.known.iri)]

    @relation(cost=5, per="first", requires="circulation.read")
    @staticmethod
    def hold_shelf(
        roots: Roots,
        ask: Ask,
        service_point: Point,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Request]]:
        """The requests whose item waits at a service point."""
        wanted = page(first, after, last, before)
        point = point_named(service_point, ask)
        (found,) = ask.services.circulation.reading.hold_shelf(ask.actor, [point], wanted)
        return [connection(found, ask.scope(), lambda request, _: request_of(request))]

    @relation(requires="circulation.read")
    @staticmethod
    def lending_rules(roots: Roots, ask: Ask) -> list[SettingsText | None]:
        """The lending rules of the acting tenant, and what to look at again in them."""
        return [text_of(ask.services.settings.rules(ask.actor))]

    @relation(requires="circulation.read")
    @staticmethod
    def network_lending_rules(
        roots: Roots,
        ask: Ask,
        network: Annotated[strawberry.ID, strawberry.argument(description="The network, by id or slug.")],
    ) -> list[SettingsText | None]:
        """The lending rules of a network, for its administrators and staff of its members; empty where it has none."""
        return [text_of(ask.services.network_rules.rules(ask.actor, slug_in(network, Naming.NETWORK)))]

    @relation(requires="circulation.read")
    @staticmethod
    def opening_hours(roots: Roots, ask: Ask) -> list[SettingsText | None]:
        """The opening hours of the acting tenant, as the text they are written in."""
        return [text_of(ask.services.settings.hours(ask.actor))]

    @relation(requires="circulation.read")
    @staticmethod
    def notice_templates(roots: Roots, ask: Ask) -> list[SettingsText | None]:
        """The acting tenant's own templates of messages to patrons; where they lack one, a preset holds."""
        return [text_of(ask.services.settings.templates(ask.actor))]

    @relation(cost=10, per="first", requires="circulation.read")
    @staticmethod
    def notices(
        roots: Roots,
        ask: Ask,
        status: Status = NoticeStatus.FAILED,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Notice]]:
        """The notices of the acting tenant that failed, wait or are being sent, the latest first, of at most 1,000."""
        wanted = page(first, after, last, before)
        found = ask.services.sending.notices(ask.actor, status.value)
        return [paged([notice_of(each) for each in found], wanted, lambda notice: notice.known.iri)]

    @relation(cost=10, per="first", requires="circulation.read")
    @staticmethod
    def offline_conflicts(
        roots: Roots,
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[OfflineTransaction]]:
        """What offline desks did that could not be applied and is to be settled, the latest first, of at most 1,000."""
        wanted = page(first, after, last, before)
        found = ask.services.offline.conflicts(ask.actor)
        return [paged([transaction_of(each) for each in found], wanted, lambda one: one.known.iri)]

    @relation(requires="tenant.admin")
    @staticmethod
    def payment_provider(roots: Roots, ask: Ask) -> list[PaymentProvider | None]:
        """Where readers of the acting tenant pay online; null where they can't."""
        known = ask.services.payment_providers.administered(ask.actor)
        return [None if known is None else provider_of(known)]

    @relation(cost=10, per="first", requires="patrons.fees")
    @staticmethod
    def payment_refusals(
        roots: Roots,
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[PaymentRefusal]]:
        """What was refused of what the payment provider said, the latest first, of at most 1,000: money may have to be
        given back.
        """
        wanted = page(first, after, last, before)
        found = ask.services.payments.refusals(ask.actor)
        return [paged([refusal_of(each) for each in found], wanted, lambda each: each.known.iri)]

    @relation(requires="circulation.read")
    @staticmethod
    def lending_limits(roots: Roots, ask: Ask) -> list[LendingLimits | None]:
        """From what on a patron of the acting tenant is blocked without anybody's doing."""
        return [limits_of(*ask.services.settings.limits(ask.actor))]

    @relation(requires="holdings.write")
    @staticmethod
    def item_types(roots: Roots, ask: Ask) -> list[ItemTypes | None]:
        """The words by which the lending rules of the acting tenant tell items apart, for whoever describes items."""
        tenant = acting(ask.actor, Permission.HOLDINGS_WRITE)
        return [types_of(ask.services.settings.of(tenant).item_types)]

    @relation(requires="circulation.read")
    @staticmethod
    def lending_policy(
        roots: Roots,
        ask: Ask,
        unit: Unit = None,
        group: Group = None,
        material_type: Material = None,
        loan_type: LoanType = None,
    ) -> list[list[PolicyField] | None]:
        """What the rules of the acting tenant say in a case, field by field, and which line says it."""
        tenant = acting(ask.actor, Permission.CIRCULATION_READ)
        case = Case(unit or tenant, group, material_type, loan_type)
        return [[field_of(each) for each in ask.services.settings.of(tenant).resolver.explain(case)]]
