"""Paying online: what a reader chose is begun here and paid on the page of the library's provider.

The page of a payment shows how far it is. Whoever comes back from the provider sees it, and decides nothing by it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from strawberry import ID

from app.pages.account import account, to_sign_in
from app.pages.asking import NothingThere
from app.pages.visit import Shown, Visit
from graph.patrons.model import PatronError
from graph.patrons.payment_model import UnknownPayment
from graph.patrons.payment_trials import is_trial
from schema.ids import InvalidId, Naming, name_in

CHOSEN = "fee-"
"""How the fields of a form begin that name the fees to pay."""


def pay(visit: Visit) -> Shown:
    """Begin to pay the fees that were chosen, and go to the page of the payment; or show the account again with why
    not.
    """
    if visit.caller.actor.patron is None:
        return to_sign_in(visit, "account")
    try:
        named = [name_in(ID(each), Naming.FEE) for name, each in visit.given.items() if name.startswith(CHOSEN)]
        payment = visit.services.payments.begin(visit.caller.actor, named)
    except (PatronError, InvalidId) as error:
        return account(visit, (visit.wording.refused(error.full_code, error.message),), 409)
    return Shown(lead=visit.addresses.page("account/payment", {"reference": payment.reference}), status=303)


def payment(visit: Visit) -> Shown:
    """How far one's own payment is, with the link to the provider's page while it can be paid. Whoever tries the
    provider is led back to where they began.

    Raises `NothingThere`.
    """
    reference = visit.parameter("reference") or ""
    if is_trial(reference):
        return Shown(lead=f"/app/{visit.library.slug}/admin/payments", status=303)
    if visit.caller.actor.patron is None:
        return to_sign_in(visit, visit.addresses.page("account/payment", {"reference": reference}))
    payments = visit.services.payments
    try:
        found = payments.shown(visit.caller.actor, reference)
    except UnknownPayment:
        raise NothingThere from None
    address = payments.address(found)
    amount, _, currency = str(found.amount).partition(" ")
    values = {
        "address": address,
        "host": None if address is None else urlsplit(address).hostname,
        "state": found.state.value,
        "amount": visit.wording.money(amount, currency),
        "expires": visit.wording.day(found.expires.isoformat()),
    }
    return Shown("payment.html", values)
