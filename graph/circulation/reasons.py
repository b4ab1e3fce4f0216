"""Everything that can be in the way of lending, as a table: its code, what it says, who may let it pass."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.access.model import Permission


class Code(StrEnum):
    """The code of a reason."""

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
    NOT_LOST = "NOT_LOST"
    STILL_OWED = "STILL_OWED"
    RETURN_TIME_INVALID = "RETURN_TIME_INVALID"
    ON_LOAN = "ON_LOAN"
    ITEM_WITHDRAWN = "ITEM_WITHDRAWN"
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
    REQUEST_READY = "REQUEST_READY"
    REQUEST_NOT_OVER = "REQUEST_NOT_OVER"
    POSITION_INVALID = "POSITION_INVALID"
    DATE_IN_THE_PAST = "DATE_IN_THE_PAST"
    TIME_INVALID = "TIME_INVALID"
    SEEN_SINCE = "SEEN_SINCE"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a code means, and the permission with which it may be let pass; None: nobody may."""

    code: Code
    says: str
    override: Permission | None = None


_BLOCKS, _RULES, _REQUESTS = Permission.OVERRIDE_BLOCKS, Permission.OVERRIDE_RULES, Permission.OVERRIDE_REQUESTS

REASONS: Final[dict[Code, Reason]] = {
    each.code: each
    for each in (
        Reason(Code.NO_SERVICE_POINT, "there is no such service point"),
        Reason(Code.PATRON_UNKNOWN, "no patron has this barcode"),
        Reason(Code.PATRON_INACTIVE, "the patron's account is not active", _BLOCKS),
        Reason(Code.PATRON_EXPIRED, "the last good day of the patron's account is over", _BLOCKS),
        Reason(Code.PATRON_BLOCKED, "staff set a block against the patron", _BLOCKS),
        Reason(Code.TOO_MANY_LOANS, "the patron has as many items out as anybody may", _BLOCKS),
        Reason(Code.TOO_MANY_OVERDUE, "too many of the patron's items are overdue", _BLOCKS),
        Reason(Code.TOO_MANY_LOST, "too many of the patron's items are lost", _BLOCKS),
        Reason(Code.OWES_TOO_MUCH, "the patron owes too much", _BLOCKS),
        Reason(Code.PROXY_INVALID, "whoever acts for the patron may not"),
        Reason(Code.ITEM_UNKNOWN, "no item of this library has this barcode"),
        Reason(Code.ALREADY_CHECKED_OUT, "the item is on loan"),
        Reason(Code.STATUS_NOT_LENDABLE, "the item's status keeps it from being lent"),
        Reason(Code.ITEM_IN_PROCESS, "the item is being prepared", _RULES),
        Reason(Code.REQUESTED_BY_ANOTHER, "it is kept for somebody else, or somebody else waits for it", _REQUESTS),
        Reason(Code.NOT_LOANABLE, "the lending rules don't lend such an item to such a patron", _RULES),
        Reason(Code.ITEM_LIMIT, "the patron has as many such items as the lending rules allow", _RULES),
        Reason(Code.NO_DUE_DATE, "no due date can be found for a loan that begins now"),
        Reason(Code.LOAN_UNKNOWN, "there is no such loan"),
        Reason(Code.LOAN_CLOSED, "the loan is over"),
        Reason(Code.LOAN_CLAIMED, "the item counts as lost, or is said to have been returned"),
        Reason(Code.NOT_RENEWABLE, "the lending rules don't renew such a loan", _RULES),
        Reason(Code.RENEWAL_LIMIT, "the loan was renewed as often as the lending rules allow", _RULES),
        Reason(Code.RECALLED, "the loan was recalled", _REQUESTS),
        Reason(Code.DUE_DATE_NOT_LATER, "a renewal would not make the loan due any later"),
        Reason(Code.NOT_RECALLABLE, "the lending rules recall no such loan", _RULES),
        Reason(Code.NOT_OVERDUE_ENOUGH, "the item has not been overdue for as long as the lending rules say"),
        Reason(Code.NOT_LOST, "the item does not count as lost"),
        Reason(Code.STILL_OWED, "what was billed for the lost item is not paid"),
        Reason(Code.RETURN_TIME_INVALID, "the time of a return is not over yet, or is before the loan began"),
        Reason(Code.ON_LOAN, "the item is on loan: what is said of it is said of the loan"),
        Reason(Code.ITEM_WITHDRAWN, "the item has left the collection"),
        Reason(Code.TARGET_UNKNOWN, "what is asked for is not in the library's catalogue"),
        Reason(Code.NOTHING_TO_REQUEST, "the library has no copy that could be asked for"),
        Reason(Code.REQUEST_TYPE_NOT_POSSIBLE, "no copy has a status in which it can be asked for like that"),
        Reason(
            Code.REQUEST_TYPE_NOT_ALLOWED,
            "the lending rules don't let such a patron ask for it like that",
            _RULES,
        ),
        Reason(Code.PICKUP_UNKNOWN, "nothing can be fetched at that service point"),
        Reason(Code.PICKUP_NOT_ALLOWED, "the lending rules let it be fetched elsewhere only", _RULES),
        Reason(Code.ALREADY_REQUESTED, "the patron waits for it already"),
        Reason(Code.ALREADY_BORROWED, "the patron has a copy of it", _REQUESTS),
        Reason(Code.REQUEST_UNKNOWN, "there is no such request"),
        Reason(Code.REQUEST_CLOSED, "the request is over"),
        Reason(Code.REQUEST_READY, "the item is on its way to the patron, or waits for them"),
        Reason(Code.REQUEST_NOT_OVER, "the last day of the request is not over"),
        Reason(Code.POSITION_INVALID, "there is no such place in the queue that somebody could be moved to"),
        Reason(Code.DATE_IN_THE_PAST, "a day that should be to come is over"),
        Reason(Code.TIME_INVALID, "what was done offline is to come, or more than 30 days ago"),
        Reason(Code.SEEN_SINCE, "the item was in somebody's hands after what was done offline"),
    )
}
"""Every reason by its code, in the order in which a desk meets them."""
