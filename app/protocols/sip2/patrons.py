"""What SIP2 says of patrons: whether they may borrow, what they have, wait for and owe."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from app.protocols.paia.account import FEE_TYPES
from app.protocols.paia.documents import Shelf
from app.protocols.sip2.messages import Request
from app.protocols.sip2.visit import Fields, Reply, Visit, shown
from graph.circulation.model import Loan, RequestState
from graph.circulation.model import Request as HoldRequest
from graph.circulation.reasons import Code
from graph.patrons.model import BlockScope, Fee, Patron
from mappings.errors import CatalographError
from mappings.money import Money

_WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A reason that keeps a patron from borrowing, and the places it has in the status of the patron (from 0)."""

    reason: Code
    places: frozenset[int]

    @property
    def example(self) -> str:
        """The status of somebody with that reason alone."""
        return "".join("Y" if place in self.places else " " for place in range(_WIDTH))


BORROW, RENEW, RECALL, HOLD = 0, 1, 2, 3
STATUS: Final = (
    Row(Code.PATRON_INACTIVE, frozenset({BORROW, RENEW, RECALL, HOLD})),
    Row(Code.PATRON_EXPIRED, frozenset({BORROW, RENEW, RECALL, HOLD})),
    Row(Code.PATRON_BLOCKED, frozenset({BORROW})),
    Row(Code.TOO_MANY_LOANS, frozenset({BORROW, 5})),
    Row(Code.TOO_MANY_OVERDUE, frozenset({BORROW, 6})),
    Row(Code.TOO_MANY_LOST, frozenset({BORROW, 9})),
    Row(Code.OWES_TOO_MUCH, frozenset({BORROW, 10, 11})),
)
"""The places: 0 borrowing, 1 renewing, 2 recalling, 3 requesting denied, 4 card lost, 5 too many items, 6 overdue,
7 renewals, 8 claims of return, 9 lost, 10 fines, 11 fees, 12 a recall overdue, 13 too many billed."""
_OF_BLOCKS: Final = {
    BlockScope.BORROW: {BORROW},
    BlockScope.RENEW: {RENEW},
    BlockScope.REQUEST: {RECALL, HOLD},
}


def status_text(reasons: Collection[Code], blocked: Collection[BlockScope] = ()) -> str:
    """The fourteen places of a patron's status; `blocked` is what staff's own blocks keep them from."""
    places = {place for row in STATUS if row.reason in reasons for place in row.places}
    places |= {place for scope in blocked for place in _OF_BLOCKS[scope]}
    return "".join("Y" if place in places else " " for place in range(_WIDTH))


def patron_status(visit: Visit, request: Request) -> Reply:
    """23: whether a patron may borrow, and what they owe."""
    patron = visit.counter.patron(request["AA"])
    head, fields = _standing(visit, request, patron)
    return f"24{head}", fields


def patron_information(visit: Visit, request: Request) -> Reply:
    """63: the same with how much they have and wait for, and one of the lists of it."""
    patron = visit.counter.patron(request["AA"])
    head, fields = _standing(visit, request, patron)
    if patron is None or not visit.is_admitted(request, patron):
        return f"64{head}{'0000' * 6}", fields
    lists = _lists(visit, patron)
    counts = "".join(f"{min(len(values), 9999):04}" for _, values in lists)
    asked = request.fixed["summary"].find("Y")
    listed: Fields = []
    if 0 <= asked < len(lists):
        name, values = lists[asked]
        listed = [(name, value) for value in _page(values, request["BP"], request["BQ"])]
    contact = shown([("BE", patron.contact.email)])
    return f"64{head}{counts}", [*fields, *listed, *contact]


def end_session(visit: Visit, request: Request) -> Reply:
    """35: the patron goes away; their password has to be given again."""
    visit.present.proofs.clear()
    return f"36Y{visit.date()}", [("AO", visit.counter.tenant), ("AA", request["AA"])]


def block_patron(visit: Visit, request: Request) -> Reply:
    """01: the machine keeps a card from being used, as where it was left behind."""
    patron, message = visit.counter.patron(request["AA"]), ""
    if patron is not None:
        reason = request["AL"] or "blocked by a machine"
        if request.fixed["card retained"] == "Y":
            reason += " (the machine kept the card)"
        try:
            patron = visit.counter.services.patrons.add_block(
                visit.counter.actor, patron.iri, tuple(BlockScope), reason[:200]
            )
        except CatalographError as error:
            message = error.message
    head, fields = _standing(visit, request, patron)
    return f"24{head}", [*fields, *shown([("AF", message)])]


def patron_enable(visit: Visit, request: Request) -> Reply:
    """25: blocks are lifted by people alone."""
    head, fields = _standing(visit, request, visit.counter.patron(request["AA"]))
    return f"26{head}", [*fields, ("AF", "Please ask the library's staff.")]


