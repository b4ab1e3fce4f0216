"""What a library does when it asks another for something: ask, receive the copy, lend it to the reader, send it back.

A copy from elsewhere is described in the graph of staff alone. The reader's request for it and their loan are ordinary
ones, so that it waits at the shelf, is lent and comes back like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from graph.access.model import Actor, Permission
from graph.circulation import documents as lending
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Attempt, Order, certain
from graph.circulation.item_state import withdrawn
from graph.circulation.model import Request, RequestLevel, RequestState, Transit, TransitReason
from graph.circulation.patron_rules import Asking, about_patron
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.routing import last_shelf_day
from graph.circulation.rules.model import RequestType
from graph.patrons.model import BlockScope
from graph.store.model import ABSENT, Key, Put
from graph.store.names import GraphKind
from graph.tenants.partners import Partner, UnknownPartner
from graph.workflows.interlending import documents, letters
from graph.workflows.interlending.carrying import Doing, Keeper, Stepped, checked_text
from graph.workflows.interlending.foreign_copy import copy_node, edition_node, gone
from graph.workflows.interlending.letters import With
from graph.workflows.interlending.model import (
    InvalidLibraryRequest,
    LibraryRequest,
    PartnerNotAsked,
    StepNotPossible,
    Told,
    UnknownLibraryRequest,
)
from graph.workflows.interlending.steps import Side, Step
from mappings.iso18626.codes import ServiceType, Status
from mappings.iso18626.messages import Wanted

_FIRST: Final = "Request"
_WANTED: Final = "Wanted"


@dataclass(frozen=True, slots=True)
class FromPartner:
    """What is asked of which partner, for whom. `patron` is a barcode or an IRI, `pickup` the IRI of a service point;
    `again` an earlier request that may be sent again.
    """

    partner: str
    patron: str
    wanted: Wanted
    pickup: str | None = None
    service: ServiceType = ServiceType.LOAN
    needed_by: datetime | None = None
    note: str = ""
    again: str | None = None
    rota: tuple[tuple[str, str], ...] = ()
    """Whom to ask next, each with the edition that it has."""
    after: tuple[str, ...] = ()
    """The requests that this one follows, which were not filled, the first one first."""


class RequestingService:
    """The requesting side of requests between libraries. `called` answers what a library is called."""

    def __init__(self, keeper: Keeper, circulation: Circulation, called: Callable[[str], str]) -> None:
        self._keeper, self._circulation, self._called = keeper, circulation, called

    def ask(
        self,
        actor: Actor,
        wanted: FromPartner,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Stepped:
        """Ask a partner for something for a patron. Needs `circulation.write`.

        Raises `UnknownPartner`, `PartnerNotAsked`, `InvalidLibraryRequest`, `Refused`, `Forbidden`.
        """
        order = Order(actor, "interlending.request", request_id, override, dry_run)
        return self.ask_found(order, lambda: wanted)

    def ask_found(
        self,
        order: Order,
        find: Callable[[], FromPartner],
        permission: Permission | None = Permission.CIRCULATION_WRITE,
        against: Callable[[], Iterable[BlockedBy]] = tuple,
    ) -> Stepped:
        """The same for what is to be found out, which the same request sent again does not look for; without a partner
        what the patron wants is noted, until `send`. `against` has what else is in the way. Needs `permission`, or none
        where the caller has asked whether the actor may.
        """

        def decide(attempt: Attempt) -> Callable[[int], Stepped]:
            _check(wanted := find())
            return self._ask(attempt, wanted, against())

        return self._keeper.carry_out(order, decide, permission)

    def send(
        self,
        actor: Actor,
        iri: str,
        whom: Callable[[LibraryRequest], Sequence[tuple[str, str]]],
        *,
        request_id: str | None = None,
    ) -> Stepped:
        """Ask a partner for what a reader wants and nobody was asked for. `whom` finds the partners with the edition
        that each has, the first to be asked at once, the others after it. Needs `circulation.write`. Raises
        `StepNotPossible`, `PartnerNotAsked`.
        """
        order = Order(actor, "interlending.send", request_id)

        def decide(attempt: Attempt) -> Callable[[int], Stepped]:
            request = self._keeper.one(attempt.tenant, iri)
            if not request.awaits_staff:
                raise StepNotPossible("That was asked for already, or is wanted no more.")
            attempt.about.append(iri)
            (first, edition), *others = whom(request)
            partner = self._partner(attempt.tenant, first)
            asked = replace(
                request,
                partner=partner.id,
                wanted=replace(request.wanted, record=edition),
                rota=tuple(others),
                asked_at=attempt.at,
                changed_at=attempt.at,
                history=(*request.history, Told(attempt.at, Side.REQUESTING, _FIRST)),
            )
            done = self._keeper.write(attempt, asked)
            message = letters.asking(done, partner, self._called(attempt.tenant))
            done = self._keeper.post(attempt, partner, done, message)
            return lambda sequence: Stepped(done, sequence)

        return self._keeper.carry_out(order, decide)

    def do(
        self,
        actor: Actor,
        iri: str,
        step: Step,
        note: str = "",
        *,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Stepped:
        """Cancel a request, or have its loan renewed: both are asked for, and answered over there. Nobody else is asked
        for what is cancelled.
        """
        change = _ask_nobody if step is Step.CANCEL else _nothing
        return self._keeper.step(actor, iri, step, change, With(note), dry_run=dry_run, request_id=request_id)

    def give_up_waiting(self, actor: Actor, iri: str) -> Stepped:
        """Cancel a request with which nobody has begun, so that another can be asked."""
        return self._keeper.step(actor, iri, Step.CANCEL)

    def receive(
        self, actor: Actor, iri: str, barcode: str, point: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Stepped:
        """The copy came: give it a barcode for as long as it is here, and keep it for its reader.

        Raises `StepNotPossible`, `Refused`, `InvalidLibraryRequest`, `Forbidden`.
        """
        if not 0 < len(barcode.strip()) <= 100:
            raise InvalidLibraryRequest("Give the copy a barcode.")
        return self._keeper.step(
            actor,
            iri,
            Step.RECEIVE,
            lambda doing: self._receive(doing, barcode.strip(), point),
            dry_run=dry_run,
            request_id=request_id,
        )

    def send_back(
        self, actor: Actor, iri: str, note: str = "", *, dry_run: bool = False, request_id: str | None = None
    ) -> Stepped:
        """The copy goes back; it must not be with its reader any more. Raises `StepNotPossible`, `Refused`."""
        change, more = self._send_back, With(note)
        return self._keeper.step(actor, iri, Step.SEND_BACK, change, more, dry_run=dry_run, request_id=request_id)

    # each of them

    def _ask(self, attempt: Attempt, wanted: FromPartner, against: Iterable[BlockedBy]) -> Callable[[int], Stepped]:
        tenant, keeper = attempt.tenant, self._keeper
        partner = self._partner(tenant, wanted.partner) if wanted.partner else None
        borrower = keeper.desk.borrower(tenant, wanted.patron)
        pickup = wanted.pickup or (borrower.patron.pickup if borrower is not None else None)
        attempt.ask((*about_patron(Asking(attempt.settings, borrower, BlockScope.REQUEST, attempt.at)), *against))
        if pickup is not None and pickup not in attempt.settings.points:
            raise Refused([BlockedBy(Code.PICKUP_UNKNOWN, "Nothing can be fetched there.")])
        borrower = keeper.desk.stands(attempt, certain(borrower))
        before = self._again(tenant, wanted)
        iri = keeper.desk.new_name(attempt, documents.REQUESTS)
        made = LibraryRequest(
            iri=iri,
            tenant=tenant,
            side=Side.REQUESTING,
            partner=partner.id if partner is not None else "",
            id=iri.rpartition("/")[2],
            wanted=wanted.wanted,
            asked_at=attempt.at,
            changed_at=attempt.at,
            service=wanted.service,
            needed_by=wanted.needed_by,
            note=wanted.note,
            patron=borrower.iri,
            pickup=pickup,
            rota=wanted.rota,
            after=wanted.after,
            history=(Told(attempt.at, Side.REQUESTING, _FIRST if partner is not None else _WANTED, wanted.note),),
        )
        attempt.about.append(iri)
        if wanted.after:
            self._followed(attempt, wanted.after[-1])
        done = keeper.write(attempt, made)
        if partner is not None:
            message = letters.asking(done, partner, self._called(tenant), before)
            done = keeper.post(attempt, partner, done, message)
        return lambda sequence: Stepped(done, sequence)

    def _followed(self, attempt: Attempt, iri: str) -> None:
        """The request that another follows is followed by no second one."""
        before = self._keeper.one(attempt.tenant, iri)
        if before.open or not before.rota:
            raise UnknownLibraryRequest("Another was asked for that already.")
        self._keeper.write(attempt, replace(before, rota=()))

    def _partner(self, tenant: str, id: str) -> Partner:
        found = self._keeper.partners.of(tenant).named(id)
        if found is None:
            raise UnknownPartner("There is no such partner.")
        if not found.asked or not (found.address or found.tenant):
            raise PartnerNotAsked("This partner is not asked for anything.")
        return found

    def _again(self, tenant: str, wanted: FromPartner) -> str:
        """The partner's id of the request that this one tries again."""
        if wanted.again is None:
            return ""
        before = self._keeper.one(tenant, wanted.again)
        if before.side is not Side.REQUESTING or before.state.status is not Status.RETRY_POSSIBLE:
            raise UnknownLibraryRequest("That request can't be sent again.")
        return before.id

    def _receive(self, doing: Doing, barcode: str, point: str) -> dict[str, Any]:
        attempt, request, desk = doing.attempt, doing.request, self._keeper.desk
        taken = desk.facts.items_named(attempt.tenant, [barcode])[0] is not None
        attempt.ask((
            *((BlockedBy(Code.NO_SERVICE_POINT, "There is no such service point."),)
              if point not in attempt.settings.points else ()),
            *((BlockedBy(Code.ALREADY_CHECKED_OUT, "Another item has this barcode."),) if taken else ()),
        ))  # fmt: skip
        staff = desk.names.graph(attempt.tenant, GraphKind.STAFF)
        edition = desk.new_name(attempt, "instances", request.iri)
        item = desk.new_name(attempt, "items", request.iri)
        from_there = doing.partner.name if doing.partner is not None else ""
        attempt.writes.other(Put(Key(staff, edition), edition_node(edition, request.wanted), ABSENT))
        attempt.writes.other(Put(Key(staff, item), copy_node(item, edition, barcode, request, from_there), ABSENT))
        kept = self._kept(attempt, request, item, edition, point)
        attempt.about += [item, kept.iri]
        return {"item": item, "queued": kept.iri}

    def _kept(self, attempt: Attempt, request: LibraryRequest, item: str, edition: str, point: str) -> Request:
        """The reader's request for the copy: it waits at the shelf here, or is on its way to where they fetch it."""
        desk, pickup = self._keeper.desk, request.pickup or point
        _, head = desk.facts.queue_and_head(attempt.tenant, edition)
        kept = Request(
            iri=desk.new_name(attempt, lending.REQUESTS, request.iri),
            tenant=attempt.tenant,
            level=RequestLevel.ITEM,
            type=RequestType.HOLD,
            target=item,
            queue=edition,
            patron=request.patron,
            requested_at=request.asked_at,
            order=attempt.writes.joined(head),
            pickup=pickup,
            state=RequestState.IN_TRANSIT,
            item=item,
        )
        if pickup != point and pickup in attempt.settings.points:
            iri = desk.new_name(attempt, lending.TRANSITS, item)
            reason = TransitReason.HOLD
            attempt.writes.transit(
                Transit(iri, attempt.tenant, item, point, pickup, reason, attempt.now, None, kept.iri)
            )
            return attempt.writes.request(kept)
        last = last_shelf_day(attempt.settings, point, attempt.now)
        ready = replace(kept, state=RequestState.AWAITING_PICKUP, pickup=point, waiting_at=point, shelf_expires=last)
        return attempt.writes.request(ready)

    def _send_back(self, doing: Doing) -> dict[str, Any]:
        attempt, request, desk = doing.attempt, doing.request, self._keeper.desk
        copy = desk.copy(attempt.tenant, request.item or "")
        if copy is None:
            return {}
        if copy.held.loan is not None:
            raise Refused([BlockedBy(Code.ON_LOAN, "The item is on loan: check it in first.")])
        kept = copy.held.kept
        if kept is not None:
            ended = replace(kept, state=RequestState.CANCELLED, closed_at=attempt.at, waiting_at=None)
            attempt.writes.request(ended)
        elif request.queued is not None:
            self._leave_queue(attempt, request.queued)
        if (transit := copy.held.transit) is not None:
            attempt.writes.transit(replace(transit, received_at=attempt.at))
        attempt.writes.hold_still(copy)
        attempt.writes.same_queue(copy.head)
        attempt.writes.item(copy, gone(withdrawn(copy)))
        return {}

    def _leave_queue(self, attempt: Attempt, iri: str) -> None:
        (queued,) = self._keeper.desk.facts.requests(attempt.tenant, [iri])
        if queued is not None and queued.open:
            attempt.writes.request(replace(queued, state=RequestState.CANCELLED, closed_at=attempt.at))


def _nothing(_: Doing) -> dict[str, Any]:
    return {}


def _ask_nobody(_: Doing) -> dict[str, Any]:
    return {"rota": ()}


def _check(wanted: FromPartner) -> None:
    """Raises `InvalidLibraryRequest` for what is too long, or says nothing."""
    sought = wanted.wanted
    checked_text(sought.title, sought.author, sought.edition, sought.volume, wanted.note)
    if not sought.title.strip() and not sought.item_ids and not sought.record_ids:
        raise InvalidLibraryRequest("Say what is wanted: its title, or a number of it.")
