"""What NCIP calls what is in the way of lending, as a table. What has no name there keeps our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from app.protocols.ncip.messages import Element, problem
from graph.circulation.reasons import REASONS, Code
from graph.circulation.refusals import Refused
from mappings.errors import CatalographError


class Unauthenticated(CatalographError):
    """A patron's password is not right."""

    code: ClassVar[str] = "NCIP_USER_NOT_AUTHENTICATED"


USER, ITEM = "UserIdentifierValue", "ItemIdentifierValue"


@dataclass(frozen=True, slots=True)
class Row:
    """A reason, the type of problem it is (NISO's schemes of processing errors), and the element it is about."""

    reason: Code
    type: str
    about: str = ""


_C: Final = Code
_ROWS: Final = (
    Row(_C.PATRON_UNKNOWN, "Unknown User", USER),
    Row(_C.PATRON_INACTIVE, "User Blocked", USER),
    Row(_C.PATRON_EXPIRED, "User Blocked", USER),
    Row(_C.PATRON_BLOCKED, "User Blocked", USER),
    Row(_C.TOO_MANY_OVERDUE, "User Blocked", USER),
    Row(_C.TOO_MANY_LOST, "User Blocked", USER),
    Row(_C.OWES_TOO_MUCH, "User Blocked", USER),
    Row(_C.TOO_MANY_LOANS, "Maximum Check Outs Exceeded", USER),
    Row(_C.ITEM_LIMIT, "Maximum Check Outs Exceeded", USER),
    Row(_C.ITEM_UNKNOWN, "Unknown Item", ITEM),
    Row(_C.ALREADY_CHECKED_OUT, "Resource Cannot Be Provided", ITEM),
    Row(_C.STATUS_NOT_LENDABLE, "Resource Cannot Be Provided", ITEM),
    Row(_C.REQUESTED_BY_ANOTHER, "Resource Cannot Be Provided", ITEM),
    Row(_C.ITEM_IN_PROCESS, "Resource Cannot Be Provided", ITEM),
    Row(_C.NOT_LOANABLE, "Item Does Not Circulate", ITEM),
    Row(_C.LOAN_UNKNOWN, "Item Not Checked Out", ITEM),
    Row(_C.LOAN_CLOSED, "Item Not Checked Out", ITEM),
    Row(_C.NOT_RENEWABLE, "Item Not Renewable", ITEM),
    Row(_C.RECALLED, "Item Not Renewable", ITEM),
    Row(_C.LOAN_CLAIMED, "Item Not Renewable", ITEM),
    Row(_C.DUE_DATE_NOT_LATER, "Renewal Not Allowed Before Due Date", ITEM),
    Row(_C.RENEWAL_LIMIT, "Maximum Renewals Exceeded", ITEM),
    Row(_C.TARGET_UNKNOWN, "Unknown Item", ITEM),
    Row(_C.NOTHING_TO_REQUEST, "Item Cannot Be Provided", ITEM),
    Row(_C.ALREADY_REQUESTED, "Duplicate Request", ITEM),
    Row(_C.ALREADY_BORROWED, "Duplicate Request", ITEM),
    Row(_C.REQUEST_UNKNOWN, "Unknown Request", "RequestIdentifierValue"),
    Row(_C.REQUEST_CLOSED, "Request Already Processed", "RequestIdentifierValue"),
    Row(_C.REQUEST_READY, "Request Already Processed", "RequestIdentifierValue"),
    Row(_C.PICKUP_UNKNOWN, "Unknown Pickup Location", "PickupLocation"),
    Row(_C.PICKUP_NOT_ALLOWED, "Unknown Pickup Location", "PickupLocation"),
)
PROBLEMS: Final[Mapping[Code, Row]] = {each.reason: each for each in _ROWS}


def problems(error: CatalographError) -> list[Element]:
    """Every reason of a refusal; any other error as it is."""
    if isinstance(error, Unauthenticated):
        return [problem("User Authentication Failed", error.message)]
    if not isinstance(error, Refused):
        return [problem(error.code, error.message)]
    found = []
    for block in error.blocks:
        row = PROBLEMS.get(block.code) or Row(block.code, REASONS[block.code].says)
        found.append(problem(row.type, block.message, row.about))
    return found
