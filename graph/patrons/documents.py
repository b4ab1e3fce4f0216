"""How patrons and fees are written as documents of a tenant's patrons graph, and read back. One function each way.

A fee carries `lsp:OpenFee` and `lsp:owedBy` for as long as something remains of it: what a patron owes is found without
reading what was settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from graph.patrons.model import Block, BlockScope, Contact, Entry, EntryKind, Fee, FeeType, Patron
from graph.store.model import Document
from graph.store.names import parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, nodes, plain
from mappings.money import Money

PATRONS: Final = "patrons"
FEES: Final = "fees"
OWED_BY: Final = "lsp:owedBy"
PATRON: Final = "lsp:patron"
LOAN: Final = "lsp:loan"


def patron_node(patron: Patron) -> Node:
    """The document of a patron (`lsp:Patron`)."""
    node = _node(patron.iri, ["lsp:Patron"], {
        "lsp:barcode": patron.barcode,
        "lsp:name": patron.name,
        "lsp:group": patron.group,
        "lsp:externalId": patron.external_id,
        "lsp:inactive": "" if patron.active else "true",
        "lsp:expires": _day(patron.expires),
        "lsp:email": patron.contact.email,
        "lsp:phone": patron.contact.phone,
        "lsp:address": patron.contact.address,
        "lsp:language": patron.contact.language,
        "lsp:keepHistory": "true" if patron.keep_history else "",
    }, {"lsp:proxy": patron.proxies, "lsp:pickup": (patron.pickup,) if patron.pickup else ()})  # fmt: skip
    if patron.notes:
        node["lsp:note"] = list(patron.notes)
    if patron.blocks:
        node["lsp:block"] = [_block_node(number, each) for number, each in enumerate(patron.blocks, 1)]
    return node


def patron_of(document: Document) -> Patron:
    """A patron from the document."""
    node = document.body
    expires = plain(node, "lsp:expires")
    return Patron(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        barcode=_text(node, "lsp:barcode"),
        name=_text(node, "lsp:name"),
        group=_text(node, "lsp:group"),
        external_id=_text(node, "lsp:externalId"),
        active="lsp:inactive" not in node,
        expires=date.fromisoformat(expires) if expires else None,
        contact=Contact(
            _text(node, "lsp:email"), _text(node, "lsp:phone"), _text(node, "lsp:address"), _text(node, "lsp:language")
        ),
        proxies=iris(node, "lsp:proxy"),
        blocks=tuple(_block_of(each) for each in nodes(node, "lsp:block")),
        pickup=next(iter(iris(node, "lsp:pickup")), None),
        keep_history="lsp:keepHistory" in node,
        notes=tuple(str(each) for each in node.get("lsp:note", ())),
        revision=document.version,
    )


def _block_node(number: int, block: Block) -> Node:
    node = _node(f"#block-{number}", ["lsp:Block"], {
        "lsp:localId": block.id,
        "lsp:reason": block.reason,
        "lsp:message": block.message,
        "lsp:expires": _day(block.expires),
    }, {})  # fmt: skip
    node["lsp:scope"] = sorted(each.value for each in block.scopes)
    return node


def _block_of(node: Node) -> Block:
    expires = plain(node, "lsp:expires")
    return Block(
        _text(node, "lsp:localId"),
        frozenset(BlockScope(each) for each in node["lsp:scope"]),
        _text(node, "lsp:reason"),
        _text(node, "lsp:message"),
        date.fromisoformat(expires) if expires else None,
    )


def fee_node(fee: Fee) -> Node:
    """The document of a fee (`lsp:Fee`)."""
    stands = fee.remaining.minor != 0
    patron = (fee.patron,) if fee.patron else ()
    node = _node(fee.iri, ["lsp:Fee", "lsp:OpenFee"] if stands else ["lsp:Fee"], {"lsp:feeType": fee.type.value}, {
        PATRON: patron,
        OWED_BY: patron if stands else (),
        "lsp:item": (fee.item,) if fee.item else (),
        LOAN: (fee.loan,) if fee.loan else (),
    })  # fmt: skip
    node["lsp:entry"] = [_entry_node(number, each) for number, each in enumerate(fee.entries, 1)]
    return node


def fee_of(document: Document) -> Fee:
    """A fee from its document."""
    node = document.body
    return Fee(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        patron=next(iter(iris(node, PATRON)), None),
        type=FeeType(_text(node, "lsp:feeType")),
        entries=tuple(_entry_of(each) for each in nodes(node, "lsp:entry")),
        item=next(iter(iris(node, "lsp:item")), None),
        loan=next(iter(iris(node, LOAN)), None),
        revision=document.version,
    )


def _entry_node(number: int, entry: Entry) -> Node:
    return _node(f"#entry-{number}", ["lsp:Entry"], {
        "lsp:kind": entry.kind.value,
        "lsp:minor": str(entry.amount.minor),
        "lsp:currency": entry.amount.currency,
        "lsp:at": entry.at.isoformat(),
        "lsp:by": entry.by,
        "lsp:method": entry.method,
        "lsp:note": entry.note,
    }, {})  # fmt: skip


def _entry_of(node: Node) -> Entry:
    return Entry(
        EntryKind(_text(node, "lsp:kind")),
        Money(int(_text(node, "lsp:minor")), _text(node, "lsp:currency")),
        datetime.fromisoformat(_text(node, "lsp:at")),
        _text(node, "lsp:by"),
        _text(node, "lsp:method"),
        _text(node, "lsp:note"),
    )


def _node(iri: str, types: list[str], texts: Mapping[str, str], links: Mapping[str, Iterable[str]]) -> Node:
    """A node with these values; what is empty is left out."""
    node: Node = {"@id": iri, "@type": types}
    node.update({name: [text] for name, text in texts.items() if text})
    node.update({name: found for name, each in links.items() if (found := [{"@id": iri} for iri in each])})
    return node


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _text(node: Node, name: str) -> str:
    return plain(node, name) or ""
