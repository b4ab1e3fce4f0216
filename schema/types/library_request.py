"""Requests between libraries, as the one that looks keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

import strawberry

from graph.access.model import Permission
from graph.workflows.interlending.model import Delivery, Letter, Told
from graph.workflows.interlending.model import LibraryRequest as Known
from graph.workflows.interlending.steps import Side, Step
from mappings.iso18626.codes import Action, Status
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.item import Item
from schema.types.library_charge import LibraryCharge, charge_of
from schema.types.loan import Loan, Request, items_lent, loans_by_iri, requests_by_iri
from schema.types.partner import Partner, partners_of
from schema.types.patron import Patron, patrons_by_iri
from schema.types.place import ServicePoint, points_by_iri
from schema.types.resource import Node, Resource

T = TypeVar("T")


@strawberry.enum(description="Which of the two libraries one is in a request.")
class LibrarySide(Enum):
    """Which of the two libraries one is in a request."""

    SUPPLYING = choice(Side.SUPPLYING, "The one that is asked, and lends.")
    REQUESTING = choice(Side.REQUESTING, "The one that asks, and borrows.")


@strawberry.enum(
    description="How a request stands, as the supplying library tells it. The words are those of ISO 18626."
)
class LibraryRequestStatus(Enum):
    """How a request stands."""

    REQUEST_RECEIVED = choice(Status.REQUEST_RECEIVED, "It was asked for, and nothing was answered.")
    EXPECT_TO_SUPPLY = choice(Status.EXPECT_TO_SUPPLY, "It is expected that a copy can be lent.")
    WILL_SUPPLY = choice(Status.WILL_SUPPLY, "A copy will be lent.")
    LOANED = choice(Status.LOANED, "A copy is lent.")
    OVERDUE = choice(Status.OVERDUE, "The copy is overdue.")
    RECALLED = choice(Status.RECALLED, "The copy is called back.")
    RETRY_POSSIBLE = choice(Status.RETRY_POSSIBLE, "Not now: it may be asked for again, later or otherwise.")
    UNFILLED = choice(Status.UNFILLED, "No copy is lent.")
    COPY_COMPLETED = choice(Status.COPY_COMPLETED, "A reproduction was sent, to be kept.")
    LOAN_COMPLETED = choice(Status.LOAN_COMPLETED, "The copy came back.")
    COMPLETED_WITHOUT_RETURN = choice(Status.COMPLETED_WITHOUT_RETURN, "The copy will not come back.")
    CANCELLED = choice(Status.CANCELLED, "The requesting library wants it no more.")


@strawberry.enum(description="What the requesting library did or wants that is in effect.")
class LibraryRequestAction(Enum):
    """What the requesting library did or wants."""

    STATUS_REQUEST = choice(Action.STATUS_REQUEST, "It asks how the request stands.")
    RECEIVED = choice(Action.RECEIVED, "It has the copy.")
    CANCEL = choice(Action.CANCEL, "It wants it no more, and waits for the answer.")
    RENEW = choice(Action.RENEW, "It wants to keep it longer, and waits for the answer.")
    SHIPPED_RETURN = choice(Action.SHIPPED_RETURN, "It sent the copy back.")
    SHIPPED_FORWARD = choice(Action.SHIPPED_FORWARD, "It sent the copy to another library.")
    NOTIFICATION = choice(Action.NOTIFICATION, "It has something to say.")


@strawberry.enum(description="Something that one of the two libraries does about a request.")
class LibraryRequestStep(Enum):
    """Something that one of the two libraries does about a request."""

    EXPECT_TO_SUPPLY = choice(Step.EXPECT_TO_SUPPLY, "Supplying: say that a copy can probably be lent.")
    WILL_SUPPLY = choice(Step.WILL_SUPPLY, "Supplying: promise a copy; at a service point it is queued for.")
    NOT_SUPPLY = choice(Step.NOT_SUPPLY, "Supplying: lend nothing, with a reason.")
    ASK_TO_RETRY = choice(Step.ASK_TO_RETRY, "Supplying: lend nothing now, with a reason.")
    LEND = choice(Step.LEND, "Supplying: lend a copy, at a service point.")
    CALL_OVERDUE = choice(Step.CALL_OVERDUE, "Supplying: tell that the copy is overdue.")
    RECALL = choice(Step.RECALL, "Supplying: call the copy back.")
    TAKE_BACK = choice(Step.TAKE_BACK, "Supplying: check the copy in, at a service point.")
    GIVE_UP = choice(Step.GIVE_UP, "Supplying: count the copy as lost.")
    AGREE_TO_CANCEL = choice(Step.AGREE_TO_CANCEL, "Supplying: let the request be cancelled.")
    REFUSE_TO_CANCEL = choice(Step.REFUSE_TO_CANCEL, "Supplying: go on with the request.")
    AGREE_TO_RENEW = choice(Step.AGREE_TO_RENEW, "Supplying: renew the loan, by the lending rules.")
    REFUSE_TO_RENEW = choice(Step.REFUSE_TO_RENEW, "Supplying: let the due date be as it is.")
    CANCEL = choice(Step.CANCEL, "Requesting: ask to cancel.")
    RECEIVE = choice(Step.RECEIVE, "Requesting: the copy came; it gets a barcode, at a service point.")
    RENEW = choice(Step.RENEW, "Requesting: ask to keep the copy longer.")
    SEND_BACK = choice(Step.SEND_BACK, "Requesting: the copy goes back.")


@strawberry.enum(description="What became of a message to a partner.")
class LetterDelivery(Enum):
    """What became of a message to a partner."""

    WAITING = choice(Delivery.WAITING, "It waits to be sent, or to be sent again.")
    TAKEN = choice(Delivery.TAKEN, "The partner confirmed it.")
    REFUSED = choice(Delivery.REFUSED, "The partner says that it is wrong.")
    GIVEN_UP = choice(Delivery.GIVEN_UP, "It was tried for days and never answered.")


@strawberry.type(description="One line of what happened to a request.")
class LibraryRequestEvent:
    """One line of what happened to a request."""

    at: DateTime = attribute("When.")
    by: LibrarySide = attribute("Who did it or said it.")
    what: str = attribute("What: a step, or what the message was.")
    note: str | None = attribute("What was said with it.")


@strawberry.type(description="A message to the partner about a request.")
class LibraryLetter:
    """A message to the partner about a request."""

    at: DateTime = attribute("When it was written.")
    kind: str = attribute("Which message of ISO 18626 it is.")
    delivery: LetterDelivery = attribute("What became of it.")
    failures: int = attribute("How often it was not answered.")
    next_at: DateTime | None = attribute("When it is sent again.")
    answer: str | None = attribute("What was wrong with it.")


@strawberry.type(description="One of the libraries that a request goes to in turn, and what it answered.")
class LibraryRotaEntry:
    """One of the libraries that a request goes to in turn."""

    partner: Partner | None = attribute("The library; null where it is a partner no more.")
    status: LibraryRequestStatus | None = attribute("How it stands with it; null where it was not asked yet.")
    reason: str | None = attribute("Why it did not fill it, as a code.")
    asked_at: DateTime | None = attribute("When it was asked.")


@strawberry.type(description="What one library asks of another. Who it is for is known to the one that asks alone.")
class LibraryRequest(Node):
    """What one library asks of another."""

    known: strawberry.Private[Known]
    transaction: str = attribute("What both libraries call it.")
    side: LibrarySide = attribute("Which of the two the acting tenant is.")
    status: LibraryRequestStatus = attribute("How it stands.")
    actions: list[LibraryRequestAction] = attribute("What the requesting library did or wants, beside that.")
    awaits_staff: bool = attribute(
        "Whether a reader wants it and nobody was asked yet: `libraryRequestAgree` has others asked, CANCEL declines."
    )
    next_steps: list[LibraryRequestStep] = attribute("What the acting tenant may do now.")
    title: str | None = attribute("The title that is wanted.")
    author: str | None = attribute("By whom.")
    numbers: list[str] = attribute("Numbers of it, each with its kind: `ISBN 9783161484100`.")
    asked_at: DateTime = attribute("When it was asked.")
    changed_at: DateTime = attribute("When something happened last.")
    needed_by: DateTime | None = attribute("After this it is of no use.")
    due_at: DateTime | None = attribute("When the copy has to be back at the supplying library.")
    note: str | None = attribute("What was said with the request.")
    reason: str | None = attribute("Why it was not filled, or may be asked again, as a code.")
    item_there: str | None = attribute("What the supplying library calls the copy.")
    history: list[LibraryRequestEvent] = attribute("What happened, in order.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.LIBRARY_REQUEST, self.known.iri)

    @relation()
    @staticmethod
    def partner(parents: list[LibraryRequest], ask: Ask) -> list[Partner | None]:
        """The other library; null where it is a partner no more."""
        known = {each.id: each for each in partners_of(ask.services.partners.seen(ask.actor), ask)}
        return [known.get(strawberry.ID(each.known.partner)) for each in parents]

    @relation()
    @staticmethod
    def rota(parents: list[LibraryRequest], ask: Ask) -> list[list[LibraryRotaEntry]]:
        """Whom the library asked for it, one after the other, with this one, and whom it asks next; at the requesting
        library alone.
        """
        known = {each.id: each for each in partners_of(ask.services.partners.seen(ask.actor), ask)}
        before = ask.services.interlending.routing.before(ask.actor, [each.known for each in parents])
        return [
            []
            if parent.known.side is Side.SUPPLYING
            else [
                *(_asked(each, known.get(strawberry.ID(each.partner))) for each in (*some, parent.known)),
                *(_to_ask(known.get(strawberry.ID(partner))) for partner, _ in parent.known.rota),
            ]
            for parent, some in zip(parents, before, strict=True)
        ]

    @relation()
    @staticmethod
    def patron(parents: list[LibraryRequest], ask: Ask) -> list[Patron | None]:
        """Who it is for, at the requesting library; null for who may not read patrons."""
        return patrons_by_iri([each.known.patron for each in parents], ask)

    @relation()
    @staticmethod
    def pickup(parents: list[LibraryRequest], ask: Ask) -> list[ServicePoint | None]:
        """Where they fetch it."""
        return points_by_iri([each.known.pickup for each in parents], ask)

    @relation()
    @staticmethod
    def edition(parents: list[LibraryRequest], ask: Ask) -> list[Resource | None]:
        """The edition that was found for it, at the supplying library."""
        from schema.types.loan import EVERYTHING
        from schema.types.views import resources_by_iri

        iris = [each.known.instance for each in parents]
        asked = list(dict.fromkeys(iri for iri in iris if iri))
        found = dict(zip(asked, resources_by_iri(asked, ask, ask.scope(EVERYTHING)), strict=True)) if asked else {}
        return [found.get(iri) if iri else None for iri in iris]

    @relation()
    @staticmethod
    def item(parents: list[LibraryRequest], ask: Ask) -> list[Item | None]:
        """The copy: that was lent, or that is here from there."""
        return items_lent([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def loan(parents: list[LibraryRequest], ask: Ask) -> list[Loan | None]:
        """The loan to the partner, at the supplying library."""
        return _named([each.known.loan for each in parents], loans_by_iri, ask)

    @relation()
    @staticmethod
    def queued(parents: list[LibraryRequest], ask: Ask) -> list[Request | None]:
        """The place in the library's own queue: the partner's, or the patron's for the copy that is here."""
        return _named([each.known.queued for each in parents], requests_by_iri, ask)

    @relation()
    @staticmethod
    def charges(parents: list[LibraryRequest], ask: Ask) -> list[list[LibraryCharge]]:
        """What the library that lends charged the other for it, between members of a network at either."""
        found = ask.services.interlending.owing.about(ask.actor, [each.known for each in parents])
        return [[charge_of(each) for each in some] for some in found]

    @relation()
    @staticmethod
    def letters(parents: list[LibraryRequest], ask: Ask) -> list[list[LibraryLetter]]:
        """What was written to the partner, in order."""
        found = ask.services.interlending.letters(ask.actor, [each.known.iri for each in parents])
        return [[_letter_of(each) for each in some] for some in found]


