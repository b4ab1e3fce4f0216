"""What a library asks of others and is asked, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page, paged
from schema.fields import relation
from schema.mutations.library_request_route import LibraryRequestRouteInput, library_request_route
from schema.mutations.library_requests import (
    LibraryLettersPayload,
    LibraryLettersSendInput,
    LibraryRequestPayload,
    LibraryRequestPlaceInput,
    LibraryRequestStepInput,
    library_letters_send,
    library_request_place,
    library_request_step,
)
from schema.mutations.partners import (
    PartnerPayload,
    PartnerPutInput,
    PartnerRemoveInput,
    partner_put,
    partner_remove,
)
from schema.mutations.reader_requests import (
    CancelElsewhereInput,
    LibraryRequestAgreeInput,
    ReaderRequestPayload,
    RequestElsewhereInput,
    cancel_elsewhere,
    library_request_agree,
    request_elsewhere,
)
from schema.roots.arguments import Input, Roots
from schema.scalars import IRI
from schema.types.library_charge import LibraryCharge, charge_of
from schema.types.library_offer import LibraryOffer, offer_of
from schema.types.library_request import LibraryRequest, LibrarySide, request_of
from schema.types.partner import Partner, partners_of

Of = Annotated[LibrarySide | None, strawberry.argument(description="Only those in which the library is this side.")]
Ended = Annotated[bool, strawberry.argument(description="Whether those to which nothing more happens are listed, too.")]


@strawberry.type(description="What a library asks of others and is asked.")
class BetweenLibrariesQueries:
    """What a library asks of others and is asked."""

    @relation(cost=5, requires="circulation.read")
    @staticmethod
    def partners(roots: Roots, ask: Ask) -> list[list[Partner]]:
        """The libraries elsewhere that the acting tenant lends to and borrows from, in order of name."""
        return [partners_of(ask.services.partners.seen(ask.actor), ask)]

    @relation(cost=20, requires="circulation.read")
    @staticmethod
    def library_offers(
        roots: Roots,
        ask: Ask,
        work: Annotated[IRI, strawberry.argument(description="A work or an edition, of any library.")],
    ) -> list[list[LibraryOffer]]:
        """The members of the acting tenant's networks that can be asked for a work, the best first."""
        (found,) = ask.services.interlending.routing.offers(ask.actor, [work])
        return [[offer_of(each, ask) for each in found]]

    @relation(cost=20, per="first", requires="circulation.read")
    @staticmethod
    def library_charges(
        roots: Roots, ask: Ask, first: First = 50, after: After = None
    ) -> list[Connection[LibraryCharge]]:
        """What members of the networks charged the acting tenant for loans, the latest first."""
        found = ask.services.interlending.owing.owed(ask.actor, page(first, after))
        return [connection(found, ask.scope(), lambda each, _: charge_of(each))]

    @relation(cost=10, per="first", requires="circulation.read")
    @staticmethod
    def library_requests(
        roots: Roots,
        ask: Ask,
        side: Of = None,
        ended: Ended = False,  # noqa: FBT002 - as the document gives it
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[LibraryRequest]]:
        """What the acting tenant asks of other libraries and is asked, the latest change first, of at most 1,000."""
        wanted = page(first, after, last, before)
        found = ask.services.interlending.listed(ask.actor, None if side is None else side.value, only_open=not ended)
        return [paged([request_of(each) for each in found], wanted, lambda request: request.known.iri)]


@strawberry.type(description="What is done about requests between libraries.")
class BetweenLibrariesMutations:
    """What is done about requests between libraries."""

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def library_request_place(
        roots: Roots, ask: Ask, input: Input[LibraryRequestPlaceInput]
    ) -> list[LibraryRequestPayload]:
        """Ask another library for something, for a patron."""
        return [library_request_place(input, ask)]

    @relation(cost=30, requires="circulation.write")
    @staticmethod
    def library_request_route(
        roots: Roots, ask: Ask, input: Input[LibraryRequestRouteInput]
    ) -> list[LibraryRequestPayload]:
        """Ask whichever member of the networks can fill a request; the next is asked where one does not."""
        return [library_request_route(input, ask)]

    @relation(cost=30, requires="circulation.write")
    @staticmethod
    def request_elsewhere(roots: Roots, ask: Ask, input: Input[RequestElsewhereInput]) -> list[ReaderRequestPayload]:
        """Want something from another library that one's own can't lend; patrons for themselves."""
        return [request_elsewhere(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def cancel_elsewhere(roots: Roots, ask: Ask, input: Input[CancelElsewhereInput]) -> list[ReaderRequestPayload]:
        """Want something from another library no more; patrons for themselves."""
        return [cancel_elsewhere(input, ask)]

    @relation(cost=30, requires="circulation.write")
    @staticmethod
    def library_request_agree(
        roots: Roots, ask: Ask, input: Input[LibraryRequestAgreeInput]
    ) -> list[LibraryRequestPayload]:
        """Ask whoever can lend what a reader wants, which waited for staff."""
        return [library_request_agree(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def library_request_step(
        roots: Roots, ask: Ask, input: Input[LibraryRequestStepInput]
    ) -> list[LibraryRequestPayload]:
        """Do one of the `nextSteps` of a request between libraries. A refusal names every reason."""
        return [library_request_step(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def library_letters_send(
        roots: Roots, ask: Ask, input: Input[LibraryLettersSendInput]
    ) -> list[LibraryLettersPayload]:
        """Have what a partner did not take about a request sent again."""
        return [library_letters_send(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def partner_put(roots: Roots, ask: Ask, input: Input[PartnerPutInput]) -> list[PartnerPayload]:
        """Make a library elsewhere known, or change what is known of it."""
        return [partner_put(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def partner_remove(roots: Roots, ask: Ask, input: Input[PartnerRemoveInput]) -> list[PartnerPayload]:
        """Lend to and borrow from a partner no more; what is lent is taken back at the desk."""
        return [partner_remove(input, ask)]
