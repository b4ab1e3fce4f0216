"""What every mutation's answer has, and how a command's refusal becomes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Final, TypeVar

import strawberry

from graph.access.model import AccessError
from graph.catalogue.errors import CatalogueError
from graph.store.errors import Conflict, InvalidName, OutOfScope
from graph.tenants.model import TenantError
from mappings.errors import CatalographError
from schema.ask import Ask
from schema.errors import UserError, user_error
from schema.ids import InvalidId

P = TypeVar("P")
RequestId = Annotated[str | None, "a client's own id for a request"]
REQUEST_ID: Final = "The client's own id for this request: sending it again with the same id answers as the first time."
EXPECTED: Final = (CatalogueError, AccessError, TenantError, Conflict, OutOfScope, InvalidName, InvalidId)
"""Errors a person can correct. Any other, such as a store that can't be reached, is an error of the response."""


def attempt(ask: Ask, command: Callable[[], P], refused: Callable[[list[UserError]], P]) -> P:
    """What the command answers, or the payload that says why it was refused."""
    try:
        return command()
    except EXPECTED as error:
        return refused([user_error(error, ask.scope())])


def refusing(error: CatalographError, ask: Ask) -> list[UserError]:
    """One refusal as a list of user errors."""
    return [user_error(error, ask.scope())]


def last_event(payloads: Sequence[object], ask: Ask) -> list[int]:
    """The event of a write that was just made, or a later one: everything up to it includes the write."""
    return [ask.services.events.position()] * len(payloads)


USER_ERRORS: Final = strawberry.field(description="Why nothing was done; empty when it was.")