def request_of(known: Known) -> LibraryRequest:
    """A request between libraries for the API."""
    wanted = known.wanted
    return LibraryRequest(
        known=known,
        transaction=known.id,
        side=LibrarySide(known.side),
        status=LibraryRequestStatus(known.state.status),
        actions=[LibraryRequestAction(each) for each in sorted(known.state.done)],
        awaits_staff=known.awaits_staff,
        next_steps=[LibraryRequestStep(each) for each in known.next_steps],
        title=wanted.title or None,
        author=wanted.author or None,
        numbers=[f"{code} {value}" for code, value in (*wanted.item_ids, *wanted.record_ids)],
        asked_at=DateTime(known.asked_at),
        changed_at=DateTime(known.changed_at),
        needed_by=None if known.needed_by is None else DateTime(known.needed_by),
        due_at=None if known.due_at is None else DateTime(known.due_at),
        note=known.note or None,
        reason=known.why or None,
        item_there=known.item_there or None,
        history=[_event_of(each) for each in known.history],
    )


def library_requests_by_iri(iris: Sequence[str], ask: Ask) -> list[LibraryRequest | None]:
    """Requests between libraries in the order of their IRIs; None where there is none for the caller."""
    if ask.actor.tenant is None or not ask.actor.may(Permission.CIRCULATION_READ):
        return [None] * len(iris)
    found = ask.services.interlending.requests(ask.actor, iris)
    return [None if each is None else request_of(each) for each in found]


def _named(
    iris: Sequence[str | None], reader: Callable[[Sequence[str], Ask], list[T | None]], ask: Ask
) -> list[T | None]:
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    found = dict(zip(asked, reader(asked, ask), strict=True)) if asked else {}
    return [found.get(iri) if iri else None for iri in iris]


def _asked(known: Known, partner: Partner | None) -> LibraryRotaEntry:
    return LibraryRotaEntry(
        partner=partner,
        status=LibraryRequestStatus(known.state.status),
        reason=known.why or None,
        asked_at=DateTime(known.asked_at),
    )


def _to_ask(partner: Partner | None) -> LibraryRotaEntry:
    return LibraryRotaEntry(partner=partner, status=None, reason=None, asked_at=None)


def _event_of(told: Told) -> LibraryRequestEvent:
    return LibraryRequestEvent(at=DateTime(told.at), by=LibrarySide(told.by), what=told.what, note=told.note or None)


def _letter_of(letter: Letter) -> LibraryLetter:
    return LibraryLetter(
        at=DateTime(letter.at),
        kind=letter.kind,
        delivery=LetterDelivery(letter.delivery),
        failures=letter.failures,
        next_at=None if letter.next_at is None else DateTime(letter.next_at),
        answer=letter.answer or None,
    )
