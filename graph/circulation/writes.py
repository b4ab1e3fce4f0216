"""What one command will write, gathered until it is committed whole. A document is put once, however often changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.circulation import documents
from graph.circulation.facts import Copy
from graph.circulation.model import Audit, Loan, Request, Sighting, Transit
from graph.store.model import ABSENT, Expected, Key, Put
from mappings.bibframe.node import Node


class Writes:
    """The puts of one command, by document."""

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self._puts: dict[Key, Put] = {}

    @property
    def puts(self) -> tuple[Put, ...]:
        """Everything to write."""
        return tuple(self._puts.values())

    def loan(self, loan: Loan) -> Loan:
        """Write a loan; it is answered as it will be."""
        return replace(loan, revision=self._put(loan.iri, documents.loan_node(loan), loan.revision))

    def request(self, request: Request) -> Request:
        """Write a request; it is answered as it will be."""
        return replace(request, revision=self._put(request.iri, documents.request_node(request), request.revision))

    def transit(self, transit: Transit) -> Transit:
        """Write a transit; it is answered as it will be."""
        return replace(transit, revision=self._put(transit.iri, documents.transit_node(transit), transit.revision))

    def audit(self, audit: Audit) -> None:
        """Write what was let pass."""
        self._put(audit.iri, documents.audit_node(audit), 0)

    def use(self, iri: str, item: str, point: str, at: datetime) -> None:
        """Write that an item was used in the house."""
        self._put(iri, documents.use_node(iri, item, point, at), 0)

    def seen(self, copy: Copy, point: str, at: datetime) -> None:
        """The item is in somebody's hands now. No other command on it succeeds beside this one."""
        self._sighting(replace(copy.sighting, seen_at=at, point=point))
        self._expect_item(copy)

    def hold_still(self, copy: Copy) -> None:
        """The item must be as it was found; nobody has it in hand."""
        self._sighting(copy.sighting)
        self._expect_item(copy)

    def item(self, copy: Copy, body: Node) -> None:
        """Write the library's own description of an item."""
        self._puts[copy.layer.key] = Put(copy.layer.key, body, copy.layer.version)

    def receipt(self, iri: str, node: Node) -> None:
        """Write what a request by a client's own id was answered with."""
        self._put(iri, node, 0)

    def other(self, put: Put) -> None:
        """Write a document of another domain, such as a fee."""
        before = self._puts.get(put.key)
        self._puts[put.key] = put if before is None else Put(put.key, put.body, before.expects)

    def _sighting(self, sighting: Sighting) -> None:
        self._put(sighting.iri, documents.sighting_node(sighting), sighting.revision)

    def _expect_item(self, copy: Copy) -> None:
        key = copy.layer.key
        self._puts.setdefault(key, Put(key, copy.layer.body, copy.layer.version))

    def _put(self, iri: str, body: Node, revision: int) -> int:
        """The version the document will have."""
        key = Key(self._graph, iri)
        before = self._puts.get(key)
        expects: Expected = before.expects if before is not None else (revision or ABSENT)
        self._puts[key] = Put(key, body, expects)
        return expects + 1 if isinstance(expects, int) else 1
