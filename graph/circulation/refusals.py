"""Why lending refuses: every reason has a code, and some have a permission with which staff may let it pass.

A command asks all of its rules and answers with every reason at once, so nobody comes back to the desk twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from graph.access.model import Actor, Permission
from graph.circulation.errors import CirculationError


class Code(StrEnum):
    """Everything that can be in the way."""

    NO_SERVICE_POINT = "NO_SERVICE_POINT"
    PATRON_UNKNOWN = "PATRON_UNKNOWN"
    PATRON_INACTIVE = "PATRON_INACTIVE"
    PATRON_EXPIRED = "PATRON_EXPIRED"
    PATRON_BLOCKED = "PATRON_BLOCKED"
    TOO_MANY_LOANS = "TOO_MANY_LOANS"
    TOO_MANY_OVERDUE = "TOO_MANY_OVERDUE"
    TOO_MANY_LOST = "TOO_MANY_LOST"
    OWES_TOO_MUCH = "OWES_TOO_MUCH"
    PROXY_INVALID = "PROXY_INVALID"
    ITEM_UNKNOWN = "ITEM_UNKNOWN"
    ALREADY_CHECKED_OUT = "ALREADY_CHECKED_OUT"
    STATUS_NOT_LENDABLE = "STATUS_NOT_LENDABLE"
    ITEM_IN_PROCESS = "ITEM_IN_PROCESS"
    REQUESTED_BY_ANOTHER = "REQUESTED_BY_ANOTHER"
    NOT_LOANABLE = "NOT_LOANABLE"
    ITEM_LIMIT = "ITEM_LIMIT"
    NO_DUE_DATE = "NO_DUE_DATE"
    LOAN_UNKNOWN = "LOAN_UNKNOWN"
    LOAN_CLOSED = "LOAN_CLOSED"
    LOAN_CLAIMED = "LOAN_CLAIMED"
    NOT_RENEWABLE = "NOT_RENEWABLE"
    RENEWAL_LIMIT = "RENEWAL_LIMIT"
    RECALLED = "RECALLED"
    DUE_DATE_NOT_LATER = "DUE_DATE_NOT_LATER"
    NOT_RECALLABLE = "NOT_RECALLABLE"
    NOT_OVERDUE_ENOUGH = "NOT_OVERDUE_ENOUGH"
    RETURN_TIME_INVALID = "RETURN_TIME_INVALID"
    TARGET_UNKNOWN = "TARGET_UNKNOWN"
    NOTHING_TO_REQUEST = "NOTHING_TO_REQUEST"
    REQUEST_TYPE_NOT_POSSIBLE = "REQUEST_TYPE_NOT_POSSIBLE"
    REQUEST_TYPE_NOT_ALLOWED = "REQUEST_TYPE_NOT_ALLOWED"
    PICKUP_UNKNOWN = "PICKUP_UNKNOWN"
    PICKUP_NOT_ALLOWED = "PICKUP_NOT_ALLOWED"
    ALREADY_REQUESTED = "ALREADY_REQUESTED"
    ALREADY_BORROWED = "ALREADY_BORROWED"
    REQUEST_UNKNOWN = "REQUEST_UNKNOWN"
    REQUEST_CLOSED = "REQUEST_CLOSED"
    REQUEST_NOT_OVER = "REQUEST_NOT_OVER"
    REQUEST_READY = "REQUEST_READY"
    POSITION_INVALID = "POSITION_INVALID"
    DATE_IN_THE_PAST = "DATE_IN_THE_PAST"
    ON_LOAN = "ON_LOAN"
    NOT_LOST = "NOT_LOST"
    STILL_OWED = "STILL_OWED"
    ITEM_WITHDRAWN = "ITEM_WITHDRAWN"


_P: Final = Permission
OVERRIDES: Final[dict[Code, Permission]] = {
    Code.PATRON_INACTIVE: _P.OVERRIDE_BLOCKS,
    Code.PATRON_EXPIRED: _P.OVERRIDE_BLOCKS,
    Code.PATRON_BLOCKED: _P.OVERRIDE_BLOCKS,
    Code.TOO_MANY_LOANS: _P.OVERRIDE_BLOCKS,
    Code.TOO_MANY_OVERDUE: _P.OVERRIDE_BLOCKS,
    Code.TOO_MANY_LOST: _P.OVERRIDE_BLOCKS,
    Code.OWES_TOO_MUCH: _P.OVERRIDE_BLOCKS,
    Code.ITEM_IN_PROCESS: _P.OVERRIDE_RULES,
    Code.NOT_LOANABLE: _P.OVERRIDE_RULES,
    Code.ITEM_LIMIT: _P.OVERRIDE_RULES,
    Code.NOT_RENEWABLE: _P.OVERRIDE_RULES,
    Code.RENEWAL_LIMIT: _P.OVERRIDE_RULES,
    Code.NOT_RECALLABLE: _P.OVERRIDE_RULES,
    Code.REQUEST_TYPE_NOT_ALLOWED: _P.OVERRIDE_RULES,
    Code.PICKUP_NOT_ALLOWED: _P.OVERRIDE_RULES,
    Code.REQUESTED_BY_ANOTHER: _P.OVERRIDE_REQUESTS,
    Code.RECALLED: _P.OVERRIDE_REQUESTS,
    Code.ALREADY_BORROWED: _P.OVERRIDE_REQUESTS,
}
"""The permission with which a reason may be let pass; what is not here can't be."""


