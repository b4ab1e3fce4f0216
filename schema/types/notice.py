"""Notices to patrons: what waits to be sent, and what could not be."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.circulation.messages.model import Notice as Known
from graph.circulation.messages.model import NoticeState, Trouble
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.loan import Loan, Request, loans_by_iri, requests_by_iri
from schema.types.patron import Patron, patrons_by_iri
from schema.types.resource import Node


@strawberry.enum(description="Where a notice is between being due and its end.")
class NoticeStatus(Enum):
    """Where a notice is between being due and its end."""

    WAITING = choice(NoticeState.WAITING, "It waits to be sent.")
    SENDING = choice(NoticeState.SENDING, "It is being sent.")
    SENT = choice(NoticeState.SENT, "The mail server took it.")
    FAILED = choice(NoticeState.FAILED, "It can't be sent: somebody should see to it.")
    DROPPED = choice(NoticeState.DROPPED, "It makes no sense any more, and was not sent.")


@strawberry.enum(description="Why a notice was not sent, or not yet.")
class NoticeTrouble(Enum):
    """Why a notice was not sent, or not yet."""

    NO_ADDRESS = choice(Trouble.NO_ADDRESS, "The patron has no e-mail address.")
    BAD_ADDRESS = choice(Trouble.BAD_ADDRESS, "The patron's e-mail address can't be one.")
    NO_TEMPLATE = choice(Trouble.NO_TEMPLATE, "There is no template of this kind.")
    ADDRESS_REFUSED = choice(Trouble.ADDRESS_REFUSED, "The mail server refuses the address for good.")
    MESSAGE_REFUSED = choice(Trouble.MESSAGE_REFUSED, "The mail server refuses the message for good.")
    TRY_LATER = choice(Trouble.TRY_LATER, "The mail server asks to try it later.")
    SERVER_AWAY = choice(Trouble.SERVER_AWAY, "The mail server broke off.")
    OUTCOME_UNKNOWN = choice(Trouble.OUTCOME_UNKNOWN, "It was perhaps sent, twice at most.")
    TOO_LATE = choice(Trouble.TOO_LATE, "It had waited for three days.")
    NO_LONGER_TRUE = choice(Trouble.NO_LONGER_TRUE, "What it says is not so any more.")


@strawberry.type(description="A message to a patron about a loan or a request. Staff see those of their library.")
class Notice(Node):
    """A message to a patron about a loan or a request."""

    known: strawberry.Private[Known]
    kind: str = attribute("What it is a notice of, by the name of its template.")
    status: NoticeStatus = attribute("Where it is between being due and its end.")
    due_since: DateTime = attribute("When it was due.")
    trouble: NoticeTrouble | None = attribute("Why it was not sent, or not yet.")
    reply: int | None = attribute("The number the mail server answered with.")
    next_at: DateTime | None = attribute("Before this it is not tried again.")
    sent_at: DateTime | None = attribute("When the mail server took it.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.NOTICE, self.known.iri)

    @relation()
    @staticmethod
    def patron(parents: list[Notice], ask: Ask) -> list[Patron | None]:
        """Whom it is for; null where that is not for the caller."""
        return patrons_by_iri([each.known.patron for each in parents], ask)

    @relation()
    @staticmethod
    def loan(parents: list[Notice], ask: Ask) -> list[Loan | None]:
        """The loan it is about, if it is about one."""
        return loans_by_iri([each.known.about for each in parents], ask)

    @relation()
    @staticmethod
    def request(parents: list[Notice], ask: Ask) -> list[Request | None]:
        """The request it is about, if it is about one."""
        return requests_by_iri([each.known.about for each in parents], ask)


def notice_of(known: Known) -> Notice:
    """A notice for the API."""
    return Notice(
        known=known,
        kind=known.template,
        status=NoticeStatus(known.state),
        due_since=DateTime(known.at),
        trouble=None if known.trouble is None else NoticeTrouble(known.trouble),
        reply=known.reply,
        next_at=None if known.next_at is None else DateTime(known.next_at),
        sent_at=None if known.sent_at is None else DateTime(known.sent_at),
    )


def notices_by_iri(iris: Sequence[str], ask: Ask) -> list[Notice | None]:
    """The notices in the order asked, None where there is none for the caller."""
    return [None if each is None else notice_of(each) for each in ask.services.sending.named(ask.actor, iris)]
