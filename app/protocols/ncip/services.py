"""The services of NCIP that are answered, one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from app.clock import instant
from app.protocols.counter import Counter
from app.protocols.ncip.messages import Element, Message, element, holding, maybe
from app.protocols.ncip.problems import Unauthenticated
from app.protocols.paia.account import FEE_TYPES
from app.protocols.paia.documents import Shelf
from graph.circulation.model import Loan, Request, RequestLevel, RequestState
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Refused
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.circulation.rules.model import RequestType
from graph.holdings.model import Item
from graph.holdings.status import explained, facts_of
from graph.patrons.model import Fee, Patron

Content: TypeAlias = list[Element | None]


def lookup_user(counter: Counter, message: Message, address: str) -> Content:
    """LookupUser: who a patron is, whether they may borrow, and, as far as asked, what they have, want and owe."""
    patron = _patron(counter, message, address)
    loans, requests, shelf = counter.shelf(patron)
    (owed,) = counter.services.fees.of_patrons(counter.actor, [patron.iri])
    answer: Content = [_user(counter, patron)]
    if message.has("UserFiscalAccountDesired"):
        answer += _accounts(owed)
    if message.has("LoanedItemsDesired"):
        answer += [_loaned(counter, each, shelf) for each in loans]
    if message.has("RequestedItemsDesired"):
        answer += [_requested(counter, each, shelf) for each in requests]
    (blocks,) = counter.services.circulation.reading.blocks(counter.actor, [patron.iri])
    return [*answer, _about_user(counter, patron, blocks)]


def lookup_item(counter: Counter, message: Message, _: str) -> Content:
    """LookupItem: an item's status, due date, queue and place; nobody is named."""
    item = _item(counter, message)
    return [_item_id(counter, item.barcode or ""), _about_item(counter, item)]


def check_out(counter: Counter, message: Message, address: str) -> Content:
    """CheckOutItem: lend an item to a patron."""
    patron, barcode = _patron(counter, message, address), _barcode(message)
    done = counter.services.circulation.lending.check_out(counter.actor, barcode, patron.iri, counter.point.iri)
    return [
        _item_id(counter, barcode),
        _user(counter, patron),
        element("DateDue", instant(done.loan.due_at)),
        element("RenewalCount", str(done.loan.renewals)),
    ]


def check_in(counter: Counter, message: Message, _: str) -> Content:
    """CheckInItem: take an item back; where it goes next, and for whom nobody is told."""
    barcode = _barcode(message)
    done = counter.services.circulation.returning.check_in(counter.actor, barcode, counter.point.iri)
    item = _item(counter, message)
    routing = None
    if done.next is not Next.RESHELVE:
        to = counter.place(done.transit.to) if done.transit is not None else counter.point.code
        routing = element(
            "RoutingInformation",
            element("RoutingInstructions", done.next.value),
            element("Destination", element("Location", element("LocationType", "Current Location"), _name(to))),
        )
    return [_item_id(counter, barcode), routing, _about_item(counter, item)]


def renew(counter: Counter, message: Message, address: str) -> Content:
    """RenewItem: give a loan of the patron a later due date."""
    patron, barcode = _patron(counter, message, address), _barcode(message)
    loan = counter.loan(patron, barcode)
    if loan is None:
        raise Refused([BlockedBy(Code.LOAN_UNKNOWN, "This is not on loan to this patron.")])
    done = counter.services.circulation.lending.renew(counter.actor, loan.iri)
    due, renewals = element("DateDue", instant(done.loan.due_at)), element("RenewalCount", str(done.loan.renewals))
    return [_item_id(counter, barcode), _user(counter, patron), due, renewals]