@dataclass(frozen=True, slots=True)
class BlockedBy:
    """One reason. `message` is for the desk: it names numbers, dates and codes, never a person."""

    code: Code
    message: str

    @property
    def override(self) -> Permission | None:
        """The permission that may let it pass, None where none may."""
        return OVERRIDES.get(self.code)


@dataclass(frozen=True, slots=True)
class Override:
    """What staff let pass, and why."""

    codes: frozenset[str]
    reason: str


class Refused(CirculationError):
    """A lending rule is in the way. `blocks` has every reason, with the permission that may let it pass, if any."""

    code: ClassVar[str] = "REFUSED"
    hint: ClassVar[str] = "Each reason says whether somebody with a permission may let it pass."

    def __init__(self, blocks: Sequence[BlockedBy]) -> None:
        super().__init__(" ".join(each.message for each in blocks))
        self.blocks = tuple(blocks)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes of the reasons, in order."""
        return tuple(each.code for each in self.blocks)


class OverrideNeedsReason(CirculationError):
    """Something is to be let pass without saying why, or by a code that there is none of."""

    code: ClassVar[str] = "OVERRIDE_NEEDS_REASON"
    hint: ClassVar[str] = "Say in a few words why, and name the codes that were answered."


class Contended(CirculationError):
    """Others changed the same item, loan or request each time the command was tried. Nothing was written."""

    code: ClassVar[str] = "CONTENDED"
    hint: ClassVar[str] = "Try again."


class RequestIdReused(CirculationError):
    """A client used one request id for two different commands."""

    code: ClassVar[str] = "REQUEST_ID_REUSED"
    hint: ClassVar[str] = "Send each command with a request id of its own."


def let_pass(actor: Actor, tenant: str, found: Iterable[BlockedBy], override: Override | None) -> tuple[Code, ...]:
    """The codes that the override lets pass, of those found. Raises `Refused` with the rest, `OverrideNeedsReason`."""
    blocks = list(dict.fromkeys(found))
    if override is not None and (not override.reason.strip() or not override.codes <= set(Code)):
        raise OverrideNeedsReason("An override names codes of reasons and says why.")
    lifted = [
        each
        for each in blocks
        if override is not None
        and each.code in override.codes
        and each.override is not None
        and actor.may(each.override, tenant)
    ]
    if len(lifted) < len(blocks):
        raise Refused([each for each in blocks if each not in lifted])
    return tuple(dict.fromkeys(each.code for each in lifted))
