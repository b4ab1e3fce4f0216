"""What one command will write, gathered until it is committed whole. A document is put once, however often changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from graph.circulation import documents
from graph.circulation.facts import Copy
from graph.circulation.messages.documents import notice_node
from graph.circulation.messages.model import Notice
from graph.circulation.model import Audit, Loan, Queue, Request, Transit
from graph.store.model import ABSENT, Delete, Expected, Key, Put
from mappings.bibframe.node import Node


class Writes:
    """The puts of one command, by document."""

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self._puts: dict[Key, Put] = {}
        self._absent: set[Key] = set()

    @property
    def puts(self) -> tuple[Put, ...]:
        """Everything to write."""
        return tuple(self._puts.values())

    @property
    def deletes(self) -> tuple[Delete, ...]:
        """What must not be there: taking away what is absent does nothing but expect it."""
        return tuple(Delete(key, ABSENT) for key in sorted(self._absent))

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

    def notice(self, notice: Notice) -> None:
        """Write a notice."""
        self._put(notice.iri, notice_node(notice), 0)

    def use(self, iri: str, item: str, point: str, at: datetime) -> None:
        """Write that an item was used in the house."""
        self._put(iri, documents.use_node(iri, item, point, at), 0)

    def seen(self, copy: Copy, point: str, at: datetime) -> None:
        """The item is in somebody's hands now, and it and its queue must be as they were found."""
        last = copy.sighting.seen_at
        seen_at = at if last is None else max(last, at)  # what is told late does not undo what was seen since
        sighting = replace(copy.sighting, seen_at=seen_at, point=point, times=copy.sighting.times + 1)
        self._put(sighting.iri, documents.sighting_node(sighting), sighting.revision)
        self._expect(copy.layer.key, copy.layer.body, copy.layer.version)
        self.same_queue(copy.head)

    def hold_still(self, copy: Copy) -> None:
        """The item must be as it was found, and in nobody's hands since."""
        key, sighting = Key(self._graph, copy.sighting.iri), copy.sighting
        self._expect(key, documents.sighting_node(sighting), sighting.revision)
        self._expect(copy.layer.key, copy.layer.body, copy.layer.version)

    def same_queue(self, head: Queue) -> None:
        """Nobody must have joined the queue since it was read."""
        self._expect(Key(self._graph, head.iri), documents.queue_node(head), head.revision)

    def joined(self, head: Queue) -> int:
        """Somebody joins a queue at its end; the order key they get."""
        self.reordered(head, head.last)
        return head.last + 1

    def reordered(self, head: Queue, last: int = 0) -> None:
        """A queue has another order, in which `last` may be the highest key."""
        changed = replace(head, last=max(head.last, last) + 1)
        self._put(head.iri, documents.queue_node(changed), head.revision)

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

    def _expect(self, key: Key, body: Node, revision: int) -> None:
        """The document must be as it was read: what is written anew as it is makes no version."""
        if revision:
            self._puts.setdefault(key, Put(key, body, revision))
        elif key not in self._puts:
            self._absent.add(key)

    def _put(self, iri: str, body: Node, revision: int) -> int:
        """The version the document will have."""
        key = Key(self._graph, iri)
        self._absent.discard(key)
        before = self._puts.get(key)
        expects: Expected = before.expects if before is not None else (revision or ABSENT)
        self._puts[key] = Put(key, body, expects)
        return expects + 1 if isinstance(expects, int) else 1
