"""What a partner says, taken: a request becomes one of this library's, an action or a status moves the request it is
about by the same table by which this library moves it.

The same message again is confirmed and changes nothing, whatever happened since. What comes late, after what followed
it, is noted. What can't be is refused in the words of the standard.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar, Final

from graph.access.model import Actor, Permission
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Attempt, Order
from graph.circulation.errors import CirculationError
from graph.tenants.partners import Partner, member_id
from graph.workflows.interlending import letters
from graph.workflows.interlending.carrying import Keeper, Stepped, moved
from graph.workflows.interlending.foreign_copy import due_back
from graph.workflows.interlending.letters import NOTHING_MORE
from graph.workflows.interlending.matching import Matching
from graph.workflows.interlending.model import LibraryRequest, PartnerNotAsked, StepNotPossible, Told
from graph.workflows.interlending.steps import (
    CLOSED,
    NOT_FILLED,
    OUT,
    Side,
    Step,
    after,
    is_past,
    may,
    told_by_action,
    told_by_supplier,
    with_status,
)
from mappings.iso18626.codes import Action, ErrorType, Reason, RequestType, Status
from mappings.iso18626.messages import Confirmation, Message, Request, RequestingMessage, SupplyingMessage

_LOCAL: Final = re.compile(r"[0-9a-z]{8,64}")
_NOT_BEGUN: Final = frozenset({Status.REQUEST_RECEIVED, Status.EXPECT_TO_SUPPLY})
_FACTS: Final = frozenset({Action.RECEIVED, Action.SHIPPED_RETURN})
"""What is so whether it was said in order or not."""
MOST_OPEN: Final = 1_000
"""So many requests of one partner may be open at a time."""
_FIRST: Final = "Request"
_REQUEST_ID: Final = "requestingAgencyRequestId"

_COMMAND: Final = "interlending.taken"


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a message made of a request, and what is answered to it at once."""

    request: LibraryRequest
    answers: tuple[Message, ...] = ()


class MessageRefused(CirculationError):
    """A message of a partner can't be taken: it is about nothing that is known, or about what can't be any more."""

    code: ClassVar[str] = "MESSAGE_REFUSED"

    def __init__(self, type: ErrorType, value: str) -> None:
        super().__init__(f"The message was refused: {type.value} {value}")
        self.type, self.value = type, value


