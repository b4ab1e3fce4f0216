"""`checkOut`, `checkIn`, `renew`, `renewAll`: what happens at a desk all day."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.circulation.routing import Next
from schema.ask import Ask
from schema.errors import Block, UserError
from schema.fields import attribute, choice, relation
from schema.ids import Naming
from schema.mutations.lending_inputs import (
    DRY_RUN,
    ITEM,
    LOAN,
    PATRON,
    POINT,
    OverrideInput,
    named,
    override_of,
    point_named,
)  # fmt: skip
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried
from schema.scalars import DateTime
from schema.types.fee import Money, money_of
from schema.types.item import Item
from schema.types.loan import Loan, Request, items_lent, loan_of, request_of
from schema.types.place import ServicePoint, points_by_iri


@strawberry.input(description="An item to lend.")
class CheckOutInput:
    """An item to lend."""

    item: str = strawberry.field(description=ITEM)
    patron: str = strawberry.field(description=PATRON)
    service_point: str = strawberry.field(description=POINT)
    proxy: str | None = strawberry.field(default=None, description="Who acts for the patron: card number or global id.")
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that comes in.")
class CheckInInput:
    """An item that comes in."""

    item: str = strawberry.field(description=ITEM)
    service_point: str = strawberry.field(description=POINT)
    returned_at: DateTime | None = strawberry.field(
        default=None, description="When it was handed in, such as the last closing time for what lay in the book drop."
    )
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A loan to go on.")
class RenewInput:
    """A loan to go on."""

    loan: str = strawberry.field(description=LOAN)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A patron whose loans are to go on.")
class RenewAllInput:
    """A patron whose loans are to go on."""

    patron: str = strawberry.field(description=PATRON)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)


@strawberry.enum(description="What a desk does with an item it has in hand.")
class CheckInAction(Enum):
    """What a desk does with an item it has in hand."""

    RESHELVE = choice(Next.RESHELVE, "Put it back where it belongs.")
    HOLD_SHELF = choice(Next.HOLD_SHELF, "Put it on the hold shelf for the request.")
    SEND = choice(Next.SEND, "Send it: to where it was requested, or home.")
    DELIVER = choice(Next.DELIVER, "Have it delivered.")
    SET_ASIDE = choice(Next.SET_ASIDE, "Set it aside: it is marked or withdrawn.")


@strawberry.type(description="A loan, or why there is none.")
class LoanPayload:
    """A loan, or why there is none."""

    loan: Loan | None = attribute("The loan as it is now.", default=None)
    filled: Request | None = attribute("The patron's request that the loan fulfils.", default=None)
    charged: list[Money] = attribute("What was charged.", default=())
    let_pass: list[str] = attribute("The codes of the reasons that were let pass.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[LoanPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


@strawberry.type(description="What came in, and what the desk does with it.")
class CheckInPayload:
    """What came in, and what the desk does with it."""

    action: CheckInAction | None = attribute("What the desk does with it.", default=None)
    loan: Loan | None = attribute("The loan that ended.", default=None)
    request: Request | None = attribute("The request the item goes to.", default=None)
    charged: Money | None = attribute("What the late return cost.", default=None)
    refunded: Money | None = attribute("What the library owes for an item that was lost and paid for.", default=None)
    in_house_use: bool | None = attribute("Whether it had been used in the house.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False
    iri: strawberry.Private[str | None] = None
    to: strawberry.Private[str | None] = None

    @relation()
    @staticmethod
    def item(parents: list[CheckInPayload], ask: Ask) -> list[Item | None]:
        """The item."""
        return items_lent([each.iri for each in parents], ask)

    @relation()
    @staticmethod
    def send_to(parents: list[CheckInPayload], ask: Ask) -> list[ServicePoint | None]:
        """The service point it is sent to; null where it is sent to none."""
        return points_by_iri([each.to for each in parents], ask)

    @relation()
    @staticmethod
    def event(parents: list[CheckInPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


@strawberry.type(description="A loan that could not go on.")
class NotRenewed:
    """A loan that could not go on."""

    loan: Loan = attribute("The loan.")
    blocks: list[Block] = attribute("Every reason.")


@strawberry.type(description="What came of each loan.")
class RenewAllPayload:
    """What came of each loan."""

    renewed: list[Loan] = attribute("The loans with a later due date.", default=())
    refused: list[NotRenewed] = attribute("The loans without.", default=())
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[RenewAllPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def check_out(input: CheckOutInput, ask: Ask) -> LoanPayload:
    """Lend an item."""

    def command() -> LoanPayload:
        made = ask.services.circulation.lending.check_out(
            ask.actor,
            named(input.item, Naming.RESOURCE),
            named(input.patron, Naming.PATRON),
            point_named(input.service_point, ask),
            proxy=None if input.proxy is None else named(input.proxy, Naming.PATRON),
            override=override_of(input.override),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return LoanPayload(
            loan=loan_of(made.loan),
            filled=None if made.filled is None else request_of(made.filled),
            let_pass=list(made.lifted),
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: LoanPayload(request_id=input.request_id, user_errors=errors))


def check_in(input: CheckInInput, ask: Ask) -> CheckInPayload:
    """Take an item in."""

    def command() -> CheckInPayload:
        made = ask.services.circulation.returning.check_in(
            ask.actor,
            named(input.item, Naming.RESOURCE),
            point_named(input.service_point, ask),
            returned_at=input.returned_at,
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return CheckInPayload(
            action=CheckInAction(made.next),
            loan=None if made.loan is None else loan_of(made.loan),
            request=None if made.request is None else request_of(made.request),
            charged=None if made.fee is None else money_of(made.fee),
            refunded=None if made.refunded is None else money_of(made.refunded),
            in_house_use=made.in_house,
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
            iri=made.item,
            to=None if made.transit is None else made.transit.to,
        )

    return attempt(ask, command, lambda errors: CheckInPayload(request_id=input.request_id, user_errors=errors))


def renew(input: RenewInput, ask: Ask) -> LoanPayload:
    """Let a loan go on."""

    def command() -> LoanPayload:
        made = ask.services.circulation.lending.renew(
            ask.actor,
            named(input.loan, Naming.LOAN, Naming.RESOURCE),
            override=override_of(input.override),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return LoanPayload(
            loan=loan_of(made.loan),
            let_pass=list(made.lifted),
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: LoanPayload(request_id=input.request_id, user_errors=errors))


def renew_all(input: RenewAllInput, ask: Ask) -> RenewAllPayload:
    """Let every loan of a patron go on that can."""

    def command() -> RenewAllPayload:
        patron, override = named(input.patron, Naming.PATRON), override_of(input.override)
        made = ask.services.circulation.lending.renew_all(ask.actor, patron, override=override, dry_run=input.dry_run)
        refused = [
            NotRenewed(
                loan=loan_of(loan),
                blocks=[
                    Block(code=each.code.value, message=each.message, override=each.override and each.override.value)
                    for each in blocks
                ],
            )
            for loan, blocks in made.refused
        ]
        renewed = [loan_of(each.loan) for each in made.renewed]
        return RenewAllPayload(renewed=renewed, refused=refused, user_errors=[], dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: RenewAllPayload(user_errors=errors))