def request(counter: Counter, message: Message, address: str) -> Content:
    """RequestItem: ask for an item (scope `Item`) or for any copy of a title (`Bibliographic Item`)."""
    patron, barcode = _patron(counter, message, address), _barcode(message)
    record = message.text("BibliographicId", "BibliographicRecordId", "BibliographicRecordIdentifier")
    code = message.text("BibliographicId", "BibliographicItemId", "BibliographicItemIdentifier")
    kind = message.text("RequestType") or "Hold"
    wish = Wish(
        barcode or counter.described(record or code) or record or code,
        RequestLevel.ITEM if barcode else RequestLevel.INSTANCE,
        RequestType.PAGE if kind == "Stack Retrieval" else None,
        counter.pickup(message.text("PickupLocation")),
    )
    done = counter.services.circulation.requesting.place(counter.actor, patron.iri, wish)
    return [
        _request_id(counter, done.request),
        _item_id(counter, barcode) if barcode else None,
        _user(counter, patron),
        element("RequestType", kind),
        element("RequestScopeType", "Item" if barcode else "Bibliographic Item"),
        _date("HoldPickupDate", done.request),
    ]


def cancel(counter: Counter, message: Message, address: str) -> Content:
    """CancelRequestItem: end a request of the patron, named by itself or by its item."""
    patron, barcode = _patron(counter, message, address), _barcode(message)
    item = counter.item(barcode)
    named = {message.text("RequestId", "RequestIdentifierValue"), item.iri if item is not None else ""} - {""}
    own = counter.request(patron, named)
    if own is None:
        raise Refused([BlockedBy(Code.REQUEST_UNKNOWN, "This patron has no such request.")])
    counter.services.circulation.queueing.cancel(counter.actor, own.iri, "by another system")
    return [_request_id(counter, own), _item_id(counter, barcode) if barcode else None, _user(counter, patron)]


Service: TypeAlias = Callable[[Counter, Message, str], Content]
SERVICES: Final[Mapping[str, Service]] = {
    "LookupUser": lookup_user,
    "LookupItem": lookup_item,
    "CheckOutItem": check_out,
    "CheckInItem": check_in,
    "RenewItem": renew,
    "RequestItem": request,
    "CancelRequestItem": cancel,
}
AT_A_POINT: Final = frozenset({"CheckOutItem", "CheckInItem"})
"""Where it matters at which service point they are."""


# who and what is meant


def _patron(counter: Counter, message: Message, address: str) -> Patron:
    """The patron of a card; where their password is sent it must be right. Raises `Refused`, `Unauthenticated`."""
    given = message.authentication()
    card = message.text("UserId", "UserIdentifierValue") or given.get("barcode id") or given.get("user id") or ""
    patron = counter.patron(card)
    password = next((given[name] for name in ("pin", "password") if name in given), None)
    if password is not None and (patron is None or not counter.knows(patron, password, address)):
        raise Unauthenticated("The card or the password is not right.")
    if patron is None:
        raise Refused([BlockedBy(Code.PATRON_UNKNOWN, "There is no patron of this card.")])
    return patron


def _barcode(message: Message) -> str:
    return message.text("ItemId", "ItemIdentifierValue")


def _item(counter: Counter, message: Message) -> Item:
    found = counter.item(_barcode(message))
    if found is None:
        raise Refused([BlockedBy(Code.ITEM_UNKNOWN, "There is no item of this barcode.")])
    return found


# elements


def _agency(counter: Counter) -> Element:
    return element("AgencyId", counter.tenant)


def _user(counter: Counter, patron: Patron) -> Element:
    kind = element("UserIdentifierType", "Barcode")
    return element("UserId", _agency(counter), kind, element("UserIdentifierValue", patron.barcode))


def _item_id(counter: Counter, barcode: str) -> Element:
    kind = element("ItemIdentifierType", "Item Barcode")
    return element("ItemId", _agency(counter), kind, element("ItemIdentifierValue", barcode))


def _request_id(counter: Counter, request: Request) -> Element:
    return element("RequestId", _agency(counter), element("RequestIdentifierValue", request.iri))


def _date(name: str, request: Request) -> Element | None:
    """The last day at the shelf."""
    return maybe(name, f"{request.shelf_expires.isoformat()}T23:59:59" if request.shelf_expires else None)


def _name(code: str) -> Element:
    level, value = element("LocationNameLevel", "1"), element("LocationNameValue", code)
    return element("LocationName", element("LocationNameInstance", level, value))


