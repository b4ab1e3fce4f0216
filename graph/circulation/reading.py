"""Reading loans, requests and queues: many at a time, for staff who may and for patrons their own.

To whoever may not read something it is not there. Each function makes a constant number of store calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.access.model import Actor, Permission, acting, require
from graph.circulation.custody import NOTHING, Held
from graph.circulation.desk import Desk
from graph.circulation.facts import Standing
from graph.circulation.model import Loan, Request, Transit
from graph.circulation.patron_rules import Asking, about_patron
from graph.circulation.queues import in_order, position
from graph.circulation.refusals import BlockedBy
from graph.circulation.renewing import Renewing, about_renewal
from graph.patrons.model import BlockScope
from graph.store.paging import Page, Slice


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands: its place counted from 1, and how many stand in its queue."""

    position: int
    length: int


class ReadingService:
    """Loans, requests and transits of the acting library for reading."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def loans(self, actor: Actor, iris: Sequence[str]) -> list[Loan | None]:
        """The loans with these IRIs, in the order asked; None where there is none for this reader."""
        found = self._desk.facts.loans(acting(actor), iris)
        return [each if each is not None and _sees(actor, each.patron, each.proxy) else None for each in found]

    def requests(self, actor: Actor, iris: Sequence[str]) -> list[Request | None]:
        """The requests with these IRIs, in the order asked; None where there is none for this reader."""
        found = self._desk.facts.requests(acting(actor), iris)
        return [each if each is not None and _sees(actor, each.patron, each.proxy) else None for each in found]

    def transits(self, actor: Actor, iris: Sequence[str]) -> list[Transit | None]:
        """The transits with these IRIs, in the order asked. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.transits(acting(actor), iris)

    def standing(self, actor: Actor, patrons: Sequence[str]) -> list[Standing]:
        """Per patron (an IRI), what they have out and wait for; nothing where this reader may not see it."""
        seen = [each for each in dict.fromkeys(patrons) if _sees(actor, each)]
        there = dict(zip(seen, self._desk.facts.standing(acting(actor), seen), strict=True))
        return [there.get(each, Standing()) for each in patrons]

    def past_loans(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[Loan, ...]]:
        """Per patron (an IRI), their closed loans that are still theirs, the latest first, at most 1,000; none where
        this reader may not see them.
        """
        seen = [each for each in dict.fromkeys(patrons) if _sees(actor, each)]
        there = dict(zip(seen, self._desk.facts.past_loans(acting(actor), seen), strict=True))
        return [there.get(each, ()) for each in patrons]

    def every_loan(self, actor: Actor, since: datetime | None = None) -> Iterator[Loan]:
        """Every loan of the acting library, past ones too, begun at a moment or later. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        loans = self._desk.facts.loans_of_every_time(acting(actor))
        return (each for each in loans if since is None or each.opened_at >= since)

    def open_loans(self, actor: Actor) -> Iterator[Loan]:
        """Every open loan of the acting library. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.every_loan(acting(actor))

    def renewals(self, actor: Actor, loans: Sequence[Loan]) -> list[tuple[BlockedBy, ...]]:
        """Per loan, what would keep it from being renewed now; nothing: it can be. Raises `Forbidden` for a loan that
        is not this reader's to see.
        """
        tenant, desk = acting(actor), self._desk
        if not all(_sees(actor, each.patron, each.proxy) for each in loans):
            require(actor, Permission.CIRCULATION_READ, tenant)
        settings, now = desk.settings(tenant), desk.clock()
        copies = desk.facts.copies(tenant, [each.item for each in loans])
        patrons = list(dict.fromkeys(each.patron for each in loans if each.patron is not None))
        who = dict(zip(patrons, desk.borrowers(tenant, patrons), strict=True)) if patrons else {}
        return [
            tuple(about_renewal(Renewing(settings, loan, copy, who.get(loan.patron or ""), now)))
            for loan, copy in zip(loans, copies, strict=True)
        ]

    def blocks(self, actor: Actor, patrons: Sequence[str]) -> list[tuple[BlockedBy, ...]]:
        """Per patron (an IRI), what keeps them from borrowing anything. Raises `Forbidden` for one that is not this
        reader's to see.
        """
        tenant, desk = acting(actor), self._desk
        if not all(_sees(actor, each) for each in patrons):
            require(actor, Permission.CIRCULATION_READ, tenant)
        settings, now = desk.settings(tenant), desk.clock()
        return [
            tuple(about_patron(Asking(settings, each, BlockScope.BORROW, now)))
            for each in desk.borrowers(tenant, patrons)
        ]

    def places(self, actor: Actor, requests: Sequence[Request]) -> list[Place | None]:
        """Where each request stands in its queue, as it is given; None once it stands there no more, or where it is not
        seen.
        """
        works = list(dict.fromkeys(each.queue for each in requests))
        queues = dict(zip(works, self._desk.facts.queues(acting(actor), works), strict=True))
        answer: list[Place | None] = []
        for each in requests:
            queue = [each, *(one for one in queues[each.queue] if one.iri != each.iri)]
            found = position(each, queue) if _sees(actor, each.patron, each.proxy) else None
            answer.append(None if found is None else Place(found, len(in_order(queue))))
        return answer

    def queues(self, actor: Actor, works: Sequence[str]) -> list[tuple[Request, ...]]:
        """Per work, its queue in order. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.queues(acting(actor), works)

    def held(self, actor: Actor, items: Sequence[str]) -> list[Held]:
        """Per item (an IRI), its open loan, transit and the request it is kept for. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        copies = self._desk.facts.copies(acting(actor), items)
        return [each.held if each is not None else NOTHING for each in copies]

    def loans_of_item(self, actor: Actor, items: Sequence[str], page: Page) -> list[Slice[Loan]]:
        """Per item (an IRI), its loans, past ones too. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.loans_of_items(acting(actor), items, page)

    def hold_shelf(self, actor: Actor, points: Sequence[str], page: Page) -> list[Slice[Request]]:
        """Per service point (an IRI), the requests whose item waits at its shelf. Needs `circulation.read`."""
        require(actor, Permission.CIRCULATION_READ)
        return self._desk.facts.waiting_at(acting(actor), points, page)


def _sees(actor: Actor, *people: str | None) -> bool:
    """Whether the actor reads circulation here, or is one of these people."""
    own = actor.patron
    return actor.may(Permission.CIRCULATION_READ) or (own is not None and own in people)