def fee_paid(visit: Visit, request: Request) -> Reply:
    """37: money was taken by the machine; the oldest fees are paid first. The same transaction is taken once."""
    paid, message = False, ""
    patron = visit.counter.patron(request["AA"])
    if patron is None:
        message = "This card is not known here."
    else:
        try:
            _pay(visit, request, patron)
            paid = True
        except CatalographError as error:
            message = error.message
    answer = [("AO", visit.counter.tenant), ("AA", request["AA"]), *shown([("BK", request["BK"]), ("AF", message)])]
    return f"38{'Y' if paid else 'N'}{visit.date()}", answer


_METHODS: Final = {"00": "cash", "01": "card", "02": "card"}
"""How it was paid: 00 cash, 01 VISA, 02 another credit card."""


def _pay(visit: Visit, request: Request, patron: Patron) -> None:
    amount = Money.read(request["BV"], request.fixed["currency"])
    (owed,) = visit.counter.services.fees.of_patrons(visit.counter.actor, [patron.iri])
    fees = [each.iri for each in owed if each.remaining.currency == amount.currency]
    transaction = f"sip2 {request['BK']}" if request["BK"] else secrets.token_hex(8)
    visit.counter.services.fees.pay(
        visit.counter.actor,
        fees,
        amount,
        method=_METHODS.get(request.fixed["payment type"], "other"),
        request_id=transaction,
    )


def _standing(visit: Visit, request: Request, patron: Patron | None) -> tuple[str, Fields]:
    """The status of a patron, the language and the time; then who they are and what they owe."""
    language = request.fixed.get("language", "001")
    told = [("AO", visit.counter.tenant), ("AA", request["AA"])]
    if patron is None:
        nobody = [*told, ("AE", ""), ("BL", "N"), ("CQ", "N"), ("AF", "This card is not known here.")]
        return f"{status_text(list(Code))}{language}{visit.date()}", nobody
    (blocks,) = visit.counter.services.circulation.reading.blocks(visit.counter.actor, [patron.iri])
    today = visit.counter.calendar.day_of(visit.counter.now)
    scopes = {scope for scope in BlockScope if any(each.holds(scope, today) for each in patron.blocks)}
    head = f"{status_text([each.code for each in blocks], scopes)}{language}{visit.date()}"
    proved = visit.proved(patron, request["AD"])
    if not visit.is_admitted(request, patron):
        why = "The password is not right." if request["AD"] else "The password is needed."
        return head, [*told, ("AE", ""), ("BL", "Y"), ("CQ", "N"), ("AF", why)]
    (owed,) = visit.counter.services.fees.of_patrons(visit.counter.actor, [patron.iri])
    answer = [*told, ("AE", patron.name), ("BL", "Y"), ("CQ", "Y" if proved else "N"), *_owed(owed)]
    return head, [*answer, *(("AF", each.message) for each in blocks)]


def _owed(fees: Sequence[Fee]) -> Fields:
    """What is owed together, where it is in one currency."""
    currencies = {each.remaining.currency for each in fees}
    if len(currencies) != 1:
        return [("BV", "0.00")] if not fees else []
    (currency,) = currencies
    owed = Money(sum(each.remaining.minor for each in fees), currency)
    return [("BH", currency), ("BV", str(owed).removesuffix(f" {currency}"))]


def _lists(visit: Visit, patron: Patron) -> list[tuple[str, list[str]]]:
    """The lists of a patron, each with the name of its field, in the order of the summary."""
    every_loan, every_request, shelf = visit.counter.shelf(patron)
    (owed,) = visit.counter.services.fees.of_patrons(visit.counter.actor, [patron.iri])

    def loans(holds: Callable[[Loan], bool]) -> list[str]:
        return [_barcode(shelf, each.item) for each in every_loan if holds(each)]

    def requests(holds: Callable[[HoldRequest], bool]) -> list[str]:
        return [_wished(shelf, each) for each in every_request if holds(each)]

    return [
        ("AS", requests(lambda each: each.state is RequestState.AWAITING_PICKUP)),
        ("AT", loans(lambda each: each.due_at < visit.counter.now)),
        ("AU", loans(lambda _: True)),
        ("AV", [f"{each.remaining} {FEE_TYPES[each.type]}" for each in owed]),
        ("BU", loans(lambda each: each.recalled_at is not None)),
        ("CD", requests(lambda each: each.state is not RequestState.AWAITING_PICKUP)),
    ]


def _barcode(shelf: Shelf, item: str) -> str:
    known = shelf.items.get(item)
    return (known.barcode if known is not None else None) or shelf.titles.get(shelf.edition(item) or "") or item


def _wished(shelf: Shelf, request: HoldRequest) -> str:
    """The barcode of the item that is meant, or the title where any copy is."""
    if request.item or request.target in shelf.items:
        return _barcode(shelf, request.item or request.target)
    return shelf.titles.get(request.target) or request.target


def _page(values: Sequence[str], first: str, last: str) -> Sequence[str]:
    """From the first to the last of a list, counted from 1; all where that is not said."""
    begin = int(first) if first.isdecimal() else 1
    end = int(last) if last.isdecimal() else len(values)
    return values[max(begin, 1) - 1 : end]