def _about_item(counter: Counter, item: Item) -> Element:
    row = explained(facts_of(item.resource.body, item.whereabouts.custody))
    due, at = item.whereabouts.due_at, counter.place(item.location)
    title = maybe("Title", counter.title(item))
    return element(
        "ItemOptionalFields",
        holding("BibliographicDescription", [title]),
        element("CirculationStatus", row.ncip),
        element("HoldQueueLength", str(counter.waiting(item))),
        holding("ItemDescription", [maybe("CallNumber", item.call_number), maybe("CopyNumber", item.copy_number)]),
        element("Location", element("LocationType", "Permanent Location"), _name(at)) if at else None,
        maybe("DateDue", instant(due) if due else None),
    )


def _about_user(counter: Counter, patron: Patron, blocks: Sequence[BlockedBy]) -> Element:
    name = element("PersonalNameInformation", element("UnstructuredPersonalUserName", patron.name))
    mail = patron.contact.email
    reached = element(
        "UserAddressInformation",
        element("UserAddressRoleType", "Notice"),
        element(
            "ElectronicAddress", element("ElectronicAddressType", "mailto"), element("ElectronicAddressData", mail)
        ),
    )
    until = f"{patron.expires.isoformat()}T23:59:59" if patron.expires else None
    privilege = element(
        "UserPrivilege",
        _agency(counter),
        element("AgencyUserPrivilegeType", patron.group),
        maybe("ValidToDate", until),
        element("UserPrivilegeStatus", element("UserPrivilegeStatusType", "Blocked" if blocks else "Active")),
    )
    barred = [element("BlockOrTrap", _agency(counter), element("BlockOrTrapType", each.code.value)) for each in blocks]
    return element(
        "UserOptionalFields", element("NameInformation", name), reached if mail else None, privilege, *barred
    )


def _accounts(fees: Sequence[Fee]) -> Content:
    """What is owed, an account for each currency."""
    answer: Content = []
    for currency in sorted({each.remaining.currency for each in fees}):
        owed = [each for each in fees if each.remaining.currency == currency]
        balance = element("AccountBalance", *_amount(currency, sum(each.remaining.minor for each in owed)))
        answer.append(element("UserFiscalAccount", balance, *map(_detail, owed)))
    return answer


def _detail(fee: Fee) -> Element:
    about = element(
        "FiscalTransactionInformation",
        element("FiscalActionType", "Assess"),
        element("FiscalTransactionType", FEE_TYPES[fee.type]),
        element("Amount", *_amount(fee.remaining.currency, fee.remaining.minor)),
    )
    return element("AccountDetails", element("AccrualDate", instant(fee.entries[0].at)), about)


def _amount(currency: str, minor: int) -> tuple[Element, Element]:
    """An amount in whole minor units, as NCIP has it."""
    return element("CurrencyCode", currency), element("MonetaryValue", str(minor))


def _known(shelf: Shelf, item: str | None) -> str:
    found = shelf.items.get(item or "")
    return (found.barcode if found is not None else None) or ""


def _loaned(counter: Counter, loan: Loan, shelf: Shelf) -> Element:
    title = shelf.titles.get(shelf.edition(loan.item) or "")
    due = element("DateDue", instant(loan.due_at))
    return element("LoanedItem", _item_id(counter, _known(shelf, loan.item)), due, maybe("Title", title))


def _requested(counter: Counter, request: Request, shelf: Shelf) -> Element:
    is_ready = request.state is RequestState.AWAITING_PICKUP
    item = request.target if request.level is RequestLevel.ITEM else request.item
    point = shelf.points.get(request.pickup or "")
    title = shelf.titles.get(shelf.edition(item) or request.target) or shelf.titles.get(request.target)
    return element(
        "RequestedItem",
        _request_id(counter, request),
        _item_id(counter, _known(shelf, item)) if _known(shelf, item) else None,
        element("RequestType", "Stack Retrieval" if request.type is RequestType.PAGE else "Hold"),
        element("RequestStatusType", "Available For Pickup" if is_ready else "In Process"),
        element("DatePlaced", instant(request.requested_at)),
        maybe("PickupLocation", point.code if point is not None else None),
        _date("PickupExpiryDate", request),
        maybe("Title", title),
    )
