"""What readers themselves want from other libraries: asked of members of the networks at once or when staff agree, as
the library has settled, and shown to them in plain words. Nobody outside learns who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

from graph.access.model import Actor, Permission, Reading, acting, require
from graph.access.service import AccessService
from graph.circulation.desk import Attempt, Order
from graph.circulation.documents import PATRON
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Refused
from graph.network.holders import Holders
from graph.tenants.model import ForReaders
from graph.workflows.interlending.carrying import Keeper, Stepped
from graph.workflows.interlending.model import LibraryRequest, NobodyHasIt, PartnerNotAsked, StepNotPossible, Told
from graph.workflows.interlending.requesting import FromPartner, RequestingService
from graph.workflows.interlending.routing import MOST_ASKED, FromAny, RoutingService
from graph.workflows.interlending.steps import CLOSED, NOT_FILLED, Side, State, Step
from mappings.iso18626.codes import Action, Status

MOST_WANTED: Final = 10
"""So many requests to other libraries a reader may have open by their own hand."""
_TOLD_FOR: Final = timedelta(days=30)
"""For so long a reader sees how a request ended."""


class Stage(StrEnum):
    """How what a reader wants from elsewhere stands, in plain words."""

    WAITS_FOR_STAFF = "WaitsForStaff"
    ASKED = "Asked"
    PROMISED = "Promised"
    ON_ITS_WAY = "OnItsWay"
    BEING_CANCELLED = "BeingCancelled"
    NOT_TO_BE_HAD = "NotToBeHad"
    CANCELLED = "Cancelled"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a stage is told by: how a request stands, whether somebody was asked, and whether another would be next."""

    state: State
    asked: bool = True
    has_next: bool = False

    @property
    def open(self) -> bool:
        """Whether anything may still happen to it."""
        return self.state.status not in CLOSED


@dataclass(frozen=True, slots=True)
class Row:
    """A stage, when a request is at it, and one that is. The first row that holds counts."""

    stage: Stage
    holds: Callable[[Standing], bool]
    example: Standing


STAGES: Final = (
    Row(Stage.WAITS_FOR_STAFF, lambda it: it.open and not it.asked, Standing(State(), asked=False)),
    Row(Stage.BEING_CANCELLED, lambda it: it.open and Action.CANCEL in it.state.done,
        Standing(State(Status.WILL_SUPPLY, frozenset({Action.CANCEL})))),
    Row(Stage.ASKED, lambda it: not it.open and it.has_next, Standing(State(Status.UNFILLED), has_next=True)),
    Row(Stage.CANCELLED, lambda it: it.state.status is Status.CANCELLED, Standing(State(Status.CANCELLED))),
    Row(Stage.NOT_TO_BE_HAD, lambda it: not it.open, Standing(State(Status.UNFILLED))),
    Row(Stage.PROMISED, lambda it: it.state.status is Status.WILL_SUPPLY, Standing(State(Status.WILL_SUPPLY))),
    Row(Stage.ASKED, lambda it: it.state.status in {Status.REQUEST_RECEIVED, Status.EXPECT_TO_SUPPLY},
        Standing(State(Status.EXPECT_TO_SUPPLY), has_next=True)),
    Row(Stage.ON_ITS_WAY, lambda _: True, Standing(State(Status.LOANED))),
)  # fmt: skip


def row_of(standing: Standing) -> Row:
    """The first row that holds."""
    return next(row for row in STAGES if row.holds(standing))


def stage_of(request: LibraryRequest) -> Stage:
    """How a request that has not arrived stands."""
    return row_of(Standing(request.state, bool(request.partner), bool(request.rota))).stage


def is_cancellable(request: LibraryRequest) -> bool:
    """Whether a request can be cancelled: its steps allow it, or one could not fill it and the next is to be asked."""
    return Step.CANCEL in request.next_steps or (not request.open and bool(request.rota))


