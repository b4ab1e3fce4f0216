"""What SIP2 does with items: lending, taking back, renewing, requesting, and saying where one is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from app.protocols.sip2.messages import Request, date_of
from app.protocols.sip2.visit import Reply, Visit, shown
from graph.circulation.model import Loan, RequestLevel
from graph.circulation.reasons import Code
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.circulation.returning import CheckedIn
from graph.circulation.routing import Next
from graph.holdings.model import Item
from graph.holdings.status import RECALLED_SIP2, ItemStatus, explained, facts_of
from graph.patrons.model import Patron
from mappings.errors import CatalographError

_A_MOMENT: Final = timedelta(minutes=5)
ALERTS: Final = {Next.HOLD_SHELF: "01", Next.SEND: "04", Next.DELIVER: "03", Next.SET_ASIDE: "99"}
"""Why a machine puts a returned item aside (`CV`): for a request here, to another place, for a reader elsewhere, or
for staff to look at."""
_SAYS: Final = {
    Next.HOLD_SHELF: "Somebody waits for this: hold shelf.",
    Next.SEND: "This goes to another place.",
    Next.DELIVER: "This is sent to a reader.",
    Next.SET_ASIDE: "Please hand this to the library's staff.",
}


def check_out(visit: Visit, request: Request) -> Reply:
    """11: lend an item. Where the machine's policy lets it, an item that the patron has already is renewed."""
    patron, message = visit.admitted(request)
    item, loan, renewed = visit.counter.item(request["AB"]), None, False
    if request["BI"] == "Y":
        patron, message = None, "A loan is ended by checking in."
    if patron is not None:
        try:
            loan, renewed = _lent(visit, request, patron)
        except CatalographError as error:
            message = error.message
    head = f"12{_flag(loan is not None)}{'Y' if renewed else 'N'}U{'Y' if loan is not None else 'N'}{visit.date()}"
    return head, _loan_fields(visit, request, item, loan, message)


def _lent(visit: Visit, request: Request, patron: Patron) -> tuple[Loan, bool]:
    lending = visit.counter.services.circulation.lending
    try:
        return lending.check_out(visit.counter.actor, request["AB"], patron.iri, visit.counter.point.iri).loan, False
    except Refused as refusal:
        is_own = Code.ALREADY_CHECKED_OUT in refusal.codes and visit.counter.loan(patron, request["AB"]) is not None
        if not is_own or request.fixed["renewal policy"] != "Y":
            raise
    return lending.renew(visit.counter.actor, request["AB"]).loan, True


def check_in(visit: Visit, request: Request) -> Reply:
    """09: take an item back. When it was given back counts only for what a machine took in while it was cut off."""
    done, message, item = None, "", visit.counter.item(request["AB"])
    try:
        done = visit.counter.services.circulation.returning.check_in(
            visit.counter.actor, request["AB"], visit.counter.point.iri, returned_at=_returned_at(visit, request)
        )
    except CatalographError as error:
        message = error.message
    is_wanted = done is None or done.next is not Next.RESHELVE
    head = f"10{_flag(done is not None)}{'Y' if done is not None else 'N'}U{'Y' if is_wanted else 'N'}{visit.date()}"
    fields = [
        ("AO", visit.counter.tenant),
        ("AB", request["AB"]),
        ("AQ", visit.counter.place(item.location) if item is not None else ""),
        *shown([("AJ", visit.counter.title(item))]),
    ]
    if done is not None and done.next is not Next.RESHELVE:
        fields += shown([("CV", ALERTS[done.next]), ("CT", _destination(visit, done)), ("AF", _SAYS[done.next])])
    return head, [*fields, *shown([("AF", message)])]


def _destination(visit: Visit, done: CheckedIn) -> str:
    if done.transit is not None:
        return visit.counter.place(done.transit.to)
    return visit.counter.point.code if done.next is Next.HOLD_SHELF else ""


def _returned_at(visit: Visit, request: Request) -> datetime | None:
    if request.fixed["no block"] != "Y":
        return None
    found = date_of(request.fixed["return date"], visit.counter.calendar.zone)
    return found if found is not None and found < visit.counter.now - _A_MOMENT else None


def renew(visit: Visit, request: Request) -> Reply:
    """29: give a loan of the patron a later due date."""
    patron, message = visit.admitted(request)
    loan = None
    if patron is not None:
        held = visit.counter.loan(patron, request["AB"])
        if held is None:
            message = "This is not on loan to this card."
        else:
            try:
                loan = visit.counter.services.circulation.lending.renew(visit.counter.actor, held.iri).loan
            except CatalographError as error:
                message = error.message
    good = loan is not None
    head = f"30{_flag(good)}{'Y' if good else 'N'}U{'Y' if good else 'N'}{visit.date()}"
    return head, _loan_fields(visit, request, visit.counter.item(request["AB"]), loan, message)