class TakingService:
    """Takes messages of partners for the libraries they are sent to."""

    def __init__(self, keeper: Keeper, circulation: Circulation, matching: Matching) -> None:
        self._keeper, self._circulation, self._matching = keeper, circulation, matching

    def take(self, tenant: str, partner: Partner, message: Message) -> Confirmation:
        """Take a message of a partner that has made itself known; what is wrong with it is in the confirmation."""
        received = self._keeper.desk.clock()
        try:
            _require_known(partner, message)
            instance = self._matching.edition(tenant, message.wanted) if isinstance(message, Request) else None

            def decide(attempt: Attempt) -> Callable[[int], Stepped]:
                known, taken = self._taken(attempt, partner, message, instance)
                if taken is None:
                    return lambda sequence: Stepped(known, sequence)
                done = self._keeper.write(attempt, taken.request)
                for answer in taken.answers:
                    self._keeper.post(attempt, partner, done, answer)
                return lambda sequence: Stepped(done, sequence)

            self._keeper.carry_out(Order(_actor(tenant, partner), _COMMAND), decide)
        except MessageRefused as error:
            return Confirmation(message, received, error.type, error.value)
        return Confirmation(message, received)

    def _require_room(self, tenant: str, partner: Partner) -> None:
        """A partner that asks without end is stopped somewhere."""
        waiting = sum(each.partner == partner.id for each in self._keeper.every(tenant, only_open=True))
        if waiting >= MOST_OPEN:
            raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, f"{_REQUEST_ID}: {MOST_OPEN} requests are open")

    def beside(self, attempt: Attempt, partner: Partner, request: LibraryRequest, message: Message) -> LibraryRequest:
        """Take a message of the library that acts for a member of its network, in the same Change; the request as it is
        after what is answered at once. Raises `PartnerNotAsked`, `StepNotPossible`.
        """
        keeper, tenant = self._keeper, partner.tenant
        back = keeper.partners.under_way(tenant, member_id(attempt.tenant))
        if back is None or (isinstance(message, Request) and not back.asks):
            raise PartnerNotAsked("The library lends to no member of this network, or belongs to it no more.")
        there = keeper.desk.beside(attempt, _actor(tenant, back), _COMMAND)
        instance = self._matching.edition(tenant, message.wanted) if isinstance(message, Request) else None
        try:
            _, taken = self._taken(there, back, message, instance)
            if taken is None:
                return request
            keeper.write(there, taken.request)
            for answer in taken.answers:
                heard = self._applied(attempt, partner, request, answer).request
                request = replace(heard, revision=keeper.write(attempt, heard).revision - 1)
        except MessageRefused as error:
            raise StepNotPossible(f"{partner.name} can't take it: {error.type.value} {error.value}.") from None
        return request

    # what a message comes to

    def _taken(
        self, attempt: Attempt, partner: Partner, message: Message, instance: str | None
    ) -> tuple[LibraryRequest, _Taken | None]:
        """What a message makes of the request it is about, and the request as it was; None where it was taken before.
        Raises `MessageRefused`.
        """
        iri = self._about(attempt.tenant, partner, message)
        (known,) = self._keeper.requests(attempt.tenant, [iri])
        if known is None and isinstance(message, Request) and message.type is not RequestType.REMINDER:
            self._require_room(attempt.tenant, partner)
            attempt.about.append(iri)
            made = _made(attempt, partner, message, iri, instance)
            return made, _Taken(made)
        side = Side.REQUESTING if isinstance(message, SupplyingMessage) else Side.SUPPLYING
        if known is None or known.side is not side or known.partner != partner.id:
            raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, _REQUEST_ID)
        if _digest(message) in known.seen:
            return known, None
        if isinstance(message, Request) and message.type is not RequestType.REMINDER:
            raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, _REQUEST_ID)
        attempt.about.append(iri)
        return known, self._applied(attempt, partner, known, message)

    def _about(self, tenant: str, partner: Partner, message: Message) -> str:
        """The IRI of the request that a message is about."""
        if isinstance(message, SupplyingMessage):
            return self._keeper.asked_here(
                tenant, message.header.request if _LOCAL.fullmatch(message.header.request) else "0"
            )
        return self._keeper.asked_by(tenant, partner.id, message.header.request)

    def _applied(self, attempt: Attempt, partner: Partner, known: LibraryRequest, message: Message) -> _Taken:
        digest = _digest(message)
        if isinstance(message, Request):
            told = Told(attempt.at, Side.REQUESTING, message.type.value, message.note)
            return _Taken(_heard(known, digest, message.header.at, told))
        if isinstance(message, RequestingMessage):
            return self._act(attempt, partner, known, message, digest)
        return _Taken(self._hear(attempt, partner, known, message, digest))

    def _act(
        self, attempt: Attempt, partner: Partner, known: LibraryRequest, message: RequestingMessage, digest: str
    ) -> _Taken:
        """What the requesting library did or wants."""
        action, at = message.action, message.header.at
        step = told_by_action(action)
        if step is None:
            if action is Action.SHIPPED_FORWARD:
                raise MessageRefused(ErrorType.UNSUPPORTED_ACTION, action.value)
            told = Told(attempt.at, Side.REQUESTING, action.value, message.note)
            heard = _heard(known, digest, at, told)
            if action is Action.STATUS_REQUEST:
                reason = Reason.STATUS_REQUEST_RESPONSE
                return _Taken(heard, (letters.standing(heard, partner, attempt.at, reason),))
            return _Taken(heard)
        status = known.state.status
        if action in _FACTS and status in CLOSED:
            return _Taken(_heard(known, digest, at, Told(attempt.at, Side.REQUESTING, action.value, message.note)))
        if not may(known.state, step) and not (action in _FACTS and status in OUT):
            raise MessageRefused(ErrorType.UNSUPPORTED_ACTION, action.value)
        done = _seen(moved(known, attempt, step, message.note, {}), digest, at)
        if step is Step.CANCEL and status in _NOT_BEGUN:
            agreed = moved(done, attempt, Step.AGREE_TO_CANCEL, "", {})  # nobody has begun with it
            return _Taken(agreed, (letters.telling(done.state, agreed, partner, Step.AGREE_TO_CANCEL, NOTHING_MORE),))
        return _Taken(done)

    def _hear(
        self, attempt: Attempt, partner: Partner, known: LibraryRequest, message: SupplyingMessage, digest: str
    ) -> LibraryRequest:
        """How the supplying library says that a request stands. Its word counts where the table has no step for it.
        Of a member nothing comes late, whatever its clock says: both write in one Change.
        """
        at, status = message.header.at, message.status
        step = told_by_supplier(known.state, message.reason, status, message.answer)
        told = Told(attempt.at, Side.SUPPLYING, _said(message, step), message.note)
        heard = _heard(known, digest, at, told)
        heard = replace(heard, id_there=message.header.supplier_request or known.id_there)
        is_late = not partner.tenant and known.heard_at is not None and at < known.heard_at
        if is_late and (step is not None or status is not known.state.status):
            return heard
        if step is not None and may(known.state, step):
            state = after(known.state, step)
        elif step is None or {status, known.state.status} <= OUT or not is_past(known.state, status):
            if known.state.status in CLOSED and status is not known.state.status:
                raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, "status")
            state = with_status(known.state, status)
        else:
            raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, "status")
        due = message.due or known.due_at
        self._due_back(attempt, known, due)
        why, item = message.unfilled or message.retry, message.item
        is_filled = state.status in OUT or state.status in CLOSED - NOT_FILLED
        return replace(
            heard,
            state=state,
            due_at=due,
            why=why or known.why,
            item_there=item or known.item_there,
            rota=() if is_filled else known.rota,
        )

    def _due_back(self, attempt: Attempt, known: LibraryRequest, due: datetime | None) -> None:
        """The copy that is here goes by when the other library wants it back now; who has it out has to bring it back
        by then, called back where that is sooner.
        """
        if known.item is None or due is None or due == known.due_at:
            return
        copy = self._keeper.desk.copy(attempt.tenant, known.item)
        if copy is None:
            return
        attempt.writes.item(copy, due_back(copy.layer.body, due))
        loan = copy.held.loan
        if loan is not None and due < loan.due_at:
            attempt.writes.loan(replace(loan, due_at=due, recalled_at=loan.recalled_at or attempt.at))