class ReaderService:
    """Requests to other libraries by readers' own hands. `settled` answers what a library has settled about them."""

    def __init__(
        self,
        keeper: Keeper,
        requesting: RequestingService,
        routing: RoutingService,
        holders: Holders,
        access: AccessService,
        settled: Callable[[str], ForReaders],
    ) -> None:
        self._keeper, self._requesting, self._routing = keeper, requesting, routing
        self._holders, self._access, self._settled = holders, access, settled

    def ask(
        self,
        actor: Actor,
        patron: str,
        work: str,
        pickup: str | None = None,
        *,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Stepped:
        """Want a work or an edition from another library for a patron (barcode or IRI). Needs `circulation.write`, or
        to be the patron. Raises `PartnerNotAsked` where the library asks nobody for its readers, `NobodyHasIt`,
        `Refused`, `Forbidden`.
        """
        tenant = acting(actor)
        who = self._keeper.desk.patron(tenant, patron)
        if who is None or who.iri != actor.patron:
            require(actor, Permission.CIRCULATION_WRITE, tenant)
        if who is None:
            raise Refused([BlockedBy(Code.PATRON_UNKNOWN, "There is no patron of this barcode.")])
        editions: set[str] = set()

        def find() -> FromPartner:
            how = self._settled(tenant)
            if how is ForReaders.NOT:
                raise PartnerNotAsked("The library asks no other for what its readers request by themselves.")
            (offers,) = self._routing.found(actor, [work])
            if not offers:
                raise NobodyHasIt("No member of the networks can be asked for it.")
            editions.update(each.instance for each in offers)
            wanted = self._routing.to(actor, FromAny(work, who.iri, pickup), offers)
            if how is ForReaders.BY_STAFF:
                return replace(wanted, partner="", rota=(), wanted=replace(wanted.wanted, record=work))
            return wanted

        order = Order(actor, "interlending.request", request_id, dry_run=dry_run)
        return self._requesting.ask_found(order, find, None, lambda: self._against(actor, who.iri, work, editions))

    def agree(self, actor: Actor, iri: str, *, request_id: str | None = None) -> Stepped:
        """Ask whoever can lend what a reader wants. Needs `circulation.write`. Raises `StepNotPossible`,
        `NobodyHasIt`, `UnknownLibraryRequest`.
        """

        def whom(request: LibraryRequest) -> list[tuple[str, str]]:
            (offers,) = self._routing.found(actor, [request.wanted.record])
            if not offers:
                raise NobodyHasIt("No member of the networks can be asked for it any more.")
            return [(each.partner.id, each.instance) for each in offers[:MOST_ASKED]]

        return self._requesting.send(actor, iri, whom, request_id=request_id)

    def cancel(self, actor: Actor, iri: str, *, request_id: str | None = None) -> Stepped:
        """Want it no more. Needs `circulation.write`, or to be the patron it is for. Raises `StepNotPossible`,
        `UnknownLibraryRequest`, `Forbidden`.
        """
        tenant = acting(actor)
        request = self._keeper.one(tenant, iri)
        if request.patron is None or request.patron != actor.patron:
            require(actor, Permission.CIRCULATION_WRITE, tenant)
        if not request.open and request.rota:
            return self._ask_no_next(Order(actor, "interlending.cancel", request_id), iri)
        return self._keeper.step(
            actor, iri, Step.CANCEL, lambda _: {"rota": ()}, request_id=request_id, permission=None
        )

    def of_patrons(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[LibraryRequest, ...]]:
        """Per patron (an IRI), what they want from elsewhere and has not arrived, the latest of each that went from one
        library to the next, the oldest first; what ended, for 30 days. Nothing where this reader may not see it. Two
        calls of the store.
        """
        tenant = acting(actor)
        seen = patrons if actor.may(Permission.CIRCULATION_READ) else [each for each in patrons if each == actor.patron]
        since = self._keeper.desk.clock() - _TOLD_FOR
        found: dict[str, tuple[LibraryRequest, ...]] = {}
        for patron, every in zip(seen, self._keeper.pointing(tenant, seen, PATRON), strict=True):
            followed = {iri for each in every for iri in each.after}
            shown = (
                each
                for each in every
                if each.iri not in followed
                and not _has_arrived(each)
                and (each.open or each.rota or each.changed_at > since)
            )
            found[patron] = tuple(sorted(shown, key=lambda each: (each.asked_at, each.iri)))
        return [found.get(each, ()) for each in patrons]

    # inside

    def _against(self, actor: Actor, patron: str, work: str, editions: set[str]) -> Iterator[BlockedBy]:
        """It can be had here, they asked for it before, or for more than they may have open."""
        tenant, scope = acting(actor), self._access.scope(actor, Reading(all=True))
        (held,), (same,) = self._holders.of([work], scope, tenant), self._holders.same([work], scope)
        (wanted,) = self._keeper.pointing(tenant, [patron], PATRON)
        live = [each for each in wanted if each.open or each.rota]
        if any(each.tenant == tenant and each.available for each in held):
            yield BlockedBy(Code.REQUEST_TYPE_NOT_POSSIBLE, "The library has it there to be had.")
        if any(each.wanted.record in {*same, *editions} for each in live):
            yield BlockedBy(Code.ALREADY_REQUESTED, "It was asked for already.")
        if len(live) >= MOST_WANTED:
            yield BlockedBy(Code.ITEM_LIMIT, f"No more than {MOST_WANTED} can be asked for at a time.")

    def _ask_no_next(self, order: Order, iri: str) -> Stepped:
        """One couldn't fill it, and the next is not to be asked."""

        def decide(attempt: Attempt) -> Callable[[int], Stepped]:
            request = self._keeper.one(attempt.tenant, iri)
            if request.open or not request.rota:
                raise StepNotPossible("Another library was asked meanwhile.")
            attempt.about.append(iri)
            told = Told(attempt.at, Side.REQUESTING, Step.CANCEL.value)
            ended = replace(request, rota=(), changed_at=attempt.at, history=(*request.history, told))
            done = self._keeper.write(attempt, ended)
            return lambda sequence: Stepped(done, sequence)

        return self._keeper.carry_out(order, decide, None)


def _has_arrived(request: LibraryRequest) -> bool:
    """Whether the copy was here: then it is among the reader's own requests, loans, and past ones."""
    is_filled = request.state.status in CLOSED - NOT_FILLED - {Status.COMPLETED_WITHOUT_RETURN}
    return is_filled or Action.RECEIVED in request.state.done
