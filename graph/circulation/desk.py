"""How every command of lending is carried out: facts are read, rules asked, and all of it is written as one Change.

A command that meets a change of somebody else's begins again from fresh facts, a few times. The same request id answers
as the first time. Nothing is written by a refused command or a dry run.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

from graph.access.model import Actor, Permission, acting, require
from graph.access.watch import Watched
from graph.circulation import documents
from graph.circulation.chosen import ChosenCopies
from graph.circulation.facts import Borrower, Copy, FactsReader
from graph.circulation.model import Audit, Loan
from graph.circulation.open_requests import OpenRequests
from graph.circulation.people import Charge, People
from graph.circulation.refusals import BlockedBy, Contended, Override, RequestIdReused, let_pass
from graph.circulation.settings import LendingSettings
from graph.circulation.writes import Writes
from graph.patrons.model import Fee, FeeType, Patron
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Committed, Key
from graph.store.names import Names, opaque_id
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain
from mappings.money import Money

_ATTEMPTS: Final = 6
_AGAIN: Final = "Others were at the same item, loan or request each time this was tried."

_T = TypeVar("_T")
_A = TypeVar("_A", bound="Answer")


class Answer(Protocol):
    """What every command answers: `sequence` is the number of the event, 0 where nothing was written."""

    @property
    def sequence(self) -> int:
        """The number of the event."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a desk: by whom, in which library, with which request id, override, and whether in earnest."""

    actor: Actor
    command: str
    request_id: str | None = None
    override: Override | None = None
    dry_run: bool = False
    at: datetime | None = None
    """When it was done, where that was earlier than it is told."""

    @property
    def tenant(self) -> str:
        """The library acted in. Raises `Forbidden` where none is said."""
        return acting(self.actor)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an earlier request of the same id was answered with: the names it was about, what else was said, and the
    number of an event that is not before its own.
    """

    about: tuple[str, ...]
    said: Mapping[str, str]
    sequence: int


@dataclass(slots=True)
class Attempt:
    """One try of a command: when it was done (`at`) and when that is written down (`now`), the settings of now, and
    what it will write.
    """

    order: Order
    settings: LendingSettings
    at: datetime
    now: datetime
    writes: Writes
    lifted: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    """The loans, requests and items it is about: what the receipt and the audit name."""
    said: dict[str, str] = field(default_factory=dict)
    """What else its answer says, for the receipt."""
    beside: list[Attempt] = field(default_factory=list)
    """What other libraries of the installation write in the same Change; see `Desk.beside`."""

    @property
    def tenant(self) -> str:
        """The library acted in."""
        return self.order.tenant

    @property
    def by(self) -> str:
        """The opaque id of who acts."""
        return self.order.actor.id

    def today(self, location: str | None = None) -> date:
        """The date where a location is, or the library. Raises `NoCalendar`."""
        return self.settings.calendar(location).day_of(self.at)

    def ask(self, found: Iterable[BlockedBy]) -> None:
        """Go on when nothing is in the way, or all of it may pass. Raises `Refused`, `OverrideNeedsReason`."""
        passed = let_pass(self.order.actor, self.tenant, found, self.order.override)
        self.lifted += [code.value for code in passed]


def certain(found: _T | None) -> _T:
    """What is there for certain: that it is not is a reason that can't be let pass, and was asked for."""
    if found is None:
        raise AssertionError
    return found


