"""The numbers by which PAIA names the state of an account and of an item. First row that holds wins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from graph.circulation.model import Request, RequestState
from graph.circulation.reasons import Code
from graph.circulation.rules.model import RequestType


class Account(IntEnum):
    """The state of a patron's account."""

    ACTIVE = 0
    INACTIVE = 1
    EXPIRED = 2
    OWES = 3
    EXPIRED_AND_OWES = 4


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A state, the reasons that all are there when it holds, and an example: reasons that give it."""

    state: Account
    needs: frozenset[Code]
    example: frozenset[Code]


_C: Final = Code


def _row(state: Account, *needs: Code, also: Collection[Code] = ()) -> AccountRow:
    return AccountRow(state, frozenset(needs), frozenset(needs).union(also))


ACCOUNT: Final[tuple[AccountRow, ...]] = (
    _row(Account.EXPIRED_AND_OWES, _C.PATRON_EXPIRED, _C.OWES_TOO_MUCH, also=[_C.PATRON_INACTIVE]),
    _row(Account.INACTIVE, _C.PATRON_INACTIVE, also=[_C.PATRON_EXPIRED]),
    _row(Account.EXPIRED, _C.PATRON_EXPIRED, also=[_C.PATRON_BLOCKED]),
    _row(Account.OWES, _C.OWES_TOO_MUCH, also=[_C.PATRON_BLOCKED]),
    _row(Account.INACTIVE, _C.PATRON_BLOCKED),
    _row(Account.INACTIVE, _C.TOO_MANY_OVERDUE),
    _row(Account.INACTIVE, _C.TOO_MANY_LOST),
    _row(Account.ACTIVE, also=[_C.TOO_MANY_LOANS]),
)
"""From what keeps a patron from borrowing to the state of the account."""


def account_state(reasons: Collection[Code]) -> Account:
    """The state of an account."""
    return next(row.state for row in ACCOUNT if row.needs.issubset(reasons))


class Status(IntEnum):
    """How a document stands to a patron."""

    NONE = 0
    RESERVED = 1
    ORDERED = 2
    HELD = 3
    PROVIDED = 4
    REJECTED = 5


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A status and the requests that have it: those in a state, of one type or of any."""

    status: Status
    state: RequestState
    type: RequestType | None = None

    def holds(self, request: Request) -> bool:
        """Whether a request has it."""
        return request.state is self.state and self.type in {None, request.type}


_R: Final = RequestState
REQUEST: Final[tuple[RequestRow, ...]] = (
    RequestRow(Status.ORDERED, _R.PENDING, RequestType.PAGE),
    RequestRow(Status.RESERVED, _R.PENDING),
    RequestRow(Status.ORDERED, _R.IN_TRANSIT),
    RequestRow(Status.PROVIDED, _R.AWAITING_PICKUP),
    RequestRow(Status.ORDERED, _R.AWAITING_DELIVERY),
    RequestRow(Status.NONE, _R.FILLED),
    RequestRow(Status.NONE, _R.CANCELLED),
    RequestRow(Status.NONE, _R.EXPIRED),
    RequestRow(Status.NONE, _R.PICKUP_EXPIRED),
)
"""What is fetched from the shelf is ordered, what is out is reserved, what stands at the shelf is provided."""


def request_status(request: Request) -> Status:
    """How what a request asks for stands to its patron."""
    return next(row.status for row in REQUEST if row.holds(request))


@dataclass(frozen=True, slots=True)
class Method:
    """A method of PAIA core: its name in addresses, the verbs it takes and the scope it needs."""

    name: str
    verbs: tuple[str, ...]
    scope: str


_READ: Final = ("GET", "HEAD", "OPTIONS")
_WRITE: Final = ("POST", "OPTIONS")
METHODS: Final[dict[str, Method]] = {
    each.name: each
    for each in (
        Method("", _READ, "read_patron"),
        Method("items", _READ, "read_items"),
        Method("fees", _READ, "read_fees"),
        Method("request", _WRITE, "write_items"),
        Method("renew", _WRITE, "write_items"),
        Method("cancel", _WRITE, "write_items"),
    )
}
"""The methods that are offered, by name."""
NOT_OFFERED: Final = frozenset({"notifications"})
