"""What a lost item costs, and what is given back when it turns up, as the lending rules say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.circulation.desk import Attempt, Desk
from graph.circulation.due import later
from graph.circulation.facts import Copy
from graph.circulation.model import Loan
from graph.circulation.renewing import policy_of
from graph.patrons.model import EntryKind, Fee, FeeType
from mappings.bibframe.read import plain
from mappings.money import InvalidMoney, Money

_AMOUNT: Final = re.compile(r"[0-9]+(?:[.,][0-9]{1,3})?")
_CURRENCY: Final = re.compile(r"\b[A-Z]{3}\b")
_OF_LOSS: Final = frozenset({FeeType.LOST_ITEM, FeeType.LOST_PROCESSING})


def bill(desk: Desk, attempt: Attempt, loan: Loan, copy: Copy | None) -> tuple[Money, ...]:
    """Charge for a lost item: its price as the rules or the item say, and the processing. What was charged.

    An item that is to be billed by its own price and has none costs the processing alone.
    """
    policy = policy_of(loan, attempt.settings)
    lost = policy.lost
    if lost is None or loan.patron is None:
        return ()
    known = lost.processing or (policy.overdue.rate if policy.overdue is not None else None)
    price = lost.bill if lost.bill is not None else _price(copy, known.currency if known is not None else "")
    charges = [(FeeType.LOST_ITEM, price), (FeeType.LOST_PROCESSING, lost.processing)]
    charged = [(fee, amount) for fee, amount in charges if amount is not None and amount.minor > 0]
    for fee, amount in charged:
        desk.charge(attempt, loan.patron, fee, amount, item=loan.item, loan=loan.iri)
    return tuple(amount for _, amount in charged)


def refund(desk: Desk, attempt: Attempt, loan: Loan) -> Money | None:
    """Take back what was charged for a lost item that turned up in time; what had been paid is given back.

    None where the rules give nothing back any more: what was charged stays.
    """
    lost = policy_of(loan, attempt.settings).lost
    since = loan.claimed_at or loan.due_at
    if lost is None or lost.refund_within is None:
        return None
    if attempt.at > later(since, lost.refund_within, attempt.settings.calendar(loan.location)):
        return None
    (fees,) = desk.people.fees_of_loans(attempt.tenant, [loan.iri])
    paid = [_take_back(desk, attempt, fee) for fee in fees if fee.type in _OF_LOSS]
    return Money(sum(each.minor for each in paid), paid[0].currency) if paid else None


def settled(fees: Iterable[Fee]) -> bool:
    """Whether a lost item was billed and nothing of that is owed any more."""
    billed = [each for each in fees if each.type in _OF_LOSS]
    return bool(billed) and not any(each.remaining.minor for each in billed)


def owed_for(desk: Desk, attempt: Attempt, loan: Loan) -> tuple[Money, ...]:
    """What is still owed for a lost item."""
    (fees,) = desk.people.fees_of_loans(attempt.tenant, [loan.iri])
    return tuple(each.remaining for each in fees if each.type in _OF_LOSS and each.remaining.minor > 0)


def _take_back(desk: Desk, attempt: Attempt, fee: Fee) -> Money:
    """Give back what was paid of a fee and cancel it whole."""
    currency = fee.remaining.currency
    money = (EntryKind.PAY, EntryKind.REFUND)
    paid = Money(-sum(each.amount.minor for each in fee.entries if each.kind in money), currency)
    if paid.minor > 0:
        fee, put = desk.people.entry(fee, EntryKind.REFUND, paid, attempt.at, attempt.by)
        attempt.writes.other(put)
    if fee.remaining.minor > 0:
        off = Money(-fee.remaining.minor, currency)
        attempt.writes.other(desk.people.entry(fee, EntryKind.CANCEL, off, attempt.at, attempt.by)[1])
    return replace(paid, minor=max(paid.minor, 0))


def _price(copy: Copy | None, currency: str) -> Money | None:
    """The price of an item as its description has it: an amount, with a currency before or behind it or in the one that
    the rules charge in.
    """
    text = plain(copy.item.resource.body, "lsp:replacementCost") or "" if copy is not None else ""
    amount, code = _AMOUNT.search(text), _CURRENCY.search(text)
    try:
        return Money.read(amount[0].replace(",", ".") if amount else "", code[0] if code else currency)
    except InvalidMoney:
        return None
