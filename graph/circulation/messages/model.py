"""A notice from being due to being sent, and why it was not: values of a tenant's private circulation graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeState(StrEnum):
    """Where a notice is between being due and its end."""

    WAITING = "Waiting"
    SENDING = "Sending"
    SENT = "Sent"
    FAILED = "Failed"
    DROPPED = "Dropped"
    """It makes no sense any more, and nobody has to do anything about it."""


class Trouble(StrEnum):
    """Why a notice was not sent, as a stable code."""

    NO_ADDRESS = "noAddress"
    BAD_ADDRESS = "badAddress"
    NO_TEMPLATE = "noTemplate"
    ADDRESS_REFUSED = "addressRefused"
    MESSAGE_REFUSED = "messageRefused"
    TRY_LATER = "tryLater"
    SERVER_AWAY = "serverAway"
    OUTCOME_UNKNOWN = "outcomeUnknown"
    TOO_LATE = "tooLate"
    NO_LONGER_TRUE = "noLongerTrue"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is due: by the name of its template, about a loan or request, to a patron. It is written once."""

    iri: str
    tenant: str
    template: str
    about: str
    patron: str
    at: datetime
    due_at: datetime | None = None
    """Of a loan, when it was due then: a notice is not true of another date."""
    state: NoticeState = NoticeState.WAITING
    message: str = ""
    """The message it goes out in, once that is settled: a name that follows from the first notice in it."""
    since: datetime | None = None
    """Since when it waits, where that is not since it was due: staff had it tried again."""
    claimed_at: datetime | None = None
    """When somebody began to send it."""
    tried: int = 0
    """How often the server put it off."""
    unclear: int = 0
    """How often it is not known what became of it: it may be with the patron already."""
    next_at: datetime | None = None
    """Before this it is not tried again."""
    sent_at: datetime | None = None
    trouble: Trouble | None = None
    """Why it was not sent, or not yet."""
    reply: int | None = None
    """The number the mail server answered with."""
    revision: int = 0

    @property
    def waits_since(self) -> datetime:
        """Since when it is to be sent."""
        return self.since or self.at
