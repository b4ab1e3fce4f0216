"""A request between two libraries as one of them keeps it, and what it says to the other, as values.

Whoever the requesting library asks for is named in its own document alone. What is told, and what is kept over there,
has no field for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from graph.circulation.errors import CirculationError
from graph.workflows.interlending.steps import CLOSED, Side, State, Step, possible
from mappings.iso18626.codes import ServiceType
from mappings.iso18626.messages import Wanted


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what happened: when, which side did it, what, and what was said with it."""

    at: datetime
    by: Side
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LibraryRequest:
    """What one library asks of another, as one of both keeps it in its private circulation graph.

    `id` is the requesting library's name of it, which both know; `id_there` the supplier's. The supplier's side has
    `instance`, `queued` (the request in its own queue), `item` and `loan`; the requesting side `patron`, `pickup`,
    `item` (the copy while it is here) and `queued` (the patron's request for that copy).
    """

    iri: str
    tenant: str
    side: Side
    partner: str
    id: str
    wanted: Wanted
    asked_at: datetime
    changed_at: datetime
    state: State = field(default_factory=State)
    id_there: str = ""
    service: ServiceType = ServiceType.LOAN
    needed_by: datetime | None = None
    note: str = ""
    due_at: datetime | None = None
    why: str = ""
    """Why it was not filled, or may be sent again, as a code."""
    item_there: str = ""
    """What the supplier calls the copy it sent."""
    instance: str | None = None
    queued: str | None = None
    item: str | None = None
    loan: str | None = None
    patron: str | None = None
    pickup: str | None = None
    history: tuple[Told, ...] = ()
    rota: tuple[tuple[str, str], ...] = ()
    """Whom to ask next, each with the edition that it has (an IRI)."""
    after: tuple[str, ...] = ()
    """The requests that this one follows, which were not filled, the first one first."""
    seen: tuple[str, ...] = ()
    """Digests of the messages that were taken, the last ones."""
    heard_at: datetime | None = None
    """When what the other side said last was said."""
    revision: int = 0

    @property
    def open(self) -> bool:
        """Whether anything may still happen."""
        return self.state.status not in CLOSED

    @property
    def awaits_staff(self) -> bool:
        """Whether a reader wants it and nobody was asked for it yet: staff have to agree."""
        return self.open and not self.partner

    @property
    def next_steps(self) -> tuple[Step, ...]:
        """What the library that keeps this may do now."""
        return possible(self.state, self.side)


MOST_TOLD: Final = 200
MOST_SEEN: Final = 60


class Delivery(StrEnum):
    """What became of a message to a partner."""

    WAITING = "Waiting"
    TAKEN = "Taken"
    REFUSED = "Refused"
    GIVEN_UP = "GivenUp"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to a partner: `text` is its XML without how the sender makes itself known."""

    iri: str
    tenant: str
    partner: str
    about: str
    """The library request."""
    kind: str
    text: str
    at: datetime
    delivery: Delivery = Delivery.WAITING
    failures: int = 0
    next_at: datetime | None = None
    answer: str = ""
    """What was wrong with it, as the partner says."""
    revision: int = 0


class UnknownLibraryRequest(CirculationError):
    """There is no request of this id between this library and another."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "Check the id; `libraryRequests` lists them."


class StepNotPossible(CirculationError):
    """What is asked can't happen to a request between libraries as it stands."""

    code: ClassVar[str] = "STEP_NOT_POSSIBLE"
    hint: ClassVar[str] = "`nextSteps` of the request says what can be done now."


class PartnerNotAsked(CirculationError):
    """The partner is not there, can't be reached, or is not to be asked."""

    code: ClassVar[str] = "PARTNER_NOT_ASKED"
    hint: ClassVar[str] = "An administrator says who is asked, and where messages go."


class NobodyHasIt(CirculationError):
    """No member of the library's networks has a copy that it lends to the library."""

    code: ClassVar[str] = "NOBODY_HAS_IT"
    hint: ClassVar[str] = "Ask a partner by its name."


class InvalidLibraryRequest(CirculationError):
    """A request between libraries that can't be: nothing is said of what is wanted, a text is too long."""

    code: ClassVar[str] = "INVALID"
