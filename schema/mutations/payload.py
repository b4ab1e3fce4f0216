"""What every mutation's answer has, and how a command's refusal becomes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Final, Protocol, TypeVar

import strawberry

from graph.access.model import AccessError
from graph.authorities.batches import BatchError
from graph.catalogue.errors import CatalogueError
from graph.circulation.errors import CirculationError
from graph.network.clusters.deciding import ClusterError
from graph.patrons.model import PatronError
from graph.research.runs import RunError
from graph.store.errors import Conflict, InvalidName, OutOfScope
from graph.store.sparql import SparqlRefused
from graph.tenants.model import TenantError
from mappings.errors import CatalographError
from mappings.money import InvalidMoney
from mappings.profiles.errors import ProfileError
from schema.ask import Ask
from schema.errors import UserError, user_errors
from schema.ids import InvalidId

P = TypeVar("P")
RequestId = Annotated[str | None, "a client's own id for a request"]
REQUEST_ID: Final = "The client's own id for this request: sending it again with the same id answers as the first time."
EXPECTED: Final = (
    CatalogueError,
    BatchError,
    AccessError,
    TenantError,
    CirculationError,
    ClusterError,
    PatronError,
    InvalidMoney,
    ProfileError,
    RunError,
    SparqlRefused,
    Conflict,
    OutOfScope,
    InvalidName,
    InvalidId,
)
"""Errors a person can correct. Any other, such as a store that can't be reached, is an error of the response."""


def attempt(ask: Ask, command: Callable[[], P], refused: Callable[[list[UserError]], P]) -> P:
    """What the command answers, or the payload that says why it was refused."""
    try:
        return command()
    except EXPECTED as error:
        return refused(user_errors(error, ask.scope()))


def refusing(error: CatalographError, ask: Ask) -> list[UserError]:
    """One refusal as a list of user errors."""
    return user_errors(error, ask.scope())


class Answered(Protocol):
    """A payload as far as it tells whether anything was done."""

    user_errors: list[UserError]


def last_event(payloads: Sequence[Answered], ask: Ask) -> list[int | None]:
    """The event of a write that was just made, or a later one: everything up to it includes the write. None where
    nothing was done.
    """
    last = ask.services.events.position()
    return [None if payload.user_errors else last for payload in payloads]


class Trying(Protocol):
    """An input of a command that can be tried without writing."""

    dry_run: bool
    request_id: str | None


class Tried(Answered, Protocol):
    """A payload of a command that can be tried without writing."""

    dry_run: bool


def event_unless_tried(payloads: Sequence[Tried], ask: Ask) -> list[int | None]:
    """As `last_event`; None where it was only told what would happen."""
    return [
        None if payload.dry_run else event for payload, event in zip(payloads, last_event(payloads, ask), strict=True)
    ]


USER_ERRORS: Final = strawberry.field(description="Why nothing was done; empty when it was.")
