"""How requests between libraries, and the messages about them, are written as documents of a circulation graph.

A document carries its open type (`lsp:OpenLibraryRequest`, `lsp:WaitingLetter`) for as long as there is something to do
about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from graph.circulation.documents import ITEM, PATRON
from graph.store.model import Document
from graph.store.names import parse_graph
from graph.workflows.interlending.model import MOST_SEEN, MOST_TOLD, Delivery, Letter, LibraryRequest, Told
from graph.workflows.interlending.steps import Side, State
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain
from mappings.iso18626.codes import Action, ServiceType, Status
from mappings.iso18626.messages import Wanted

REQUESTS: Final = "library-requests"
LETTERS: Final = "letters"
REQUEST: Final = "lsp:LibraryRequest"
OPEN: Final = "lsp:OpenLibraryRequest"
LETTER: Final = "lsp:Letter"
WAITING: Final = "lsp:WaitingLetter"
ABOUT: Final = "lsp:about"
LOAN: Final = "lsp:loan"
_LINKS: Final = {
    "instance": "lsp:instance",
    "queued": "lsp:request",
    "item": ITEM,
    "loan": LOAN,
    "patron": PATRON,
    "pickup": "lsp:pickup",
}
_TEXTS: Final = {
    "partner": "lsp:partner",
    "id": "lsp:transaction",
    "id_there": "lsp:transactionThere",
    "note": "lsp:note",
    "why": "lsp:reason",
    "item_there": "lsp:itemThere",
}
_MOMENTS: Final = {
    "needed_by": "lsp:neededBy",
    "due_at": "lsp:due",
    "heard_at": "lsp:heard",
}
_WANTED: Final = {
    "title": "lsp:title",
    "author": "lsp:author",
    "record": "lsp:record",
    "edition": "lsp:edition",
    "volume": "lsp:volume",
    "publisher": "lsp:publisher",
    "date": "lsp:date",
}
_BREAK: Final = "\n"
_LONGEST: Final = 1_000
"""How much is kept of a note."""


def request_node(request: LibraryRequest) -> Node:
    """The document of a request between libraries (`lsp:LibraryRequest`)."""
    node: Node = {
        "@id": request.iri,
        "@type": [REQUEST, OPEN] if request.open or request.rota else [REQUEST],
        "lsp:side": [request.side.value],
        "lsp:status": [request.state.status.value],
        "lsp:service": [request.service.value],
        "lsp:asked": [_moment(request.asked_at)],
        "lsp:changed": [_moment(request.changed_at)],
        "lsp:done": sorted(each.value for each in request.state.done),
        "lsp:seen": list(request.seen[-MOST_SEEN:]),
        "lsp:told": [_line(each) for each in request.history[-MOST_TOLD:]],
        "lsp:rota": [" ".join(each) for each in request.rota],
        "lsp:after": [{"@id": each} for each in request.after],
        "lsp:itemId": [f"{code} {value}" for code, value in request.wanted.item_ids],
        "lsp:recordId": [f"{code} {value}" for code, value in request.wanted.record_ids],
    }
    node.update({name: [{"@id": iri}] for of, name in _LINKS.items() if (iri := getattr(request, of))})
    node.update({name: [text] for of, name in _TEXTS.items() if (text := getattr(request, of))})
    node.update({name: [text] for of, name in _WANTED.items() if (text := getattr(request.wanted, of))})
    node.update({name: [_moment(at)] for of, name in _MOMENTS.items() if (at := getattr(request, of)) is not None})
    return {name: values for name, values in node.items() if values}


def request_of(document: Document) -> LibraryRequest:
    """A request between libraries from its document."""
    node = document.body
    moments = {of: datetime.fromisoformat(text) for of, name in _MOMENTS.items() if (text := plain(node, name))}
    links = {of: found[0] for of, name in _LINKS.items() if (found := iris(node, name))}
    texts = {of: text for of, name in _TEXTS.items() if (text := plain(node, name))}
    values: dict[str, Any] = {"partner": "", **moments, **links, **texts}
    wanted: dict[str, Any] = {of: text for of, name in _WANTED.items() if (text := plain(node, name))}
    return LibraryRequest(
        iri=document.key.iri,
        tenant=parse_graph(document.key.graph).owner,
        side=Side(plain(node, "lsp:side") or ""),
        wanted=Wanted(
            **wanted, item_ids=_pairs(_every(node, "lsp:itemId")), record_ids=_pairs(_every(node, "lsp:recordId"))
        ),
        asked_at=datetime.fromisoformat(plain(node, "lsp:asked") or ""),
        changed_at=datetime.fromisoformat(plain(node, "lsp:changed") or ""),
        state=State(Status(plain(node, "lsp:status") or ""), frozenset(map(Action, _every(node, "lsp:done")))),
        service=ServiceType(plain(node, "lsp:service") or ""),
        history=tuple(_told(each) for each in _every(node, "lsp:told")),
        rota=_pairs(_every(node, "lsp:rota")),
        after=tuple(iris(node, "lsp:after")),
        seen=tuple(_every(node, "lsp:seen")),
        revision=document.version,
        **values,
    )


def letter_node(letter: Letter) -> Node:
    """The document of a message to a partner (`lsp:Letter`)."""
    node: Node = {
        "@id": letter.iri,
        "@type": [LETTER, WAITING] if letter.delivery is Delivery.WAITING else [LETTER],
        ABOUT: [{"@id": letter.about}],
        "lsp:partner": [letter.partner],
        "lsp:kind": [letter.kind],
        "lsp:text": [letter.text],
        "lsp:at": [_moment(letter.at)],
        "lsp:delivery": [letter.delivery.value],
        "lsp:failures": [str(letter.failures)],
    }
    if letter.next_at is not None:
        node["lsp:nextAt"] = [_moment(letter.next_at)]
    if letter.answer:
        node["lsp:answer"] = [letter.answer]
    return node


def letter_of(document: Document) -> Letter:
    """A message to a partner from its document."""
    node = document.body
    again = plain(node, "lsp:nextAt")
    return Letter(
        document.key.iri,
        parse_graph(document.key.graph).owner,
        plain(node, "lsp:partner") or "",
        iris(node, ABOUT)[0],
        plain(node, "lsp:kind") or "",
        plain(node, "lsp:text") or "",
        datetime.fromisoformat(plain(node, "lsp:at") or ""),
        Delivery(plain(node, "lsp:delivery") or ""),
        int(plain(node, "lsp:failures") or 0),
        datetime.fromisoformat(again) if again else None,
        plain(node, "lsp:answer") or "",
        document.version,
    )


def _line(told: Told) -> str:
    return _BREAK.join((_moment(told.at), told.by.value, told.what, told.note[:_LONGEST]))


def _told(line: str) -> Told:
    at, by, what, note = line.split(_BREAK, 3)
    return Told(datetime.fromisoformat(at), Side(by), what, note)


def _every(node: Node, name: str) -> list[str]:
    return [value for value in node.get(name, ()) if isinstance(value, str)]


def _pairs(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, value) for code, _, value in (each.partition(" ") for each in texts))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
