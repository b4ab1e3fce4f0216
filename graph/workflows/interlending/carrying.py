"""How a step of a request between libraries is carried out: the document is read, the table asked, what lending has to
do is done, and all of it is written with the letter to the other library as one Change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graph.access.model import Actor, Permission
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.refusals import Override
from graph.store import walking
from graph.store.model import ABSENT, Document, Key, Put
from graph.store.names import GraphKind, opaque_id
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.partners import Partner, PartnerService
from graph.workflows.interlending import documents, letters
from graph.workflows.interlending.letters import NOTHING_MORE, With
from graph.workflows.interlending.model import (
    InvalidLibraryRequest,
    Letter,
    LibraryRequest,
    StepNotPossible,
    Told,
    UnknownLibraryRequest,
)
from graph.workflows.interlending.steps import ROWS, Step, after, may
from mappings.iso18626.messages import Message
from mappings.iso18626.writing import KINDS, written

LONGEST: Final = 1_000
"""How many characters a note may have."""
MOST_LISTED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Stepped:
    """A request between libraries after something was done about it. `sequence` is the number of the event."""

    request: LibraryRequest
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Doing:
    """A step under way: the try of the command, the request as it was, and the partner, where there still is one."""

    attempt: Attempt
    request: LibraryRequest
    partner: Partner | None


Change = Callable[[Doing], dict[str, Any]]
"""What lending has to do for a step; answers what of the request it changes."""


Beside = Callable[[Attempt, Partner, LibraryRequest, Message], LibraryRequest]
"""Writes in the same Change what a message means to a library of the same installation; the request as it is then."""


class Keeper:
    """The requests between libraries of each tenant, as documents of its circulation graph."""

    def __init__(self, store: Store, desk: Desk, partners: PartnerService, beside: Beside) -> None:
        self._store, self.desk, self.partners, self._beside = store, desk, partners, beside

    # reading

    def requests(self, tenant: str, iris: Sequence[str]) -> list[LibraryRequest | None]:
        """The requests with these IRIs, in the order asked."""
        found = self._store.read([self.key(tenant, iri) for iri in iris], self.scope(tenant)) if iris else []
        return [None if each is None or not _is_request(each) else documents.request_of(each) for each in found]

    def one(self, tenant: str, iri: str) -> LibraryRequest:
        """A request. Raises `UnknownLibraryRequest`."""
        (found,) = self.requests(tenant, [iri])
        if found is None:
            raise UnknownLibraryRequest("There is no such request between libraries.")
        return found

    def every(self, tenant: str, *, only_open: bool) -> Iterator[LibraryRequest]:
        """Every request of a tenant."""
        kind = documents.OPEN if only_open else documents.REQUEST
        graph = self.desk.facts.graph(tenant)
        found = walking.documents(self._store, graph, self.scope(tenant), type=kind)
        return map(documents.request_of, found)

    def pointing(self, tenant: str, targets: Sequence[str], path: str) -> list[list[LibraryRequest]]:
        """Per resource, the requests of a tenant that name it by a property. Two calls of the store."""
        scope = self.scope(tenant)
        pages = self._store.incoming(targets, (path,), scope, first=MOST_LISTED) if targets else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        found = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return [
            [documents.request_of(one) for key in page.keys if (one := found[key]) is not None and _is_request(one)]
            for page in pages
        ]

    def key(self, tenant: str, iri: str) -> Key:
        """Where a request or a letter is kept."""
        return Key(self.desk.facts.graph(tenant), iri)

    def scope(self, tenant: str) -> Scope:
        """The circulation graph of a library and nothing else."""
        own = (grant({GraphKind.CIRCULATION}, {tenant}),)
        return Scope(own, own)

    def asked_here(self, tenant: str, id: str) -> str:
        """The IRI of a request that this library made."""
        return self.desk.names.resource(tenant, documents.REQUESTS, id)

    def asked_by(self, tenant: str, partner: str, id: str) -> str:
        """The IRI of a request that a partner made: the same for the same id, so that it is taken once."""
        return self.desk.names.resource(tenant, documents.REQUESTS, opaque_id("library-request", partner, id))

    # carrying out

    def step(
        self,
        actor: Actor,
        iri: str,
        step: Step,
        change: Change = lambda _: {},
        more: With = NOTHING_MORE,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
        permission: Permission | None = Permission.CIRCULATION_WRITE,
    ) -> Stepped:
        """Do a step of the table. Needs `circulation.write`, unless the caller has asked whether the actor may.

        Raises `StepNotPossible`, `UnknownLibraryRequest`, `Refused`, `Forbidden`, `Contended`.
        """
        checked_text(more.note)
        order = Order(actor, f"interlending.{step.value[0].lower()}{step.value[1:]}", request_id, override, dry_run)

        def decide(attempt: Attempt) -> Callable[[int], Stepped]:
            return self._decided(attempt, iri, step, change, more)

        return self.carry_out(order, decide, permission)

    def carry_out(
        self,
        order: Order,
        decide: Callable[[Attempt], Callable[[int], Stepped]],
        permission: Permission | None = Permission.CIRCULATION_WRITE,
    ) -> Stepped:
        """Carry out a command on one request; `decide` names it first of all it is about."""

        def replay(receipt: Receipt) -> Stepped:
            return Stepped(self.one(order.tenant, receipt.about[0]), receipt.sequence)

        return self.desk.carry_out(order, permission, decide, replay)

    def _decided(self, attempt: Attempt, iri: str, step: Step, change: Change, more: With) -> Callable[[int], Stepped]:
        request = self.one(attempt.tenant, iri)
        if ROWS[step].by is not request.side or not may(request.state, step):
            raise StepNotPossible(f"{step.value} can't be done to a request that is {request.state}.")
        attempt.about.append(request.iri)
        doing = Doing(attempt, request, self.partners.under_way(attempt.tenant, request.partner))
        changes = change(doing)
        after_it = moved(request, attempt, step, more.note, changes)
        if step is Step.CANCEL and not request.partner:  # nobody was asked for it yet
            after_it = moved(after_it, attempt, Step.AGREE_TO_CANCEL, "", {})
        done = self.write(attempt, after_it)
        if doing.partner is not None:
            message = letters.telling(request.state, done, doing.partner, step, more)
            done = self.post(attempt, doing.partner, done, message)
        return lambda sequence: Stepped(done, sequence)

    # writing

    def write(self, attempt: Attempt, request: LibraryRequest) -> LibraryRequest:
        """Write a request in the Change under way; it is answered as it will be."""
        key = self.key(request.tenant, request.iri)
        attempt.writes.other(Put(key, documents.request_node(request), request.revision or ABSENT))
        return replace(request, revision=request.revision + 1)

    def post(self, attempt: Attempt, partner: Partner, request: LibraryRequest, message: Message) -> LibraryRequest:
        """Write a letter in the Change under way, none where nothing is sent to the partner; for a library of the same
        installation, what the letter would have come to. The request, as what it answers leaves it.
        """
        if partner.tenant:
            return self._beside(attempt, partner, request, message)
        if not partner.address:
            return request
        iri = self.desk.new_name(attempt, documents.LETTERS, request.iri, str(request.revision))
        kind, text = KINDS[type(message)], written(message).decode()
        letter = Letter(iri, request.tenant, partner.id, request.iri, kind, text, attempt.now)
        attempt.writes.other(Put(self.key(request.tenant, iri), documents.letter_node(letter), ABSENT))
        return request


def moved(request: LibraryRequest, attempt: Attempt, step: Step, note: str, changes: dict[str, Any]) -> LibraryRequest:
    """The request after a step."""
    told = Told(attempt.at, ROWS[step].by, step.value, note)
    state, history = after(request.state, step), (*request.history, told)
    return replace(request, state=state, changed_at=attempt.at, history=history, **changes)


def checked_text(*texts: str) -> None:
    """Raise `InvalidLibraryRequest` for a text that is too long."""
    if any(len(each) > LONGEST for each in texts):
        raise InvalidLibraryRequest(f"A text has at most {LONGEST} characters.")


def _is_request(document: Document) -> bool:
    return documents.REQUEST in document.body["@type"]
