"""Loans and requests for those who may see them: staff with `circulation.read`, and patrons their own."""

from __future__ import annotations

from collections.abc import Sequence

from graph.access.model import Actor, Forbidden, Permission, require
from graph.circulation import documents
from graph.circulation.desk import Desk
from graph.circulation.model import Loan, Request
from graph.circulation.queues import position
from graph.store.model import Document
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant

_MOST = 1000


class AccountService:
    """What is out, waited for and kept, many at a time, in the acting tenant."""

    def __init__(self, desk: Desk, store: Store) -> None:
        self._desk, self._store = desk, store

    def loans(self, actor: Actor, iris: Sequence[str]) -> list[Loan | None]:
        """The loans with these IRIs, in the order asked; for a patron, their own alone."""
        found = self._desk.facts.loans(_tenant(actor), iris)
        return [each if each is not None and _may_see(actor, each.patron) else None for each in found]

    def requests(self, actor: Actor, iris: Sequence[str]) -> list[Request | None]:
        """The requests with these IRIs, in the order asked; for a patron, their own alone."""
        found = self._desk.facts.requests(_tenant(actor), iris)
        return [each if each is not None and _may_see(actor, each.patron) else None for each in found]

    def loans_of(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[Loan, ...]]:
        """Per patron, their open loans, due first. Raises `Forbidden` for patrons who are not the caller."""
        standing = self._desk.facts.standing(self._of_patrons(actor, patrons), patrons)
        return [tuple(sorted(each.loans, key=lambda loan: (loan.due_at, loan.iri))) for each in standing]

    def past_loans_of(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[Loan, ...]]:
        """Per patron, their closed loans that are still theirs, the latest first; at most 1,000."""
        found = self._pointing(self._of_patrons(actor, patrons), documents.PATRON, patrons, "lsp:Loan")
        closed = [[loan for each in some if not (loan := documents.loan_of(each)).open] for some in found]
        return [tuple(sorted(some, key=lambda loan: (loan.opened_at, loan.iri), reverse=True)) for some in closed]

    def requests_of(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[Request, ...]]:
        """Per patron, their open requests, the oldest first."""
        standing = self._desk.facts.standing(self._of_patrons(actor, patrons), patrons)
        return [tuple(sorted(each.requests, key=lambda one: (one.requested_at, one.iri))) for each in standing]

    def loans_of_items(self, actor: Actor, items: Sequence[str]) -> list[Loan | None]:
        """Per item, the loan it is out in. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        found = self._pointing(_tenant(actor), "lsp:openLoanOf", items, "lsp:Loan")
        return [documents.loan_of(each[0]) if each else None for each in found]

    def queues(self, actor: Actor, works: Sequence[str]) -> list[tuple[Request, ...]]:
        """Per work, its queue in order. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.queues(_tenant(actor), works)

    def positions(self, actor: Actor, requests: Sequence[Request]) -> list[int | None]:
        """The place of each request in its queue, counted from 1; None once it stands there no more."""
        works = list(dict.fromkeys(each.queue for each in requests if each.open))
        queues = dict(zip(works, self._desk.facts.queues(_tenant(actor), works) if works else (), strict=True))
        return [position(each, queues[each.queue]) if each.open else None for each in requests]

    def shelf(self, actor: Actor, points: Sequence[str]) -> list[tuple[Request, ...]]:
        """Per service point, the requests whose item waits at its shelf, which end first. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        found = self._pointing(_tenant(actor), documents.WAITING_AT, points, "lsp:Request")
        waiting = [[documents.request_of(each) for each in some] for some in found]
        return [tuple(sorted(some, key=lambda one: (str(one.shelf_expires), one.iri))) for some in waiting]

    # inside

    def _of_patrons(self, actor: Actor, patrons: Sequence[str]) -> str:
        if any(each != actor.patron for each in patrons):
            require(actor, Permission.CIRCULATION_READ)
        return _tenant(actor)

    def _pointing(self, tenant: str, path: str, targets: Sequence[str], type: str) -> list[list[Document]]:
        scope = Scope((grant({GraphKind.CIRCULATION}, {tenant}),))
        pages = self._store.incoming(targets, (path,), scope, first=_MOST) if targets else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        there = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return [
            [found for key in page.keys if (found := there[key]) is not None and type in found.body["@type"]]
            for page in pages
        ]


def _may_see(actor: Actor, patron: str | None) -> bool:
    return actor.may(Permission.CIRCULATION_READ) or (patron is not None and patron == actor.patron)


def _tenant(actor: Actor) -> str:
    if actor.tenant is None:
        raise Forbidden("Say in which library you are acting.", hint="Sign in to a library, or choose one.")
    return actor.tenant