def _made(attempt: Attempt, partner: Partner, message: Request, iri: str, instance: str | None) -> LibraryRequest:
    """What a partner asks for, as a request that stands here."""
    return LibraryRequest(
        iri=iri,
        tenant=attempt.tenant,
        side=Side.SUPPLYING,
        partner=partner.id,
        id=message.header.request,
        wanted=message.wanted,
        asked_at=attempt.at,
        changed_at=attempt.at,
        service=message.service,
        needed_by=message.needed_by,
        note=message.note,
        instance=instance,
        history=(Told(attempt.at, Side.REQUESTING, _FIRST, message.note),),
        seen=(_digest(message),),
        heard_at=message.header.at,
    )


def _actor(tenant: str, partner: Partner) -> Actor:
    """The partner as who acts: it may do nothing but what its messages say."""
    return Actor(f"partner-{partner.id}", partner.name, tenant, {tenant: frozenset({Permission.CIRCULATION_WRITE})})


def _require_known(partner: Partner, message: Message) -> None:
    """Both libraries must be those that these two are to each other, and a request from one that may ask."""
    if isinstance(message, Request) and not partner.asks:
        raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, "requestingAgencyId")
    header = message.header
    supplying = isinstance(message, SupplyingMessage)
    there, here = (header.supplier, header.requester) if supplying else (header.requester, header.supplier)
    names = ("supplyingAgencyId", "requestingAgencyId") if supplying else ("requestingAgencyId", "supplyingAgencyId")
    for found, known, name in ((there, partner.symbol, names[0]), (here, partner.ours, names[1])):
        if found != known:
            raise MessageRefused(ErrorType.UNRECOGNISED_VALUE, name)


def _said(message: SupplyingMessage, step: Step | None) -> str:
    return step.value if step is not None and message.status is not None else message.reason.value


def _heard(known: LibraryRequest, digest: str, at: datetime, told: Told) -> LibraryRequest:
    return _seen(replace(known, history=(*known.history, told), changed_at=told.at), digest, at)


def _seen(known: LibraryRequest, digest: str, at: datetime) -> LibraryRequest:
    heard = at if known.heard_at is None else max(at, known.heard_at)
    return replace(known, seen=(*known.seen, digest), heard_at=heard)


def _digest(message: Message) -> str:
    """The same for the same message, however its sender makes itself known."""
    bare = replace(message, header=replace(message.header, account="", code=""))
    return sha256(repr(bare).encode("utf-8", "surrogatepass")).hexdigest()[:24]