class Desk:
    """The facts, the settings and the store that commands work with."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        settings: Callable[[str], LendingSettings],
        people: People,
        networks: Callable[[str], Iterable[str]],
    ) -> None:
        self._store, self.names, self.clock, self.settings = store, names, clock, settings
        self.people = people
        self.facts = FactsReader(store, names, clock, networks)
        self.open_requests, self.chosen = OpenRequests(store, self.facts), ChosenCopies(store, self.facts)

    # reading

    def copy(self, tenant: str, name: str) -> Copy | None:
        """An item by barcode or IRI."""
        (iri,) = self.facts.items_named(tenant, [name])
        return None if iri is None else self.facts.copies(tenant, [iri])[0]

    def patron(self, tenant: str, name: str) -> Patron | None:
        """A patron by barcode or IRI."""
        return self.people.patrons(tenant, [name])[0]

    def borrower(self, tenant: str, who: str | Patron | None) -> Borrower | None:
        """A patron by barcode or IRI, or as the command under way writes them, with what they have, wait for and
        owe.
        """
        if not who:
            return None
        return self.borrowers(tenant, [who])[0] if isinstance(who, str) else self._standing(tenant, [who])[0]

    def stands(self, attempt: Attempt, borrower: Borrower) -> Borrower:
        """The patron must be as they were read: somebody who is blocked or erased meanwhile gets nothing. One
        who is new or changed by the command is written.
        """
        attempt.writes.other(self.people.unchanged(borrower.patron))
        return borrower

    def borrowers(self, tenant: str, names: Sequence[str]) -> list[Borrower | None]:
        """Patrons by barcode or IRI, in the order asked, with what they have, wait for and owe. A constant number of
        store calls.
        """
        return self._standing(tenant, self.people.patrons(tenant, names))

    def _standing(self, tenant: str, found: Sequence[Patron | None]) -> list[Borrower | None]:
        iris = list(dict.fromkeys(each.iri for each in found if each is not None))
        standing = dict(zip(iris, self.facts.standing(tenant, iris), strict=True)) if iris else {}
        fees = dict(zip(iris, self.people.open_fees(tenant, iris), strict=True)) if iris else {}
        return [
            None
            if each is None
            else Borrower(each, standing[each.iri].loans, standing[each.iri].requests, fees[each.iri])
            for each in found
        ]

    def loan_named(self, tenant: str, name: str) -> Loan | None:
        """A loan by its IRI, or by the barcode or IRI of the item that is out in it."""
        (found,) = self.facts.loans(tenant, [name])
        if found is not None:
            return found
        copy = self.copy(tenant, name)
        return copy.held.loan if copy is not None else None

    def new_name(self, attempt: Attempt, collection: str, *parts: str) -> str:
        """A name for a new document: the same again for the same request id, so that a retry makes nothing twice."""
        request = attempt.order.request_id
        local = opaque_id(collection, attempt.order.actor.id, request, *parts) if request else secrets.token_hex(10)
        return self.names.resource(attempt.tenant, collection, local)

    def beside(self, attempt: Attempt, actor: Actor, command: str) -> Attempt:
        """What another library writes in the same Change, both or neither. Only `graph.workflows` asks for it: nothing
        else writes for two libraries.
        """
        order = Order(actor, command)
        settings, writes = self.settings(order.tenant), Writes(self.facts.graph(order.tenant))
        made = Attempt(order, settings, attempt.at, attempt.now, writes)
        attempt.beside.append(made)
        return made

    def charge(
        self,
        attempt: Attempt,
        patron: str,
        type: FeeType,
        amount: Money,
        *,
        item: str | None = None,
        loan: str | None = None,
    ) -> Fee:
        """Charge a patron in the same Change; the fee as it will be."""
        fee, put = self.people.charge(Charge(attempt.tenant, patron, type, amount, attempt.at, attempt.by, item, loan))
        attempt.writes.other(put)
        return fee

    def watched(self, tenant: str, compute: Callable[[], _T]) -> Watched[_T]:
        """What is computed from anything that lending reads in a library, until something of that changes."""
        return Watched(self._store, compute, self.facts.scope(tenant))

    # carrying out

    def carry_out(
        self,
        order: Order,
        permission: Permission | None,
        decide: Callable[[Attempt], Callable[[int], _A]],
        replay: Callable[[Receipt], _A],
    ) -> _A:
        """Decide, write, answer. `decide` answers how the result is made once the event has its number; `replay` makes
        the result of an earlier answer from its receipt. `permission` None: `decide` asks for it.

        Raises `Refused`, `Forbidden`, `Contended`.
        """
        tenant = order.tenant
        if permission is not None:
            require(order.actor, permission, tenant)
        for _ in range(_ATTEMPTS):
            if order.request_id and (before := self._receipt(order)) is not None:
                return replay(before)
            now = self.clock()
            attempt = Attempt(order, self.settings(tenant), order.at or now, now, Writes(self.facts.graph(tenant)))
            answer = decide(attempt)
            if order.dry_run:
                return answer(0)
            try:
                committed = self._commit(attempt, by_reader=permission is None and order.actor.patron is not None)
            except Conflict:
                continue
            if not committed.replayed:  # else another of the same request was quicker: its receipt is there now
                return answer(committed.sequence)
        raise Contended(_AGAIN)

    def _commit(self, attempt: Attempt, *, by_reader: bool) -> Committed:
        order = attempt.order
        if attempt.lifted and order.override is not None:
            attempt.writes.audit(self._audit(attempt, order.override))
        if order.request_id:
            attempt.writes.receipt(self._receipt_key(order).iri, _receipt_node(attempt))
        cause = Cause(order.actor.id, order.command, attempt.now, order.request_id)
        if by_reader and attempt.beside:
            # The event is in the other library's log too, which names no reader of this one; the receipt, which must
            # not be there yet, keeps a retry harmless.
            cause = Cause(attempt.beside[0].by, order.command, attempt.now)
        every = (attempt, *attempt.beside)
        puts = tuple(put for each in every for put in each.writes.puts)
        deletes = tuple(delete for each in every for delete in each.writes.deletes)
        return self._store.commit(Change(cause, puts, deletes), self._scope(every))

    def _scope(self, attempts: Sequence[Attempt]) -> Scope:
        """What is read and written by what becomes one Change."""
        scopes = [self.facts.scope(each.tenant) for each in attempts]
        return Scope(
            tuple(grant for each in scopes for grant in each.reading),
            tuple(grant for each in scopes for grant in each.writing),
        )

    def _audit(self, attempt: Attempt, override: Override) -> Audit:
        return Audit(
            iri=self.names.resource(attempt.tenant, documents.AUDITS, secrets.token_hex(10)),
            tenant=attempt.tenant,
            command=attempt.order.command,
            codes=tuple(dict.fromkeys(attempt.lifted)),
            reason=override.reason.strip(),
            by=attempt.by,
            at=attempt.now,
            about=tuple(dict.fromkeys(attempt.about)),
        )

    def _receipt_key(self, order: Order) -> Key:
        local = opaque_id("receipt", order.actor.id, order.request_id or "")
        return Key(self.facts.graph(order.tenant), self.names.resource(order.tenant, documents.RECEIPTS, local))

    def _receipt(self, order: Order) -> Receipt | None:
        (found,) = self._store.read([self._receipt_key(order)], self.facts.scope(order.tenant))
        if found is None:
            return None
        if plain(found.body, "lsp:command") != order.command:
            raise RequestIdReused("This request id was used for another command.")
        said = (text.partition("=") for text in found.body.get("lsp:said", ()))
        return Receipt(iris(found.body, "lsp:about"), {name: text for name, _, text in said}, self._store.position())


def _receipt_node(attempt: Attempt) -> Node:
    node: Node = {
        "@type": ["lsp:Receipt"],
        "lsp:command": [attempt.order.command],
        "lsp:about": [{"@id": iri} for iri in dict.fromkeys(attempt.about)],
    }
    if attempt.said:
        node["lsp:said"] = [f"{name}={text}" for name, text in attempt.said.items()]
    return node