def renew_all(visit: Visit, request: Request) -> Reply:
    """65: the same for everything the patron has, each for itself."""
    patron, message = visit.admitted(request)
    if patron is None:
        return f"660{'0000' * 2}{visit.date()}", [("AO", visit.counter.tenant), *shown([("AF", message)])]
    done = visit.counter.services.circulation.lending.renew_all(visit.counter.actor, patron.iri)
    renewed = [each.loan for each in done.renewed]
    refused = [loan for loan, _ in done.refused]
    items = visit.counter.shelf(patron)[2].items
    named = [("BM", each) for each in renewed], [("BN", each) for each in refused]
    fields = [(name, items[loan.item].barcode if loan.item in items else "") for part in named for name, loan in part]
    head = f"661{min(len(renewed), 9999):04}{min(len(refused), 9999):04}{visit.date()}"
    return head, [("AO", visit.counter.tenant), *shown(fields)]


def item_information(visit: Visit, request: Request) -> Reply:
    """17: the status of an item, when it is due back, how many wait for it and where it belongs."""
    item = visit.counter.item(request["AB"])
    if item is None:
        unknown = [("AB", request["AB"]), ("AJ", ""), ("AF", "No item of this library has this barcode.")]
        return f"18010001{visit.date()}", unknown
    due = item.whereabouts.due_at
    at = visit.counter.place(item.location)
    fields = [("CF", str(visit.counter.waiting(item))), ("AH", visit.date(due) if due else None), ("AB", request["AB"])]
    fields += [("AJ", visit.counter.title(item)), ("BG", visit.counter.tenant), ("AQ", at), ("CS", item.call_number)]
    return f"18{circulation_status(item)}0001{visit.date()}", shown(fields)


def circulation_status(item: Item) -> str:
    """The status of an item as SIP2 numbers it."""
    row = explained(facts_of(item.resource.body, item.whereabouts.custody))
    is_recalled = row.status is ItemStatus.CHECKED_OUT and item.whereabouts.custody.recalled
    return RECALLED_SIP2 if is_recalled else row.sip2


def item_status_update(visit: Visit, request: Request) -> Reply:
    """19: machines write nothing into descriptions."""
    fields = [("AB", request["AB"]), *shown([("AJ", visit.counter.title(visit.counter.item(request["AB"])))])]
    return f"200{visit.date()}", [*fields, ("AF", "Please ask the library's staff.")]


def hold(visit: Visit, request: Request) -> Reply:
    """15: request an item or a title (`+`), or end a request (`-`)."""
    patron, message = visit.admitted(request)
    position, good = None, False
    if patron is not None:
        try:
            position = _held(visit, request, patron)
            good = True
        except CatalographError as error:
            message = error.message
    item = visit.counter.item(request["AB"])
    is_there = item is not None and item.status is ItemStatus.AVAILABLE
    fields = [("AO", visit.counter.tenant), ("AA", request["AA"])]
    fields += shown([("AB", request["AB"]), ("AJ", visit.counter.title(item))])
    more = shown([("BR", str(position) if position else None), ("BS", request["BS"]), ("AF", message)])
    return f"16{_flag(good)}{'Y' if is_there else 'N'}{visit.date()}", [*fields, *more]


class NotInThisMode(CatalographError):
    """A request is placed or ended by a machine, and changed by people alone."""

    code: ClassVar[str] = "SIP2_MODE"


def _held(visit: Visit, request: Request, patron: Patron) -> int | None:
    mode, circulation = request.fixed["mode"], visit.counter.services.circulation
    if mode == "+":
        level = RequestLevel.ITEM if request["AB"] else RequestLevel.INSTANCE
        wish = Wish(request["AB"] or request["AJ"], level, pickup=visit.counter.pickup(request["BS"]))
        return circulation.requesting.place(visit.counter.actor, patron.iri, wish).position
    if mode != "-":
        raise NotInThisMode("A request is placed or ended here. Please ask the library's staff.")
    item = visit.counter.item(request["AB"])
    own = visit.counter.request(patron, {item.iri, item.instance or item.iri} if item is not None else {request["AJ"]})
    if own is None:
        raise NotInThisMode("This card waits for no such thing.")
    circulation.queueing.cancel(visit.counter.actor, own.iri, "at a machine")
    return None


def _loan_fields(
    visit: Visit, request: Request, item: Item | None, loan: Loan | None, message: str
) -> list[tuple[str, str]]:
    return [
        ("AO", visit.counter.tenant),
        ("AA", request["AA"]),
        ("AB", request["AB"]),
        ("AJ", visit.counter.title(item)),
        ("AH", visit.date(loan.due_at) if loan is not None else ""),
        *shown([("AF", message)]),
    ]


def _flag(good: bool) -> str:  # noqa: FBT001 - it is what is written
    return "1" if good else "0"
