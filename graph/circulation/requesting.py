"""Placing requests: for an item, any copy of an edition, or any edition of a work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from graph.access.model import Actor, Permission, require
from graph.circulation import documents
from graph.circulation.desk import Attempt, Desk, Order, Receipt, certain
from graph.circulation.facts import Borrower, Copy
from graph.circulation.model import Fulfilment, Loan, Queue, Request, RequestLevel
from graph.circulation.queues import position
from graph.circulation.recalling import soonest
from graph.circulation.refusals import Override
from graph.circulation.request_rules import Requesting, about_request
from graph.circulation.rules.model import RequestType
from graph.patrons.model import Patron


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, as they say it.

    `target` is an IRI, or an item's barcode; without a `type` it is fetched from the shelf where it can be, else waited
    for; without a `pickup` it is fetched where the patron prefers.
    """

    target: str
    level: RequestLevel = RequestLevel.ITEM
    type: RequestType | None = None
    pickup: str | None = None
    fulfilment: Fulfilment = Fulfilment.HOLD_SHELF
    expires: date | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A request that was placed, its place in the queue, and the loan that was recalled for it."""

    request: Request
    position: int | None
    recalled: Loan | None = None
    lifted: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class _Target:
    iri: str
    queue: str
    copies: tuple[Copy, ...]


class RequestService:
    """Requests begin."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def place(
        self,
        actor: Actor,
        patron: str,
        wish: Wish,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Placed:
        """Place a request for a patron (barcode or IRI). Needs `circulation.write`, or to be the patron or the proxy
        named. Raises `Refused` with every reason, `Forbidden`, `Contended`.
        """
        order = Order(actor, "circulation.placeRequest", request_id, override, dry_run)
        return self._desk.carry_out(
            order,
            None,
            lambda attempt: self.ask_for(attempt, patron, wish),
            lambda receipt: self._placed_before(order, receipt),
        )

    def ask_for(self, attempt: Attempt, patron: str | Patron, wish: Wish) -> Callable[[int], Placed]:
        """Place a request within a command that is under way, for a patron by name or as the command writes them.

        Raises `Refused`, `Forbidden`.
        """
        borrower = self._desk.borrower(attempt.tenant, patron)
        proxy = self._desk.patron(attempt.tenant, wish.proxy) if wish.proxy else None
        _require_own(attempt, borrower, proxy)
        target = self._target(attempt.tenant, wish)
        asking = self._asking(attempt, borrower, target, wish, proxy)
        attempt.ask(about_request(asking))
        target, borrower = certain(target), self._desk.stands(attempt, certain(borrower))
        kind, able = certain(asking.choice())
        queue, head = self._queue(attempt, target)
        for copy in target.copies:
            attempt.writes.hold_still(copy)
        request = self._request(attempt, borrower, target, wish, kind, asking.pickup)
        request = replace(
            request,
            order=attempt.writes.joined(head),
            item=_chosen(able, asking) if kind is RequestType.PAGE else None,
            proxy=proxy.iri if proxy is not None else None,
        )
        recalled = self._recall(attempt, able) if kind is RequestType.RECALL else None
        written = attempt.writes.request(request)
        attempt.about += [written.iri, *([recalled.iri] if recalled is not None else [])]
        place = position(written, (*queue, written))
        return lambda sequence: Placed(written, place, recalled, tuple(attempt.lifted), sequence)

    def _asking(
        self, attempt: Attempt, borrower: Borrower | None, target: _Target | None, wish: Wish, proxy: Patron | None
    ) -> Requesting:
        pickup = wish.pickup or (borrower.patron.pickup if borrower is not None else None)
        return Requesting(
            attempt.settings,
            borrower,
            target.copies if target is not None else None,
            target.iri if target is not None else wish.target,
            wish.type,
            pickup if wish.fulfilment is Fulfilment.HOLD_SHELF else None,
            wish.fulfilment,
            wish.expires,
            attempt.at,
            bool(wish.proxy),
            proxy,
        )

    def _request(
        self, attempt: Attempt, borrower: Borrower, target: _Target, wish: Wish, type: RequestType, pickup: str | None
    ) -> Request:
        return Request(
            iri=self._desk.new_name(attempt, documents.REQUESTS),
            tenant=attempt.tenant,
            level=wish.level,
            type=type,
            target=target.iri,
            queue=target.queue,
            patron=borrower.iri,
            requested_at=attempt.at,
            order=0,
            pickup=pickup,
            fulfilment=wish.fulfilment,
            expires=wish.expires,
        )

    def _queue(self, attempt: Attempt, target: _Target) -> tuple[tuple[Request, ...], Queue]:
        copy = next((each for each in target.copies if each.queue_of == target.queue), None)
        if copy is not None:
            return copy.queue, copy.head
        return self._desk.facts.queue_and_head(attempt.tenant, target.queue)

    def _recall(self, attempt: Attempt, able: list[Copy]) -> Loan | None:
        """Recall the loan that is back soonest, if any is still to be recalled."""
        loans = [each.held.loan for each in able if each.held.loan is not None]
        found = soonest(loans, attempt.settings, attempt.at)
        return attempt.writes.loan(found) if found is not None else None

    def _target(self, tenant: str, wish: Wish) -> _Target | None:
        """What is asked for and the items that could serve it. A constant number of store calls."""
        facts = self._desk.facts
        if wish.level is RequestLevel.ITEM:
            copy = self._desk.copy(tenant, wish.target)
            return None if copy is None else _Target(copy.item.iri, copy.queue_of, (copy,))
        iri = facts.described(tenant, wish.target, "bf:Work" if wish.level is RequestLevel.WORK else "bf:Instance")
        if iri is None:
            return None
        if wish.level is RequestLevel.WORK:
            queue, instances = iri, facts.instances_of(tenant, [iri])[0]
        else:
            queue, instances = facts.queues_of(tenant, [iri])[iri], (iri,)
        items = list(dict.fromkeys(item for each in facts.items_of(tenant, instances) for item in each))
        found = (each for each in facts.copies(tenant, items) if each is not None)
        return _Target(iri, queue, tuple(each for each in found if each.queue_of == queue))

    def _placed_before(self, order: Order, receipt: Receipt) -> Placed:
        facts = self._desk.facts
        request = next(each for each in facts.requests(order.tenant, receipt.about) if each is not None)
        loan = next(filter(None, facts.loans(order.tenant, receipt.about)), None)
        (queue,) = facts.queues(order.tenant, [request.queue])
        return Placed(request, position(request, queue), loan, sequence=receipt.sequence)


def _require_own(attempt: Attempt, borrower: Borrower | None, proxy: Patron | None) -> None:
    """Staff may, the patron, and the proxy that was named."""
    own = attempt.order.actor.patron
    is_own = own is not None and (
        (borrower is not None and borrower.iri == own) or (proxy is not None and proxy.iri == own)
    )
    if not is_own:
        require(attempt.order.actor, Permission.CIRCULATION_WRITE, attempt.tenant)


def _chosen(able: list[Copy], asking: Requesting) -> str:
    """The item to fetch: one that stands where it is picked up, if there is one."""
    here = asking.settings.points.get(asking.pickup or "")
    serves = here.serves if here is not None else ()
    return min(able, key=lambda each: (each.item.location not in serves, each.item.iri)).item.iri
