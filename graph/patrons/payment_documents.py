"""How payments and refusals are written as documents of a tenant's patrons graph, and read back.

A payment names its patron by `lsp:patron`, so it is handed out and erased with them; while it is open it carries
`lsp:paymentBy` too. A refusal says `lsp:about` which payment it is, and goes with that.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from graph.patrons.documents import PATRON
from graph.patrons.payment_model import Payment, PaymentState, Refusal
from graph.store.model import Document
from graph.store.names import parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain
from mappings.money import Money

PAYMENTS: Final = "payments"
REFUSALS: Final = "payment-refusals"
OPEN_BY: Final = "lsp:paymentBy"
OF_FEE: Final = "lsp:fee"
PAYMENT: Final = "lsp:Payment"
REFUSAL: Final = "lsp:PaymentRefusal"


def payment_node(payment: Payment) -> Node:
    """The document of a payment."""
    node: Node = {
        "@id": payment.iri,
        "@type": [PAYMENT],
        PATRON: [{"@id": payment.patron}],
        OF_FEE: [{"@id": each} for each in payment.fees],
        "lsp:minor": [str(payment.amount.minor)],
        "lsp:currency": [payment.amount.currency],
        "lsp:at": [payment.begun.isoformat()],
        "lsp:expires": [payment.expires.isoformat()],
        "lsp:state": [payment.state.value],
    }
    if payment.state is PaymentState.OPEN:
        node[OPEN_BY] = [{"@id": payment.patron}]
    if payment.transaction:
        node["lsp:transaction"] = [payment.transaction]
    return node


def payment_of(document: Document) -> Payment:
    """A payment from its document."""
    node = document.body
    return Payment(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        patron=iris(node, PATRON)[0],
        fees=tuple(iris(node, OF_FEE)),
        amount=Money(int(_text(node, "lsp:minor")), _text(node, "lsp:currency")),
        begun=datetime.fromisoformat(_text(node, "lsp:at")),
        expires=datetime.fromisoformat(_text(node, "lsp:expires")),
        state=PaymentState(_text(node, "lsp:state")),
        transaction=_text(node, "lsp:transaction"),
        revision=document.version,
    )


def refusal_node(refusal: Refusal, about: str | None) -> Node:
    """The document of a refusal, about a payment where there is one."""
    node: Node = {
        "@id": refusal.iri,
        "@type": [REFUSAL],
        "lsp:reference": [refusal.reference],
        "lsp:code": [refusal.code],
        "lsp:at": [refusal.at.isoformat()],
    }
    if refusal.amount is not None:
        node |= {"lsp:minor": [str(refusal.amount.minor)], "lsp:currency": [refusal.amount.currency]}
    if refusal.transaction:
        node["lsp:transaction"] = [refusal.transaction]
    if about is not None:
        node["lsp:about"] = [{"@id": about}]
    return node


def refusal_of(document: Document) -> Refusal:
    """A refusal from its document."""
    node = document.body
    minor = _text(node, "lsp:minor")
    return Refusal(
        document.key.iri,
        _text(node, "lsp:reference"),
        _text(node, "lsp:code"),
        datetime.fromisoformat(_text(node, "lsp:at")),
        Money(int(minor), _text(node, "lsp:currency")) if minor else None,
        _text(node, "lsp:transaction"),
    )


def _text(node: Node, name: str) -> str:
    return plain(node, name) or ""
