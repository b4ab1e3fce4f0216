"""Patrons: who they are to their library, what they have out, wait for and owe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Annotated

import strawberry

from graph.access.model import Permission
from graph.patrons.model import BlockScope as Scope
from graph.patrons.model import Patron as Known
from mappings.money import Money as Amount
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, page, paged
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import Revision
from schema.types.fee import Fee, Money, fee_of, money_of
from schema.types.loan import Loan, Request, loan_of, request_of
from schema.types.place import ServicePoint, points_by_iri
from schema.types.reader_request import ReaderRequest, reader_request_of
from schema.types.resource import Node

Settled = Annotated[bool | None, strawberry.argument(description="Whether those of which nothing remains come too.")]


@strawberry.enum(description="What a block keeps a patron from.")
class BlockScope(Enum):
    """What a block keeps a patron from."""

    BORROW = choice(Scope.BORROW, "Borrowing.")
    RENEW = choice(Scope.RENEW, "Renewing.")
    REQUEST = choice(Scope.REQUEST, "Placing requests.")


@strawberry.type(description="What staff set against a patron.")
class PatronBlock:
    """What staff set against a patron."""

    id: strawberry.ID = attribute("Its id, for lifting it.")
    scopes: list[BlockScope] = attribute("What it keeps the patron from.")
    message: str | None = attribute("What the patron is told.")
    reason: str | None = attribute("Why, for staff; null for the patron.")
    expires: date | None = attribute("Its last day.")


@strawberry.type(description="How a patron is reached.")
class Contact:
    """How a patron is reached."""

    email: str | None = attribute("The address for e-mail.")
    phone: str | None = attribute("The telephone number.")
    address: str | None = attribute("The postal address.")
    language: str | None = attribute("The BCP 47 tag of the language they are written to in.")


@strawberry.type(description="A person or body that borrows. Staff see those of their library, patrons themselves.")
class Patron(Node):
    """A person or body that borrows."""

    known: strawberry.Private[Known]
    barcode: str = attribute("The number of the library card.")
    name: str = attribute("The name.")
    group: str = attribute("The group that lending rules name.")
    external_id: str | None = attribute("The id in another system.")
    active: bool = attribute("Whether they may use the library at all.")
    expires: date | None = attribute("The last good day of the card.")
    contact: Contact = attribute("How they are reached.")
    keep_history: bool = attribute("Whether closed loans stay theirs.")
    revision: Revision = attribute("What a change must name.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.PATRON, self.known.iri)

    @relation(cost=0)
    @staticmethod
    def blocks(parents: list[Patron], ask: Ask) -> list[list[PatronBlock]]:
        """What staff set against them."""
        staff = ask.actor.may(Permission.PATRONS_READ)
        return [
            [
                PatronBlock(
                    id=strawberry.ID(each.id),
                    scopes=[BlockScope(scope) for scope in sorted(each.scopes)],
                    message=each.message or None,
                    reason=(each.reason or None) if staff else None,
                    expires=each.expires,
                )
                for each in parent.known.blocks
            ]
            for parent in parents
        ]

    @relation(cost=0)
    @staticmethod
    def notes(parents: list[Patron], ask: Ask) -> list[list[str]]:
        """Notes of staff; none for the patron."""
        staff = ask.actor.may(Permission.PATRONS_READ)
        return [list(each.known.notes) if staff else [] for each in parents]

    @relation()
    @staticmethod
    def pickup(parents: list[Patron], ask: Ask) -> list[ServicePoint | None]:
        """Where they prefer to fetch things."""
        return points_by_iri([each.known.pickup for each in parents], ask)

    @relation(per="first")
    @staticmethod
    def loans(
        parents: list[Patron],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Loan]]:
        """What they have out, due first."""
        wanted = page(first, after, last, before)
        found = ask.services.circulation.reading.standing(ask.actor, [each.known.iri for each in parents])
        first_due = [sorted(each.loans, key=lambda loan: (loan.due_at, loan.iri)) for each in found]
        return [paged([loan_of(one) for one in each], wanted, lambda loan: loan.known.iri) for each in first_due]

    @relation(per="first")
    @staticmethod
    def past_loans(
        parents: list[Patron],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Loan]]:
        """What they had, as far as it was not forgotten, the latest first."""
        wanted = page(first, after, last, before)
        found = ask.services.circulation.reading.past_loans(ask.actor, [each.known.iri for each in parents])
        return [paged([loan_of(one) for one in each], wanted, lambda loan: loan.known.iri) for each in found]

    @relation(per="first")
    @staticmethod
    def requests(
        parents: list[Patron],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Request]]:
        """What they wait for, the oldest first."""
        wanted = page(first, after, last, before)
        found = ask.services.circulation.reading.standing(ask.actor, [each.known.iri for each in parents])
        oldest = [sorted(each.requests, key=lambda one: (one.requested_at, one.iri)) for each in found]
        return [paged([request_of(one) for one in each], wanted, lambda one: one.known.iri) for each in oldest]

    @relation()
    @staticmethod
    def requests_elsewhere(parents: list[Patron], ask: Ask) -> list[list[ReaderRequest]]:
        """What they want from other libraries and has not arrived, the oldest first; what ended, for 30 days."""
        found = ask.services.interlending.readers.of_patrons(ask.actor, [each.known.iri for each in parents])
        return [[reader_request_of(one) for one in each] for each in found]

    @relation(per="first")
    @staticmethod
    def fees(
        parents: list[Patron],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        settled: Settled = None,
    ) -> list[Connection[Fee]]:
        """What they owe, with `settled` what they owed too, the oldest first."""
        wanted = page(first, after, last, before)
        iris = [each.known.iri for each in parents]
        found = ask.services.fees.of_patrons(ask.actor, iris, settled=bool(settled))
        return [paged([fee_of(one) for one in each], wanted, lambda fee: fee.known.iri) for each in found]

    @relation()
    @staticmethod
    def owed(parents: list[Patron], ask: Ask) -> list[list[Money]]:
        """What they owe together, an amount for each currency."""
        found = ask.services.fees.of_patrons(ask.actor, [each.known.iri for each in parents])
        answer = []
        for fees in found:
            sums: dict[str, int] = {}
            for each in fees:
                sums[each.remaining.currency] = sums.get(each.remaining.currency, 0) + each.remaining.minor
            answer.append([money_of(Amount(minor, currency)) for currency, minor in sorted(sums.items())])
        return answer


def patron_of(known: Known) -> Patron:
    """A patron for the API."""
    contact = known.contact
    return Patron(
        known=known,
        barcode=known.barcode,
        name=known.name,
        group=known.group,
        external_id=known.external_id or None,
        active=known.active,
        expires=known.expires,
        contact=Contact(
            email=contact.email or None,
            phone=contact.phone or None,
            address=contact.address or None,
            language=contact.language or None,
        ),
        keep_history=known.keep_history,
        revision=Revision(str(known.revision)),
    )


def may_read(ask: Ask) -> bool:
    """Whether the caller may see any patron: those of their library, or themselves."""
    tenant = ask.actor.tenant
    return tenant is not None and (ask.actor.may(Permission.PATRONS_READ) or ask.actor.patron is not None)


def patrons_by_iri(iris: Sequence[str | None], ask: Ask) -> list[Patron | None]:
    """Patrons in the order of their IRIs or barcodes; None where there is none for the caller."""
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    found = ask.services.patrons.patrons(ask.actor, asked) if asked and may_read(ask) else [None] * len(asked)
    known = {iri: patron_of(each) for iri, each in zip(asked, found, strict=True) if each is not None}
    return [known.get(iri) if iri else None for iri in iris]


def fees_by_iri(iris: Sequence[str], ask: Ask) -> list[Fee | None]:
    """Fees in the order of their IRIs; None where there is none for the caller."""
    found = ask.services.fees.fees(ask.actor, iris) if may_read(ask) else [None] * len(iris)
    return [None if each is None else fee_of(each) for each in found]
